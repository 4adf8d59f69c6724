"""The law of elections against an enumeration of every seat, and the engine's twins against the law."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pytest

from selectorate import ensemble
from selectorate.analysis import Interval
from verification import causes
from verification.elections import Society, law_of, seat
from verification.proof import Checks

SMALL = Society(branches=(2, 1, 1), seats=3, slate=0.3, assemblies=2, holder=0)
"""Two contenders; a quarter of the branches is nobody's."""


def test_a_seat_by_hand() -> None:
    """With the list of 0: u below 0.65 is 0's, below 0.825 1's. Without: below 0.5 and 0.75."""
    expected = [[0.5, 0.15, 0.0], [0.0, 0.1, 0.075], [0.0, 0.0, 0.175]]
    np.testing.assert_allclose(seat(SMALL, 0), expected, atol=1e-12)


def test_the_law_is_that_of_every_seat_by_itself() -> None:
    states: dict = {(SMALL.holder, SMALL.holder, False, False, 2, 2): 1.0}
    pairs = list(product(range(3), repeat=2))
    for _ in range(SMALL.assemblies):
        after: dict = defaultdict(float)
        for (one, other, lost, gone, *_), chance in states.items():
            each = seat(SMALL, one)
            for board in product(pairs, repeat=SMALL.seats):
                p = chance * np.prod([each[pair] for pair in board])
                leads = [next((i for i in range(2) if [b[w] for b in board].count(i) > 1), 2) for w in (0, 1)]
                holds = [lead if lead < 2 else holder for lead, holder in zip(leads, (one, other), strict=True)]
                after[(*holds, lost or holds[0] != 0, gone or holds[1] != 0, *leads)] += p
        states = after
    law = law_of(SMALL)
    majorities, holders, lost = np.zeros((3, 3)), np.zeros((2, 2)), np.zeros(2)
    for (one, other, first, second, *leads), chance in states.items():
        majorities[tuple(leads)] += chance
        holders[0, one] += chance
        holders[1, other] += chance
        lost += chance * np.array([first, second])
    np.testing.assert_allclose(law.majorities, majorities, atol=1e-12)
    np.testing.assert_allclose(law.holders, holders, atol=1e-12)
    np.testing.assert_allclose(law.lost, lost, atol=1e-12)
    base, without = majorities[0].sum(), majorities[:, 0].sum()
    assert law.necessity(0) == pytest.approx(1.0 - majorities[0, 0] / base)
    assert law.sufficiency(0) == pytest.approx((base - majorities[0, 0]) / (1.0 - without))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_exact_values_lie_within_the_stated_intervals(seed: int) -> None:
    """And what they would be if nobody had a majority only without the powers does not."""
    law = law_of(causes.SOCIETY)
    base = ensemble.prepare(causes.society(), set=causes.NUMBERS)
    found = causes.last(causes.Direct.of(base, "recorded", causes.OUTCOME, causes.FACTOR), 2_000, seed)
    p, q = law.with_powers()[0], law.without()[0]
    for one, truth in zip(found.main, (p, q, law.necessity(0), law.sufficiency(0), q, p - q), strict=True):
        assert isinstance(one, Interval)
        assert one.low <= truth <= one.high
    assert isinstance(found.necessity, Interval)
    assert found.necessity.low > (p - q) / p
    (low, high), _ = found.bounds
    assert low <= law.necessity(0) <= high


@pytest.mark.parametrize("change", [{}, {"slate": 0.3}, {"branches": (13, 15, 6, 6)}, {"assemblies": 5}])
def test_another_law_is_refused(change: dict[str, object]) -> None:
    checks, society = Checks(), causes.society()
    causes.twins(checks, law_of(causes.SOCIETY._replace(**change)), *causes.both(society, 40_000, 5))
    assert (checks.failed() == []) is (change == {})


def test_every_number_of_a_comparison_is_reckoned() -> None:
    law = law_of(causes.SOCIETY)
    one, _ = causes.both(causes.society(), 100, 1)
    names = [said.id for said in causes.analysis.endings(one).statements]
    names += [said.id for said in causes.analysis.outcomes(one).statements]
    assert list(causes.changes(law)) == names
