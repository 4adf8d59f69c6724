"""Statistics of how power was come by, month by month: what accounts of historians differ in.

Each takes a batch of k histories and a target, and gives one number a history (k,); NaN where there is nothing to say.
Courses are looked at up to the month in which a history is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np

from selectorate import world as w
from selectorate.record.batch import COMMITTEE, FOR, KIND, OTHERS, PARTNER, PRESIDIUM, WHERE, Batch, Floats, Ints, Truth
from selectorate.targets import Moment, Target

LEAST = 0.02
"""How far a share must rise for its rise to have a middle."""


def read_months(batch: Batch) -> int:
    """Months up to the one of reading, or as many as were lived."""
    return min(batch.lived, batch.month(batch.model.scenario.document.scenario.read) + 1)


def partner_is(best: Callable[[Batch, int, int], Floats], says: str) -> Callable[[Batch, Target], Floats]:
    """In what share of the months in which he has a partner that is the one who is least in something."""

    def read(batch: Batch, target: Target) -> Floats:
        he, months = batch.contender(cast("str", target.statistic.args.contender)), read_months(batch)
        partner = batch.facts.months.sides[:, :months, he, PARTNER]
        least = np.where(_candidates(batch, he, months), best(batch, he, months), np.inf)
        there: Truth = partner >= 0
        his = np.take_along_axis(least, np.maximum(partner, 0)[:, :, np.newaxis], axis=2)[:, :, 0]
        agrees = there & (his <= least.min(axis=2)) & np.isfinite(his)
        count = there.sum(axis=1)
        return np.where(count > 0, agrees.sum(axis=1) / np.maximum(1, count), np.nan)

    read.__doc__ = says
    return read


def _candidates(batch: Batch, he: int, months: int) -> Truth:
    """Who else has a full seat of the presidium (k, months, contenders)."""
    seated: Truth = batch.facts.months.seated[:, :months] == 1
    others: Truth = seated & (np.arange(seated.shape[2]) != he)
    return others


def _distance(batch: Batch, he: int, months: int) -> Floats:
    """How far his view lies from each contender's (k, months, contenders)."""
    views = batch.facts.months.views[:, :months, : len(batch.model.names.contenders)]
    away: Floats = np.sqrt(((views - views[:, :, he : he + 1]) ** 2).sum(axis=3))
    return away


def _strength(batch: Batch, he: int, months: int) -> Floats:
    """How many seats of the committee each contender's following has (k, months, contenders)."""
    seats = batch.facts.months.following[:, :months, COMMITTEE, : len(batch.model.names.contenders)]
    return seats.astype(np.float64)


def support_lead(batch: Batch, target: Target) -> Floats:
    """Months from the middle of his rise in the base to the middle of his rise in the committee."""
    he, months = batch.contender(cast("str", target.statistic.args.contender)), read_months(batch)
    base = batch.facts.months.base[:, :months, he]
    return _middle(batch.following(COMMITTEE, he)[:, :months]) - _middle(base)


def _middle(course: Floats) -> Floats:
    """First month in which a course has come half of the way from its beginning to its highest (k,)."""
    start, top = course[:, :1], course.max(axis=1, keepdims=True)
    month: Ints = (course >= 0.5 * (start + top)).argmax(axis=1)
    return np.where((top - start)[:, 0] > LEAST, month, np.nan)


def level_gap(batch: Batch, target: Target) -> Floats:
    """By how much the smaller side's mean share in divisions of one body is above that in divisions of another."""
    lower, upper = cast("list[str]", target.statistic.args.bodies)
    return _smaller(batch, lower) - _smaller(batch, upper)


def _smaller(batch: Batch, body: str) -> Floats:
    """Mean share of the smaller side where a body was divided; NaN where it never was (k,)."""
    place = batch.model.names.bodies.index(body)
    rows: Truth = (batch.column(KIND) == w.DIVIDED) & (batch.column(WHERE) == place)
    ayes, noes = batch.column(FOR), batch.column(OTHERS)
    share = np.minimum(ayes, noes) / np.maximum(1, ayes + noes)
    count = rows.sum(axis=1)
    return np.where(count > 0, np.where(rows, share, 0.0).sum(axis=1) / np.maximum(1, count), np.nan)


def convexity(batch: Batch, target: Target) -> Floats:
    """By how much a following's share of a body rises more in the later half of some months than in the earlier."""
    args = target.statistic.args
    start, end = (batch.month(cast("str", cast("Moment", when).month)) for when in (args.start, args.end))
    presidium = batch.model.scenario.document.scenario.roles.presidium
    body = PRESIDIUM if args.body == presidium else COMMITTEE
    share = batch.following(body, batch.contender(cast("str", args.patron)))
    middle = (start + end) // 2
    return np.asarray(share[:, end] - 2.0 * share[:, middle] + share[:, start])


def near_opinion(batch: Batch, target: Target) -> Floats:
    """How far a contender's view lies from what members think, on average over the months."""
    he, months = batch.contender(cast("str", target.statistic.args.contender)), read_months(batch)
    views = batch.facts.months.views[:, :months]
    away = np.sqrt(((views[:, :, he] - views[:, :, -1]) ** 2).sum(axis=2))
    return np.asarray(away.mean(axis=1))


def leads(batch: Batch, target: Target) -> Floats:
    """Whether anybody leads alone when a history is read."""
    return (batch.ended() >= 0).astype(np.float64)


partner_nearest = partner_is(_distance, "Share of months with a partner in which that is the nearest in policy.")
partner_weakest = partner_is(_strength, "Share of months with a partner in which that is the weakest in the committee.")
