"""Readings: evidence, signatures and confusion of a few histories, and what counts as told apart."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.store import Store
from selectorate.errors import QuestionError
from selectorate.inference.compared import LARGEST, OWN, WIDTHS, Compared, Question, Weighed, asked
from selectorate.inference.readings import Judge, compare, confusion, implied
from selectorate.inference.weighing import Estimate, Lot, log_evidence
from selectorate.readings import Signature
from selectorate.record.batch import Floats
from selectorate.scenario import Scenario, load
from selectorate.targets import Args, Statistic

USSR = load("ussr-1922")


@pytest.fixture(scope="module")
def compared() -> Compared:
    return compare(Question(USSR, seed=3, parts=5, sets=4, lucks=2, further=1), threads=2)


def test_every_reading_is_weighed_by_the_record(compared: Compared, ussr: Scenario) -> None:
    assert list(compared.readings) == [OWN, *ussr.document.readings]
    for name, one in compared.readings.items():
        assert math.isfinite(one.evidence.value)
        assert one.evidence.error > 0.0
        assert set(one.kernels) == set(WIDTHS)
        assert set(one.priors) == (set() if name == OWN else set(WIDTHS))
        endings = [found.value for what, found in one.outcomes.items() if what.split(":")[0] in ussr.document.endings]
        assert sum(endings) == pytest.approx(1.0)


def test_evidence_is_that_of_the_same_histories_judged_by_themselves(compared: Compared) -> None:
    question = compared.question
    prior = question.prior(question.scenario.document.readings["red_tsar"])
    logs = [Judge(question).logs(prior.part(part)) for part in range(5)]
    assert compared.readings["red_tsar"].evidence == log_evidence(logs)


def test_where_the_error_is_too_large_more_histories_are_lived(ussr: Scenario) -> None:
    written = {"red_tsar": ussr.document.readings["red_tsar"]}
    few = replace(ussr, document=ussr.document.model_copy(update={"readings": written}))
    question = Question(few, seed=3, parts=5, sets=4, lucks=2, further=3)
    one = compare(question, threads=2).readings["red_tsar"]
    assert one.evidence.error >= LARGEST, "so it goes on to the end"
    assert one.posterior.about["lived"] == 3 * 5 * 4 * 2


def test_facts_of_low_confidence_never_enter(ussr: Scenario) -> None:
    facts = Question(ussr).facts()
    low = {name for name, target in ussr.document.targets.items() if target.confidence == "low"}
    assert low
    assert not low & set(facts)
    assert all(target.kind == "dynamic" for target in facts.values())


def test_prior_mass_is_equal_over_groups_and_controls_have_none(compared: Compared, ussr: Scenario) -> None:
    even = replace(
        compared, readings={name: replace(one, evidence=Estimate(-9.0, 0.1)) for name, one in compared.readings.items()}
    )
    weights = even.weights()
    assert len(weights) == 15
    assert sum(weights.values()) == pytest.approx(1.0)
    grouped = [name for name, one in ussr.document.readings.items() if one.group == "machine"]
    assert grouped == ["daniels_circular_flow", "gs_patronage"]
    assert sum(weights[name] for name in grouped) == pytest.approx(weights["luck"])


NONE = Posterior((), np.zeros((0, 0)), np.zeros((0, 0), np.uint64), np.zeros(0), "", "")


def of(values: list[float], error: float = 0.1, kernels: tuple[float, float] | None = None) -> Compared:
    """Readings with these log evidences, whose records all favour the one that made them."""
    scenario = USSR
    names = tuple(name for name, one in scenario.document.readings.items() if not one.control)[: len(values)]
    readings = {}
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        other = value if kernels is None else kernels[i]
        around = {width: Estimate(other, error) for width in WIDTHS}
        readings[name] = Weighed(Estimate(value, error), around, {}, {}, {}, NONE)
    even = np.ones((len(values), len(values)))
    return Compared(Question(scenario), readings, names, even, np.eye(len(values)))


def test_what_is_told_apart() -> None:
    """Three nats apart with small errors; not one nat, nor with large errors, nor turned about by another width."""
    a, b = of([-3.0, 0.0]).names
    assert of([-3.0, 0.0]).apart(a, b)
    assert not of([-1.0, 0.0]).apart(a, b), "a Bayes factor below three"
    assert not of([-3.0, 0.0], error=1.2).apart(a, b), "within two errors"
    assert not of([-3.0, 0.0], kernels=(0.0, -3.0)).apart(a, b), "turned about by the width of kernels"
    unsure = of([-3.0, 0.0])
    unsure.favours[0, 1] = 0.6
    assert not unsure.apart(a, b), "records of the one favour the other too often"


def test_groups_are_the_largest_sets_of_which_no_two_are_told_apart() -> None:
    """At 0, -1 and -2 neighbours are near and the ends are not; -9 is far from all."""
    compared = of([0.0, -1.0, -2.0, -9.0])
    names = compared.names
    assert compared.groups() == [list(names[:2]), list(names[1:3])]


def test_large_errors_allow_no_ranking() -> None:
    assert of([0.0, -1.0]).ranked()
    assert not of([0.0, -1.0], error=0.31).ranked()


def test_a_signature_by_hand() -> None:
    """Values 1 to 4 with weights .1, .2, .3, .4, and one that never is: at least 3 in 7 of 10."""
    against = Statistic(fn="delegates_against", args=Args(session="xv_congress"))
    one = Signature(title="Many delegates against", statistic=against, low=3.0)
    count = asked(one)
    values, weights = np.array([1.0, 2.0, 3.0, 4.0, np.nan]), np.array([0.1, 0.2, 0.3, 0.4, 5.0])
    found = implied(values, weights, count, one)
    assert (found.median, found.low, found.high) == (3.0, 1.0, 4.0)
    assert found.agrees == pytest.approx(0.7)
    assert implied(values, weights, count, None).agrees is None
    assert implied(np.array([np.nan]), np.array([1.0]), count, one).median is None
    half = Signature(title="Somebody leads", statistic=Statistic(fn="leads"), low=0.5)
    share = implied(np.array([1.0, 0.0]), np.array([3.0, 1.0]), asked(half), half)
    assert (share.median, share.agrees) == (0.75, 1.0)


def test_what_never_comes_comes_after_every_month() -> None:
    """A campaign against him in month 20, or never: with weights 1 and 3 nothing before month 33 in 3 of 4."""
    one = USSR.document.readings["underestimation"].signatures["alarm"]
    found = implied(np.array([20.0, np.nan]), np.array([1.0, 3.0]), asked(one), one)
    assert (found.median, found.low, found.high, found.agrees) == (None, 20.0, None, 0.75)


def test_records_are_given_to_the_reading_that_made_them_where_they_differ(ussr: Scenario) -> None:
    """Two readings whose histories have numbers far apart, and two that have the same."""
    judge = Judge(Question(ussr, lucks=2))
    exact, record = judge.likelihood.exact > 0, judge.likelihood.record
    one = np.where(np.isnan(record), 0.0, record)
    other = np.where(exact, 1.0 - one, one + 8.0 * judge.likelihood.width)
    nothing = np.zeros((40, 1), np.uint8)

    def lot(numbers: Floats) -> Lot:
        return Lot(np.zeros((20, 1)), np.tile(numbers, (40, 1)), nothing)

    favours, named = confusion(judge, {"a": lot(one), "b": lot(other)})
    assert favours[0, 1] > 0.9
    assert favours[1, 0] > 0.9
    assert named.diagonal().min() > 0.9
    same, _ = confusion(judge, {"a": lot(one), "b": lot(one)})
    assert (same == 0.0).all(), "none is favoured where both are alike"


def test_parts_are_kept_and_read_again(tmp_path: Path, ussr: Scenario) -> None:
    written = {name: ussr.document.readings[name] for name in ("luck", "red_tsar")}
    few = replace(ussr, document=ussr.document.model_copy(update={"readings": written}))
    question = Question(few, seed=3, parts=5, sets=2, lucks=2, further=2)
    told: list[str] = []
    with Store(tmp_path) as store:
        first = compare(question, store=store, progress=lambda name, *_: told.append(name))
        made = store.computed
        again = compare(question, store=store, threads=2)
        assert store.computed == made == len(told)
    assert {name: one.evidence for name, one in first.readings.items()} == {
        name: one.evidence for name, one in again.readings.items()
    }
    assert np.array_equal(first.named, again.named)


def test_what_cannot_be_asked(ussr: Scenario) -> None:
    with pytest.raises(QuestionError, match="association has no readings"):
        compare(Question(load("association")))
    with pytest.raises(QuestionError, match="4 repeats are too few"):
        compare(Question(ussr, parts=4))
