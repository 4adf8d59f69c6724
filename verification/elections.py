"""The law of a society in which only boards are elected, with the powers of its chair and without, under the same luck.

The society: heads of branches never change, and no seat of the board is kept from one assembly to the next. At an
assembly each of M seats falls by one number u between 0 and 1, evenly drawn: below ``slate`` to the people of whoever
holds the chair, and above it to those of the contenders in the order of their luck keys, each with a length in
proportion to his branches; what is left is nobody's. Without the powers there is no list, and the lengths take all of
0 to 1. A contender with more than half of the board takes the chair.

So both worlds are known seat by seat: the u at which a seat is i's in one and j's in the other are an overlap of two
intervals. Seats are alike and independent, so majorities in both worlds follow from counts, and the holder before each
assembly from a chain of three states. Nothing of the engine is used but the numbers of a scenario.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Society(NamedTuple):
    """What the law depends on; branches of nobody come last."""

    branches: tuple[int, ...]
    seats: int
    slate: float
    assemblies: int
    holder: int

    @property
    def contenders(self) -> int:
        """How many contend."""
        return len(self.branches) - 1


class Law(NamedTuple):
    """What is so after the last assembly, with the powers (rows, or first) and without them (columns, or second).

    Attributes:
        majorities: (n + 1, n + 1) who has more than half of the board in each world; the last is nobody.
        holders: (2, n) who holds the chair.
        lost: (2,) that the first holder has lost the chair at some assembly.
    """

    majorities: Floats
    holders: Floats
    lost: Floats

    def with_powers(self) -> Floats:
        """Majorities in the world with the powers, (n + 1,)."""
        return np.asarray(self.majorities.sum(axis=1))

    def without(self) -> Floats:
        """Majorities in the world without them, (n + 1,)."""
        return np.asarray(self.majorities.sum(axis=0))

    def necessity(self, i: int) -> float:
        """Of the histories in which i has a majority with the powers, those in which he has none without."""
        return float(1.0 - self.majorities[i, i] / self.with_powers()[i])

    def sufficiency(self, i: int) -> float:
        """Of the histories in which i has no majority without the powers, those in which he has one with them."""
        return float((self.with_powers()[i] - self.majorities[i, i]) / (1.0 - self.without()[i]))

    def differs(self) -> float:
        """That another has the majority in the other world."""
        return float(1.0 - np.trace(self.majorities))


def lengths(society: Society, holder: int | None) -> list[tuple[int, float]]:
    """Patrons and the lengths of u at which a seat is theirs, in order; ``holder`` None: there is no list."""
    slate = 0.0 if holder is None else society.slate
    whole = sum(society.branches)
    listed = [] if holder is None else [(holder, slate)]
    return listed + [(i, (1.0 - slate) * owned / whole) for i, owned in enumerate(society.branches)]


def seat(society: Society, holder: int) -> Floats:
    """Whose one seat is in both worlds: (n + 1, n + 1), with the powers and without."""
    pieces = [intervals(lengths(society, who)) for who in (holder, None)]
    chances = np.zeros((society.contenders + 1,) * 2)
    for (i, begin, end), (j, start, stop) in product(*pieces):
        chances[i, j] += max(0.0, min(end, stop) - max(begin, start))
    return chances


def intervals(pieces: list[tuple[int, float]]) -> list[tuple[int, float, float]]:
    """Lengths laid one after the other: (patron, begin, end)."""
    ends = np.cumsum([length for _, length in pieces]).tolist()
    return [(patron, begin, end) for (patron, _), begin, end in zip(pieces, [0.0, *ends], ends, strict=False)]


def elected(society: Society, holder: int) -> Floats:
    """Who has a majority of a board in each world, where ``holder`` holds the chair: (n + 1, n + 1)."""
    one, n = seat(society, holder), society.contenders
    chances = np.zeros((n + 1, n + 1))
    for i, j in product(range(n), repeat=2):
        chances[i, j] = more_than_half(society.seats, one[i].sum(), one[:, j].sum(), one[i, j])
    for i in range(n):
        chances[i, n] = more_than_half(society.seats, one[i].sum(), 1.0, one[i].sum()) - chances[i].sum()
        chances[n, i] = more_than_half(society.seats, one[:, i].sum(), 1.0, one[:, i].sum()) - chances[:n, i].sum()
    chances[n, n] = 1.0 - chances.sum()
    return chances


def more_than_half(seats: int, first: float, second: float, both: float) -> float:
    """That of so many seats more than half are of the first kind and more than half of the second, both by seat."""
    counted = np.zeros((seats + 1, seats + 1))
    counted[0, 0] = 1.0
    for _ in range(seats):
        after = counted * (1.0 - first - second + both)
        after[1:, :] += counted[:-1, :] * (first - both)
        after[:, 1:] += counted[:, :-1] * (second - both)
        after[1:, 1:] += counted[:-1, :-1] * both
        counted = after
    half = seats // 2 + 1
    return float(counted[half:, half:].sum())


def law_of(society: Society) -> Law:
    """The law after the last assembly."""
    n = society.contenders
    boards = np.array([elected(society, holder) for holder in range(n)])
    moves = np.array([boards.sum(axis=2), boards.sum(axis=1)])[:, :, :n]
    holders = np.zeros((2, n))
    holders[:, society.holder] = 1.0
    kept = np.ones(2)
    together = boards[society.holder]
    for _ in range(society.assemblies):
        together = np.einsum("h,hij->ij", holders[0], boards)
        stay = 1.0 - moves.sum(axis=2) + np.array([np.diag(move) for move in moves])
        kept = kept * stay[:, society.holder]
        gained = np.einsum("wh,whj->wj", holders, moves * (1.0 - np.eye(n)))
        holders = holders * stay + gained
    return Law(together, holders, 1.0 - kept)
