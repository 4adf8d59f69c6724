"""One month: the forces in their order, one line each."""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import folded
from selectorate.mechanisms.alignment import alignment, hostilities
from selectorate.mechanisms.economy import economy
from selectorate.mechanisms.force import force
from selectorate.mechanisms.happenings import happenings
from selectorate.mechanisms.legacy import legacy
from selectorate.mechanisms.motions import motions
from selectorate.mechanisms.opinion import opinion
from selectorate.mechanisms.partners import partners
from selectorate.mechanisms.patronage import patronage
from selectorate.mechanisms.perception import perception
from selectorate.mechanisms.policy import policy
from selectorate.mechanisms.powers import powers
from selectorate.mechanisms.recruitment import recruitment
from selectorate.mechanisms.sanctions import sanctions
from selectorate.mechanisms.sessions import gather, sessions
from selectorate.state import State
from selectorate.strategies import decide
from selectorate.world import World


@folded
def month(world: World, state: State, t: int, year: np.uint64) -> None:
    """Move one history on by month t under the luck of its calendar year."""
    uses = world.uses
    if uses[w.HAPPENINGS] == 1:
        happenings(world, state, t, year)
    if uses[w.ECONOMY] == 1:
        economy(world, state, t, year)
    if uses[w.OPINION] == 1:
        opinion(world, state)
    powers(world, state)
    if uses[w.RECRUITMENT] == 1:
        recruitment(world, state, t)
    if uses[w.PATRONAGE] == 1:
        patronage(world, state, t, year)
    if uses[w.PERCEPTION] == 1:
        perception(world, state, t, year)
    if uses[w.POLICY] == 1:
        policy(world, state, t)
    if uses[w.ALIGNMENT] == 1:
        hostilities(world, state, t, year)
        if state.followed == 1:
            partners(world, state, t)
        if uses[w.LEGACY] == 1:
            legacy(world, state, t)
        decide(world, state, t, year)
        alignment(world, state, t, year)
    sits = uses[w.SESSIONS] == 1 and world.sitting[t] < world.sitting[t + 1]
    if sits:
        gather(world, state, t)
    if uses[w.FORCE] == 1:
        force(world, state, t, year)
    if uses[w.MOTIONS] == 1:
        motions(world, state, t, year)
    if uses[w.SANCTIONS] == 1:
        sanctions(world, state, t, year)
    if sits:
        sessions(world, state, t, year)
