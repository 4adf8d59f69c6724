"""Switched off, or set to nothing, a mechanism changes nothing and moves nobody else's luck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.parameters import MECHANISMS
from selectorate.scenario import Scenario, load
from selectorate.scenario.variants import without
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts
from selectorate.testing import check_mechanism_off
from selectorate.testing.changes import rewritten
from selectorate.testing.histories import demand_same, luck

USSR = load("ussr-1922")
CLUB = load(Path(__file__).parents[1] / "societies" / "club")


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_off_in_the_club(mechanism: str) -> None:
    check_mechanism_off(CLUB, mechanism)


@pytest.mark.parametrize("mechanism", ["patronage", "sessions"])
def test_off_in_the_association(mechanism: str) -> None:
    check_mechanism_off(load("association"), mechanism)


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_off_in_the_first_months_of_ussr(mechanism: str) -> None:
    check_mechanism_off(USSR, mechanism, months=5)


def tree() -> dict[str, Any]:
    """The club as a tree of plain values to change."""
    return CLUB.document.model_dump(exclude_unset=True)


def without_occasions() -> Scenario:
    """The club where a vote is all that motions are.

    Its offices are filled by nobody, since without motions a majority takes one; no session is called, which only a
    campaign would; and no letter is read, which brings a motion by itself.
    """
    bare = tree()
    for office in bare["offices"].values():
        office["chosen_by"] = "assembly"
    del bare["calendar"]["called"]
    del bare["happenings"]["letter"]
    return rewritten(CLUB, bare)


def model(scenario: Scenario = CLUB, *, off: tuple[int, ...] = (), **numbers: float) -> Model:
    made = build(scenario, set=numbers)
    for switch in off:
        made.worlds[0].uses[switch] = 0
    return made


def lived(made: Model, histories: int = 60, *, monthly: bool = False) -> Facts:
    keys = luck(made, histories, seed=3)
    facts = new_facts(made.worlds[0], histories, monthly=monthly)
    live_all(made.worlds, new_state(), facts, keys)
    return facts


VOTES = (w.ALIGNMENT, w.LEGACY, w.FORCE, w.MOTIONS, w.SANCTIONS)


def test_a_recorded_course_at_rest_is_no_economy() -> None:
    """Where things go neither well nor badly, and nothing moves them, there is nothing to know."""
    bare = tree()
    for name, value in (("bread", 2.0), ("wages", 100.0)):
        bare["series"][name]["points"] = [{"date": "2001", "value": value}]
    still, numbers = rewritten(CLUB, bare), {"shock": 0.0, "feedback": 0.0}
    one, other = (lived(model(still, off=off, **numbers), monthly=True) for off in ((), (w.ECONOMY,)))
    demand_same(one, other, "economy")


def test_opinion_that_nothing_moves_is_none() -> None:
    """Nobody follows the line in force, which is all that moves still: policy, crisis and economy leave it alone."""
    numbers = {"opinion_drift": 0.0, "press_pull": 0.0, "press_standing": 0.0, "conformity": 0.0, "calm": 1.0}
    numbers |= {"standing_decay": 0.0, "pliancy": 0.0, "fight_crisis": 0.0, "feedback": 0.0}
    demand_same(lived(model(**numbers)), lived(model(off=(w.OPINION,), **numbers)), "opinion")


def test_policy_of_people_who_stand_still_is_none() -> None:
    numbers = {"pliancy": 0.0, "calm": 1.0}
    one, other = (lived(model(off=off, **numbers), monthly=True) for off in ((), (w.POLICY,)))
    demand_same(one, other, "policy")


def test_a_founder_without_letter_and_cult_leaves_nothing() -> None:
    bare = tree()
    del bare["happenings"]["letter"]
    one, other = (lived(model(rewritten(CLUB, bare), off=off, cult=0.0), monthly=True) for off in ((), (w.LEGACY,)))
    demand_same(one, other, "legacy")


def test_force_that_nobody_uses_is_none() -> None:
    one, other = (lived(model(off=off, force=0.0), monthly=True) for off in ((), (w.FORCE,)))
    demand_same(one, other, "force")


def test_patronage_without_turnover_is_none() -> None:
    numbers = dict.fromkeys(("turnover", "protection", "careerism", "defection", "patron_doubt", "apparatus"), 0.0)
    demand_same(lived(model(**numbers)), lived(model(off=(w.PATRONAGE,), **numbers)), "patronage")


def test_recruitment_that_adds_nothing_is_none() -> None:
    """Nobody was admitted, and every head controls all of his delegates."""
    bare = tree()
    del bare["scenario"]["membership"]
    still = rewritten(CLUB, bare)
    numbers = {"delivery": 1.0, "delivery_dependence": 0.0, "expulsion": 0.0}
    demand_same(lived(model(still, **numbers)), lived(model(still, off=(w.RECRUITMENT,), **numbers)), "recruitment")


def test_recruitment_moves_no_head() -> None:
    """What units weigh and deliver reaches their heads only through careerism, defection, perception and sessions."""
    off, still = (w.PERCEPTION, *VOTES, w.SESSIONS), {"careerism": 0.0, "defection": 0.0}
    one, other = (lived(model(off=(*off, *more), **still)) for more in ((), (w.RECRUITMENT,)))
    assert (one.final == other.final).all()
    assert (one.holders == other.holders).all()
    assert ((one.owned > 0) == (other.owned > 0)).all()
    assert (one.owned != other.owned).any()


def test_what_is_believed_matters_only_to_those_who_take_sides() -> None:
    demand_same(lived(model(off=VOTES)), lived(model(off=(w.PERCEPTION, *VOTES))), "perception")


def test_sides_reach_the_seats_only_by_purge_and_slate() -> None:
    """Without motions, purge, ties that erode, fiefs and a slate, a campaign is talk; who is elected is who was."""
    bare = tree()
    bare["offices"]["marshal"]["powers"] = [{"power": "coerce"}]
    open_to_all = rewritten(CLUB, bare)
    numbers = {"purge": 0.0, "tie_erosion": 0.0, "slate": 0.0}
    off = (w.FORCE, w.MOTIONS, w.SANCTIONS)
    one, other = (lived(model(open_to_all, off=(*off, *more), **numbers)) for more in ((), (w.ALIGNMENT, w.LEGACY)))
    assert one.campaign.any()
    assert not other.campaign.any()
    # A candidate whom those who fill a vacancy campaign against is passed over, so bodies they fill may differ.
    elected = [CLUB_BODIES.index(name) for name in ("council", "jury")]
    assert (one.following == other.following).all()
    assert (one.final[:, elected] == other.final[:, elected]).all()


CLUB_BODIES = build(CLUB).names.bodies


def test_motions_that_nobody_carries_out_change_nothing() -> None:
    """Votes that were won without anybody climbing a rung, and divisions that nobody's standing hangs on."""
    scenario, off = without_occasions(), (w.FORCE, w.SANCTIONS)
    one, other = (lived(model(scenario, off=(*off, *more), session_won=0.0)) for more in ((), (w.MOTIONS,)))
    demand_same(one, other, "motions")


def test_a_vote_that_is_never_brought_changes_nothing() -> None:
    still, off = {"tempo": 0.0, "session_won": 0.0, "force": 0.0}, (w.FORCE, w.MOTIONS, w.SANCTIONS)
    one, other = (lived(model(without_occasions(), off=without, **still)) for without in ((), off))
    demand_same(one, other, "motions and sanctions")


def test_a_happening_without_effect_changes_nothing() -> None:
    other = tree()
    other["happenings"]["comet"] = {"title": "A comet", "luck_key": 9, "month": "2001-02", "effects": []}
    demand_same(lived(model()), lived(model(rewritten(CLUB, other))), "a comet")


def test_without_happenings_all_is_the_same_until_the_first() -> None:
    """Chen's illness, taken away: what was reached before, and every earlier session, is as it was."""
    other = tree()
    del other["happenings"]["illness"]
    month = CLUB.month_index(CLUB.document.happenings["illness"].month)
    same_before(lived(model(), monthly=True), lived(model(rewritten(CLUB, other)), monthly=True), month)


def same_before(one: Facts, other: Facts, month: int) -> None:
    """Assert that two sets of facts are the same as far as they tell of the months before one, and differ after."""
    earlier = [row for row, sat in enumerate(build(CLUB).names.sitting_months) if sat < month]
    assert (one.following[:, earlier] == other.following[:, earlier]).all()
    for name in ("reached", "lost"):
        first, second = getattr(one, name), getattr(other, name)
        assert (
            np.where((first >= 0) & (first < month), first, -1)
            == np.where((second >= 0) & (second < month), second, -1)
        ).all()
    for name, told in one.months._asdict().items():
        assert (told[:, :month] == getattr(other.months, name)[:, :month]).all(), name
    assert any((told != getattr(other.months, name)).any() for name, told in one.months._asdict().items())


# Interventions


def changed(section: str, entry: str, **fields: Any) -> Facts:
    other = tree()
    other[section][entry] = other[section][entry] | fields
    return lived(model(rewritten(CLUB, other)), monthly=True)


POINTS = CLUB.document.series["bread"].model_dump(exclude_unset=True)["points"]


@pytest.mark.parametrize(
    ("section", "entry", "fields", "month"),
    [
        ("calendar", "third", {"month": "2003-05"}, "2003-05"),
        ("calendar", "second", {"discussion": 1}, "2002-04"),
        ("happenings", "illness", {"month": "2002-08"}, "2002-02"),
        ("happenings", "letter", {"month": "2001-07"}, "2001-06"),
        ("happenings", "drive", {"effects": [{"enrolment": {"workers": 0.1, "months": 5}}]}, "2002-03"),
        ("bodies", "council", {"seats": {"2001-01": 9, "2002-06": 15}}, "2002-06"),
        ("series", "bread", {"points": [*POINTS[:2], {"date": "2003-03", "value": 2.8}]}, "2002-06"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_changes_later_moves_nothing_before_it(
    section: str, entry: str, fields: dict[str, Any], month: str
) -> None:
    same_before(lived(model(), monthly=True), changed(section, entry, **fields), CLUB.month_index(month))


def test_how_an_office_looks_matters_only_to_those_who_take_sides() -> None:
    """In the association nobody does: the chair may be seen as much as one likes."""
    association = load("association")
    seen = association.document.model_dump(exclude_unset=True)
    seen["offices"]["chair"]["visibility"] = 0.9
    demand_same(lived(model(association)), lived(model(rewritten(association, seen))), "visibility")


def test_what_an_office_costs_matters_only_to_those_who_vote() -> None:
    other = tree()
    for office in other["offices"].values():
        office["reluctance"] = 5.0
    dear = rewritten(CLUB, other)
    off = (w.FORCE, w.MOTIONS, w.SANCTIONS)
    demand_same(lived(model(off=off), monthly=True), lived(model(dear, off=off), monthly=True), "reluctance")
    assert (lived(model()).lost != lived(model(dear)).lost).any()


def test_views_and_affinities_matter_only_to_those_who_take_sides() -> None:
    other = tree()
    other["contenders"]["ada"] |= {"views": {"pace": 0.9}, "affinities": {"ben": -1.0}, "scores": {}}
    demand_same(lived(model(off=VOTES)), lived(model(rewritten(CLUB, other), off=VOTES)), "views")


@pytest.mark.parametrize("number", ["ban_hazard", "recant"])
def test_what_comes_after_expulsion_moves_nothing_before_it(number: str) -> None:
    """The ban alone hangs on its hazard until somebody is expelled; every rung below it is reached as it was."""
    one, other = lived(model()), lived(model(**{number: 0.0}))
    expelled = CLUB_RUNGS.index("expelled")
    for k in range(60):
        first = min((month for month in one.reached[k, :, expelled] if month >= 0), default=99)
        early = (one.reached[k] >= 0) & (one.reached[k] <= first)
        early[:, expelled + 1] = False
        assert (other.reached[k][early] == one.reached[k][early]).all()


CLUB_RUNGS = build(CLUB).names.rungs


def test_another_seed_for_one_person_moves_no_other() -> None:
    """Sam, whom nobody puts forward and who goes over to nobody, has other luck: nothing that is kept tells of him."""
    alone = tree()
    del alone["offices"]["warden"]["deputy"]
    before = rewritten(CLUB, alone)
    alone["people"]["sam"]["luck_key"] = 99
    unaligned = {"majority": 20.0, "defection": 0.0}
    one, other = lived(model(before, **unaligned)), lived(model(rewritten(CLUB, alone), **unaligned))
    demand_same(one, other, "Sam's luck")


def test_a_unit_more_draws_no_other_units_luck() -> None:
    """Careerism and all that reads the delegates apart, another branch is nobody's business."""
    association = load("association")
    more = association.document.model_dump(exclude_unset=True)
    more["units"]["new"] = {"name": "New branch", "luck_key": 999, "weight": 1e-9}
    one, other = (model(scenario, off=(w.SESSIONS,)) for scenario in (association, rewritten(association, more)))
    assert np.allclose(lived(one).owned, lived(other).owned, rtol=0, atol=1e-6)


def test_mechanisms_need_what_they_read() -> None:
    bare = without(CLUB, ["perception"]).document.scenario.mechanisms
    assert set(bare) == {"happenings", "economy", "opinion", "recruitment", "patronage", "policy", "sessions"}
    bare = without(CLUB, ["opinion"]).document.scenario.mechanisms
    assert set(MECHANISMS) - set(bare) == {"opinion", "policy"}
    bare = without(CLUB, ["sessions"]).document.scenario.mechanisms
    assert set(MECHANISMS) - set(bare) == {"sessions", "motions", "sanctions", "force", "legacy"}
