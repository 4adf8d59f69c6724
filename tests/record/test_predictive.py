"""The record beside histories: with hand-set parameters, with a posterior, and beside baselines."""

from __future__ import annotations

import math

import numpy as np
import pytest

from selectorate.compiling import kernel_hash
from selectorate.ensemble.luck import luck
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.priors import Priors
from selectorate.errors import QuestionError
from selectorate.record.predictive import PRIOR, Predicted, predict
from selectorate.record.reading import Reader
from selectorate.record.table import table
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model

HISTORIES = 60


@pytest.fixture(scope="module")
def by_hand(ussr: Scenario) -> Predicted:
    return predict(ussr, histories=HISTORIES, seed=7)


@pytest.fixture(scope="module")
def posterior(ussr: Scenario, model: Model) -> Posterior:
    """Made up: eight draws from the prior, each with a luck of its own."""
    priors = Priors.of(ussr)
    draws = priors.draw(np.random.default_rng(7), 8)
    return Posterior(priors.names, draws, luck(model.worlds[0], 99, 0, 8), np.zeros(8), ussr.hash, kernel_hash())


def test_hand_set_parameters_have_no_luck_of_their_own(by_hand: Predicted, ussr: Scenario) -> None:
    assert by_hand.conditioned is None
    assert [row.id for row in by_hand.fresh.rows] == list(ussr.document.targets)
    assert by_hand.fresh.dynamic == 27
    assert 0 < by_hand.fresh.met < 27


def test_fresh_luck_is_that_of_any_other_verb(by_hand: Predicted, model: Model, ussr: Scenario) -> None:
    reader = Reader(model, ussr.document.targets)
    numbers = reader(luck(model.worlds[0], 7, 0, HISTORIES))
    assert table(ussr, ussr.document.targets, numbers, reader.columns) == by_hand.fresh


def test_every_guess_stands_beside_ours(by_hand: Predicted) -> None:
    """Seven contenders; Stalin has the office, .355 of 4.572 standing, and a ninth of the medians."""
    guesses = {name: one for name, one in by_hand.baselines.items() if name != PRIOR}
    scores = {name: one.score for name, one in guesses.items()}
    assert scores == pytest.approx(
        {
            "uniform": (6 / 7) ** 2,
            "office_holder_leads": 0.0,
            "standing": (1 - 0.355 / 4.572) ** 2,
            "weighted_median": (8 / 9) ** 2,
        }
    )
    (row,) = (row for row in by_hand.fresh.rows if row.id == "winner")
    for one in guesses.values():
        assert one.targets == ("winner",)
        assert one.ours == row.score == pytest.approx((1 - row.within) ** 2)
        assert one.ours_surprise == pytest.approx(-math.log(row.within))
    assert guesses["uniform"].surprise == pytest.approx(math.log(7))
    assert guesses["office_holder_leads"].surprise == 0.0


def test_the_prior_is_a_baseline_over_all_that_the_model_has_to_bring_about(
    by_hand: Predicted, ussr: Scenario, model: Model
) -> None:
    """The same luck with parameters drawn from their priors, by luck of the seed."""
    prior, priors = by_hand.baselines[PRIOR], Priors.of(ussr)
    assert prior.targets == tuple(row.id for row in by_hand.fresh.rows if row.kind == "dynamic")
    assert prior.ours == by_hand.fresh.score
    drawn = priors.draw(np.random.Generator(np.random.Philox(np.random.SeedSequence([7, 3]))), HISTORIES)
    reader = Reader(model, ussr.document.targets, priors.names)
    numbers = reader(luck(model.worlds[0], 7, 0, HISTORIES), drawn)
    wide = table(ussr, ussr.document.targets, numbers, reader.columns)
    assert prior.score == wide.score
    assert prior.surprise == pytest.approx(-math.log(numbers[:, reader.columns["winner"]].mean()))


def test_a_posterior_is_lived_with_its_own_luck_besides(ussr: Scenario, posterior: Posterior, model: Model) -> None:
    found = predict(ussr, posterior=posterior, histories=20, seed=7)
    reader = Reader(model, ussr.document.targets, posterior.names)
    own = reader(posterior.keys, posterior.draws)
    assert found.conditioned == table(ussr, ussr.document.targets, own, reader.columns)
    dealt = posterior.draws[posterior.chosen(7, 0, 20)]
    fresh = reader(luck(model.worlds[0], 7, 0, 20), dealt)
    assert found.fresh == table(ussr, ussr.document.targets, fresh, reader.columns)
    assert found.fresh != found.conditioned


def test_no_number_depends_on_how_many_threads_there_are(
    ussr: Scenario, by_hand: Predicted, posterior: Posterior
) -> None:
    two = predict(ussr, histories=HISTORIES, seed=7, threads=2)
    assert (two.fresh, two.baselines) == (by_hand.fresh, by_hand.baselines)
    one, two = (predict(ussr, posterior=posterior, histories=20, seed=7, threads=threads) for threads in (1, 2))
    assert (one.fresh, one.conditioned, one.baselines) == (two.fresh, two.conditioned, two.baselines)


def test_another_record_can_be_held_beside(ussr: Scenario, by_hand: Predicted) -> None:
    """The same histories beside another value: what they have is the same, and how near it is is not."""
    targets = ussr.document.targets
    changed = targets["secretary_turnover_1923_24"].model_copy(update={"value": 0.2, "low": 0.1, "high": 0.3})
    found = predict(ussr, targets={"secretary_turnover_1923_24": changed}, histories=HISTORIES, seed=7)
    (row,) = found.fresh.rows
    (was,) = (row for row in by_hand.fresh.rows if row.id == "secretary_turnover_1923_24")
    assert (row.median, row.p05, row.p95) == (was.median, was.p05, was.p95)
    assert (row.met, was.met) == (False, True)
    assert list(found.baselines) == [PRIOR], "nobody guesses at turnover"


def test_without_a_record_there_is_nothing_to_hold_beside(ussr: Scenario) -> None:
    with pytest.raises(QuestionError, match="association has no record: its files hold no targets"):
        predict(load("association"))
    with pytest.raises(QuestionError, match="histories must be from 1 to 10,000,000, not 0"):
        predict(ussr, histories=0)
