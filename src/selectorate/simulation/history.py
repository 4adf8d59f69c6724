"""One history, and a block of them: the state is laid out anew, moved month by month, and its facts are kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selectorate.compiling import compiled, entry
from selectorate.draws import year_key
from selectorate.mechanisms.patronage import count_owned
from selectorate.mechanisms.seats import take_seat
from selectorate.simulation.facts import keep_losses, keep_reading, keep_sittings
from selectorate.simulation.month import month
from selectorate.structs import Rows
from selectorate.world import Facts, State, World


@compiled
def begin(world: World, state: State) -> None:
    """Lay out the state as it was at the start."""
    state.authority = 0.0
    state.discipline = 0.0
    state.discipline_until = -1
    state.owned_all = 1.0
    state.events = 0
    state.say[:] = 0.0
    state.slate[:] = 0.0
    state.fronts = 0
    begin_people(world, state)
    for u in range(world.count.units):
        unit = world.units[u]
        head = state.heads[u]
        head.patron = unit.patron
        head.tie = unit.tie
        head.formal = 0
        head.moved = -1
        head.weight = unit.weight
        head.delivery = 1.0
    count_owned(world, state)
    for b in range(world.count.bodies):
        state.following[b, :] = 0
        state.delegates[b, :] = 0.0
        state.seated[b] = 0
    for s in range(world.count.seats):
        seat = world.seats[s]
        state.seats[s].body = seat.body
        state.seats[s].taken = 0
        state.seats[s].person = -1
        state.seats[s].patron = -1
        if seat.taken == 1:
            take_seat(world, state, s, seat.person, seat.patron, seat.tie)
    for o in range(world.count.offices):
        state.posts[o].holder = world.offices[o].holder
        state.posts[o].since = 0
    for h in range(world.count.happenings):
        state.came[h] = -1


@compiled
def begin_people(world: World, state: State) -> None:
    """Lay out persons, contenders and what they think of each other."""
    n = world.count.contenders
    for q in range(world.count.persons):
        person = world.persons[q]
        life = state.lives[q]
        life.patron = person.patron
        life.tie = person.tie
        life.alive = 1
        life.member = 1
        life.absent = 0
        if person.founder == 1:
            state.authority = 1.0
        for x in range(world.count.axes):
            state.views[q, x] = world.views[q, x]
    for i in range(n):
        mind = state.minds[i]
        for r in range(world.count.rungs):
            state.reached[i, r] = -1
        mind.standing = world.contenders[i].standing
        mind.offence = 0.0
        mind.committee = 0.0
        mind.presidium = 0.0
        mind.power = 0.0
        mind.last_rung = -1
        mind.beaten = 0
        mind.turned = 0
        mind.leader = -1
        mind.opened = -1
        mind.next_leader = -1
        mind.verdict = -1
        mind.failed = 0
        for j in range(n):
            pair = state.pairs[i, j]
            pair.believed = 0.0
            pair.error = 0.0
            pair.hostility = 0.0
            pair.stance = 0
            pair.next = 0


@compiled
def live(world: World, state: State, facts: Facts, k: int, keys: NDArray[np.uint64]) -> None:
    """Move one history from its start to its end and keep its facts in row k; ``keys`` has one for each year."""
    begin(world, state)
    first = world.calendar[0]
    for t in range(world.count.months):
        month(world, state, t, keys[world.calendar[t] - first])
        if world.sitting[t] < world.sitting[t + 1]:
            keep_sittings(world, state, facts, k, t)
        keep_losses(world, state, facts, k, t)
        if t == world.rules.read:
            keep_reading(world, state, facts, k)
    for i in range(world.count.contenders):
        for r in range(world.count.rungs):
            facts.reached[k, i, r] = state.reached[i, r]


@entry
def yearly_keys(seed: np.uint64, first: int, year: int, keys: NDArray[np.uint64]) -> None:
    """Fill ``keys`` (k, years) with the luck of histories ``first``, ``first + 1`` ... from calendar ``year`` on."""
    for k in range(keys.shape[0]):
        for y in range(keys.shape[1]):
            keys[k, y] = year_key(seed, first + k, year + y)


@entry
def live_all(worlds: Rows[World], states: Rows[State], facts: Facts, keys: NDArray[np.uint64]) -> None:
    """Live one history for each row of yearly ``keys`` (k, years), and keep its facts in the row of the same number."""
    for k in range(keys.shape[0]):
        live(worlds[0], states[0], facts, k, keys[k])
