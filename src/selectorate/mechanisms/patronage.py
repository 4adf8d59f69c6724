"""Patronage: base seats change hands, and some of the newcomers owe the place to whoever appoints.

Equation
    P(turnover of u) = turnover (1 + purge [patron of u is an adversary of the appointer]) (1 - fief [u is protected])
    a newcomer owes i with probability partisan * say_i, else nobody; in a protected seat i is the protector; where
        places of the base fall to contenders at random, say_i = 1 / contenders
    where partisan is below 0, he owes one of the others, each as likely, with probability -partisan * say_i
    an unowned head goes over to i, who appoints, with probability protection * say_i
    an unowned head goes over to the front-runner with probability careerism * share^2
    a person of the second rank does so with probability defection * share^2 (1 - tie of his * grip of his patron)
    at the start a guessed patron is none with probability patron_doubt (1 - tie)
Reads      say, stance, turned, posts, units
Writes     heads, owned, recount, lives
Draws      TURNOVER, PARTISAN, FORMAL, PROTECTION, CAREERISM and, at the start, DOUBT by the unit's luck key;
           DEFECTION and, at the start, GUESS by the person's
Claims     gs_controls_local_secretaries, secretariat_orgburo_fill_posts, apparatus_selects_delegates, gs_won_by_allies
Holds      owned sums to the weight of all units; with turnover, protection and careerism 0 no head moves
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import (
    CAREERISM,
    DEFECTION,
    DOUBT,
    FORMAL,
    GUESS,
    PARTISAN,
    PROTECTION,
    TURNOVER,
    cell,
    cells_below,
    draw,
    mix,
    mix_step,
    stream_key,
    uniform,
)
from selectorate.mechanisms.chronicle import write
from selectorate.mechanisms.seats import binds, bond, change_person, patron_of, tie_to
from selectorate.state import State
from selectorate.world import World


@compiled
def patronage(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let base seats change hands for a month."""
    p = world.parameters
    chances(world, state)
    turnover = stream_key(year, month, world.streams[TURNOVER])
    partisan = stream_key(year, month, world.streams[PARTISAN])
    if state.recount == 1:
        count_owned(world, state)
    for u in range(world.count.units):
        # Most months nothing happens to most units, and a draw is compared as it is, without being made a number.
        luck = mix_step(turnover, world.unit_steps[u])
        head = state.heads[u]
        if cell(luck) < state.few[head.patron]:
            if p.fief > 0.0 and protector(world, state, u) >= 0:
                if uniform(luck) >= state.chance[head.patron] * (1.0 - p.fief):
                    continue
            state.owned[head.patron] -= head.weight
            replace(world, state, u, month, uniform(mix_step(partisan, world.unit_steps[u])))
            state.owned[head.patron] += head.weight
            if p.formal > 0.0:
                formal = draw(stream_key(year, month, world.streams[FORMAL]), world.unit_keys[u])
                head.formal = 1 if formal < p.formal else 0
    if p.protection > 0.0:
        shelter(world, state, month, year)
    if p.careerism > 0.0 or p.defection > 0.0:
        drift(world, state, month, year)


@compiled
def doubt(world: World, state: State, month: int, year: np.uint64) -> None:
    """At the start, let some guessed patrons be none: the weaker the tie that was guessed, the more of them."""
    p = world.parameters
    units = stream_key(year, month, world.streams[DOUBT])
    people = stream_key(year, month, world.streams[GUESS])
    for u in range(world.count.units):
        head = state.heads[u]
        if head.patron >= 0 and draw(units, world.unit_keys[u]) < p.patron_doubt * (1.0 - head.tie):
            head.patron = -1
    for q in range(world.count.contenders, world.count.persons):
        life = state.lives[q]
        if life.patron >= 0 and draw(people, world.persons[q].luck_key) < p.patron_doubt * (1.0 - life.tie):
            change_person(world, state, q, -1, 0.0)


@compiled
def chances(world: World, state: State) -> None:
    """Chance of turnover by patron; an adversary is whom the appointers fight, or who fights them."""
    p = world.parameters
    n = world.count.contenders
    usual = cells_below(p.turnover)
    state.chance[-1] = p.turnover
    state.few[-1] = usual
    for j in range(n):
        state.chance[j] = p.turnover
        state.few[j] = usual
        enemies = state.minds[j].against | state.minds[j].fights
        if enemies != 0 and p.purge > 0.0:
            adverse = 0.0
            for i in range(n):
                if (enemies >> i) & 1 == 1:
                    adverse += state.say[i]
            state.chance[j] = p.turnover * (1.0 + p.purge * adverse)
            state.few[j] = cells_below(state.chance[j])


@compiled
def protector(world: World, state: State, u: int) -> int:
    """The contender who protects a seat, or -1; a fief stands until the presidium's majority turns on its owner."""
    office = world.units[u].protector
    if office < 0:
        return -1
    owner = patron_of(state, state.posts[office].holder)
    if owner >= 0 and state.minds[owner].turned == 1:
        return -1
    return owner


@compiled
def replace(world: World, state: State, u: int, month: int, luck: float) -> None:
    """Put a new head at a unit; ``luck`` says whom he owes."""
    p = world.parameters
    head = state.heads[u]
    owner = protector(world, state, u)
    head.patron = -1
    head.tie = 0.0
    head.moved = month
    owed = 0.0
    for i in range(world.count.contenders):
        say = state.say[i]
        if world.bodies[world.rules.base_body].loose == 1:
            say = 1.0 / world.count.contenders
        if owner >= 0:
            say = 1.0 if i == owner else 0.0
        share = abs(p.partisan) * say
        owed += share
        if luck < owed:
            patron = i if p.partisan > 0.0 else other_than(world, i, (owed - luck) / share)
            if patron >= 0 and binds(world, state, patron):
                head.patron = patron
                head.tie = tie_to(world, state, patron)
            break


@compiled
def other_than(world: World, i: int, luck: float) -> int:
    """One of the contenders but i, each as likely, or -1 where there is none; ``luck`` is from 0 to 1."""
    others = world.count.contenders - 1
    pick = min(others - 1, int(luck * others))
    return pick if pick < i else pick + 1


@compiled
def count_owned(world: World, state: State) -> None:
    """Sum the weight of units by patron; whole grains sum to the same in any order, so counts can be kept running."""
    state.owned[:] = 0.0
    everything = 0.0
    for u in range(world.count.units):
        head = state.heads[u]
        state.owned[head.patron] += head.weight
        everything += head.weight
    state.owned_all = everything
    state.recount = 0


@compiled
def shelter(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let unowned heads go over to those who appoint, whoever put them there."""
    p = world.parameters
    stream = stream_key(year, month, world.streams[PROTECTION])
    for u in range(world.count.units):
        head = state.heads[u]
        if head.patron >= 0:
            continue
        luck = uniform(mix_step(stream, world.unit_steps[u]))
        sought = 0.0
        for i in range(world.count.contenders):
            sought += p.protection * state.say[i]
            if luck < sought:
                if binds(world, state, i):
                    head.patron = i
                    head.tie = tie_to(world, state, i)
                    state.owned[-1] -= head.weight
                    state.owned[i] += head.weight
                break


@compiled
def drift(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let unowned heads go over to the front-runner, where one contender clearly is."""
    p = world.parameters
    front = -1
    for i in range(world.count.contenders):
        if front < 0 or state.owned[i] > state.owned[front]:
            front = i
    for i in range(world.count.contenders):
        if i != front and state.owned[i] == state.owned[front]:
            return
    share = state.owned[front] / state.owned_all
    few = cells_below(p.careerism * share * share)
    stream = stream_key(year, month, world.streams[CAREERISM])
    for u in range(world.count.units):
        head = state.heads[u]
        if cell(mix_step(stream, world.unit_steps[u])) < few and head.patron < 0:
            head.patron = front
            head.tie = tie_to(world, state, front)
            state.owned[-1] -= head.weight
            state.owned[front] += head.weight
    if p.defection > 0.0:
        defect(world, state, front, share, month, year)


@compiled
def defect(world: World, state: State, front: int, share: float, month: int, year: np.uint64) -> None:
    """Let people of the second rank go over to the front-runner."""
    rate = world.parameters.defection * share * share
    few = cells_below(rate)
    stream = stream_key(year, month, world.streams[DEFECTION])
    for q in range(world.count.contenders, world.count.persons):
        luck = mix(stream, world.persons[q].luck_key)
        if cell(luck) >= few:
            continue
        life = state.lives[q]
        if life.patron == front or life.alive == 0 or life.member == 0 or world.persons[q].founder == 1:
            continue
        tie = 0.0
        if life.patron >= 0:
            tie = bond(world, state, life.patron, life.tie)
        if uniform(luck) < rate * (1.0 - tie):
            write(state, month, w.DEFECTED, q, front, -1)
            change_person(world, state, q, front, tie_to(world, state, front))
