"""Limits of a mean by empirical likelihood: what the mean may be before the histories seen become too unlikely.

Source: A. B. Owen, "Empirical likelihood ratio confidence intervals for a single functional", Biometrika 75 (1988).
For a share it is the interval of the binomial likelihood ratio. Its limits follow the skewness of what is seen and stay
within the values that can be. The plain interval, and Wilson's, are right in the middle only: several numbers stated
together need limits three and more standard errors away, and there, of an outcome that is due 0.05 times and came
once, Wilson's lower limit is wrong in one case of twenty.

The likelihood knows no value that it has not seen. So half an observation is added on the side of the limit sought, as
far from the mean as the farthest seen on either side; where all are alike it stands at the end of what is possible.
For an outcome never seen in k histories the upper limit is then 3.4 / k at a critical value of 1.96, between the
mid-P limit (3.0 / k) and the exact one (3.7 / k).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Limits = tuple[float, float]

PSEUDO = 0.5
"""Observations added on the side of the limit sought."""

STEPS = 48
"""Halvings of the bracket of a limit: the last moves it by less than a float can tell."""


def limits(samples: Sequence[Numbers], possible: Sequence[Limits], critical: float) -> list[Limits]:
    """Limits of the mean of each sample, within what is possible, ``critical`` standard errors of a normal law away."""
    upper = _upper([_seen(sample, high) for sample, (_, high) in zip(samples, possible, strict=True)], critical)
    lower = _upper([_seen(-sample, -low) for sample, (low, _) in zip(samples, possible, strict=True)], critical)
    found = zip(samples, possible, (-lower).tolist(), upper.tolist(), strict=True)
    return [_around(float(sample.mean()), one, (low, high)) for sample, one, low, high in found]


def _around(mean: float, possible: Limits, found: Limits) -> Limits:
    """Limits on either side of the mean, within what is possible: rounding moves neither."""
    return max(possible[0], min(found[0], mean)), min(possible[1], max(found[1], mean))


def _seen(sample: Numbers, end: float) -> tuple[Numbers, Numbers]:
    """The values of a sample and how often each came, with half an observation added high up."""
    values, counts = np.unique(sample, return_counts=True)
    mean = float(sample.mean())
    far = float(np.abs(values - mean).max()) if values.size > 1 else np.inf
    return np.append(values, min(end, mean + far)), np.append(counts.astype(np.float64), PSEUDO)


def _upper(seen: Sequence[tuple[Numbers, Numbers]], critical: float) -> Numbers:
    """The largest mean of each that the likelihood ratio allows, (m,).

    The most likely law with a given mean has weights in proportion to count / (1 - t (value - mean seen)); each t
    between zero and the reciprocal of the farthest value names one such law, and the ratio grows with it.
    """
    width = max(values.size for values, _ in seen)
    values = np.array([np.pad(one, (0, width - one.size), mode="edge") for one, _ in seen])
    counts = np.array([np.pad(one, (0, width - one.size)) for _, one in seen])
    total = counts.sum(axis=1, keepdims=True)
    mean = (counts * values).sum(axis=1, keepdims=True) / total
    far = (values - mean).max(axis=1, keepdims=True)
    there = np.divide(values - mean, far, out=np.zeros_like(values), where=far > 0.0)

    def law(y: Numbers) -> tuple[Numbers, Numbers]:
        """The likelihood ratio and the mean at exp(-y) = 1 - t * far, (m, 1) each."""
        bent = (1.0 - there) + there * np.exp(-y)
        share = counts / bent
        sum_ = share.sum(axis=1, keepdims=True)
        ratio = 2.0 * ((counts * np.log(bent)).sum(axis=1, keepdims=True) + total * np.log(sum_ / total))
        return ratio, mean + far * (share * there).sum(axis=1, keepdims=True) / sum_

    low, high = np.zeros_like(mean), np.full_like(mean, 1e-3)
    while (short := (law(high)[0] < critical**2) & (far > 0.0) & (high < 500.0)).any():
        low, high = np.where(short, high, low), np.where(short, 2.0 * high, high)
    for _ in range(STEPS):
        middle = (low + high) / 2.0
        inside = law(middle)[0] < critical**2
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.asarray(law(low)[1][:, 0])
