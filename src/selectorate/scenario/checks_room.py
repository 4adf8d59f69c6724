"""How much fits: the kernel's structures have fixed room, so a scenario can be too large for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selectorate import parameters as engine
from selectorate.institutions import Body, Session
from selectorate.scenario.months import number
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found


def room(parts: Parts) -> Iterator[Found]:
    """There is no more of anything than the kernel has room for."""
    for section, what, count, most in _counted(parts):
        if count > most:
            yield Found((section,), f"there are {count} {what}, but there is room for {most}")


def _counted(parts: Parts) -> Iterator[tuple[str, str, int, int]]:
    yield "contenders", "contenders", len(parts.contenders), engine.CONTENDERS
    yield "people", "contenders and people", len(parts.contenders) + len(parts.people), engine.PERSONS
    yield "policy", "axes", len(parts.names("policy") or ()), engine.AXES
    yield "units", "units", sum(unit.repeat or 1 for unit in parts.units.values()), engine.UNITS
    yield "bodies", "bodies", len(parts.bodies), engine.BODIES
    yield "bodies", "seats", sum(map(_seats, parts.bodies.values())), engine.SEATS
    yield "offices", "offices", len(parts.offices), engine.OFFICES
    yield "economy", "measures", len(parts.names("economy") or ()), engine.ECONOMIES
    yield "rungs", "rungs", len(parts.rungs), engine.RUNGS
    yield "rungs", "motions", sum(len(rung.motions) for rung in parts.rungs.values()), engine.MOTIONS_AT_MOST
    yield "happenings", "happenings", len(parts.happenings), engine.HAPPENINGS_AT_MOST
    yield "happenings", "effects", sum(len(one.effects) for one in parts.happenings.values()), engine.EFFECTS
    if parts.header:
        yield "calendar", "sittings", _sittings(parts.calendar, number(parts.header.end)), engine.SITTINGS


def _seats(body: Body) -> int:
    return max(body.seats.values(), default=0) + max(body.candidates.values(), default=0)


def _sittings(calendar: Mapping[str, Session], end: int) -> int:
    sittings = 0
    for session in calendar.values():
        times = 1
        if session.start and session.every:
            times += max(0, end - number(session.start)) // session.every
        sittings += times * (2 if session.discussion else 1)
    return sittings


RULES = (room,)
