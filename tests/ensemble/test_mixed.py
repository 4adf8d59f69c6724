"""Histories shared out over readings: as many as weights ask for, each as in the worlds of its own reading."""

from __future__ import annotations

import numpy as np
import pytest

import selectorate
from selectorate import ensemble
from selectorate.analysis.judging import Verdict
from selectorate.analysis.plan import AS_WAS, Plan
from selectorate.ensemble.mixed import Mixed, places
from selectorate.ensemble.prepared import prepared
from selectorate.ensemble.twins import twins
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import build


@pytest.mark.parametrize(
    ("weights", "count", "expected"),
    [
        ([1.0], 3, [3]),
        ([0.5, 0.3, 0.2], 10, [5, 3, 2]),
        ([1.0, 1.0, 1.0], 4, [2, 1, 1]),
        ([0.999, 0.001], 100, [100, 0]),
    ],
)
def test_places_by_weights(weights: list[float], count: int, expected: list[int]) -> None:
    assert np.bincount(places(weights, count), minlength=len(weights)).tolist() == expected


def mixed(scenario: Scenario) -> tuple[Plan, Mixed]:
    plan = Plan.of(ensemble.prepare(scenario), "recorded").mixing()
    made = plan.mixed(Worlds(plan.base, [Twin(), Twin(plan.changes("chair_powers"))]))
    assert isinstance(made, Mixed)
    return plan, made


def test_each_history_is_that_of_its_reading(accounts: Scenario) -> None:
    """The same seed, draw and world give the same verdict, alone or among others."""
    plan, made = mixed(accounts)
    judge = Verdict(plan.base)
    found = np.concatenate(list(twins(made, judge, seed=3, histories=90, block=40, threads=2)), axis=1)
    again = np.concatenate(list(twins(made, judge, seed=3, histories=90, block=90, threads=1)), axis=1)
    assert np.array_equal(found, again)
    lived = 0
    for part, which, draws in made.shares(3, 0, 90):
        lived += len(which)
        for place, draw in list(zip(which, draws, strict=True))[:5]:
            posterior = part.posterior
            assert posterior is not None
            own = build(part.base.scenario, set=posterior.parameters(int(draw)))
            alone = Worlds(prepared(own, "hand-set"), part.asked)
            verdict = next(twins(alone, judge, seed=3, histories=int(place) + 1, block=int(place) + 1, threads=1))
            assert np.array_equal(verdict[:, place], found[:, place])
    assert lived == 90


def test_an_explanation_over_all_readings(accounts: Scenario) -> None:
    found = selectorate.explain(accounts, histories=400, readings="all").found
    each = {
        name: selectorate.explain(accounts, histories=400, readings=name).found for name in ("machine", "club")
    }  # fmt: skip
    share = sum(weight * each[name].held((AS_WAS,)).mean() for name, weight in (("machine", 0.75), ("club", 0.25)))
    assert found.held((AS_WAS,)).mean() == pytest.approx(share, abs=0.08)
    low, high = found.probability.readings
    assert low < high, "readings differ"
    document = selectorate.explain(accounts, histories=100, readings="all").document()
    assert document["readings"] == {"machine": 0.75, "club": 0.25}
    assert (document["parameters"], document["doubt"]) == ("readings", ["sampling", "parameters", "readings"])
    assert document["command"].endswith("--readings all")
    assert "with 2 readings by their weights" in document["answer"]


def test_what_is_refused(accounts: Scenario) -> None:
    with pytest.raises(QuestionError, match="no weights of readings ship with association that fit it"):
        selectorate.explain("association", histories=100, readings="all")
    with pytest.raises(QuestionError, match="every reading has parameters of its own"):
        selectorate.explain(accounts, histories=100, readings="all", parameters="hand-set")
    with pytest.raises(QuestionError, match="only explain shares histories out"):
        selectorate.run(accounts, histories=100, readings="all")
    assert load("association").name == "association"
