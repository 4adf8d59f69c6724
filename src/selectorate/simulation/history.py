"""One history, and a block of them: the state is laid out anew, moved month by month, and its facts are kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selectorate import world as w
from selectorate.compiling import compiled, entry, folded
from selectorate.draws import parameters_of, year_key
from selectorate.mechanisms.acts import acts
from selectorate.mechanisms.alignment import befriend
from selectorate.mechanisms.opinion import find_line
from selectorate.mechanisms.patronage import count_owned, doubt
from selectorate.mechanisms.policy import measure
from selectorate.mechanisms.seats import bind, draw_lots, take_seat, tie_to
from selectorate.simulation.facts import (
    keep_events,
    keep_losses,
    keep_minds,
    keep_month,
    keep_reading,
    keep_sittings,
)
from selectorate.simulation.forks import carry, fork, row, spread, stand
from selectorate.simulation.month import month
from selectorate.state import Dealt, Facts, State
from selectorate.structs import Rows
from selectorate.world import World


@compiled
def begin(world: World, state: State) -> None:
    """Lay out the state as it was at the start."""
    begin_affairs(world, state)
    begin_people(world, state)
    begin_units(world, state)
    begin_seats(world, state)
    for o in range(world.count.offices):
        state.posts[o].holder = world.offices[o].holder
        state.posts[o].since = 0
        state.posts[o].claim = -1
    for h in range(world.count.happenings):
        state.came[h] = -1
    begin_views(world, state)


@compiled
def begin_units(world: World, state: State) -> None:
    """Lay out the heads of base units."""
    for u in range(world.count.units):
        unit = world.units[u]
        head = state.heads[u]
        head.patron = unit.patron
        head.tie = unit.tie
        head.formal = 0
        head.moved = -1
        head.weight = unit.weight
        head.delivery = 1.0
        bind(state, head.patron, head.tie)
    count_owned(world, state)


@compiled
def begin_seats(world: World, state: State) -> None:
    """Lay out bodies and their seats."""
    for b in range(world.count.bodies):
        state.following[b, :] = 0
        state.delegates[b, :] = 0.0
        state.seated[b] = 0
        state.named[b] = 0
    for s in range(world.count.seats):
        seat = world.seats[s]
        state.seats[s].body = seat.body
        state.seats[s].taken = 0
        state.seats[s].person = -1
        state.seats[s].patron = -1
        state.seats[s].tie = 0.0
        if seat.taken == 1:
            tie = state.lives[seat.person].tie if seat.person >= 0 else tie_to(world, state, seat.patron)
            take_seat(world, state, s, seat.person, seat.patron, tie)


@compiled
def begin_affairs(world: World, state: State) -> None:
    """Lay out what concerns everybody."""
    state.authority = 0.0
    state.discipline = 0.0
    state.discipline_until = -1
    state.letter = w.UNWRITTEN
    state.letter_on = -1
    state.letter_month = -1
    state.letter_weight = 0.0
    state.honoured = 0
    state.enrolment = 0.0
    state.enrolment_until = -1
    state.workers = world.rules.workers
    state.crisis = 0.0
    state.owned_all = 1.0
    state.events = 0
    state.vacated = 0
    state.asked = 0
    state.member = 0
    state.open = world.open
    state.month = 0
    state.convened = 0
    state.congress = -1
    state.congress_before = -1
    state.say[:] = 0.0
    state.slate[:] = 0.0
    state.fronts = 0
    for o in range(world.count.offices):
        state.turns[o] = o
    state.index[:] = 0.0
    state.deviation[:] = 0.0


@compiled
def begin_people(world: World, state: State) -> None:
    """Lay out persons, contenders and what they think of each other."""
    n = world.count.contenders
    for i in range(n):
        begin_mind(world, state, i)
        for j in range(n):
            pair = state.pairs[i, j]
            pair.believed = 0.0
            pair.error = 0.0
            pair.affinity = world.affinity[i, j]
            pair.hostility = 0.0
            pair.stance = 0
            pair.next = 0
    for q in range(world.count.persons):
        person = world.persons[q]
        life = state.lives[q]
        life.patron = person.patron
        life.tie = person.tie
        if q >= n and person.patron >= 0:
            bind(state, life.patron, life.tie)
        life.alive = 1
        life.member = 1
        life.absent = 0
        if person.founder == 1:
            state.authority = 1.0


@compiled
def begin_mind(world: World, state: State, i: int) -> None:
    """Lay out one contender."""
    mind = state.minds[i]
    for r in range(world.count.rungs):
        state.reached[i, r] = -1
    mind.standing = world.contenders[i].standing
    mind.footing = mind.standing
    mind.offence = 0.0
    mind.grip = 1.0
    mind.loosest = 1.0
    mind.stood_by = 1.0
    mind.cadres = world.parameters.cadres * mind.standing if world.uses[w.SANCTIONS] == 1 else 0.0
    mind.committee = 0.0
    mind.presidium = 0.0
    mind.secure = 0.0
    mind.power = 0.0
    mind.veil = 0.0
    mind.reach = 0.0
    mind.last_rung = -1
    mind.beaten = 0
    mind.turned = 0
    mind.leader = -1
    mind.opened = -1
    mind.next_leader = -1
    mind.lead = 0.0
    mind.against = 0
    mind.behind = 0
    mind.fights = 0
    mind.supports = 0
    mind.partner = -1
    mind.verdict = -1
    mind.failed = 0


@compiled
def begin_views(world: World, state: State) -> None:
    """Lay out who stands where; members begin where the line in force is."""
    for q in range(world.count.persons):
        for x in range(world.count.axes):
            state.views[q, x] = world.views[q, x]
            if q < world.count.contenders:
                state.told[q, x] = world.views[q, x]
                state.conviction[q, x] = world.views[q, x]
    for x in range(world.count.axes):
        state.opinion[x] = 0.0
        state.salience[x] = 1.0
        state.line[x] = 0.0
    find_line(world, state)
    for x in range(world.count.axes):
        state.opinion[x] = state.line[x]
        state.first_line[x] = state.line[x]
        state.blamed[x] = state.line[x]
    measure(world, state)


@compiled
def guess(world: World, state: State, year: np.uint64) -> None:
    """Settle for this history what is only guessed of the start, who owes whom and who likes whom, and draw lots."""
    draw_lots(world, state, 0, year)
    if world.uses[w.PATRONAGE] == 1 and world.parameters.patron_doubt > 0.0:
        doubt(world, state, 0, year)
        count_owned(world, state)
    if world.uses[w.ALIGNMENT] == 1 and world.parameters.affinity_doubt > 0.0:
        befriend(world, state, 0, year)


@folded
def live(  # noqa: C901, PLR0912, PLR0915 - a call each month with all facts would count references to each
    worlds: Rows[World], states: Rows[State], facts: Facts, k: int, apart: int, keys: NDArray[np.uint64]
) -> None:
    """Move one history from its start to its end and keep its facts in row k; ``keys`` has one for each year.

    A second world takes over in the month that the first one's rules say: what a question changes from then on. Where
    late fields of the world are open (`simulation.forks`), the history is lived with each of them both ways, and the
    facts of all of these lie ``apart`` rows from each other.
    """
    world = worlds[0]
    state = states[0]
    begin(world, state)
    first = world.calendar[0]
    state.followed = 1 if state.keep > 0 or facts.months.following.shape[0] > 0 else 0
    guess(world, state, keys[0])
    waiting = 0
    while waiting >= 0:
        if world.open > 0:
            stand(world, state.member)
        own = row(world, state.member, k, apart)
        for t in range(state.month, world.count.months):
            if t == worlds[0].rules.until:
                world = worlds[1]
                acts(world, state, t)
            if state.open > 0:
                carry(world, state, states[waiting + 1])
            state.asked = 0
            month(world, state, t, keys[world.calendar[t] - first])
            if state.asked & state.open > 0:
                waiting = fork(world, states, facts, k, apart, waiting, t)
            if world.sitting[t] < world.sitting[t + 1]:
                keep_sittings(world, state, facts, own, t)
            if facts.months.following.shape[0] > 0:
                keep_month(world, state, facts.months, own, t)
                if facts.months.minds.shape[0] > 0:
                    keep_minds(world, state, facts.months, own, t)
            if state.vacated == 1:
                state.vacated = 0
                keep_losses(world, state, facts, own, t)
            if t == world.rules.read:
                keep_reading(world, state, facts, own)
        for i in range(world.count.contenders):
            for r in range(world.count.rungs):
                facts.reached[own, i, r] = state.reached[i, r]
        if facts.events.shape[1] > 0:
            keep_events(state, facts, own)
        if state.open > 0:
            spread(world, state, facts, k, apart)
        if waiting > 0:
            carry(world, states[waiting], state)
        waiting -= 1


@entry
def yearly_keys(seed: np.uint64, first: int, year: int, keys: NDArray[np.uint64]) -> None:
    """Fill ``keys`` (k, years) with the luck of histories ``first``, ``first + 1`` ... from calendar ``year`` on."""
    for k in range(keys.shape[0]):
        for y in range(keys.shape[1]):
            keys[k, y] = year_key(seed, first + k, year + y)


@entry
def choose(seed: np.uint64, first: int, count: int, chosen: NDArray[np.int64]) -> None:
    """Fill ``chosen`` (k,) with which of ``count`` sets of parameters histories from ``first`` on are lived with."""
    for k in range(chosen.shape[0]):
        chosen[k] = parameters_of(seed, first + k, count)


@compiled
def deal(dealt: Dealt, k: int) -> None:
    """Give the worlds the parameters of history k."""
    for place in range(dealt.places.shape[0]):
        dealt.words[dealt.places[place]] = dealt.draws[k, dealt.columns[place]]


@entry
def live_dealt(worlds: Rows[World], states: Rows[State], facts: Facts, keys: NDArray[np.uint64], dealt: Dealt) -> None:
    """Live one history for each row of yearly ``keys`` (k, years), and keep its facts in the row of the same number.

    Each is lived with the parameters that are dealt to it, if any are. With late fields open, the facts of all k of the
    first world come first, then those of the next (`forks.row`).
    """
    for k in range(keys.shape[0]):
        if dealt.draws.shape[0] > 0:
            deal(dealt, k)
        live(worlds, states, facts, k, keys.shape[0], keys[k])


UNDEALT = Dealt(np.zeros(0), np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 0)))
"""No parameters: every history is lived with those of the worlds."""


def live_all(worlds: Rows[World], states: Rows[State], facts: Facts, keys: NDArray[np.uint64]) -> None:
    """Live one history for each row of ``keys``, all with the parameters of the worlds."""
    live_dealt(worlds, states, facts, keys, UNDEALT)
