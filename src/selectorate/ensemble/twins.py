"""Twins: the same histories, with the same luck, in many worlds, and what is said of each; block after block.

Nothing is kept of a history but what a judge says of it: a few bytes. So a million histories take no more room than
their verdicts, and a block of histories in all worlds is what is kept on disk, read back and gone on from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from selectorate.compiling import kernel_hash
from selectorate.ensemble.columns import Columns, reduced
from selectorate.ensemble.draws import Ints
from selectorate.ensemble.keeping import columns_hash, hashed, kept_or_lived
from selectorate.ensemble.luck import Keys
from selectorate.ensemble.mixed import Mixed
from selectorate.ensemble.store import Store
from selectorate.ensemble.worlds import Worlds
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.simulation.warm import warm
from selectorate.state import Facts

Verdicts = NDArray[np.uint8]
"""(worlds, histories, width): what a judge says of each history, in bytes."""

ROWS = 400
"""Histories that a thread lives before they are judged: enough that judging costs little, few enough for memory."""


class Judge(Protocol):
    """Says of each history of some columns what is to be kept of it, in ``width`` bytes: (k, width)."""

    width: int

    def hash(self) -> str:
        """What names all that decides its judgements beside the columns."""
        ...

    def __call__(self, columns: Columns) -> Verdicts:
        """Judgements of histories, (k, width)."""
        ...


def twins(  # noqa: PLR0913 - so many things decide what is lived, and with what
    worlds: Worlds | Mixed,
    judge: Judge,
    *,
    seed: int,
    histories: int,
    block: int,
    threads: int,
    after: int = 0,
    store: Store | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Verdicts]:
    """Live ``histories`` in every world, and yield the verdicts block after block of histories.

    Args:
        worlds: in which.
        judge: what is kept of each history.
        seed: from which each history has the same luck in every world, but where a twin's is drawn anew.
        histories: how many in each world.
        block: histories of a block; the last is shorter.
        after: histories that are known already, a multiple of ``block``.
        threads: how many work at once; no bit depends on it.
        store: where finished blocks are kept and read back.
        progress: called with the number of histories lived or read back, all worlds together.
    """
    bounds = [*range(after, histories, block), histories]
    for first, end in pairwise(bounds):
        count = end - first
        found = kept_or_lived(
            store, _identity(worlds, seed, first, count, judge),
            partial(_lived, worlds, judge, seed, first, count, threads, progress), about=worlds.name,
            read=partial(progress, worlds.count * count) if progress else None,
        )  # fmt: skip
        yield found["verdicts"]


def lay_out(
    worlds: Worlds | Mixed, judge: Judge, *, seed: int, histories: int, block: int, store: Store | None
) -> None:
    """Lay out the worlds of a question, so that what cannot be is refused now, unless its first block is kept."""
    if store is None or not store.holds(_identity(worlds, seed, 0, min(block, histories), judge)):
        worlds.lay_out()


def _identity(worlds: Worlds | Mixed, seed: int, first: int, count: int, judge: Judge) -> dict[str, Any]:
    return {
        "kind": "twins",
        "kernel": kernel_hash(),
        **worlds.identity(),
        "judge": judge.hash(),
        "columns": columns_hash(),
        "twins": hashed(Path(__file__).with_name(name) for name in ("twins.py", "worlds.py", "mixed.py")),
        "seed": seed,
        "first": first,
        "count": count,
    }


def _lived(
    worlds: Worlds | Mixed,
    judge: Judge,
    seed: int,
    first: int,
    count: int,
    threads: int,
    progress: Callable[[int], None] | None,
) -> dict[str, Verdicts]:
    """The verdicts of one block."""
    warm()
    worlds.lay_out()
    verdicts = np.zeros((worlds.count, count, judge.width), np.uint8)
    for part, which, draws in worlds.shares(seed, first, count):
        luck = partial(_luck, part, seed, first, count, which)
        _live(part, judge, luck, draws, verdicts, which, threads, progress)
    return {"verdicts": verdicts}


def _luck(worlds: Worlds, seed: int, first: int, count: int, which: Ints, number: int) -> Keys:
    """The luck, in one world, of some histories of a block."""
    return np.ascontiguousarray(worlds.keys(number, seed, first, count)[which])


def _live(
    worlds: Worlds,
    judge: Judge,
    luck: Callable[[int], Keys],
    draws: Ints,
    verdicts: Verdicts,
    which: Ints,
    threads: int,
    progress: Callable[[int], None] | None,
) -> None:
    """Write the verdicts of some histories: threads take some worlds at a time, and each world has rows of its own."""
    count = len(which)
    families, rows = worlds.families(), worlds.kin * count
    step = max(1, ROWS // rows)
    parts = [families[start : start + step] for start in range(0, len(families), step)]
    waiting = iter(parts)

    def work() -> None:
        room, states = worlds.room(), new_state(forks=len(worlds.late))
        facts = new_facts(room[0], step * rows)
        for part in waiting:
            for k, family in enumerate(part):
                worlds.put_family(family, room)
                clear(facts, k * rows, rows)
                keys, own = luck(family[0]), worlds.dealt(family, room, draws)
                with np.errstate(over="ignore"):
                    live_dealt(room, states, some(facts, k * rows, rows), keys, own)
            told = judge(reduced(some(facts, 0, len(part) * rows)))
            verdicts[np.concatenate(part)[:, None], which] = told.reshape(-1, count, judge.width)
            if progress:
                progress(len(part) * rows)

    hands = min(threads, len(parts))
    with ThreadPoolExecutor(hands, thread_name_prefix="twins") as pool:
        for worker in [pool.submit(work) for _ in range(hands)]:
            worker.result()


def some(facts: Facts, start: int, count: int) -> Facts:
    """So many rows of facts from ``start`` on, without copying them."""
    rows: Any = facts[:-1]
    return Facts._make([*(part[start : start + count] for part in rows), facts.months])


def clear(facts: Facts, start: int, count: int) -> None:
    """Make rows of facts as they are before a history is lived."""
    for name in set(Facts._fields) - {"months"}:
        kept: Any = getattr(facts, name)
        kept[start : start + count] = -1 if name in ("reached", "holders", "lost") else 0
