"""When twins part: the first month in which a history tells something else in another world.

That is an event, or how many full seats of committee and presidium follow whom, or who holds an office: where nobody
in a body has a name an election is no event, and yet it is what decides.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble.luck import luck
from selectorate.ensemble.twins import clear
from selectorate.parameters import EVENTS
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Months as Kept

TOLD = ("month", "kind", "who", "whom", "where", "votes_for", "votes_against", "carried")
"""What an event says happened; the reasons behind it are left aside."""

Months = NDArray[np.int16]
"""(k,): a month, or -1 for never."""


def first_differences(one: Model, other: Model, *, seed: int, histories: int, threads: int) -> Months:
    """By history the first month in which it differs between two worlds, -1 where it never does."""
    months = np.full(histories, -1, np.int16)
    waiting = iter(range(histories))

    def work() -> None:
        worlds, states = [copy(model.worlds) for model in (one, other)], [new_state(events=EVENTS) for _ in range(2)]
        facts = [new_facts(world[0], 1, monthly=True) for world in worlds]
        for number in waiting:
            for world, state, kept in zip(worlds, states, facts, strict=True):
                clear(kept, 0, 1)
                with np.errstate(over="ignore"):
                    live_all(world, state, kept, luck(world[0], seed, number, 1))
            found = [_parted(*(state[0] for state in states)), seats_parted(facts[0].months, facts[1].months)]
            months[number] = min((month for month in found if month >= 0), default=-1)

    with ThreadPoolExecutor(threads, thread_name_prefix="diverging") as pool:
        for worker in [pool.submit(work) for _ in range(min(threads, histories))]:
            worker.result()
    return months


def seats_parted(one: Kept, other: Kept) -> int:
    """The first month in which followings of committee and presidium, or holders of offices, differ; -1 never."""
    differs = (one.following[0] != other.following[0]).any(axis=(1, 2))
    differs |= (one.holders[0] != other.holders[0]).any(axis=1)
    return int(np.argmax(differs)) if differs.any() else -1


def _parted(one: Any, other: Any) -> int:
    count = min(int(one.events), int(other.events), EVENTS)
    first, second = one.chronicle[:count], other.chronicle[:count]
    differs = np.zeros(count, np.bool_)
    for name in TOLD:
        differs |= first[name] != second[name]
    if differs.any():
        row = int(np.argmax(differs))
        return min(int(first["month"][row]), int(second["month"][row]))
    longer = one if one.events > other.events else other
    return int(longer.chronicle["month"][count]) if min(int(longer.events), EVENTS) > count else -1
