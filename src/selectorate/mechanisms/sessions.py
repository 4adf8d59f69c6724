"""Sessions: heads deliver delegates, delegates elect the committee seat by seat, the committee fills the rest.

Equation
    delegates of i        sum over units of i's heads of weight_u delivery_u / sum of all weights; the rest unaligned
    a nameless seat stays with probability retention (1 - slate say of the patron's adversaries)
    an open seat goes to i with probability slate * slate_say_i + (1 - slate * sum of slate_say) delegates_i
    a vacancy that a committee fills goes to i's people with probability proportional to (seats of i)^majority
    where a link is cut, the places it fills fall to contenders at random: delegates in equal shares, seats to the
        people of a contender whom luck names
    offices are filled last: `offices`
Reads      sittings, heads, slate, following, pairs.stance
Writes     delegates, seats, following, congress
Draws      RETENTION and CHOICE by seat, PICK by seat (or office) and person
Claims     circular_flow, apparatus_selects_delegates, structure_dominated_stalinist_delegates
Holds      shares of delegates sum to 1; a body never has more full seats taken than its size of the month;
           those with a name keep their seats unless a motion or death takes them
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import CHOICE, PICK, RETENTION, exp, log, mix, stream_key, uniform
from selectorate.mechanisms.chronicle import write
from selectorate.mechanisms.motions import renew
from selectorate.mechanisms.offices import fill_offices
from selectorate.mechanisms.powers import sits
from selectorate.mechanisms.sanctions import carry_out
from selectorate.mechanisms.seats import (
    SEATS_A_BODY,
    binds,
    candidate_seat_of,
    leave_seat,
    take_seat,
    tie_to,
)
from selectorate.state import State
from selectorate.world import World


@compiled
def gather(world: World, state: State, month: int) -> None:
    """Draw the delegates of every body of delegates that may sit this month."""
    for g in range(world.sitting[month], world.sitting[month + 1]):
        for b in range(world.count.bodies):
            if world.bodies[b].how == w.DELEGATED and (world.sittings[g].bodies >> b) & 1 == 1:
                delegate(world, state, b)


@compiled
def delegate(world: World, state: State, body: int) -> None:
    """Share of a body's delegates by patron."""
    everything = 0.0
    free = 0.0
    state.delegates[body, -1] = 0.0
    for i in range(world.count.contenders):
        state.delegates[body, i] = 0.0
    for u in range(world.count.units):
        head = state.heads[u]
        state.delegates[body, head.patron] += head.weight * head.delivery
        free += head.weight * (1.0 - head.delivery)
        everything += head.weight
    state.delegates[body, -1] = (state.delegates[body, -1] + free) / everything
    for i in range(world.count.contenders):
        state.delegates[body, i] /= everything
    if world.bodies[body].loose == 1:
        for i in range(world.count.contenders):
            state.delegates[body, i] = (1.0 - state.delegates[body, -1]) / world.count.contenders


@compiled
def sessions(world: World, state: State, month: int, year: np.uint64) -> None:
    """Hold this month's elections, those who choose before those who are chosen."""
    for g in range(world.sitting[month], world.sitting[month + 1]):
        sitting = world.sittings[g]
        if not sits(world, state, g):
            continue
        for k in range(world.count.bodies):
            b = world.order[k]
            if (sitting.elects >> b) & 1 == 1:
                if world.bodies[world.bodies[b].chooser].how == w.DELEGATED:
                    elect(world, state, b, month, year)
                else:
                    if (sitting.elects >> world.bodies[b].chooser) & 1 == 1 and world.uses[w.SANCTIONS] == 1:
                        reelect(world, state, b, month, year)
                    fill(world, state, b, month, year)
        if (sitting.elects >> world.rules.committee) & 1 == 1:
            state.congress_before = state.congress
            state.congress = month
        fill_offices(world, state, g, month, year, stream_key(year, month, world.streams[PICK]))


@compiled
def reelect(world: World, state: State, b: int, month: int, year: np.uint64) -> None:
    """Put seats of a body to the vote of those just elected, before its vacancies are filled."""
    renew(world, state, b, month, year)
    for j in range(world.count.contenders):
        carry_out(world, state, j, month, year)


@compiled
def elect(world: World, state: State, b: int, month: int, year: np.uint64) -> None:
    """Elect a body by delegates, seat by seat: full seats first, then candidates."""
    body = world.bodies[b]
    retention = stream_key(year, month, world.streams[RETENTION])
    choice = stream_key(year, month, world.streams[CHOICE])
    state.weights[-1] = kept(world, state, -1)
    for i in range(world.count.contenders):
        state.weights[i] = kept(world, state, i)
    for k in range(body.full + body.spare):
        seat = body.first + k
        if not in_force(world, b, k, month):
            leave_seat(world, state, seat)
            continue
        key = body.luck_key * SEATS_A_BODY + k
        place = state.seats[seat]
        if place.taken == 1:
            if place.person >= 0 or uniform(mix(retention, key)) < state.weights[place.patron]:
                continue
            leave_seat(world, state, seat)
        patron = choose(world, state, b, uniform(mix(choice, key)))
        if not binds(world, state, patron):
            patron = -1
        take_seat(world, state, seat, -1, patron, tie_to(world, state, patron))


@compiled
def in_force(world: World, b: int, k: int, month: int) -> bool:
    """Whether the k-th seat of a body exists this month."""
    full = world.bodies[b].full
    if k < full:
        return k < world.full[b, month]
    return k - full < world.spare[b, month]


@compiled
def kept(world: World, state: State, patron: int) -> float:
    """Chance that a nameless seat-holder is elected again: less for the adversaries of those who slate."""
    p = world.parameters
    if patron < 0 or world.uses[w.ALIGNMENT] == 0:
        return p.retention
    adverse = 0.0
    against = state.minds[patron].against
    for i in range(world.count.contenders):
        if (against >> i) & 1 == 1:
            adverse += state.slate[i]
    return p.retention * (1.0 - p.slate * adverse)


@compiled
def choose(world: World, state: State, b: int, luck: float) -> int:
    """The patron of a newcomer in a body: slated, or one of the delegates' own."""
    if world.bodies[b].loose == 1:
        return int(luck * world.count.contenders)
    chooser = world.bodies[b].chooser
    slate = world.parameters.slate
    total = 0.0
    for i in range(world.count.contenders):
        total += slate * state.slate[i]
        if luck < total:
            return i
    free = 1.0 - total
    for i in range(world.count.contenders):
        total += free * state.delegates[chooser, i]
        if luck < total:
            return i
    return -1


@compiled
def fill(world: World, state: State, b: int, month: int, year: np.uint64) -> None:
    """Let a body of seats fill the vacancies of another: full seats first, then candidates."""
    body = world.bodies[b]
    choice = stream_key(year, month, world.streams[CHOICE])
    weighed = False
    for k in range(body.full + body.spare):
        if not in_force(world, b, k, month):
            leave_seat(world, state, body.first + k)
        elif state.seats[body.first + k].taken == 0:
            if not weighed:
                weigh(world, state, body.chooser)
                weighed = True
            key = body.luck_key * SEATS_A_BODY + k
            luck = uniform(mix(choice, key))
            patron = prevail(world, state, luck)
            if body.loose == 1:
                patron = int(luck * world.count.contenders)
            if not binds(world, state, patron):
                patron = -1
            person = pick(world, state, b, k, patron, mix(stream_key(year, month, world.streams[PICK]), key))
            admit(world, state, b, k, person, patron, month)


@compiled
def weigh(world: World, state: State, chooser: int) -> None:
    """Weigh the followings in a body: seats^majority."""
    state.weights[-1] = weight(world, state.following[chooser, -1])
    for i in range(world.count.contenders):
        state.weights[i] = weight(world, state.following[chooser, i])


@compiled
def prevail(world: World, state: State, luck: float) -> int:
    """The contender whose people take a vacancy: the larger his following, the more than in proportion."""
    total = state.weights[-1]
    for i in range(world.count.contenders):
        total += state.weights[i]
    reach = 0.0
    for i in range(world.count.contenders):
        reach += state.weights[i]
        if luck * total < reach:
            return i
    return -1


@compiled
def weight(world: World, seats: int) -> float:
    """seats^majority."""
    if seats == 0:
        return 0.0
    return exp(world.parameters.majority * log(float(seats)))


@compiled
def pick(world: World, state: State, b: int, k: int, patron: int, key: np.uint64) -> int:
    """Who takes a vacancy of ``patron``'s people: candidates of the body first, then whom luck prefers; -1 nameless.

    A contender among the candidates is taken first unless the patron campaigns against him.
    """
    best = -1
    best_luck = 0.0
    full = k < world.bodies[b].full
    hold(world, state, b)
    for q in range(world.count.persons):
        life = state.lives[q]
        if state.held[q] == 2 or life.alive == 0 or life.member == 0 or not thinkable(world, state, q, patron):
            continue
        standby = state.held[q] == 1
        if (standby and not full) or not acceptable(world, state, q, patron, standby):
            continue
        luck = uniform(mix(key, world.persons[q].luck_key)) + (1.0 if standby else 0.0)
        if standby and q < world.count.contenders:
            luck += 1.0
        if luck > best_luck:
            best = q
            best_luck = luck
    return best


@compiled
def hold(world: World, state: State, b: int) -> None:
    """Note who holds what seat in a body."""
    body = world.bodies[b]
    for q in range(world.count.persons):
        state.held[q] = 0
    for k in range(body.full + body.spare):
        place = state.seats[body.first + k]
        if place.taken == 1 and place.person >= 0:
            state.held[place.person] = 2 if k < body.full else 1


@compiled
def thinkable(world: World, state: State, person: int, patron: int) -> bool:
    """Whether ``patron``'s people could put a person forward at all: a contender, or one of their own."""
    return person < world.count.contenders or state.lives[person].patron == patron


@compiled
def acceptable(world: World, state: State, person: int, patron: int, standby: bool) -> bool:
    """Whether ``patron``'s people would put a person forward."""
    n = world.count.contenders
    if person < n:
        if state.minds[person].beaten == 1:
            return False
        return person == patron or (standby and (patron < 0 or state.pairs[patron, person].stance != 1))
    return world.persons[person].founder == 0 and state.lives[person].patron == patron


@compiled
def admit(world: World, state: State, b: int, k: int, person: int, patron: int, month: int) -> None:
    """Seat a person (or, -1, one without a name) and free the candidate seat he leaves."""
    tie = 0.0
    if person < 0:
        tie = tie_to(world, state, patron)
    else:
        standby = candidate_seat_of(world, state, person, b)
        if standby >= 0:
            leave_seat(world, state, standby)
        patron = state.lives[person].patron
        tie = state.lives[person].tie
        write(state, month, w.ELECTED_TO, person, -1, b)
    take_seat(world, state, world.bodies[b].first + k, person, patron, tie)
