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


SINGLE = ("agenda", "information", "press", "admit", "expel")
"""Powers that one office bears for the whole institution."""

DOES = {"appoint": "appoints", "slate": "slates", "protect": "protects"}
"""Powers that one office bears over each body or unit, and what it does there; `coerce` may lie in several hands."""


def one_bearer(parts: Parts) -> Iterator[Found]:
    """A power lies with one office: over a body or a unit, or over the whole."""
    first: dict[tuple[str, str], str | int] = {}
    for path, power, over in _powers(parts):
        for index, name in enumerate(over if power in DOES else []):
            bearer = first.setdefault((power, name), path[1])
            if bearer != path[1]:
                yield Found((*path, "over", index), f"{bearer!r} already {DOES[power]} {name!r}")
        bearer = first.setdefault((power, ""), path[1])
        if power in SINGLE and bearer != path[1]:
            yield Found((*path, "power"), f"one office bears the power {power!r}, and {bearer!r} already does")


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


def voted_by_seats(parts: Parts) -> Iterator[Found]:
    """Votes of a motion are those of seat-holders or delegates."""
    base = parts.header.roles.base if parts.header else None
    for name, rung in parts.rungs.items():
        for index, motion in enumerate(rung.motions):
            for k, body in enumerate(motion.bodies):
                if body == base:
                    message = f"{body!r} is the base, whose units have no vote: a motion is voted by seats or delegates"
                    yield Found(("rungs", name, "motions", index, "bodies", k), message)


def renewals(parts: Parts) -> Iterator[Found]:
    """A renewal is voted by the seat-holders who fill the seat that its rung takes."""
    for name, rung in parts.rungs.items():
        for index, motion in enumerate(rung.motions):
            path: Path = ("rungs", name, "motions", index, "renewal")
            if not motion.renewal:
                continue
            if rung.takes != "seat":
                yield Found(path, f"this rung takes no seat but {rung.takes!r}, so there is nothing to renew")
            elif rung.body in parts.bodies:
                yield from _renewed_by(parts, (*path[:-1], "bodies"), rung.body, motion.bodies)


def _renewed_by(parts: Parts, path: Path, body: str, voters: list[str]) -> Iterator[Found]:
    chooser = parts.bodies[body].chosen.body
    chosen = parts.bodies[chooser].chosen.how if chooser in parts.bodies else "elected_by"
    if parts.bodies[body].chosen.how != "elected_by" or chosen != "elected_by":
        yield Found((*path[:-1], "renewal"), f"{body!r} is not elected by seat-holders, so no renewal comes to a vote")
    elif voters != [chooser]:
        yield Found(path, f"a seat of {body!r} is renewed by those who fill it: by {chooser!r} alone", key=True)


RULES = (over_something, one_bearer, of_whom, rungs_take_seats_of, voted_by_seats, renewals)
