"""Offices: who comes by those that bodies fill, when their sitting has elected whom it elects.

Equation
    a vacant office goes to the people of him who led against its holder, where a motion took it, else to its deputy,
    else to the people of the largest following among those who fill it; where the scenario knows no motions, a
    following of more than half takes an office from another's holder
    where the link to an office is cut, it falls to the people of a contender whom luck names: when it is vacant, and
    whenever those who fill it sit newly chosen
Reads      sittings, following, lives, turns
Writes     posts, seats
Draws      TIE by office and contender; who of his people takes an office, from the stream that `sessions` hands on
Claims     none
Holds      nobody is given an office who is dead, out or under sanction; no rung is reached by lot
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import TIE, draw, mix, stream_key, uniform
from selectorate.mechanisms.seats import lose_office, patron_of, take_office
from selectorate.state import State
from selectorate.world import World


@compiled
def fill_offices(world: World, state: State, g: int, month: int, year: np.uint64, people: np.uint64) -> None:
    """Let the bodies of a sitting fill their offices, in the order of the lots; ``people`` is the luck of persons."""
    for k in range(world.count.offices):
        office = state.turns[k]
        chooser = world.offices[office].chooser
        if (world.sittings[g].bodies >> chooser) & 1 == 0:
            continue
        if world.offices[office].loose == 0:
            appoint_office(world, state, office, month, year, people)
        elif state.posts[office].holder < 0 or newly_chosen(world, g, chooser):
            draw_holder(world, state, office, month, year, people)


@compiled
def appoint_office(world: World, state: State, office: int, month: int, year: np.uint64, people: np.uint64) -> None:
    """Fill a vacant office, or let an outright majority take it where the scenario knows no motions."""
    chooser = world.offices[office].chooser
    key = world.offices[office].luck_key
    holder = state.posts[office].holder
    if holder >= 0 and world.uses[w.MOTIONS] == 1:
        return
    leading = largest(world, state, chooser, mix(stream_key(year, month, world.streams[TIE]), key))
    taker = state.posts[office].claim
    state.posts[office].claim = -1
    if leading < 0:
        return
    if holder >= 0:
        half = 2 * state.following[chooser, leading] > world.full[chooser, month]
        if not half or patron_of(state, holder) == leading or not available(world, state, leading):
            return
        lose_office(world, state, office, month, False)
        take_office(world, state, office, leading, month)
    elif taker >= 0 and available(world, state, taker):
        person = follower(world, state, taker, mix(people, key))
        take_office(world, state, office, person if available(world, state, person) else taker, month)
    elif available(world, state, world.offices[office].deputy):
        take_office(world, state, office, world.offices[office].deputy, month)
    else:
        person = follower(world, state, leading, mix(people, key))
        if available(world, state, person):
            take_office(world, state, office, person, month)


@compiled
def newly_chosen(world: World, g: int, body: int) -> bool:
    """Whether a body that sits in a sitting is chosen for it: a body of delegates, or one that is elected in it."""
    return world.bodies[body].how == w.DELEGATED or (world.sittings[g].elects >> body) & 1 == 1


@compiled
def draw_holder(world: World, state: State, office: int, month: int, year: np.uint64, people: np.uint64) -> None:
    """Let an office fall to the people of a contender whom luck names; where it is in their hands, it stays there."""
    key = world.offices[office].luck_key
    patron = by_lot(world, state, draw(stream_key(year, month, world.streams[TIE]), key))
    holder = state.posts[office].holder
    state.posts[office].claim = -1
    if patron < 0 or patron_of(state, holder) == patron:
        return
    if holder >= 0:
        lose_office(world, state, office, month, True)
    person = follower(world, state, patron, mix(people, key))
    take_office(world, state, office, person, month)


@compiled
def by_lot(world: World, state: State, luck: float) -> int:
    """One of the contenders who can be given an office, each with the same chance; -1 where there is none."""
    able = 0
    for i in range(world.count.contenders):
        able += 1 if available(world, state, i) else 0
    place = int(luck * able)
    found = -1
    for i in range(world.count.contenders):
        if available(world, state, i):
            found = i if place == 0 else found
            place -= 1
    return found


@compiled
def available(world: World, state: State, person: int) -> bool:
    """Whether there is such a person, alive, in the institution and not under sanction."""
    if person < 0 or state.lives[person].alive == 0 or state.lives[person].member == 0:
        return False
    return person >= world.count.contenders or state.minds[person].beaten == 0


@compiled
def largest(world: World, state: State, body: int, key: np.uint64) -> int:
    """The contender with most full seats of a body, equal ones by luck; -1 where none has any."""
    best = -1
    for i in range(world.count.contenders):
        seats = state.following[body, i]
        if seats == 0:
            continue
        if best < 0 or seats > state.following[body, best]:
            best = i
        elif seats == state.following[body, best]:
            mine = uniform(mix(key, world.contenders[i].luck_key))
            if mine > uniform(mix(key, world.contenders[best].luck_key)):
                best = i
    return best


@compiled
def follower(world: World, state: State, patron: int, key: np.uint64) -> int:
    """A person of the second rank, without office, who follows ``patron``; himself where there is none."""
    best = patron
    best_luck = 0.0
    for q in range(world.count.contenders, world.count.persons):
        life = state.lives[q]
        if life.alive == 0 or life.member == 0 or life.patron != patron or holds_office(world, state, q):
            continue
        luck = draw(key, world.persons[q].luck_key)
        if luck > best_luck:
            best = q
            best_luck = luck
    return best


@compiled
def holds_office(world: World, state: State, person: int) -> bool:
    """Whether a person holds any office."""
    for office in range(world.count.offices):
        if state.posts[office].holder == person:
            return True
    return False
