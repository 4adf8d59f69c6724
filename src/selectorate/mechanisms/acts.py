"""Acts: what a question does to the institution from outside, in the month from which it asks.

Equation
    an office is given to a contender: its holder leaves it without a rung reached, and keeps his seats and other
    offices; with a swap he gets the most visible office that the contender held before, if there is one
    a head is won for a contender: the first, from a unit on in the order of luck keys and round, that does not follow
    him comes to follow him, with the tie of a newcomer; where all follow him, or nobody is bound to him any more, none
Reads      acts
Writes     posts, seats, heads, owned
Draws      none
Claims     none
Holds      the dead and those who are out are given nothing; owned is what the heads sum to
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.mechanisms.seats import binds, lose_office, office_of, take_office, tie_to
from selectorate.state import State
from selectorate.world import World


@compiled
def acts(world: World, state: State, month: int) -> None:
    """Carry out every act of a world."""
    for a in range(world.count.acts):
        act = world.acts[a]
        if act.kind == w.WINS_HEAD:
            win(world, state, act.unit, act.person)
        else:
            give(world, state, act.office, act.person, act.swap, month)


@compiled
def give(world: World, state: State, office: int, person: int, swap: int, month: int) -> None:
    """Give an office to a person, and with a swap his main office to its holder."""
    before = state.posts[office].holder
    life = state.lives[person]
    if before == person or life.alive == 0 or life.member == 0:
        return
    main = office_of(world, state, person)
    if before >= 0:
        lose_office(world, state, office, month, True)
    take_office(world, state, office, person, month)
    if swap == 1 and main >= 0 and before >= 0:
        lose_office(world, state, main, month, True)
        take_office(world, state, main, before, month)


@compiled
def win(world: World, state: State, unit: int, contender: int) -> None:
    """Let a head who does not follow a contender come to follow him: the first from a unit on, and round."""
    life = state.lives[contender]
    if life.alive == 0 or life.member == 0 or not binds(world, state, contender):
        return
    for k in range(world.count.units):
        head = state.heads[(unit + k) % world.count.units]
        if head.patron != contender:
            state.owned[head.patron] -= head.weight
            state.owned[contender] += head.weight
            head.patron = contender
            head.tie = tie_to(world, state, contender)
            return
