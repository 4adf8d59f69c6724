"""An answer and a check in a notebook: tables and a figure as one piece of HTML, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from selectorate.analysis import Endings, Outcomes
from selectorate.ensemble.figures import table
from selectorate.report.words import SUPPORT, month, percent, span

if TYPE_CHECKING:
    from selectorate.report.answer import Answer
    from selectorate.report.checking import Check


def answer_html(answer: Answer) -> str:
    """Endings, outcomes and removals as tables, the committee as a figure, and the command."""
    read = month(answer.scenario.document.scenario.read)
    head = f"{answer.scenario.document.scenario.title}: {answer.ensemble.histories:,} histories, hand-set parameters"
    return "".join(
        [
            f"<p><strong>{escape(head)}</strong></p>",
            shares(f"Endings at the end of {read}, hand-set parameters", answer.endings),
            shares("What held of them, hand-set parameters", answer.outcomes) if answer.outcomes.statements else "",
            removals(answer),
            answer.ensemble.figure(),
            f"<p>The same answer again: <code>{escape(answer.command)}</code></p>",
        ]
    )


def shares(caption: str, said: Endings | Outcomes) -> str:
    """Shares with intervals as a table, a row a statement; what is said of each is told once."""
    intervals, found, rows, told = said.intervals(), said.shares(), [], ""
    for one in said.statements:
        rows.append((one.id, percent(found[one.id]), span(intervals[one.id]), "" if told == one.entry else one.title))
        told = one.entry
    return table(caption, rows, head=("", "share", "95 % interval", "statement"))


def removals(answer: Answer) -> str:
    """Removals that ever came or are on record as a table."""
    d = answer.scenario.document
    rows = [
        (
            f"{d.contenders[contender].name}: {d.rungs[rung].name}",
            percent(removal.share),
            *(text or "" for text in (removal.median, removal.p05, removal.p95, removal.record)),
        )
        for contender, rungs in answer.removals.items()
        for rung, removal in rungs.items()
        if removal.share > 0 or removal.record
    ]
    head = ("", "share", "median", "5 %", "95 %", "record")
    return table("Removals over all histories, hand-set parameters", rows, head=head) if rows else ""


def check_html(check: Check) -> str:
    """Links and loops as tables, and how the parameters are known."""
    links = [(str(link), link.kind, link.office or "") for link in check.links]
    loops = [
        (
            " ".join(loop.texts()),
            ", ".join(f"{office}: {holder or 'vacant'}" for office, holder in loop.holders.items()),
        )
        for loop in check.loops
    ]
    known = [(SUPPORT[support], f"{count}") for support, count in check.support().items()]
    title = check.scenario.document.scenario.title
    return (
        table(f"{title}: who chooses those who choose him", loops, head=("loop", "held by"))
        + table("Who chooses whom", links, head=("link", "how", "through the office"))
        + table("Parameters, hand-set within their priors, by how they are known", known)
    )
