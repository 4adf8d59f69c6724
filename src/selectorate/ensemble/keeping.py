"""The blocks of one question in a store: histories 0 to 249, 250 to 499 and so on, whoever lives them, few at a time.

What decides their bits is what the kernel is given and the kernel itself. The sources that stand between the kernel
and the columns count as well, so that no edit of them can give old answers.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from selectorate.compiling import kernel_hash
from selectorate.ensemble import provenance
from selectorate.ensemble.packing import Array
from selectorate.ensemble.prepared import identity
from selectorate.ensemble.store import Store, key
from selectorate.simulation.build import Model

BLOCK = 250
"""Histories of a block: short enough to stop after one, long enough that handing them out costs nothing."""

SOURCES = ("columns.py", "draws.py", "luck.py", "posterior.py", "prepared.py")
"""Files of this room that make luck from a seed, parameters from luck, and columns from facts."""


class Kept:
    """The blocks of a question, those that are there and those to come.

    Args:
        store: where they lie.
        asked: all that decides their bits, but for which histories they are of.
        histories: how many are asked for.
        about: what a list of the store calls them.
    """

    def __init__(self, store: Store, asked: Mapping[str, Any], histories: int, *, about: str) -> None:
        self.store, self.about, self.histories = store, about, histories
        self.question = {name: asked[name] for name in ("kind", "kernel")} | {"question": key(asked)}
        self.lock = Lock()
        self.counts = {"read": 0, "computed": 0}
        self.lived: Counter[int] = Counter()
        starts = range(0, histories, BLOCK)
        self.there = {first: size for first in starts if (size := self.held(first))}

    def identity(self, first: int, count: int) -> dict[str, Any]:
        """What a block is known by."""
        return {**self.question, "first": first, "count": count}

    def count(self, first: int) -> int:
        """Histories of the block that begins with one; the last may be shorter."""
        return min(BLOCK, self.histories - first)

    def held(self, first: int) -> int:
        """Histories of the block in the store that has all from ``first`` on that are asked for; 0 where none has."""
        sizes = sorted({self.count(first), BLOCK})
        return next((size for size in sizes if self.store.holds(self.identity(first, size))), 0)

    @property
    def complete(self) -> bool:
        """Whether nothing has to be lived."""
        return len(self.there) * BLOCK >= self.histories

    def read(self, first: int) -> dict[str, Array] | None:
        """The rows of the block that begins with a history, if it is there and sound."""
        size = self.there.get(first, 0)
        arrays = self.store.read(self.identity(first, size)) if size else None
        if arrays is None:
            self.there.pop(first, None)
            return None
        self.tell("read")
        return {name: array[: self.count(first)] for name, array in arrays.items()}

    def done(self, first: int, count: int, arrays: Mapping[str, Array]) -> None:
        """Some histories of a block are lived, in their rows of ``arrays``; with the last of them it is written."""
        start = first - first % BLOCK
        with self.lock:
            self.lived[start] += count
            whole = self.lived[start] == self.count(start)
        if whole:
            end = start + self.count(start)
            rows = {name: array[start:end] for name, array in arrays.items()}
            self.store.write(self.identity(start, end - start), rows, about=self.about)
            self.tell("computed")

    def tell(self, what: str) -> None:
        """Count a block read or computed."""
        with self.lock:
            self.counts[what] += 1


def cut(histories: int, length: int, there: Container[int]) -> list[int]:
    """Where work is cut: a block that is there is one piece, one that is not is lived ``length`` at a time."""
    found: list[int] = []
    for first in range(0, histories, BLOCK):
        step = BLOCK if first in there else length
        found += range(first, min(first + BLOCK, histories), step)
    return found


def question(model: Model, *, seed: int, happenings: str) -> dict[str, Any]:
    """Everything that decides the bits of histories, but for which of them."""
    return {
        "kind": "histories",
        "kernel": kernel_hash(),
        "columns": columns_hash(),
        "scenario": model.scenario.hash,
        "parameters": {name: float(value) for name, value in model.parameters.items()},
        "parameters_set": {name: float(value) for name, value in model.numbers.items()},
        "changes": provenance.changes(model),
        "happenings": happenings,
        "from": model.start,
        "world": world_hash(model),
        "seed": int(seed),
        **identity(model),
    }


def world_hash(model: Model) -> str:
    """Sha-256 over a world as it is laid out."""
    return hashlib.sha256(np.ascontiguousarray(model.worlds).tobytes()).hexdigest()


def kept_or_lived(
    store: Store | None,
    identity: Mapping[str, Any],
    live: Callable[[], dict[str, Array]],
    *,
    about: str,
    read: Callable[[], None] | None = None,
) -> dict[str, Array]:
    """The arrays that a store has under an identity; where it has none, or there is no store, they are lived.

    Args:
        store: where they are kept.
        identity: all that decides their bits.
        live: lives them.
        about: what a list of the store calls them.
        read: called where they were read.
    """
    found = store.read(identity) if store else None
    if found is not None:
        if read:
            read()
        return found
    lived = live()
    if store:
        store.write(identity, lived, about=about)
    return lived


@cache
def columns_hash() -> str:
    """Sha-256 over the sources between the kernel and the columns."""
    return hashed(Path(__file__).with_name(name) for name in SOURCES)


def hashed(files: Iterable[Path]) -> str:
    """Sha-256 over the texts of some sources: what is kept of them is kept under it."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
