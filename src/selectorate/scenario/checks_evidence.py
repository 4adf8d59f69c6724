"""What a scenario rests on: corrections of mistakes, and series that are read month by month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectorate.evidence import Series
from selectorate.scenario.parts import Parts, repeated
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
    wrong = list(_by_month(membership.total, series, "the membership"))
    for index, point in enumerate(series.points):
        if point.value <= 0:
            wrong.append(Found(("series", membership.total, "points", index, "value"), "a membership is above 0"))
    yield from wrong
    dates, start = [point.date for point in series.points], parts.header.start
    if not wrong and not min(dates)[:7] <= start <= f"{max(dates):-<7}"[:7].replace("---", "-12"):
        message = f"the series {membership.total!r} does not cover the start, {start}"
        yield Found(("scenario", "membership", "total"), message)


def workers_at_start(parts: Parts) -> Iterator[Found]:
    """The share of workers among the members is known at the start, in per cent."""
    name = parts.header.membership.workers if parts.header and parts.header.membership else None
    series = parts.series.get(name or "")
    if parts.header is None or name is None or series is None:
        return
    wrong = list(_by_month(name, series, "the share of workers"))
    for index, point in enumerate(series.points):
        if not 0 <= point.value <= 100:
            message = "a share of workers is written in per cent, from 0 to 100"
            wrong.append(Found(("series", name, "points", index, "value"), message))
    yield from wrong
    if not wrong and min(_month(point.date) for point in series.points) > parts.header.start:
        message = f"the series {name!r} says nothing of the start, {parts.header.start}, or of the time before it"
        yield Found(("scenario", "membership", "workers"), message)


def economy_by_month(parts: Parts) -> Iterator[Found]:
    """The course of a measure is known by month, and good differs from bad."""
    for name, measure in parts.economy.items():
        if measure.good == measure.bad:
            message = f"good and bad are both {measure.good:g}, so nothing says how well things go"
            yield Found(("economy", name, "bad"), message)
        if measure.series in parts.series:
            yield from _by_month(measure.series, parts.series[measure.series], "the economy")


def _by_month(name: str, series: Series, what: str) -> Iterator[Found]:
    """A series that is read by month has dates that say the month, each of them once; a year stands for its January."""
    path: Path = ("series", name, "points")
    dated = [(index, point.date) for index, point in enumerate(series.points) if _DATED.fullmatch(point.date)]
    for index in sorted({*range(len(series.points))} - {index for index, _ in dated}):
        message = f"{what} is read month by month: write the date as 1924, 1924-01 or 1924-01-21"
        yield Found((*path, index, "date"), message)
    for month, index, _ in repeated((_month(date), index) for index, date in dated):
        yield Found((*path, index, "date"), f"{what} is read month by month, and {month} has a value already")


def _month(date: str) -> str:
    return f"{date}-01" if len(date) == 4 else date[:7]


RULES = (mistakes_corrected, no_conflict_with_itself, membership_covers_start, workers_at_start, economy_by_month)
