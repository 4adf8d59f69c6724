"""The engine as the other programs are called: keys in, facts out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.society import Kept
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_all, yearly_keys
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts


def keys(model: Model, histories: int, *, seed: int = 7) -> NDArray[np.uint64]:
    """Yearly keys (k, years) of the first histories of a seed."""
    world = model.worlds[0]
    first, last = int(world.calendar[0]), int(world.calendar[world.count.months - 1])
    found = np.zeros((histories, last - first + 1), np.uint64)
    yearly_keys(np.uint64(seed), 0, first, found)
    return found


class Engine:
    """One model with the state of one thread."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.states = new_state()

    def live(self, luck: NDArray[np.uint64]) -> Facts:
        """Live a history for each row of yearly keys."""
        facts = new_facts(self.model.worlds[0], len(luck))
        live_all(self.model.worlds, self.states, facts, luck)
        return facts


def kept(model: Model, facts: Facts) -> Kept:
    """Of the engine's facts, those that the other programs keep too."""
    board, chair = model.names.bodies.index("board"), model.names.offices.index("chair")
    return Kept(facts.following, facts.final[:, board], facts.holders[:, chair], facts.lost[:, chair], facts.owned)
