"""Programs measured in turn, A B C A B C, so that a busy minute falls on all of them alike.

What is compared is processor time: on a machine that others use too, time on the clock says how busy the others were.
A ratio is taken within a round, of two programs that ran seconds apart, and then its median over the rounds.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Clock = Callable[[], float]


class CannotRun(Exception):  # noqa: N818 - no error of the program: something is not on this machine
    """Why a part cannot be measured here."""


class Measured(float):
    """Seconds that a program in a process of its own measured itself."""


@dataclass(frozen=True)
class Times:
    """Seconds for one history by program and round."""

    seconds: Mapping[str, list[float]]

    def ratio(self, program: str, other: str) -> dict[str, float]:
        """How many times as long as ``other`` a program takes: median over the rounds, least and most."""
        each = [a / b for a, b in zip(self.seconds[program], self.seconds[other], strict=True)]
        best = min(self.seconds[program]) / min(self.seconds[other])
        return {"median": statistics.median(each), "least": min(each), "most": max(each), "of_best": best}

    def rate(self, program: str) -> dict[str, float]:
        """Histories a second: median over the rounds, least and most."""
        each = [1.0 / seconds for seconds in self.seconds[program]]
        return {"median": statistics.median(each), "least": min(each), "most": max(each)}

    def medians(self) -> dict[str, float]:
        """Median seconds for one history."""
        return {program: statistics.median(seconds) for program, seconds in self.seconds.items()}


def in_turn(
    programs: Mapping[str, tuple[Callable[[int], object], int]], *, rounds: int, clock: Clock = time.thread_time
) -> Times:
    """Measure programs in turn.

    Args:
        programs: by name, what lives so many histories, and how many it is to live each time; what measures itself
            returns `Measured`.
        rounds: how often each is measured, after one turn that is not counted.
        clock: processor time of this thread, or `time.perf_counter`.
    """
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    gc.disable()  # what one program leaves behind is not to be swept while another is measured
    try:
        for turn in range(rounds + 1):
            gc.collect()
            for name, (live, histories) in programs.items():
                taken = _taken(live, histories, clock) / histories
                if turn:
                    seconds[name].append(taken)
    finally:
        gc.enable()
    return Times(seconds)


def _taken(live: Callable[[int], object], histories: int, clock: Clock) -> float:
    start = clock()
    made = live(histories)
    return made if isinstance(made, Measured) else clock() - start
