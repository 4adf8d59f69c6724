"""The likelihood: how probable recorded numbers are, given what a history has in their place.

What may be true or not is recorded wrongly with a stated ``error`` rate e: the likelihood of agreement is 1 - e, of
disagreement e. Other numbers have a normal error, or are beside the point with a rate e of `ERROR`, and then by a far
wider, Cauchy error::

    f(r | x)     = (1 - e) normal(r; x, s) + e/2 cauchy(r; x, 5 s)    f(never | x)     = e/2    where it happens
    f(r | never) = e cauchy(r; r0, 5 s)                               f(never | never) = 1 - e  where it does not

The stated ``width`` w of a target is as near as is near enough; s is 2 w, since what the model misses it misses by up
to two widths even with its best parameters. So no fact rules a history out, what is missed altogether costs about as
much of any fact, and what is nearer always costs less. Both s and e are choices: with sharper ones fits of a minute did
not find the parameters of synthetic records (`docs/inference.md`).

A fact that is stated several times counts once: the c values of a vector have sqrt(c) times its width, m targets of a
group sqrt(m) times theirs, and error rates whose odds are the root of the same order. Where confidence is low, width
and error rate are doubled. ``r0`` is the number on record: where a history has none, a record is told about it.
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

WIDE = 2.0
"""Standard deviation of a normal error, in widths of a target."""

FAR = 5.0
"""Scale of the error of what is beside the point, in standard deviations."""

ERROR = 0.4
"""How often a number is beside the point, where no other rate is stated."""

HALF = 0.5
"""Error rate of what says nothing either way."""


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The likelihood of the numbers of some targets, laid out as `record.reading.Reader` gives them.

    Attributes:
        record: the recorded numbers (width,); NaN is never.
        width: standard deviations (width,), 1 where none is used.
        error: error rates (width,).
        exact: which numbers say whether a history agrees with the record (width,).
        counts: which numbers count: values of before the scenario begins do not (width,).
    """

    record: Floats
    width: Floats
    error: Floats
    exact: Floats
    counts: Floats

    @classmethod
    def of(cls, scenario: Scenario, targets: Mapping[str, Target]) -> Likelihood:
        """The likelihood of the record in a scenario."""
        alike = sizes(targets)
        rows = [row for name, target in targets.items() for row in _rows(scenario, target, alike[name])]
        return cls(*np.array(rows, np.float64).reshape(-1, 5).T)

    def logs(self, numbers: Floats, record: Floats | None = None) -> Floats:
        """Log likelihood of a record number by number, (k, width), of histories that have ``numbers`` (k, width)."""
        record = self.record if record is None else record
        never, unrecorded = np.isnan(numbers), np.isnan(record)
        away = np.where(never | unrecorded, 0.0, (numbers - record) / self.width)
        told = np.where(np.isnan(self.record) | unrecorded, 0.0, (record - self.record) / self.width)
        right = 1.0 - self.error
        near = right * np.exp(-0.5 * away**2) / (self.width * ROOT) + 0.5 * self.error * self._far(away)
        here = np.where(never, self.error * self._far(told), near)
        odd = np.where(unrecorded, np.where(never, right, 0.5 * self.error), here)
        agreed = np.where(numbers == record, right, self.error)
        found = np.log(np.where(self.exact > 0, agreed, odd))
        return np.where(self.counts > 0, found, 0.0)

    def _far(self, away: Floats) -> Floats:
        """Density of what is beside the point, so many standard deviations away."""
        return np.asarray(1.0 / (math.pi * FAR * self.width * (1.0 + (away / FAR) ** 2)))

    def blurred(self, numbers: Floats, luck: np.random.Generator) -> Floats:
        """Records of histories that have ``numbers`` (k, width), drawn with the error of the likelihood."""
        wrong = luck.random(numbers.shape) < self.error
        lost = luck.random(numbers.shape) < 0.5
        far = FAR * self.width * luck.standard_cauchy(size=numbers.shape)
        near = self.width * luck.normal(size=numbers.shape)
        told = np.where(wrong, np.where(lost, np.nan, numbers + far), numbers + near)
        told = np.where(np.isnan(numbers), np.where(wrong, self.record + far, np.nan), told)
        return np.where(self.exact > 0, np.where(wrong, 1.0 - numbers, numbers), told)


def _rows(scenario: Scenario, target: Target, alike: int) -> list[tuple[float, float, float, float, float]]:
    """What stands in each field of a likelihood for the values of a target."""
    values, later = recorded(scenario, target), after_start(scenario, target)
    doubled = 2.0 if target.confidence == "low" else 1.0
    alike *= sum(later)
    width = WIDE * (target.width or 1.0) * doubled * math.sqrt(alike)
    error = min(HALF, (target.error or ERROR) * doubled)
    error = 1.0 / (1.0 + (1.0 / error - 1.0) ** (1.0 / alike))
    exact = target.kernel == "exact"
    return [(value, width, error, exact, counts) for value, counts in zip(values, later, strict=True)]
