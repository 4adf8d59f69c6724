"""What is kept of a history: the months of the rungs, the following by sitting, and how things stood when read."""

from __future__ import annotations

from selectorate.compiling import compiled
from selectorate.state import Facts, Months, State
from selectorate.world import World

DEAD, OFF_PRESIDIUM, UNDER_SANCTION = 1, 2, 4
"""Bits of `Facts.status`."""


@compiled
def keep_sittings(world: World, state: State, facts: Facts, k: int, t: int) -> None:
    """Keep the committee's following at the sittings of month t."""
    for g in range(world.sitting[t], world.sitting[t + 1]):
        row = world.sittings[g].kept
        if row >= 0:
            for i in range(world.count.contenders):
                facts.following[k, row, i] = state.following[world.rules.committee, i]
            facts.following[k, row, -1] = state.following[world.rules.committee, -1]


@compiled
def keep_losses(world: World, state: State, facts: Facts, k: int, t: int) -> None:
    """Keep the month in which the first holder of an office no longer held it."""
    for office in range(world.count.offices):
        first = world.offices[office].holder
        if first >= 0 and facts.lost[k, office] < 0 and state.posts[office].holder != first:
            facts.lost[k, office] = t


@compiled
def keep_reading(world: World, state: State, facts: Facts, k: int) -> None:
    """Keep how things stand at the month of reading."""
    n = world.count.contenders
    for b in range(world.count.bodies):
        for i in range(n):
            facts.final[k, b, i] = state.following[b, i]
        facts.final[k, b, -1] = state.following[b, -1]
        blocs(world, state, facts, k, b)
    for office in range(world.count.offices):
        facts.holders[k, office] = state.posts[office].holder
    everything = 0.0
    for u in range(world.count.units):
        everything += state.heads[u].weight
    for u in range(world.count.units):
        if state.heads[u].patron >= 0:
            facts.owned[k, state.heads[u].patron] += state.heads[u].weight / everything
    for i in range(n):
        facts.status[k, i] = status(world, state, i)
        if state.minds[i].leader >= 0:
            facts.campaign[k] = 1


@compiled
def status(world: World, state: State, i: int) -> int:
    """Whether a contender is dead, off the presidium, under sanction: bits."""
    bits = 0
    if state.lives[i].alive == 0:
        bits |= DEAD
    body = world.bodies[world.rules.presidium]
    seated = False
    for seat in range(body.first, body.first + body.full):
        seated = seated or (state.seats[seat].taken == 1 and state.seats[seat].person == i)
    if not seated:
        bits |= OFF_PRESIDIUM
    if state.minds[i].beaten == 1:
        bits |= UNDER_SANCTION
    return bits


@compiled
def blocs(world: World, state: State, facts: Facts, k: int, b: int) -> None:
    """Shares of a body's full seats of the two sides in the campaign whose smaller side is largest."""
    n = world.count.contenders
    seats = state.seated[b]
    if seats == 0:
        return
    for j in range(n):
        if state.minds[j].leader < 0:
            continue
        against = 0
        behind = state.following[b, j]
        for i in range(n):
            if state.pairs[i, j].stance == 1:
                against += state.following[b, i]
            elif state.pairs[i, j].stance == -1:
                behind += state.following[b, i]
        smaller = min(against, behind) / seats
        if smaller > facts.blocs[k, b, 1]:
            facts.blocs[k, b, 0] = max(against, behind) / seats
            facts.blocs[k, b, 1] = smaller


@compiled
def keep_events(state: State, facts: Facts, k: int) -> None:
    """Keep the chronicle, but for its reasons."""
    for event in range(min(state.events, facts.events.shape[1])):
        row = state.chronicle[event]
        kept = facts.events[k, event]
        kept[0] = row.month
        kept[1] = row.kind
        kept[2] = row.who
        kept[3] = row.whom
        kept[4] = row.where
        kept[5] = row.votes_for
        kept[6] = row.votes_against
        kept[7] = row.carried


@compiled
def keep_month(world: World, state: State, months: Months, k: int, t: int) -> None:
    """Keep how things stand at the end of month t."""
    n = world.count.contenders
    for i in range(n):
        mind = state.minds[i]
        months.following[k, t, 0, i] = state.following[world.rules.committee, i]
        months.following[k, t, 1, i] = state.following[world.rules.presidium, i]
        months.sides[k, t, i, 0] = mind.leader
        months.sides[k, t, i, 1] = mind.against
        months.sides[k, t, i, 2] = mind.behind
        months.sides[k, t, i, 3] = mind.partner
        months.seated[k, t, i] = 0
        for x in range(world.count.axes):
            months.views[k, t, i, x] = state.views[i, x]
        months.base[k, t, i] = state.owned[i] / state.owned_all
    body = world.bodies[world.rules.presidium]
    for seat in range(body.first, body.first + body.full):
        if state.seats[seat].taken == 1 and 0 <= state.seats[seat].person < n:
            months.seated[k, t, state.seats[seat].person] = 1
    months.following[k, t, 0, n] = state.following[world.rules.committee, -1]
    months.following[k, t, 1, n] = state.following[world.rules.presidium, -1]
    for x in range(world.count.axes):
        months.views[k, t, n, x] = state.line[x]
        months.views[k, t, n + 1, x] = state.opinion[x]
    for office in range(world.count.offices):
        months.holders[k, t, office] = state.posts[office].holder
    for s in range(world.count.economies):
        months.economy[k, t, s] = state.index[s]
    keep_base(world, state, months, k, t)


@compiled
def keep_minds(world: World, state: State, months: Months, k: int, t: int) -> None:
    """Keep what each contender is and is believed to be at the end of month t."""
    for i in range(world.count.contenders):
        mind = state.minds[i]
        months.minds[k, t, i, 0] = mind.standing
        months.minds[k, t, i, 1] = mind.offence
        months.minds[k, t, i, 2] = believed(world, state, i)
        months.minds[k, t, i, 3] = mind.cadres


@compiled
def keep_base(world: World, state: State, months: Months, k: int, t: int) -> None:
    """Keep how many heads were moved since the committee's last election but this month's, and formally appointed."""
    n = world.count.contenders
    since = state.congress if state.congress < t else state.congress_before
    moved = 0
    formal = 0
    for u in range(world.count.units):
        moved += 1 if state.heads[u].moved > since else 0
        formal += state.heads[u].formal
    months.base[k, t, n] = moved / max(1, world.count.units)
    months.base[k, t, n + 1] = formal / max(1, world.count.units)
    months.base[k, t, n + 2] = state.workers


@compiled
def believed(world: World, state: State, j: int) -> float:
    """Mean of what the others believe of the power of j."""
    n = world.count.contenders
    total = 0.0
    for i in range(n):
        if i != j:
            total += state.pairs[i, j].believed
    return total / max(1, n - 1)


__all__ = [
    "DEAD",
    "OFF_PRESIDIUM",
    "UNDER_SANCTION",
    "keep_events",
    "keep_losses",
    "keep_minds",
    "keep_month",
    "keep_reading",
    "keep_sittings",
]
