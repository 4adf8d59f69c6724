"""The luck of histories: one key a calendar year each, a mix of seed, history and year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selectorate.simulation.history import yearly_keys
from selectorate.world import World

Keys = NDArray[np.uint64]
"""(histories, years)."""


def luck(world: World, seed: int, first: int, count: int) -> Keys:
    """The keys (count, years) of histories ``first``, ``first + 1`` ...: one for each calendar year."""
    begin, end = int(world.calendar[0]), int(world.calendar[world.count.months - 1])
    keys = np.zeros((count, end - begin + 1), np.uint64)
    yearly_keys(np.uint64(seed), first, begin, keys)
    return keys
