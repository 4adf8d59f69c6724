"""What is kept of a history that nobody will open: how it ended, and which of the declared outcomes held."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.conditions import Seen, Truth, decided
from selectorate.analysis.endings import which_of
from selectorate.analysis.outcomes import held_of
from selectorate.analysis.statements import ending_statements, outcome_statements
from selectorate.ensemble import Columns
from selectorate.ensemble.keeping import hashed
from selectorate.errors import QuestionError, offered
from selectorate.simulation.build import Model

Verdicts = NDArray[np.uint8]
"""(..., width): the ending in the first byte, outcomes as bits in the others."""


SOURCES = ("judging", "conditions", "endings", "outcomes", "statements")


class Single:
    """Judges whether one ending or outcome held: one byte a history.

    Attributes:
        outcome: its id.
        months: months of a history that decide it.
    """

    width = 1

    def __init__(self, model: Model, outcome: str) -> None:
        self.whole, self.outcome = Verdict(model), outcome
        self.whole.find(outcome)
        endings = self.whole.endings
        asked = endings if outcome in [said.id for said in endings] else self.whole.outcomes
        # An ending is the first that fits, so all of them decide which it is.
        parts = [said for said in asked if asked is endings or said.id == outcome]
        self.months = 1 + max(
            decided(said.when, model.scenario) if said.when is not None else model.scenario.months - 1
            for said in parts
            if said.when is not None or asked is not endings
        )

    def hash(self) -> str:
        """What names all that decides its judgements beside the columns."""
        return f"{self.whole.hash()} {self.outcome}"

    def __call__(self, columns: Columns) -> Verdicts:
        """Judgements of histories, (k, 1)."""
        return self.whole.held(self.whole(columns), self.outcome)[:, None].astype(np.uint8)


class Verdict:
    """Judges histories that were lived in a model, and reads its own judgements.

    Attributes:
        endings: every ending of the scenario, by rank and then by contender.
        outcomes: every declared outcome.
        width: bytes of a judgement.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.endings = ending_statements(model.scenario, model.names)
        self.outcomes = outcome_statements(model.scenario, model.names)
        self.width = 1 + -(-len(self.outcomes) // 8)

    def __call__(self, columns: Columns) -> Verdicts:
        """Judgements of histories, (k, width)."""
        seen = Seen.at(columns, self.model)
        verdicts = np.zeros((columns.histories, self.width), np.uint8)
        verdicts[:, 0] = which_of(self.endings, seen)
        verdicts[:, 1:] = np.packbits(held_of(self.outcomes, seen), axis=0, bitorder="little").T
        return verdicts

    @staticmethod
    def hash() -> str:
        """Sha-256 over the sources that judge; what is declared to be judged is in the scenario's own hash."""
        return hashed(Path(__file__).with_name(f"{name}.py") for name in SOURCES)

    def names(self) -> list[str]:
        """Ids of all endings and outcomes."""
        return [said.id for said in (*self.endings, *self.outcomes)]

    def find(self, name: str) -> None:
        """Refuse an id of no ending or outcome.

        Raises:
            QuestionError: there is none of this id.
        """
        if name not in self.names():
            raise QuestionError(f"unknown ending or outcome {name!r}{offered(name, self.names())}")

    def held(self, verdicts: Verdicts, name: str) -> Truth:
        """Whether an ending or outcome held, by its id, (...).

        Raises:
            QuestionError: there is none of this id.
        """
        self.find(name)
        for index, said in enumerate(self.endings):
            if said.id == name:
                return np.asarray(verdicts[..., 0] == index)
        index = [said.id for said in self.outcomes].index(name)
        return np.asarray(verdicts[..., 1 + index // 8] >> (index % 8) & 1, np.bool_)
