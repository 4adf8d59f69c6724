"""``selectorate``: the command and its verbs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from selectorate._version import __version__
from selectorate.cli.guard import INTERRUPTED, guarded
from selectorate.cli.options import (
    Claim,
    Csv,
    Debug,
    Do,
    From,
    Happenings,
    Html,
    Json,
    NoStore,
    Parameters,
    Quiet,
    Readings,
    Scenario,
    Seed,
    Set,
    Store,
    Swap,
    Threads,
    Without,
)
from selectorate.cli.record_app import record_app
from selectorate.cli.store_app import store_app

app = typer.Typer(
    help="Who chooses the choosers? Run institutions whose office-holders choose the people who choose them.",
    epilog="Exit codes: 0 answered, 1 failed through no fault of yours, 2 a mistake in the question, 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"selectorate {__version__}")
        raise typer.Exit


@app.callback()
def selectorate(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Who chooses the choosers? Run institutions whose office-holders choose the people who choose them."""


@app.command()
@guarded
def run(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    histories: Annotated[int, typer.Option(help="How many histories to live.")] = 2000,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    readings: Readings = None,
    claim: Claim = None,
    set: Set = None,
    happenings: Happenings = "recorded",
    do: Do = None,
    swap: Swap = False,
    without: Without = None,
    start: From = None,
    sweep: Annotated[
        list[str] | None,
        typer.Option(
            help="Run at each of so many values instead; may be given a second time.",
            metavar="PARAMETER=FROM:TO:POINTS",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            help="Write one row a history, or a point of a sweep, to this file.", metavar="FILE.parquet|FILE.csv"
        ),
    ] = None,
    html: Html = None,
    csv: Csv = None,
    store: Store = None,
    no_store: NoStore = False,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Run a scenario forward many times, and print how it ends."""
    from selectorate.cli import run as verb
    from selectorate.cli.writing import Written

    question = verb.Question.typed(
        scenario, histories, seed, threads, set, happenings, do, swap, without, start, store=store, no_store=no_store,
        parameters=parameters, readings=readings, claim=claim,
    )  # fmt: skip
    if sweep:
        from selectorate.cli.sweep import sweep as swept

        swept(question, sweep, out=out, written=Written(html, csv), json=json, quiet=quiet)
    else:
        verb.run(question, out=out, written=Written(html, csv), json=json, quiet=quiet)


@app.command()
@guarded
def compare(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    histories: Annotated[int, typer.Option(help="How many histories to live in each world.")] = 2000,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    readings: Readings = None,
    claim: Claim = None,
    set: Set = None,
    happenings: Happenings = "recorded",
    do: Do = None,
    swap: Swap = False,
    without: Without = None,
    start: From = None,
    store: Store = None,
    no_store: NoStore = False,
    html: Html = None,
    csv: Csv = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Live the same histories in two worlds, as it was and changed, and print what differs."""
    from selectorate.cli import compare as verb
    from selectorate.cli.run import Question
    from selectorate.cli.writing import Written

    question = Question.typed(
        scenario, histories, seed, threads, set, happenings, do, swap, without, start, store=store, no_store=no_store,
        parameters=parameters, readings=readings, claim=claim,
    )  # fmt: skip
    verb.compare(question, written=Written(html, csv), json=json, quiet=quiet)


@app.command()
@guarded
def flow(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    histories: Annotated[
        int, typer.Option(help="How many histories to live, with a seat and without, for each link.")
    ] = 2000,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    readings: Readings = None,
    claim: Claim = None,
    set: Set = None,
    happenings: Happenings = "recorded",
    do: Do = None,
    swap: Swap = False,
    without: Without = None,
    start: Annotated[
        str | None,
        typer.Option("--from", help="Add the seat in this month; what is asked holds from then on.", metavar="YYYY-MM"),
    ] = None,
    store: Store = None,
    no_store: NoStore = False,
    html: Html = None,
    csv: Csv = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Measure the circular flow of power: what one base seat more brings in the committee, and without each link."""
    from selectorate.cli import flow as verb
    from selectorate.cli.run import Question
    from selectorate.cli.writing import Written

    question = Question.typed(
        scenario, histories, seed, threads, set, happenings, do, swap, without, start, store=store, no_store=no_store,
        parameters=parameters, readings=readings, claim=claim,
    )  # fmt: skip
    verb.flow(question, written=Written(html, csv), json=json, quiet=quiet)


@app.command()
@guarded
def explain(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    outcome: Annotated[
        str | None,
        typer.Option(help="What is to be explained; by default what the scenario asks.", metavar="ENDING|OUTCOME"),
    ] = None,
    factor: Annotated[
        str | None,
        typer.Option(help="By what; by default what the scenario asks.", metavar="FACTOR[:CONTRAST]"),
    ] = None,
    within: Annotated[
        float | None, typer.Option(help="Add histories until no interval is wider than this to either side.")
    ] = None,
    histories: Annotated[int, typer.Option(help="How many histories to live in every world.")] = 500,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    readings: Annotated[
        str | None,
        typer.Option(
            help="Suppose that a reading of historians holds, or share histories out over all, by their weights.",
            metavar="READING|all",
            show_default=False,
        ),
    ] = None,
    claim: Claim = None,
    set: Set = None,
    happenings: Happenings = "recorded",
    do: Do = None,
    swap: Swap = False,
    without: Without = None,
    start: From = None,
    store: Store = None,
    no_store: NoStore = False,
    html: Html = None,
    csv: Csv = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Say how far a factor explains an outcome, by twins: necessity, sufficiency, shares, office or man."""
    from selectorate.cli import explain as verb
    from selectorate.cli.run import Question
    from selectorate.cli.writing import Written

    question = Question.typed(
        scenario, histories, seed, threads, set, happenings, do, swap, without, start, store=store, no_store=no_store,
        parameters=parameters, readings=readings, claim=claim,
    )  # fmt: skip
    written = Written(html, csv)
    verb.explain(question, outcome=outcome, factor=factor, within=within, written=written, json=json, quiet=quiet)


@app.command()
@guarded
def replay(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    history: Annotated[int | None, typer.Option(help="Which history of the seed, from 0.", show_default="0")] = None,
    seed: Annotated[
        int | None, typer.Option(help="Where luck comes from; the same seed gives the same history.", show_default="1")
    ] = None,
    find: Annotated[
        str | None,
        typer.Option(
            help="Find the history instead, by how it ended or what held of it.",
            metavar="ENDING|OUTCOME|typical|closest-to-record",
        ),
    ] = None,
    twin: Annotated[
        bool, typer.Option("--twin", help="Tell it as it was, beside its twin in the world that is asked for.")
    ] = False,
    particle: Annotated[
        int | None,
        typer.Option(
            help="Tell a draw of the posterior instead, with the luck under which it met the record, from 0.",
            show_default=False,
        ),
    ] = None,
    histories: Annotated[int, typer.Option(help="How many histories --find looks through.")] = 2000,
    threads: Threads = None,
    parameters: Parameters = None,
    readings: Readings = None,
    claim: Claim = None,
    set: Set = None,
    happenings: Happenings = "recorded",
    do: Do = None,
    swap: Swap = False,
    without: Without = None,
    start: From = None,
    store: Store = None,
    no_store: NoStore = False,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress on standard error.")] = False,
    debug: Debug = False,
) -> None:
    """Tell one history month by month, with why each vote fell so and the record beside it."""
    from selectorate.cli import replay as verb
    from selectorate.cli.run import Question

    question = Question.typed(
        scenario, histories, 1 if seed is None else seed, threads, set, happenings, do, swap, without, start,
        store=store, no_store=no_store, parameters=parameters, readings=readings, claim=claim,
    )  # fmt: skip
    which = verb.Which(history, find, particle, seed)
    verb.replay(question, which, twin=twin, json=json, quiet=quiet)


@app.command()
@guarded
def studio(
    scenario: Scenario = None,
    port: Annotated[
        int | None,
        typer.Option(help="The port of the address.", min=1, max=65535, show_default="8765, or the next free one"),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page.")] = False,
    again: Annotated[
        bool,
        typer.Option("--again", help="Only make anew, beside the scenario, what the page opens with."),
    ] = False,
    store: Store = None,
    no_store: NoStore = False,
    debug: Debug = False,
) -> None:
    """Open a local page that replays histories, asks what if and how far, and shows readings and sources."""
    from selectorate.cli import studio as verb
    from selectorate.cli.storing import Keeping

    if again:
        verb.again(scenario, alone=port is None and not no_browser, keeping=Keeping(store, no_store))
    else:
        verb.studio(scenario, port=port, browser=not no_browser, keeping=Keeping(store, no_store))


@app.command()
@guarded
def check(scenario: Scenario = None, json: Json = False, debug: Debug = False) -> None:
    """Read a scenario, refuse what cannot be, and print who chooses whom."""
    from selectorate.cli import check as verb

    verb.check(scenario, json=json)


@app.command()
@guarded
def warm(debug: Debug = False) -> None:
    """Compile the kernel into its cache, so that no run has to wait for it."""
    from selectorate.cli.streams import say
    from selectorate.compiling import cache_folder
    from selectorate.simulation.warm import warm as compile_kernel

    say(f"The kernel is ready: {compile_kernel():.1f} s, in {cache_folder()}")


app.add_typer(record_app)
app.add_typer(store_app, name="store")


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter of a name shows another one instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
