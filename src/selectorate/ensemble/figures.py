"""Tables as HTML and curves as SVG: nothing is loaded, nothing is scripted, and each curve is said in words as well.

A curve is named at its end and not by its colour alone. Colours go by order, the same for every scenario.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from selectorate.scenario import Scenario
from selectorate.simulation.build import Names
from selectorate.structs import Ints

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#5f5f5f")
"""Colours that differ for readers with any kind of colour vision; after Okabe and Ito, the yellow darkened."""

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 260, 44, 60, 14, 34  # of the figure and its margins
NAME_HEIGHT = 13


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
    """Shares of the committee by session as a figure, from its full seats by patron (sittings, contenders + 1)."""
    if not names.sittings:
        return ""
    contenders = scenario.document.contenders
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    months = [scenario.month_name(month) for month in names.sitting_months]
    lines = {contenders[name].short: shares[:, i].tolist() for i, name in enumerate(names.contenders)}
    body = scenario.document.bodies[scenario.document.scenario.roles.committee].name
    return curves(f"{body} by session, share in each following: {whose}, hand-set parameters", months, lines)


def curves(title: str, months: Sequence[str], lines: dict[str, list[float]]) -> str:
    """Shares (0 to 1) at some months as curves, with the same numbers in words."""
    said = "; ".join(f"{name} {', '.join(_percent(share) for share in shares)}" for name, shares in lines.items())
    height = max(HEIGHT, TOP + BOTTOM + NAME_HEIGHT * len(lines))
    across = [_across(place, len(months)) for place in range(len(months))]
    ends = _apart({name: _down(shares[-1], height) for name, shares in lines.items()}, height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="11" fill="currentColor">',
        f"<title>{escape(title)}</title><desc>{escape(', '.join(months) + ': ' + said)}</desc>",
        *(_level(share, height) for share in (0.0, 0.25, 0.5, 0.75, 1.0)),
        *(_month(x, month, height) for x, month in zip(across, months, strict=True)),
    ]
    for number, (name, shares) in enumerate(lines.items()):
        points = [(x, _down(share, height)) for x, share in zip(across, shares, strict=True)]
        parts.append(_curve(PALETTE[number % len(PALETTE)], points, name, ends[name]))
    return f"<figure>{''.join(parts)}</svg><figcaption>{escape(title)}</figcaption></figure>"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _across(place: int, places: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place / (places - 1) if places > 1 else 1.0)


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
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor" stroke-opacity=".15"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_percent(share)}</text>'
    )


def _month(x: float, month: str, height: int) -> str:
    return f'<text x="{x:.1f}" y="{height - 12}" text-anchor="middle">{escape(month)}</text>'


def _curve(colour: str, points: Sequence[tuple[float, float]], name: str, height: float) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in points)
    return (
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'
        f'<text x="{WIDTH - RIGHT + 8}" y="{height + 4:.1f}" fill="{colour}">{escape(name)}</text>'
    )
