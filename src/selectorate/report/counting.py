"""How far a question is that is lived in several runs: what all of them together have lived, of how much."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from selectorate.analysis.spread import DRAWS, EACH, FEW
from selectorate.ensemble import Progress
from selectorate.ensemble.prepared import posterior_of
from selectorate.ensemble.progress import added
from selectorate.ensemble.rivals import weights
from selectorate.simulation.build import Model

Watch = Callable[[Progress], None]


class Count:
    """Adds up what all runs together have lived, for whoever watches."""

    def __init__(self, watch: Watch | None, total: int = 0) -> None:
        self.watch, self.total, self.done, self.began = watch, total, 0, time.perf_counter()
        self.counting = Lock()

    def __call__(self, count: int, total: int = 0) -> None:
        """So many histories more were lived, of ``total`` if that is known better now."""
        with self.counting:  # several threads count, and whoever watches hears them in order
            self.done += count
            if self.watch is not None:
                most = max(self.total, total, self.done)
                self.watch(Progress(self.done, most, time.perf_counter() - self.began))

    def run(self) -> Watch:
        """What hears, after every block, how far one run is, and counts what that adds."""
        return added(self)

    @property
    def seconds(self) -> float:
        """Time since the beginning."""
        return time.perf_counter() - self.began


def among(model: Model, worlds: int) -> int:
    """Histories that are lived in so many worlds to say how far numbers hang on parameters and on readings."""
    return worlds * DRAWS * (EACH + FEW * len(weights(model.scenario))) if posterior_of(model) else 0
