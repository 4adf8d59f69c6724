"""The society of the scenario `association` as a plain loop under numba, with luck from numba's own generator."""
# ruff: noqa: NPY002 - under numba, functions of `np.random` are its own generator, and the fastest it has

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from benchmarks.society import Kept, Society

Counts = NDArray[np.int16]
Patrons = NDArray[np.int64]


class Rules(NamedTuple):
    """The society."""

    nobody: int
    chair: int
    turnover: float
    partisan: float
    retention: float
    slate: float
    sits: NDArray[np.int64]
    unit_patron: Patrons
    seat_patron: Patrons


class Room(NamedTuple):
    """What is kept, as `Kept` has it."""

    following: Counts
    final: Counts
    holder: Counts
    lost: Counts
    owned: NDArray[np.float64]


def live(society: Society, histories: int, *, seed: int) -> Kept:
    """Live so many histories."""
    kept = Kept.room(society, histories)
    own = {name: getattr(society, name) for name in Rules._fields if name != "nobody"}
    live_all(Rules(nobody=society.contenders, **own), Room(**vars(kept)), seed)
    return kept


def _change_heads(rules: Rules, patron: Patrons, chair: int) -> None:
    for u in range(len(patron)):
        if np.random.random() < rules.turnover:
            patron[u] = chair if np.random.random() < rules.partisan else rules.nobody


def _elect_board(rules: Rules, board: Patrons, delegates: Patrons, chair: int) -> None:
    for seat in range(len(board)):
        if np.random.random() >= rules.retention:
            listed = np.random.random() < rules.slate
            board[seat] = chair if listed else delegates[np.random.randint(len(delegates))]


def _elect_chair(rules: Rules, board: Patrons, chair: int) -> int:
    for patron in range(rules.nobody):
        seats = 0
        for owner in board:
            seats += owner == patron
        if 2 * seats > len(board):
            return patron
    return chair


def _live_all(rules: Rules, kept: Room, seed: int) -> None:
    np.random.seed(seed)
    for k in range(len(kept.holder)):
        patron, board, chair, sitting = rules.unit_patron.copy(), rules.seat_patron.copy(), rules.chair, 0
        for t in range(len(rules.sits)):
            change_heads(rules, patron, chair)
            if rules.sits[t] == 1:
                elect_board(rules, board, patron, chair)
                leading = elect_chair(rules, board, chair)
                if leading != chair and kept.lost[k] < 0:
                    kept.lost[k] = t
                chair = leading
                for owner in board:
                    kept.following[k, sitting, owner] += 1
                sitting += 1
        kept.holder[k] = chair
        for owner in board:
            kept.final[k, owner] += 1
        for owner in patron:
            if owner != rules.nobody:
                kept.owned[k, owner] += 1.0 / len(patron)


change_heads, elect_board, elect_chair = map(numba.njit, (_change_heads, _elect_board, _elect_chair))
live_all = numba.njit(_live_all)
