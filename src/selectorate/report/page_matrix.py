"""The office or the man: endings by who was given the office, as tables with shaded cells."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from selectorate.analysis.statements import Statement
from selectorate.report.page_words import DEFINITIONS
from selectorate.report.words import percent

if TYPE_CHECKING:
    from selectorate.report.explained import Explained

LEAST = 0.005
"""An ending that comes less often, whoever has the office, stands among the others."""

WAYS = (
    ("held", "He who takes the office keeps his own"),
    ("swapped", "His main office goes to the man whom he displaces"),
)


def matrix(explained: Explained) -> str:
    """Both matrices, each with the same columns."""
    found, plan = explained.found, explained.found.plan
    both = {how: found.matrix(how) for how, _ in WAYS}
    rows = [ends for ways in both.values() for ends in ways.values()]
    if not rows:
        return ""
    columns = [said for said in found.judge.endings if any(ends[said.id] >= LEAST for ends in rows)]
    office = plan.base.scenario.document.offices[plan.office].name
    tables = "".join(_table(explained, title, both[how], columns) for how, title in WAYS if both[how])
    return (
        f"<h2>The office or the man</h2><p>{escape(f'{office}. ' + DEFINITIONS['Office or man'])}</p>{tables}"
        '<p class="note">The darker a cell, the larger the share. Outlined: the ending of him who was given the '
        "office.</p>"
    )


def _table(explained: Explained, title: str, rows: dict[str, dict[str, float]], columns: Sequence[Statement]) -> str:
    known = explained.found.plan.base.scenario.document.contenders
    head = "".join(f'<th scope="col">{escape(explained.named(said))}</th>' for said in columns)
    body = "".join(_row(known[holder].name, holder, rows[holder], columns) for holder in sorted(rows))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(title)}"><table class="matrix">'
        f'<caption>{escape(title)}</caption><thead><tr><th scope="col">Given to</th>{head}'
        f'<th scope="col">Others</th></tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(name: str, holder: str, ends: dict[str, float], columns: Sequence[Statement]) -> str:
    shown = "".join(_cell(ends[said.id], own=said.subject == holder) for said in columns)
    others = 1.0 - sum(ends[said.id] for said in columns)
    return f'<tr><th scope="row">{escape(name)}</th>{shown}{_cell(max(0.0, round(others, 9)), own=False)}</tr>'


def _cell(share: float, *, own: bool) -> str:
    kind = ' class="own"' if own else ""
    return f'<td{kind} style="--share:{share:.3f}">{percent(share)}</td>'
