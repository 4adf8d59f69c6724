"""The record beside histories: when a target is met, when it is covered, and what is shown of what never happens."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from selectorate.record.recorded import recorded
from selectorate.record.scores import mean_score
from selectorate.record.table import Row, table
from selectorate.scenario import Scenario

NEVER = np.nan


def row(scenario: Scenario, name: str, numbers: Any) -> Row:
    """The row of one target, of histories that have these numbers."""
    found = np.array(numbers, np.float64).reshape(len(numbers), -1)
    (only,) = table(scenario, {name: scenario.document.targets[name]}, found, {name: slice(0, found.shape[1])}).rows
    return only


def test_a_date_that_most_histories_never_have_has_no_median_and_is_not_met(ussr: Scenario) -> None:
    """Recorded is month 33, near enough are 24 to 42."""
    one = row(ussr, "date_trotsky_war", [30.0, 31.0, 33.0, 34.0] + [NEVER] * 6)
    assert (one.recorded, one.low, one.high) == (33.0, 24.0, 42.0)
    assert (one.median, one.p95) == (None, None)
    assert one.p05 == 30.0
    assert (one.happens, one.within) == (0.4, 0.4)
    assert not one.met
    assert one.covered, "33 lies between the earliest twentieth and never"


def test_a_date_that_most_histories_have_is_met_by_its_median(ussr: Scenario) -> None:
    one = row(ussr, "date_trotsky_war", [20.0, 24.0, 25.0, 42.0, 42.0, 42.0, NEVER, NEVER, NEVER])
    assert (one.median, one.met, one.p95) == (42.0, True, None)
    assert one.within == pytest.approx(5 / 9)
    late = row(ussr, "date_trotsky_war", [43.0] * 9)
    assert (late.median, late.met, late.covered) == (43.0, False, False)


def test_where_nothing_ever_happens(ussr: Scenario) -> None:
    one = row(ussr, "date_trotsky_war", [NEVER] * 5)
    assert (one.median, one.p05, one.p95, one.happens, one.within) == (None, None, None, 0.0, 0.0)
    assert not one.met
    assert not one.covered


def test_a_vector_is_met_where_all_its_medians_are_and_do_not_fall(ussr: Scenario) -> None:
    record = recorded(ussr, ussr.document.targets["pb_client_share"])
    rises = row(ussr, "pb_client_share", [record] * 3)
    assert isinstance(rises.median, list)
    assert rises.median == rises.recorded == record.tolist()
    assert (rises.met, rises.covered, rises.within) == (True, True, 1.0)
    falls = record.copy()
    falls[2], falls[3] = 0.66, 0.65  # within the bounds of both, and falling
    assert not row(ussr, "pb_client_share", [falls] * 3).met
    outside = record.copy()
    outside[5] = 0.7  # one value of six is too low
    one = row(ussr, "pb_client_share", [outside] * 3)
    assert (one.met, one.covered, one.within) == (False, False, 0.0)


@pytest.mark.parametrize(
    ("agree", "of", "met", "covered"),
    [(2, 4, True, True), (49, 100, False, True), (5, 100, False, True), (4, 100, False, False)],
)
def test_what_agrees_or_not_is_met_at_a_half_and_covered_at_a_twentieth(
    ussr: Scenario, agree: int, of: int, met: bool, covered: bool
) -> None:
    one = row(ussr, "winner", [1.0] * agree + [0.0] * (of - agree))
    assert (one.met, one.covered) == (met, covered)
    assert one.within == pytest.approx(agree / of)
    assert one.score == pytest.approx((1 - agree / of) ** 2)


def test_an_order_is_met_by_the_median_of_kendalls_tau(ussr: Scenario) -> None:
    """Near enough is .6 and more; what is better than the recorded order there is not."""
    good, bad = row(ussr, "elimination_order", [1.0, 0.6, 0.2]), row(ussr, "elimination_order", [1.0, 0.2, 0.2])
    assert (good.median, good.met, good.covered) == (0.6, True, True)
    assert (bad.median, bad.met, bad.covered) == (0.2, False, True)
    assert not row(ussr, "elimination_order", [0.2] * 3).covered


def test_values_of_before_the_start_count_for_nothing(ussr: Scenario) -> None:
    """The X Congress met before any history begins, so nothing is known of it in any."""
    record = recorded(ussr, ussr.document.targets["cc_gs_faction_by_congress"])
    lived = record.copy()
    lived[0] = NEVER
    one = row(ussr, "cc_gs_faction_by_congress", [lived] * 4)
    assert isinstance(one.median, list)
    assert one.median[0] is None
    assert (one.met, one.covered, one.within, one.happens) == (True, True, 1.0, 1.0)


def test_a_count_that_is_exact_is_met_by_that_count_alone(ussr: Scenario) -> None:
    assert row(ussr, "no_leader_killed", [0.0] * 3).met
    assert not row(ussr, "no_leader_killed", [1.0] * 3).met


def test_only_what_the_model_has_to_bring_about_is_counted_and_scored(ussr: Scenario) -> None:
    names = ("winner", "left_before_right", "elimination_order", "grain_shortfall", "no_leader_killed")
    targets = {name: ussr.document.targets[name] for name in names}
    columns = {name: slice(i, i + 1) for i, name in enumerate(names)}
    numbers = np.array([[1.0, 0.0, 0.2, 0.3, 0.0]] + [[1.0, 0.0, 1.0, 0.3, 0.0]] * 2)
    found = table(ussr, targets, numbers, columns)
    assert [one.id for one in found.rows] == list(names)
    assert (found.dynamic, found.met, found.covered) == (3, 2, 2)
    scores = {one.id: one.score for one in found.rows}
    assert scores.pop("grain_shortfall") is None
    assert scores.pop("no_leader_killed") is None
    assert found.score == pytest.approx(mean_score(scores, targets))
