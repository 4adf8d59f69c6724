"""Scores: against their definitions, against closed forms, and what counts once or lies beyond the end."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from selectorate.record.recorded import bounds, recorded
from selectorate.record.scores import brier, crps, mean_score, score, surprise
from selectorate.scenario import Scenario
from selectorate.targets import Target

LUCK = np.random.default_rng(7)
NEVER = np.nan


def by_definition(values: Any, record: float) -> float:
    """All pairs, one by one."""
    between = np.mean([abs(a - b) for a in values for b in values])
    return float(np.mean([abs(a - record) for a in values]) - between / 2)


@pytest.mark.parametrize("size", [1, 2, 3, 40])
def test_the_sorted_sum_is_the_mean_over_all_pairs(size: int) -> None:
    for record in (-3.0, 0.0, 0.4, 5.0):
        values = np.round(LUCK.normal(size=size), 1)  # rounded, so that some are equal
        assert crps(values, record) == pytest.approx(by_definition(values, record), abs=1e-12)


def test_one_value_is_as_far_as_it_lies() -> None:
    assert crps(np.full(9, 4.0), 1.5) == pytest.approx(2.5)


@pytest.mark.parametrize("record", [-2.0, 0.0, 0.7])
def test_of_a_normal_it_is_the_closed_form(record: float) -> None:
    standard = NormalDist()
    values = np.array([standard.inv_cdf((i + 0.5) / 4000) for i in range(4000)])
    closed = record * (2 * standard.cdf(record) - 1) + 2 * standard.pdf(record) - 1 / math.sqrt(math.pi)
    assert crps(values, record) == pytest.approx(closed, abs=1e-3)


def test_nobody_does_better_in_the_long_run_than_by_what_he_expects() -> None:
    """The score is proper: over records of a law, histories of that law have the least mean."""
    records = LUCK.normal(size=400)
    laws = {shift: LUCK.normal(shift, 1.0, size=400) for shift in (-0.7, 0.0, 0.7)}
    laws |= {"narrow": LUCK.normal(0.0, 0.3, size=400), "wide": LUCK.normal(0.0, 3.0, size=400)}
    means = {name: np.mean([crps(values, record) for record in records]) for name, values in laws.items()}
    assert min(means, key=lambda name: means[name]) == 0.0


def test_brier_and_surprise() -> None:
    assert [brier(share) for share in (0.0, 0.25, 1.0)] == [1.0, 0.5625, 0.0]
    assert surprise(0.5) == pytest.approx(math.log(2))
    assert surprise(0.0) == math.inf


def test_a_number_is_scored_in_halves_of_what_is_near_enough(ussr: Scenario) -> None:
    target = ussr.document.targets["secretary_turnover_1923_24"]
    values = np.array([[0.4], [0.5], [0.7]])
    assert score(ussr, target, values) == pytest.approx(crps(values[:, 0], 0.61) / 0.12)


def test_what_agrees_or_not_is_scored_by_brier(ussr: Scenario) -> None:
    winner = ussr.document.targets["winner"]
    assert score(ussr, winner, np.array([[1.0], [1.0], [0.0], [1.0]])) == pytest.approx(0.0625)


def test_what_never_happens_counts_as_the_month_after_the_last(ussr: Scenario) -> None:
    target = ussr.document.targets["date_trotsky_war"]
    (record,), (low, high) = recorded(ussr, target), bounds(ussr, target)
    found = score(ussr, target, np.array([[33.0], [NEVER]]))
    assert (record, high[0] - low[0]) == (33.0, 18.0)
    assert found == pytest.approx(crps(np.array([33.0, ussr.months]), 33.0) / 9.0)


def test_a_vote_that_nobody_took_is_the_share_farthest_away(ussr: Scenario) -> None:
    high, low = (ussr.document.targets[name] for name in ("oct1923_plenum_share", "xv_discussion_share"))
    assert score(ussr, high, np.array([[NEVER]])) == score(ussr, high, np.array([[0.0]]))
    assert score(ussr, low, np.array([[NEVER]])) == score(ussr, low, np.array([[1.0]]))


def test_a_vector_is_the_mean_of_its_values_of_the_time_lived(ussr: Scenario) -> None:
    target = ussr.document.targets["cc_gs_faction_by_congress"]
    record, (low, high) = recorded(ussr, target), bounds(ussr, target)
    values = LUCK.random((5, 7))
    values[:, 0] = NEVER  # of the X Congress, before any history begins
    each = [crps(values[:, c], record[c]) / (0.5 * (high[c] - low[c])) for c in range(1, 7)]
    assert score(ussr, target, values) == pytest.approx(np.mean(each))


def test_a_group_counts_once(ussr: Scenario) -> None:
    targets: dict[str, Target] = ussr.document.targets
    assert targets["elimination_order"].group == targets["left_before_right"].group == "order"
    scores = {"winner": 0.6, "elimination_order": 0.1, "left_before_right": 0.5}
    assert mean_score(scores, targets) == pytest.approx((0.6 + (0.1 + 0.5) / 2) / 2)
