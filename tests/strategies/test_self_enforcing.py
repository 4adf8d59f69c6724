"""Self-enforcing coalitions: against the definition itself, tried on every coalition."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate.strategies.self_enforcing import ruling_coalition
from selectorate.testing import Society, plain, put, society

PLAIN = plain("strategies.self_enforcing")


def members(coalition: int) -> set[int]:
    return {i for i in range(16) if coalition >> i & 1}


def by_definition(strengths: list[int], alpha: Fraction) -> set[int]:
    """The ruling coalition of Acemoglu, Egorov and Sonin, in sets and fractions.

    A part wins against the rest of a coalition if it has more than ``alpha`` of its strength. A coalition enforces
    itself if no smaller part that enforces itself wins in it. Of those that win, and the whole, the weakest rules.
    """

    def power(coalition: frozenset[int]) -> int:
        return sum(strengths[i] for i in coalition)

    @cache
    def winning(coalition: frozenset[int]) -> tuple[frozenset[int], ...]:
        parts = [frozenset(part) for size in range(1, len(coalition)) for part in combinations(sorted(coalition), size)]
        return tuple(part for part in parts if power(part) > alpha * power(coalition) and not winning(part))

    everybody = frozenset(range(len(strengths)))
    return set(min((*winning(everybody), everybody), key=power))


@settings(max_examples=60)
@given(
    strengths=st.lists(st.integers(0, 5), min_size=1, max_size=6).map(
        lambda bits: [1000 + 97 * 2**k + 7 * b for k, b in enumerate(bits)]
    ),
    alpha=st.sampled_from([Fraction(1, 2), Fraction(3, 5), Fraction(2, 3), Fraction(4, 5)]),
)
def test_it_is_the_one_of_the_definition(strengths: list[int], alpha: Fraction) -> None:
    sums = [sum(s for i, s in enumerate(strengths) if part >> i & 1) for part in range(2 ** len(strengths))]
    if len(set(sums)) == len(sums) and not any(Fraction(a, b) == alpha for a in sums for b in sums if b):
        found = PLAIN.ruling_coalition(np.array(strengths, np.float64), float(alpha))
        assert members(found) == by_definition(strengths, alpha)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6, unique=True))
def test_any_strengths(strengths: list[int]) -> None:
    sums = [sum(s for i, s in enumerate(strengths) if part >> i & 1) for part in range(2 ** len(strengths))]
    if len(set(sums)) == len(sums):
        found = PLAIN.ruling_coalition(np.array(strengths, np.float64), 0.5)
        assert members(found) == by_definition(strengths, Fraction(1, 2))


def sizes(strengths: np.ndarray) -> list[int]:
    """How many rule of the first one, two, three ... contenders."""
    return [len(members(ruling_coalition(strengths[:n].copy(), 0.5))) for n in range(1, len(strengths) + 1)]


def test_near_equals_rule_in_coalitions_of_1_3_7_15() -> None:
    """Of n nearly equal ones the largest of 1, 3, 7, 15 within n rule: with one more, some would throw out the rest."""
    near = 1.0 + 1e-6 * np.sqrt([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47])
    assert sizes(near) == [1, 1, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 7, 15]


def test_exact_equals_are_a_case_of_their_own() -> None:
    """One of exactly two equals has no majority, so two enforce themselves; then four, where two would be half."""
    assert sizes(np.ones(8)) == [1, 2, 2, 4, 4, 4, 4, 8]
    assert [len(by_definition([1] * n, Fraction(1, 2))) for n in range(1, 7)] == [1, 2, 2, 4, 4, 4]


def test_examples_by_hand() -> None:
    """(3, 4, 5): any two win, and the stronger of two throws the weaker out, so three enforce themselves.

    (2, 4, 7): the third is stronger than both and rules alone. (3, 4, 5, 10): the first three have 12 of 22 and
    enforce themselves, so the strongest is out.
    """
    assert members(PLAIN.ruling_coalition(np.array([3.0, 4.0, 5.0]), 0.5)) == {0, 1, 2}
    assert members(PLAIN.ruling_coalition(np.array([2.0, 4.0, 7.0]), 0.5)) == {2}
    assert members(PLAIN.ruling_coalition(np.array([3.0, 4.0, 5.0, 10.0]), 0.5)) == {0, 1, 2}


def of_strengths(*shares: float) -> Society:
    """Contenders with these shares of committee and presidium alike; everybody is a little hostile to everybody."""
    made = society(contenders=len(shares))
    for i, share in enumerate(shares):
        put(made.state.minds[i], committee=share, presidium=share)
    made.state.pairs["hostility"] = 0.1
    return made


def side(made: Society, i: int, j: int) -> int:
    return int(PLAIN.self_enforcing_side(made.state, i, j, PLAIN.rules_without(made.world, made.state, j)))


def target(made: Society, i: int) -> int:
    return int(PLAIN.self_enforcing_target(made.world, made.state, i))


def test_those_who_rule_attack_the_one_outside() -> None:
    """Strengths 0.3, 0.4, 0.5, 1 in proportion: the first three rule, and still rule without the fourth."""
    made = of_strengths(0.12, 0.16, 0.2, 0.4)
    assert members(PLAIN.rules_without(made.world, made.state, -1)) == {0, 1, 2}
    assert members(PLAIN.rules_without(made.world, made.state, 3)) == {0, 1, 2}
    assert [target(made, i) for i in range(4)] == [3, 3, 3, -1]
    made.campaign(3, 0)
    assert [side(made, i, 3) for i in range(3)] == [1, 1, 1]
    assert [target(made, i) for i in range(3)] == [-1] * 3  # who is attacked already is nobody's target


def test_nobody_helps_to_remove_one_whose_fall_would_be_his_own() -> None:
    """Of 0.3, 0.4, 0.5 all rule together; without the last the second would rule alone, so the first is for him."""
    made = of_strengths(0.24, 0.32, 0.4)
    assert [target(made, i) for i in range(3)] == [-1, -1, -1]
    made.campaign(2, 1)
    assert (side(made, 1, 2), side(made, 0, 2)) == (1, -1)
    made.campaign(0, 2)
    assert (side(made, 2, 0), side(made, 1, 0)) == (1, -1)


@pytest.mark.parametrize(("name", "value"), [("alive", 0), ("member", 0), ("beaten", 1)])
def test_who_is_out_does_not_count(name: str, value: int) -> None:
    """Without the third the second rules alone."""
    made = of_strengths(0.24, 0.32, 0.4)
    setattr(made.state.minds[2] if name == "beaten" else made.state.lives[2], name, value)
    assert members(PLAIN.rules_without(made.world, made.state, -1)) == {1}
    assert target(made, 1) == 0
    made.campaign(0, 1)
    made.state.pairs[1, 2].hostility = 0.5  # one beaten can be attacked again, one gone cannot
    assert target(made, 1) == (2 if name == "beaten" else -1)


def test_of_two_outside_the_more_hated_is_attacked() -> None:
    made = of_strengths(0.1, 0.6, 0.2)
    assert members(PLAIN.rules_without(made.world, made.state, -1)) == {1}
    made.state.pairs[1, 2].hostility = 0.3
    assert target(made, 1) == 2
    made.state.pairs[1, 0].hostility = 0.4
    assert target(made, 1) == 0


def test_nobody_left_rules_nobody() -> None:
    made = of_strengths(0.5)
    assert PLAIN.rules_without(made.world, made.state, 0) == 0
    assert target(made, 0) == -1


def test_nobody_removes_one_whose_fall_would_put_others_over_him() -> None:
    """Of 49, 29, 32, 36, 15 the last three rule. Without the first it would be 29, 32 and 15, so the fourth leaves the
    first be, however hateful. Without the second the same three rule as before, so him he attacks.
    """
    strengths = [49, 29, 32, 36, 15]
    assert by_definition(strengths, Fraction(1, 2)) == {2, 3, 4}
    assert by_definition(strengths[1:], Fraction(1, 2)) == {0, 1, 3}
    assert by_definition([49, 32, 36, 15], Fraction(1, 2)) == {1, 2, 3}
    made = of_strengths(*(strength / 200 for strength in strengths))
    made.state.pairs["hostility"][:5, 0] = 0.9
    assert members(PLAIN.rules_without(made.world, made.state, 0)) == {1, 2, 4}
    assert [target(made, i) for i in (2, 3, 4)] == [0, 1, 0]
