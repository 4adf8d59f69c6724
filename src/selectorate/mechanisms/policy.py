"""Policy: a flexible contender moves his view to where it pays; the others stay near where they have long stood.

Equation
    goal_i   = members' opinion                      where i's following is more than half of the presidium,
             = mean view of those who stand by i     where a campaign is led against i (where nobody does: his own),
             = mean view of those who fight beside i where he is in a campaign,
             = the line in force                     else
    view_i <- view_i + pliancy (flexibility_i goal_i + (1 - flexibility_i) conviction_i - view_i)
    conviction_i <- conviction_i + (view_i - conviction_i) / 24
Source     an opportunist moves to the majority that he needs and, once he has his own, to what members will cheer; the
           form is ours
Reads      line, opinion, minds.presidium, against, behind, fights
Writes     views, conviction and told of contenders, pairs.distance
Draws      none
Claims     stalin_policy_opportunist, stalin_followed_majority, turn_1928_answer_to_crisis
Holds      with pliancy 0, or views frozen, no view moves; a contender without flexibility stays where he is
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.mechanisms.chronicle import write
from selectorate.state import State
from selectorate.world import World

MEMORY = 24.0
"""Months over which a view becomes a conviction."""

TURN = 0.4
"""A move on one axis that the chronicle tells."""


@compiled
def policy(world: World, state: State, month: int) -> None:
    """Move every contender's view on by a month."""
    p = world.parameters
    if world.rules.frozen_views == 0 and p.pliancy > 0.0:
        turn_all(world, state, month)
    measure(world, state)


@compiled
def turn_all(world: World, state: State, month: int) -> None:
    """Move every flexible contender, all at once."""
    for i in range(world.count.contenders):
        life = state.lives[i]
        if life.alive == 1 and life.member == 1 and world.contenders[i].flexibility > 0.0:
            aim(world, state, i, company(world, state, i))
            move(world, state, i)
    take_over(world, state, month)


@compiled
def company(world: World, state: State, i: int) -> int:
    """Those to whom i looks: bits of contenders; 0 where it is the line in force, -1 where it is members' opinion."""
    mind = state.minds[i]
    if mind.presidium > 0.5:
        return -1
    if mind.leader >= 0:
        return mind.behind | (1 << i)
    beside = 0
    for j in range(world.count.contenders):
        if (mind.fights >> j) & 1 == 1:
            beside |= state.minds[j].against
    return beside


@compiled
def aim(world: World, state: State, i: int, beside: int) -> None:
    """Where it would pay contender i to stand, in his row of `state.ranked`."""
    axes = world.count.axes
    count = 0
    for x in range(axes):
        place = 0.0
        if beside == -1:
            place = state.opinion[x]
        elif beside == 0:
            place = state.line[x]
        state.ranked[i * axes + x] = place
    if beside <= 0:
        return
    for k in range(world.count.contenders):
        if (beside >> k) & 1 == 1:
            state.rows[count] = k
            count += 1
    for x in range(axes):
        total = 0.0
        for k in range(count):
            total += state.views[state.rows[k], x]
        state.ranked[i * axes + x] = total / count


@compiled
def move(world: World, state: State, i: int) -> None:
    """Move contender i toward his aim: kept in its place until all have looked at each other."""
    flexible = world.contenders[i].flexibility
    axes = world.count.axes
    for x in range(axes):
        place = state.views[i, x]
        goal = flexible * state.ranked[i * axes + x] + (1.0 - flexible) * state.conviction[i, x]
        state.ranked[i * axes + x] = place + world.parameters.pliancy * (goal - place)


@compiled
def turn(world: World, state: State, i: int, month: int) -> None:
    """Tell of a contender who stands far from where he was last said to stand."""
    for x in range(world.count.axes):
        moved = state.views[i, x] - state.told[i, x]
        if moved > TURN or moved < -TURN:
            state.told[i, x] = state.views[i, x]
            write(state, month, w.TURNED, i, 1 if moved > 0.0 else 0, x)


@compiled
def take_over(world: World, state: State, month: int) -> None:
    """Take all moves over at once."""
    axes = world.count.axes
    for i in range(world.count.contenders):
        life = state.lives[i]
        if life.alive == 1 and life.member == 1 and world.contenders[i].flexibility > 0.0:
            for x in range(axes):
                state.views[i, x] = state.ranked[i * axes + x]
                state.conviction[i, x] += (state.views[i, x] - state.conviction[i, x]) / MEMORY
            if state.followed == 1:
                turn(world, state, i, month)


@compiled
def measure(world: World, state: State) -> None:
    """Bring the squared distance in policy of every two contenders up to date, each axis as far as it is at issue."""
    for i in range(world.count.contenders):
        for j in range(i):
            total = 0.0
            for x in range(world.count.axes):
                step = state.views[i, x] - state.views[j, x]
                total += state.salience[x] * step * step
            state.pairs[i, j].distance = total
            state.pairs[j, i].distance = total
