"""When twins part: over many histories, the first month in which each differs between two worlds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.removals import quantile
from selectorate.scenario import Scenario

Months = NDArray[np.int16]

QUANTILES = {"median": Fraction(1, 2), "p05": Fraction(1, 20), "p95": Fraction(19, 20)}


@dataclass(frozen=True, eq=False)
class Parting:
    """First months in which histories differ from their twins.

    Attributes:
        scenario: whose months they are.
        months: (k,) by history the first month in which an event, a following or an office differs, -1 never.
    """

    scenario: Scenario
    months: Months

    @property
    def never(self) -> int:
        """Histories that never part from their twins."""
        return int((self.months < 0).sum())

    def quantiles(self) -> dict[str, str | None]:
        """Median, 5 % and 95 % of the months over all histories; None where that is never."""
        found = {name: quantile(self.months, q) for name, q in QUANTILES.items()}
        return {name: None if month is None else self.scenario.month_name(month) for name, month in found.items()}

    def by_month(self) -> dict[str, int]:
        """Histories that part in each month in which any does, the months in order."""
        counts = Counter(self.months[self.months >= 0].tolist())
        return {self.scenario.month_name(month): counts[month] for month in sorted(counts)}

    def pairs(self) -> dict[str, int]:
        """Numbers of histories to open: those that part first, in the middle, and last."""
        order = [int(k) for k in np.argsort(self.months, kind="stable") if self.months[k] >= 0]
        if not order:
            return {}
        return {"first": order[0], "middle": order[len(order) // 2], "last": order[-1]}

    def document(self) -> dict[str, Any]:
        """The same as plain data."""
        return self.quantiles() | {"never": self.never, "by_month": self.by_month()}
