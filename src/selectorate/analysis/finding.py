"""Finding: which history of many is the one to look at closely.

``closest-to-record`` is, among the histories that ended as the record did (among all, where none did), the one whose
months of the recorded rungs lie nearest to the record, in months on average; a rung never reached counts as reached in
the month after the last. ``typical`` is, among those of the most frequent ending, the one nearest to the medians of
all rungs in the same way. Of equals the first is taken.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.alone import alone
from selectorate.analysis.endings import Endings, endings
from selectorate.analysis.outcomes import outcomes
from selectorate.analysis.removals import quantile, recorded
from selectorate.analysis.statements import ending_statements, outcome_statements
from selectorate.ensemble import Ensemble, History
from selectorate.errors import QuestionError, offered
from selectorate.simulation.build import Model

TYPICAL, CLOSEST = "typical", "closest-to-record"
LEADER = "winner"
"""The target that says who led when the record was read."""


def find(ensemble: Ensemble, what: str) -> int:
    """The number of the first history of which ``what`` holds: an ending, an outcome, or one of the two above.

    Raises:
        QuestionError: there is no such ending or outcome, no record to be close to, or no such history.
    """
    findable(ensemble.model, what)
    ended = endings(ensemble)
    if what == CLOSEST:
        return _nearest(ensemble, _months(ensemble), _as_recorded(ensemble, ended))
    if what == TYPICAL:
        return _nearest(ensemble, _medians(ensemble), ended.which == int(np.argmax(ended.counts)))
    held = outcomes(ensemble)
    by_id = {said.id: ended.which == k for k, said in enumerate(ended.statements)}
    by_id |= {said.id: held.held[k] for k, said in enumerate(held.statements)}
    if not by_id[what].any():
        raise QuestionError(f"{what!r} came in none of the {ensemble.histories:,} histories looked through")
    return int(np.argmax(by_id[what]))


def findable(model: Model, what: str) -> None:
    """Refuse what no history could be found by, before any is lived.

    Raises:
        QuestionError: there is no such ending or outcome, or no record to be close to.
    """
    said = (*ending_statements(model.scenario, model.names), *outcome_statements(model.scenario, model.names))
    known = (TYPICAL, CLOSEST, *(one.id for one in said))
    if what not in known:
        raise QuestionError(f"unknown ending or outcome {what!r}{offered(what, known)}")
    if what == CLOSEST and not model.scenario.document.record.removals:
        raise QuestionError(f"{model.scenario.name} has no record of removals to be close to")


def from_record(history: History) -> float | None:
    """Months by which a history's rungs lie from the record, on average over those recorded; None without a record."""
    one = alone(history)
    months = _months(one)
    return float(_away(one, months)[0]) if (months >= 0).any() else None


def _as_recorded(ensemble: Ensemble, ended: Endings) -> NDArray[np.bool_]:
    """The histories that ended as the record did; all where it does not say how, or where none did."""
    document = ensemble.scenario.document
    target = document.targets.get(LEADER)
    fits = np.zeros(ensemble.histories, np.bool_)
    for k, said in enumerate(ended.statements):
        if target is not None and said.subject is not None and said.subject == target.value:
            fits |= ended.which == k
    return fits if fits.any() else ~fits


def _months(ensemble: Ensemble) -> NDArray[np.float64]:
    """Recorded month of each rung (contenders, rungs), -1 where none is on record."""
    names, scenario = ensemble.names, ensemble.scenario
    found = [[recorded(scenario, contender, rung) for rung in names.rungs] for contender in names.contenders]
    return np.array([[-1 if m is None else scenario.month_index(m) for m in row] for row in found], np.float64)


def _medians(ensemble: Ensemble) -> NDArray[np.float64]:
    reached, never = ensemble.columns.reached, ensemble.scenario.months
    _, contenders, rungs = reached.shape
    found = [[quantile(reached[:, i, r], Fraction(1, 2)) for r in range(rungs)] for i in range(contenders)]
    return np.array([[never if month is None else month for month in row] for row in found], np.float64)


def _nearest(ensemble: Ensemble, months: NDArray[np.float64], fits: NDArray[np.bool_]) -> int:
    """The first of those that fit whose months are least away from ``months`` (contenders, rungs), on average."""
    return int(np.argmin(np.where(fits, _away(ensemble, months), np.inf)))


def _away(ensemble: Ensemble, months: NDArray[np.float64]) -> NDArray[np.float64]:
    """Months of each history away from ``months`` (contenders, rungs), on average; those below 0 do not count."""
    wanted = months >= 0
    if not wanted.any():
        return np.zeros(ensemble.histories)
    reached = ensemble.columns.reached.astype(np.int64)
    reached = np.where(reached < 0, ensemble.scenario.months, reached)
    away: NDArray[np.float64] = np.abs(reached - months)[:, wanted].mean(axis=1)
    return away
