"""Opinion: members come to think what events and the press make plausible; standing is fed and fades.

Equation
    L_x        = median view of those who hold full seats of the presidium: the line in force
    B_x       <- B_x + (L_x - B_x) / 24: the line that members have lived under
    e_x        = the worst index of the measures that speak to axis x, 1 where none does
    target_x   = e_x L_x                       where e_x >= 0: what goes well speaks for the line in force
               = e_x B_x / (|B_x| + 0.05)      where e_x < 0: what goes badly speaks against the line lived under
               + class_pull (W - W at the start)    on an axis to which a measure speaks, W = share of workers
    salience_x = calm + (1 - calm) max(0, -e_x)     policy divides where it is at issue, and in a crisis it is
    O_x       <- O_x + opinion_drift (target_x - O_x) + press_pull (view of the press - O_x), kept within -1 and 1
    view_q    <- view_q + conformity (tie view_patron + (1 - tie) O - view_q)       for q of the second rank
    standing_j <- standing_j + standing_decay (footing_j - standing_j) + press_standing [the press is his or for him]
                  - press_standing [the press is against him], at least 0
Reads      presidium seats, index, workers, press, stances
Writes     line, blamed, opinion, salience, views of the second rank, minds.standing
Draws      none
Claims     nep_losing_support, sioc_nep_popular_1925, bukharin_pravda_comintern
Holds      opinion stays within -1 and 1; with every rate 0 nothing moves but the line
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.mechanisms.seats import bond, patron_of
from selectorate.state import State
from selectorate.world import World

MEMORY = 24.0
"""Months over which members remember what line they lived under."""

MILD = 0.05
"""A line nearer to the middle than this is not judged as a line."""


@compiled
def opinion(world: World, state: State) -> None:
    """Move members' opinion, the second rank's views and everyone's standing on by a month."""
    find_line(world, state)
    press = press_of(world, state)
    for x in range(world.count.axes):
        state.blamed[x] += (state.line[x] - state.blamed[x]) / MEMORY
        place = state.opinion[x] + world.parameters.opinion_drift * (plausible(world, state, x) - state.opinion[x])
        if press >= 0:
            place += world.parameters.press_pull * (state.views[press, x] - place)
        state.opinion[x] = max(-1.0, min(1.0, place))
    if world.rules.frozen_views == 0:
        conform(world, state)
    remember(world, state, press)


@compiled
def find_line(world: World, state: State) -> None:
    """The line in force: on each axis the median view of those who hold full seats of the presidium."""
    body = world.bodies[world.rules.presidium]
    count = 0
    for seat in range(body.first, body.first + body.full):
        place = state.seats[seat]
        if place.taken == 1:
            state.rows[count] = place.person if place.person >= 0 else place.patron
            count += 1
    if count > 0:
        for x in range(world.count.axes):
            rank(state, count, x)
            state.line[x] = 0.5 * (state.ranked[(count - 1) // 2] + state.ranked[count // 2])


@compiled
def rank(state: State, count: int, x: int) -> None:
    """Put in order where those in `state.rows` stand on axis x: a person, a patron for his people, or (-1) members."""
    for k in range(count):
        q = state.rows[k]
        view = state.views[q, x] if q >= 0 else state.opinion[x]
        at = k
        while at > 0 and state.ranked[at - 1] > view:
            state.ranked[at] = state.ranked[at - 1]
            at -= 1
        state.ranked[at] = view


@compiled
def plausible(world: World, state: State, x: int) -> float:
    """What events make plausible on axis x, and how far they put it at issue."""
    worst = 1.0
    spoken = False
    for s in range(world.count.economies):
        if world.economies[s].axis == x:
            spoken = True
            worst = min(worst, state.index[s])
    calm = world.parameters.calm
    state.salience[x] = calm + (1.0 - calm) * max(0.0, -worst)
    target = worst * state.line[x]
    if worst < 0.0:
        target = worst * state.blamed[x] / (abs(state.blamed[x]) + MILD)
    if spoken:
        target += world.parameters.class_pull * (state.workers - world.rules.workers)
    return target


@compiled
def press_of(world: World, state: State) -> int:
    """The contender to whom the press belongs, or -1."""
    if world.rules.press != w.HELD or world.rules.press_office < 0:
        return -1
    return patron_of(state, state.posts[world.rules.press_office].holder)


@compiled
def conform(world: World, state: State) -> None:
    """Move views of the second rank toward patron and members."""
    rate = world.parameters.conformity
    if rate == 0.0:
        return
    for q in range(world.count.contenders, world.count.persons):
        life = state.lives[q]
        if life.alive == 0:
            continue
        tie = 0.0
        if life.patron >= 0:
            tie = bond(world, state, life.patron, life.tie)
        for x in range(world.count.axes):
            toward = (1.0 - tie) * state.opinion[x]
            if life.patron >= 0:
                toward += tie * state.views[life.patron, x]
            state.views[q, x] += rate * (toward - state.views[q, x])


@compiled
def remember(world: World, state: State, press: int) -> None:
    """Let standing return to what it rests on, and let the press add to it or take from it."""
    p = world.parameters
    for j in range(world.count.contenders):
        mind = state.minds[j]
        mind.standing += p.standing_decay * (mind.footing - mind.standing)
        if press >= 0 and p.press_standing > 0.0:
            side = 1 if press == j else -state.pairs[press, j].stance
            mind.standing = max(0.0, mind.standing + p.press_standing * side)
