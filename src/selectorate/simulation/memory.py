"""Room for histories: a state that one thread reuses, and the facts of a block."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from selectorate.parameters import EVENTS
from selectorate.state import Facts, Months, State
from selectorate.structs import Rows, new
from selectorate.world import World


def new_state(*, events: int = 0, forks: int = 0, heard: Iterable[int] | None = None) -> Rows[State]:
    """Room for one state, with so many rows of chronicle kept, `parameters.EVENTS` at most.

    With so many late fields open (`simulation.forks`), for those that wait as well. ``heard`` are the kinds of events
    that the chronicle tells, without their reasons; by default all, with them.
    """
    states: Rows[State] = new(State, rows=forks + 2 if forks else 1)
    states[0].keep = min(events, EVENTS)
    states[0].heard = -1 if heard is None else sum(1 << kind for kind in set(heard))
    states[0].reasoned = 1 if heard is None else 0
    return states


def new_facts(world: World, histories: int, *, monthly: bool = False, events: int = 0, minds: bool = True) -> Facts:
    """Empty facts of so many histories.

    Args:
        world: whose axes they have.
        histories: how many rows.
        monthly: with how things stood at the end of every month, and with what each contender was (``minds``).
        events: rows of the chronicle that are kept of each history.
        minds: False leaves that out of what is kept by month.
    """
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
        events=np.zeros((histories, events, 8), np.int32),
        months=new_months(world, histories if monthly else 0, minds=minds),
    )


def new_months(world: World, histories: int, *, minds: bool) -> Months:
    """Empty facts by month of so many histories."""
    count = world.count
    n, t, x = count.contenders, count.months, count.axes
    return Months(
        following=np.zeros((histories, t, 2, n + 1), np.int16),
        minds=np.zeros((histories if minds else 0, t, n, 4)),
        sides=np.zeros((histories, t, n, 4), np.int64),
        seated=np.zeros((histories, t, n), np.int8),
        views=np.zeros((histories, t, n + 2, x)),
        holders=np.zeros((histories, t, count.offices), np.int16),
        economy=np.zeros((histories, t, count.economies)),
        base=np.zeros((histories, t, n + 3)),
    )
