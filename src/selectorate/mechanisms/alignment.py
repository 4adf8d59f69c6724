"""Alignment: who fears whom, who fights in the open, and which campaigns stand.

Equation
    h_ij = threat (1 - skill_j) (believed_ij + allied_threat * sum of believed_ik over those who stand by j)
         + policy_distance |view_i - view_j|^2 - affinity a_ij - common_enemy [i and j have an enemy in common]
         + bonaparte [j holds a `coerce` office and the first standing] + offence offence_j
    P(j, attacked or beaten, fights) = (1 - authority) logistic(fight + fight_strength (s_j + allies - 0.3)),
         s = mean of his shares of committee and presidium
    offence_j <- (1 - offence_decay) offence_j + [j fought]
    one who stands by a beaten man is the same leader's next target with probability contagion (1 - authority)
Reads      minds, pairs.believed, pairs.stance, views, posts; decisions: minds.next_leader, pairs.next
Writes     pairs.hostility, minds.offence; minds.leader, minds.opened, minds.turned, pairs.stance
Draws      FIGHT and CONTAGION by the contender's luck key
Claims     triumvirate_1922_1925, trotsky_arrogant_feared_dictator, allied_with_stronger
Holds      hostility is computed from last month's stances for all at once, so no order of contenders matters;
           where no campaign stands against j, every stance toward j is 0
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import CONTAGION, FIGHT, draw, logistic, stream_key
from selectorate.mechanisms.chronicle import write
from selectorate.world import State, World

SMALL_PARTY = 0.3
"""Share of the seats at which strength neither adds to nor takes from the readiness to fight."""


@compiled
def hostilities(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let the attacked fight or keep silent, then weigh everyone's hostility to everyone."""
    fights(world, state, month, year)
    feared = bonaparte(world, state)
    state.fronts = 0
    for j in range(world.count.contenders):
        state.fronts += 1 if state.minds[j].leader >= 0 else 0
    for i in range(world.count.contenders):
        for j in range(world.count.contenders):
            if i != j:
                state.pairs[i, j].hostility = hostility(world, state, i, j, feared)


@compiled
def hostility(world: World, state: State, i: int, j: int, feared: int) -> float:
    """Hostility of i to j."""
    p = world.parameters
    power = state.pairs[i, j].believed
    if state.minds[j].leader >= 0:
        for k in range(world.count.contenders):
            if k != i and k != j and state.pairs[k, j].stance == -1:
                power += p.allied_threat * state.pairs[i, k].believed
    distance = 0.0
    for x in range(world.count.axes):
        distance += (state.views[i, x] - state.views[j, x]) * (state.views[i, x] - state.views[j, x])
    h = p.threat * (1.0 - world.contenders[j].skill) * power + p.policy_distance * distance
    h += p.offence * state.minds[j].offence - p.affinity * world.affinity[i, j]
    if enemy_in_common(world, state, i, j):
        h -= p.common_enemy
    if j == feared:
        h += p.bonaparte
    return h


@compiled
def enemy_in_common(world: World, state: State, i: int, j: int) -> bool:
    """Whether i and j campaign against one man, or one man campaigns against both."""
    if state.fronts == 0:
        return False
    if state.minds[i].leader >= 0 and state.minds[i].leader == state.minds[j].leader:
        return True
    for k in range(world.count.contenders):
        if (
            state.minds[k].leader >= 0
            and k != i
            and k != j
            and state.pairs[i, k].stance == 1
            and state.pairs[j, k].stance == 1
        ):
            return True
    return False


@compiled
def bonaparte(world: World, state: State) -> int:
    """The contender with the first standing, if he holds an office that bears `coerce`; else -1."""
    first = 0
    equal = False
    for i in range(1, world.count.contenders):
        equal = state.minds[i].standing == state.minds[first].standing or (
            equal and state.minds[i].standing < state.minds[first].standing
        )
        if state.minds[i].standing > state.minds[first].standing:
            first = i
    if equal:
        return -1
    for office in range(world.count.offices):
        if world.offices[office].coerce == 1 and state.posts[office].holder == first:
            return first
    return -1


@compiled
def strength(state: State, i: int) -> float:
    """Mean of a contender's shares of committee and presidium."""
    return 0.5 * (state.minds[i].committee + state.minds[i].presidium)


@compiled
def fights(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let each who is attacked or beaten fight in the open, or keep silent."""
    p = world.parameters
    stream = stream_key(year, month, FIGHT)
    for j in range(world.count.contenders):
        mind = state.minds[j]
        mind.offence *= 1.0 - p.offence_decay
        if not can_act(state, j, month) or (mind.leader < 0 and mind.beaten == 0):
            continue
        own = strength(state, j)
        for k in range(world.count.contenders):
            fellow = mind.leader >= 0 and state.minds[k].leader == mind.leader
            if k != j and (state.pairs[k, j].stance == -1 or fellow):
                own += strength(state, k)
        chance = logistic(p.fight + p.fight_strength * (own - SMALL_PARTY))
        if draw(stream, world.contenders[j].luck_key) < chance * (1.0 - state.authority):
            mind.offence += 1.0
            write(state, month, w.FOUGHT, j, mind.leader, -1)


@compiled
def can_act(state: State, i: int, month: int) -> bool:
    """Whether a contender is alive, in the institution and not away."""
    life = state.lives[i]
    return life.alive == 1 and life.member == 1 and life.absent <= month


@compiled
def alignment(world: World, state: State, month: int, year: np.uint64) -> None:
    """Open, close and hand on campaigns as decided, and let everyone take his side."""
    spread(world, state, month, year)
    for j in range(world.count.contenders):
        settle(world, state, j, month)
    for j in range(world.count.contenders):
        for i in range(world.count.contenders):
            pair = state.pairs[i, j]
            pair.stance = 0 if i == j or state.minds[j].leader < 0 else pair.next
            if state.minds[j].leader == i:
                pair.stance = 1
        state.minds[j].turned = 1 if state.minds[j].leader >= 0 and majority_against(world, state, j) else 0


@compiled
def spread(world: World, state: State, month: int, year: np.uint64) -> None:
    """Make those who stand by the beaten the next targets of the leader against these."""
    chance = world.parameters.contagion * (1.0 - state.authority)
    stream = stream_key(year, month, CONTAGION)
    for i in range(world.count.contenders):
        if state.minds[i].leader >= 0 or state.minds[i].next_leader >= 0 or not can_act(state, i, month):
            continue
        leader = pursuer(world, state, i, stream)
        if leader >= 0 and draw(stream, world.contenders[i].luck_key) < chance:
            state.minds[i].next_leader = leader


@compiled
def pursuer(world: World, state: State, i: int, stream: np.uint64) -> int:
    """Who leads against a beaten man by whom i stands; of several, the keenest against i; -1 where there is none."""
    leader = -1
    for j in range(world.count.contenders):
        other = state.minds[j].leader
        if state.minds[j].beaten == 0 or other < 0 or other == i or state.pairs[i, j].stance != -1:
            continue
        if leader < 0 or keener(world, state, other, leader, i, stream):
            leader = other
    return leader


@compiled
def keener(world: World, state: State, one: int, other: int, target: int, stream: np.uint64) -> bool:
    """Whether one is more hostile to a target than another; of equals the one whom luck makes keener."""
    ahead = state.pairs[one, target].hostility - state.pairs[other, target].hostility
    if ahead == 0.0:
        return draw(stream, world.contenders[one].luck_key) < draw(stream, world.contenders[other].luck_key)
    return ahead > 0.0


@compiled
def settle(world: World, state: State, j: int, month: int) -> None:
    """Open, hand on or close the campaign against j."""
    mind = state.minds[j]
    gone = state.lives[j].alive == 0 or state.lives[j].member == 0
    if mind.leader >= 0 and not leads(state, mind.leader, j, month):
        mind.leader = successor(world, state, j, month)
        if gone or mind.leader < 0:
            mind.leader = -1
            write(state, month, w.CLOSED, -1, j, -1)
    if mind.leader >= 0 and gone:
        mind.leader = -1
        write(state, month, w.CLOSED, -1, j, -1)
    if mind.leader < 0 and mind.next_leader >= 0 and not gone:
        mind.leader = mind.next_leader
        mind.opened = month
        write(state, month, w.OPENED, mind.leader, j, -1)
    mind.next_leader = -1


@compiled
def leads(state: State, k: int, j: int, month: int) -> bool:
    """Whether k still leads against j: he can act, is not beaten, and still feels hostile."""
    return can_act(state, k, month) and state.minds[k].beaten == 0 and state.pairs[k, j].hostility > 0.0


@compiled
def successor(world: World, state: State, j: int, month: int) -> int:
    """The strongest of those who joined against j and could lead; of equals, none."""
    best = -1
    level = -1.0
    for i in range(world.count.contenders):
        if i == j or state.pairs[i, j].stance != 1 or not leads(state, i, j, month):
            continue
        mine = strength(state, i) + 1e-3 * state.minds[i].standing
        if mine > level:
            best = i
            level = mine
        elif mine == level:
            best = -1
    return best


@compiled
def majority_against(world: World, state: State, j: int) -> bool:
    """Whether more than half of the presidium's full seats follow those against j."""
    against = 0
    for i in range(world.count.contenders):
        if state.pairs[i, j].stance == 1:
            against += state.following[world.rules.presidium, i]
    return 2 * against > state.seated[world.rules.presidium]
