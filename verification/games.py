"""Made-up games of four factors whose values are known, and what is asked of histories drawn from them.

A game is a population of 4,000 histories made once; a history of a sample is one of them, drawn with replacement. Means
over the population are the true values. Its kinds: *common* outcomes, *noisy* ones whose twins share half of their
luck, *rare* ones (1 to 5 %), *nearly certain* ones (95 to 99 %), and *alike* ones whose twins share nearly all luck.
Some factors of every kind do nothing at all.
"""

from __future__ import annotations

from itertools import combinations, permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis import (
    Estimate,
    Undefined,
    difference,
    interaction_contributions,
    mean,
    means,
    necessity,
    shapley_contributions,
    share,
    sufficiency,
)
from selectorate.analysis.doubt import INTERACTION

Truths = NDArray[np.bool_]
Numbers = NDArray[np.float64]

FACTORS = 4
POPULATION = 4_000


class Kind(NamedTuple):
    """The share of histories with the outcome in the world as it was, and how much luck each world has to itself."""

    share: tuple[float, float]
    own: float
    within: float  # half-width asked for where the stopping rule is on


KINDS = {
    "common": Kind((0.2, 0.8), 0.3, 0.16),
    "noisy": Kind((0.2, 0.8), 1.0, 0.16),
    "rare": Kind((0.01, 0.05), 0.3, 0.35),
    "nearly certain": Kind((0.95, 0.99), 0.3, 0.35),
    "alike": Kind((0.1, 0.9), 0.02, 0.12),
}
ASKED = {"share": 5, "difference": 4, "Shapley": 4, "interaction": 6, "necessity": 4, "sufficiency": 4}
"""What is asked of every sample, in order, and how many numbers of it: 27 in one answer."""


def population(dice: np.random.Generator, kind: Kind) -> Truths:
    """Every history of a game at random, (16, POPULATION)."""
    rows = np.arange(1 << FACTORS)
    effects = dice.normal(size=FACTORS) * dice.choice([0.0, 0.3, 1.0, 2.0], size=FACTORS)
    worth = (rows[:, None] >> np.arange(FACTORS) & 1) @ effects + dice.choice([0.0, 0.5]) * dice.normal(size=rows.size)
    luck = dice.normal(size=POPULATION) + kind.own * dice.normal(size=(rows.size, POPULATION))
    scores = worth[:, None] + luck
    return np.asarray(scores > np.quantile(scores[-1], 1.0 - dice.uniform(*kind.share)))


def asked(held: Truths) -> list[Estimate | Undefined]:
    """The numbers of one answer as the package makes them, from a sample (16, k)."""
    base, without = held[-1], [held[(len(held) - 1) ^ (1 << f)] for f in range(FACTORS)]
    found: list[Estimate | Undefined] = [share(row) for row in (base, *without)]
    found += [difference(base, row) for row in without]
    found += means(shapley_contributions(held))
    found += [mean(row, INTERACTION) for row in interaction_contributions(held)]
    found += [necessity(base, row) for row in without]
    found += [sufficiency(base, row) for row in without]
    return found


def known(everything: Truths) -> Numbers:
    """The same numbers of a population, by their definitions (27,); one without a value is NaN."""
    worth = everything.mean(axis=1)
    base, without = everything[-1], np.array([everything[(len(everything) - 1) ^ (1 << f)] for f in range(FACTORS)])
    p, q, lost = base.mean(), without.mean(axis=1), (base & ~without).mean(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = np.concatenate([lost / p, lost / (1.0 - q)])
    values = [[p], q, p - q, by_orders(worth), by_dividends(worth), ratios]
    return np.concatenate([np.asarray(one, np.float64) for one in values])


def by_orders(worth: Numbers) -> Numbers:
    """Shapley values (n,): what each factor changes when its turn comes, over all orders."""
    n = len(worth).bit_length() - 1
    orders = list(permutations(range(n)))
    out = np.zeros(n)
    for order in orders:
        row = 0
        for f in order:
            out[f] += worth[row | 1 << f] - worth[row]
            row |= 1 << f
    return out / len(orders)


def by_dividends(worth: Numbers) -> Numbers:
    """Interactions (pairs,): each pair's part of the dividends of the sets it belongs to, dividend / (size - 1).

    Source: M. Grabisch and M. Roubens, International Journal of Game Theory 28 (1999): the index by the Moebius
    transform.
    """
    n = len(worth).bit_length() - 1
    dividends = np.array(worth, np.float64)
    for f in range(n):
        has = np.flatnonzero(np.arange(1 << n) >> f & 1)
        dividends[has] -= dividends[has ^ (1 << f)]
    rows = [(row, row.bit_count()) for row in range(1 << n)]
    return np.array(
        [
            sum(dividends[row] / (size - 1) for row, size in rows if row >> i & row >> j & 1)
            for i, j in combinations(range(n), 2)
        ]
    )
