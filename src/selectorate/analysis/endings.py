"""Endings: exclusive, the first by rank that holds; all of them are there, also those that never came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.conditions import Seen, Truth, holds
from selectorate.analysis.intervals import interval
from selectorate.analysis.statements import Statement, ending_statements
from selectorate.ensemble import Ensemble


@dataclass(frozen=True, eq=False)
class Endings:
    """How each history ended.

    Attributes:
        statements: every ending, by rank and then by id of the contender.
        which: (k,) index of each history's ending among ``statements``.
        counts: histories of each ending; they sum to all.
    """

    statements: tuple[Statement, ...]
    which: NDArray[np.int16]
    counts: tuple[int, ...]

    def shares(self) -> dict[str, float]:
        """Share of histories by ending."""
        return {said.id: n / len(self.which) for said, n in zip(self.statements, self.counts, strict=True)}

    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % interval of the share by ending."""
        return {said.id: interval(n, len(self.which)) for said, n in zip(self.statements, self.counts, strict=True)}


def endings(ensemble: Ensemble) -> Endings:
    """How the histories of an ensemble ended."""
    statements = ending_statements(ensemble.scenario, ensemble.names)
    which = which_of(statements, Seen.of(ensemble))
    counts = np.bincount(which, minlength=len(statements))
    return Endings(tuple(statements), which, tuple(counts.tolist()))


def which_of(statements: Sequence[Statement], seen: Seen) -> NDArray[np.int16]:
    """The index of each history's ending among all endings of the scenario, (k,)."""
    which = np.full(seen.columns.histories, -1, np.int16)
    # Where two contenders met one condition, the earlier luck key is taken: an id must not decide anything.
    for said in sorted(statements, key=lambda said: (_rank(seen, said), said.entry, said.whose.index)):
        fits: Truth = np.full(len(which), True) if said.when is None else holds(said.when, seen, said.whose)
        which[fits & (which < 0)] = statements.index(said)
    return which


def _rank(seen: Seen, said: Statement) -> int:
    return seen.scenario.document.endings[said.entry].rank
