"""The range of a number over draws: what luck alone makes of it is taken out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import selectorate
from selectorate import ensemble, report, scenario
from selectorate.analysis import Interval
from selectorate.analysis.among import among_draws
from selectorate.analysis.endings import endings
from selectorate.analysis.spread import DRAWS, EACH, FEW, Spread, Told, beside, effects, over, within
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.prepared import which
from selectorate.scenario import Scenario

CLUB = scenario.load("association")
LUCK = np.random.default_rng(3)


def ranges(chances: Callable[[], np.ndarray], value: float, times: int = 400) -> np.ndarray:
    """Mean ends of the range, over many times in which draws have such chances."""
    one = Interval.of(value, (value, value))
    found = [beside(one, LUCK.random((DRAWS, EACH)) < chances()[:, None]).parameters for _ in range(times)]
    return np.array(found).mean(axis=0)


def test_worked_by_hand() -> None:
    """Means 1, 1/2 and 0 of two each: mean squares 1/2 between and 1/6 within, so 1/6 is the draws' own."""
    found = effects(np.array([1, 1, 1, 0, 0, 0]), each=2)
    shrunk = 0.5 * np.sqrt((1 / 6) / (1 / 6 + 1 / 12))
    assert found == pytest.approx([shrunk, 0.0, -shrunk])


def test_draws_that_are_alike_have_no_range() -> None:
    low, high = ranges(lambda: np.full(DRAWS, 0.6), 0.6)
    assert 0.55 < low <= 0.6 <= high < 0.65  # without taking luck out it would be from 0.44 to 0.76


@pytest.mark.parametrize(("a", "b"), [(12.0, 8.0), (1.0, 4.0), (40.0, 2.0)])
def test_the_range_is_that_of_the_draws(a: float, b: float) -> None:
    """Of chances that follow a beta law, upright, leaning, and near one."""
    law = LUCK.beta(a, b, 100_000)
    found = ranges(lambda: LUCK.beta(a, b, DRAWS), a / (a + b))
    assert found == pytest.approx(np.quantile(law, [0.05, 0.95]), abs=0.035)


def test_only_those_that_count() -> None:
    """As if the others were not there; a draw of which none counts is none."""
    values = np.array([1, 0, 1, 1, 0, 0, 0, 1, 1])
    among = np.array([1, 1, 0, 0, 1, 1, 0, 0, 0], np.bool_)
    found = effects(values, among, each=3)
    assert found is not None
    assert len(found) == 2
    assert effects(np.array([1, 1, 0, 0, 1]), np.array([1, 0, 0, 0, 0]), each=1) is None


def test_a_range_holds_its_number_and_stays_within_what_can_be() -> None:
    values = np.repeat([1.0] * 20 + [0.0] * 20, EACH)
    assert beside(Interval.of(0.9, (0.8, 0.95)), values).parameters == (pytest.approx(0.4), 1.0)
    one = beside(Interval.of(0.5, (0.45, 0.55)), values)
    assert (one.sampling, one.parameters, one.low, one.high) == ((0.45, 0.55), (0.0, 1.0), 0.0, 1.0)
    assert one.document()["parameters"] == [0.0, 1.0]


def told(weight: float, share: float, draws: int = DRAWS) -> Told:
    """A reading in which every draw has the same share exactly."""
    ones = round(share * FEW)
    return Told(weight, np.tile([1.0] * ones + [0.0] * (FEW - ones), draws), None)


def test_readings_of_nine_tenths_of_the_weight() -> None:
    """Means .2, .6 and .9 without luck: a reading with a weight below 5 % at an end is left out."""
    one = Interval.of(0.6, (0.5, 0.7), (0.4, 0.8))
    found = over(one, [told(0.3, 0.2), told(0.67, 0.6), told(0.03, 0.9)])
    assert found.readings == (pytest.approx(0.2), pytest.approx(0.6))
    assert (found.sampling, found.parameters, found.low, found.high) == (one.sampling, one.parameters, 0.2, 0.8)
    assert over(one, [told(0.3, 0.2), told(0.4, 0.6), told(0.3, 0.9)]).readings == (pytest.approx(0.2), 0.9)


def test_readings_that_are_alike_have_no_range() -> None:
    one, chance = Interval.of(0.6, (0.6, 0.6)), 0.6
    ends = [
        over(one, [Told(0.1, LUCK.random(DRAWS * FEW) < chance, None) for _ in range(10)]).readings for _ in range(200)
    ]
    low, high = np.array(ends).mean(axis=0)
    assert 0.575 < low <= 0.6 <= high < 0.625


def test_draws_within_readings_by_their_weights() -> None:
    """Two readings whose draws lie .2 to either side of their own means, however far these are from each other."""
    one = Interval.of(0.5, (0.45, 0.55))

    def halves(weight: float, low: float, high: float) -> Told:
        ones = [np.repeat([1.0, 0.0], [round(share * 100), round((1 - share) * 100)]) for share in (low, high)]
        return Told(weight, np.concatenate([*(ones[:1] * 20), *(ones[1:] * 20)]), None)

    found = within(one, [halves(0.7, 0.1, 0.5), halves(0.3, 0.5, 0.9)], each=100)
    assert found.parameters == (pytest.approx(0.3, abs=0.01), pytest.approx(0.7, abs=0.01))
    assert (found.sampling, found.readings) == (one.sampling, None)


def test_a_reading_that_says_nothing_is_left_out() -> None:
    one = Interval.of(0.6, (0.5, 0.7))
    silent = Told(0.5, np.zeros(DRAWS * FEW), np.zeros(DRAWS * FEW, np.bool_))
    assert over(one, [told(0.25, 0.2), silent]).readings is None
    assert over(one, [told(0.25, 0.2), told(0.25, 0.8), silent]).readings == (pytest.approx(0.2), pytest.approx(0.8))


@pytest.fixture(scope="module")
def learnt(make_posterior: Callable[..., Posterior]) -> Posterior:
    return make_posterior(CLUB, ("slate", "partisan", "turnover", "retention"))


def test_so_many_histories_with_each_draw(learnt: Posterior) -> None:
    model = ensemble.prepare(CLUB, set={"slate": 0.9}, parameters=learnt, seed=7)
    many = among_draws(model, seed=7, happenings="recorded")
    assert many is not None
    assert many.histories == DRAWS * EACH
    assert dict(many.model.numbers) == {"slate": 0.9}
    draws = which(many.model, 7, 0, many.histories).reshape(DRAWS, EACH)
    assert (draws == draws[:, :1]).all()
    assert draws[:, 0].tolist() == learnt.chosen(7, 0, DRAWS).tolist()
    assert among_draws(ensemble.prepare(CLUB, parameters="hand-set"), seed=7, happenings="recorded") is None


def test_every_share_of_an_answer_has_its_range(learnt: Posterior) -> None:
    answer = report.run(CLUB, histories=200, seed=7, parameters=learnt)
    d = answer.document()
    assert d["doubt"] == ["sampling", "parameters"]
    assert (d["parameters"], d["posterior"]) == ("posterior", learnt.hash)
    for part in ("endings", "outcomes"):
        assert list(d[f"{part}_parameters"]) == list(d[part])
        for name, (low, high) in d[f"{part}_parameters"].items():
            assert low <= d[part][name] <= high
    assert isinstance(answer.spread, Spread)
    ended = endings(answer.spread.was)
    name = ended.statements[0].id
    assert answer.intervals[name] == beside(
        Interval.of(d["endings"][name], tuple(d["endings_interval"][name])), ended.which == 0
    )
    plain = report.run(CLUB, histories=200, seed=7, parameters="hand-set").document()
    assert plain["doubt"] == ["sampling"]
    assert plain["endings_parameters"] is None


def test_from_python_every_question_takes_a_posterior(learnt: Posterior) -> None:
    asked = {"histories": 100, "seed": 7, "parameters": learnt}
    both = selectorate.compare(CLUB, without=["chair_powers"], **asked)
    assert both.differences[1].parameters is not None
    assert both.was.ensemble.model.posterior is both.changed.ensemble.model.posterior is learnt
    explained = selectorate.explain(CLUB, **asked)
    assert explained.found.probability.parameters is not None
    assert explained.found.necessity.sampling != explained.found.necessity.parameters
    assert all(one.parameters is None for one in explained.found.shapley.values())
    assert selectorate.flow(CLUB, **asked).document()["posterior"] == learnt.hash
    assert selectorate.flow(CLUB, **asked | {"parameters": "hand-set"}).document()["posterior"] is None


def test_ranges_are_the_same_whoever_lives_them(learnt: Posterior) -> None:
    one, other = (
        selectorate.explain(CLUB, histories=100, seed=7, parameters=learnt, threads=threads).found.main
        for threads in (1, 3)
    )
    assert one == other


def test_readings_range_a_gain_as_well(accounts: Scenario) -> None:
    """Where hardly anybody owes his place, a seat more brings less: the two readings differ, and the range says so."""
    flow = selectorate.flow(accounts, histories=200, seed=3).found[0]
    assert flow.kinds == ("parameters", "readings")
    assert [weight for weight, _ in flow.readings] == [0.75, 0.25]
    last = list(flow.by_session.values())[-1]["committee"]
    assert last.readings is not None
    assert last.low <= last.readings[0] <= last.value <= last.readings[1] <= last.high
    document = selectorate.flow(accounts, histories=200, seed=3).document()
    assert document["doubt"] == ["sampling", "parameters", "readings"]
