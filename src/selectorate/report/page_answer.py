"""The report page of a run: how the histories end, what held, who was removed when, and who filled the committee."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from selectorate.report import sources
from selectorate.report.changes_text import sentences
from selectorate.report.page import again, cells, defined, fragment, limits, opening, over, page
from selectorate.report.page_evidence import evidence
from selectorate.report.page_sections import committee, endings, removals, statements
from selectorate.report.page_words import DUE, LEFT_OUT, OF_A_RUN
from selectorate.report.words import month

if TYPE_CHECKING:
    from selectorate.report.answer import Answer

QUESTION = "How do the histories end?"


def answer_page(answer: Answer) -> str:
    """The whole page."""
    title = f"{answer.scenario.document.scenario.title}: how the histories end"
    return page(title, answer_fragment(answer))


def answer_fragment(answer: Answer) -> str:
    """The page without what only a file needs, for a notebook."""
    return fragment(section(answer) for section in SECTIONS)


def _answer(answer: Answer) -> str:
    header, many = answer.scenario.document.scenario, answer.ensemble
    asked = f" Interrupted: {many.asked:,} were asked for." if many.interrupted else ""
    further = f"{many.histories:,} histories from {month(header.start)} on.{asked} {sources.note(many.model)}"
    return opening(header.title, QUESTION, answer.sentences(), [*sentences(many.model, many.happenings), further])


def _endings(answer: Answer) -> str:
    said = answer.endings.statements
    return endings(answer.scenario.document, said, [answer.intervals], answer.ensemble.histories)


def _outcomes(answer: Answer) -> str:
    every = answer.outcomes.statements
    if not every:
        return ""
    shares, kinds = [answer.intervals[said.id] for said in every], sources.kinds(answer.spread)
    rows = [
        (said, (*cells(one), *(over(one, kind) for kind in kinds))) for said, one in zip(every, shares, strict=True)
    ]
    caption = f"Share of {answer.ensemble.histories:,} histories in which each outcome holds"
    shown = statements(caption, answer.scenario.document, rows, ("share", "95 % interval", *sources.columns(kinds)))
    return f"<h2>What held of them</h2>{defined('Outcome')}{shown}"


def _removals(answer: Answer) -> str:
    return removals(answer.scenario, [answer.removals], answer.ensemble.histories)


def _committee(answer: Answer) -> str:
    return committee([("", answer.ensemble.figure())])


def _limits(answer: Answer) -> str:
    return limits(answer.ensemble.model, (LEFT_OUT, DUE), OF_A_RUN, sources.kinds(answer.spread))


def _evidence(answer: Answer) -> str:
    return evidence(answer.scenario.document)


def _again(answer: Answer) -> str:
    d = answer.document()
    return again(d["command"], d, [("Histories", f"{d['histories']:,}")])


SECTIONS: tuple[Callable[[Answer], str], ...] = (
    _answer,
    _endings,
    _outcomes,
    _removals,
    _committee,
    _limits,
    _evidence,
    _again,
)
"""The page from top to bottom."""
