"""Shapley values and interactions of factors, from games that were lived in every combination of them.

A *game* is an array ``held`` (2**n, k): row by row the sets of factors that are as they were (bit f of the row's number
is set), column by column the histories, each with the same luck in all rows. Row 2**n - 1 is the world as it was; row 0
has the contrast of every factor. A history's own game gives its own values; a value of the whole is their mean.

Weights are whole numbers over one denominator, so a game of truths is summed without rounding, in whatever order.

Sources: L. S. Shapley, "A value for n-person games", in Contributions to the Theory of Games II (1953); M. Grabisch
and M. Roubens, "An axiomatic approach to the concept of interaction among players in cooperative games",
International Journal of Game Theory 28 (1999).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.errors import QuestionError

Numbers = NDArray[np.float64]

MOST = 16
"""Factors at most: one more doubles the worlds that must be lived, and 16! is still exact in a float."""

BLOCK = 1 << 20
"""Entries of a game that are turned into floats at once."""


def pairs(n: int) -> list[tuple[int, int]]:
    """The pairs of n factors in the order in which interactions are given.

    >>> pairs(3)
    [(0, 1), (0, 2), (1, 2)]
    """
    return list(combinations(range(n), 2))


def shapley_contributions(held: NDArray[Any]) -> Numbers:
    """The Shapley value of each factor in each history's own game, (n, k).

    Over all orders in which factors can be put back from their contrasts, it is the mean of what a factor changes when
    its turn comes. In every history the values sum to the last row less the first.

    Raises:
        QuestionError: ``held`` has not 2**n rows, or more factors than ``MOST``.
    """
    n = factors(held)
    return _apply(np.array([_shapley_weights(n, f) for f in range(n)]), held, factorial(n))


def shapley_values(held: NDArray[Any]) -> Numbers:
    """The Shapley value of each factor, (n,): the mean over histories.

    >>> both = np.array([[False], [False], [False], [True]])  # it took the two of them
    >>> shapley_values(both)
    array([0.5, 0.5])
    """
    return np.asarray(shapley_contributions(held).mean(axis=1))


def interaction_contributions(held: NDArray[Any]) -> Numbers:
    """The Shapley interaction index of each pair in each history's own game, (pairs, k), in the order of `pairs`.

    It is the weighted mean, over the sets S of other factors, of what two do together beyond what each does alone:
    v(S, i, j) - v(S, i) - v(S, j) + v(S), with weight s! (n - s - 2)! / (n - 1)!. Above zero they need each other;
    below zero each can stand in for the other.

    Raises:
        QuestionError: ``held`` has not 2**n rows, or more factors than ``MOST``.
    """
    n = factors(held)
    both = pairs(n)
    out = np.empty((len(both), held.shape[1]))
    at_once = max(1, BLOCK // len(held))
    for start in range(0, len(both), at_once):
        weights = np.array([_interaction_weights(n, i, j) for i, j in both[start : start + at_once]])
        out[start : start + at_once] = _apply(weights, held, factorial(n - 1))
    return out


def interaction_values(held: NDArray[Any]) -> Numbers:
    """The Shapley interaction index of each pair, (pairs,): the mean over histories.

    >>> both = np.array([[False], [False], [False], [True]])
    >>> interaction_values(both)
    array([1.])
    """
    return np.asarray(interaction_contributions(held).mean(axis=1))


def factors(held: NDArray[Any]) -> int:
    """The number of factors of a game.

    Raises:
        QuestionError: it has not 2**n rows with n from 1 to ``MOST``, or no histories.
    """
    rows = held.shape[0] if held.ndim == 2 else 0
    n = rows.bit_length() - 1
    if not 1 <= n <= MOST or rows != 1 << n or held.shape[1] == 0:
        raise QuestionError(
            f"a game of n factors has 2**n rows, n from 1 to {MOST}, and a column a history: not {held.shape}"
        )
    return n


def _sizes(n: int) -> NDArray[np.int64]:
    """How many factors are as they were in each row, (2**n,)."""
    return sum((np.arange(1 << n) >> f & 1 for f in range(n)), np.zeros(1 << n, np.int64))


def _shapley_weights(n: int, factor: int) -> Numbers:
    """By row, n! times the weight of that row in the value of a factor, (2**n,)."""
    rows, size = np.arange(1 << n), _sizes(n)
    gain = np.array([factorial(s) * factorial(n - s - 1) for s in range(n)], np.float64)
    has = (rows >> factor & 1) == 1
    return np.where(has, gain[np.maximum(size - 1, 0)], -gain[np.minimum(size, n - 1)])


def _interaction_weights(n: int, first: int, second: int) -> Numbers:
    """By row, (n - 1)! times the weight of that row in the interaction of two factors, (2**n,)."""
    rows, size = np.arange(1 << n), _sizes(n)
    gain = np.array([factorial(s) * factorial(n - s - 2) for s in range(n - 1)], np.float64)
    has = (rows >> first & 1) + (rows >> second & 1)
    return np.where(has == 1, -1.0, 1.0) * gain[size - has]


def _apply(weights: Numbers, held: NDArray[Any], denominator: int) -> Numbers:
    """``weights`` (m, 2**n) times a game (2**n, k), over a denominator, some histories at a time: (m, k)."""
    out = np.empty((len(weights), held.shape[1]))
    for block in _blocks(held):
        out[:, block] = weights @ held[:, block].astype(np.float64)
    return out / denominator


def _blocks(held: NDArray[Any]) -> Iterator[slice]:
    """Slices of histories, none with more than ``BLOCK`` entries."""
    step = max(1, BLOCK // held.shape[0])
    return (slice(start, start + step) for start in range(0, held.shape[1], step))
