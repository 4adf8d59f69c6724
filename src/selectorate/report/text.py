"""An answer as text for a terminal of any width, with or without colour, in Unicode or plain ASCII."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selectorate.analysis import Removal, Statement
from selectorate.report.words import bar, month, percent, signed, span, stacked

if TYPE_CHECKING:
    from selectorate.report.answer import Answer

NOTE = (
    "Parameters are hand-set within their priors: the numbers show what the model does with them, and are no result "
    "about history."
)
WIDE = 76
"""From this width on there is room for every column."""


def plain(render: Callable[[Any, Console], RenderableType], thing: Any, *, width: int = 100) -> str:
    """What a terminal of so many columns would show, without colour."""
    console = Console(file=io.StringIO(), width=width, no_color=True, highlight=False, emoji=False, legacy_windows=False)
    with console.capture() as said:
        console.print(render(thing, console))
    return said.get().rstrip("\n")


def of_answer(answer: Answer, console: Console) -> RenderableType:
    """The whole answer, the endings first."""
    ascii_only, width = console.options.ascii_only, console.width
    return Group(
        head(answer),
        endings(answer, width, ascii_only),
        outcomes(answer),
        removals(answer, width),
        committee(answer, width),
        foot(answer),
    )


def title(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def head(answer: Answer) -> RenderableType:
    """What was asked."""
    header, many = answer.scenario.document.scenario, answer.ensemble
    said = f"{many.histories:,} histories from {month(header.start)}, read at the end of {month(header.read)}. {NOTE}"
    lines = [Text(header.title, style="bold"), Text(said)]
    if many.interrupted:
        lines.append(Text(f"Interrupted: {many.asked:,} histories were asked for.", style="bold"))
    if many.changes:
        values = answer.scenario.document.parameters
        changes = (f"{name} = {value:g} (not {values[name].value:g})" for name, value in sorted(many.changes.items()))
        lines.append(Text(f"With {', '.join(changes)}."))
    if many.happenings == "drawn":
        lines.append(Text("Happenings are drawn from their hazards and do not fall on their recorded months."))
    return Group(*lines)


def endings(answer: Answer, width: int, ascii_only: bool) -> RenderableType:
    """Every ending with its share, interval and a bar; within one statement the most frequent first."""
    lines: list[RenderableType] = [title("How it ends: each history in exactly one way; share and 95 % interval")]
    counted = list(zip(answer.endings.statements, answer.endings.counts, strict=True))
    intervals, shares = answer.endings.intervals(), answer.endings.shares()
    names = [subject_name(answer, said) for said, _ in counted]
    label = max(4, *(len(name) for name in names))
    room = max(0, width - label - 29)
    for entry, group in _grouped([said for said, _ in counted]):
        lines.append(Text(f"{group[0].title} ({entry})"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(min_width=label, no_wrap=True)
        table.add_column(min_width=7, justify="right", no_wrap=True)
        table.add_column(min_width=13, justify="right", no_wrap=True)
        for said in sorted(group, key=lambda said: (-shares[said.id], said.id)):
            drawn = Text(bar(shares[said.id], min(room, 40), plain=ascii_only) if room >= 8 else "", style="cyan")
            table.add_row(subject_name(answer, said), percent(shares[said.id]), span(intervals[said.id]), drawn)
        lines.append(Padding(table, (0, 0, 0, 2)))
    return Group(*lines)


def _grouped(statements: list[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    for entry in dict.fromkeys(said.entry for said in statements):
        yield entry, [said for said in statements if said.entry == entry]


def subject_name(answer: Answer, said: Statement) -> str:
    """The name of the contender or office of whom a statement is made."""
    d = answer.scenario.document
    named = d.contenders if said.whose.each == "contender" else d.offices
    return named[said.subject].name if said.subject else ""


def outcomes(answer: Answer) -> RenderableType:
    """Every outcome with its share and interval; those of whom it never held are named together."""
    if not answer.outcomes.statements:
        return Group()
    lines: list[RenderableType] = [title("What held, beside others: share and 95 % interval")]
    for entry, group in _grouped(list(answer.outcomes.statements)):
        lines.append(Text(f"{group[0].title} ({entry})"))
        lines.append(Padding(Text(_outcome(answer, group)), (0, 0, 0, 2)))
    return Group(*lines)


def _outcome(answer: Answer, group: list[Statement]) -> str:
    shares, intervals = answer.outcomes.shares(), answer.outcomes.intervals()
    order = sorted(group, key=lambda said: (-shares[said.id], said.id))
    held = [
        f"{subject_name(answer, said)} {percent(shares[said.id])} ({span(intervals[said.id])})".strip()
        for said in order
        if shares[said.id] > 0 or not said.subject
    ]
    never = [subject_name(answer, said) for said in order if shares[said.id] == 0 and said.subject]
    upper = span(intervals[order[-1].id])
    return "; ".join(held + ([f"0 % ({upper}): {', '.join(never)}"] if never else []))


def removals(answer: Answer, width: int) -> RenderableType:
    """Rungs that are on record, or that most histories reach, by contender."""
    shown = {
        (contender, rung): removal
        for contender, rungs in answer.removals.items()
        for rung, removal in rungs.items()
        if removal.record or removal.share >= 0.5 or (removal.share > 0 and not answer.scenario.document.record.removals)
    }
    if not shown:
        return Group()
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
    columns = ["", "reached by", "median", *(["5 % to 95 %"] if width >= WIDE else []), "record", "months"]
    for name in columns:
        table.add_column(name, justify="right" if name in {"reached by", "months"} else "left", no_wrap=bool(name))
    last = ""
    for (contender, rung), removal in shown.items():
        if contender != last:
            table.add_row(Text(answer.scenario.document.contenders[contender].name))
        table.add_row(*_removal(answer, rung, removal, wide=width >= WIDE))
        last = contender
    said = "Removals: median month over all histories, empty where fewer than half got so far; months from the record"
    return Group(title(said), table)


def _removal(answer: Answer, rung: str, removal: Removal, *, wide: bool) -> list[str]:
    months = removal.difference(answer.scenario)
    spread = [f"{removal.p05 or 'never'} to {removal.p95 or 'never'}"] if wide else []
    name = answer.scenario.document.rungs[rung].name
    beside = [removal.record or "", "" if months is None else signed(months)]
    return [f"  {name}", percent(removal.share), removal.median or "", *(spread if removal.share else [""] * wide), *beside]


def committee(answer: Answer, width: int) -> RenderableType:
    """The committee at each session as a bar of short names; dots owe their seats to no contender."""
    d, shares = answer.scenario.document, answer.committee.shares
    if not answer.committee.sessions:
        return Group()
    body = d.bodies[d.scenario.roles.committee].name
    room = max(10, min(100, width - 9))
    first = answer.committee.shares
    order = sorted(shares, key=lambda name: (-first[name][-1], name))
    lines: list[RenderableType] = [title(f"{body} by session: mean share held by each contender and those who owe him theirs")]
    for row, name in enumerate(answer.committee.months):
        parts = [(d.contenders[contender].short, shares[contender][row]) for contender in order]
        lines.append(Text(f"{name}  {stacked(parts, room)}", no_wrap=True))
    legend = ", ".join(
        f"{d.contenders[contender].short} {d.contenders[contender].name} {percent(shares[contender][-1])}" for contender in order
    )
    lines.append(Text(f"At the last: {legend}. Dots: nobody's. Hand-set parameters.".replace("At the last", f"In {month(answer.committee.months[-1])}")))
    return Group(*lines)


def foot(answer: Answer) -> RenderableType:
    """What makes the answer again."""
    provenance = answer.ensemble.provenance()
    hashes = f"Scenario {provenance['scenario_hash'][:12]}, kernel {provenance['kernel_hash'][:12]}, version {provenance['version']}."
    return Group(title("The same answer again"), Text(answer.command, overflow="ignore", no_wrap=True), Text(hashes))
def of_check(check, console): return Text("x")
