"""``python -m selectorate.simulation.warm`` compiles the kernel into its cache and says how long that took."""

from __future__ import annotations

import sys
import time

import numpy as np

from selectorate.compiling import cache_folder
from selectorate.simulation.history import choose, live_all, live_dealt, yearly_keys
from selectorate.simulation.memory import new_facts, new_state
from selectorate.structs import Rows, new
from selectorate.world import World


def is_warm() -> bool:
    """Whether compiled code of exactly these sources lies in the cache (or nothing is compiled in this process)."""
    compiled = {file.name.split("-")[0] for file in cache_folder().rglob("*.nbc")}
    entries = {f"history.{name}" for name in ("live_dealt", "yearly_keys", "choose")}
    return not hasattr(live_dealt, "stats") or entries <= compiled


def warm() -> float:
    """Compile the kernel, or load it from the cache, by living no history at all; return the seconds it took."""
    start = time.perf_counter()
    worlds: Rows[World] = new(World)
    keys = np.zeros((0, 1), np.uint64)
    yearly_keys(np.uint64(0), 0, 0, keys)
    choose(np.uint64(0), 0, 1, np.zeros(0, np.int64))
    live_all(worlds, new_state(), new_facts(worlds[0], 0), keys)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.stdout.write(f"The kernel is ready: {warm():.1f} s, in {cache_folder()}\n")
