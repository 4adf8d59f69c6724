"""Intervals of one number and of many, at the edges as well; when there are enough histories."""

from __future__ import annotations

from math import comb, exp, log
from statistics import NormalDist

import numpy as np
import pytest

from selectorate.analysis import (
    Interval,
    Undefined,
    difference,
    enough,
    half_width,
    interval,
    mean,
    means,
    ratio,
    share,
    simultaneous,
)
from selectorate.analysis.doubt import LEAST, critical_value
from selectorate.analysis.intervals import Z
from selectorate.analysis.likelihood import limits
from selectorate.errors import QuestionError


def held(count: int, histories: int) -> np.ndarray:
    return np.arange(histories) < count


def test_one_share_is_near_its_score_interval() -> None:
    (found,) = simultaneous([share(held(300, 1000))])
    assert found.sampling == pytest.approx(interval(300, 1000), abs=5e-4)


def test_limits_are_those_of_the_likelihood() -> None:
    """At each end twice the log likelihood has fallen by 1.96 squared, half an observation added on that side."""
    (found,) = simultaneous([share(held(30, 200))])
    for limit, yes, no in ((found.high, 30.5, 170.0), (found.low, 30.0, 170.5)):
        best = yes / (yes + no)
        fall = 2.0 * (yes * log(best / limit) + no * log((1.0 - best) / (1.0 - limit)))
        assert fall == pytest.approx(Z**2, rel=1e-6)


@pytest.mark.parametrize(("critical", "least", "most"), [(Z, 0.94, 0.966), (3.1, 0.9975, 0.9990)])
def test_exact_coverage_of_a_share(critical: float, least: float, most: float) -> None:
    """Over all counts of 100 histories: never far below what is stated, nor above it on average."""
    k = 100
    samples = [held(count, k).astype(float) for count in range(k + 1)]
    low, high = np.array(limits(samples, [(0.0, 1.0)] * (k + 1), critical)).T
    ways = np.array([comb(k, count) for count in range(k + 1)], float)
    counts = np.arange(k + 1)
    covered = [
        (ways * p**counts * (1.0 - p) ** (k - counts))[(low <= p) & (p <= high)].sum()
        for p in np.linspace(0.001, 0.999, 999)
    ]
    assert min(covered) > least
    assert 2.0 * NormalDist().cdf(critical) - 1.0 < np.mean(covered) < most


def test_never_and_always() -> None:
    never, always = (simultaneous([share(held(count, 1000))])[0] for count in (0, 1000))
    assert never.value == never.low == 0.0
    assert exp(-1000 * never.high) == pytest.approx(0.034, abs=0.002)
    assert (always.low, always.high) == (pytest.approx(1.0 - never.high), 1.0)


def test_contributions_without_variance_have_a_width() -> None:
    (same,) = simultaneous([difference(held(30, 500), held(30, 500))])
    assert same.value == 0.0
    assert same.high == pytest.approx(-same.low)
    assert 0.005 < same.high < 0.01
    (all_of_it,) = simultaneous([mean(np.ones(500))])
    assert all_of_it.high == 1.0
    assert all_of_it.low < 1.0


def test_limits_mirror_each_other() -> None:
    sample = np.random.default_rng(3).normal(size=400).clip(-1, 1) ** 3
    one, other = (simultaneous([mean(signed)])[0] for signed in (sample, -sample))
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))


def test_many_numbers_are_wider_than_one_and_copies_are_not() -> None:
    dice = np.random.default_rng(7)
    many = dice.normal(size=(20, 400))
    assert critical_value(many[:1]) == Z
    assert critical_value(many) == pytest.approx(3.01, abs=0.03)  # 1 - .05 is that of 20 independent ones
    assert critical_value(np.repeat(many[:1], 20, axis=0)) == pytest.approx(Z, abs=0.03)
    assert critical_value(many[:2]) < critical_value(many[:5]) < critical_value(many)


def test_the_same_data_give_the_same_bits() -> None:
    sample = np.random.default_rng(9).random((6, 300)) - 0.5
    assert simultaneous(means(sample)) == simultaneous(means(sample))


def test_a_ratio_counts_its_histories_only() -> None:
    base, lost = held(80, 200), np.arange(200) % 2 == 0
    number = ratio(lost, base)
    assert not isinstance(number, Undefined)
    np.testing.assert_array_equal(number.sample, lost[:80])
    assert simultaneous([number])[0].value == 0.5
    assert number.influence[80:].tolist() == [0.0] * 120


def test_undefined_numbers_pass_through() -> None:
    found = simultaneous([share(held(5, 100)), ratio(held(5, 100), held(0, 100), "there are none")])
    assert isinstance(found[0], Interval)
    assert found[1] == Undefined("there are none")
    assert simultaneous([Undefined("why")]) == [Undefined("why")]


def test_too_few_histories_are_refused() -> None:
    with pytest.raises(QuestionError, match=f"at least {LEAST} histories, and there are {LEAST - 1}"):
        simultaneous([share(held(5, LEAST - 1))])


def test_kinds_of_doubt() -> None:
    plain = Interval.of(0.5, (0.4, 0.6))
    assert plain.document() == {"value": 0.5, "low": 0.4, "high": 0.6, "sampling": [0.4, 0.6]}
    wide = Interval.of(0.5, (0.4, 0.6), parameters=(0.2, 0.55))
    assert (wide.low, wide.high) == (0.2, 0.6)
    assert wide.document()["parameters"] == [0.2, 0.55]


def test_when_there_are_enough() -> None:
    found = [Interval.of(0.5, (0.4, 0.6)), Undefined("why"), Interval.of(0.1, (0.1, 0.2))]
    assert half_width(found) == pytest.approx(0.1)
    assert half_width([]) == 0.0
    assert enough(found, 0.11, histories=200)
    assert not enough(found, 0.09, histories=200)
    assert not enough(found, 0.11, histories=250)
    assert enough(found, 0.11, histories=250, block=125)
    assert not enough(found, 0.11, histories=50, block=50)


def test_several_rare_outcomes_hold_together() -> None:
    """Ten independent outcomes at 2 in 100, of 500 histories: all lie within in about 95 % of cases, and not in 60 %."""
    dice, right = np.random.default_rng(11), 0
    for _ in range(200):
        found = simultaneous([share(row) for row in dice.random((10, 500)) < 0.02])
        right += all(one.low <= 0.02 <= one.high for one in found)
    assert 0.91 < right / 200 < 0.99


def test_numbers_that_nothing_moves_count_as_one() -> None:
    moving = np.random.default_rng(2).normal(size=(3, 400))
    with_one, with_many = (critical_value(np.concatenate([moving, np.zeros((more, 400))])) for more in (1, 7))
    assert critical_value(moving) < with_one == with_many
    assert critical_value(np.zeros((5, 400))) == Z
