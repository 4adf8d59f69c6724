"""A fit: the same bits however it is lived or interrupted, and it follows the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

TURNOVER = {
    "kind": "dynamic", "title": "Heads that change places", "statistic": {"fn": "turnover", "args": {"at": "2002-06"}},
    "value": 0.6, "low": 0.4, "high": 0.8, "kernel": "normal", "width": 0.1, "confidence": "high",
}  # fmt: skip
FOLLOWERS = {
    **TURNOVER, "title": "What part of the council follows Ada", "value": 0.5,
    "statistic": {"fn": "share_of", "args": {"body": "council", "patron": "ada", "at": "2003-06"}},
}  # fmt: skip
CLUB = {"turnover": Target.model_validate(TURNOVER), "followers": Target.model_validate(FOLLOWERS)}
"""A record of the club: two facts, known when its second year ends and when its third does."""

CHANGES = "secretary_turnover_1923_24"


class StoppedError(Exception):
    """What somebody who interrupts a fit raises."""


def question(
    scenario: Scenario, known: Mapping[str, Target] = CLUB, *, draws: int = 96, first: int = 4, **changed: float
) -> Question:
    """A small fit to facts, some of which have another value."""
    values = {name: {"value": changed[name]} if name in changed else {} for name in known}
    targets = {name: target.model_copy(update=values[name]) for name, target in known.items()}
    return Question(scenario, targets, draws=draws, seed=7, first=first, moves=2)


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
def fitted(club: Scenario) -> Posterior:
    return fit(question(club))


def test_no_bit_depends_on_how_many_threads_there_are(club: Scenario, fitted: Posterior) -> None:
    assert same(fit(question(club), threads=2), fitted)


def test_what_a_posterior_says_of_itself(club: Scenario, fitted: Posterior) -> None:
    free = sorted(name for name, one in club.document.parameters.items() if one.free)
    assert list(fitted.names) == free
    assert fitted.draws.shape == (96, len(free))
    assert fitted.keys.shape == (96, 3)
    assert (fitted.scenario, fitted.kernel) == (club.hash, kernel_hash())
    assert fitted.misfit(club) is None
    about = fitted.about
    assert (about["draws"], about["seed"], about["begun"]) == (96, 7, 4 * 24)
    assert about["targets"] == targets_hash(question(club).targets)
    assert about["distinct_parameters"] == len(np.unique(fitted.draws, axis=0))
    assert about["distinct_lucks"] == [len(np.unique(fitted.keys[:, year])) for year in range(3)]
    assert 1.0 <= about["effective_sample_size"] <= 96.0
    assert about["lived"] % 24 == 0, "each step lives every particle"
    assert about["steps"] >= 2


def test_a_fit_that_was_stopped_goes_on_to_the_same_bits(club: Scenario, fitted: Posterior, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        with pytest.raises(StoppedError):
            fit(question(club), store=store, progress=after(1))
        assert len(store.blocks()) == 1, "only the last step is kept"
        told: list[Step] = []
        again = fit(question(club), store=store, resume=True, progress=told.append)
    assert same(again, fitted)
    assert told[0].particles.step == 2
    assert len(told) == fitted.about["steps"] - 1


def test_a_fit_that_is_done_is_read(club: Scenario, fitted: Posterior, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        fit(question(club), store=store)
        again = fit(question(club), store=store, resume=True, progress=lambda _: pytest.fail("a step was taken"))
    assert same(again, fitted)


def test_who_begins_anew_by_mistake_loses_nothing(club: Scenario, fitted: Posterior, tmp_path: Path) -> None:
    """A step has the bits that it had: the last of the fit before stays until the new one has come so far."""
    told: list[Step] = []
    with Store(tmp_path) as store:
        fit(question(club), store=store)
        with pytest.raises(StoppedError):
            fit(question(club), store=store, progress=after(1))
        assert same(fit(question(club), store=store, resume=True, progress=told.append), fitted)
        assert told == []
        fit(question(club), store=store)
        assert len(store.blocks()) == 1


def test_what_is_kept_is_read_to_the_last_bit(club: Scenario, tmp_path: Path) -> None:
    told: list[Step] = []
    with Store(tmp_path) as store:
        fit(question(club), store=store, progress=told.append)
        kept = last(store, question(club).identity())
    assert kept is not None
    for field in fields(Particles):
        assert np.array_equal(getattr(kept, field.name), getattr(told[-1].particles, field.name)), field.name


def test_there_must_be_something_to_go_on_from(club: Scenario, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        with pytest.raises(QuestionError, match="there is no fit to go on from: the store has none of this question"):
            fit(question(club), store=store, resume=True)
        fit(question(club), store=store)
        with pytest.raises(QuestionError, match="there is no fit to go on from"):
            fit(question(club, draws=25), store=store, resume=True)
        with pytest.raises(QuestionError, match="there is no fit to go on from"):
            fit(question(club, followers=0.6), store=store, resume=True)


def test_a_scenario_without_a_record_cannot_be_fitted() -> None:
    with pytest.raises(QuestionError, match="association has no record to learn from: it holds no dynamic targets"):
        fit(Question(load("association"), {}))


@pytest.mark.parametrize("draws", [1, 1_000_001])
def test_as_many_draws_as_can_be(club: Scenario, draws: int) -> None:
    with pytest.raises(QuestionError, match="draws must be from 2 to 1,000,000"):
        fit(question(club, draws=draws))


def test_progress_names_the_date(club: Scenario) -> None:
    told: list[Step] = []
    fit(question(club), progress=told.append)
    assert [step.dates for step in told] == [2] * len(told)
    assert list(dict.fromkeys(step.months for step in told)) == [24, 36]
    assert [step.particles.step for step in told] == list(range(1, len(told) + 1))


def test_more_turnover_on_record_means_more_turnover_learnt(ussr: Scenario) -> None:
    """Were 35 % of the secretaries to have changed places in thirteen months, or 85 %: on record are 61 %."""
    known = {name: ussr.document.targets[name] for name in (CHANGES, "secretaries_appointed_1923")}
    less, more = (
        fit(question(ussr, known, draws=400, first=40, **{CHANGES: share}), threads=2) for share in (0.35, 0.85)
    )
    place = less.names.index("turnover")
    before, after = less.draws[:, place], more.draws[:, place]
    assert after.mean() - before.mean() > 0.01
    assert np.median(after) > np.quantile(before, 0.6)


def test_targets_are_named_by_what_they_say_and_not_by_their_order(club: Scenario) -> None:
    targets = question(club).targets
    assert targets_hash(dict(reversed(targets.items()))) == targets_hash(targets)
    assert targets_hash(question(club, followers=0.51).targets) != targets_hash(targets)
