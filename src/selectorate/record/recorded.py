"""The record in numbers: what each statistic gives on the recorded facts, and the bounds within which it is met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from selectorate.record.batch import Floats
from selectorate.scenario import Scenario
from selectorate.targets import AGREED, Target


def recorded(scenario: Scenario, target: Target) -> Floats:
    """What the statistic gives on the recorded facts (values,): 1 for what is reduced to agreement with them."""
    if target.statistic.form in (*AGREED, "order"):
        return np.ones(1)
    return numbers(scenario, target, target.value)


def bounds(scenario: Scenario, target: Target) -> tuple[Floats, Floats]:
    """The least and the most that is near enough, each (values,)."""
    if target.statistic.form in AGREED:
        return np.ones(1), np.ones(1)
    value = recorded(scenario, target)
    low = value if target.low is None else numbers(scenario, target, target.low)
    high = value if target.high is None else numbers(scenario, target, target.high)
    return low, high


def numbers(scenario: Scenario, target: Target, value: Any) -> Floats:
    """A value or bound of a target as numbers (values,): a day is its month."""
    if target.statistic.form == "date":
        return np.array([float(scenario.month_index(str(value)[:7]))])
    return np.array(value if isinstance(value, list) else [value], np.float64)


def after_start(scenario: Scenario, target: Target) -> list[bool]:
    """Which values of a vector are of the time that is lived: those of before are where histories begin."""
    at = target.statistic.args.at
    return [scenario.month_index(month) >= 0 for month in at] if isinstance(at, list) else [True]


def sizes(targets: Mapping[str, Target]) -> dict[str, int]:
    """How many of some targets restate the fact that each of them states, itself among them."""
    groups = [target.group for target in targets.values()]
    return {name: groups.count(target.group) if target.group else 1 for name, target in targets.items()}
