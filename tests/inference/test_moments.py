"""Moments: the curve beside the weights it is made of, the point of no return, turning points, and what flips one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from selectorate.ensemble.posterior import Posterior, named
from selectorate.errors import QuestionError
from selectorate.inference import moments
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.moments import Course, Question, cheapest, course
from selectorate.inference.stages import monthly
from selectorate.inference.weighing import Estimate, share
from selectorate.scenario import Scenario, load

USSR = load("ussr-1922")
QUESTION = Question(USSR, "sole:stalin", seed=3, parts=3, sets=8, lucks=4)


@pytest.fixture(scope="module")
def found() -> Course:
    return course(QUESTION, threads=2)


def test_there_is_a_value_for_each_month(found: Course) -> None:
    assert len(found.filtered) == len(found.hindsight) == len(found.effective) == USSR.months
    assert all(0.0 <= one.value <= 1.0 for one in (*found.filtered, *found.hindsight))
    assert found.effective[0] == pytest.approx(96.0)
    assert found.effective[-1] < 96.0


def test_before_anything_is_known_it_is_the_prior_and_in_the_end_the_whole_record(found: Course) -> None:
    prior = QUESTION.prior()
    lots = [prior.part(part) for part in range(3)]
    held = [prior.verdict.held(lot.verdicts, "sole:stalin").astype(np.float64) for lot in lots]
    # What stands at the start is on record as well, and differs a little with what is guessed of it.
    assert found.filtered[0].value == pytest.approx(np.concatenate(held).mean(), abs=1e-4)
    likelihood = Likelihood.of(USSR, prior.targets)
    logs = [likelihood.logs(lot.numbers).sum(axis=1) for lot in lots]
    assert found.filtered[-1].value == pytest.approx(share(logs, held).value)
    assert found.hindsight[-1].value == pytest.approx(found.filtered[-1].value)


def test_what_is_known_only_grows(found: Course) -> None:
    prior = QUESTION.prior()
    stages = monthly(prior.reader, Likelihood.of(USSR, prior.targets))
    assert [stage.months for stage in stages] == list(range(1, USSR.months + 1))
    for earlier, later in pairwise(stages):
        assert (earlier.active <= later.active).all()
    judged = [name for names in found.judged.values() for name in names]
    assert set(judged) == set(prior.targets)
    assert found.judged[USSR.month_index("1923-10")] == ("oct1923_plenum_share",)


def laid(values: list[float], error: float = 0.0) -> Course:
    course = tuple(Estimate(value, error) for value in values)
    return Course(QUESTION, course, course, tuple(1.0 for _ in values), {1: ("winner",)})


def test_the_point_of_no_return_is_the_first_month_after_which_it_stays() -> None:
    assert laid([0.2, 0.95, 0.5, 0.92, 0.99]).decided() == 3
    assert laid([0.95, 0.99]).decided() == 0
    assert laid([0.95, 0.2]).decided() is None
    unsure = laid([0.2, 0.89, 0.91, 0.99], error=0.02)
    assert (unsure.decided(1.0), unsure.decided(), unsure.decided(-1.0)) == (1, 2, 3)


def test_turning_points_are_the_largest_changes_in_their_order() -> None:
    turns = laid([0.2, 0.3, 0.31, 0.1, 0.1]).turns()
    assert [(turn.month, round(turn.change, 9), turn.facts) for turn in turns] == [
        (1, 0.1, ("winner",)),
        (3, -0.21, ()),
    ]


def test_without_the_office_it_is_flipped_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "FLIPS", 40)
    posterior = named(USSR)
    assert isinstance(posterior, Posterior)
    flip = cheapest(QUESTION, posterior, 0, threads=2)
    assert flip is not None
    assert flip.factors == ("general_secretary",)
    assert flip.after < 0.5 < flip.before
    assert flip.histories == 40


def test_what_cannot_be_asked(club: Scenario) -> None:
    with pytest.raises(QuestionError, match="club has no record to go by"):
        course(Question(club, "sole:ada"))
    with pytest.raises(QuestionError, match="1 part is too few"):
        course(Question(USSR, "sole:stalin", parts=1))
    with pytest.raises(QuestionError, match="unknown ending or outcome 'sole:stalni'; did you mean 'sole:stalin'"):
        course(Question(USSR, "sole:stalni", parts=2))
