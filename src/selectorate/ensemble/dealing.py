"""Histories dealt over worlds: each is lived in a few of many worlds, and a few numbers of each are kept.

Where a question has as many worlds as there are units, nobody need live every history in every world: history k is
lived in the worlds whose turn it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble.prepared import which
from selectorate.ensemble.twins import clear, some
from selectorate.ensemble.worlds import Worlds
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.simulation.warm import warm
from selectorate.state import Facts

Numbers = NDArray[np.int16]
"""(rows, histories, width): what is kept of each history."""

ROWS = 50
"""Histories that a thread lives before what is kept of them is: months of them take some 100 kilobytes each."""


class Deal(NamedTuple):
    """Histories that are lived in one world, and the row in which they are kept."""

    row: int
    world: int
    histories: range

    def parts(self) -> Iterator[Deal]:
        """The same deal, so many histories at a time."""
        for start in range(0, len(self.histories), ROWS):
            yield self._replace(histories=self.histories[start : start + ROWS])


def dealt(
    worlds: Worlds,
    deals: Iterable[Deal],
    keep: Callable[[Facts], Numbers],
    room: tuple[int, int, int],
    *,
    seed: int,
    threads: int,
    first: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Numbers:
    """Live histories in the worlds that they are dealt to; no bit depends on the number of threads.

    Args:
        worlds: in which.
        deals: which histories in which world, counted from ``first``.
        keep: what is kept of each history, (k, width), from facts with months.
        room: rows, histories and width of what is kept.
        seed: from which a history has the same luck in every world.
        threads: how many work at once.
        first: the number of the first history among those of the seed.
        progress: called with the number of histories lived.
    """
    warm()
    worlds.lay_out()
    found = np.zeros(room, np.int16)
    keys, draws = worlds.keys(0, seed, first, room[1]), which(worlds.base, seed, first, room[1])
    waiting = iter([part for deal in deals for part in deal.parts()])

    def work() -> None:
        here, states = worlds.room(), new_state()
        facts = new_facts(here[0], ROWS, monthly=True)
        for row, world, histories in waiting:
            count = len(histories)
            worlds.put(world, here)
            clear(facts, 0, count)
            lived = some(facts, 0, count)
            with np.errstate(over="ignore"):
                live_dealt(here, states, lived, keys[histories], worlds.dealt([world], here, draws[histories]))
            found[row, histories] = keep(lived)[:count]
            if progress:
                progress(count)

    with ThreadPoolExecutor(threads, thread_name_prefix="dealing") as pool:
        for worker in [pool.submit(work) for _ in range(threads)]:
            worker.result()
    return found
