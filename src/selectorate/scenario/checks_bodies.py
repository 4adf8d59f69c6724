"""Bodies: that each has seats, who sits in them, and who delegates whom."""

from __future__ import annotations

from collections.abc import Iterator

from selectorate.institutions import Body
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found


def no_ring_of_delegates(parts: Parts) -> Iterator[Found]:
    """Rings of appointment and election are the point; but delegates of delegates of themselves are nobody."""
    chosen = {name: body.chosen.body for name, body in parts.bodies.items() if body.chosen.how == "delegates_of"}
    for name in chosen:
        way = [name]
        while chosen.get(way[-1]) not in {None, *way}:
            way.append(chosen[way[-1]])
        if chosen.get(way[-1]) == name and name == min(way):
            ring = " -> ".join([*way, name])
            yield Found(("bodies", name, "chosen", "body"), f"this is a ring of delegates: {ring}")


def seats_from_somewhere(parts: Parts) -> Iterator[Found]:
    """The seats of a body are the base units, the delegates of a session, or a number that is given."""
    header = parts.header
    if header is None or any(base_is_no_delegation(parts)):
        return
    for name, body in parts.bodies.items():
        if name == header.roles.base or body.chosen.how == "delegates_of":
            whose = "the base units" if name == header.roles.base else "the delegates of a session"
            for field in ("seats", "candidates", "holders", "candidate_holders", "following"):
                if getattr(body, field):
                    yield Found(("bodies", name, field), f"the seats of {name!r} are {whose}: leave this out", key=True)
        elif not body.seats:
            yield Found(("bodies", name), f"the body {name!r} has no seats", key=True)
        elif header.start not in body.seats:
            yield Found(("bodies", name, "seats"), f"a number of seats is missing for the start, {header.start}")


def delegates_sit(parts: Parts) -> Iterator[Found]:
    """A body of delegates that never sits has nobody in it."""
    if not parts.valid("calendar"):
        return
    sitting = {body for session in parts.calendar.values() for body in session.bodies}
    for name, body in parts.bodies.items():
        if body.chosen.how == "delegates_of" and name not in sitting:
            yield Found(
                ("bodies", name), f"the body {name!r} is one of delegates, but no session of it is in the calendar"
            )


def base_is_no_delegation(parts: Parts) -> Iterator[Found]:
    """The base is where the choosing of delegates begins."""
    base = parts.bodies.get(parts.header.roles.base) if parts.header else None
    if base and base.chosen.how == "delegates_of":
        yield Found(("scenario", "roles", "base"), "the base is made of the units, so it cannot be one of delegates")


def base_alone_is_appointed(parts: Parts) -> Iterator[Found]:
    """Who appoints puts heads at the base units; the seats of other bodies are filled by election."""
    base = parts.header.roles.base if parts.header and not any(base_is_no_delegation(parts)) else None
    for name, body in parts.bodies.items():
        if base and name != base and body.chosen.how == "appointed_by":
            message = f"only the base, {base!r}, is appointed: say by which body {name!r} is elected"
            yield Found(("bodies", name, "chosen", "how"), message)


def holders_have_seats(parts: Parts) -> Iterator[Found]:
    """Nobody sits where there is no seat."""
    for name, body in parts.bodies.items():
        for field, holders, sizes in (
            ("holders", body.holders, body.seats),
            ("candidate_holders", body.candidate_holders, body.candidates),
        ):
            size = _at_start(parts, sizes)
            if size is not None and len(holders) > size:
                seats = "1 seat" if size == 1 else f"{size} seats"
                yield Found(("bodies", name, field), f"{len(holders)} named for {seats}", key=True)


def following_has_seats(parts: Parts) -> Iterator[Found]:
    """The seats of those named and of the followings are not more than there are."""
    for name, body in parts.bodies.items():
        size, taken = _at_start(parts, body.seats), len(body.holders) + sum(body.following.values())
        if size is not None and body.following and len(body.holders) <= size < taken:
            message = f"with {len(body.holders)} holders these followings take {taken} of {size} seats"
            yield Found(("bodies", name, "following"), message, key=True)


def _at_start(parts: Parts, sizes: dict[str, int]) -> int | None:
    """Return the number of seats at the start; None where `seats_from_somewhere` has spoken."""
    if parts.header is None or (sizes and parts.header.start not in sizes):
        return None
    return sizes.get(parts.header.start, 0)


def full_or_candidate(parts: Parts) -> Iterator[Found]:
    """A full member is no candidate."""
    for name, body in parts.bodies.items():
        for index, holder in enumerate(body.candidate_holders):
            if holder in body.holders:
                yield Found(("bodies", name, "candidate_holders", index), f"{holder!r} holds a full seat here already")


def heads_sit(parts: Parts) -> Iterator[Found]:
    """Who heads a body sits in it."""
    for name, office in parts.offices.items():
        body = parts.bodies.get(office.heads or "")
        if body and office.holder and body.seats and office.holder not in _sitting(body):
            message = f"{office.holder!r} heads the body {office.heads!r} through this office, but holds no seat in it"
            yield Found(("offices", name, "holder"), message)


def _sitting(body: Body) -> list[str]:
    return [*body.holders, *body.candidate_holders]


RULES = (
    no_ring_of_delegates,
    seats_from_somewhere,
    delegates_sit,
    base_is_no_delegation,
    base_alone_is_appointed,
    holders_have_seats,
    following_has_seats,
    full_or_candidate,
    heads_sit,
)
