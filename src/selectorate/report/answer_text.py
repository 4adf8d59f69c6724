"""An answer in a terminal: endings first, then outcomes, removals, the committee, and how to make it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from selectorate.analysis import Statement
from selectorate.report import sources
from selectorate.report.changes_text import sentences
from selectorate.report.naming import subject
from selectorate.report.removals_text import say_removals
from selectorate.report.terminal import grid, heading, indented, whole
from selectorate.report.words import bar, month, percent, ranged, seen, span

if TYPE_CHECKING:
    from selectorate.report.answer import Answer

BAR = 40
"""A bar of a share of one is at most so wide."""

NARROW = 7
"""The least width of a column of the committee: a month."""


def say_answer(answer: Answer, console: Console) -> None:
    """Print the whole answer."""
    say_question(answer, console)
    say_endings(answer, console)
    say_outcomes(answer, console)
    say_removals(answer, console)
    say_committee(answer, console)
    say_provenance(answer, console)


def say_question(answer: Answer, console: Console) -> None:
    """Print what was asked."""
    header, many = answer.scenario.document.scenario, answer.ensemble
    console.print(Text(header.title, style="bold"))
    console.print(Text(f"{many.histories:,} histories from {month(header.start)} on. {sources.note(many.model)}"))
    if many.interrupted:
        console.print(Text(f"Interrupted: {many.asked:,} histories were asked for.", style="bold"))
    for sentence in sentences(many.model, many.happenings):
        console.print(Text(sentence))


def say_endings(answer: Answer, console: Console) -> None:
    """Print every ending with share, interval and bar; within one statement the most frequent first."""
    d, shares, intervals = answer.scenario.document, answer.endings.shares(), answer.endings.intervals()
    kinds = sources.kinds(answer.spread)
    heading(console, f"At the end of {month(d.scenario.read)}: {_measures(answer)}")
    label = max(len(subject(d, said)) for said in answer.endings.statements)
    room = min(BAR, console.width - label - 31 - 15 * len(kinds))
    for group in grouped(answer.endings.statements):
        console.print(Text(f"{group[0].title} ({group[0].entry})"))
        table = grid(("left", label), ("right", 7), ("right", 13), *[("right", 13)] * len(kinds), ("left", 0))
        for said in sorted(group, key=lambda said: (-shares[said.id], said.id)):
            drawn = bar(shares[said.id], room, plain=console.options.ascii_only) if room >= 8 else ""
            cells = [subject(d, said), percent(shares[said.id]), span(intervals[said.id])]
            cells += [ranged(answer.intervals[said.id].range(kind)) for kind in kinds]
            table.add_row(*cells, Text(drawn, style="cyan"))
        indented(console, table)


def grouped(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Statements by the entry that they were written as."""
    for entry in dict.fromkeys(said.entry for said in statements):
        yield [said for said in statements if said.entry == entry]


def say_outcomes(answer: Answer, console: Console) -> None:
    """Print every outcome with share and interval; those of whom it never held are named together."""
    if answer.outcomes.statements:
        heading(console, f"What held of them, one beside others: {_measures(answer)}")
    for group in grouped(answer.outcomes.statements):
        console.print(Text(f"{group[0].title} ({group[0].entry})"))
        indented(console, _outcome(answer, group))


def _outcome(answer: Answer, group: list[Statement]) -> str:
    d, shares, intervals = answer.scenario.document, answer.outcomes.shares(), answer.outcomes.intervals()
    order = sorted(group, key=lambda said: (-shares[said.id], said.id))
    never = [said for said in order if shares[said.id] == 0 and said.subject]
    parts = [
        f"{subject(d, said)} {percent(shares[said.id])} ({span(intervals[said.id])}{_over(answer, said)})".strip()
        for said in order
        if said not in never
    ]
    if never:
        parts.append(f"0 % ({span(intervals[never[0].id])}) {', '.join(subject(d, said) for said in never)}")
    return "; ".join(parts)


def _measures(answer: Answer) -> str:
    ranges = " and ".join(sources.columns(sources.kinds(answer.spread)))
    return f"share, 95 % interval, and range {ranges}" if ranges else "share and 95 % interval"


def _over(answer: Answer, said: Statement) -> str:
    return "".join(f"; {kind} {span(found)}" for kind, found in seen(answer.intervals[said.id]))


def say_committee(answer: Answer, console: Console) -> None:
    """Print the mean share of the committee in each following, a column a session, as number and bar."""
    d, kept = answer.scenario.document, answer.committee
    if not kept.sessions:
        return
    name = d.bodies[d.scenario.roles.committee].name
    heading(console, f"{name} by session: mean share in per cent of each contender with those who owe him theirs")
    order = sorted(kept.shares, key=lambda who: (-kept.shares[who][-1], who))
    names = {who: d.contenders[who].name if console.width >= 100 else "" for who in order}
    left = 4 + max(len(name) for name in names.values())
    room = console.width - left - 4
    cell = min(13, max(NARROW, room // len(kept.sessions) - 2))
    fits = max(1, room // (cell + 2))
    for start in range(0, len(kept.sessions), fits):
        columns = range(start, min(len(kept.sessions), start + fits))
        table = grid(("left", left), *((("left", cell),) * len(columns)))
        table.add_row("", *(kept.months[column] for column in columns))
        for who in order:
            cells = (_share(kept.shares[who][column], cell, console) for column in columns)
            table.add_row(f"{d.contenders[who].short:<4}{names[who]}", *cells)
        indented(console, table)


def _share(share: float, width: int, console: Console) -> Text:
    drawn = bar(share, width - 5, plain=console.options.ascii_only) if width > NARROW + 1 else ""
    return Text.assemble(f"{100 * share:4.0f} ", (drawn, "cyan"))


def say_provenance(answer: Answer, console: Console) -> None:
    """Print what makes the answer again."""
    heading(console, "The same answer again")
    whole(console, answer.command)
    made = answer.ensemble.provenance()
    hashes = f"Scenario {made['scenario_hash'][:12]}, kernel {made['kernel_hash'][:12]}, version {made['version']}"
    model = answer.ensemble.model
    doubt = sources.said_of_doubt(model, sources.kinds(answer.spread))
    console.print(Text(f"{hashes}; {sources.made_with(model)}. {doubt}"))
