"""When twins part: the first month in which a history tells something else in another world.

That is an event, or how many full seats of committee and presidium follow whom, or who holds an office: where nobody
in a body has a name an election is no event, and yet it is what decides.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.compiling import kernel_hash
from selectorate.ensemble.keeping import BLOCK, hashed, kept_or_lived, world_hash
from selectorate.ensemble.luck import luck
from selectorate.ensemble.packing import Array
from selectorate.ensemble.prepared import Dealer, identity
from selectorate.ensemble.store import Store
from selectorate.ensemble.twins import clear
from selectorate.parameters import EVENTS
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.simulation.warm import warm
from selectorate.state import Months as Kept

TOLD = ("month", "kind", "who", "whom", "where", "votes_for", "votes_against", "carried")
"""What an event says happened; the reasons behind it are left aside."""

SOURCES = ("diverging.py", "draws.py", "luck.py", "posterior.py", "prepared.py", "twins.py")
"""Files of this room that make these months from the facts of the kernel."""

Months = NDArray[np.int16]
"""(k,): a month, or -1 for never."""


def first_differences(
    one: Model,
    other: Model,
    *,
    seed: int,
    histories: int,
    threads: int,
    store: Store | None = None,
    progress: Callable[[int], None] | None = None,
) -> Months:
    """By history the first month in which it differs between two worlds, -1 where it never does.

    Args:
        one: a world.
        other: the world that differs from it.
        seed: from which each history has the same luck in both.
        histories: how many.
        threads: how many work at once; no bit depends on it.
        store: where finished blocks are kept and read back.
        progress: called with the number of histories lived or read back, both worlds together.
    """
    found = []
    for first in range(0, histories, BLOCK):
        count = min(BLOCK, histories - first)
        live = partial(_lived, one, other, seed, first, count, threads)
        kept = kept_or_lived(store, _identity(one, other, seed, first, count), live, about=one.scenario.name)
        found.append(kept["months"])
        if progress:
            progress(2 * count)
    return np.concatenate(found)


def _identity(one: Model, other: Model, seed: int, first: int, count: int) -> dict[str, Any]:
    return {
        "kind": "parted",
        "kernel": kernel_hash(),
        "worlds": [world_hash(one), world_hash(other)],
        "parameters": [identity(one), identity(other)],
        "diverging": hashed(Path(__file__).with_name(name) for name in SOURCES),
        "seed": seed,
        "first": first,
        "count": count,
    }


def _lived(one: Model, other: Model, seed: int, first: int, count: int, threads: int) -> dict[str, Array]:
    """The months of one block: threads take the next history until none is left."""
    warm()
    months = np.full(count, -1, np.int16)
    waiting, dealers = iter(range(count)), [Dealer(model) for model in (one, other)]

    def work() -> None:
        worlds, states = [copy(model.worlds) for model in (one, other)], [new_state(events=EVENTS) for _ in range(2)]
        facts = [new_facts(world[0], 1, monthly=True) for world in worlds]
        for row in waiting:
            for world, state, kept, deal in zip(worlds, states, facts, dealers, strict=True):
                clear(kept, 0, 1)
                keys, own = luck(world[0], seed, first + row, 1), deal(world, seed, first + row, 1)
                with np.errstate(over="ignore"):
                    live_dealt(world, state, kept, keys, own)
            found = [_parted(*(state[0] for state in states)), seats_parted(facts[0].months, facts[1].months)]
            months[row] = min((month for month in found if month >= 0), default=-1)

    with ThreadPoolExecutor(threads, thread_name_prefix="diverging") as pool:
        for worker in [pool.submit(work) for _ in range(min(threads, count))]:
            worker.result()
    return {"months": months}


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
