"""The bare simulation: histories that each have parameters of their own, lived by the compiled kernel and not read."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import numpy as np

from selectorate.ensemble.draws import dealt, places
from selectorate.ensemble.luck import Keys
from selectorate.record.batch import Floats
from selectorate.record.reading import ROWS
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state


class Bare:
    """One model with the state of one thread, and parameters that histories have of their own."""

    def __init__(self, model: Model, names: Sequence[str]) -> None:
        self.worlds, self.where, self.states = copy(model.worlds), places(model, names), new_state()
        world = model.worlds[0]
        self.years = int(world.calendar[world.count.months - 1] - world.calendar[0] + 1)

    def live(self, keys: Keys, draws: Floats) -> None:
        """Live a history for each row of keys (k, years) and draws (k, names), as many at once as readers do."""
        for start in range(0, len(keys), ROWS):
            part = slice(start, start + ROWS)
            facts = new_facts(self.worlds[0], len(keys[part]))
            own = dealt(self.worlds, self.where, draws[part])
            with np.errstate(over="ignore"):
                live_dealt(self.worlds, self.states, facts, keys[part], own)
