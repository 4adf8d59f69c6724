"""Statistics: how each function that a target names is read from many histories at once, as numbers.

A function takes a batch of k histories and a target, and gives one number a history (k,), or several (k, values) where
``at`` is a list of months. NaN is never. What is no number becomes one here: a category, a sequence or a truth is 1
where the history agrees with the recorded value and else 0, an order is Kendall's tau with the recorded one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import numpy as np

from selectorate import world as w
from selectorate.record.batch import (
    CARRIED,
    COMMITTEE,
    FOR,
    KIND,
    MONTH,
    OTHERS,
    PRESIDIUM,
    WHERE,
    WHOM,
    Batch,
    Floats,
    Ints,
    Truth,
)
from selectorate.record.coalitions import coalition, coalition_changes, duration
from selectorate.record.signatures import (
    convexity,
    leads,
    level_gap,
    near_opinion,
    partner_nearest,
    partner_weakest,
    support_lead,
)
from selectorate.simulation.layout_calendar import monthly
from selectorate.targets import Args, Deed, Moment, Target

Function = Callable[[Batch, Target], Floats]


def month_of(batch: Batch, target: Target) -> Floats:
    """The month of a removal, of the loss of an office, or of the first event of a kind."""
    args = target.statistic.args
    return moment(batch, Moment(removal=args.removal, office_loss=args.office_loss, event=args.event))


def moment(batch: Batch, when: Moment) -> Floats:
    """A month of each history, as it is written (k,)."""
    if when.month is not None:
        return np.full(batch.histories, float(batch.month(when.month)))
    if when.removal is not None:
        return batch.reached(when.removal.contender, when.removal.rung)
    if when.office_loss is not None:
        return batch.lost(when.office_loss)
    if when.worst is not None:
        economy = batch.model.scenario.document.economy
        order = sorted(economy, key=lambda name: economy[name].luck_key)
        course = batch.facts.months.economy[:, : batch.month(when.worst.before), order.index(when.worst.economy)]
        return np.asarray(np.argmin(course, axis=1), np.float64)
    return first(batch, batch.of(cast("Deed", when.event)))


def first(batch: Batch, rows: Truth) -> Floats:
    """The month of the first of some events, NaN where there is none (k,)."""
    place = rows.argmax(axis=1)
    there = np.arange(len(rows)), place
    return np.where(rows[there], batch.column(MONTH)[there], np.nan)


def lag(batch: Batch, target: Target) -> Floats:
    """Months from one moment to another."""
    args = target.statistic.args
    return moment(batch, cast("Moment", args.end)) - moment(batch, cast("Moment", args.start))


def lag_of_failure(batch: Batch, target: Target) -> Floats:
    """Months from the first failure of a motion for one of some rungs to its success, of what succeeds first."""
    votes = batch.column(KIND) == w.VOTED
    rung, whom = np.append(batch.rungs(), -1)[batch.column(WHERE)], batch.column(WHOM)
    carried, months = batch.column(CARRIED) == 1, batch.column(MONTH)
    every = np.arange(batch.histories)
    found, earliest = np.full(batch.histories, np.nan), np.full(batch.histories, votes.shape[1])
    for name in cast("list[str]", target.statistic.args.rungs):
        for who in range(len(batch.model.names.contenders)):
            tried = votes & (rung == batch.rung(name)) & (whom == who)
            start, success = tried.argmax(axis=1), (tried & carried).argmax(axis=1)
            failed = tried[every, start] & ~carried[every, start] & (tried & carried)[every, success]
            sooner = failed & (success < earliest)
            found = np.where(sooner, months[every, success] - months[every, start], found)
            earliest = np.where(sooner, success, earliest)
    return found


def order_of(batch: Batch, target: Target) -> Floats:
    """Kendall's tau of the order in which contenders reached a rung with the recorded order; ties count for nothing."""
    args = target.statistic.args
    order = cast("list[str]", target.value)
    months = np.stack([batch.reached(who, cast("str", args.rung)) for who in order], axis=1)
    months = np.where(np.isnan(months), np.inf, months)
    pairs = [(i, j) for i in range(len(order)) for j in range(i + 1, len(order))]
    agree = sum((months[:, i] < months[:, j]).astype(np.float64) - (months[:, i] > months[:, j]) for i, j in pairs)
    return np.asarray(agree / max(1, len(pairs)), np.float64)


def before(batch: Batch, target: Target) -> Floats:
    """Whether all of the first reached a rung before any of the others did."""
    args = target.statistic.args
    rung = cast("str", args.rung)
    first, then = (
        np.stack([batch.reached(who, rung) for who in cast("list[str]", side)], axis=1)
        for side in (args.first, args.then)
    )
    last, earliest = first.max(axis=1), np.where(np.isnan(then), np.inf, then).min(axis=1)
    return agreed(last < earliest, target)


def agreed(held: Truth, target: Target) -> Floats:
    """1 where what held is what the record says, else 0 (k,)."""
    return np.asarray(held == bool(target.value), np.float64)


def survivors(batch: Batch, target: Target) -> Floats:
    """Contenders with a full seat of the presidium in a month who kept it to another."""
    start, end = (batch.month(named(when)) for when in (target.statistic.args.start, target.statistic.args.end))
    kept: Ints = (batch.facts.months.seated[:, start : end + 1] == 1).all(axis=1).sum(axis=1)
    return kept.astype(np.float64)


def named(when: Moment | None) -> str:
    """The month that a moment names."""
    return cast("str", cast("Moment", when).month)


def ending(batch: Batch, target: Target) -> Floats:
    """Whether he who leads alone at the month of reading is the recorded one."""
    return np.asarray(batch.ended() == batch.contender(str(target.value)), np.float64)


def holder(batch: Batch, target: Target) -> Floats:
    """Whether the recorded person held an office at the end of a month."""
    args, names = target.statistic.args, batch.model.names
    who = batch.facts.months.holders[
        :, batch.month(cast("str", args.at)), names.offices.index(cast("str", args.office))
    ]
    return np.asarray(who == names.persons.index(str(target.value)), np.float64)


def share_of(batch: Batch, target: Target) -> Floats:
    """Share of the full seats taken of committee or presidium that a following holds, at one month or several."""
    args, names = target.statistic.args, batch.model.names
    presidium = batch.model.scenario.document.scenario.roles.presidium
    body = PRESIDIUM if args.body == presidium else COMMITTEE

    def share(month: int) -> Floats:
        counts = batch.facts.months.following[:, month, body]
        shares: Floats = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
        if args.patron is not None:
            return np.asarray(shares[:, batch.contender(args.patron)])
        who = batch.facts.months.holders[:, month, names.offices.index(cast("str", args.holder_of))].astype(np.int64)
        his = shares[np.arange(batch.histories), np.clip(who, 0, len(names.contenders) - 1)]
        return np.where((who >= 0) & (who < len(names.contenders)), his, 0.0)

    return at_each(batch, args, share)


def at_each(batch: Batch, args: Args, of: Callable[[int], Floats | float]) -> Floats:
    """A number at one month (k,), or at each of several (k, values); NaN before the scenario begins."""

    def value(month: str) -> Floats:
        t = batch.month(month)
        return np.broadcast_to(np.asarray(of(t) if t >= 0 else np.nan, np.float64), batch.histories)

    return np.stack([value(month) for month in args.at], axis=1) if isinstance(args.at, list) else value(str(args.at))


def seats(batch: Batch, target: Target) -> Floats:
    """Full seats of a body."""
    args = target.statistic.args
    full = batch.model.worlds[0].full[batch.model.names.bodies.index(cast("str", args.body))]
    return at_each(batch, args, lambda month: float(full[month]))


def vote_share(batch: Batch, target: Target) -> Floats:
    """Share for the motion that some bodies voted on nearest to a month, of those against one man or anybody."""
    args = target.statistic.args
    bits = sum(1 << batch.model.names.bodies.index(body) for body in cast("list[str]", args.bodies))
    rows = batch.of(Deed(kind="voted", whom=args.whom)) & (np.append(batch.bodies(), -1)[batch.column(WHERE)] == bits)
    away = np.where(rows, np.abs(batch.column(MONTH) - batch.month(cast("str", args.near))), np.iinfo(np.int64).max)
    there = np.arange(batch.histories), away.argmin(axis=1)
    ayes, noes = batch.column(FOR)[there], batch.column(OTHERS)[there]
    return np.where(rows[there], ayes / np.maximum(1, ayes + noes), np.nan)


def divided(batch: Batch, body: str, month: str) -> tuple[Floats, Floats]:
    """Votes of the smaller side, and of both, where a body was divided most in a month; 0 where it was not (k,)."""
    rows = batch.of(Deed(kind="divided", where=body)) & (batch.column(MONTH) == batch.month(month))
    ayes, noes = (np.where(rows, batch.column(side), 0) for side in (FOR, OTHERS))
    fewer, every = np.minimum(ayes, noes), ayes + noes
    there = np.arange(batch.histories), (fewer.astype(np.float64) * 2.0**31 + every).argmax(axis=1)
    return fewer[there].astype(np.float64), every[there].astype(np.float64)


def division_share(batch: Batch, target: Target) -> Floats:
    """Share of the smaller or the larger side where a body was divided in a month; NaN where it was not."""
    args = target.statistic.args
    fewer, every = divided(batch, cast("str", args.body), str(args.at))
    share = fewer / np.maximum(1.0, every)
    return np.where(every > 0, share if args.side == "smaller" else 1.0 - share, np.nan)


def delegates_against(batch: Batch, target: Target) -> Floats:
    """Delegates of the smaller side at a session; none where nothing divided it."""
    document = batch.model.scenario.document
    month = document.calendar[cast("str", target.statistic.args.session)].month
    return divided(batch, document.scenario.roles.congress, cast("str", month))[0]


def elections(batch: Batch) -> dict[int, int]:
    """Delegates of the sitting that elects the committee, by its month."""
    world = batch.model.worlds[0]
    sittings = (world.sittings[g] for g in range(int(world.count.sittings)))
    return {int(one.month): int(one.delegates) for one in sittings if int(one.elects) >> int(world.rules.committee) & 1}


def delegates(batch: Batch, target: Target) -> Floats:
    """Delegates with a vote at the session that elects the committee in a month; NaN where none does."""
    known = elections(batch)
    return at_each(batch, target.statistic.args, lambda month: float(known.get(month, np.nan)))


def intervals(batch: Batch, target: Target) -> Floats:
    """Months from the last election of the committee, or the scenario's beginning, to the one in a month."""
    known = sorted(elections(batch))
    return at_each(
        batch, target.statistic.args, lambda month: float(month - max([t for t in known if t < month], default=0))
    )


def count_of(batch: Batch, target: Target) -> Floats:
    """Events of a kind in some months; people, where an event is of several."""
    args = target.statistic.args
    deed = cast("Deed", args.event)
    rows, months = batch.of(deed), batch.column(MONTH)
    if args.start is not None:
        rows = rows & (months >= moment(batch, args.start)[:, None])
    if args.end is not None:
        rows = rows & (months <= moment(batch, args.end)[:, None])
    each = np.maximum(1, batch.column(FOR)) if deed.kind in ("dismissed", "freed") else np.ones_like(months)
    return np.asarray(np.where(rows, each, 0).sum(axis=1), np.float64)


def median_position(batch: Batch, target: Target) -> Floats:
    """Whether a contender kept so near to the line in force on an axis until a month, and is there in the end."""
    args = target.statistic.args
    axis = sorted(batch.model.scenario.document.policy).index(cast("str", args.axis))
    views = batch.facts.months.views[:, : batch.lived, :, axis]
    line = views[:, :, len(batch.model.names.contenders)]
    away = np.abs(views[:, :, batch.contender(cast("str", args.contender))] - line)
    near = away <= cast("float", args.within)
    return agreed(near[:, : batch.month(named(args.until)) + 1].all(axis=1) & near[:, -1], target)


def of_heads(which: int, says: str) -> Function:
    """One of what is kept of the heads and members by month, and what it says."""

    def read(batch: Batch, target: Target) -> Floats:
        column = len(batch.model.names.contenders) + which
        return at_each(batch, target.statistic.args, lambda month: batch.facts.months.base[:, month, column])

    read.__doc__ = says
    return read


def membership(batch: Batch, target: Target) -> Floats:
    """Members, in thousands; also before the scenario begins."""
    at = target.statistic.args.at
    counts = np.array([members(batch, month) / 1000.0 for month in (at if isinstance(at, list) else [str(at)])])
    return np.tile(counts if isinstance(at, list) else counts[0], (batch.histories, *(1,) * isinstance(at, list)))


def growth(batch: Batch, target: Target) -> Floats:
    """By what share the members grow from one month to another."""
    args = target.statistic.args
    return np.full(batch.histories, members(batch, named(args.end)) / members(batch, named(args.start)) - 1.0)


def members(batch: Batch, month: str) -> float:
    """Members in a month; also before the scenario begins, where the series knows it."""
    written = batch.model.scenario.document.scenario.membership
    return in_series(batch, written.total, month) if written else 0.0


def in_series(batch: Batch, series: str, month: str) -> float:
    """A series in a month."""
    scenario = batch.model.scenario
    return float(monthly(scenario.document.series[series], scenario, np.array([batch.month(month)]))[0])


def shortfall(batch: Batch, target: Target) -> Floats:
    """By how much a series stays below one."""
    args = target.statistic.args
    return np.full(batch.histories, 1.0 - in_series(batch, cast("str", args.series), str(args.at)))


FUNCTIONS: Mapping[str, Function] = {
    "month_of": month_of,
    "lag": lag,
    "lag_of_failure": lag_of_failure,
    "order_of": order_of,
    "before": before,
    "survivors": survivors,
    "ending": ending,
    "holder": holder,
    "share_of": share_of,
    "seats": seats,
    "vote_share": vote_share,
    "division_share": division_share,
    "delegates_against": delegates_against,
    "delegates": delegates,
    "intervals": intervals,
    "count_of": count_of,
    "coalition": coalition,
    "coalition_changes": coalition_changes,
    "duration": duration,
    "median_position": median_position,
    "turnover": of_heads(0, "Share of the heads that have changed places since the committee was elected before."),
    "appointed": of_heads(1, "Share of the heads that hold the place by an order from above."),
    "workers": of_heads(2, "Share of workers among the members."),
    "membership": membership,
    "growth": growth,
    "shortfall": shortfall,
    "partner_nearest": partner_nearest,
    "partner_weakest": partner_weakest,
    "support_lead": support_lead,
    "level_gap": level_gap,
    "convexity": convexity,
    "near_opinion": near_opinion,
    "leads": leads,
}
"""Every function of `selectorate.targets.NEEDS`, by its name."""


def read(batch: Batch, target: Target) -> Floats:
    """The statistic of a target in each history, as numbers (k,) or (k, values); NaN for never."""
    return FUNCTIONS[target.statistic.fn](batch, target)
