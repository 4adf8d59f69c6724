"""How a contender decides: one file for each rule; `decide` asks each contender's own.

A decision is written as data (``minds.next_leader``, ``pairs.next``) from what all saw at the start of the month;
`mechanisms.alignment` carries it out for all at once.
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import INITIATIVE, draw, stream_key
from selectorate.mechanisms.alignment import keener, strength
from selectorate.mechanisms.seats import can_act
from selectorate.state import State
from selectorate.strategies.balancing import balancing_side, balancing_target
from selectorate.strategies.self_enforcing import (
    rules_without,
    ruling_coalition,
    self_enforcing_side,
    self_enforcing_target,
)
from selectorate.world import World


@compiled
def decide(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let every contender choose whom to open a campaign against, and a side in each campaign that stands.

    P(i weighs an opening this month) = initiative (1 - authority) power_i / the largest power: the great lead.
    """
    n = world.count.contenders
    stream = stream_key(year, month, world.streams[INITIATIVE])
    chance = world.parameters.initiative * (1.0 - state.authority)
    if state.fronts > 0:
        for j in range(n):
            if state.minds[j].leader >= 0:
                state.minds[j].lead = lead(world, state, j)
                ruling = rulers(world, state, j)
                for i in range(n):
                    state.pairs[i, j].next = side(world, state, i, j, month, ruling)
    greatest = 1e-9
    for i in range(n):
        greatest = max(greatest, state.minds[i].power)
    for i in range(n):
        if can_act(state, i, month) and state.minds[i].beaten == 0:
            if draw(stream, world.contenders[i].luck_key) < chance * state.minds[i].power / greatest:
                propose(world, state, i, target(world, state, i), stream)


@compiled
def lead(world: World, state: State, j: int) -> float:
    """By how much those against j lead over him and those who stand by him, in shares of committee and presidium."""
    mind = state.minds[j]
    against = mind.against | (1 << mind.leader)
    ahead = -strength(state, j)
    for i in range(world.count.contenders):
        if (against >> i) & 1 == 1:
            ahead += strength(state, i)
        elif (mind.behind >> i) & 1 == 1:
            ahead -= strength(state, i)
    return ahead


@compiled
def rulers(world: World, state: State, j: int) -> int:
    """Who would rule without j, as bits, where anybody decides by that; else 0. It is the same for all who ask."""
    for i in range(world.count.contenders):
        if world.contenders[i].strategy == w.SELF_ENFORCING:
            return rules_without(world, state, j)
    return 0


@compiled
def side(world: World, state: State, i: int, j: int, month: int, ruling: int) -> int:
    """Side of i in the campaign against j, without whom ``ruling`` would rule: 1 against, -1 for, 0 aside."""
    if i == j or not can_act(state, i, month):
        return 0
    if world.contenders[i].strategy == w.SELF_ENFORCING:
        return self_enforcing_side(state, i, j, ruling)
    return balancing_side(world, state, i, j)


@compiled
def target(world: World, state: State, i: int) -> int:
    """Whom i would open a campaign against now, or -1."""
    if world.contenders[i].strategy == w.SELF_ENFORCING:
        return self_enforcing_target(world, state, i)
    return balancing_target(world, state, i)


@compiled
def propose(world: World, state: State, i: int, j: int, stream: np.uint64) -> None:
    """Name i as opener against j; of several the more hostile leads, of equals the one luck makes keener."""
    if j < 0 or state.minds[j].leader >= 0:
        return
    other = state.minds[j].next_leader
    if other < 0 or keener(world, state, i, other, j, stream):
        state.minds[j].next_leader = i


__all__ = ["decide", "ruling_coalition"]
