"""Patronage: base seats change hands, and some of the newcomers owe the place to whoever appoints.

Equation
    P(turnover of u) = turnover (1 + purge [patron of u is an adversary of the appointer]) (1 - fief [u is protected])
    a newcomer owes i with probability partisan * say_i, else nobody; in a protected seat i is the protector
    an unowned head goes over to the front-runner with probability careerism * share^2
    a tie whose patron is under sanction shrinks by tie_erosion a month; below 0.1 the head owes nobody
Reads      say, stance, turned, posts, units
Writes     heads, owned
Draws      TURNOVER, PARTISAN, FORMAL, CAREERISM by the unit's luck key
Claims     gs_controls_local_secretaries, secretariat_orgburo_fill_posts, apparatus_selects_delegates
Holds      owned sums to the weight of all units; with turnover 0 and careerism 0 no head moves
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import CAREERISM, FORMAL, PARTISAN, TURNOVER, draw, draw_all, draws_below, stream_key
from selectorate.mechanisms.seats import patron_of
from selectorate.world import State, World

LOOSE = 0.1
"""A tie weaker than this binds nobody."""


@compiled
def patronage(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let base seats change hands for a month."""
    p = world.parameters
    most = chances(world, state)
    units = world.count.units
    draw_all(stream_key(year, month, TURNOVER), world.unit_keys, units, state.luck)
    for k in range(draws_below(state.luck, units, most, state.below)):
        u = state.below[k]
        chance = state.chance[state.heads[u].patron]
        if p.fief > 0.0 and protector(world, state, u) >= 0:
            chance *= 1.0 - p.fief
        if state.luck[u] < chance:
            replace(world, state, u, month, year)
    if world.uses[w.ALIGNMENT] == 1:
        erode(world, state)
    if p.careerism > 0.0:
        drift(world, state, month, year)
    elif world.uses[w.PERCEPTION] == 1:
        count_owned(world, state)


@compiled
def chances(world: World, state: State) -> float:
    """Chance of turnover by patron, and the largest; an adversary is whom the appointers fight, or who fights them."""
    p = world.parameters
    n = world.count.contenders
    state.chance[-1] = p.turnover
    for j in range(n):
        state.chance[j] = p.turnover
    if world.uses[w.ALIGNMENT] == 0 or p.purge == 0.0:
        return p.turnover
    most = p.turnover
    for j in range(n):
        adverse = 0.0
        for i in range(n):
            if i != j and (state.pairs[i, j].stance == 1 or state.pairs[j, i].stance == 1):
                adverse += state.say[i]
        state.chance[j] = p.turnover * (1.0 + p.purge * adverse)
        most = max(most, state.chance[j])
    return most


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
def replace(world: World, state: State, u: int, month: int, year: np.uint64) -> None:
    """Put a new head at a unit."""
    p = world.parameters
    head = state.heads[u]
    key = world.unit_keys[u]
    luck = draw(stream_key(year, month, PARTISAN), key)
    owner = protector(world, state, u)
    head.patron = -1
    head.tie = 0.0
    head.moved = month
    owed = 0.0
    for i in range(world.count.contenders):
        say = state.say[i]
        if owner >= 0:
            say = 1.0 if i == owner else 0.0
        owed += p.partisan * say
        if luck < owed:
            head.patron = i
            head.tie = p.newcomer_tie
            break
    if p.formal > 0.0:
        head.formal = 1 if draw(stream_key(year, month, FORMAL), key) < p.formal else 0


@compiled
def erode(world: World, state: State) -> None:
    """Loosen the ties of heads whose patron is under sanction."""
    keep = 1.0 - world.parameters.tie_erosion
    for u in range(world.count.units):
        head = state.heads[u]
        if head.patron >= 0 and state.minds[head.patron].beaten == 1:
            head.tie *= keep
            if head.tie < LOOSE:
                head.patron = -1


@compiled
def count_owned(world: World, state: State) -> None:
    """Sum the weight of units by patron, in the order of their luck keys."""
    state.owned[:] = 0.0
    everything = 0.0
    for u in range(world.count.units):
        head = state.heads[u]
        state.owned[head.patron] += head.weight
        everything += head.weight
    state.owned_all = everything


@compiled
def drift(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let unowned heads go over to the front-runner, where one contender clearly is."""
    p = world.parameters
    count_owned(world, state)
    front = -1
    for i in range(world.count.contenders):
        if front < 0 or state.owned[i] > state.owned[front]:
            front = i
    for i in range(world.count.contenders):
        if i != front and state.owned[i] == state.owned[front]:
            return
    share = state.owned[front] / state.owned_all
    chance = p.careerism * share * share
    units = world.count.units
    draw_all(stream_key(year, month, CAREERISM), world.unit_keys, units, state.luck)
    for k in range(draws_below(state.luck, units, chance, state.below)):
        head = state.heads[state.below[k]]
        if head.patron < 0:
            head.patron = front
            head.tie = p.newcomer_tie
