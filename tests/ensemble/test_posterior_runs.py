"""Histories with parameters of their own: each has the bits of one lived alone with its draw's parameters set."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import ensemble, scenario
from selectorate.analysis.flow import BLOCK, EACH, flow
from selectorate.analysis.holding import held, kept, width
from selectorate.analysis.judging import Verdict, Verdicts
from selectorate.analysis.spread import DRAWS
from selectorate.ensemble import Columns, Store
from selectorate.ensemble.dealing import Deal, dealt
from selectorate.ensemble.diverging import together
from selectorate.ensemble.draws import words
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.prepared import Prepared, which
from selectorate.ensemble.twins import twins
from selectorate.ensemble.worlds import ANEW, Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.scenario import Scenario
from selectorate.simulation.build import build
from selectorate.simulation.changes import parameters

USSR = scenario.load("ussr-1922")
CLUB = scenario.load("association")
NAMES = ("slate", "partisan", "turnover", "retention")
SEED = 7


@pytest.fixture(scope="module")
def learnt(make_posterior: Callable[..., Posterior]) -> Posterior:
    return make_posterior(USSR)


@pytest.fixture(scope="module")
def small(make_posterior: Callable[..., Posterior]) -> Posterior:
    return make_posterior(CLUB, NAMES)


def same(one: Columns, other: Columns) -> bool:
    return all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))


def with_numbers(home: Scenario, numbers: Mapping[str, float]) -> Scenario:
    """A scenario whose hand-set values are others: so a world before a question's month has them as well."""
    known = home.document.parameters
    entries = {name: known[name].model_copy(update={"value": value}) for name, value in numbers.items()}
    return replace(home, document=home.document.model_copy(update={"parameters": {**known, **entries}}))


def without(home: Scenario, *factors: str) -> tuple[Change, ...]:
    return ensemble.changes(home, without=list(factors))


def alone(home: Scenario, learnt: Posterior, number: int, draw: int, **asked: Any) -> Columns:
    """The one row of a history of its seed in a scenario that has the numbers of a draw."""
    own = with_numbers(home, learnt.parameters(draw))
    return ensemble.tell(ensemble.prepare(own, **asked, parameters="hand-set"), seed=SEED, number=number).columns


def test_every_parameter_stands_where_it_is_dealt() -> None:
    """All that a free parameter changes of a world are the words that it is dealt to."""
    base = build(USSR)
    there = base.worlds.view(np.ndarray).view(np.uint64)
    for name, one in USSR.document.parameters.items():
        if one.free:
            moved = build(USSR, set={name: one.value * 0.75 + 0.01}).worlds.view(np.ndarray).view(np.uint64)
            assert np.flatnonzero(moved != there).tolist() == sorted(words(base, name)), name


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"set": {"slate": 0.9}},
        {"changes": without(USSR, "faction_ban"), "happenings": "drawn"},
        {"changes": without(USSR, "economy"), "set": {"slate": 0.9}, "start": "1925-01"},
        {"changes": without(USSR, "faction_ban"), "start": "1924-06"},
    ],
)
def test_a_run_has_the_histories_of_its_draws(learnt: Posterior, asked: dict[str, Any]) -> None:
    many = ensemble.run(USSR, histories=12, seed=SEED, parameters=learnt, block=5, threads=2, **asked)
    draws = learnt.chosen(SEED, 0, 12)
    assert len(set(draws.tolist())) > 2
    for k, draw in enumerate(draws):
        assert same(many.columns.rows(k, k + 1), alone(USSR, learnt, k, draw, **asked)), k
        told = many.history(k)
        assert told.draw == draw
        assert same(many.columns.rows(k, k + 1), told.columns)


def test_set_words_at_a_prompt_are_the_same(learnt: Posterior) -> None:
    many = ensemble.run(USSR, histories=6, seed=SEED, parameters=learnt)
    for k, draw in enumerate(learnt.chosen(SEED, 0, 6)):
        other = ensemble.run(
            USSR, histories=6, seed=SEED, set=learnt.parameters(int(draw)), parameters="hand-set"
        ).columns.rows(k, k + 1)
        assert same(many.columns.rows(k, k + 1), other)


@pytest.mark.parametrize(("threads", "block"), [(1, 40), (2, 1), (3, 7)])
def test_threads_and_blocks_decide_no_bit(small: Posterior, threads: int, block: int) -> None:
    many = ensemble.run(CLUB, histories=40, seed=SEED, parameters=small, threads=threads, block=block)
    assert same(many.columns, ensemble.run(CLUB, histories=40, seed=SEED, parameters=small).columns)


def test_draws_in_a_row(small: Posterior) -> None:
    model = ensemble.prepare(CLUB, seed=SEED, parameters=small, each=4)
    assert which(model, SEED, 6, 7).tolist() == np.repeat(small.chosen(SEED, 0, 4), 4)[6:13].tolist()
    many = ensemble.run(CLUB, histories=12, seed=SEED, parameters=small, each=4, block=3)
    for k, draw in enumerate(which(model, SEED, 0, 12)):
        assert same(many.columns.rows(k, k + 1), alone(CLUB, small, k, int(draw)))


class Digest:
    """Keeps of each history a digest of all that is kept of it."""

    width = 8

    def hash(self) -> str:
        return "digest"

    def __call__(self, columns: Columns) -> Verdicts:
        rows = [b"".join(column[k].tobytes() for column in columns) for k in range(columns.histories)]
        return np.array([list(hashlib.sha256(row).digest()[:8]) for row in rows], np.uint8)


def judged(worlds: Worlds, histories: int, *, block: int = 5, threads: int = 2) -> Verdicts:
    found = twins(worlds, Digest(), seed=SEED, histories=histories, block=block, threads=threads)
    return np.concatenate(list(found), axis=1)


def demand_alone(
    worlds: Worlds, learnt: Posterior, changes: Callable[[int], tuple[Change, ...]], start: str | None = None
) -> None:
    """Every history of every world has the bits of one lived alone with the numbers of its draw."""
    base, histories = worlds.base, 6
    found, judge = judged(worlds, histories), Digest()
    for number in range(worlds.count):
        for k, draw in enumerate(learnt.chosen(SEED, 0, histories)):
            made = (*base.changes, *changes(number))
            one = alone(USSR, learnt, k, int(draw), changes=made, start=start or base.start, set=dict(base.numbers))
            assert (judge(one)[0] == found[number, k]).all(), (number, k)


LATE = ("cult", "economy", "faction_ban", "testament")


def test_a_game_with_families(learnt: Posterior) -> None:
    """The ban on factions sets how votes are disciplined, of which histories have a draw: only in its own worlds."""
    assert "vote_discipline" in learnt.names
    assert "vote_discipline" in parameters(without(USSR, "faction_ban"))
    asked = [Twin(without(USSR, name)) for name in LATE]
    worlds = Worlds(ensemble.prepare(USSR, parameters=learnt), asked, game=True).lay_out()
    assert len(worlds.late) == 3
    demand_alone(worlds, learnt, lambda n: without(USSR, *(name for f, name in enumerate(LATE) if not n >> f & 1)))


def test_a_game_with_families_where_late_fields_are_drawn(make_posterior: Callable[..., Posterior]) -> None:
    learnt = make_posterior(USSR, ("cult", "brand", "vote_discipline", "slate"))
    asked = [Twin(without(USSR, name)) for name in LATE]
    worlds = Worlds(ensemble.prepare(USSR, parameters=learnt), asked, game=True).lay_out()
    assert len(worlds.late) == 3
    demand_alone(worlds, learnt, lambda n: without(USSR, *(name for f, name in enumerate(LATE) if not n >> f & 1)))
    assert (judged(worlds, 6) == judged(worlds, 6, block=4, threads=1)).all()


def test_single_worlds(learnt: Posterior) -> None:
    """One that changes from a later month, and one that sets a parameter to the value it has by hand."""
    by_hand = float(USSR.document.parameters["vote_discipline"].value)
    held = Change.model_validate({"set": {"parameter": "vote_discipline", "value": by_hand}})
    other = Change.model_validate({"set": {"parameter": "slate", "value": 0.9}})
    asked = [Twin(), Twin(without(USSR, "faction_ban")), Twin((held, other))]
    demand_alone(Worlds(ensemble.prepare(USSR, parameters=learnt), asked), learnt, lambda n: asked[n].changes)
    later = [Twin(without(USSR, "faction_ban"), month=20), Twin((held, other), month=20)]
    worlds = Worlds(ensemble.prepare(USSR, parameters=learnt), later)
    demand_alone(worlds, learnt, lambda n: later[n].changes, USSR.month_name(20))


def test_single_worlds_of_a_question_from_a_month_on(learnt: Posterior) -> None:
    base = ensemble.prepare(USSR, changes=without(USSR, "economy"), start="1924-06", parameters=learnt)
    other = Change.model_validate({"set": {"parameter": "slate", "value": 0.9}})
    asked = [Twin(), Twin(without(USSR, "faction_ban")), Twin((other,))]
    demand_alone(Worlds(base, asked), learnt, lambda n: asked[n].changes)


def test_a_world_that_sets_what_a_history_had_is_another_world(learnt: Posterior) -> None:
    """Though a parameter is set to the value it has by hand: histories have others."""
    by_hand = float(USSR.document.parameters["slate"].value)
    held = Twin((Change.model_validate({"set": {"parameter": "slate", "value": by_hand}}),))
    for source, differs in ((learnt, True), ("hand-set", False)):
        worlds = Worlds(ensemble.prepare(USSR, parameters=source), [held]).lay_out()
        assert bool(worlds.differences[0].places.size) is differs


def parted(models: list[Prepared]) -> list[int]:
    """By history the month in which it differs between two worlds."""
    worlds = ((model, "recorded") for model in models)
    found: list[int] = together(*worlds, seed=SEED, histories=20, threads=2).months.tolist()
    return found


def test_when_twins_part(small: Posterior) -> None:
    models = [ensemble.prepare(CLUB, changes=c, parameters=small) for c in ((), without(CLUB, "chair_powers"))]
    found = parted(models)
    for k, draw in enumerate(small.chosen(SEED, 0, 20)):
        own = with_numbers(CLUB, small.parameters(int(draw)))
        pair = [ensemble.prepare(own, changes=c, parameters="hand-set") for c in ((), without(CLUB, "chair_powers"))]
        assert found[k] == parted(pair)[k]


def test_a_seat_more(small: Posterior) -> None:
    """What is dealt over worlds has the numbers of its history, and not of the one lived before in the same room."""

    def seats(home: Scenario, source: Any) -> np.ndarray[Any, Any]:
        (holder, *_) = held(ensemble.prepare(home, parameters=source), "recorded", seed=SEED, threads=1)
        keep, room = partial(kept, holder), (2, 30, width(holder))
        deals = list(holder.deals(0, 30, 1))
        assert isinstance(deals[0], Deal)
        return dealt(holder.worlds, deals, keep, room, seed=SEED, threads=2)

    found = seats(CLUB, small)
    for draw in range(len(small)):
        other = seats(with_numbers(CLUB, small.parameters(draw)), "hand-set")
        mine = small.chosen(SEED, 0, 30) == draw
        assert (found[:, mine] == other[:, mine]).all()


# What is kept


def test_nothing_is_read_of_another_posterior(
    small: Posterior, make_posterior: Callable[..., Posterior], tmp_path: Path
) -> None:
    other = make_posterior(CLUB, NAMES[:2])
    store = Store(tmp_path)
    asked: list[dict[str, Any]] = [
        {"parameters": source, **more}
        for source in (small, other)
        for more in ({}, {"set": {"slate": float(CLUB.document.parameters["slate"].value)}}, {"each": 5})
    ]
    asked.append({"parameters": "hand-set"})
    changed = without(CLUB, "chair_powers")
    for question in asked:
        many = ensemble.run(CLUB, histories=20, store=store, **question)
        assert many.blocks == {"read": 0, "computed": 1}
        assert same(many.columns, ensemble.run(CLUB, histories=20, **question).columns)
        one, two = (ensemble.prepare(CLUB, changes=c, **question) for c in ((), changed))
        before = dict(store.counts)
        together((one, "recorded"), (two, "recorded"), seed=1, histories=20, threads=1, store=store)
        list(twins(Worlds(one, [Twin(changed)]), Verdict(one), seed=1, histories=20, block=20, threads=1, store=store))
        assert store.counts["computed"] == before["computed"] + 3
    for question in asked:
        assert ensemble.run(CLUB, histories=20, store=store, **question).blocks == {"read": 1, "computed": 0}


def test_flows_are_kept_by_posterior(small: Posterior, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for source, blocks in ((small, 1 + DRAWS * EACH // BLOCK), ("hand-set", 1)):
        for computed in (blocks, 0):
            before = store.counts["computed"]
            flow(ensemble.prepare(CLUB, parameters=source), "recorded", histories=100, seed=1, threads=2, store=store)
            assert store.counts["computed"] - before == computed


# What is refused


def test_a_posterior_of_another_scenario_is_refused(small: Posterior) -> None:
    with pytest.raises(QuestionError, match=r"another scenario.*`selectorate fit ussr-1922` makes the right one"):
        ensemble.prepare(USSR, parameters=small)
    with pytest.raises(QuestionError, match="another kernel"):
        ensemble.prepare(CLUB, parameters=replace(small, kernel="0" * 64))


def test_a_history_of_a_posterior_says_with_which_draw(small: Posterior) -> None:
    model = ensemble.prepare(CLUB, parameters=small)
    told = ensemble.tell(model, seed=SEED, number=3)
    keys = np.array([told.keys], np.uint64)
    assert same(ensemble.replay(model, keys, draw=told.draw).columns, told.columns)
    with pytest.raises(QuestionError, match="say with which draw"):
        ensemble.replay(model, keys)
    with pytest.raises(QuestionError, match="0 to 6, not 7"):
        ensemble.tell_draw(model, 7)
    with pytest.raises(
        QuestionError, match="no draw of a posterior: parameters are the hand-set ones; `selectorate fit association`"
    ):
        ensemble.tell_draw(ensemble.prepare(CLUB, parameters="hand-set"), 0)
    own = ensemble.tell_draw(model, 2)
    assert own.keys == tuple(small.keys[2].tolist())
    assert (own.number, own.draw) == (None, 2)


def test_luck_drawn_anew_leaves_the_parameters(small: Posterior) -> None:
    """So what luck alone undoes is not what other parameters would have undone."""
    base = ensemble.prepare(CLUB, parameters=small)
    years = tuple(sorted({int(year) for year in base.worlds[0].calendar[: CLUB.months]}))
    found = judged(Worlds(base, [Twin(years=years)]), 12)
    for k, draw in enumerate(small.chosen(SEED, 0, 12)):
        own = ensemble.prepare(with_numbers(CLUB, small.parameters(int(draw))), parameters="hand-set")
        one = ensemble.tell(own, seed=SEED + ANEW, number=k).columns
        assert (Digest()(one)[0] == found[0, k]).all()
