"""Many histories of one question, and what is needed to make them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from selectorate.ensemble import provenance
from selectorate.ensemble.asking import numbers, words
from selectorate.ensemble.columns import Columns
from selectorate.ensemble.figures import followings, table
from selectorate.ensemble.history import History, tell
from selectorate.ensemble.prepared import of_parameters
from selectorate.errors import QuestionError
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model, Names

NO_BLOCKS = {"read": 0, "computed": 0}
"""Blocks of a store, where there is none."""


@dataclass(frozen=True, repr=False, eq=False)
class Ensemble:
    """Histories 0, 1, 2 ... of one question.

    Attributes:
        model: the world the histories were lived in, with its names and parameters.
        columns: what is kept of each history, one row each.
        seed: from which, with its number, each history has its luck.
        asked: histories that were asked for; fewer are answered where the run was interrupted.
        happenings: ``"recorded"`` or ``"drawn"``.
        threads: threads that lived them. The columns do not depend on it.
        seconds: time they took.
        blocks: blocks of a store that were read and that were computed; none without a store.
    """

    model: Model
    columns: Columns
    seed: int
    asked: int
    happenings: str
    threads: int
    seconds: float
    blocks: Mapping[str, int] = field(default_factory=lambda: NO_BLOCKS)

    @property
    def histories(self) -> int:
        """Histories that are answered."""
        return self.columns.histories

    @property
    def interrupted(self) -> bool:
        """Whether fewer histories are answered than were asked for."""
        return self.histories < self.asked

    @property
    def scenario(self) -> Scenario:
        """The scenario the question was asked of."""
        return self.model.scenario

    @property
    def names(self) -> Names:
        """The ids behind the indices of the columns."""
        return self.model.names

    @property
    def parameters(self) -> Mapping[str, float]:
        """Every parameter of the question."""
        return self.model.parameters

    @property
    def changes(self) -> Mapping[str, float]:
        """The parameters that the question set by their names, those not counted that its other changes set."""
        return numbers(self.model)

    def provenance(self) -> dict[str, Any]:
        """With what, where and at what cost the histories were lived."""
        return provenance.of(self.model, seed=self.seed, happenings=self.happenings) | {
            "histories": self.histories,
            "histories_asked": self.asked,
            "threads": self.threads,
            "seconds": self.seconds,
            "blocks": dict(self.blocks),
            "peak_memory_bytes": provenance.peak_memory(),
        }

    def __repr__(self) -> str:
        parts = ((len(getattr(self.names, part)), part) for part in ("contenders", "offices"))
        counts = ", ".join(_counted(count, part) for count, part in parts)
        said = f"{self.histories:,} histories, seed {self.seed}{' (interrupted)' if self.interrupted else ''}"
        sessions = _counted(len(self.names.sittings), "sessions")
        return f"<Ensemble {self.scenario.name}: {said}; {counts}, {sessions}; {self.scenario.hash[:12]}>"

    def _repr_html_(self) -> str:
        set_here = ", ".join(f"{name} = {value:g}" for name, value in sorted(self.changes.items()))
        others = [
            *words(self.scenario, self.model.changes),
            *(["--from", self.model.start] if self.model.start else []),
        ]
        rows = [
            ("histories", f"{self.histories:,}{f' of {self.asked:,}: interrupted' if self.interrupted else ''}"),
            ("seed", f"{self.seed}"),
            ("happenings", self.happenings),
            ("parameters set", set_here or "none"),
            ("other changes", " ".join(others) or "none"),
            ("read", f"at the end of {self.scenario.document.scenario.read}"),
            ("scenario", self.scenario.hash[:12]),
        ]
        caption = f"{self.histories:,} histories of {self.scenario.name}, with {of_parameters(self.model)}."
        return table(caption, rows) + self.figure()

    def figure(self) -> str:
        """The mean share of the committee in each following by session, as a figure in HTML."""
        counts = self.columns.following.sum(axis=0, dtype=np.int64)
        whose = f"mean of {self.histories:,} histories, {of_parameters(self.model)}"
        return followings(self.scenario, self.names, counts, whose)

    def history(self, number: int) -> History:
        """Live one history of the ensemble again, and tell it month by month.

        Args:
            number: from 0.

        Raises:
            QuestionError: the ensemble has no history of this number.
        """
        if not 0 <= number < self.histories:
            raise QuestionError(f"histories of this ensemble are 0 to {self.histories - 1}, not {number}")
        return tell(self.model, seed=self.seed, number=number)


def _counted(count: int, things: str) -> str:
    return f"{count} {things if count != 1 else things[:-1]}"
