"""A question that changes something from a month on leaves all months before it alone, and may change those after."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.parameters import EVENTS
from selectorate.questions import Change
from selectorate.scenario import load
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts
from selectorate.testing.histories import demand_same, luck, rows

CLUB = load(Path(__file__).parents[1] / "societies" / "club")
USSR = load("ussr-1922")
SCENARIOS = {"club": (CLUB, 60, "2002-02"), "ussr": (USSR, 30, "1925-01")}
"""Scenario, how many histories are lived, and a month in their midst."""


def lived(model: Model, histories: int) -> Facts:
    facts = new_facts(model.worlds[0], histories, monthly=True)
    live_all(model.worlds, new_state(), facts, luck(model, histories, seed=8))
    return facts


@cache
def factual(name: str) -> Facts:
    scenario, histories, _ = SCENARIOS[name]
    return lived(build(scenario), histories)


def asked(name: str, start: str, *changes: dict[str, Any], **how: Any) -> tuple[Model, Facts]:
    scenario, histories, _ = SCENARIOS[name]
    model = build(scenario, changes=[Change.model_validate(change) for change in changes], start=start, **how)
    return model, lived(model, histories)


def same_before(one: Facts, other: Facts, month: int, sittings: tuple[int, ...]) -> None:
    """Whatever is kept of the months before one is the same to the last bit."""
    for name, months in one.months._asdict().items():
        assert months[:, :month].tobytes() == getattr(other.months, name)[:, :month].tobytes(), name
    for name in ("reached", "lost"):
        first, second = getattr(one, name), getattr(other, name)
        early = (first >= 0) & (first < month)
        assert (early == ((second >= 0) & (second < month))).all()
        assert (first[early] == second[early]).all()
    early = [row for row, sat in enumerate(sittings) if sat < month]
    assert (one.following[:, early] == other.following[:, early]).all()


def differ(one: Facts, other: Facts, month: int) -> bool:
    """Whether anything that is kept of a month or of a later one differs."""
    return any(
        (part[:, month:] != getattr(other.months, name)[:, month:]).any() for name, part in one.months._asdict().items()
    )


# Nothing changes


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_question_that_changes_nothing_is_the_history_itself(name: str) -> None:
    scenario, histories, middle = SCENARIOS[name]
    demand_same(factual(name), asked(name, middle)[1], "nothing changed")
    turnover = scenario.document.parameters["turnover"].value
    demand_same(factual(name), asked(name, middle, set={"turnover": turnover})[1], "a number set to what it is")
    assert histories == len(factual(name).reached)


@settings(max_examples=12)
@given(month=st.integers(0, 35))
def test_nothing_changed_from_any_month_on(month: int) -> None:
    demand_same(factual("club"), asked("club", CLUB.month_name(month))[1], f"nothing changed from {month} on")


@pytest.mark.parametrize("month", ["2001-08", "2003-12"])
def test_what_is_over_cannot_be_changed(month: str) -> None:
    """The founder is dead since May 2001, and what is said of his death from then on is said too late."""
    change = {"happening": {"happening": "death", "month": "never"}}
    demand_same(factual("club"), asked("club", month, change)[1], "a death that was")
    assert differ(factual("club"), asked("club", "2001-05", change)[1], 4)


# Something does

CLUB_CHANGES: dict[str, tuple[dict[str, Any], ...]] = {
    "a parameter": ({"set": {"parameter": "turnover", "value": 0.5}},),
    "a series": ({"series": {"series": "bread", "value": 3.0}},),
    "a happening": ({"happening": {"happening": "drive", "month": "never"}},),
    "a happening drawn": ({"happening": {"happening": "illness", "month": "drawn"}},),
    "an office": ({"holder": {"office": "secretary", "contender": "ben"}},),
    "offices swapped": ({"holder": {"office": "marshal", "contender": "ada", "swap": True}},),
    "powers shared": ({"share_power": {"office": "secretary", "powers": ["appoint", "slate", "agenda"]}},),
    "a power gone": ({"abolish_power": {"office": "editor", "powers": ["press"]}},),
    "force gone": (
        {"abolish_power": {"office": "marshal", "powers": ["coerce", "protect"]}},
        {"abolish_power": {"office": "warden", "powers": ["coerce"]}},
    ),
    "a strategy": ({"strategy": {"contenders": ["ada", "ben", "chen"], "strategy": "self_enforcing"}},),
    "scores": ({"traits": {"contenders": ["ada", "chen"], "to": "median"}},),
    "ties": ({"ties": {"contender": "ada", "times": 0.2}},),
    "views": ({"freeze_views": True},),
    "the truth": ({"perceive_truth": True},),
    "a rule": ({"rule": {"rule": "branding", "value": False}},),
}


@pytest.mark.parametrize("what", CLUB_CHANGES)
@pytest.mark.parametrize("month", ["2001-02", "2002-02"])
def test_a_change_of_the_club_leaves_what_was_before_it(what: str, month: str) -> None:
    model, facts = asked("club", month, *CLUB_CHANGES[what])
    t = CLUB.month_index(month)
    same_before(factual("club"), facts, t, model.names.sitting_months)
    assert differ(factual("club"), facts, t)


@pytest.mark.parametrize("factor", sorted(USSR.document.factors))
def test_a_factor_of_ussr_leaves_what_was_before_it(factor: str) -> None:
    """In the month in which it begins, or later, each can move something; a letter that is read, only before that."""
    month = "1924-01" if factor in ("testament", "cult", "chance_events") else "1925-01"
    for contrast in USSR.document.factors[factor].contrasts.values():
        changes = [change.model_dump(exclude_unset=True) for change in contrast.changes]
        model, facts = asked("ussr", month, *changes)
        t = USSR.month_index(month)
        same_before(factual("ussr"), facts, t, model.names.sitting_months)
        assert differ(factual("ussr"), facts, t)


def test_a_letter_is_read_by_the_rule_of_the_month_in_which_it_is_opened() -> None:
    """It is opened at the assembly of June 2001: a rule of July comes too late."""
    rule = {"rule": {"rule": "letter_read", "value": True}}
    demand_same(factual("club"), asked("club", "2001-07", rule)[1], "a letter that was opened")
    assert differ(factual("club"), asked("club", "2001-06", rule)[1], 5)


# Offices


def holders(model: Model, facts: Facts, office: str) -> Any:
    return facts.months.holders[:, :, model.names.offices.index(office)]


@pytest.mark.parametrize("contender", ["zinoviev", "bukharin", "tomsky", "trotsky"])
def test_an_office_given_later_is_held_then(contender: str) -> None:
    """Whoever is alive and in the party in January 1925 holds it at the end of that month, or lost an office in it."""
    model, facts = asked("ussr", "1925-01", {"holder": {"office": "general_secretary", "contender": contender}})
    t, person = USSR.month_index("1925-01"), model.names.persons.index(contender)
    rungs = model.names.rungs
    out = facts.reached[:, person, rungs.index("expelled")]
    there = (out < 0) | (out >= t)
    lost_at_once = (facts.reached[:, person][:, [rungs.index(name) for name in ("stripped", "expelled")]] == t).any(
        axis=1
    )
    held = holders(model, facts, "general_secretary")
    assert (held[there & ~lost_at_once, t] == person).all()
    assert (there & ~lost_at_once).sum() > 20
    same_before(factual("ussr"), facts, t, model.names.sitting_months)
    assert (held[:, :t] == holders(model, factual("ussr"), "general_secretary")[:, :t]).all()


def test_who_is_displaced_reaches_no_rung_by_it_and_keeps_his_seats() -> None:
    model, facts = asked("club", "2001-02", {"holder": {"office": "secretary", "contender": "ben"}})
    t, ada, ben = 1, model.names.persons.index("ada"), model.names.persons.index("ben")
    assert (holders(model, facts, "secretary")[:, 0] == ada).all()
    assert (holders(model, facts, "secretary")[:, t] == ben).all()
    assert (holders(model, facts, "editor")[:, t] == ben).all()
    assert (facts.lost[:, model.names.offices.index("secretary")] == t).all()
    assert not (facts.reached[:, ada] == t).any()
    assert (facts.months.seated[:, t, ada] == 1).all()


def test_with_a_swap_each_holds_what_the_other_held() -> None:
    model, facts = asked("club", "2001-02", {"holder": {"office": "secretary", "contender": "ben", "swap": True}})
    ada, ben = model.names.persons.index("ada"), model.names.persons.index("ben")
    assert (holders(model, facts, "secretary")[:, 1] == ben).all()
    assert (holders(model, facts, "editor")[:, 1] == ada).all()


def out_before(name: str, person: str, month: int) -> list[bool]:
    """Whether somebody is expelled, and has not recanted, before a month: as the chronicle of each history tells it."""
    scenario, histories, _ = SCENARIOS[name]
    model = build(scenario)
    rung, who = model.names.rungs.index("expelled"), model.names.persons.index(person)
    found = []
    for key in luck(model, histories, seed=8):
        states = new_state(events=EVENTS)
        live_all(model.worlds, states, new_facts(model.worlds[0], 1), key[None])
        told = states[0].chronicle[: states[0].events]
        told = told[(told["who"] == who) & (told["month"] < month)]
        went = told["month"][(told["kind"] == w.REACHED) & (told["where"] == rung)]
        came = told["month"][told["kind"] == w.RECANTED]
        found.append(went.max(initial=-1) > came.max(initial=-1))
    return found


def test_an_office_given_to_one_who_is_out_changes_nothing() -> None:
    model, facts = asked("club", "2003-07", {"holder": {"office": "secretary", "contender": "chen"}})
    t, chen = CLUB.month_index("2003-07"), model.names.persons.index("chen")
    out = out_before("club", "chen", t)
    assert 10 < sum(out) < 50
    for k, gone in enumerate(out):
        if gone:
            demand_same(rows(factual("club"), slice(k, k + 1)), rows(facts, slice(k, k + 1)), f"history {k}")
        else:
            assert holders(model, facts, "secretary")[k, t] == chen or (facts.reached[k, chen] == t).any()
