"""When twins part: the first month in which the chronicle of a history tells something else in another world."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble.luck import luck
from selectorate.parameters import EVENTS
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state

TOLD = ("month", "kind", "who", "whom", "where", "votes_for", "votes_against", "carried")
"""What an event says happened; the reasons behind it are left aside."""

Months = NDArray[np.int16]
"""(k,): a month, or -1 for never."""


def first_differences(one: Model, other: Model, *, seed: int, histories: int, threads: int) -> Months:
    """By history the first month whose events differ between two worlds, -1 where none does."""
    months = np.full(histories, -1, np.int16)
    waiting = iter(range(histories))

    def work() -> None:
        worlds, states = [copy(model.worlds) for model in (one, other)], [new_state(events=EVENTS) for _ in range(2)]
        for number in waiting:
            for world, state in zip(worlds, states, strict=True):
                with np.errstate(over="ignore"):
                    live_all(world, state, new_facts(world[0], 1), luck(world[0], seed, number, 1))
            months[number] = _parted(*(state[0] for state in states))

    with ThreadPoolExecutor(threads, thread_name_prefix="diverging") as pool:
        for worker in [pool.submit(work) for _ in range(min(threads, histories))]:
            worker.result()
    return months


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
