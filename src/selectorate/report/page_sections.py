"""Sections that several report pages share: endings, removals beside the record, the committee, when twins part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from selectorate.analysis import Interval, Removal, Statement
from selectorate.analysis.parting import Parting
from selectorate.report import page_months
from selectorate.report.naming import named, subject
from selectorate.report.page import Line, defined, grouped, paragraphs
from selectorate.report.page_figures import WORLDS, bars, bars_of_both
from selectorate.report.page_words import DEFINITIONS
from selectorate.report.removals_text import matters
from selectorate.report.words import counted, month, percent, signed
from selectorate.scenario import Scenario
from selectorate.scenario.document import Document

Removals = Mapping[str, Mapping[str, Removal]]
"""Contender -> rung -> when he reached it."""

Worlds = Sequence[Mapping[str, Interval]]
"""The world as it was, or it and a changed one: ending or outcome -> share."""


def endings(d: Document, statements: Iterable[Statement], worlds: Worlds, histories: int) -> str:
    """The share of each ending that ever came, and which never did."""
    every = [(named(d, said), [world[said.id] for world in worlds]) for said in statements]
    came = [(name, found) for name, found in every if any(one.value for one in found)]
    never = [(name, found) for name, found in every if not any(one.value for one in found)]
    title = f"Endings at the end of {month(d.scenario.read)}: share of {histories:,} histories, 95 % interval"
    if len(worlds) > 1:
        title = f"{title}; above as it was, below changed"
        drawn = bars_of_both(title, [(name, (found[0], found[1])) for name, found in came])
    else:
        drawn = bars(title, [(name, found[0]) for name, found in came])
    told = []
    if never:
        most = max(one.high for _, found in never for one in found)
        names = "; ".join(name for name, _ in never)
        told = [f"In none of these histories (95 % intervals reach up to {percent(most)}): {names}."]
    return f"<h2>How the histories end</h2>{drawn}{paragraphs(told, 'note')}"


def statements(caption: str, d: Document, rows: Sequence[tuple[Statement, Sequence[str]]], head: Sequence[str]) -> str:
    """Endings and outcomes as a table: what is said, of whom, its id, and what is known of it."""
    groups = [
        ("" if said[0][0].subject is None else said[0][0].title, [_statement(d, *row) for row in said])
        for said in (list(group) for _, group in groupby(rows, key=lambda row: row[0].entry))
    ]
    return grouped(caption, groups, head)


def _statement(d: Document, said: Statement, numbers: Sequence[str]) -> Line:
    return Line(subject(d, said) or said.title, said.id, numbers)


def removals(scenario: Scenario, worlds: Sequence[Removals], histories: int) -> str:
    """For each contender a figure of the rungs that he reached or that are on record; then the same as a table."""
    d, shown = scenario.document, {}
    for who, rungs in worlds[0].items():
        both = {rung: [world[who][rung] for world in worlds] for rung in rungs}
        shown[who] = {rung: found for rung, found in both.items() if any(matters(scenario, one) for one in found)}
    left_out = [d.contenders[who].name for who, rungs in shown.items() if not rungs]
    shown = {who: rungs for who, rungs in shown.items() if rungs}
    if not shown:
        return ""
    figures = "".join(
        f"<h3>{escape(d.contenders[who].name)}</h3>"
        + page_months.removals(f"{d.contenders[who].name}: month of each removal", scenario, rungs)
        for who, rungs in shown.items()
    )
    return (
        f"<h2>Removals{' beside the record' if d.record.removals else ''}</h2>"
        f"{defined('Removal')}{paragraphs(_keys(d, worlds, histories, left_out), 'note')}{figures}"
        f"{_removals(scenario, shown)}"
    )


def _keys(d: Document, worlds: Sequence[Removals], histories: int, left_out: Sequence[str]) -> Iterable[str]:
    """How the figures are read, and whom they leave out."""
    upright = " The upright mark is the month on record." if d.record.removals else ""
    both = " Above as it was, below, as a ring, changed." if len(worlds) > 1 else ""
    yield (
        f"A dot is the median of {histories:,} histories, the line through it 5 to 95 %; a line without an end goes on "
        f"into never.{upright}{both} Beside it: the median, and the share that gets so far."
    )
    if left_out:
        on_record = "neither on record nor in half of the histories" if d.record.removals else "never"
        yield f"Not shown, since {on_record} removed: {', '.join(left_out)}."


def _removals(scenario: Scenario, shown: Mapping[str, Mapping[str, Sequence[Removal]]]) -> str:
    d = scenario.document
    recorded = ["record", "months apart"] if d.record.removals else []
    groups = [
        (
            d.contenders[who].name,
            [
                Line(d.rungs[rung].name + world, "", _cells(scenario, one))
                for rung, found in rungs.items()
                for one, world in zip(found, _worlds(found), strict=True)
            ],
        )
        for who, rungs in shown.items()
    ]
    return grouped("The same months in numbers", groups, ("share", "median", *recorded, "5 %", "95 %"))


def _worlds(found: Sequence[object]) -> Sequence[str]:
    return [""] if len(found) == 1 else [f", {world}" for world in WORLDS]


def _cells(scenario: Scenario, one: Removal) -> tuple[str, ...]:
    apart = one.difference(scenario)
    beside = (one.record or "-", "-" if apart is None else signed(apart)) if scenario.document.record.removals else ()
    median, low, high = (text or "never" for text in (one.median, one.p05, one.p95))
    return percent(one.share), median, *beside, low, high


def divergence(parting: Parting, twin: str) -> str:
    """When twins part, as a histogram; ``twin`` says what a twin is."""
    count = len(parting.months)
    title = f"Share of {counted(count, 'histories')} by the month in which they part from their twins"
    return (
        "<h2>When twins part</h2>"
        + paragraphs([twin, DEFINITIONS["First divergence"]])
        + paragraphs([f"{page_months.said_of(parting)}."])
        + page_months.histogram(title, parting)
        + paragraphs(["The dot is the median, the line through it 5 to 95 % of the histories."], "note")
    )


def committee(figures: Iterable[tuple[str, str]]) -> str:
    """The committee by session as a figure a world, each with a heading where there are several."""
    shown = [(f"<h3>{heading}</h3>" if heading else "") + drawn for heading, drawn in figures if drawn]
    if not shown:
        return ""
    return f"<h2>The committee by session</h2><p>{DEFINITIONS['Committee by session']}</p>{''.join(shown)}"
