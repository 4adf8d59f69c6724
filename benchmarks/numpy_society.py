"""The society of the scenario `association` in NumPy, all histories of a batch moved at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.society import Kept, Society

BATCH = 500
"""Histories moved at once: enough that calls cost little, few enough that arrays stay in the cache."""


def live(society: Society, histories: int, *, seed: int) -> Kept:
    """Live so many histories with luck from NumPy's own generator."""
    luck = np.random.default_rng(seed)
    kept = Kept.room(society, histories)
    for first in range(0, histories, BATCH):
        _Batch(society, kept.part(first, first + BATCH), luck).live()
    return kept


class _Batch:
    def __init__(self, society: Society, kept: Kept, luck: np.random.Generator) -> None:
        many = len(kept.holder)
        self.society, self.kept, self.luck = society, kept, luck
        self.patron = np.tile(society.unit_patron, (many, 1))
        self.board = np.tile(society.seat_patron, (many, 1))
        self.chair = np.full(many, society.chair)

    def live(self) -> None:
        society, sitting = self.society, 0
        for month in range(society.months):
            self.change_heads()
            if society.sits[month]:
                self.elect_board()
                self.elect_chair(month)
                self.kept.following[:, sitting] = self.count(self.board)
                sitting += 1
        self.kept.final[:] = self.count(self.board)
        self.kept.holder[:] = self.chair
        self.kept.owned[:] = self.count(self.patron)[:, :-1] / society.units

    def change_heads(self) -> None:
        history, unit = np.nonzero(self.luck.random(self.patron.shape) < self.society.turnover)
        owes = self.luck.random(len(history)) < self.society.partisan
        self.patron[history, unit] = np.where(owes, self.chair[history], self.society.contenders)

    def elect_board(self) -> None:
        shape, society = self.board.shape, self.society
        reach = self.count(self.patron).cumsum(1) / society.units
        chosen = (self.luck.random(shape)[:, :, None] >= reach[:, None, :-1]).sum(2)
        listed = self.luck.random(shape) < society.slate
        stays = self.luck.random(shape) < society.retention
        self.board = np.where(stays, self.board, np.where(listed, self.chair[:, None], chosen))

    def elect_chair(self, month: int) -> None:
        seats = self.count(self.board)[:, :-1]
        leading = seats.argmax(1)
        falls = (leading != self.chair) & (2 * seats.max(1) > self.society.seats)
        self.kept.lost[falls & (self.kept.lost < 0)] = month
        self.chair = np.where(falls, leading, self.chair)

    def count(self, patron: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.stack([(patron == i).sum(1) for i in range(self.society.contenders + 1)], 1)
