"""Living: histories in worlds of their own, each word by word, and of each only what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from selectorate.analysis.judging import Single
from selectorate.ensemble.columns import reduced
from selectorate.ensemble.draws import dealt
from selectorate.ensemble.luck import Keys
from selectorate.record.batch import Batch, Floats, Ints
from selectorate.record.reading import EVENTS, ROWS, Reader
from selectorate.record.recorded import after_start, bounds
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.simulation.warm import warm
from selectorate.targets import Target

MET = "targets_met"
"""The number of a history that says how many targets it meets."""


@dataclass(frozen=True, eq=False)
class Living:
    """Lives histories of a model and judges them.

    Attributes:
        model: the world.
        outcome: ending or outcome that they may have.
        targets: that they may meet, by id.
    """

    model: Model
    outcome: str
    targets: Mapping[str, Target]

    @property
    def numbers(self) -> tuple[str, ...]:
        """What is asked of a history: whether it has the outcome, and how many targets it meets if there are any."""
        return (self.outcome, MET) if self.targets else (self.outcome,)

    def __call__(self, keys: Keys, words: Floats, places: Ints, *, threads: int = 1) -> Floats:
        """The numbers of histories (k, numbers).

        Args:
            keys: luck of each history, one key a year (k, years).
            words: what stands in its world (k, places), whole numbers as their bits.
            places: at which words of the world.
            threads: how many work at once; no bit depends on it.
        """
        warm()
        found = np.zeros((len(keys), len(self.numbers)))
        starts = iter(range(0, len(keys), ROWS))
        columns = np.arange(len(places))
        events = EVENTS if self.targets else 0

        def work() -> None:
            here = copy(self.model.worlds)
            mine = replace(self.model, worlds=here)
            states = new_state(events=events, heard=self.reader.heard)
            for start in starts:
                part = slice(start, start + ROWS)
                facts = new_facts(here[0], len(keys[part]), monthly=bool(self.targets), minds=False, events=events)
                with np.errstate(over="ignore"):
                    live_dealt(here, states, facts, keys[part], dealt(here, (places, columns), words[part]))
                found[part] = self.judged(Batch(mine, facts))

        with ThreadPoolExecutor(threads, thread_name_prefix="sensitivity") as pool:
            for worker in [pool.submit(work) for _ in range(threads)]:
                worker.result()
        return found

    def judged(self, batch: Batch) -> Floats:
        """The numbers of a batch (k, numbers)."""
        columns = [self.single(reduced(batch.facts))[:, 0].astype(np.float64)]
        if self.targets:
            numbers = np.full((batch.histories, self.reader.width), np.nan)
            self.reader.put(batch, numbers)
            columns.append(self.met(numbers).astype(np.float64))
        return np.stack(columns, axis=1)

    def met(self, numbers: Floats) -> Ints:
        """How many targets histories that have ``numbers`` (k, width) meet: all of it is near enough (k,)."""
        found = np.zeros(len(numbers), np.int64)
        for name, target in self.targets.items():
            (low, high), later = bounds(self.model.scenario, target), after_start(self.model.scenario, target)
            there = numbers[:, self.reader.columns[name]]
            # What never happens lies beyond every bound, and is no number that could be compared.
            found += ((there >= low) & (there <= high))[:, later].all(axis=1)
        return found

    @cached_property
    def reader(self) -> Reader:
        """Reads the targets off a batch."""
        return Reader(self.model, self.targets)

    @cached_property
    def single(self) -> Single:
        """Judges the outcome."""
        return Single(self.model, self.outcome)
