"""The likelihood: how probable recorded numbers are, given what a history has in their place.

What may be true or not is recorded wrongly with a stated ``error`` rate e: the likelihood of agreement is 1 - e, of
disagreement e. Other numbers are recorded with a normal error of a stated ``width`` w, or wrongly::

    f(r | x)     = (1 - e) normal(r; x, w) + e/2 flat(r)      f(never | x)     = e/2       where the history has it
    f(r | never) = e flat(r)                                  f(never | never) = 1 - e     where it has not

``flat`` is even over ten widths to either side of the number on record. So no fact alone can rule a history out, and
each that is missed altogether costs about as much as every other: five units of log likelihood where e is .05.

A fact that is stated several times counts once: the c values of a vector have sqrt(c) times its width, m targets of a
group sqrt(m) times theirs, and error rates whose odds are the root of the same order. Where confidence is low, width
and error rate are doubled.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from selectorate.record.batch import Floats
from selectorate.record.recorded import after_start, recorded, sizes
from selectorate.scenario import Scenario
from selectorate.targets import Target

ROOT = math.sqrt(2.0 * math.pi)

SPREAD = 20.0
"""Widths over which a wrong number is spread."""

HALF = 0.5
"""Error rate of what says nothing either way."""

ERROR = 0.05
"""Error rate of a number for which none is stated."""


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The likelihood of the numbers of some targets, laid out as `record.reading.Reader` gives them.

    Attributes:
        record: the recorded numbers (width,); NaN is never.
        width: standard deviations (width,), 1 where none is used.
        error: error rates (width,), 0 where none is used.
        range: over how much a wrong number is spread (width,).
        exact: which numbers say whether a history agrees with the record (width,).
        counts: which numbers count: values of before the scenario begins do not (width,).
    """

    record: Floats
    width: Floats
    error: Floats
    range: Floats
    exact: Floats
    counts: Floats

    @classmethod
    def of(cls, scenario: Scenario, targets: Mapping[str, Target]) -> Likelihood:
        """The likelihood of the record in a scenario."""
        alike = sizes(targets)
        rows = [row for name, target in targets.items() for row in _rows(scenario, target, alike[name])]
        return cls(*np.array(rows, np.float64).reshape(-1, 6).T)

    def logs(self, numbers: Floats, record: Floats | None = None) -> Floats:
        """Log likelihood of a record number by number, (k, width), of histories that have ``numbers`` (k, width)."""
        record = self.record if record is None else record
        never, unrecorded = np.isnan(numbers), np.isnan(record)
        away = np.where(never | unrecorded, 0.0, (numbers - record) / self.width)
        centre = np.where(np.isnan(self.record), record, self.record)
        flat = np.where(np.abs(record - centre) <= 0.5 * self.range, 1.0 / self.range, 0.0)
        right = 1.0 - self.error
        near = right * np.exp(-0.5 * away**2) / (self.width * ROOT) + 0.5 * self.error * flat
        odd = np.where(unrecorded, np.where(never, right, 0.5 * self.error), np.where(never, self.error * flat, near))
        agreed = np.where(numbers == record, right, self.error)
        with np.errstate(divide="ignore"):
            found = np.log(np.where(self.exact > 0, agreed, odd))
        return np.where(self.counts > 0, found, 0.0)

    def blurred(self, numbers: Floats, luck: np.random.Generator) -> Floats:
        """Records of histories that have ``numbers`` (k, width), drawn with the error of the likelihood."""
        wrong = luck.random(numbers.shape) < self.error
        flat = self.record + self.range * (luck.random(numbers.shape) - 0.5)
        lost = luck.random(numbers.shape) < 0.5
        noise = luck.normal(size=numbers.shape) * self.width
        flipped = np.where(wrong, 1.0 - numbers, numbers)
        told = np.where(wrong, np.where(lost, np.nan, flat), numbers + noise)
        told = np.where(np.isnan(numbers), np.where(wrong, flat, np.nan), told)
        return np.where(self.exact > 0, flipped, told)


def _rows(scenario: Scenario, target: Target, alike: int) -> list[tuple[float, float, float, float, float, float]]:
    """What stands in each field of a likelihood for the values of a target."""
    values, later = recorded(scenario, target), after_start(scenario, target)
    doubled = 2.0 if target.confidence == "low" else 1.0
    alike *= sum(later)
    width = (target.width or 1.0) * doubled * math.sqrt(alike)
    error = min(HALF, (target.error or ERROR) * doubled)
    error = 1.0 / (1.0 + (1.0 / error - 1.0) ** (1.0 / alike))
    exact = target.kernel == "exact"
    return [(value, width, error, SPREAD * width, exact, counts) for value, counts in zip(values, later, strict=True)]
