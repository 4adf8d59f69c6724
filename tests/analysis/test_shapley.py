"""Shapley values and interactions against their definitions, by hand, and as properties."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from itertools import combinations, permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selectorate.analysis import (
    interaction_contributions,
    interaction_values,
    pairs,
    shapley_contributions,
    shapley_values,
)
from selectorate.errors import QuestionError


def game(n: int, worth: Callable[[frozenset[int]], float]) -> np.ndarray:
    """A game of one history, (2**n, 1)."""
    return np.array([[worth(frozenset(f for f in range(n) if row >> f & 1))] for row in range(1 << n)])


def by_permutations(held: np.ndarray) -> np.ndarray:
    """What each factor changes when its turn comes, averaged over all orders (n, k)."""
    n = len(held).bit_length() - 1
    out = np.zeros((n, held.shape[1]))
    for order in permutations(range(n)):
        row = 0
        for f in order:
            out[f] += held[row | 1 << f].astype(float) - held[row]
            row |= 1 << f
    return out / factorial(n)


def by_definition(held: np.ndarray, i: int, j: int) -> np.ndarray:
    """The interaction index as it is written (k,)."""
    n, v = len(held).bit_length() - 1, held.astype(float)
    rest = [f for f in range(n) if f not in (i, j)]
    out = np.zeros(held.shape[1])
    for s in range(len(rest) + 1):
        for chosen in combinations(rest, s):
            row = sum(1 << f for f in chosen)
            gain = v[row | 1 << i | 1 << j] - v[row | 1 << i] - v[row | 1 << j] + v[row]
            out += factorial(s) * factorial(n - s - 2) / factorial(n - 1) * gain
    return out


def by_merging(held: np.ndarray, i: int, j: int) -> np.ndarray:
    """The index by recursion: the two as one, less each where the other is away (Grabisch and Roubens 1999) (k,)."""
    n = len(held).bit_length() - 1
    rows = np.arange(1 << n)
    has_i, has_j = rows >> i & 1, rows >> j & 1
    one = [f for f in range(n) if f != j]  # i stands for both
    merged = held[
        [sum((r >> g & 1) << f for g, f in enumerate(one)) | (r >> one.index(i) & 1) << j for r in range(1 << n - 1)]
    ]
    without_j, without_i = held[rows[has_j == 0]], held[rows[has_i == 0]]
    alone_i = by_permutations(without_j)[one.index(i)]
    alone_j = by_permutations(without_i)[[f for f in range(n) if f != i].index(j)]
    return by_permutations(merged)[one.index(i)] - alone_i - alone_j


games = st.integers(1, 5).flatmap(
    lambda n: st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).random((1 << n, 7)) < 0.5)
)


@given(games)
def test_every_order_counts_alike(held: np.ndarray) -> None:
    np.testing.assert_allclose(shapley_contributions(held), by_permutations(held), atol=1e-12)


@given(games)
def test_interactions_are_those_of_the_definition(held: np.ndarray) -> None:
    found = interaction_contributions(held)
    assert found.shape == (len(pairs(len(held).bit_length() - 1)), 7)
    for row, (i, j) in zip(found, pairs(len(held).bit_length() - 1), strict=True):
        np.testing.assert_allclose(row, by_definition(held, i, j), atol=1e-12)
        np.testing.assert_allclose(row, by_merging(held, i, j), atol=1e-12)


@given(games)
def test_efficiency(held: np.ndarray) -> None:
    np.testing.assert_allclose(shapley_contributions(held).sum(axis=0), held[-1].astype(float) - held[0], atol=1e-12)
    assert shapley_values(held).sum() == pytest.approx(held[-1].mean() - held[0].mean(), abs=1e-12)


@given(games, st.data())
def test_symmetry(held: np.ndarray, data: st.DataObject) -> None:
    """Factors under other numbers have the same values under their new numbers."""
    n = len(held).bit_length() - 1
    order = data.draw(st.permutations(range(n)))
    rows = [sum((row >> f & 1) << order[f] for f in range(n)) for row in range(1 << n)]
    moved = np.empty_like(held)
    moved[rows] = held
    np.testing.assert_array_equal(shapley_values(moved)[order], shapley_values(held))
    index = {frozenset(pair): value for pair, value in zip(pairs(n), interaction_values(moved), strict=True)}
    for (i, j), value in zip(pairs(n), interaction_values(held), strict=True):
        assert index[frozenset({order[i], order[j]})] == value


@given(games)
def test_a_dummy_has_nothing_and_changes_nothing(held: np.ndarray) -> None:
    n = len(held).bit_length() - 1
    wider = np.concatenate([held, held])  # a last factor on which nothing depends
    np.testing.assert_allclose(shapley_values(wider), [*shapley_values(held), 0.0], atol=1e-12)
    index = dict(zip(pairs(n + 1), interaction_values(wider), strict=True))
    assert all(value == 0.0 for (_, j), value in index.items() if j == n)
    np.testing.assert_allclose([index[pair] for pair in pairs(n)], interaction_values(held), atol=1e-12)


@given(st.integers(1, 5), st.integers(0, 2**32 - 1), st.floats(-3, 3))
def test_linearity(n: int, seed: int, factor: float) -> None:
    one, other = np.random.default_rng(seed).normal(size=(2, 1 << n, 3))
    for values in (shapley_values, interaction_values):
        np.testing.assert_allclose(values(one + factor * other), values(one) + factor * values(other), atol=1e-12)


def test_unanimity() -> None:
    """Three of five are needed: each has a third, and two of them interact by a half."""
    held = game(5, lambda there: {0, 2, 3} <= there)
    np.testing.assert_allclose(shapley_values(held), [1 / 3, 0, 1 / 3, 1 / 3, 0], atol=1e-15)
    index = dict(zip(pairs(5), interaction_values(held), strict=True))
    assert {pair for pair, value in index.items() if value} == {(0, 2), (0, 3), (2, 3)}
    assert index[0, 2] == pytest.approx(0.5)


def test_additive() -> None:
    held = game(4, lambda there: sum(0.1 * (f + 1) for f in there))
    np.testing.assert_allclose(shapley_values(held), [0.1, 0.2, 0.3, 0.4])
    np.testing.assert_allclose(interaction_values(held), 0.0, atol=1e-15)


def test_dictator() -> None:
    np.testing.assert_array_equal(shapley_values(game(4, lambda there: 2 in there)), [0, 0, 1, 0])


def test_gloves() -> None:
    """One left glove and two right ones: 2/3, 1/6, 1/6; the right ones stand in for one another."""
    held = game(3, lambda there: 0 in there and bool({1, 2} & there))
    np.testing.assert_allclose(shapley_values(held), [2 / 3, 1 / 6, 1 / 6])
    np.testing.assert_allclose(interaction_values(held), [1 / 2, 1 / 2, -1 / 2])


def test_one_factor_has_no_pairs() -> None:
    held = np.array([[False, True], [True, True]])
    np.testing.assert_array_equal(shapley_contributions(held), [[1.0, 0.0]])
    assert interaction_contributions(held).shape == (0, 2)


def test_eleven_factors_are_reckoned_at_once_and_in_little_room() -> None:
    held = np.random.default_rng(5).random((1 << 11, 500)) < 0.5
    tracemalloc.start()
    start = time.perf_counter()
    found, index = shapley_contributions(held), interaction_contributions(held)
    seconds, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.shape == (11, 500)
    assert index.shape == (55, 500)
    np.testing.assert_allclose(found.sum(axis=0), held[-1].astype(float) - held[0], atol=1e-12)
    assert peak < 100e6
    assert seconds < 5.0  # far under one on a machine that does nothing else


@pytest.mark.parametrize("shape", [(3, 5), (1, 5), (8,), (8, 0), (1 << 17, 1)])
def test_what_is_no_game_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(QuestionError, match="2\\*\\*n rows"):
        shapley_values(np.zeros(shape, np.bool_))
