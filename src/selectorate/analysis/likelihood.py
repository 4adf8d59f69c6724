"""Limits of a mean by empirical likelihood: what the mean may be before the histories seen become too unlikely.

Source: A. B. Owen, "Empirical likelihood ratio confidence intervals for a single functional", Biometrika 75 (1988).
For a share it is the interval of the binomial likelihood ratio. Its limits follow the skewness of what is seen and stay
within the values that can be. The plain interval, and Wilson's, are right in the middle only: several numbers stated
together need limits three and more standard errors away, and there, of an outcome that is due 0.05 times and came
once, Wilson's lower limit is wrong in one case of twenty.

The likelihood knows no value that it has not seen. So half an observation is added on the side of the limit sought, as
far from the mean as the farthest seen on either side; where all are alike it stands at the end of what is possible.
For an outcome never seen in k histories the upper limit is then 3.4 / k at a critical value of 1.96, between the
mid-P limit (3.0 / k) and the exact one (3.7 / k). Of 100 histories and shares from 0.001 to 0.999, the interval stated
at 95 % holds the share in 95.9 % on average and never in less than 94.2 %; without the half observation that is 95.1 %
and 91.6 %, with a whole one 96.5 % and 95.3 %.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Limits = tuple[float, float]

PSEUDO = 0.5
"""Observations added on the side of the limit sought."""

EXACT, STEPS = 1e-10, 60
"""How near to the critical value the likelihood ratio is brought, in standard errors, and in how many steps at most."""


def limits(samples: Sequence[Numbers], possible: Sequence[Limits], critical: float) -> list[Limits]:
    """Limits of the mean of each sample, within what is possible, ``critical`` standard errors of a normal law away."""
    seen = [np.unique(sample, return_counts=True) for sample in samples]
    upper = _upper(
        [_longer(one, counts, end) for (one, counts), (_, end) in zip(seen, possible, strict=True)], critical
    )
    lower = _upper(
        [_longer(-one, counts, -end) for (one, counts), (end, _) in zip(seen, possible, strict=True)], critical
    )
    found = zip(samples, possible, lower, upper, strict=True)
    return [_around(float(sample.mean()), one, (-low, high)) for sample, one, low, high in found]


def _around(mean: float, possible: Limits, found: Limits) -> Limits:
    """Limits on either side of the mean, within what is possible: rounding moves neither."""
    return max(possible[0], min(found[0], mean)), min(possible[1], max(found[1], mean))


def _longer(values: Numbers, counts: NDArray[np.int64], end: float) -> tuple[Numbers, Numbers]:
    """The values of a sample and how often each came, with half an observation added high up."""
    mean = float(values @ counts) / float(counts.sum())
    far = float(np.abs(values - mean).max()) if values.size > 1 else np.inf
    return np.append(values, min(end, mean + far)), np.append(counts, PSEUDO)


def _upper(seen: Sequence[tuple[Numbers, Numbers]], critical: float) -> list[float]:
    """The largest mean of each sample that the likelihood ratio allows; where all values are at the end, that end."""
    free = [k for k, (values, _) in enumerate(seen) if (values != values[-1]).any()]
    found = [float(values[-1]) for values, _ in seen]
    if free:
        tilted = Tilted.of([seen[k] for k in free])
        # Were the sample normal, this would be the place.
        guess = critical / np.sqrt((tilted.counts * tilted.there**2).sum(axis=1))
        places = _root(lambda y: tilted.errors(y) - critical, guess, -critical)
        for k, mean in zip(free, tilted.means(places).tolist(), strict=True):
            found[k] = mean
    return found


@dataclass(frozen=True, eq=False)
class Tilted:
    """The most likely laws with means above those of m samples, by a number y >= 0 each.

    Such a law gives a value a weight in proportion to count / (1 - t (value - mean)), with t between zero and the
    reciprocal of the farthest value's distance; here exp(-y) = 1 - t times that distance.

    Attributes:
        counts: (m, values) how often each value came, 0 where a sample has fewer values.
        there: (m, values) how far a value lies from the mean, as a share of the farthest.
        mean: (m,) of the samples.
        far: (m,) distance of the farthest value.
    """

    counts: Numbers
    there: Numbers
    mean: Numbers
    far: Numbers

    @classmethod
    def of(cls, seen: Sequence[tuple[Numbers, Numbers]]) -> Tilted:
        """The laws of samples, each given by its values and counts."""
        width = max(values.size for values, _ in seen)
        values, counts = np.zeros((2, len(seen), width))
        for k, (one, many) in enumerate(seen):
            values[k], values[k, : one.size], counts[k, : one.size] = one[0], one, many
        mean = (counts * values).sum(axis=1) / counts.sum(axis=1)
        away = values - mean[:, None]
        far = away.max(axis=1)
        return cls(counts, away / far[:, None], mean, far)

    def bent(self, y: Numbers) -> Numbers:
        """1 - t (value - mean), (m, values)."""
        return np.asarray((1.0 - self.there) + self.there * np.exp(-y)[:, None])

    def errors(self, y: Numbers) -> Numbers:
        """The root of the likelihood ratio, (m,): standard errors of a normal law."""
        bent, total = self.bent(y), self.counts.sum(axis=1)
        ratio = (self.counts * np.log(bent)).sum(axis=1) + total * np.log((self.counts / bent).sum(axis=1) / total)
        return np.asarray(np.sqrt(np.maximum(2.0 * ratio, 0.0)))

    def means(self, y: Numbers) -> Numbers:
        """The mean of each law, (m,)."""
        weights = self.counts / self.bent(y)
        return np.asarray(self.mean + self.far * (weights * self.there).sum(axis=1) / weights.sum(axis=1))


def _root(rising: Callable[[Numbers], Numbers], guess: Numbers, at_zero: float) -> Numbers:
    """Where rising functions, below zero at 0, are zero, (m,): false position with the Illinois rule."""
    low, below = np.zeros_like(guess), np.full_like(guess, at_zero)
    high, above = guess, rising(guess)
    while (short := above < 0.0).any():
        low, below = np.where(short, high, low), np.where(short, above, below)
        high = np.where(short, 2.0 * high, high)
        above = rising(high)
    was_under = np.zeros(guess.shape, np.bool_)
    for _ in range(STEPS):
        middle = low - below * (high - low) / (above - below)
        value = rising(middle)
        if np.abs(value).max() <= EXACT:
            return middle
        under = value < 0.0
        # An end that stays twice counts half, so that it does not stay for ever.
        above = np.where(under, np.where(was_under, above / 2.0, above), value)
        below = np.where(under, value, np.where(was_under, below, below / 2.0))
        low, high, was_under = np.where(under, middle, low), np.where(under, high, middle), under
    return (low + high) / 2.0
