"""Acts: what a question does to the institution from outside, in the month from which it asks.

Equation
    an office is given to a contender: its holder leaves it without a rung reached, and keeps his seats and other
    offices; with a swap he gets the most visible office that the contender held before, if there is one
Reads      acts
Writes     posts, seats
Draws      none
Claims     none
Holds      the dead and those who are out are given nothing
"""

from __future__ import annotations

from selectorate.compiling import compiled
from selectorate.mechanisms.seats import lose_office, office_of, take_office
from selectorate.state import State
from selectorate.world import World


@compiled
def acts(world: World, state: State, month: int) -> None:
    """Carry out every act of a world."""
    for a in range(world.count.acts):
        give(world, state, world.acts[a].office, world.acts[a].person, world.acts[a].swap, month)


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
