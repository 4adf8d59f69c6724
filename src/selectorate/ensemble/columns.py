"""What an ensemble keeps of each history: `Facts` with counts as counts, in the smallest whole numbers that hold them.

A history of ``ussr-1922`` takes some 400 bytes. No share is kept where a count does: a share of the same two whole
numbers is the same to the last bit wherever it is formed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.state import Facts


class Columns(NamedTuple):
    """One row a history; ``-1`` is never, or nobody. Contenders, bodies and so on stand as in `Names`."""

    reached: NDArray[np.int16]  # (k, contenders, rungs) month
    following: NDArray[np.int16]  # (k, kept sittings, contenders + 1) full committee seats by patron, none last
    final: NDArray[np.int16]  # (k, bodies, contenders + 1) full seats by patron at the month of reading
    blocs: NDArray[np.int16]  # (k, bodies) full seats of the smaller side where a campaign divides a body most
    holders: NDArray[np.int16]  # (k, offices) person at the month of reading
    lost: NDArray[np.int16]  # (k, offices) month in which the first holder lost the office
    status: NDArray[np.int8]  # (k, contenders) bits: 1 dead, 2 no full seat of the presidium, 4 under sanction
    campaign: NDArray[np.int8]  # (k,) 1 where a campaign was open at the month of reading
    owned: NDArray[np.float32]  # (k, contenders) share of the base's weight owned at the month of reading

    @property
    def histories(self) -> int:
        """The number of rows."""
        return len(self.campaign)

    def rows(self, start: int, end: int) -> Columns:
        """Rows ``start`` to ``end``, without copying them."""
        return _each(lambda column: column[start:end], self)

    def frozen(self) -> Columns:
        """The same columns, not to be written any more."""
        for column in _arrays(self):
            column.setflags(write=False)
        return self

    def put(self, start: int, block: Columns) -> None:
        """Write a block over the rows from ``start`` on."""
        for column, part in zip(_arrays(self), _arrays(block), strict=True):
            column[start : start + len(part)] = part


def _each(change: Callable[[NDArray[Any]], NDArray[Any]], columns: Columns) -> Columns:
    parts: Iterable[Any] = map(change, _arrays(columns))
    return Columns(*parts)


def _arrays(columns: Columns) -> list[NDArray[Any]]:
    return list(columns)


def reduced(facts: Facts) -> Columns:
    """The facts of a block as columns."""
    return Columns(
        reached=facts.reached,
        following=facts.following,
        final=facts.final,
        blocs=_seats(facts),
        holders=facts.holders,
        lost=facts.lost,
        status=facts.status,
        campaign=facts.campaign,
        owned=facts.owned.astype(np.float32),
    )


def _seats(facts: Facts) -> NDArray[np.int16]:
    """Full seats of the smaller bloc: its share was formed from this whole number, so rounding gives it back."""
    taken = facts.final.sum(axis=2, dtype=np.int64)
    seats: NDArray[np.int16] = np.rint(facts.blocs[:, :, 1] * taken).astype(np.int16)
    return seats


def room(like: Columns, histories: int) -> Columns:
    """Columns for so many histories, shaped like those of a block; memory is taken as rows are written."""
    return _each(lambda column: np.zeros((histories, *column.shape[1:]), column.dtype), like)


def size(like: Columns) -> int:
    """Bytes that a history takes."""
    return sum(int(np.prod(column.shape[1:])) * column.itemsize for column in like)
