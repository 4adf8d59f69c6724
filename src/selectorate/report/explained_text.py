"""An explanation in a terminal: the answer in sentences, then every number with its interval."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from selectorate.analysis import Interval, Undefined
from selectorate.report import sources
from selectorate.report.changes_text import sentences
from selectorate.report.explained import Explained
from selectorate.report.flow_words import sentences as flow_sentences
from selectorate.report.page_months import said_of
from selectorate.report.terminal import grid, heading, indented, whole
from selectorate.report.words import month, percent, ranged, span

WIDE = 105
"""Columns in which the table of outcomes has room for intervals."""

CLEAR = 6
"""So many interactions are printed: those farthest from nothing."""


def say_explained(answer: Explained, console: Console) -> None:
    """Print the whole answer."""
    say_question(answer, console)
    say_causes(answer, console)
    say_shares(answer, console)
    say_powers(answer, console)
    say_matrix(answer, console)
    say_course(answer, console)
    say_flip(answer, console)
    say_outcomes(answer, console)
    say_provenance(answer, console)


def say_question(answer: Explained, console: Console) -> None:
    """Print the question and the answer in words."""
    plan = answer.found.plan
    console.print(Text(answer.question(), style="bold"))
    for sentence in answer.sentences():
        console.print(Text(sentence))
    console.print(Text(f"{plan.outcome}: {answer.statement().title}."))
    for sentence in sentences(plan.base, plan.happenings):
        console.print(Text(sentence))
    lived = f"{answer.found.histories:,} histories in each world, in pairs with the same luck."
    console.print(Text(f"{lived} {answer.note()}"))


def say_causes(answer: Explained, console: Console) -> None:
    """Print necessity and sufficiency, each between its bounds and beside the placebos."""
    found = answer.found
    heading(console, "Necessity and sufficiency (Pearl), and bounds without twins (Tian and Pearl)")
    over = sources.kinds(found.spread)
    table = grid(("left", 12), ("right", 7), ("right", 13), *[("right", 13)] * len(over))
    table.add_row("", "", "95 %", *over)
    both = list(zip(("necessity", "sufficiency"), (found.necessity, found.sufficiency), found.bounds, strict=True))
    for name, one, _ in both:
        table.add_row(name, *_cells(one), *(_over(one, kind) for kind in over))
    indented(console, table)
    indented(console, f"Bounds: {'; '.join(f'{name} {span(bounds)}' for name, _, bounds in both)}.")
    indented(console, "Of the same histories, those that end otherwise when only luck is drawn anew:")
    for (name, _, _), placebo in zip(both, found.placebos, strict=True):
        kinds = (("all of it", placebo.reseeded), ("one year's", placebo.years), ("one kind's", placebo.streams))
        said = "; ".join(f"{kind} {'-' if share is None else percent(share)}" for kind, share in kinds)
        indented(console, f"{name}: {said}.")


def _cells(one: Interval | Undefined) -> tuple[str, str]:
    if isinstance(one, Undefined):
        return "-", "undefined"
    return percent(one.value) if one.value >= 0 else f"{100 * one.value:.1f} %", span(one.sampling)


def _over(one: Interval | Undefined, kind: str) -> str:
    return ranged(one.range(kind)) if isinstance(one, Interval) else "-"


def say_shares(answer: Explained, console: Console) -> None:
    """Print the Shapley value of every factor, and the interactions farthest from nothing."""
    found, plan = answer.found, answer.found.plan
    if not found.shapley or found.probability_all is None:
        return
    heading(console, "Shares of all factors in points of probability (Shapley values): what each adds, in all orders")
    _points(console, {f"{plan.factors[name].title} ({name})": one for name, one in found.shapley.items()})
    start, end = (100 * one.value for one in (found.probability_all, found.probability) if isinstance(one, Interval))
    indented(console, f"They sum to the way from {start:.1f} points, with all factors replaced, to {end:.1f}.")
    clear = sorted(found.interactions, key=lambda pair: -abs(pair[1].value or 0.0))[:CLEAR]
    if clear:
        heading(console, "Pairs that do most together beyond what each does alone (interaction index)")
        _points(console, {" and ".join(both): one for both, one in clear})


def _points(console: Console, rows: Mapping[str, Interval | Undefined]) -> None:
    table = grid(("left", 20), ("right", 7), ("right", 15))
    for name, one in sorted(rows.items(), key=lambda row: -(row[1].value or 0.0)):
        if isinstance(one, Interval):
            table.add_row(
                name, f"{100 * one.value:+.1f}", "{:+.1f} to {:+.1f}".format(*(100 * end for end in one.sampling))
            )
    indented(console, table)


def say_powers(answer: Explained, console: Console) -> None:
    """Print the Shapley value of every power of the office, in their own game."""
    plan, found = answer.found.plan, answer.found
    if found.shares_of_powers:
        name = plan.base.scenario.document.offices[plan.office].name
        heading(console, f"Powers of the office of {name} alone, each held jointly instead (Shapley values)")
        _points(console, found.shares_of_powers)


def say_matrix(answer: Explained, console: Console) -> None:
    """Print who leads when the office is given to each: the office or the man."""
    plan, found = answer.found.plan, answer.found
    d = plan.base.scenario.document
    for how, title in (("held", "he keeps his offices"), ("swapped", "and his main office goes to whom he displaces")):
        matrix = found.matrix(how)
        if not matrix:
            continue
        heading(console, f"Office or man: the office of {d.offices[plan.office].name} given to each ({title}), of 100")
        table = grid(("left", 20), text=True)
        for holder, ends in sorted(matrix.items()):
            most = sorted(((share, end) for end, share in ends.items() if share >= 0.005), reverse=True)[:4]
            table.add_row(d.contenders[holder].name, "; ".join(f"{end} {100 * share:.0f}" for share, end in most))
        indented(console, table)


def say_course(answer: Explained, console: Console) -> None:
    """Print when twins part, and what one base seat more comes to by the loop."""
    found = answer.found
    if found.parted is not None:
        heading(console, "When histories part from their twins without the factor")
        indented(console, f"{said_of(found.parted)}.")
    for k, flow in enumerate(found.flows):
        if k == 0:
            heading(console, "The circular flow of power")
        for sentence in flow_sentences(flow):
            indented(console, sentence)


def say_flip(answer: Explained, console: Console) -> None:
    """Print the cheapest change that would still have flipped the outcome."""
    flip = answer.found.flip
    if flip is not None:
        what = " and ".join(f"{name} ({contrast})" for name, contrast in zip(flip.factors, flip.contrasts, strict=True))
        heading(console, "The latest and smallest change that would still have made it less likely than not")
        indented(console, f"{what} from {month(flip.start)} on: {percent(flip.probability)}.")


def say_outcomes(answer: Explained, console: Console) -> None:
    """Print every ending and outcome that ever held: probability, necessity and sufficiency of the factor."""
    heading(console, "Every declared ending and outcome: probability, necessity and sufficiency of the same factor")
    room = 2 if console.width >= WIDE else 1
    table = grid(("left", 24), *([("right", 7), ("right", 13)][:room] * 3))
    for name, found in answer.found.outcomes.items():
        if found[0].value:
            table.add_row(name, *(cell for one in found for cell in _cells(one)[:room]))
    indented(console, table)
    if room == 1:
        indented(console, f"Intervals stand here in {WIDE} columns, and in --json.")


def say_provenance(answer: Explained, console: Console) -> None:
    """Print what makes the answer again."""
    heading(console, "The same answer again")
    whole(console, answer.command)
    made = answer.document()["provenance"]
    hashes = f"Scenario {made['scenario_hash'][:12]}, kernel {made['kernel_hash'][:12]}, version {made['version']}"
    base = answer.found.plan.base
    only = ", which is told of outcomes and of their necessity and sufficiency alone"
    doubt = sources.said_of_doubt(base, sources.kinds(answer.found.spread), only=only)
    console.print(Text(f"{answer.worlds:,} worlds. {hashes}; {answer.made_with()}. {doubt}"))
