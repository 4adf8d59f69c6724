"""What a scenario rests on: corrections of mistakes, and the series of the membership."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found, Path

_DATED = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def mistakes_corrected(parts: Parts) -> Iterator[Found]:
    """Where an essay is mistaken, the claim says what is right."""
    for name, claim in parts.claims.items():
        if claim.status == "mistaken_in_essay" and claim.correction is None:
            yield Found(("claims", name, "status"), "a claim that is mistaken needs a 'correction'")


def no_conflict_with_itself(parts: Parts) -> Iterator[Found]:
    """A claim conflicts with others."""
    for name, claim in parts.claims.items():
        if name in claim.conflicts:
            yield Found(
                ("claims", name, "conflicts", claim.conflicts.index(name)), "a claim cannot conflict with itself"
            )


def membership_covers_start(parts: Parts) -> Iterator[Found]:
    """The size of the membership is known from the start, as dated numbers above zero."""
    membership = parts.header.membership if parts.header else None
    series = parts.series.get(membership.total) if membership else None
    if parts.header is None or membership is None or series is None:
        return
    path: Path = ("series", membership.total, "points")
    dated = []
    for index, point in enumerate(series.points):
        if not _DATED.fullmatch(point.date):
            message = "the membership is read month by month: write the date as 1924, 1924-01 or 1924-01-21"
            yield Found((*path, index, "date"), message)
        elif point.value <= 0:
            yield Found((*path, index, "value"), "a membership is above 0")
        else:
            dated.append(point.date)
    start = parts.header.start
    if len(dated) == len(series.points) and not min(dated)[:7] <= start <= f"{max(dated):-<7}"[:7].replace(
        "---", "-12"
    ):
        message = f"the series {membership.total!r} does not cover the start, {start}"
        yield Found(("scenario", "membership", "total"), message)


RULES = (mistakes_corrected, no_conflict_with_itself, membership_covers_start)
