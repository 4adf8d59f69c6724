"""The verbs that hold the model against a record: ``fit``, ``record``, ``readings``, ``when`` and so on."""

from __future__ import annotations

from typing import Annotated

import typer

from selectorate.cli.guard import guarded
from selectorate.cli.options import (
    Debug,
    Json,
    NoStore,
    Parameters,
    Quiet,
    Scenario,
    Seed,
    Store,
    Targets,
    Threads,
)

record_app = typer.Typer(rich_markup_mode=None)


@record_app.command()
@guarded
def fit(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    targets: Targets = None,
    draws: Annotated[int, typer.Option(help="How many draws the posterior has.")] = 4000,
    seed: Seed = 1,
    out: Annotated[
        str | None,
        typer.Option(help="Write the posterior to this file.", metavar="FILE", show_default="beside the scenario"),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from where the same fit was interrupted.")] = False,
    threads: Threads = None,
    store: Store = None,
    no_store: NoStore = False,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Learn the free parameters of a scenario from its record, and write the posterior."""
    from selectorate.cli import fit as verb
    from selectorate.cli.storing import Keeping

    verb.fit(
        scenario, targets=targets, draws=draws, seed=seed, out=out, resume=resume, threads=threads,
        keeping=Keeping(store, no_store), json=json, quiet=quiet,
    )  # fmt: skip


@record_app.command()
@guarded
def record(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    targets: Targets = None,
    parameters: Parameters = None,
    histories: Annotated[int, typer.Option(help="How many histories to live with fresh luck.")] = 2000,
    seed: Seed = 1,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Hold histories against the record, target by target, with baselines beside."""
    from selectorate.cli import record as verb

    verb.record(
        scenario, targets=targets, parameters=parameters, histories=histories, seed=seed, threads=threads, json=json,
        quiet=quiet,
    )  # fmt: skip


@record_app.command()
@guarded
def readings(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    again: Annotated[
        bool, typer.Option("--again", help="Make the answer anew, and write it beside the scenario.")
    ] = False,
    repeats: Annotated[
        int | None,
        typer.Option(help="Independent parts of each reading's histories, 5 at least.", show_default="8"),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The seed of all luck.", show_default="1")] = None,
    out: Annotated[
        str | None, typer.Option(help="Make the answer anew, and write it to this file.", metavar="FILE")
    ] = None,
    threads: Threads = None,
    store: Store = None,
    no_store: NoStore = False,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Hold accounts of historians against one record as rival models, and say which cannot be told apart."""
    from selectorate.cli import readings as verb
    from selectorate.cli.storing import Keeping

    verb.readings(
        scenario, again=again, repeats=repeats, seed=seed, out=out, threads=threads,
        keeping=Keeping(store, no_store), json=json, quiet=quiet,
    )  # fmt: skip


@record_app.command()
@guarded
def sensitivity(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    outcome: Annotated[
        str | None,
        typer.Option(help="What hangs on the guesses; by default what the scenario asks.", metavar="ENDING|OUTCOME"),
    ] = None,
    samples: Annotated[int, typer.Option(help="Points, a power of two; each group asks for as many more.")] = 256,
    histories: Annotated[int, typer.Option(help="How many histories to live at each point.")] = 20,
    seed: Seed = 1,
    threads: Threads = None,
    store: Store = None,
    no_store: NoStore = False,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Say which guess matters most: groups of parameters and of judged inputs, by shares of an answer's variance."""
    from selectorate.cli import sensitivity as verb
    from selectorate.cli.storing import Keeping

    verb.sensitivity(
        scenario, outcome=outcome, samples=samples, histories=histories, seed=seed, threads=threads,
        keeping=Keeping(store, no_store), json=json, quiet=quiet,
    )  # fmt: skip


@record_app.command()
@guarded
def when(  # noqa: PLR0913, PLR0917 - a parameter is an option
    scenario: Scenario = None,
    outcome: Annotated[
        str | None,
        typer.Option(help="What was decided; by default what the scenario asks.", metavar="ENDING|OUTCOME"),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Make the answer anew, and write it beside the scenario.")
    ] = False,
    repeats: Annotated[
        int | None, typer.Option(help="Independent parts of the histories, 2 at least.", show_default="8")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The seed of all luck.", show_default="1")] = None,
    out: Annotated[
        str | None, typer.Option(help="Make the answer anew, and write it to this file.", metavar="FILE")
    ] = None,
    threads: Threads = None,
    store: Store = None,
    no_store: NoStore = False,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Say when an outcome was decided: how probable it was given the record up to each month, and what turned it."""
    from selectorate.cli import when as verb
    from selectorate.cli.storing import Keeping

    verb.when(
        scenario, outcome=outcome, again=again, repeats=repeats, seed=seed, out=out, threads=threads,
        keeping=Keeping(store, no_store), json=json, quiet=quiet,
    )  # fmt: skip


@record_app.command()
@guarded
def evidence(  # noqa: PLR0913, PLR0917 - a parameter is an option
    name: Annotated[
        str | None,
        typer.Argument(help="A claim, parameter, factor, event, target or reading.", show_default=False),
    ] = None,
    scenario: Scenario = None,
    essays: Annotated[
        bool, typer.Option("--essays", help="Print instead what the essays assert, and what twins say of it.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Test the essays anew, and write the answer beside the scenario.")
    ] = False,
    seed: Annotated[int | None, typer.Option(help="The seed of all luck.", show_default="1")] = None,
    out: Annotated[
        str | None, typer.Option(help="Test the essays anew, and write the answer to this file.", metavar="FILE")
    ] = None,
    threads: Threads = None,
    store: Store = None,
    no_store: NoStore = False,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Print what something rests on, what rests on it, and which sources were consulted; or test the essays."""
    from selectorate.cli import evidence as verb
    from selectorate.cli.storing import Keeping
    from selectorate.errors import QuestionError

    if essays:
        if name is not None and scenario is not None:
            raise QuestionError(f"--essays asks of a scenario alone, not of {name!r}")
        verb.essays(
            scenario or name, again=again, seed=seed, out=out, threads=threads, keeping=Keeping(store, no_store),
            json=json, quiet=quiet,
        )  # fmt: skip
        return
    if name is None:
        raise QuestionError("name a claim, parameter, factor, event, target or reading, or ask --essays")
    if again or seed is not None or out is not None:
        raise QuestionError("--again, --seed and --out are of --essays")
    verb.evidence(name, scenario, json=json)
