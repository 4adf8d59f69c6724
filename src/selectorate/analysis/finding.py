"""Finding: which history of many is the one to look at closely.

``closest-to-record`` is the history whose months of the recorded rungs lie nearest to the record, in months on average;
a rung never reached counts as reached in the month after the last. ``typical`` is, among those of the most frequent
ending, the one nearest to the medians of all rungs in the same way. Of equals the first is taken.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.endings import endings
from selectorate.analysis.outcomes import outcomes
from selectorate.analysis.removals import quantile, recorded
from selectorate.ensemble import Ensemble
from selectorate.errors import QuestionError, nearest

TYPICAL, CLOSEST = "typical", "closest-to-record"


def find(ensemble: Ensemble, what: str) -> int:
    """The number of the first history of which ``what`` holds: an ending, an outcome, or one of the two above.

    Raises:
        QuestionError: there is no such ending or outcome, no record to be close to, or no such history.
    """
    if what == CLOSEST:
        return _closest(ensemble)
    ended, held = endings(ensemble), outcomes(ensemble)
    if what == TYPICAL:
        fits = ended.which == int(np.argmax(ended.counts))
        away = _away(ensemble, _medians(ensemble))
        return int(np.argmin(np.where(fits, away, np.inf)))
    by_id = {said.id: ended.which == k for k, said in enumerate(ended.statements)}
    by_id |= {said.id: held.held[k] for k, said in enumerate(held.statements)}
    if what not in by_id:
        raise QuestionError(f"unknown ending or outcome {what!r}{nearest(what, (TYPICAL, CLOSEST, *by_id))}")
    if not by_id[what].any():
        raise QuestionError(f"{what!r} came in none of the {ensemble.histories:,} histories looked through")
    return int(np.argmax(by_id[what]))


def _closest(ensemble: Ensemble) -> int:
    names, scenario = ensemble.names, ensemble.scenario
    months = np.full((len(names.contenders), len(names.rungs)), -1.0)
    for i, contender in enumerate(names.contenders):
        for r, rung in enumerate(names.rungs):
            month = recorded(scenario, contender, rung)
            if month is not None:
                months[i, r] = scenario.month_index(month)
    if (months < 0).all():
        raise QuestionError(f"{scenario.name} has no record of removals to be close to")
    return int(np.argmin(_away(ensemble, months)))


def _medians(ensemble: Ensemble) -> NDArray[np.float64]:
    reached, never = ensemble.columns.reached, ensemble.scenario.months
    _, contenders, rungs = reached.shape
    found = [[quantile(reached[:, i, r], Fraction(1, 2)) for r in range(rungs)] for i in range(contenders)]
    return np.array([[never if month is None else month for month in row] for row in found], np.float64)


def _away(ensemble: Ensemble, months: NDArray[np.float64]) -> NDArray[np.float64]:
    """Months of each history away from ``months`` (contenders, rungs), on average; those below 0 do not count."""
    reached = ensemble.columns.reached.astype(np.int64)
    reached = np.where(reached < 0, ensemble.scenario.months, reached)
    wanted = months >= 0
    away: NDArray[np.float64] = np.abs(reached - months)[:, wanted].mean(axis=1)
    return away
