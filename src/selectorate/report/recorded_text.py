"""The record beside histories in a terminal: target by target, first those that the model has to bring about."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from selectorate.record.recorded import after_start
from selectorate.record.table import Number, Row, Table
from selectorate.report.recorded import Recorded
from selectorate.report.terminal import grid, heading, indented, whole
from selectorate.scenario import Scenario
from selectorate.targets import AGREED, Target

KINDS = {
    "dynamic": "What the model has to bring about",
    "input": "What is given to it, and met by construction",
    "structural": "What cannot be otherwise in it",
}


def say_recorded(answer: Recorded, console: Console) -> None:
    """Print the whole answer."""
    found = answer.found
    title = found.model.scenario.document.scenario.title
    console.print(Text(f"{title}: the record beside {found.histories:,} histories", style="bold"))
    console.print(Text(f"Fresh luck, {answer.parameters} parameters, seed {found.seed}."))
    for sentence in answer.sentences():
        console.print(Text(sentence))
    console.print(
        Text(
            "In: per cent of histories that are near enough. All: per cent in which it happens at all. m: the middle "
            "history is near enough, so it is met. c: the record lies within nine tenths of them, so it is covered."
        )
    )
    for kind, words in KINDS.items():
        rows = [row for row in found.fresh.rows if row.kind == kind]
        if rows:
            heading(console, f"{words}: {len(rows)}")
            _say_rows(answer, rows, console)
    _say_baselines(answer, console)
    if found.conditioned is not None:
        _say_conditioned(answer, found.conditioned, console)
    _say_sources(answer, console)
    heading(console, "The same answer again")
    whole(console, answer.command)


def _say_rows(answer: Recorded, rows: Sequence[Row], console: Console) -> None:
    found = answer.found
    table = grid(("left", 26), *([("right", 7)] * 4), *([("right", 3)] * 2), ("left", 3))
    table.add_row("", "record", "median", "5 %", "95 %", "in", "all", "m c")
    for row in rows:
        marks = f"{'m' if row.met else '-'} {'c' if row.covered else '-'}"
        shares = [f"{100 * row.within:.0f}", f"{100 * row.happens:.0f}", marks]
        for place, line in enumerate(_lines(found.model.scenario, found.targets[row.id], row)):
            table.add_row(*line, *(shares if place == 0 else [""] * 3))
    indented(console, table)


def _lines(scenario: Scenario, target: Target, row: Row) -> list[list[str]]:
    """What is printed of a target: one line, or one for each value of a vector that is of the time lived."""

    def text(value: Number) -> str:
        return _text(scenario, target, value)

    if isinstance(row.recorded, list):
        months = target.statistic.args.at or []
        values = zip(
            months, after_start(scenario, target), row.recorded, _listed(row.median), _listed(row.p05),
            _listed(row.p95), strict=True,
        )  # fmt: skip
        return [
            [row.id, "", "", "", ""],
            *([f"  {month}", *map(text, numbers)] for month, lived, *numbers in values if lived),
        ]
    if target.statistic.form in AGREED:
        return [[row.id, "as was", "", "", ""]]
    return [[row.id, text(row.recorded), *(text(_one(value)) for value in (row.median, row.p05, row.p95))]]


def _listed(value: Number | list[Number]) -> list[Number]:
    return value if isinstance(value, list) else [value]


def _one(value: Number | list[Number]) -> Number:
    return None if isinstance(value, list) else value


def _text(scenario: Scenario, target: Target, value: Number) -> str:
    """A number of a target: a month by its name, a share with two digits, nothing for never."""
    if value is None:
        return "never"
    if target.statistic.form == "date":
        return scenario.month_name(round(value))
    return f"{value:.2f}" if target.statistic.form in ("share", "order") else f"{value:,.0f}"


def _say_baselines(answer: Recorded, console: Console) -> None:
    heading(console, "Beside guesses without the model; lower is better")
    table = grid(("left", 20), ("right", 7), ("right", 7), ("right", 9), ("right", 7), ("left", 18))
    table.add_row("guess", "score", "ours", "surprise", "ours", "over")
    for name, one in answer.found.baselines.items():
        over = ", ".join(one.targets) if len(one.targets) < 3 else f"all {len(one.targets)} of them"
        surprises = ("" if value is None else f"{value:.2f}" for value in (one.surprise, one.ours_surprise))
        table.add_row(name.replace("_", " "), f"{one.score:.2f}", f"{one.ours:.2f}", *surprises, over)
    indented(console, table)


def _say_conditioned(answer: Recorded, table: Table, console: Console) -> None:
    heading(console, "With the luck under which each draw met the record")
    console.print(
        Text(
            f"These histories were chosen for what they have, so they show how near the model can come: {table.met} of "
            f"{table.dynamic} near enough in the middle, {table.covered} covered, score {table.score:.2f}."
        )
    )


def _say_sources(answer: Recorded, console: Console) -> None:
    heading(console, "Where the record is from")
    document = answer.found.model.scenario.document
    table = grid(("left", 26), ("left", 6), text=True)
    for name, target in answer.found.targets.items():
        cited = [document.sources[source] for source in target.sources]
        told = "; ".join(f"{one.title}{'' if one.consulted else ' (recalled, not consulted)'}" for one in cited)
        table.add_row(name, target.confidence, told or "-")
    indented(console, table)
