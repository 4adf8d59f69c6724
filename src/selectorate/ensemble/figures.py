"""Tables as HTML and curves as SVG: nothing is loaded, nothing is scripted, and each curve is said in words as well.

A curve is named at its end and not by its colour alone. Colours go by order, the same for every scenario.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise

import numpy as np

from selectorate.scenario import Scenario
from selectorate.simulation.build import Names
from selectorate.structs import Ints

PALETTE = ("#a10f00", "#0e3cb0", "#6c475a", "#8a7f98", "#1b9f74", "#db5b08", "#826efb")
"""Colours that differ for readers with any kind of colour vision; a page may say others for a dark ground."""

HEIGHT, TOP, BOTTOM = 260, 14, 34  # of a figure and its margins, in pixels
LEFT, RIGHT, BESIDE = 11.5, 88.0, 90.0  # per cent of the width: where curves begin and end, and where their names do
NAME_HEIGHT = 14
MONTHS = 6
"""So many months have their names below a figure as narrow as a telephone."""


def table(caption: str, rows: Iterable[tuple[str, ...]], *, head: Sequence[str] = ()) -> str:
    """Rows as an HTML table; the first cell of each names it."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(_row(row) for row in rows)
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"{f'<thead><tr>{top}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"
    )


def _row(row: tuple[str, ...]) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def followings(scenario: Scenario, names: Names, counts: Ints, whose: str) -> str:
    """Shares of the committee by session as a figure, from its full seats by patron (sittings, contenders + 1).

    ``whose`` says of which histories, with which parameters.
    """
    if not names.sittings:
        return ""
    contenders = scenario.document.contenders
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    months = [scenario.month_name(month) for month in names.sitting_months]
    lines = {contenders[name].short: shares[:, i].tolist() for i, name in enumerate(names.contenders)}
    body = scenario.document.bodies[scenario.document.scenario.roles.committee].name
    title = f"{body} by session, share in each following: {whose}"
    return curves(title, months, lines, names={who.short: who.name for who in contenders.values()})


def curves(
    title: str, months: Sequence[str], lines: dict[str, list[float]], *, names: Mapping[str, str] | None = None
) -> str:
    """Shares (0 to 1) at some months as curves, with the same numbers in words.

    A figure is as wide as the room it has, and its letters keep their size. ``names`` are what the names at the ends of
    curves stand for.
    """
    known = {name: (names or {}).get(name, name) for name in lines}
    parts_said = (f"{known[name]} {', '.join(map(_percent, shares))}" for name, shares in lines.items())
    said = f"{title}. {', '.join(months)}: {'; '.join(parts_said)}."
    height = max(HEIGHT, TOP + BOTTOM + NAME_HEIGHT * len(lines))
    across = [_across(place, len(months)) for place in range(len(months))]
    ends = _apart({name: _down(shares[-1], height) for name, shares in lines.items()}, height)
    step = -(-len(months) // MONTHS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}" style="max-width: 46rem" role="img" '
        f'aria-label="{escape(said)}" font-family="sans-serif" font-size="12" '
        f'fill="currentColor"><title>{escape(title)}</title>',
        *(_level(share, height) for share in (0.0, 0.25, 0.5, 0.75, 1.0)),
        *(_month(x, month, height) for x, month in list(zip(across, months, strict=True))[::-step]),
    ]
    for number, (name, shares) in enumerate(lines.items()):
        points = [(x, _down(share, height)) for x, share in zip(across, shares, strict=True)]
        parts.append(_curve(number % len(PALETTE), points, name, ends[name]))
    legend = "; ".join(f"{name}: {whole}" for name, whole in known.items() if whole != name)
    caption = f"{title}{f' ({legend})' if legend else ''}"
    return f"<figure>{''.join(parts)}</svg><figcaption>{escape(caption)}</figcaption></figure>"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _across(place: int, places: int) -> float:
    return LEFT + (RIGHT - LEFT) * (place / (places - 1) if places > 1 else 1.0)


def _down(share: float, height: int) -> float:
    return TOP + (height - TOP - BOTTOM) * (1.0 - share)


def _apart(ends: dict[str, float], height: int) -> dict[str, float]:
    """Heights of the names at the ends of curves, from the lowest up, moved so that none covers another."""
    places: dict[str, float] = {}
    limit = float(height)
    for name in sorted(ends, key=lambda name: (-ends[name], name)):
        limit = places[name] = min(ends[name], limit - NAME_HEIGHT)
    return places


def _level(share: float, height: int) -> str:
    y = _down(share, height)
    return (
        f'<line x1="{LEFT}%" x2="{RIGHT}%" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor" stroke-opacity=".15"/>'
        f'<text x="{LEFT - 1}%" y="{y + 4:.1f}" text-anchor="end">{_percent(share)}</text>'
    )


def _month(x: float, month: str, height: int) -> str:
    return f'<text x="{x:.2f}%" y="{height - 12}" text-anchor="middle">{escape(month)}</text>'


def _curve(number: int, points: Sequence[tuple[float, float]], name: str, height: float) -> str:
    colour = f"var(--curve-{number}, {PALETTE[number]})"
    line = "".join(
        f'<line x1="{a:.2f}%" y1="{b:.1f}" x2="{c:.2f}%" y2="{d:.1f}"/>' for (a, b), (c, d) in pairwise(points)
    )
    dots = "".join(f'<circle cx="{x:.2f}%" cy="{y:.1f}" r="3" style="fill: {colour}"/>' for x, y in points)
    return (
        f'<g class="curve" style="stroke: {colour}" stroke-width="2">{line}</g>{dots}'
        f'<line x1="{RIGHT}%" y1="{points[-1][1]:.1f}" x2="{BESIDE - 0.5}%" y2="{height:.1f}" '
        f'style="stroke: {colour}"/>'
        f'<text x="{BESIDE}%" y="{height + 4:.1f}" font-weight="600">{escape(name)}</text>'
    )
