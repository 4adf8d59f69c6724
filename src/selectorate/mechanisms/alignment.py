"""Alignment: who fears whom, who fights in the open, and which campaigns stand.

Equation
    h_ij = max(0, 1 - a_ij) (1 - skill_j) f_ij + policy_distance |view_i - view_j|^2 - affinity a_ij
         - common_enemy [i and j have an enemy in common]
         + bonaparte [j holds a `coerce` office and the first standing] + offence offence_j
    f_ij = threat (believed_ij + allied_threat * sum of believed_ik over those who stand by j)
         + collective max(0, believed_ij - largest believed_ik of all others who are in)
    |view_i - view_j|^2 counts each axis as far as it is at issue (its salience); a friend's power is feared less, an
        enemy's more; a_ij is what is written down plus affinity_doubt * normal, drawn once a history
    P(j, attacked, beaten or standing by one who is, fights) = (1 - authority) logistic(fight
         + fight_strength (s_j + allies - 0.3) + fight_crisis crisis |view_j - line| + fight_session [delegates sit]),
         s = mean of his shares of committee and presidium
    offence_j <- (1 - offence_decay) offence_j + [j fought]
    a campaign against one who is beaten and has not fought of late (offence below 0.5) ends with probability lapse
    i, who stands by men beaten or fighting, is the same leader's next target with probability contagion (1 - authority)
         max a_ij (occasion + (1 - occasion) (1 - e^(-1.5 (offence_i + max offence_j)))), j over those by whom he stands
Reads      minds, pairs.believed, pairs.stance, views, line, crisis, posts; decisions: minds.next_leader, pairs.next
Writes     pairs.hostility, minds.offence; minds.leader, minds.opened, minds.turned, pairs.stance
Draws      FIGHT, LAPSE and CONTAGION by the contender's luck key; AFFINITY, at the start, by both keys
Claims     trotsky_arrogant_feared_dictator, allied_with_stronger, scissors_crisis_1923
Holds      hostility is computed from last month's stances for all at once, so no order of contenders matters;
           where no campaign stands against j, every stance toward j is 0; against, behind, fights and supports say in
           bits what the stances say
"""

from __future__ import annotations

import math

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import AFFINITY, CONTAGION, FIGHT, LAPSE, draw, exp, logistic, mix, normal, stream_key
from selectorate.mechanisms.chronicle import tells_reasons, write, write_reasons
from selectorate.mechanisms.seats import can_act, delegates_sit
from selectorate.state import State
from selectorate.world import World

SMALL_PARTY = 0.3
"""Share of the seats at which strength neither adds to nor takes from the readiness to fight."""

FIGHTING = 0.5
"""Open opposition that is not yet half forgotten."""


@compiled
def befriend(world: World, state: State, month: int, year: np.uint64) -> None:
    """At the start, settle what each truly feels for each."""
    stream = stream_key(year, month, world.streams[AFFINITY])
    doubt = world.parameters.affinity_doubt
    for i in range(world.count.contenders):
        mine = mix(stream, world.contenders[i].luck_key)
        for j in range(world.count.contenders):
            if i != j and doubt > 0.0:
                state.pairs[i, j].affinity += doubt * normal(mix(mine, world.contenders[j].luck_key))


@compiled
def hostilities(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let the attacked fight or keep silent, then weigh everyone's hostility to everyone."""
    fights(world, state, month, year)
    feared = bonaparte(world, state)
    for i in range(world.count.contenders):
        weigh(world, state, i, feared)


@compiled
def foremost(world: World, state: State, i: int) -> tuple[int, float]:
    """Whom i believes the most powerful of all others who are in, and by how much he is ahead of the next; -1 none."""
    first = -1
    most = 0.0
    next_most = 0.0
    for k in range(world.count.contenders):
        if k == i or state.lives[k].member == 0 or state.lives[k].alive == 0:
            continue
        power = state.pairs[i, k].believed
        if first < 0 or power > most:
            next_most = most
            most = power
            first = k
        elif power > next_most:
            next_most = power
    return first, most - next_most


@compiled
def weigh(world: World, state: State, i: int, feared: int) -> None:
    """Weigh the hostility of i to all others."""
    p = world.parameters
    # Numbers are read once: the compiler cannot know that what is written below leaves them alone.
    threat, collective, distance, offence, liking = p.threat, p.collective, p.policy_distance, p.offence, p.affinity
    first, ahead = foremost(world, state, i)
    for j in range(world.count.contenders):
        if i == j:
            continue
        pair = state.pairs[i, j]
        power = pair.believed
        if state.minds[j].behind != 0:
            power = feared_power(world, state, i, j)
        h = threat * power + collective * (ahead if j == first else 0.0)
        h *= (1.0 - world.contenders[j].skill) * max(0.0, 1.0 - pair.affinity)
        h += distance * pair.distance + offence * state.minds[j].offence - liking * pair.affinity
        if state.fronts > 0 and in_common(state, i, j):
            h -= p.common_enemy
        if j == feared:
            h += p.bonaparte
        pair.hostility = h


@compiled
def feared_power(world: World, state: State, i: int, j: int) -> float:
    """The power i believes j to have, and part of that of those who stand by him."""
    power = state.pairs[i, j].believed
    behind = state.minds[j].behind & ~((1 << i) | (1 << j))
    for k in range(world.count.contenders):
        if (behind >> k) & 1 == 1:
            power += world.parameters.allied_threat * state.pairs[i, k].believed
    return power


@compiled
def in_common(state: State, i: int, j: int) -> bool:
    """Whether i and j campaign against one man, or one man campaigns against both."""
    one = state.minds[i]
    other = state.minds[j]
    if one.leader >= 0 and one.leader == other.leader:
        return True
    return one.fights & other.fights & ~((1 << i) | (1 << j)) != 0


@compiled
def reasons(world: World, state: State, i: int, j: int, feared: int) -> None:
    """Write into the chronicle's last event what the hostility of i to j is made of."""
    p = world.parameters
    pair = state.pairs[i, j]
    first, ahead = foremost(world, state, i)
    terms = state.terms
    terms[:] = 0.0
    unsoothed = (1.0 - world.contenders[j].skill) * max(0.0, 1.0 - pair.affinity)
    terms[w.OF_THREAT] = unsoothed * p.threat * feared_power(world, state, i, j)
    terms[w.OF_COLLECTIVE] = unsoothed * p.collective * (ahead if j == first else 0.0)
    terms[w.OF_POLICY] = p.policy_distance * pair.distance
    terms[w.OF_AFFINITY] = -p.affinity * pair.affinity
    terms[w.OF_COMMON_ENEMY] = -p.common_enemy if in_common(state, i, j) else 0.0
    terms[w.OF_BONAPARTE] = p.bonaparte if j == feared else 0.0
    terms[w.OF_OFFENCE] = p.offence * state.minds[j].offence
    write_reasons(state)


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
    """Let each who is attacked or beaten, or stands by one who is, fight in the open or keep silent."""
    p = world.parameters
    stream = stream_key(year, month, world.streams[FIGHT])
    stage = p.fight_session if delegates_sit(world, month) else 0.0
    for j in range(world.count.contenders):
        mind = state.minds[j]
        mind.offence *= 1.0 - p.offence_decay
        if not can_act(state, j, month) or (mind.leader < 0 and mind.beaten == 0 and mind.supports == 0):
            continue
        own = strength(state, j)
        for k in range(world.count.contenders):
            fellow = mind.leader >= 0 and state.minds[k].leader == mind.leader
            if k != j and ((mind.behind >> k) & 1 == 1 or fellow):
                own += strength(state, k)
        odds = p.fight + stage + p.fight_strength * (own - SMALL_PARTY)
        if state.crisis > 0.0 and p.fight_crisis > 0.0:
            odds += p.fight_crisis * state.crisis * from_line(world, state, j)
        if draw(stream, world.contenders[j].luck_key) < logistic(odds) * (1.0 - state.authority):
            mind.offence += 1.0
            write(state, month, w.FOUGHT, j, mind.leader, -1)


@compiled
def from_line(world: World, state: State, j: int) -> float:
    """Distance in policy of j from the line in force."""
    total = 0.0
    for x in range(world.count.axes):
        total += (state.views[j, x] - state.line[x]) * (state.views[j, x] - state.line[x])
    return math.sqrt(total)


@compiled
def alignment(world: World, state: State, month: int, year: np.uint64) -> None:
    """Open, close and hand on campaigns as decided, and let everyone take his side."""
    if state.fronts > 0:
        spread(world, state, month, year)
    moves = state.fronts
    for j in range(world.count.contenders):
        if state.minds[j].leader >= 0 or state.minds[j].next_leader >= 0:
            settle(world, state, j, month, year)
            moves += 1
    if moves == 0:
        return
    if take_sides(world, state):
        count_sides(world, state)
    count_majorities(world, state)


@compiled
def take_sides(world: World, state: State) -> bool:
    """Let everyone take his side in every campaign; return whether anybody changed it."""
    changed = False
    for j in range(world.count.contenders):
        leader = state.minds[j].leader
        if leader < 0 and state.minds[j].against | state.minds[j].behind == 0:
            continue
        for i in range(world.count.contenders):
            pair = state.pairs[i, j]
            stance = 0 if i == j or leader < 0 else pair.next
            if leader == i:
                stance = 1
            if stance != pair.stance:
                pair.stance = stance
                changed = True
    return changed


@compiled
def count_sides(world: World, state: State) -> None:
    """Say in bits what the stances say, and count campaigns."""
    n = world.count.contenders
    state.fronts = 0
    for i in range(n):
        state.minds[i].fights = 0
        state.minds[i].supports = 0
    for j in range(n):
        mind = state.minds[j]
        mind.against = 0
        mind.behind = 0
        if mind.leader < 0:
            continue
        state.fronts += 1
        for i in range(n):
            stance = state.pairs[i, j].stance
            if stance == 1:
                mind.against |= 1 << i
                state.minds[i].fights |= 1 << j
            elif stance == -1:
                mind.behind |= 1 << i
                state.minds[i].supports |= 1 << j


@compiled
def count_majorities(world: World, state: State) -> None:
    """Note against whom the presidium's majority has turned."""
    for j in range(world.count.contenders):
        mind = state.minds[j]
        mind.turned = 1 if mind.leader >= 0 and majority_against(world, state, j) else 0


@compiled
def spread(world: World, state: State, month: int, year: np.uint64) -> None:
    """Make those who stand by others the next targets of the leader against these."""
    chance = world.parameters.contagion * (1.0 - state.authority)
    stream = stream_key(year, month, world.streams[CONTAGION])
    for i in range(world.count.contenders):
        mind = state.minds[i]
        if mind.supports == 0 or mind.leader >= 0 or mind.next_leader >= 0 or not can_act(state, i, month):
            continue
        leader = pursuer(world, state, i, stream)
        if leader >= 0 and draw(stream, world.contenders[i].luck_key) < chance * association(world, state, i):
            mind.next_leader = leader


@compiled
def ground(world: World, offence: float) -> float:
    """How much ground so much open opposition gives to proceed, 0-1; something is found without any."""
    occasion = world.parameters.occasion
    return occasion + (1.0 - occasion) * (1.0 - exp(-1.5 * offence))


@compiled
def association(world: World, state: State, i: int) -> float:
    """How far i shares the guilt of those by whom he stands, 0-1: as a friend, and by his or their opposition."""
    most = 0.0
    nearest_friend = 0.0
    for j in range(world.count.contenders):
        if (state.minds[i].supports >> j) & 1 == 1:
            most = max(most, state.minds[j].offence)
            nearest_friend = max(nearest_friend, state.pairs[i, j].affinity)
    return min(1.0, nearest_friend) * ground(world, state.minds[i].offence + most)


@compiled
def pursuer(world: World, state: State, i: int, stream: np.uint64) -> int:
    """Who leads against one beaten or fighting by whom i stands; of several, the keenest against i; -1 for none."""
    leader = -1
    for j in range(world.count.contenders):
        other = state.minds[j].leader
        if other < 0 or other == i or state.pairs[i, j].stance != -1:
            continue
        if state.minds[j].beaten == 0 and state.minds[j].offence < FIGHTING:
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
def settle(world: World, state: State, j: int, month: int, year: np.uint64) -> None:
    """Open, hand on or close the campaign against j."""
    mind = state.minds[j]
    gone = state.lives[j].alive == 0 or state.lives[j].member == 0
    if mind.leader >= 0 and not leads(state, mind.leader, j, month):
        mind.leader = successor(world, state, j, month)
        if gone or mind.leader < 0:
            mind.leader = -1
            write(state, month, w.CLOSED, -1, j, -1)
    if mind.leader >= 0 and (gone or lapses(world, state, j, month, year)):
        mind.leader = -1
        write(state, month, w.CLOSED, -1, j, -1)
    if mind.leader < 0 and mind.next_leader >= 0 and not gone:
        mind.leader = mind.next_leader
        mind.opened = month
        for i in range(world.count.contenders):
            state.pairs[i, j].next = 0
        write(state, month, w.OPENED, mind.leader, j, -1)
        if tells_reasons(state):
            reasons(world, state, mind.leader, j, bonaparte(world, state))
    mind.next_leader = -1


@compiled
def lapses(world: World, state: State, j: int, month: int, year: np.uint64) -> bool:
    """Whether the campaign against j is dropped, because he is beaten and silent."""
    mind = state.minds[j]
    if mind.beaten == 0 or mind.offence >= FIGHTING:
        return False
    return draw(stream_key(year, month, world.streams[LAPSE]), world.contenders[j].luck_key) < world.parameters.lapse


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
        if (state.minds[j].against >> i) & 1 == 1:
            against += state.following[world.rules.presidium, i]
    return 2 * against > state.seated[world.rules.presidium]
