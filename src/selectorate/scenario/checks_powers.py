"""Powers of offices, and where a rung can be voted."""

from __future__ import annotations

from collections.abc import Iterator

from selectorate.scenario.messages import unknown
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found, Path
from selectorate.scenario.references import known_names

OVER = {"appoint": "body", "slate": "body", "agenda": "body", "protect": "unit"}
"""What a power is held over; the others are held over nothing."""


def over_something(parts: Parts) -> Iterator[Found]:
    """A power is held over bodies or units that exist."""
    known = known_names(parts)
    for path, power, over in _powers(parts):
        kind = OVER.get(power)
        if kind is None:
            if over:
                yield Found(
                    (*path, "over"), f"the power {power!r} is held over nothing in particular: leave this out", True
                )
            continue
        if not over:
            plural = {"body": "bodies", "unit": "units"}[kind]
            yield Found(path, f"the power {power!r} is held over some {plural}, and none is named")
        names = known[kind]
        for index, name in enumerate(over):
            if names is not None and name not in names:
                yield Found((*path, "over", index), unknown(kind, name, names))


def one_appointer(parts: Parts) -> Iterator[Found]:
    """A body's seats are in the gift of one office."""
    first: dict[str, str | int] = {}
    for path, power, over in _powers(parts):
        for index, body in enumerate(over if power == "appoint" else []):
            if first.setdefault(body, path[1]) != path[1]:
                yield Found((*path, "over", index), f"{first[body]!r} already appoints {body!r}")


def _powers(parts: Parts) -> Iterator[tuple[Path, str, list[str]]]:
    for name, office in parts.offices.items():
        for index, power in enumerate(office.powers):
            yield ("offices", name, "powers", index), power.power, power.over


def of_whom(parts: Parts) -> Iterator[Found]:
    """A motion for members of a body, or for others than these, says of which."""
    for name, rung in parts.rungs.items():
        for index, motion in enumerate(rung.motions):
            path: Path = ("rungs", name, "motions", index)
            if motion.only == "anyone" and motion.of:
                yield Found((*path, "of"), "a motion for anyone is of no body: leave this out, or say 'only'")
            if motion.only != "anyone" and not motion.of:
                yield Found((*path, "only"), f"{motion.only!r} which body? 'of' is missing")


def rungs_take_seats_of(parts: Parts) -> Iterator[Found]:
    """A rung that takes seats says of which body; the others name none."""
    for name, rung in parts.rungs.items():
        if rung.takes == "seat" and not rung.body:
            yield Found(("rungs", name, "takes"), "the seats of which body? 'body' is missing")
        if rung.takes != "seat" and rung.body:
            yield Found(("rungs", name, "body"), f"this rung takes no seat but {rung.takes!r}: leave the body out")


RULES = (over_something, one_appointer, of_whom, rungs_take_seats_of)
