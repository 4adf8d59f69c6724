"""Figures of a page as SVG: marks on lanes below their names, each number beside its mark and in the text alternative.

A figure is as wide as the room it has, and its letters keep their size: places across are shares of the width, places
down are pixels. So nothing shrinks on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import ceil, floor
from textwrap import wrap
from typing import NamedTuple

from selectorate.analysis import Interval
from selectorate.report.words import percent, span

START, END, BESIDE = 1.5, 55.0, 58.5  # per cent of the width: where marks lie, and where what is said of them begins
LINE, LANE, GAP, AXIS = 17, 20, 8, 14  # heights of a line of a name, of a lane of marks, between rows, of the axis
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
"""Between the lines of a scale."""

LETTERS = 46
"""Letters of a name that fit into a line of the narrowest figure."""


class Scale(NamedTuple):
    """What lies at the left end of the lanes, what at the right, and where lines are drawn between them."""

    low: float
    high: float
    ticks: tuple[float, ...]
    said: Callable[[float], str]

    def across(self, value: float) -> float:
        """The place of a value, in per cent of the width."""
        return START + (END - START) * (value - self.low) / (self.high - self.low)


class Lane(NamedTuple):
    """One line of marks: their kind, where the mark lies, between which ends a whisker, and what is said beside it."""

    kind: str
    value: float | None
    ends: tuple[float, float] | None
    said: str


class Row(NamedTuple):
    """A name, and the lanes below it."""

    name: str
    lanes: tuple[Lane, ...]


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


SHARES = Scale(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0), _share)


def bars(title: str, rows: Sequence[tuple[str, Interval]]) -> str:
    """Shares as bars with their intervals."""
    return drawn(title, SHARES, [Row(name, (_interval("bar", one),)) for name, one in rows])


def dots(title: str, rows: Sequence[tuple[str, Interval]]) -> str:
    """Points of probability, above and below nothing, as dots with their intervals, the largest first."""
    ordered = sorted(rows, key=lambda row: (-row[1].value, row[0]))
    scale = _around([end for _, one in ordered for end in (one.low, one.high)])
    lanes = [Row(name, (Lane("dot", one.value, (one.low, one.high), points(one)),)) for name, one in ordered]
    return drawn(title, scale, lanes)


def amounts(title: str, rows: Sequence[tuple[str, Interval]], said: Callable[[Interval], str]) -> str:
    """Numbers above and below nothing as dots with their intervals, in the order of the rows."""
    scale = _around([end for _, one in rows for end in (one.low, one.high)])._replace(said=_amount)
    return drawn(
        title, scale, [Row(name, (Lane("dot", one.value, (one.low, one.high), said(one)),)) for name, one in rows]
    )


def _amount(value: float) -> str:
    return f"{value:+.2g}" if abs(value) > 1e-9 else "0"


def points(one: Interval) -> str:
    """Points of probability with their interval: ``+3.1 (-0.2 to +6.0)``."""
    return f"{100 * one.value:+.1f} ({100 * one.low:+.1f} to {100 * one.high:+.1f})"


def share_lane(one: Interval) -> Lane:
    """A share as a dot with its interval."""
    return _interval("dot", one)


def _interval(kind: str, one: Interval) -> Lane:
    return Lane(kind, one.value, (one.low, one.high), f"{percent(one.value)} ({span((one.low, one.high))})")


def _around(values: Sequence[float]) -> Scale:
    """A scale in round numbers that holds nothing and all values."""
    low, high = min(0.0, *values), max(0.0, *values)
    step = next((step for step in STEPS if high - low <= 4 * step), STEPS[-1])
    first, last = floor(low / step + 1e-9), max(ceil(high / step - 1e-9), floor(low / step) + 1)
    ticks = tuple(step * place for place in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, lambda value: f"{100 * value:+.0f}" if round(100 * value) else "0")


def drawn(title: str, scale: Scale, rows: Sequence[Row]) -> str:
    """Rows over a common scale, with the same numbers in words as the text alternative."""
    said = "; ".join(f"{row.name}: {', '.join(lane.said for lane in row.lanes)}" for row in rows)
    parts, top = [], 4.0
    for row in rows:
        text, top = _name(row.name, top)
        parts += [text, *(_line(scale, tick, top, LANE * len(row.lanes)) for tick in scale.ticks)]
        for lane in row.lanes:
            parts.append(_lane(scale, lane, top + LANE / 2))
            top += LANE
        top += GAP
    return (
        f'<figure><svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{top + AXIS:.0f}" role="img" '
        f'aria-label="{escape(f"{title}. {said}.")}"><title>{escape(title)}</title>'
        f"{''.join(_tick(scale, tick, top) for tick in scale.ticks)}{''.join(parts)}</svg>"
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def _name(name: str, top: float) -> tuple[str, float]:
    lines = wrap(name, LETTERS) or [""]
    said = "".join(
        f'<tspan x="{START}%" y="{top + 13 + LINE * k:.0f}">{escape(x)}</tspan>' for k, x in enumerate(lines)
    )
    return f'<text class="name">{said}</text>', top + LINE * len(lines)


def _line(scale: Scale, value: float, top: float, height: float) -> str:
    x, kind = scale.across(value), "zero" if abs(value) < 1e-9 else "tick"
    return f'<line class="{kind}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{top:.0f}" y2="{top + height:.0f}"/>'


def _tick(scale: Scale, value: float, bottom: float) -> str:
    x, said = scale.across(value), escape(scale.said(value))
    return f'<text class="tick" x="{x:.2f}%" y="{bottom + 8:.0f}" text-anchor="middle">{said}</text>'


def _lane(scale: Scale, lane: Lane, y: float) -> str:
    beside = f'<text class="said" x="{BESIDE}%" y="{y + 4:.0f}">{escape(lane.said)}</text>'
    return _mark(scale, lane, y) + _whisker(scale, lane, y) + beside


def _whisker(scale: Scale, lane: Lane, y: float) -> str:
    if lane.ends is None:
        return ""
    low, high = (scale.across(end) for end in lane.ends)
    if lane.kind == "band":
        return f'<rect class="band" x="{low:.2f}%" y="{y - 5:.0f}" width="{max(high - low, 0.4):.2f}%" height="10"/>'
    ends = ((low, low, 4), (high, high, 4), (low, high, 0))
    return "".join(
        f'<line class="whisker" x1="{a:.2f}%" x2="{b:.2f}%" y1="{y - h:.0f}" y2="{y + h:.0f}"/>' for a, b, h in ends
    )


def _mark(scale: Scale, lane: Lane, y: float) -> str:
    if lane.value is None:
        return ""
    x = scale.across(lane.value)
    if lane.kind == "bar":
        start = scale.across(0.0)
        return f'<rect class="bar" x="{start:.2f}%" y="{y - 6:.0f}" width="{x - start:.2f}%" height="12"/>'
    return f'<circle class="{lane.kind}" cx="{x:.2f}%" cy="{y:.0f}" r="{5 if lane.kind == "dot" else 4}"/>'
