"""What is kept month by month says the same as what is kept once, and asking for it changes nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.scenario import load
from selectorate.simulation.build import Model, build
from selectorate.simulation.facts import OFF_PRESIDIUM
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts
from selectorate.testing.histories import live_plain, luck, parts_of

CLUB = Path(__file__).parents[1] / "societies" / "club"
SCENARIOS = ["association", str(CLUB), "ussr-1922"]
HISTORIES = 40
NEARLY = 1e-12

each_scenario = pytest.mark.parametrize("name", SCENARIOS, ids=["association", "club", "ussr"])


@cache
def model(name: str) -> Model:
    return build(load(name))


@cache
def lived(name: str, *, monthly: bool, events: int = 0) -> Facts:
    made = model(name)
    facts = new_facts(made.worlds[0], HISTORIES, monthly=monthly)
    live_all(made.worlds, new_state(events=events), facts, luck(made, HISTORIES, seed=6))
    return facts


def kept(name: str) -> tuple[Any, Facts, Any]:
    """The world, the facts, and the same month by month."""
    facts = lived(name, monthly=True)
    return model(name).worlds[0], facts, facts.months


# Asking for months


@each_scenario
@pytest.mark.parametrize(("monthly", "events"), [(True, 0), (False, 300), (True, 300)])
def test_asking_for_months_or_a_chronicle_changes_no_bit(name: str, monthly: bool, events: int) -> None:
    without, asked = lived(name, monthly=False), lived(name, monthly=monthly, events=events)
    for part, facts in parts_of(without).items():
        if not part.startswith("months."):
            assert facts.tobytes() == parts_of(asked)[part].tobytes(), part


def test_a_chronicle_changes_no_bit_of_the_months() -> None:
    told, untold = (lived(str(CLUB), monthly=True, events=events) for events in (300, 0))
    for name, months in untold.months._asdict().items():
        assert months.tobytes() == getattr(told.months, name).tobytes(), name


def test_months_are_those_of_each_history_in_any_block() -> None:
    made = model("association")
    facts = new_facts(made.worlds[0], 5, monthly=True)
    live_all(made.worlds, new_state(), facts, luck(made, 5, seed=6, first=20))
    for name, months in lived("association", monthly=True).months._asdict().items():
        assert getattr(facts.months, name).tobytes() == np.ascontiguousarray(months[20:25]).tobytes(), name


# Against what is kept once


@each_scenario
def test_the_committees_following_at_its_sittings(name: str) -> None:
    _, facts, months = kept(name)
    sat = list(model(name).names.sitting_months)
    assert (months.following[:, sat, 0] == facts.following).all()


@each_scenario
def test_how_things_stand_at_the_reading(name: str) -> None:
    world, facts, months = kept(name)
    t, n = world.rules.read, world.count.contenders
    for which, body in enumerate((world.rules.committee, world.rules.presidium)):
        assert (months.following[:, t, which] == facts.final[:, body]).all()
    assert (months.holders[:, t] == facts.holders).all()
    assert (months.seated[:, t] == ((facts.status & OFF_PRESIDIUM) == 0)).all()
    assert ((months.sides[:, t, :, 0] >= 0).any(axis=1) == facts.campaign).all()
    assert np.abs(months.base[:, t, :n] - facts.owned).max() < NEARLY


@each_scenario
def test_an_office_is_lost_in_the_first_month_in_which_its_first_holder_has_it_no_more(name: str) -> None:
    world, facts, months = kept(name)
    first = world.offices["holder"][: world.count.offices]
    gone = (months.holders != first) & (first >= 0)
    month = np.where(gone.any(axis=1), gone.argmax(axis=1), -1)
    assert (month == facts.lost).all()
    assert name == SCENARIOS[0] or (month >= 0).any()


@each_scenario
def test_who_is_off_a_body_was_in_it(name: str) -> None:
    """A contender reaches the rung that takes his seat of the presidium in the first month after one in which he sat."""
    world, facts, months = kept(name)
    for r in range(world.count.rungs):
        if world.rungs[r].takes == w.SEAT_LOST and world.rungs[r].body == world.rules.presidium:
            for k, i in np.argwhere(facts.reached[:, :, r] >= 0):
                month = facts.reached[k, i, r]
                assert months.seated[k, month - 1 : month + 1, i].tolist() == [1, 0]


# In themselves


@each_scenario
def test_sides_are_sides(name: str) -> None:
    """Who leads against somebody is against him; nobody is both for and against; there are sides where one leads."""
    world, _, months = kept(name)
    n = world.count.contenders
    leader, against, behind, partner = np.moveaxis(months.sides, -1, 0)
    assert ((leader >= -1) & (leader < n)).all()
    assert (against & behind == 0).all()
    assert ((against | behind)[leader < 0] == 0).all()
    assert ((against[leader >= 0] >> leader[leader >= 0]) & 1 == 1).all()
    himself = np.arange(n)
    assert (((against | behind) >> himself) & 1 == 0).all()
    assert ((partner >= -1) & (partner < n) & (partner != himself)).all()
    assert (months.sides[..., :2] >= -1).all()


@each_scenario
def test_numbers_lie_where_they_can(name: str) -> None:
    world, _, months = kept(name)
    n = world.count.contenders
    full = world.full[[world.rules.committee, world.rules.presidium], : world.count.months].max(axis=1)
    assert (months.following.sum(axis=-1) <= full).all()
    assert (months.following >= 0).all()
    assert np.isfinite(months.minds).all()
    assert (months.minds[..., [0, 1, 3]] >= 0).all()
    assert (np.abs(months.views) <= 1 + NEARLY).all()
    assert (np.abs(months.economy) <= 1).all()
    assert ((months.base >= 0) & (months.base <= 1 + NEARLY)).all()
    assert (months.base[..., :n].sum(axis=-1) <= 1 + NEARLY).all()


def test_things_begin_as_the_scenario_says() -> None:
    """At the end of the first month of the club nobody sits, so followings are those of the start but for guesses."""
    made, (_, _, months) = model(str(CLUB)), kept(str(CLUB))
    council, bureau = months.following[:, 0, 0], months.following[:, 0, 1]
    assert (council.sum(axis=1) == 9).all()
    assert (bureau.sum(axis=1) == 5).all()
    assert (council[:, 1:3] == 2).all()  # Ben and Chen, and one without a name of each
    assert set(council[:, 0].tolist()) <= {1, 2}  # Ada, and Pat if he is hers
    holders = [[made.names.persons[q] for q in row] for row in months.holders[:, 0]]
    assert all(row == ["ada", "chen", "ben", "old"] for row in holders)
    assert (months.base[:, 0, -1] == 0.4).all()


def test_workers_follow_the_enrolment_by_hand() -> None:
    """g of a month's members are new: W <- W + g (c - W), c 0.9 for five months from March 2002 on, else 0.3."""
    world, _, months = kept(str(CLUB))
    share, expected = 0.4, []
    for month in range(36):
        share += world.admitted[month] * ((0.9 if 14 <= month < 19 else 0.3) - share)
        expected.append(share)
    assert months.base[:, :, -1] == pytest.approx(np.tile(expected, (HISTORIES, 1)), abs=NEARLY)


def test_without_luck_and_feedback_the_economy_is_the_record() -> None:
    made = build(load(CLUB), set={"shock": 0.0, "feedback": 0.0})
    facts = new_facts(made.worlds[0], 3, monthly=True)
    live_all(made.worlds, new_state(), facts, luck(made, 3))
    course = made.worlds[0].course[:2, :36]  # type: ignore[attr-defined]
    assert (facts.months.economy == course.T).all()
    assert (kept(str(CLUB))[2].economy != course.T).any()


def test_months_are_what_a_state_holds_at_the_end_of_each() -> None:
    """Watched in the plain kernel, month by month."""
    made, seen = model(str(CLUB)), []
    n = 3

    def watch(world: Any, state: Any, month: int) -> None:
        del world, month
        shares = state.owned[:n] / state.owned_all
        views = np.vstack([state.views[:n, :2], state.line[:2], state.opinion[:2]])
        minds = state.minds[:n]
        seen.append(
            (shares, views, minds["standing"].copy(), minds["offence"].copy(), state.workers, state.index[:2].copy())
        )

    live_plain(made, luck(made, 1, seed=6), watch=watch)
    months = lived(str(CLUB), monthly=True).months
    for t, (shares, views, standing, offence, workers, index) in enumerate(seen):
        assert (months.base[0, t, :n] == shares).all()
        assert (months.views[0, t] == views).all()
        assert (months.minds[0, t, :, 0] == standing).all()
        assert (months.minds[0, t, :, 1] == offence).all()
        assert months.base[0, t, -1] == workers
        assert (months.economy[0, t] == index).all()
