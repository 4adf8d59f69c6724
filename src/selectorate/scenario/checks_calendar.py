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


def delegates_elect(parts: Parts) -> Iterator[Found]:
    """Delegates elect where they sit; `delegates_sit` speaks of those who never do."""
    ever = {body for session in parts.calendar.values() for body in session.bodies}
    for name, session in parts.calendar.items():
        for index, body in enumerate(session.elects):
            chooser = parts.bodies[body].chosen.body if body in parts.bodies else ""
            sends = chooser in parts.bodies and parts.bodies[chooser].chosen.how == "delegates_of"
            if sends and chooser in ever and chooser not in session.bodies:
                message = f"{body!r} is elected by the delegates of {chooser!r}, who do not sit here"
                yield Found(("calendar", name, "elects", index), message)


def called_of_seats(parts: Parts) -> Iterator[Found]:
    """A session that may not be held is one of people who hold seats: for delegates the institution waits."""
    committee = parts.header.roles.committee if parts.header else None
    for name, session in parts.calendar.items():
        if not session.called:
            continue
        for index, body in enumerate(session.bodies):
            if body in parts.bodies and parts.bodies[body].chosen.how != "elected_by":
                message = f"a session that must be called is one of seats, and {body!r} is not an elected body"
                yield Found(("calendar", name, "bodies", index), message)
        for index, body in enumerate(session.elects):
            if body == committee:
                message = f"{body!r} is the committee, and its election waits for nobody's call"
                yield Found(("calendar", name, "elects", index), message)
        if session.discussion:
            message = "nobody discusses before a session that may not be called: leave this out"
            yield Found(("calendar", name, "discussion"), message, key=True)


def discussion_in_window(parts: Parts) -> Iterator[Found]:
    """Members discuss a session in months of the scenario."""
    header = parts.header
    for name, session in parts.calendar.items():
        month = session.month or session.start
        if header is None or month is None or session.discussion is None or month < header.start:
            continue
        if number(month) - session.discussion < number(header.start):
            message = f"so many months before {month} members would discuss before the start, {header.start}"
            yield Found(("calendar", name, "discussion"), message)


RULES = (
    window,
    dates_in_window,
    dated_or_recurring,
    delegates_of_somebody,
    elects_the_elected,
    called_of_seats,
    delegates_elect,
    discussion_in_window,
)
