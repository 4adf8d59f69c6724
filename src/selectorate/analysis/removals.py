"""Removals: the month in which each contender reached each rung of the ladder, beside the record.

A quantile is over all histories, "never" counted as later than the last month; where it falls on never there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble import Ensemble
from selectorate.scenario import Scenario


class Removal(NamedTuple):
    """When a contender reached a rung: months as ``YYYY-MM``, None for never or not on record."""

    share: float  # of histories in which he did
    median: str | None
    p05: str | None
    p95: str | None
    record: str | None

    def difference(self, scenario: Scenario) -> int | None:
        """Months from the record to the median."""
        if self.median is None or self.record is None:
            return None
        return scenario.month_index(self.median) - scenario.month_index(self.record)


def removals(ensemble: Ensemble) -> dict[str, dict[str, Removal]]:
    """Every contender's rungs: contender -> rung -> removal, contenders by id and rungs by rank."""
    names = ensemble.names
    return {
        contender: {rung: _removal(ensemble, contender, rung) for rung in names.rungs}
        for contender in sorted(names.contenders)
    }


def document(found: Mapping[str, Mapping[str, Removal]]) -> dict[str, Any]:
    """Every contender's rungs as plain data."""
    return {contender: {rung: one._asdict() for rung, one in rungs.items()} for contender, rungs in found.items()}


def _removal(ensemble: Ensemble, contender: str, rung: str) -> Removal:
    names, scenario = ensemble.names, ensemble.scenario
    months = ensemble.columns.reached[:, names.contenders.index(contender), names.rungs.index(rung)]
    found = (quantile(months, q) for q in (Fraction(1, 2), Fraction(1, 20), Fraction(19, 20)))
    median, p05, p95 = (None if month is None else scenario.month_name(month) for month in found)
    share = int((months >= 0).sum()) / len(months)
    return Removal(share, median, p05, p95, recorded(scenario, contender, rung))


def quantile(months: NDArray[np.int16], q: Fraction) -> int | None:
    """The earliest month by which a share ``q`` of histories had come that far (months, ``-1`` never), or None.

    >>> quantile(np.array([3, 5, 5, -1], np.int16), Fraction(1, 2))
    5
    """
    reached = np.cumsum(np.bincount(months[months >= 0], minlength=1))
    # Whole numbers on both sides: a rounded share must not move a quantile by a month.
    place = int(np.searchsorted(reached * q.denominator, q.numerator * len(months)))
    return place if place < len(reached) else None


def recorded(scenario: Scenario, contender: str, rung: str) -> str | None:
    """The first month in which a contender reached a rung, in the record."""
    rows = scenario.document.record.removals
    return min((row.month for row in rows if (row.contender, row.rung) == (contender, rung)), default=None)
