"""Worlds of several readings, of which each history lives in one: in the same in all its worlds, with the same draw.

Readings have places in one row, in proportion to their weights, and each place has one of the reading's draws. The luck
that picks a history's draw of a posterior picks its place here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble.draws import Ints
from selectorate.ensemble.worlds import Worlds
from selectorate.simulation.history import choose

PLACES = 4_000
"""Places in all: a weight is met to within one of them."""


def places(weights: Sequence[float], count: int = PLACES) -> Ints:
    """Which reading has each place (count,): as many as its weight asks for, the last ones to the largest remainders.

    >>> places([0.5, 0.3, 0.2], 4).tolist()
    [0, 0, 1, 2]
    """
    due = np.asarray(weights) / np.sum(weights) * count
    many = np.floor(due).astype(np.int64)
    more = np.argsort(many - due, kind="stable")[: count - int(many.sum())]
    many[more] += 1
    return np.repeat(np.arange(len(many)), many)


class Mixed:
    """The same worlds for each of several readings.

    Attributes:
        parts: the worlds of each reading; all have as many, in the same order.
        rows: which reading has each place (places,).
        draws: which draw of the reading's posterior each place has (places,).
    """

    def __init__(self, parts: Sequence[Worlds], weights: Sequence[float]) -> None:
        """Worlds of readings, each with a posterior, and the readings' weights."""
        self.parts, self.rows = tuple(parts), places(weights)
        self.draws = np.zeros(len(self.rows), np.int64)
        for reading, part in enumerate(self.parts):
            there = np.flatnonzero(self.rows == reading)
            self.draws[there] = np.arange(len(there)) % len(part.posterior or ())

    @property
    def count(self) -> int:
        """How many worlds there are."""
        return self.parts[0].count

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.parts[0].name

    def lay_out(self) -> Mixed:
        """Lay out the worlds of every reading, once.

        Raises:
            QuestionError: a change cannot be made under some reading.
        """
        for part in self.parts:
            part.lay_out()
        return self

    def shares(self, seed: int, first: int, count: int) -> list[tuple[Worlds, Ints, Ints]]:
        """Of so many histories, those that live in the worlds of each reading, by their places; and their draws."""
        place = np.zeros(count, np.int64)
        choose(np.uint64(seed), first, len(self.rows), place)
        found: list[tuple[Worlds, Ints, Ints]] = []
        for reading, part in enumerate(self.parts):
            mine: NDArray[np.int64] = np.flatnonzero(self.rows[place] == reading)
            if mine.size:
                found.append((part, mine, self.draws[place[mine]]))
        return found

    def identity(self) -> dict[str, Any]:
        """All that decides the bits of all worlds beside the kernel, as plain data."""
        many = np.bincount(self.rows, minlength=len(self.parts)).tolist()
        return {"mixed": [[count, part.identity()] for count, part in zip(many, self.parts, strict=True)]}
