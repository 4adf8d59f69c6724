"""The exact law of the ring against an enumeration of every branch and every seat, one by one."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pytest

from selectorate.scenario import load
from verification.ring import Society, binomial, compositions, law_of, one_way, place, society_of

SMALL = Society(
    branches=(0, 2, 1),
    board=(1, 1, 1),
    holder=0,
    turnover=0.3,
    partisan=0.6,
    retention=0.4,
    slate=0.35,
    assemblies=(1, 3),
    months=5,
)
THREE = SMALL._replace(branches=(0, 1, 1, 0), board=(0, 1, 0, 0), assemblies=(2,), months=3)


def enumerate_law(society: Society) -> tuple[list[dict], list[dict]]:
    """By month, the branches; by assembly, holder, board and branches: each branch and each seat by itself."""
    nobody = society.contenders
    heads = tuple(patron for patron, count in enumerate(society.branches) for _ in range(count))
    seats = tuple(patron for patron, count in enumerate(society.board) for _ in range(count))
    states = {(society.holder, heads, seats): 1.0}
    months, assemblies = [], []
    for month in range(society.months):
        moved: dict = defaultdict(float)
        for (holder, heads, seats), chance in states.items():
            for after in product(range(nobody + 1), repeat=len(heads)):
                moved[holder, after, seats] += chance * np.prod(
                    [head_chance(society, holder, *pair) for pair in zip(heads, after, strict=True)]
                )
        states = moved
        if month in society.assemblies:
            states = assembly(society, states)
            assemblies.append(dict(states))
        months.append(dict(states))
    return months, assemblies


def head_chance(society: Society, holder: int, before: int, after: int) -> float:
    chance = (1.0 - society.turnover) * (before == after)
    if after == holder:
        chance += society.turnover * society.partisan
    if after == society.contenders:
        chance += society.turnover * (1.0 - society.partisan)
    return chance


def assembly(society: Society, states: dict) -> dict:
    elected: dict = defaultdict(float)
    for (holder, heads, seats), chance in states.items():
        shares = np.array([heads.count(patron) for patron in range(society.contenders + 1)]) / len(heads)
        wanted = (1.0 - society.slate) * shares
        wanted[holder] += society.slate
        for board in product(range(society.contenders + 1), repeat=len(seats)):
            each = [
                society.retention * (old == new) + (1.0 - society.retention) * wanted[new]
                for old, new in zip(seats, board, strict=True)
            ]
            taker = [i for i in range(society.contenders) if 2 * board.count(i) > len(board)]
            elected[taker[0] if taker else holder, heads, board] += chance * np.prod(each)
    return elected


@pytest.mark.parametrize("society", [SMALL, THREE], ids=["two contenders", "three contenders"])
def test_the_law_is_that_of_every_branch_and_seat_by_itself(society: Society) -> None:
    law = law_of(society)
    months, assemblies = enumerate_law(society)
    for t, states in enumerate(months):
        for patron, count in product(range(society.contenders + 1), range(sum(society.branches) + 1)):
            due = sum(chance for (_, heads, _), chance in states.items() if heads.count(patron) == count)
            assert law.branches[t, patron, count] == pytest.approx(due, abs=1e-12)
    table = place(law.states)
    for g, states in enumerate(assemblies):
        due = np.zeros_like(law.boards[g])
        products = np.zeros(society.contenders)
        for (holder, heads, board), chance in states.items():
            seats = [board.count(patron) for patron in range(society.contenders + 1)]
            due[holder, table[tuple(seats[:-1])]] += chance
            products += [chance * heads.count(i) * seats[i] for i in range(society.contenders)]
        np.testing.assert_allclose(law.boards[g], due, atol=1e-12)
        np.testing.assert_allclose(law.owned_and_seats[g], products, atol=1e-12)


def test_captured_is_holding_the_chair_and_a_majority() -> None:
    law = law_of(SMALL)
    _, assemblies = enumerate_law(SMALL)
    for g, states in enumerate(assemblies):
        for i in range(SMALL.contenders):
            due = sum(p for (holder, _, board), p in states.items() if holder == i and 2 * board.count(i) > len(board))
            assert law.captured()[g, i] == pytest.approx(due, abs=1e-12)
    np.testing.assert_allclose(law.holders().sum(axis=1), 1.0)
    assert (law.majorities() >= law.captured() - 1e-15).all()


def test_compositions_are_all_and_each_once() -> None:
    states = compositions(9, 4)
    assert states.shape == (220, 4)
    assert (states.sum(axis=1) == 9).all()
    assert len({tuple(row) for row in states.tolist()}) == 220
    assert place(states)[tuple(states[17, :-1])] == 17


def test_one_way_moves_are_binomial() -> None:
    states = compositions(3, 2)
    move = one_way(states, 0, 1, 0.25).toarray()
    start = place(states)[3]
    np.testing.assert_allclose(move[:, start], [0.25**3, 3 * 0.25**2 * 0.75, 3 * 0.25 * 0.75**2, 0.75**3])
    np.testing.assert_allclose(move.sum(axis=0), 1.0)


def test_binomial_knows_certainties() -> None:
    assert binomial(np.array([3]), 0, 0.0).tolist() == [1.0]
    assert binomial(np.array([3]), 3, 1.0).tolist() == [1.0]
    assert binomial(np.array([3]), 1, 1.0).tolist() == [0.0]


def test_the_shipped_association_is_of_this_kind_and_the_other_is_refused() -> None:
    society = society_of(load("association"))
    assert (sum(society.branches), sum(society.board), society.assemblies[0]) == (40, 9, 11)
    with pytest.raises(ValueError, match="only turnover"):
        society_of(load("ussr-1922"))
