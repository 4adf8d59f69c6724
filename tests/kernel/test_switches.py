"""Switched off, or set to nothing, a mechanism changes nothing and moves nobody else's luck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.parameters import MECHANISMS
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model, build
from selectorate.testing import check_mechanism_off
from selectorate.testing.changes import rewritten, without
from selectorate.testing.histories import demand_same, live, luck
from selectorate.world import Facts

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


def without_office_seekers() -> Scenario:
    """The club with offices that nobody fills: where no motions are known, a majority takes an office without one."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    for office in tree["offices"].values():
        office["chosen_by"] = "assembly"
    return rewritten(CLUB, tree)


def model(scenario: Scenario = CLUB, *, off: tuple[int, ...] = (), **numbers: float) -> Model:
    made = build(scenario, set=numbers)
    for switch in off:
        made.worlds[0].uses[switch] = 0
    return made


def lived(made: Model, histories: int = 60) -> Facts:
    return live(made, luck(made, histories, seed=3))


VOTES = (w.ALIGNMENT, w.MOTIONS, w.SANCTIONS)


def test_patronage_without_turnover_is_none() -> None:
    numbers = {"turnover": 0.0, "careerism": 0.0, "tie_erosion": 0.0, "apparatus": 0.0}
    demand_same(lived(model(**numbers)), lived(model(off=(w.PATRONAGE,), **numbers)), "patronage")


def test_recruitment_that_adds_nothing_is_none() -> None:
    """Nobody was admitted, and every head controls all of his delegates."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    del tree["scenario"]["membership"]
    still = rewritten(CLUB, tree)
    numbers = {"delivery": 1.0, "delivery_dependence": 0.0}
    demand_same(lived(model(still, **numbers)), lived(model(still, off=(w.RECRUITMENT,), **numbers)), "recruitment")


def test_recruitment_moves_no_head() -> None:
    """What units weigh and deliver reaches their heads only through careerism, perception and sessions."""
    off = (w.PERCEPTION, *VOTES, w.SESSIONS)
    one, other = (lived(model(off=(*off, *more), careerism=0.0)) for more in ((), (w.RECRUITMENT,)))
    assert (one.final == other.final).all()
    assert (one.holders == other.holders).all()
    assert ((one.owned > 0) == (other.owned > 0)).all()
    assert (one.owned != other.owned).any()


def test_what_is_believed_matters_only_to_those_who_take_sides() -> None:
    demand_same(lived(model(off=VOTES)), lived(model(off=(w.PERCEPTION, *VOTES))), "perception")


def test_sides_reach_the_seats_only_by_purge_and_slate() -> None:
    """Without motions, purge, ties that erode, fiefs and a slate, a campaign is talk; who is elected is who was."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    tree["offices"]["marshal"]["powers"] = [{"power": "coerce"}]
    open_to_all = rewritten(CLUB, tree)
    numbers = {"purge": 0.0, "tie_erosion": 0.0, "slate": 0.0}
    off = (w.MOTIONS, w.SANCTIONS)
    one, other = (lived(model(open_to_all, off=(*off, *more), **numbers)) for more in ((), (w.ALIGNMENT,)))
    assert one.campaign.any()
    assert not other.campaign.any()
    # A candidate whom those who fill a vacancy campaign against is passed over, so bodies they fill may differ.
    elected = [CLUB_BODIES.index(name) for name in ("council", "jury")]
    assert (one.following == other.following).all()
    assert (one.final[:, elected] == other.final[:, elected]).all()


CLUB_BODIES = build(CLUB).names.bodies


def test_motions_that_nobody_carries_out_change_nothing() -> None:
    scenario = without_office_seekers()
    one, other = (lived(model(scenario, off=off)) for off in ((w.SANCTIONS,), (w.MOTIONS, w.SANCTIONS)))
    demand_same(one, other, "motions")


def test_a_vote_that_is_never_brought_changes_nothing() -> None:
    still = {"tempo": 0.0, "standing_decay": 0.0}
    scenario = without_office_seekers()
    one, other = (lived(model(scenario, off=off, **still)) for off in ((), (w.MOTIONS, w.SANCTIONS)))
    demand_same(one, other, "motions and sanctions")


def test_a_happening_without_effect_changes_nothing() -> None:
    tree = CLUB.document.model_dump(exclude_unset=True)
    tree["happenings"]["comet"] = {"title": "A comet", "luck_key": 9, "month": "2001-02", "effects": []}
    demand_same(lived(model()), lived(model(rewritten(CLUB, tree))), "a comet")


def test_without_happenings_all_is_the_same_until_the_first() -> None:
    """Chen's illness, taken away: what was reached before, and every earlier session, is as it was."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    del tree["happenings"]["illness"]
    month = CLUB.month_index(CLUB.document.happenings["illness"].month)
    same_before(lived(model()), lived(model(rewritten(CLUB, tree))), month)


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
    assert any((getattr(one, name) != getattr(other, name)).any() for name in Facts._fields)


# Interventions


def changed(section: str, entry: str, **fields: Any) -> Facts:
    tree = CLUB.document.model_dump(exclude_unset=True)
    tree[section][entry] = tree[section][entry] | fields
    return lived(model(rewritten(CLUB, tree)))


def test_a_session_moved_moves_nothing_before_it() -> None:
    same_before(lived(model()), changed("calendar", "third", month="2003-05"), CLUB.month_index("2003-05"))


def test_a_happening_moved_moves_nothing_before_it() -> None:
    same_before(lived(model()), changed("happenings", "illness", month="2002-08"), CLUB.month_index("2002-02"))


def test_a_size_moves_nothing_before_it() -> None:
    seats = {"2001-01": 9, "2002-06": 15}
    same_before(lived(model()), changed("bodies", "council", seats=seats), CLUB.month_index("2002-06"))


def test_how_an_office_looks_matters_only_to_those_who_take_sides() -> None:
    """In the association nobody does: the chair may be seen as much as one likes."""
    association = load("association")
    tree = association.document.model_dump(exclude_unset=True)
    tree["offices"]["chair"]["visibility"] = 0.9
    demand_same(lived(model(association)), lived(model(rewritten(association, tree))), "visibility")


def test_views_and_affinities_matter_only_to_those_who_take_sides() -> None:
    tree = CLUB.document.model_dump(exclude_unset=True)
    tree["contenders"]["ada"] |= {"views": {"pace": 0.9}, "affinities": {"ben": -1.0}, "scores": {}}
    other = rewritten(CLUB, tree)
    demand_same(lived(model(off=VOTES)), lived(model(other, off=VOTES)), "views")


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
    """Sam, whom nobody puts forward, has other luck: nothing that is kept tells of him."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    tree["people"]["sam"]["luck_key"] = 99
    tree["people"]["sam"]["founder"] = False
    unaligned = {"majority": 20.0}
    one, other = lived(model(**unaligned)), lived(model(rewritten(CLUB, tree), **unaligned))
    demand_same(one, other, "Sam's luck")


def test_a_unit_more_draws_no_other_units_luck() -> None:
    """Careerism and all that reads the delegates apart, another branch is nobody's business."""
    association = load("association")
    tree = association.document.model_dump(exclude_unset=True)
    tree["units"]["new"] = {"name": "New branch", "luck_key": 999, "weight": 1e-9}
    one, other = (model(scenario, off=(w.SESSIONS,)) for scenario in (association, rewritten(association, tree)))
    assert np.allclose(lived(one).owned, lived(other).owned, rtol=0, atol=1e-6)


def test_mechanisms_need_what_they_read() -> None:
    bare = without(CLUB, "perception").document.scenario.mechanisms
    assert set(bare) == {"happenings", "recruitment", "patronage", "sessions"}
