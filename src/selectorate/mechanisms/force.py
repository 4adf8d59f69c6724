"""Force: a bloc that holds an office with `coerce` may use it instead of a vote.

Equation
    P(force is used against j in a month) = force (1 - authority)   where j is attacked, and of those against him
        somebody holds `coerce` and nobody who stands by him does
    P(it succeeds) = logistic(force_standing (standing_leader - standing_j) + 4 (c - 1/2)),
        c = share of the `coerce` offices in the hands of those against j
    success: j reaches the rung that takes membership; failure: the leader of the campaign does
Source     Torigian 2022, Prestige, Manipulation, and Coercion (recalled): control of the men with weapons can decide
           where votes do not
Reads      minds.leader, against, behind, posts, standing
Writes     what `sanctions.climb` writes
Draws      FORCE by the target's luck key, and about the leader
Claims     won_without_terror
Holds      with force 0, or without an office that bears `coerce`, nothing happens
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import FORCE, draw, draw_pair, logistic, stream_key
from selectorate.mechanisms.chronicle import write_vote
from selectorate.mechanisms.sanctions import climb
from selectorate.mechanisms.seats import patron_of
from selectorate.state import State
from selectorate.world import World


@compiled
def force(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let force be used where a campaign can dispose of it."""
    if world.parameters.force == 0.0 or state.fronts == 0:
        return
    stream = stream_key(year, month, world.streams[FORCE])
    chance = world.parameters.force * (1.0 - state.authority)
    for j in range(world.count.contenders):
        if state.minds[j].leader >= 0 and state.lives[j].member == 1:
            share, opposed = armed(world, state, j)
            if share > 0.0 and not opposed and draw(stream, world.contenders[j].luck_key) < chance:
                strike(world, state, j, share, month, year)


@compiled
def armed(world: World, state: State, j: int) -> tuple[float, bool]:
    """Share of the `coerce` offices that those against j hold, and whether anybody for him holds one."""
    offices = 0
    theirs = 0
    opposed = False
    for office in range(world.count.offices):
        if world.offices[office].coerce == 1:
            offices += 1
            owner = patron_of(state, state.posts[office].holder)
            if owner >= 0:
                theirs += (state.minds[j].against >> owner) & 1
                opposed = opposed or owner == j or (state.minds[j].behind >> owner) & 1 == 1
    return theirs / max(1, offices), opposed


@compiled
def strike(world: World, state: State, j: int, share: float, month: int, year: np.uint64) -> None:
    """Use force against j: he falls, or he who used it does."""
    leader = state.minds[j].leader
    ahead = state.minds[leader].standing - state.minds[j].standing
    odds = world.parameters.force_standing * ahead + 4.0 * (share - 0.5)
    luck = draw_pair(
        stream_key(year, month, world.streams[FORCE]), world.contenders[j].luck_key, world.contenders[leader].luck_key
    )
    won = luck < logistic(odds)
    write_vote(state, month, w.FORCED, leader, j, -1, (0, 0, 1 if won else 0))
    rung = last_rung(world)
    if rung >= 0:
        climb(world, state, j if won else leader, rung, month, year)


@compiled
def last_rung(world: World) -> int:
    """The rung that takes membership, or -1."""
    for rung in range(world.count.rungs):
        if world.rungs[rung].takes == w.MEMBERSHIP:
            return rung
    return -1
