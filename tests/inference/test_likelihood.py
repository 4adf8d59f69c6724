"""The likelihood: it is a density, it widens as it says, and records can be drawn from it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from selectorate.inference.likelihood import ERROR, FAR, WIDE, Likelihood
from selectorate.record.batch import Floats
from selectorate.scenario import Scenario

NEVER = np.nan
DATE, SHARE, TRUTH = "date_trotsky_war", "secretary_turnover_1923_24", "winner"


def of(scenario: Scenario, *names: str) -> Likelihood:
    return Likelihood.of(scenario, {name: scenario.document.targets[name] for name in names})


def density(likelihood: Likelihood, has: float) -> Callable[[Floats], Floats]:
    """The density of a record, where a history has this number."""
    return lambda told: np.exp(likelihood.logs(np.full((len(told), 1), has), told[:, np.newaxis]))[:, 0]


def cells(likelihood: Likelihood, has: float, count: int = 400_000) -> tuple[Floats, Floats]:
    """The middles of many small cells over all that can be on record, and how wide each is: wider the farther away."""
    there = float(likelihood.record[0]) if np.isnan(has) else has
    angles = np.pi * ((np.arange(count + 1)[1:-1]) / count - 0.5)
    ends = there + likelihood.width[0] * np.tan(angles)
    return 0.5 * (ends[1:] + ends[:-1]), np.diff(ends)


@pytest.mark.parametrize("name", [DATE, SHARE, "cc_trotskyists_1923", "right_collapse_duration"])
@pytest.mark.parametrize("away", [0.0, 1.3, -6.0, 25.0, NEVER])
def test_it_is_a_density_over_all_that_can_be_on_record(ussr: Scenario, name: str, away: float) -> None:
    """Numbers and never together have probability 1, whatever a history has."""
    likelihood = of(ussr, name)
    has = float(likelihood.record[0] + away * likelihood.width[0])
    middles, steps = cells(likelihood, has)
    numbers = float((density(likelihood, has)(middles) * steps).sum())
    (never,) = density(likelihood, has)(np.array([NEVER]))
    assert never == pytest.approx(1.0 - likelihood.error[0] if np.isnan(has) else 0.5 * likelihood.error[0])
    assert numbers + never == pytest.approx(1.0, abs=1e-4)


def test_what_agrees_or_not_is_wrong_at_its_error_rate(ussr: Scenario) -> None:
    likelihood = of(ussr, TRUTH)
    for has in (0.0, 1.0):
        told = density(likelihood, has)(np.array([0.0, 1.0]))
        assert told[int(has)] == pytest.approx(0.95)
        assert told.sum() == pytest.approx(1.0)


def test_worked_by_hand(ussr: Scenario) -> None:
    """The war office is lost in month 33, give or take 18; two numbers in five are beside the point."""
    likelihood = of(ussr, DATE)
    assert (WIDE * 9.0, FAR, ERROR) == (18.0, 5.0, 0.4)
    far = 1.0 / (math.pi * 90.0)
    expected = [
        math.log(0.6 / (18.0 * math.sqrt(2 * math.pi)) + 0.2 * far),
        math.log(0.6 * math.exp(-0.5) / (18.0 * math.sqrt(2 * math.pi)) + 0.2 * far / 1.04),
        math.log(0.4 * far),
    ]
    assert likelihood.logs(np.array([[33.0], [51.0], [NEVER]]))[:, 0] == pytest.approx(expected)


def test_each_fact_that_is_missed_altogether_costs_about_as_much(ussr: Scenario) -> None:
    """Two to four units where it never comes, or is eight widths away; and what is farther away costs more."""
    for name in (DATE, SHARE, "aug1927_lag", "xiv_vote_share"):
        likelihood = of(ussr, name)
        assert likelihood.error[0] == ERROR
        record, width = likelihood.record[0], likelihood.width[0]
        met, far, farther, never = likelihood.logs(
            np.array([[record], [record + 4 * width], [record + 40 * width], [NEVER]])
        )[:, 0]
        assert 2.0 < met - never < 4.0
        assert 2.0 < met - far < 4.0
        assert far - 4.5 < farther < far


def test_values_of_a_vector_count_as_one_fact(ussr: Scenario) -> None:
    """Six shares that are all a width away cost what one share a width away costs."""
    likelihood = of(ussr, "pb_client_share")
    assert likelihood.width == pytest.approx(WIDE * 0.15 * math.sqrt(6))
    assert (likelihood.error / (1 - likelihood.error)) ** 6 == pytest.approx(ERROR / (1 - ERROR))
    every = (WIDE * 0.15 / likelihood.width) ** 2 / 2
    assert every.sum() == pytest.approx(0.5)


def test_targets_of_a_group_count_as_one_fact(ussr: Scenario) -> None:
    alone, both = of(ussr, "elimination_order"), of(ussr, "elimination_order", "left_before_right", TRUTH)
    assert both.width[0] == pytest.approx(alone.width[0] * math.sqrt(2))
    assert (both.error[0] / (1 - both.error[0])) ** 2 == pytest.approx(ERROR / (1 - ERROR))
    assert (both.error[1] / (1 - both.error[1])) ** 2 == pytest.approx(0.05 / 0.95)
    assert both.error[2] == 0.05
    said_twice = both.logs(np.array([[1.0, 1.0, 1.0]])) - both.logs(np.array([[1.0, 0.0, 1.0]]))
    assert said_twice.sum() == pytest.approx(0.5 * math.log(0.95 / 0.05))


def test_low_confidence_doubles_width_and_error_rate(ussr: Scenario) -> None:
    """The judged shares of seven congresses, the first of them before the start; and a truth of an error of .1."""
    shares, truth = of(ussr, "cc_gs_faction_by_congress"), of(ussr, "median_policy_position")
    assert shares.counts.tolist() == [0.0] + [1.0] * 6
    assert shares.width == pytest.approx(2 * WIDE * 0.2 * math.sqrt(6))
    assert shares.error == pytest.approx(0.5), "an error rate of twice .4 says nothing either way"
    assert truth.error == pytest.approx(0.2)


def test_values_of_before_the_start_say_nothing(ussr: Scenario) -> None:
    likelihood = of(ussr, "cc_gs_faction_by_congress")
    assert likelihood.logs(np.full((2, 7), NEVER))[:, 0].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("away", [0.0, 1.5, -7.0, NEVER])
def test_records_are_drawn_with_the_density_that_is_given(ussr: Scenario, away: float) -> None:
    """Never as often as it should be, and else by Kolmogorov and Smirnov: at most one chance in a thousand."""
    likelihood, count = of(ussr, DATE), 40_000
    has = float(likelihood.record[0] + away * likelihood.width[0])
    told = likelihood.blurred(np.full((count, 1), has), np.random.default_rng(7))[:, 0]
    (never,) = density(likelihood, has)(np.array([NEVER]))
    assert np.isnan(told).mean() == pytest.approx(never, abs=4 * math.sqrt(never * (1 - never) / count))
    numbers = np.sort(told[~np.isnan(told)])
    middles, steps = cells(likelihood, has)
    law = np.cumsum(density(likelihood, has)(middles) * steps)
    seen = (np.arange(len(numbers)) + 0.5) / len(numbers)
    furthest = np.abs(np.interp(numbers, middles + 0.5 * steps, law / law[-1]) - seen).max()
    assert furthest < 1.95 / math.sqrt(len(numbers))


def test_truths_are_drawn_wrong_at_their_error_rate(ussr: Scenario) -> None:
    likelihood, count = of(ussr, TRUTH), 40_000
    for has in (0.0, 1.0):
        told = likelihood.blurred(np.full((count, 1), has), np.random.default_rng(7))
        assert (told != has).mean() == pytest.approx(0.05, abs=4 * math.sqrt(0.05 * 0.95 / count))
        assert set(np.unique(told)) == {0.0, 1.0}
