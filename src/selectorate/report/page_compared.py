"""The report page of a comparison: two worlds side by side, their paired differences, and when twins part."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from selectorate.ensemble.asking import parts
from selectorate.report import sources
from selectorate.report.naming import named
from selectorate.report.page import again, cell, command, defined, fragment, limits, opening, page, paragraphs
from selectorate.report.page_evidence import evidence
from selectorate.report.page_figures import WORLDS, dots, points
from selectorate.report.page_sections import committee, divergence, endings, removals, statements
from selectorate.report.page_words import DUE, LEFT_OUT, OF_TWO_WORLDS, TWINS
from selectorate.report.words import counted

if TYPE_CHECKING:
    from selectorate.analysis import Statement
    from selectorate.report.compared import Compared

QUESTION = "Another world beside the world as it was"
FARTHEST = 8
"""So many differences of outcomes are drawn: those farthest from nothing. All of them stand in the table."""

ORDER = {"first": "first", "middle": "in the middle", "last": "last"}
"""How each of the pairs to open is called."""


def compared_page(compared: Compared) -> str:
    """The whole page."""
    title = f"{compared.scenario.document.scenario.title}: another world beside the world as it was"
    return page(title, compared_fragment(compared))


def compared_fragment(compared: Compared) -> str:
    """The page without what only a file needs, for a notebook."""
    return fragment(section(compared) for section in SECTIONS)


def _answer(compared: Compared) -> str:
    note = sources.note(compared.found.baseline.model)
    histories = f"{compared.histories:,} histories, each lived in both worlds with the same luck. {note}"
    title = compared.scenario.document.scenario.title
    return opening(title, QUESTION, [*compared.contrast(), *compared.sentences()], [histories])


def _endings(compared: Compared) -> str:
    said, worlds = compared.was.endings.statements, [compared.was.intervals, compared.changed.intervals]
    return endings(compared.scenario.document, said, worlds, compared.histories)


def _differences(compared: Compared) -> str:
    """Paired differences of endings and of outcomes as figures, and all of them as a table."""
    held = [said for said in compared.statements() if compared.ever(said)]
    ends = [said for said in compared.was.endings.statements if said in held]
    others = [said for said in held if said not in ends]
    told = [f"Of {counted(len(others), 'outcomes')} the {FARTHEST} farthest from nothing are drawn."]
    return (
        f"<h2>Paired differences</h2>{defined('Paired difference', 'Ends otherwise')}"
        + _dots(compared, "endings", ends)
        + _dots(compared, "outcomes", others)
        + paragraphs(told if len(others) > FARTHEST else [], "note")
        + _table(compared, held)
    )


def _dots(compared: Compared, what: str, said: list[Statement]) -> str:
    found = [(named(compared.scenario.document, one), compared.differences[0][one.id]) for one in said]
    if not found:
        return ""
    farthest = sorted(found, key=lambda row: (-abs(row[1].value), row[0]))[:FARTHEST]
    return dots(f"Differences of {what}, changed less as it was, in points of probability, 95 % intervals", farthest)


def _table(compared: Compared, held: list[Statement]) -> str:
    both, differences = (compared.was.intervals, compared.changed.intervals), compared.differences[0]
    rows = [(said, [*(cell(world[said.id]) for world in both), points(differences[said.id])]) for said in held]
    never = [said.id for said in compared.statements() if said not in held]
    caption = "Every ending and outcome that held in either world, and its paired difference in points"
    return statements(caption, compared.scenario.document, rows, (*WORLDS, "difference")) + paragraphs(
        [f"In no history of either: {', '.join(never)}."] if never else [], "note"
    )


def _divergence(compared: Compared) -> str:
    pairs = "".join(
        f"<dt>{escape(f'The pair that parts {ORDER[which]}: history {number}')}</dt><dd>{command(asked)}</dd>"
        for which, number, asked in compared.pairs()
    )
    told = f"<h3>Pairs to open</h3><p>Each command tells one history beside its twin.</p><dl>{pairs}</dl>"
    twin = "Each history beside its twin in the changed world."
    return divergence(compared.found.parted, twin) + (told if pairs else "")


def _removals(compared: Compared) -> str:
    return removals(compared.scenario, [compared.was.removals, compared.changed.removals], compared.histories)


def _committee(compared: Compared) -> str:
    both = (compared.was, compared.changed)
    return committee((world.capitalize(), one.ensemble.figure()) for world, one in zip(WORLDS, both, strict=True))


def _limits(compared: Compared) -> str:
    kinds = sources.kinds(compared.found.spread)
    return limits(compared.found.baseline.model, (LEFT_OUT, DUE, TWINS), OF_TWO_WORLDS, kinds)


def _evidence(compared: Compared) -> str:
    scenario, changes = compared.scenario, compared.found.changed.model.changes
    named_factors = {contrast.partition(":")[0] for contrast, _ in parts(scenario, changes) if contrast}
    return evidence(scenario.document, [scenario.document.factors[name] for name in sorted(named_factors)])


def _again(compared: Compared) -> str:
    lived = (("Histories in each world", f"{compared.histories:,}"), ("What is changed", " ".join(compared.contrast())))
    return again(compared.command, compared.changed.document(), lived)


SECTIONS: tuple[Callable[[Compared], str], ...] = (
    _answer,
    _endings,
    _differences,
    _divergence,
    _removals,
    _committee,
    _limits,
    _evidence,
    _again,
)
"""The page from top to bottom."""
