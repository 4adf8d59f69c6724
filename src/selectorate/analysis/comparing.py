"""Two worlds beside each other, history by history: what another world changes, and when twins part."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.doubt import Interval, difference, share, simultaneous
from selectorate.analysis.endings import Endings, endings
from selectorate.analysis.outcomes import outcomes
from selectorate.analysis.removals import quantile
from selectorate.ensemble import Ensemble
from selectorate.errors import QuestionError

Months = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Comparison:
    """The same histories in two worlds; histories of one number share all luck.

    Attributes:
        baseline: the world as it was.
        changed: the other world.
        parted: (k,) first month in which an event, a following or an office of a history differs, -1 never.
    """

    baseline: Ensemble
    changed: Ensemble
    parted: Months

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
        return dict(zip(names, found, strict=True)), flipped

    def divergence(self) -> dict[str, str | None]:
        """Median, 5 % and 95 % of the first month in which twins part; None where that is never."""
        months = {name: quantile(self.parted, q) for name, q in QUANTILES.items()}
        scenario = self.baseline.scenario
        return {name: None if month is None else scenario.month_name(month) for name, month in months.items()}

    def pairs(self) -> dict[str, int]:
        """Numbers of histories to open: those that part first, in the middle, and last."""
        order = [int(k) for k in np.argsort(self.parted, kind="stable") if self.parted[k] >= 0]
        if not order:
            return {}
        return {"first": order[0], "middle": order[len(order) // 2], "last": order[-1]}


QUANTILES = {"median": Fraction(1, 2), "p05": Fraction(1, 20), "p95": Fraction(19, 20)}
