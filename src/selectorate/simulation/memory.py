"""Room for histories: a state that one thread reuses, and the facts of a block."""

from __future__ import annotations

import numpy as np

from selectorate.parameters import EVENTS
from selectorate.state import Facts, Months, State
from selectorate.structs import Rows, new
from selectorate.world import World


def new_state(*, events: int = 0, forks: int = 0) -> Rows[State]:
    """Room for one state, with so many rows of chronicle kept, `parameters.EVENTS` at most.

    With so many late fields open (`simulation.forks`), for those that wait as well.
    """
    states: Rows[State] = new(State, rows=forks + 2 if forks else 1)
    states[0].keep = min(events, EVENTS)
    return states


def new_facts(world: World, histories: int, *, monthly: bool = False) -> Facts:
    """Empty facts of so many histories; ``monthly``: with how things stood at the end of every month."""
    count = world.count
    n, b, o = count.contenders, count.bodies, count.offices
    kept = sum(world.sittings[g].kept >= 0 for g in range(count.sittings))
    return Facts(
        reached=np.full((histories, n, count.rungs), -1, np.int16),
        following=np.zeros((histories, kept, n + 1), np.int16),
        final=np.zeros((histories, b, n + 1), np.int16),
        blocs=np.zeros((histories, b, 2)),
        holders=np.full((histories, o), -1, np.int16),
        lost=np.full((histories, o), -1, np.int16),
        status=np.zeros((histories, n), np.int8),
        campaign=np.zeros(histories, np.int8),
        owned=np.zeros((histories, n)),
        months=new_months(world, histories if monthly else 0),
    )


def new_months(world: World, histories: int) -> Months:
    """Empty facts by month of so many histories."""
    count = world.count
    n, t, x = count.contenders, count.months, count.axes
    return Months(
        following=np.zeros((histories, t, 2, n + 1), np.int16),
        minds=np.zeros((histories, t, n, 4)),
        sides=np.zeros((histories, t, n, 4), np.int64),
        seated=np.zeros((histories, t, n), np.int8),
        views=np.zeros((histories, t, n + 2, x)),
        holders=np.zeros((histories, t, count.offices), np.int16),
        economy=np.zeros((histories, t, count.economies)),
        base=np.zeros((histories, t, n + 3)),
    )
