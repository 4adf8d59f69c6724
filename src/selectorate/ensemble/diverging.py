"""Twins lived together: the same histories in two worlds, and the first month in which each tells something else.

That is an event, or how many full seats of committee and presidium follow whom, or who holds an office: where nobody
in a body has a name an election is no event, and yet it is what decides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.compiling import kernel_hash
from selectorate.ensemble.columns import Columns, reduced
from selectorate.ensemble.ensemble import NO_BLOCKS, Ensemble
from selectorate.ensemble.job import Job, Make
from selectorate.ensemble.keeping import BLOCK, Kept, cut, hashed, question, world_hash
from selectorate.ensemble.luck import luck
from selectorate.ensemble.packing import Array
from selectorate.ensemble.prepared import Dealer, identity
from selectorate.ensemble.progress import Progress
from selectorate.ensemble.provenance import processors
from selectorate.ensemble.running import space
from selectorate.ensemble.store import Store
from selectorate.ensemble.telling import KINDS
from selectorate.ensemble.twins import clear, some
from selectorate.parameters import EVENTS
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.simulation.warm import warm
from selectorate.state import Facts, Months

ROWS = 50
"""Histories that a thread lives before they are compared."""

MONTH, KIND = 0, 1
"""Columns of `Facts.events`; a row without a kind holds no event."""

SOURCES = ("diverging.py", "draws.py", "luck.py", "posterior.py", "prepared.py")
"""Files of this room that make these months from the facts of the kernel."""

Dates = NDArray[np.int16]
"""(k,): a month, or -1 for never."""


class Twins(NamedTuple):
    """The same histories in two worlds, and in which month each first differs, -1 where it never does (k,)."""

    one: Ensemble
    other: Ensemble
    months: Dates


def together(
    *worlds: tuple[Model, str],
    seed: int,
    histories: int,
    threads: int | None = None,
    store: Store | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Twins:
    """Live the same histories in two worlds, a block of the one and then of the other, and compare them.

    Args:
        worlds: two, each with where its happenings fall: ``"recorded"`` or ``"drawn"``.
        seed: from which each history has the same luck in both.
        histories: how many in each.
        threads: how many work at once, by default as many as there are processors; no bit depends on it.
        store: where finished blocks are kept and read back.
        progress: called after every block with the histories lived or read back, both worlds together.

    Raises:
        KeyboardInterrupt: it came before all were lived.
        QuestionError: more histories than memory holds.
    """
    models, happenings = [model for model, _ in worlds], [how for _, how in worlds]
    columns = [space(model, histories) for model in models]
    months = np.full(histories, -1, np.int16)
    asked = [question(model, seed=seed, happenings=how) for model, how in worlds]
    asked.append(_question(models, seed))
    about = models[0].scenario.name
    kept = [Kept(store, one, histories, about=about) for one in asked] if store else []
    pairs = _Pairs(models, seed, columns, months, kept)
    there = set.intersection(*(set(one.there) for one in kept)) if kept else set()
    hands, began = threads or processors(), time.perf_counter()
    if len(there) * BLOCK < histories:
        warm()

    def report(done: int) -> None:
        if progress:
            progress(Progress(2 * done, 2 * histories, time.perf_counter() - began))

    firsts = cut(histories, min(BLOCK, -(-histories // hands)), there)
    if Job(histories, firsts, pairs.hand).run(hands, report) < histories:
        raise KeyboardInterrupt
    seconds = time.perf_counter() - began
    one, other = (
        Ensemble(model, part.frozen(), seed, histories, how, hands, seconds, kept[k].counts if kept else NO_BLOCKS)
        for k, (model, part, how) in enumerate(zip(models, columns, happenings, strict=True))
    )
    return Twins(one, other, months)


def _question(models: Sequence[Model], seed: int) -> dict[str, Any]:
    """Everything that decides when histories part, but for which of them."""
    return {
        "kind": "parted",
        "kernel": kernel_hash(),
        "worlds": [world_hash(model) for model in models],
        "parameters": [identity(model) for model in models],
        "diverging": hashed(Path(__file__).with_name(name) for name in SOURCES),
        "seed": seed,
    }


@dataclass(frozen=True)
class _Pairs:
    """Blocks of histories in two worlds, read or lived by whichever thread takes them, each in rows of its own."""

    models: Sequence[Model]
    seed: int
    columns: Sequence[Columns]
    months: Dates
    kept: Sequence[Kept]

    def hand(self) -> Make:
        """What makes a block in one thread, with worlds and a state of its own."""
        worlds, dealers = [copy(model.worlds) for model in self.models], [Dealer(model) for model in self.models]
        states = new_state(events=EVENTS, heard=KINDS)
        facts = [new_facts(world[0], ROWS, monthly=True, events=EVENTS, minds=False) for world in worlds]

        def make(first: int, end: int) -> None:
            if self.read(first):
                return
            for start in range(first, end, ROWS):
                count = min(ROWS, end - start)
                for world, deal, whole, columns in zip(worlds, dealers, facts, self.columns, strict=True):
                    lived = some(whole, 0, count)
                    clear(lived, 0, count)
                    keys, own = luck(world[0], self.seed, start, count), deal(world, self.seed, start, count)
                    # Uncompiled, luck wraps around 2^64 with a warning that compiled code does not give.
                    with np.errstate(over="ignore"):
                        live_dealt(world, states, lived, keys, own)
                    columns.put(start, reduced(lived))
                self.months[start : start + count] = parted(facts[0], facts[1])[:count]
            for kept, arrays in zip(self.kept, self.arrays(), strict=False):
                if first - first % BLOCK not in kept.there:
                    kept.done(first, end - first, arrays)

        return make

    def arrays(self) -> list[dict[str, Array]]:
        """What is kept of each world, and of when they part."""
        return [*(columns._asdict() for columns in self.columns), {"months": self.months}]

    def read(self, first: int) -> bool:
        """Read the block that begins with a history, if all of it is there and sound."""
        if not self.kept or any(first not in one.there for one in self.kept):
            return False
        found = [one.read(first) for one in self.kept]
        if any(one is None for one in found):
            return False
        for arrays, known in zip(self.arrays(), found, strict=True):
            for name, rows in (known or {}).items():
                arrays[name][first : first + len(rows)] = rows
        return True


def parted(one: Facts, other: Facts) -> Dates:
    """The first month in which histories differ, by what is told of them and by how they stand month by month (k,)."""
    return _sooner(events_parted(one.events, other.events), seats_parted(one.months, other.months))


def events_parted(one: NDArray[np.int32], other: NDArray[np.int32]) -> Dates:
    """The month of the first event that differs, of events (k, rows, 8): the sooner of the two; -1 for never (k,)."""
    differs = (one != other).any(axis=2)
    first = differs.argmax(axis=1)[:, np.newaxis]
    found = []
    for events in (one, other):
        month, kind = (np.take_along_axis(events[:, :, which], first, 1)[:, 0] for which in (MONTH, KIND))
        found.append(np.where(differs.any(axis=1) & (kind > 0), month, -1).astype(np.int16))
    return _sooner(*found)


def seats_parted(one: Months, other: Months) -> Dates:
    """The first month in which followings of committee and presidium, or holders of offices, differ; -1 never (k,)."""
    differs = (one.following != other.following).any(axis=(2, 3)) | (one.holders != other.holders).any(axis=2)
    return np.where(differs.any(axis=1), differs.argmax(axis=1), -1).astype(np.int16)


def _sooner(one: Dates, other: Dates) -> Dates:
    """The sooner of two months, where -1 is never."""
    return np.where((one < 0) | ((other >= 0) & (other < one)), other, one)
