"""How far a number may be off: intervals that hold together for all numbers of one answer, and when there are enough.

Every number is a mean over histories, or nearly so: each history has its *influence* on it. Over many histories the
numbers, in standard errors, follow a joint normal law whose correlations are those of the influences. The critical
value is what the largest of them, in absolute value, exceeds in 5 % of cases (max-t); each interval is then as wide as
that value asks. For one number it is 1.96. The limits themselves come from the likelihood (`analysis.likelihood`), for
they must be right far out, near 0 and 1, and where nothing was seen to vary.

Sources: T. Hothorn, F. Bretz and P. Westfall, "Simultaneous inference in general parametric models", Biometrical
Journal 50 (2008); V. Chernozhukov, D. Chetverikov and K. Kato, "Gaussian approximations and multiplier bootstrap for
maxima of sums of high-dimensional random vectors", Annals of Statistics 41 (2013). For stopping when intervals are
narrow enough: Y. S. Chow and H. Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for
the mean", Annals of Mathematical Statistics 36 (1965).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.intervals import Z
from selectorate.analysis.likelihood import Limits, limits
from selectorate.errors import QuestionError

Numbers = NDArray[np.float64]

LEVEL = 0.95
LEAST = 100
"""Histories that a stated interval needs: with fewer the normal law of the largest of many numbers is no guide."""

BLOCK = 100
"""Histories after which, and after whose multiples, it may be asked whether there are enough."""

DRAWS = 20_000
"""Draws of the joint normal law: they leave the critical value uncertain by about one part in 200."""

SEED = 1922
STILL = 1e-12
"""A standard deviation below this is rounding: nothing varied."""

OVER = ("parameters", "readings")
"""Kinds of doubt beside sampling, as attributes of an interval."""

SHARE: Limits = (0.0, 1.0)
DIFFERENCE: Limits = (-1.0, 1.0)
INTERACTION: Limits = (-2.0, 2.0)
"""What the interaction of two factors can be: a difference of two differences of truths."""


@dataclass(frozen=True)
class Interval:
    """A number and how far it may be off.

    Attributes:
        value: the number.
        low: the lower end, of every kind of doubt that is present.
        high: the upper end.
        sampling: the ends by other luck alone.
        parameters: the ends by other values of parameters, None where that was not asked.
        readings: the ends by other readings of the record, None where that was not asked.
    """

    value: float
    low: float
    high: float
    sampling: Limits
    parameters: Limits | None = None
    readings: Limits | None = None

    @classmethod
    def of(
        cls, value: float, sampling: Limits, parameters: Limits | None = None, readings: Limits | None = None
    ) -> Interval:
        """The interval that spans every kind of doubt that is present."""
        kinds = [kind for kind in (sampling, parameters, readings) if kind is not None]
        low, high = min(low for low, _ in kinds), max(high for _, high in kinds)
        return cls(value, low, high, sampling, parameters, readings)

    def range(self, kind: str) -> Limits | None:
        """The ends by one of the kinds of doubt in `OVER`, None where that was not asked."""
        return self.parameters if kind == "parameters" else self.readings

    def document(self) -> dict[str, Any]:
        """The interval as plain data; kinds of doubt that were not asked for are left out."""
        kinds = {"sampling": self.sampling, "parameters": self.parameters, "readings": self.readings}
        ends = {"value": self.value, "low": self.low, "high": self.high}
        return ends | {kind: list(found) for kind, found in kinds.items() if found is not None}


@dataclass(frozen=True)
class Undefined:
    """A number that does not exist, and why."""

    why: str
    value: None = None

    def document(self) -> dict[str, Any]:
        """The same as plain data, with the keys of an interval."""
        return {"value": None, "low": None, "high": None, "sampling": None, "why": self.why}


@dataclass(frozen=True, eq=False)
class Estimate:
    """One number as the mean of what histories say, before its interval is known.

    Attributes:
        sample: what is averaged, (k,), or (fewer,) where only some histories count.
        influence: what each history adds to the number beyond its mean, (k,), up to a factor.
        possible: the ends of what the number can be.
    """

    sample: Numbers
    influence: Numbers
    possible: Limits

    @property
    def value(self) -> float:
        """The number."""
        return float(self.sample.mean())


def share(held: NDArray[Any]) -> Estimate:
    """The share of histories in which something held, from truths (k,)."""
    return mean(held, SHARE)


def difference(one: NDArray[Any], other: NDArray[Any]) -> Estimate:
    """The difference of two shares over the same histories, from truths (k,) and (k,), twin by twin."""
    return mean(one.astype(np.float64) - other, DIFFERENCE)


def mean(contributions: NDArray[Any], possible: Limits = DIFFERENCE) -> Estimate:
    """The mean of contributions (k,), such as the Shapley values of a factor, that can be nothing but ``possible``."""
    sample = np.asarray(contributions, np.float64)
    return Estimate(sample, sample - sample.mean(), possible)


def means(contributions: NDArray[Any], possible: Limits = DIFFERENCE) -> list[Estimate]:
    """The mean of each row of contributions (m, k)."""
    return [mean(row, possible) for row in contributions]


def ratio(
    held: NDArray[Any], among: NDArray[Any], why: str = "there is no history to count among"
) -> Estimate | Undefined:
    """Of the histories ``among`` (k,), the share in which ``held`` (k,); undefined, and ``why``, if there are none.

    Its influence is (held - ratio) / share of ``among`` within them, and zero elsewhere.
    """
    inside = np.asarray(among, np.bool_)
    sample = np.asarray(held, np.float64)[inside]
    if not sample.size:
        return Undefined(why)
    return Estimate(sample, np.where(inside, held - sample.mean(), 0.0), SHARE)


@overload
def simultaneous(numbers: Sequence[Estimate]) -> list[Interval]: ...
@overload
def simultaneous(numbers: Sequence[Estimate | Undefined]) -> list[Interval | Undefined]: ...
def simultaneous(numbers: Sequence[Estimate | Undefined]) -> Sequence[Interval | Undefined]:
    """Intervals that hold all together in 95 % of cases, in the order of the numbers; what is undefined remains so.

    Raises:
        QuestionError: there are fewer histories than ``LEAST``.
    """
    asked = [number for number in numbers if isinstance(number, Estimate)]
    if not asked:
        return [number for number in numbers if isinstance(number, Undefined)]
    critical = critical_value(np.array([number.influence for number in asked]))
    ends = limits([number.sample for number in asked], [number.possible for number in asked], critical)
    found = iter(Interval.of(number.value, end) for number, end in zip(asked, ends, strict=True))
    return [number if isinstance(number, Undefined) else next(found) for number in numbers]


def critical_value(influences: Numbers) -> float:
    """What the largest of m normal numbers, correlated as their influences (m, k) are, exceeds in 5 % of cases.

    Numbers on which no history has influence are counted together as one, independent of the others: that several of
    them are off, and yet none of them was seen to move, is less likely than that one is. The draws come from a fixed
    seed: the same histories have the same intervals.

    Raises:
        QuestionError: there are fewer histories than ``LEAST``.
    """
    histories = influences.shape[1]
    enough_to_state(histories)
    centred = influences - influences.mean(axis=1, keepdims=True)
    scale = np.sqrt((centred**2).mean(axis=1))
    moving = scale > STILL
    standard = centred[moving] / scale[moving, None]
    correlations = np.eye(len(standard) + (not moving.all()))
    correlations[: len(standard), : len(standard)] = standard @ standard.T / histories
    return _largest(correlations)


def _largest(correlations: Numbers) -> float:
    """The 95th percentile of the largest absolute value of m normal numbers with these correlations (m, m)."""
    if len(correlations) == 1:
        return Z
    values, vectors = np.linalg.eigh(correlations)
    factor = vectors * np.sqrt(np.maximum(values, 0.0))
    m = len(correlations)
    blocks = _normals(1 << (m - 1).bit_length())
    largest = np.concatenate([np.abs(factor @ block[:m]).max(axis=0) for block in blocks])
    return max(Z, float(np.quantile(largest, LEVEL)))


@lru_cache(maxsize=4)
def _normals(m: int) -> list[Numbers]:
    """Independent normal draws (m, DRAWS), always the same, in blocks that a processor has room for."""
    draws = np.random.default_rng(SEED).standard_normal((m, DRAWS))
    return [np.ascontiguousarray(block) for block in np.split(draws, 20, axis=1)]


def enough_to_state(histories: int) -> None:
    """Refuse to state an interval on too few histories.

    Raises:
        QuestionError: there are fewer than ``LEAST``.
    """
    if histories < LEAST:
        raise QuestionError(f"an interval needs at least {LEAST} histories, and there are {histories}")


def half_width(found: Iterable[Interval | Undefined]) -> float:
    """Half the width of the widest interval, by other luck alone; 0 where there is none."""
    ends = (one.sampling for one in found if isinstance(one, Interval))
    return max(((high - low) / 2.0 for low, high in ends), default=0.0)


def enough(found: Iterable[Interval | Undefined], within: float, *, histories: int, block: int = BLOCK) -> bool:
    """Whether no half-width exceeds ``within``, asked at multiples of ``block`` histories only.

    To look after every history would stop on the first lucky one; to look at boundaries fixed beforehand keeps the
    intervals near what they state. Between boundaries the answer is no.
    """
    return histories >= LEAST and histories % block == 0 and half_width(found) <= within
