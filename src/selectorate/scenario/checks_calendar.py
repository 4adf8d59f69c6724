"""Dates: the window of a scenario, and that everything dated falls into it."""

from __future__ import annotations

from collections.abc import Iterator

from selectorate.scenario.months import number
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found, Path

LONGEST = 600
"""Months that a scenario may last."""


def window(parts: Parts) -> Iterator[Found]:
    """A scenario starts, is read later, and ends then or afterwards."""
    header = parts.header
    if header is None:
        return
    if header.end < header.read:
        yield Found(("scenario", "read"), f"endings are read after the end, {header.end}")
    if header.read <= header.start:
        yield Found(("scenario", "read"), f"endings are read no later than the start, {header.start}")
    months = number(header.end) - number(header.start) + 1
    if months > LONGEST:
        yield Found(("scenario", "end"), f"the scenario lasts {months} months, where {LONGEST} are allowed")


def dates_in_window(parts: Parts) -> Iterator[Found]:
    """What happens in a history happens between its first month and its last."""
    header = parts.header
    if header is None or header.end < header.start:
        return
    for path, month, key in _dates(parts):
        if not header.start <= month <= header.end:
            window = f"{header.start} to {header.end}"
            yield Found(path, f"{month} is outside the scenario, which runs from {window}", key)


def _dates(parts: Parts) -> Iterator[tuple[Path, str, bool]]:
    for name, happening in parts.happenings.items():
        yield ("happenings", name, "month"), happening.month, False
        if happening.hazard and happening.hazard.start:
            yield ("happenings", name, "hazard", "start"), happening.hazard.start, False
    for name, session in parts.calendar.items():
        for field, month in (("month", session.month), ("start", session.start)):
            if month:
                yield ("calendar", name, field), month, False
    for name, body in parts.bodies.items():
        for field, sizes in (("seats", body.seats), ("candidates", body.candidates)):
            for month in sizes:
                yield ("bodies", name, field, month), month, True


def dated_or_recurring(parts: Parts) -> Iterator[Found]:
    """A session has a month, or a first month and a distance."""
    for name, session in parts.calendar.items():
        recurring = [session.start, session.every]
        if session.month and any(recurring):
            yield Found(
                ("calendar", name), "a session has either a month, or a start and every so many months: not both"
            )
        elif not session.month and not all(recurring):
            yield Found(("calendar", name), "a session has either a month, or a start and every so many months")


def delegates_of_somebody(parts: Parts) -> Iterator[Found]:
    """Delegates come to a body that is made of them."""
    for name, session in parts.calendar.items():
        bodies = [parts.bodies[body] for body in session.bodies if body in parts.bodies]
        known = len(bodies) == len(session.bodies)
        if session.delegates and known and all(body.chosen.how != "delegates_of" for body in bodies):
            yield Found(("calendar", name, "delegates"), "none of the bodies that sit here is one of delegates")


def elects_the_elected(parts: Parts) -> Iterator[Found]:
    """A session elects bodies that are elected."""
    for name, session in parts.calendar.items():
        for index, body in enumerate(session.elects):
            if body in parts.bodies and parts.bodies[body].chosen.how != "elected_by":
                chosen = parts.bodies[body].chosen
                message = f"{body!r} is not elected: it is {chosen.how} {chosen.body!r}"
                yield Found(("calendar", name, "elects", index), message)


RULES = (window, dates_in_window, dated_or_recurring, delegates_of_somebody, elects_the_elected)
