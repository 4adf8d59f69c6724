"""Two worlds beside each other, history by history: what another world changes, and when twins part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.doubt import Interval, difference, share, simultaneous
from selectorate.analysis.endings import Endings, endings
from selectorate.analysis.outcomes import outcomes
from selectorate.analysis.parting import Parting
from selectorate.analysis.spread import Spread
from selectorate.ensemble import Ensemble
from selectorate.errors import QuestionError


@dataclass(frozen=True, eq=False)
class Comparison:
    """The same histories in two worlds; histories of one number share all luck.

    Attributes:
        baseline: the world as it was.
        changed: the other world.
        parted: when each history parts from its twin.
        spread: histories among draws of the posterior in both worlds; None with hand-set parameters.
    """

    baseline: Ensemble
    changed: Ensemble
    parted: Parting
    spread: Spread | None = None

    def __post_init__(self) -> None:
        if self.baseline.seed != self.changed.seed or self.baseline.histories != self.changed.histories:
            raise QuestionError("twins are histories of one seed and one number")

    def both(self) -> tuple[Endings, Endings]:
        """How the histories of each world ended."""
        return endings(self.baseline), endings(self.changed)

    def flipped(self) -> NDArray[np.bool_]:
        """Whether each history ends otherwise in the other world, (k,)."""
        one, other = self.both()
        return np.asarray(one.which != other.which)

    def intervals(self) -> tuple[dict[str, Interval], Interval]:
        """The difference of every ending and outcome, changed less baseline, and the share that ends otherwise.

        All of them hold together.

        Raises:
            QuestionError: there are too few histories.
        """
        (one, other), held = self.both(), (outcomes(self.baseline), outcomes(self.changed))
        names = [said.id for said in (*one.statements, *held[0].statements)]
        rows = [(other.which == k, one.which == k) for k in range(len(one.statements))]
        rows += list(zip(held[1].held, held[0].held, strict=True))
        *found, flipped = simultaneous([*(difference(*pair) for pair in rows), share(self.flipped())])
        differences = dict(zip(names, found, strict=True))
        if self.spread is None:
            return differences, flipped
        return self.spread.differences(differences), self.spread.flipped(flipped)
