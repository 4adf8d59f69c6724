"""Removals in a terminal: when each contender reached which rung, beside the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from selectorate.analysis import Removal
from selectorate.ensemble.prepared import of_parameters
from selectorate.report.terminal import grid, heading, indented
from selectorate.report.words import percent, signed
from selectorate.scenario import Scenario

if TYPE_CHECKING:
    from selectorate.report.answer import Answer

COLUMNS = {"share": 7, "median": 7, "5 % to 95 %": 18, "record": 7, "months": 6}
"""Columns after the name of the rung, and how wide each is."""

RECORD = {"record", "months"}
"""Columns that compare with the record."""


def say_removals(answer: Answer, console: Console) -> None:
    """Print the rungs that are on record or that half of the histories reach; where nothing is on record, all."""
    shown = {
        contender: {rung: removal for rung, removal in rungs.items() if matters(answer.scenario, removal)}
        for contender, rungs in answer.removals.items()
    }
    if not any(shown.values()):
        return
    d, made_with = answer.scenario.document, of_parameters(answer.ensemble.model)
    heading(console, f"Removals: median month over all histories, none where fewer than half got so far; {made_with}")
    columns = _columns(answer, console.width - 4 - max(len(rung.name) for rung in d.rungs.values()))
    widths = [("right" if column in {"share", "months"} else "left", COLUMNS[column]) for column in columns]
    for contender, rungs in shown.items():
        if not rungs:
            continue
        table = grid(("left", 0), *widths)
        table.add_row("", *columns)
        for rung, removal in rungs.items():
            cells = _cells(answer, removal)
            table.add_row(d.rungs[rung].name, *(cells[column] for column in columns))
        console.print(d.contenders[contender].name, markup=False, highlight=False)
        indented(console, table)


def _columns(answer: Answer, room: int) -> list[str]:
    """What the record has, and what there is room for beside the names of rungs."""
    known = [column for column in COLUMNS if answer.scenario.document.record.removals or column not in RECORD]
    for least in ("5 % to 95 %", "months", "record"):
        if sum(COLUMNS[column] + 2 for column in known) > room and least in known:
            known.remove(least)
    return known


def matters(scenario: Scenario, removal: Removal) -> bool:
    """Whether a rung is on record or half of the histories reach it; where nothing is on record, whether any does."""
    if not scenario.document.record.removals:
        return removal.share > 0
    return removal.record is not None or removal.share >= 0.5


def _cells(answer: Answer, removal: Removal) -> dict[str, str]:
    months = removal.difference(answer.scenario)
    return {
        "share": percent(removal.share),
        "median": removal.median or "",
        "5 % to 95 %": f"{removal.p05} to {removal.p95 or 'never'}" if removal.p05 else "",
        "record": removal.record or "",
        "months": "" if months is None else signed(months),
    }
