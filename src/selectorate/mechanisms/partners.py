"""Partners: with whom each shares his coalition, as the chronicle tells it; nothing is decided by it.

Equation
    partner of i = of those beside whom he campaigns, else of all, the one with the largest strength - hostility / 5,
        while i has no presidium majority of his own and is under no sanction
Reads      minds, pairs.hostility, lives
Writes     minds.partner and the chronicle, in a history that is told
Draws      none
Claims     triumvirate_1922_1925, allied_with_stronger
Holds      nobody is his own partner, or that of one whom he fights or who fights him
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.mechanisms.alignment import bonaparte, reasons, strength
from selectorate.mechanisms.chronicle import tells_reasons, write
from selectorate.mechanisms.seats import can_act
from selectorate.state import State
from selectorate.world import World


@compiled
def partners(world: World, state: State, month: int) -> None:
    """Tell with whom each shares his coalition, when that changes."""
    for i in range(world.count.contenders):
        mind = state.minds[i]
        partner = nearest(world, state, i, month)
        if partner != mind.partner:
            if mind.partner >= 0:
                write(state, month, w.PARTED, i, mind.partner, -1)
                if tells_reasons(state):
                    reasons(world, state, i, mind.partner, bonaparte(world, state))
            if partner >= 0:
                write(state, month, w.ALLIED, i, partner, -1)
                if tells_reasons(state):
                    reasons(world, state, i, partner, bonaparte(world, state))
            mind.partner = partner


@compiled
def nearest(world: World, state: State, i: int, month: int) -> int:
    """With whom i shares his coalition: of those he fights beside, else of all, the one he is least hostile to.

    A man under sanction or with a following of more than half of the presidium has no partner but himself.
    """
    mind = state.minds[i]
    if not can_act(state, i, month) or mind.beaten == 1 or mind.presidium > 0.5:
        return -1
    beside = 0
    for j in range(world.count.contenders):
        if (mind.fights >> j) & 1 == 1:
            beside |= state.minds[j].against
    best = -1
    for k in range(world.count.contenders):
        if k == i or (mind.fights >> k) & 1 == 1 or (state.minds[k].fights >> i) & 1 == 1:
            continue
        if state.lives[k].alive == 0 or state.lives[k].member == 0 or state.minds[k].beaten == 1:
            continue
        if beside > 0 and (beside >> k) & 1 == 0:
            continue
        if best < 0 or attraction(state, i, k) > attraction(state, i, best):
            best = k
    return best


@compiled
def attraction(state: State, i: int, k: int) -> float:
    """What speaks for k as a partner of i: his strength, and that i is not hostile to him."""
    return strength(state, k) - 0.2 * state.pairs[i, k].hostility
