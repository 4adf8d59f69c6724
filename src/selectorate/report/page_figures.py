"""Figures of a page as SVG: marks on lanes below their names, each number beside its mark and in the text alternative.

A figure is as wide as the room it has, and its letters keep their size: places across are shares of the width, places
down are pixels. So nothing shrinks on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from math import ceil, floor, inf
from textwrap import wrap
from typing import NamedTuple

from selectorate.analysis import Interval
from selectorate.report.words import percent, seen, span

START, END, BESIDE = 1.5, 55.0, 58.5  # per cent of the width: where marks lie, and where what is said of them begins
LINE, LANE, GAP, AXIS = 17, 20, 8, 14  # heights of a line of a name, of a lane of marks, between rows, of the axis
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
"""Between the lines of a scale."""

LETTERS = 46
"""Letters of a name that fit into a line of the narrowest figure."""


OPEN = inf


BARS, DOTS = ("bar", "bar changed"), ("dot", "dot changed")
"""Kinds of marks: of the world as it was, and of a changed one."""

WORLDS = ("as it was", "changed")


class Scale(NamedTuple):
    """What lies at the left end of the lanes, what at the right, and where lines are drawn between them."""

    low: float
    high: float
    ticks: tuple[float, ...]
    said: Callable[[float], str]
    start: float = START
    end: float = END

    def across(self, value: float) -> float:
        """The place of a value, in per cent of the width; one beyond an end lies at it."""
        inside = min(max(value, self.low), self.high)
        return self.start + (self.end - self.start) * (inside - self.low) / (self.high - self.low)


class Lane(NamedTuple):
    """One line of marks: their kind, where the mark lies, between which ends a whisker, and what is said beside it.

    A whisker that ends in ``OPEN`` leaves the scale. ``more`` is said in the text alternative only. Where there is a
    range ``over`` other doubts the whisker shows it, and what lies between the ends is a thicker line.
    """

    kind: str
    value: float | None
    ends: tuple[float, float] | None
    said: str
    more: str = ""
    over: tuple[float, float] | None = None


class Row(NamedTuple):
    """A name, the lanes below it, and where an upright mark crosses all of them."""

    name: str
    lanes: tuple[Lane, ...]
    mark: float | None = None


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


SHARES = Scale(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0), _share)


def bars(title: str, rows: Sequence[tuple[str, Interval]]) -> str:
    """Shares as bars with their intervals."""
    return drawn(title, SHARES, [Row(name, _interval("bar", one)) for name, one in rows])


def bars_of_both(title: str, rows: Sequence[tuple[str, tuple[Interval, Interval]]]) -> str:
    """Shares in the world as it was, and below them in a changed one, as bars with their intervals."""
    return drawn(title, SHARES, [Row(name, in_both(map(_interval, BARS, both))) for name, both in rows])


def in_both(worlds: Iterable[Iterable[Lane]]) -> tuple[Lane, ...]:
    """Lanes of the world as it was and of a changed one: the text alternative says which is which."""
    named = zip(worlds, WORLDS, strict=True)
    return tuple(lane._replace(more=f"{lane.more} {world}") for lanes, world in named for lane in lanes)


def dots(title: str, rows: Sequence[tuple[str, Interval]]) -> str:
    """Points of probability, above and below nothing, as dots with their intervals, the largest first."""
    ordered = sorted(rows, key=lambda row: (-row[1].value, row[0]))
    scale = _around([end for _, one in ordered for end in (one.low, one.high)])
    return drawn(title, scale, [Row(name, _lanes("dot", one, points(one), _points)) for name, one in ordered])


def amounts(title: str, rows: Sequence[tuple[str, Interval]], said: Callable[[Interval], str]) -> str:
    """Numbers above and below nothing as dots with their intervals and ranges, in the order of the rows."""
    scale = _around([end for _, one in rows for end in (one.low, one.high)])._replace(said=_amount)
    return drawn(title, scale, [Row(name, _lanes("dot", one, said(one), "{:+.2f}".format)) for name, one in rows])


def _amount(value: float) -> str:
    return f"{value:+.2g}" if abs(value) > 1e-9 else "0"


def points(one: Interval) -> str:
    """Points of probability with their interval: ``+3.1 (-0.2 to +6.0)``."""
    low, high = one.sampling
    return f"{100 * one.value:+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"


def share_lanes(one: Interval) -> tuple[Lane, ...]:
    """A share as a dot with its interval, and with its ranges over parameters and readings."""
    return _interval("dot", one)


def _interval(kind: str, one: Interval) -> tuple[Lane, ...]:
    return _lanes(kind, one, f"{percent(one.value)} ({span(one.sampling)})", lambda end: f"{100 * end:.0f}")


def _lanes(kind: str, one: Interval, said: str, number: Callable[[float], str]) -> tuple[Lane, ...]:
    """A number with its interval, and below it, in words, its ranges over other doubts where one was seen."""
    over = (one.low, one.high) if one.parameters is not None else None
    lane = Lane(kind, one.value, one.sampling, said, over=over)
    words = (Lane("words", None, None, "{} {} to {}".format(what, *map(number, ends))) for what, ends in seen(one))
    return lane, *words


def _points(value: float) -> str:
    return f"{100 * value:+.0f}" if round(100 * value) else "0"


def _around(values: Sequence[float]) -> Scale:
    """A scale in round numbers that holds nothing and all values."""
    low, high = min(0.0, *values), max(0.0, *values)
    step = next((step for step in STEPS if high - low <= 4 * step), STEPS[-1])
    first, last = floor(low / step + 1e-9), max(ceil(high / step - 1e-9), floor(low / step) + 1)
    ticks = tuple(step * place for place in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, _points)


def drawn(title: str, scale: Scale, rows: Sequence[Row]) -> str:
    """Rows over a common scale, with the same numbers in words as the text alternative."""
    if any(lane.over is not None for row in rows for lane in row.lanes):
        title += "; the thick line is the interval, the thin one the range over parameters and readings"
    said = "; ".join(f"{row.name}: {', '.join(lane.said + lane.more for lane in row.lanes)}" for row in rows)
    parts, top = [], 4.0
    for row in rows:
        text, top = _name(row.name, top)
        parts += [text, *(line(scale, value, top, LANE * len(row.lanes)) for value in scale.ticks)]
        if row.mark is not None:
            parts.append(_upright("mark", scale.across(row.mark), top, LANE * len(row.lanes)))
        for lane in row.lanes:
            parts.append(beside(scale, lane, top + LANE / 2))
            top += LANE
        top += GAP
    parts += [tick(scale, value, top) for value in scale.ticks]
    return figure(title, said, "".join(parts), top + AXIS)


def figure(title: str, said: str, marks: str, height: float) -> str:
    """Marks as a figure so many pixels high, with its title, and with ``said`` as the text alternative."""
    return (
        f'<figure><svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height:.0f}" role="img" '
        f'aria-label="{escape(f"{title}. {said}.")}"><title>{escape(title)}</title>{marks}</svg>'
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def _name(name: str, top: float) -> tuple[str, float]:
    lines = wrap(name, LETTERS) or [""]
    said = "".join(
        f'<tspan x="{START}%" y="{top + 13 + LINE * k:.0f}">{escape(x)}</tspan>' for k, x in enumerate(lines)
    )
    return f'<text class="name">{said}</text>', top + LINE * len(lines)


def line(scale: Scale, value: float, top: float, height: float) -> str:
    """An upright line at a value."""
    return _upright("zero" if abs(value) < 1e-9 and scale.low < 0.0 else "tick", scale.across(value), top, height)


def _upright(kind: str, x: float, top: float, height: float) -> str:
    return f'<line class="{kind}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{top:.0f}" y2="{top + height:.0f}"/>'


def tick(scale: Scale, value: float, bottom: float) -> str:
    """What is said of a value below its line."""
    x, said = scale.across(value), escape(scale.said(value))
    anchor = "start" if value == scale.low else "middle"  # or it would stand out of the page
    return f'<text class="tick" x="{x:.2f}%" y="{bottom + 8:.0f}" text-anchor="{anchor}">{said}</text>'


def beside(scale: Scale, lane: Lane, y: float) -> str:
    """The marks of a lane, and what is said of them."""
    return marks(scale, lane, y) + f'<text class="said" x="{BESIDE}%" y="{y + 4:.0f}">{escape(lane.said)}</text>'


def marks(scale: Scale, lane: Lane, y: float) -> str:
    """The marks of a lane alone."""
    return _mark(scale, lane, y) + _whisker(scale, lane, y)


def _whisker(scale: Scale, lane: Lane, y: float) -> str:
    if lane.ends is None:
        return ""
    low, high = (scale.across(end) for end in lane.ends)
    if lane.over is not None:
        thin = _whisker(scale, lane._replace(ends=lane.over, over=None), y)
        return f'{thin}<line class="sampling" x1="{low:.2f}%" x2="{high:.2f}%" y1="{y:.0f}" y2="{y:.0f}"/>'
    if lane.kind == "band":
        return f'<rect class="band" x="{low:.2f}%" y="{y - 5:.0f}" width="{max(high - low, 0.4):.2f}%" height="10"/>'
    ends = [(low, low, 4), (low, high, 0)] + [(high, high, 4)] * (lane.ends[1] != OPEN)
    return "".join(
        f'<line class="whisker" x1="{a:.2f}%" x2="{b:.2f}%" y1="{y - h:.0f}" y2="{y + h:.0f}"/>' for a, b, h in ends
    )


def _mark(scale: Scale, lane: Lane, y: float) -> str:
    if lane.value is None:
        return ""
    x = scale.across(lane.value)
    if lane.kind.startswith("bar"):
        start = scale.across(0.0)
        return f'<rect class="{lane.kind}" x="{start:.2f}%" y="{y - 6:.0f}" width="{x - start:.2f}%" height="12"/>'
    return f'<circle class="{lane.kind}" cx="{x:.2f}%" cy="{y:.0f}" r="{4 if lane.kind == "luck" else 5}"/>'
