"""Outcomes: statements that may hold of a history beside others. Which is read decides much, so all are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selectorate.analysis.conditions import Seen, Truth, holds
from selectorate.analysis.intervals import interval
from selectorate.analysis.statements import Statement, outcome_statements
from selectorate.ensemble import Ensemble


@dataclass(frozen=True, eq=False)
class Outcomes:
    """What held of each history.

    Attributes:
        statements: every outcome, by id.
        held: (outcomes, k) whether each held.
    """

    statements: tuple[Statement, ...]
    held: Truth

    def counts(self) -> list[int]:
        """Histories in which each outcome held."""
        counts: list[int] = self.held.sum(axis=1).tolist()
        return counts

    def shares(self) -> dict[str, float]:
        """Share of histories by outcome."""
        histories = self.held.shape[1]
        return {said.id: n / histories for said, n in zip(self.statements, self.counts(), strict=True)}

    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % interval of the share by outcome."""
        histories = self.held.shape[1]
        return {said.id: interval(n, histories) for said, n in zip(self.statements, self.counts(), strict=True)}


def outcomes(ensemble: Ensemble) -> Outcomes:
    """What held of the histories of an ensemble."""
    statements = outcome_statements(ensemble.scenario, ensemble.names)
    return Outcomes(tuple(statements), held_of(statements, Seen.of(ensemble)))


def held_of(statements: Sequence[Statement], seen: Seen) -> Truth:
    """Whether each statement held of each history, (statements, k)."""
    held = np.zeros((len(statements), seen.columns.histories), np.bool_)
    for row, said in enumerate(statements):
        if said.when is not None:
            held[row] = holds(said.when, seen, said.whose)
    return held
