"""Normal draws: the inverse of the normal law at a uniform draw, against the law and against another implementation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from selectorate.compiling import shared
from selectorate.draws import normal, uniform
from verification.proof import Checks
from verification.streams import Words

Floats = NDArray[np.float64]
BEYOND = (2.0, 3.0, 4.0, 5.0)
ACCURACY = 4e-15
"""How far a draw may lie from the inverse of the normal law, relative to it."""


class Normals(NamedTuple):
    """What was found: largest relative error, moments, and how many lie beyond each bound."""

    error: float
    mean: float
    variance: float
    skewness: float
    excess: float
    beyond: tuple[int, ...]
    draws: int


@shared
def transform(words: Words, numbers: Floats, draws: Floats) -> None:
    """Uniform and normal draws of the same words."""
    for k in range(words.size):
        numbers[k] = uniform(words[k])
        draws[k] = normal(words[k])


def normals(words: Words, checks: Checks) -> Normals:
    """Compare the normal draws of some words with the normal law."""
    numbers, draws = np.empty(words.size), np.empty(words.size)
    transform(words, numbers, draws)
    due = special.ndtri(numbers)
    error = float(np.max(np.abs(draws - due) / np.maximum(np.abs(due), 1e-3)))
    checks.holds(f"normal draws within {ACCURACY} of the inverse law: {error:.2g}", error <= ACCURACY)
    n = words.size
    moments = draws.mean(), (draws**2).mean() - 1.0, (draws**3).mean(), (draws**4).mean() - 3.0
    for what, value, variance in zip(
        ("mean", "variance", "third moment", "fourth moment"), moments, (1, 2, 15, 96), strict=True
    ):
        checks.z(f"normal draws: {what}", value / np.sqrt(variance / n))
    checks.p("normal draws: normal law", float(stats.kstest(draws, "norm").pvalue))
    beyond = tuple(int((np.abs(draws) > bound).sum()) for bound in BEYOND)
    for bound, count in zip(BEYOND, beyond, strict=True):
        value = stats.binomtest(count, n, float(2.0 * stats.norm.sf(bound))).pvalue
        checks.p(f"normal draws: beyond {bound:g}", value)
    first, second, third, fourth = (float(moment) for moment in moments)
    return Normals(error, first, second, third, fourth, beyond, n)
