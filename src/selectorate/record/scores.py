"""Proper scores: how far what histories have lies from what happened, lower being better.

Numbers are scored by the continuous ranked probability score (Matheson and Winkler 1976; Gneiting and Raftery 2007;
both recalled and not consulted) ::

    CRPS = mean |x - r| - mean |x - x'| / 2

over histories x, x' and the recorded number r, divided by half of the width within which a target counts as met; a
vector by the mean over its values. What agrees with the record or does not, by Brier's score (1 - share that agrees)^2.
What never happens counts as happening in the month after the last; a share that nobody voted on, as the share farthest
from the record. Targets of one group count once, by their mean.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from selectorate.record.batch import Floats
from selectorate.record.recorded import after_start, bounds, recorded
from selectorate.scenario import Scenario
from selectorate.targets import AGREED, NEVER, Target


def crps(values: Floats, record: float) -> float:
    """The continuous ranked probability score of values (k,).

    >>> crps(np.array([1.0, 3.0]), 2.0)
    0.5
    >>> crps(np.array([2.0]), 2.0)
    0.0
    """
    x, k = np.sort(values), len(values)
    # Over sorted values the sum of all distances is one weighted sum.
    between = float(((2 * np.arange(1, k + 1) - k - 1) * x).sum()) / k**2
    return float(np.abs(x - record).mean()) - between


def score(scenario: Scenario, target: Target, numbers: Floats) -> float:
    """The score of one target, of histories that have ``numbers`` (k, values)."""
    if target.statistic.form in AGREED:
        return brier(float(numbers[:, 0].mean()))
    record, (low, high) = recorded(scenario, target), bounds(scenario, target)
    later = after_start(scenario, target)
    return float(
        np.mean(
            [
                crps(_placed(scenario, target, numbers[:, c], record[c]), record[c]) / (0.5 * (high[c] - low[c]))
                for c in range(len(record))
                if later[c]
            ]
        )
    )


def brier(share: float) -> float:
    """Brier's score of the share of histories that agree with the record."""
    return (1.0 - share) ** 2


def surprise(share: float) -> float:
    """The log score of the share of histories that agree with the record: infinite where none does."""
    return math.log(1.0 / share) if share > 0 else math.inf


def mean_score(scores: Mapping[str, float], targets: Mapping[str, Target]) -> float:
    """The mean of scores, those of one group counted once."""
    groups: dict[str, list[float]] = {}
    for name, one in scores.items():
        groups.setdefault(targets[name].group or f"target {name}", []).append(one)
    return float(np.mean([np.mean(group) for group in groups.values()]))


def _placed(scenario: Scenario, target: Target, values: Floats, record: float) -> Floats:
    """Values with a place for those that never came (k,)."""
    if target.statistic.form in NEVER:
        never = float(scenario.months)
    else:
        never = 0.0 if record > 0.5 else 1.0
    return np.where(np.isnan(values), never, values)
