"""Doors into single parts of the kernel, compiled for benchmarks only: pointers to functions, called as C is called.

The parts of the kernel have no door of their own; each entry runs one of them so many months, one after the other. The
machine code lies where that of the kernel lies, so it is compiled anew when the kernel, or this file, changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numba
from numba import types
from numba.core import config

from benchmarks.rounds import CannotRun
from selectorate.compiling import cache_folder
from selectorate.mechanisms.alignment import hostilities
from selectorate.mechanisms.motions import EXPECTED
from selectorate.mechanisms.motions import count as count_votes
from selectorate.mechanisms.opinion import opinion
from selectorate.mechanisms.patronage import patronage
from selectorate.mechanisms.perception import perception
from selectorate.mechanisms.voting import lean
from selectorate.state import State
from selectorate.structs import dtype_of
from selectorate.world import World


def _patronage(worlds, states, months, years, calls, bodies, found):  # type: ignore[no-untyped-def]  # numba finds the types
    world, state = numba.carray(worlds, 1)[0], numba.carray(states, 1)[0]
    for k in range(calls):
        patronage(world, state, months[k], years[k])


def _opinion(worlds, states, months, years, calls, bodies, found):  # type: ignore[no-untyped-def]  # numba finds the types
    world, state = numba.carray(worlds, 1)[0], numba.carray(states, 1)[0]
    for _ in range(calls):
        opinion(world, state)


def _hostility(worlds, states, months, years, calls, bodies, found):  # type: ignore[no-untyped-def]  # numba finds the types
    world, state = numba.carray(worlds, 1)[0], numba.carray(states, 1)[0]
    for k in range(calls):
        perception(world, state, months[k], years[k])
        hostilities(world, state, months[k], years[k])


def _forecast(worlds, states, months, years, calls, bodies, found):  # type: ignore[no-untyped-def]  # numba finds the types
    world, state = numba.carray(worlds, 1)[0], numba.carray(states, 1)[0]
    for k in range(calls):
        for j in range(world.count.contenders):
            if state.minds[j].leader >= 0:
                lean(world, state, j, world.rungs[0].reluctance)
                row = (k * world.count.contenders + j) * 4
                for way in range(2):
                    votes, ayes = count_votes(world, state, j, bodies[way], months[k], years[k], EXPECTED)
                    found[row + 2 * way] = votes
                    found[row + 2 * way + 1] = ayes


LOOPS: dict[str, Callable[..., None]] = {
    "patronage": _patronage,
    "opinion": _opinion,
    "hostility": _hostility,
    "forecast": _forecast,
}
"""By name. All take pointers to world, state, months, years' keys, then the number of calls, then pointers to bits of
bodies and to room for results."""


@cache
def compiled_loops() -> dict[str, Any]:
    """Every loop, compiled or read from the cache."""
    if config.DISABLE_JIT:
        raise CannotRun("nothing is compiled in this process")
    records = [types.CPointer(numba.from_dtype(dtype_of(noun))) for noun in (World, State)]
    whole, keys, fractions = (types.CPointer(kind) for kind in (types.int64, types.uint64, types.float64))
    signature = types.void(*records, whole, keys, types.int64, whole, fractions)
    before, config.CACHE_DIR = config.CACHE_DIR, str(cache_folder())
    try:
        compiled = numba.cfunc(signature, cache=True, error_model="numpy")
        return {name: compiled(loop) for name, loop in LOOPS.items()}
    finally:
        config.CACHE_DIR = before
