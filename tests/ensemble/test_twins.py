"""Worlds beside each other, and twins in them: the bits of worlds laid out one by one, lived one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from selectorate import analysis, ensemble, scenario
from selectorate.analysis.judging import Single, Verdict
from selectorate.analysis.plan import AS_WAS, Plan
from selectorate.ensemble.twins import Verdicts, twins
from selectorate.ensemble.worlds import ANEW, Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.parameters import STREAMS
from selectorate.questions import Change
from selectorate.scenario import Scenario
from selectorate.simulation.build import build
from selectorate.testing.ledger import streams

USSR = scenario.load("ussr-1922")
FACTORS = sorted(USSR.document.factors)


def without(*factors: str) -> tuple[Change, ...]:
    return ensemble.changes(USSR, without=list(factors))


@pytest.fixture(scope="module")
def game() -> Worlds:
    return Worlds(ensemble.prepare(USSR), [Twin(without(factor)) for factor in FACTORS], game=True).lay_out()


@pytest.mark.parametrize("number", [0, 1, 2047, 2046, 0b10101010101, 0b01100000011, 1024])
def test_a_world_of_a_game_is_the_one_laid_out(game: Worlds, number: int) -> None:
    """Bit f set: factor f is as it was. Left over from the world before, nothing."""
    room = game.room()
    game.put(2047 ^ number, room)
    game.put(number, room)
    gone = [factor for f, factor in enumerate(FACTORS) if not number >> f & 1]
    there = build(USSR, changes=without(*gone)).worlds
    assert game.count == 2048
    assert room[0].tobytes() == room[1].tobytes() == there[0].tobytes()


def test_contrasts_that_change_the_same_make_no_game() -> None:
    base = ensemble.prepare(USSR)
    one, other = (Twin(without(f"general_secretary:{name}")) for name in ("joint", "elected"))
    with pytest.raises(QuestionError, match="change the same"):
        Worlds(base, [one, other], game=True).lay_out()


def association() -> Scenario:
    return scenario.load("association")


def lived(asked: list[Twin], *, base: Any = None, block: int = 60, threads: int = 2, histories: int = 60) -> Verdicts:
    worlds = Worlds(base or ensemble.prepare(association()), asked)
    judge = Verdict(worlds.base)
    found = twins(worlds, judge, seed=3, histories=histories, block=block, threads=threads)
    return np.concatenate(list(found), axis=1)


ELECTED = Twin(ensemble.changes(association(), without=["chair_powers"]))


def test_verdicts_are_those_of_each_world_run_alone() -> None:
    judge = Verdict(ensemble.prepare(association()))
    verdicts = lived([Twin(), ELECTED])
    for row, changes in enumerate([(), ELECTED.changes]):
        alone = ensemble.run(association(), histories=60, seed=3, changes=changes)
        ended, held = analysis.endings(alone), analysis.outcomes(alone)
        assert (verdicts[row, :, 0] == ended.which).all()
        for k, said in enumerate(held.statements):
            assert (judge.held(verdicts[row], said.id) == held.held[k]).all()
    assert (verdicts[0] != verdicts[1]).any()


@pytest.mark.parametrize(("block", "threads"), [(60, 1), (7, 3), (1, 2), (25, 16)])
def test_blocks_and_threads_decide_no_bit(block: int, threads: int) -> None:
    asked = [Twin(), ELECTED, Twin(streams=(2,))]
    assert (lived(asked, block=block, threads=threads) == lived(asked)).all()


def test_what_changes_in_a_later_month_is_the_question_asked_from_it() -> None:
    alone = ensemble.run(association(), histories=60, seed=3, changes=ELECTED.changes, start="2001-06")
    verdicts = lived([Twin(ELECTED.changes, month=5)])
    assert (verdicts[0, :, 0] == analysis.endings(alone).which).all()


def test_luck_drawn_anew() -> None:
    """Of one year it leaves what came before; of one stream, what hangs on others; all of it is another seed's."""
    worlds = Worlds(ensemble.prepare(USSR), [Twin(years=(1925,)), Twin(streams=(streams()["VOTE"],)), Twin()]).lay_out()
    keys = [worlds.keys(number, 3, 0, 5) for number in range(3)]
    assert ((keys[0] != keys[2]).any(axis=0)).tolist() == [year == 1925 for year in range(1922, 1931)]
    assert (keys[1] == keys[2]).all()
    room = worlds.room()
    worlds.put(1, room)
    vote = streams()["VOTE"]
    assert room[0].streams[vote] == vote + STREAMS
    assert np.flatnonzero(room[0].streams != np.arange(STREAMS)).tolist() == [vote]
    worlds.put(2, room)
    assert room[0].tobytes() == worlds.base.worlds[0].tobytes()


@pytest.mark.parametrize("name", ["association", "ussr-1922"])
def test_all_luck_drawn_anew_is_the_history_of_another_seed(name: str) -> None:
    """To the last bit, in the world as it was and in the one without the factor: so a twin of it is no twin.

    Parameters are no luck, though luck picks them: a twin whose luck is drawn anew keeps them, another seed's has others.
    """
    plan = Plan.of(ensemble.prepare(scenario.load(name), parameters="hand-set"), "recorded")
    for world in ((AS_WAS,), ("without", plan.contrast)):
        asked = [plan.direct[(*world, "reseeded")], plan.direct[world]]
        worlds = Worlds(plan.base, asked)
        anew, other = (worlds.keys(number, seed, 7, 5) for number, seed in ((0, 3), (1, 3 + ANEW)))
        assert (anew == other).all()
        judge = Verdict(plan.base)
        (one,), (two,) = (
            list(twins(worlds, judge, seed=seed, histories=40, block=40, threads=2)) for seed in (3, 3 + ANEW)
        )
        assert (one[0] == two[1]).all()
        assert (one[0] != one[1]).any()


def test_what_no_path_leads_to_is_the_same_to_the_last_bit() -> None:
    """Where nobody is grateful for his branch, no list and no holder of the chair reaches the branches; boards it does."""
    ungrateful = {"partisan": 0.0}
    base = ensemble.run(association(), histories=200, seed=3, set=ungrateful).columns
    for question, moved in (
        ({"set": ungrateful | {"slate": 0.9}}, ("following", "holders")),
        (
            {"set": ungrateful, "changes": ensemble.changes(association(), do=["chair.holder=ben"])},
            ("following", "holders"),
        ),
        ({"set": ungrateful | {"slate": 0.0, "retention": 0.9}}, ("following", "holders")),
    ):
        other = ensemble.run(association(), histories=200, seed=3, **question).columns
        assert base.owned.tobytes() == other.owned.tobytes()
        assert all(getattr(base, part).tobytes() != getattr(other, part).tobytes() for part in moved)
    powerless = ungrateful | {"slate": 0.0}
    given = ensemble.changes(association(), do=["chair.holder=ben"])
    one, two = (
        ensemble.run(association(), histories=200, seed=3, set=powerless, changes=c).columns for c in ((), given)
    )
    for part, untouched in (("following", True), ("owned", True), ("holders", False), ("reached", False)):
        assert (getattr(one, part).tobytes() == getattr(two, part).tobytes()) is untouched


def test_an_unknown_verdict_says_the_nearest() -> None:
    judge = Verdict(ensemble.prepare(association()))
    name = judge.names()[0]
    with pytest.raises(QuestionError, match=name):
        judge.held(np.zeros((3, judge.width), np.uint8), f"{name}x")


@pytest.mark.parametrize(("outcome", "months"), [("sole:stalin", 93), ("open_split", 93), ("left_first", 105)])
def test_a_history_that_ends_when_its_outcome_is_decided_has_the_same(outcome: str, months: int) -> None:
    base = ensemble.prepare(USSR)
    single, whole = Single(base, outcome), Verdict(base)
    assert single.months == months
    asked = [Twin(), Twin(without("economy")), Twin(without("chance_events"))]
    short, long = Worlds(base, asked).shorten(single.months), Worlds(base, asked)
    (one,), (other,) = (
        twins(worlds, judge, seed=3, histories=40, block=40, threads=2)
        for worlds, judge in ((short, single), (long, whole))
    )
    assert (one[..., 0] == whole.held(other, outcome)).all()
