"""The office or the man: endings by who was given the office, as tables with shaded cells."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from selectorate.analysis.statements import Statement
from selectorate.report.naming import subject
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
        '<p class="note">The stronger the shade, the larger the share. Outlined: the ending that names him who was '
        "given the office.</p>"
    )


def _table(explained: Explained, title: str, rows: dict[str, dict[str, float]], columns: Sequence[Statement]) -> str:
    others = any(_others(ends, columns) for ends in rows.values())
    known = explained.found.plan.base.scenario.document.contenders
    body = "".join(_row(known[holder].name, holder, rows[holder], columns, others) for holder in sorted(rows))
    return (
        f'<h3>{escape(title)}</h3><div class="wide" role="region" tabindex="0" aria-label="{escape(title)}">'
        f'<table class="matrix"><caption>Share of each ending</caption>'
        f"<thead>{_head(explained, columns, others)}</thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _head(explained: Explained, columns: Sequence[Statement], others: bool) -> str:
    """Two rows: an ending over all of whom it is said, and their names below it."""
    d = explained.found.plan.base.scenario.document
    upper, lower = '<th scope="col" rowspan="2">Given to</th>', ""
    for _, group in groupby(columns, key=lambda said: said.entry):
        said, *more = group
        title = escape(said.title.partition(":")[0])
        if said.subject is None:
            upper += f'<th scope="col" rowspan="2">{title}</th>'
            continue
        upper += f'<th scope="colgroup" colspan="{1 + len(more)}">{title}</th>'
        names = [subject(d, one) for one in (said, *more)]
        lower += "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    last = '<th scope="col" rowspan="2">Others</th>' if others else ""
    return f"<tr>{upper}{last}</tr><tr>{lower}</tr>"


def _row(name: str, holder: str, ends: dict[str, float], columns: Sequence[Statement], others: bool) -> str:
    shown = "".join(_cell(ends[said.id], own=said.subject == holder) for said in columns)
    last = _cell(_others(ends, columns), own=False) if others else ""
    return f'<tr><th scope="row">{escape(name)}</th>{shown}{last}</tr>'


def _others(ends: dict[str, float], columns: Sequence[Statement]) -> float:
    shown = {said.id for said in columns}
    return sum(share for name, share in ends.items() if name not in shown)


def _cell(share: float, *, own: bool) -> str:
    kind = ' class="own"' if own else ""
    return f'<td{kind} style="--share:{share:.3f}">{percent(share)}</td>'
