"""A loop drawn as a ring: who chooses whom around a circle, and what is left of the gain where a link is cut.

The ring is drawn in units of which its width has 400; on the narrowest page its letters are 11 pixels high. Names,
kinds and numbers stand in the text alternative in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import atan2, cos, degrees, pi, radians, sin
from textwrap import wrap
from typing import NamedTuple

from selectorate.analysis import Interval

WIDTH, MARGIN = 400.0, 8.0
ACROSS, BOX = 138.0, 62.0  # from the middle of the ring to that of a box, and from there to the side of the box
LINE, PADDING = 15.0, 7.0  # height of a line, and of what is left free above and below the lines of a box
INSIDE = 0.58
"""How far out the words of a link stand, as a part of the way to its arrow."""

LETTERS = 15
"""Letters of a name that fit into a box."""

WORDED = 4
"""With more links than these there is no room for words: arrows have numbers, and what is said stands beside it."""

STEP = 0.5  # degrees by which an arrow is shortened until it is clear of a box
POINT = 9.0  # length of an arrow's point


class Arrow(NamedTuple):
    """A link of a ring: the name of who chooses, how, and what is left of the gain where it is cut."""

    source: str
    kind: str
    left: Interval


class Place(NamedTuple):
    """A box of the ring: the angle at which it stands, its middle, its half height and the lines in it."""

    angle: float
    x: float
    y: float
    half: float
    lines: tuple[str, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the box, or so close that an arrow should not."""
        return abs(x - self.x) < BOX + 3 and abs(y - self.y) < self.half + 3


class Circle(NamedTuple):
    """The ellipse on which boxes stand: its middle, its half height, and where its boxes are."""

    middle: float
    down: float
    places: tuple[Place, ...]

    def point(self, angle: float, part: float = 1.0) -> tuple[float, float]:
        """A point at an angle, counted in degrees from the right and against the clock."""
        turn = radians(angle)
        return WIDTH / 2 + part * ACROSS * cos(turn), self.middle - part * self.down * sin(turn)


def amount(one: Interval) -> str:
    """Seats with their interval: ``+0.11 (+0.05 to +0.18)``."""
    return f"{_seats(one.value)} ({_ends(one)})"


def _ends(one: Interval) -> str:
    return f"{_seats(one.sampling[0])} to {_seats(one.sampling[1])}"


def _seats(value: float) -> str:
    return f"{value:+z.2f}"


def ring(title: str, arrows: Sequence[Arrow], gain: Interval, about: str) -> str:
    """A loop as a ring.

    Args:
        title: what is drawn.
        arrows: the links, in their order; each leads to who chooses in the next.
        gain: what one base seat more brings, where no link is cut.
        about: of what the gain is said, in a few words.
    """
    circle = _circle([arrow.source for arrow in arrows])
    pairs = zip(arrows, circle.places, [*circle.places[1:], circle.places[0]], strict=True)
    links = "".join(_link(circle, k, arrow, one, other) for k, (arrow, one, other) in enumerate(pairs, 1))
    height = circle.middle + circle.down + circle.places[0].half + MARGIN
    height = max(height, max(place.y + place.half for place in circle.places) + MARGIN)
    words = escape(said(title, arrows, gain, about))
    return (
        f'<figure><svg xmlns="http://www.w3.org/2000/svg" class="ring" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
        f'width="100%" role="img" aria-label="{words}"><title>{escape(title)}</title>'
        f"{links}{''.join(map(_box, circle.places))}{_centre(circle, gain, about)}</svg>"
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def said(title: str, arrows: Sequence[Arrow], gain: Interval, about: str) -> str:
    """The ring in words."""
    following = [*arrows[1:], arrows[0]]
    links = (
        f"{k} {one.kind}: {one.source} to {other.source}, with this link cut: {amount(one.left)}"
        for k, (one, other) in enumerate(zip(arrows, following, strict=True), 1)
    )
    return f"{title}. The gain, {about}: {amount(gain)}. {'; '.join(links)}."


def _circle(names: Sequence[str]) -> Circle:
    """Boxes with the clock from the top, or side by side where there are two.

    Where their number is odd, the place at the bottom stays empty: two that share it would cover each other.
    """
    count = len(names)
    slots = [k if k <= count // 2 else k + count % 2 for k in range(count)]
    lines = [tuple(wrap(name, LETTERS)) or ("",) for name in names]
    halves = [LINE * len(text) / 2 + PADDING for text in lines]
    down = 112.0 if count == 2 else 150.0 + 60.0 * max(0, count - WORDED)
    first = 180.0 if count == 2 else 90.0
    empty = Circle(MARGIN + down + (LINE if count == 2 else max(halves)), down, ())
    angles = [first - 360.0 * k / (count + count % 2) for k in slots]
    places = (Place(a, *empty.point(a), half, text) for a, half, text in zip(angles, halves, lines, strict=True))
    return empty._replace(places=tuple(places))


def _box(place: Place) -> str:
    top = place.y - place.half + PADDING + 11.5
    lines = " ".join(
        f'<tspan x="{place.x:.1f}" y="{top + LINE * k:.1f}">{escape(line)}</tspan>'
        for k, line in enumerate(place.lines)
    )
    return (
        f'<rect class="body" x="{place.x - BOX:.1f}" y="{place.y - place.half:.1f}" width="{2 * BOX:.0f}" '
        f'height="{2 * place.half:.1f}" rx="5"/><text class="body" text-anchor="middle">{lines}</text>'
    )


def _link(circle: Circle, number: int, arrow: Arrow, one: Place, other: Place) -> str:
    """The arrow from a box to the next, and its words inside the ring, or its number."""
    start, end = one.angle, other.angle if other.angle < one.angle else other.angle - 360.0
    middle = (start + end) / 2
    while one.holds(*circle.point(start)) and start > end:
        start -= STEP
    while other.holds(*circle.point(end)) and end < start:
        end += STEP
    worded = len(circle.places) <= WORDED
    words = _words(circle, number, arrow, middle) if worded else _number(circle, number, (start + end) / 2)
    x, y = circle.point(end)
    (x0, y0), (bx, by) = circle.point(start), circle.point(end + degrees(POINT / max(ACROSS, circle.down)))
    way = atan2(y - by, x - bx)
    sides = ((x - POINT * cos(way + side), y - POINT * sin(way + side)) for side in (pi / 7, -pi / 7))
    point = " ".join(f"{a:.1f},{b:.1f}" for a, b in ((x, y), *sides))
    return (
        f'<path class="arrow" d="M{x0:.1f} {y0:.1f}A{ACROSS:.0f} {circle.down:.0f} 0 0 1 {bx:.1f} {by:.1f}"/>'
        f'<polygon class="arrow" points="{point}"/>{words}'
    )


def _number(circle: Circle, number: int, angle: float) -> str:
    x, y = circle.point(angle)
    return (
        f'<circle class="number" cx="{x:.1f}" cy="{y:.1f}" r="11"/>'
        f'<text class="kind" x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">{number}</text>'
    )


def _words(circle: Circle, number: int, arrow: Arrow, angle: float) -> str:
    x, y = circle.point(angle, INSIDE)
    left = arrow.left
    lines = ((f"{number} {arrow.kind}", "kind"), (f"cut: {_seats(left.value)}", "left"), (_ends(left), "ends"))
    return "".join(
        f'<text class="{kind}" x="{x:.1f}" y="{y + LINE * (k - 1) + 4:.1f}" text-anchor="middle">{escape(line)}</text>'
        for k, (line, kind) in enumerate(lines)
    )


def _centre(circle: Circle, gain: Interval, about: str) -> str:
    """The gain in the middle of the ring, where there is room for it."""
    if len(circle.places) > WORDED:
        return ""
    lines = ((_seats(gain.value), "gain", -8), (_ends(gain), "ends", 8), (about, "ends", 23))
    x, y = WIDTH / 2, circle.middle
    return "".join(
        f'<text class="{kind}" x="{x:.0f}" y="{y + down:.1f}" text-anchor="middle">{escape(line)}</text>'
        for line, kind, down in lines
    )
