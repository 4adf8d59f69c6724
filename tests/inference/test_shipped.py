"""The posterior that ships: it is what it says, and a short fit finds the same."""

from __future__ import annotations

import numpy as np
import pytest

from selectorate.ensemble.answers import beside, misfit
from selectorate.ensemble.posterior import Posterior, named
from selectorate.ensemble.priors import Priors
from selectorate.inference.fit import Question, fit, targets_hash
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.stages import dynamic
from selectorate.record.reading import Reader
from selectorate.scenario import Scenario
from selectorate.simulation.build import build

LEAST = 2000
"""Draws that have to ship."""


@pytest.fixture(scope="module")
def shipped(ussr: Scenario) -> Posterior:
    found = named(ussr)
    assert found is not None, "no posterior ships that fits scenario and kernel: selectorate fit ussr-1922"
    return found


def test_there_are_as_many_draws_as_have_to_ship_of_few_parameters(ussr: Scenario, shipped: Posterior) -> None:
    assert len(shipped) >= LEAST
    assert shipped.names == Priors.of(ussr).names
    assert len(shipped.names) <= 25
    assert shipped.about["targets"] == targets_hash(ussr.document.targets)
    assert shipped.about["distinct_parameters"] > 0.5 * LEAST
    assert min(shipped.about["distinct_lucks"]) > 0.25 * LEAST


def test_each_draw_met_the_record_as_it_says(ussr: Scenario, shipped: Posterior) -> None:
    """The luck of each draw, lived once more with its parameters, has the log likelihood that is kept of it."""
    targets = dynamic(ussr.document.targets)
    reader = Reader(build(ussr), targets, shipped.names)
    logs = Likelihood.of(ussr, targets).logs(reader(shipped.keys, shipped.draws, threads=2)).sum(axis=1)
    assert logs == pytest.approx(shipped.logs, abs=1e-6)


def test_a_short_fit_agrees(ussr: Scenario, shipped: Posterior) -> None:
    """Means of the parameters that the record says most of lie nearer to the shipped ones than to those of the priors."""
    short = fit(Question(ussr, ussr.document.targets, draws=800, seed=99, first=60), threads=2)
    before = Priors.of(ussr).draw(np.random.default_rng(1), 20_000)
    learnt, spread = shipped.draws.mean(axis=0), shipped.draws.std(axis=0)
    moved = np.abs(before.mean(axis=0) - learnt) / spread
    most = np.argsort(-moved)[:3]
    away = np.abs(short.draws.mean(axis=0) - learnt) / spread
    assert moved[most].min() > 0.5
    assert away[most].mean() < 0.5 * moved[most].mean()
    assert away.mean() < 0.3


@pytest.mark.parametrize("name", ["when.json", "essays.json", "readings.json"])
def test_answers_that_ship_fit_scenario_and_kernel(name: str, ussr: Scenario) -> None:
    """Whoever changes either makes them anew with the command that they name."""
    told = beside(ussr, name)
    assert told is not None
    assert misfit(told, ussr) is None, told["command"]
    assert "--again" in told["command"]
