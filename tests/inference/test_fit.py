"""A fit: the same bits however it is lived or interrupted, and it follows the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from selectorate.compiling import kernel_hash
from selectorate.ensemble import Store
from selectorate.ensemble.posterior import Posterior
from selectorate.errors import QuestionError
from selectorate.inference.fit import Question, Step, fit, last, targets_hash
from selectorate.inference.smc import Particles
from selectorate.scenario import Scenario, load
from selectorate.targets import Target

ASKED = ("secretary_turnover_1923_24", "secretaries_appointed_1923")
"""Two facts that are known by 1924, so that most histories are lived to that year only."""


class StoppedError(Exception):
    """What somebody who interrupts a fit raises."""


def question(scenario: Scenario, *, draws: int = 24, lucks: int = 2, **changed: float) -> Question:
    """A small fit to two facts, some of which have another value."""
    targets: dict[str, Target] = {name: scenario.document.targets[name] for name in ASKED}
    for name, value in changed.items():
        targets[name] = targets[name].model_copy(update={"value": value})
    return Question(scenario, targets, draws=draws, seed=7, lucks=lucks, sweeps=(1, 2))


def same(one: Posterior, two: Posterior) -> bool:
    arrays = all(np.array_equal(getattr(one, name), getattr(two, name)) for name in ("draws", "keys", "logs"))
    return arrays and one.about == two.about and one.names == two.names


def after(steps: int) -> Callable[[Step], None]:
    """Stops a fit after so many steps."""
    seen: Iterator[int] = iter(range(1, 1000))

    def stop(_: Step) -> None:
        if next(seen) == steps:
            raise StoppedError

    return stop


@pytest.fixture(scope="module")
def fitted(ussr: Scenario) -> Posterior:
    return fit(question(ussr))


def test_no_bit_depends_on_how_many_threads_there_are(ussr: Scenario, fitted: Posterior) -> None:
    assert same(fit(question(ussr), threads=2), fitted)


def test_what_a_posterior_says_of_itself(ussr: Scenario, fitted: Posterior) -> None:
    free = sorted(name for name, one in ussr.document.parameters.items() if one.free)
    assert list(fitted.names) == free
    assert fitted.draws.shape == (24, len(free))
    assert fitted.keys.shape == (24, 9)
    assert (fitted.scenario, fitted.kernel) == (ussr.hash, kernel_hash())
    assert fitted.misfit(ussr) is None
    about = fitted.about
    assert (about["draws"], about["seed"], about["lucks"]) == (24, 7, 2)
    assert about["targets"] == targets_hash(question(ussr).targets)
    assert about["distinct_parameters"] == len(np.unique(fitted.draws, axis=0))
    assert about["distinct_lucks"] == [len(np.unique(fitted.keys[:, year])) for year in range(9)]
    assert 1.0 <= about["effective_sample_size"] <= 24.0
    assert about["lived"] % (24 * 2) == 0, "each step lives every luck of every particle"
    assert about["steps"] >= 3


def test_a_fit_that_was_stopped_goes_on_to_the_same_bits(ussr: Scenario, fitted: Posterior, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        with pytest.raises(StoppedError):
            fit(question(ussr), store=store, progress=after(2))
        assert len(store.blocks()) == 1, "only the last step is kept"
        told: list[Step] = []
        again = fit(question(ussr), store=store, resume=True, progress=told.append)
    assert same(again, fitted)
    assert told[0].particles.step == 3
    assert len(told) == fitted.about["steps"] - 2


def test_a_fit_that_is_done_is_read(ussr: Scenario, fitted: Posterior, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        fit(question(ussr), store=store)
        again = fit(question(ussr), store=store, resume=True, progress=lambda _: pytest.fail("a step was taken"))
    assert same(again, fitted)


def test_begun_anew_nothing_is_read_and_what_was_kept_is_forgotten(
    ussr: Scenario, fitted: Posterior, tmp_path: Path
) -> None:
    with Store(tmp_path) as store:
        fit(question(ussr), store=store)
        with pytest.raises(StoppedError):
            fit(question(ussr), store=store, progress=after(1))
        kept = last(store, question(ussr).identity())
        assert kept is not None
        assert kept.step == 1
        assert len(store.blocks()) == 1


def test_what_is_kept_is_read_to_the_last_bit(ussr: Scenario, tmp_path: Path) -> None:
    told: list[Step] = []
    with Store(tmp_path) as store:
        fit(question(ussr), store=store, progress=told.append)
        kept = last(store, question(ussr).identity())
    assert kept is not None
    for field in fields(Particles):
        assert np.array_equal(getattr(kept, field.name), getattr(told[-1].particles, field.name)), field.name


def test_there_must_be_something_to_go_on_from(ussr: Scenario, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        with pytest.raises(QuestionError, match="there is no fit to go on from: the store has none of this question"):
            fit(question(ussr), store=store, resume=True)
        fit(question(ussr), store=store)
        with pytest.raises(QuestionError, match="there is no fit to go on from"):
            fit(question(ussr, draws=25), store=store, resume=True)
        with pytest.raises(QuestionError, match="there is no fit to go on from"):
            fit(question(ussr, secretaries_appointed_1923=0.4), store=store, resume=True)


def test_a_scenario_without_a_record_cannot_be_fitted() -> None:
    with pytest.raises(QuestionError, match="association has no record to learn from: it holds no dynamic targets"):
        fit(Question(load("association"), {}))


@pytest.mark.parametrize("draws", [1, 1_000_001])
def test_as_many_draws_as_can_be(ussr: Scenario, draws: int) -> None:
    with pytest.raises(QuestionError, match="draws must be from 2 to 1,000,000"):
        fit(question(ussr, draws=draws))


def test_progress_names_the_date(ussr: Scenario) -> None:
    told: list[Step] = []
    fit(question(ussr), progress=told.append)
    assert [step.dates for step in told] == [3] * len(told)
    assert list(dict.fromkeys(step.months for step in told)) == [21, 33, 105]
    assert [step.particles.step for step in told] == list(range(1, len(told) + 1))


def test_more_turnover_on_record_means_more_turnover_learnt(ussr: Scenario) -> None:
    """61 % of the secretaries changed places in thirteen months, and 85 % if the record were another."""
    as_it_was = fit(question(ussr, draws=100, lucks=3), threads=2)
    changed = fit(question(ussr, draws=100, lucks=3, secretary_turnover_1923_24=0.85), threads=2)
    place = as_it_was.names.index("turnover")
    before, after = as_it_was.draws[:, place], changed.draws[:, place]
    assert after.mean() - before.mean() > 0.01
    assert np.median(after) > np.quantile(before, 0.6)


def test_targets_are_named_by_what_they_say_and_not_by_their_order(ussr: Scenario) -> None:
    targets = question(ussr).targets
    assert targets_hash(dict(reversed(targets.items()))) == targets_hash(targets)
    assert targets_hash(question(ussr, secretaries_appointed_1923=0.38).targets) != targets_hash(targets)
