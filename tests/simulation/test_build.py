"""From names to indices: what a scenario says is what the world holds, in the order of luck keys."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.errors import QuestionError
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model, build
from selectorate.testing.changes import rewritten

CLUB = load(Path(__file__).parents[1] / "societies" / "club")


def club(**changes: Any) -> Scenario:
    """The club with entries changed: ``section__entry={...}``."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    for name, fields in changes.items():
        section, _, entry = name.partition("__")
        tree[section][entry] = tree[section][entry] | fields
    return rewritten(CLUB, tree)


@pytest.fixture(scope="module")
def model() -> Model:
    return build(CLUB)


@pytest.fixture(scope="module")
def world(model: Model) -> Any:
    return model.worlds[0]


def test_everything_stands_in_the_order_of_its_luck_key(model: Model, world: Any) -> None:
    document = CLUB.document
    for names, entries in (
        (model.names.contenders, document.contenders),
        (model.names.units, document.units),
        (model.names.bodies, document.bodies),
        (model.names.offices, document.offices),
    ):
        assert set(names) == set(entries)
        keys = [entries[name].luck_key for name in names]
        assert keys == sorted(set(keys))
    assert model.names.persons == (*model.names.contenders, "old", "pat", "quin", "rosa", "sam")
    assert world.persons["luck_key"][:8].tolist() == [11, 12, 13, 21, 22, 23, 24, 25]
    assert world.unit_keys[:8].tolist() == [101, 102, 103, 111, 112, 113, 114, 115]
    assert model.names.rungs == ("censured", "stripped", "off_bureau", "off_council", "expelled", "banned")
    assert model.names.happenings == ("stroke", "death", "illness", "scare")


def test_a_luck_key_moves_its_bearer_and_nothing_else() -> None:
    """Ada, given the largest key, stands last; her patronage, seats and offices are hers still."""
    other = build(club(contenders__ada={"luck_key": 19}))
    before: Any = build(CLUB).worlds[0]
    after: Any = other.worlds[0]
    assert other.names.contenders == ("ben", "chen", "ada")
    moved = np.array([2, 0, 1])
    for name in ("standing", "boldness", "skill"):
        assert (after.contenders[name][moved] == before.contenders[name][:3]).all()
    assert (after.affinity[np.ix_(moved, moved)] == before.affinity[:3, :3]).all()
    assert [other.names.persons[q] for q in after.offices["holder"][:3]] == ["ada", "chen", "ben"]
    assert after.units["patron"][:8].tolist() == [1, 0, 2, -1, -1, -1, -1, -1]


def test_counts(world: Any) -> None:
    count = {name: int(world.count[name]) for name in world.count.dtype.names}
    assert count == {
        "months": 36,
        "contenders": 3,
        "persons": 8,
        "axes": 2,
        "units": 8,
        "bodies": 6,
        "seats": 24,
        "offices": 3,
        "sittings": 21,
        "rungs": 6,
        "motions": 8,
        "happenings": 4,
        "effects": 4,
    }


def test_traits_follow_from_scores(world: Any) -> None:
    """Ada: standing 0.7 0.3 + 0.2 0.8 = 0.37, boldness 0.1 + 0.8 0.7 = 0.66, skill 0.5 0.8 = 0.4."""
    ada = world.contenders[0]
    assert (ada.standing, ada.boldness, ada.skill) == pytest.approx((0.37, 0.66, 0.4))
    assert world.affinity[0, :3].tolist() == [0.0, 0.3, -0.4]
    assert world.views[2, :2].tolist() == [0.7, 0.4]


def test_seats_at_the_start(model: Model, world: Any) -> None:
    """The council: five with a name, one each of Ben's and Chen's, two of nobody's, two more from June 2002; Quin waits."""
    body = world.bodies[model.names.bodies.index("council")]
    seats = world.seats[body.first : body.first + body.full + body.spare]
    assert (body.full, body.spare) == (11, 2)
    assert seats["person"].tolist() == [0, 1, 2, 3, 4, -1, -1, -1, -1, -1, -1, 5, -1]
    assert seats["patron"].tolist() == [0, 1, 2, -1, 0, 1, 2, -1, -1, -1, -1, 1, -1]
    assert seats["taken"].tolist() == [1] * 9 + [0, 0, 1, 0]
    assert seats["tie"][:7].tolist() == [1.0, 1.0, 1.0, 0.0, 0.9, 0.6, 0.6]
    assert world.full[model.names.bodies.index("council"), :36].tolist() == [9] * 17 + [11] * 19


def test_a_size_before_the_start_is_the_last_one_given() -> None:
    """Twelve seats in 1999 and nine since 2000: nine sit in January 2001."""
    scenario = club(bodies__council={"seats": {"1999-01": 12, "2000-01": 9, "2002-06": 11}})
    made: Any = build(scenario).worlds[0]
    body = made.bodies[2]
    assert body.full == 11
    assert made.seats["taken"][body.first : body.first + body.full].sum() == 9
    assert (made.seats["body"][: made.count.seats] == build(CLUB).worlds[0].seats["body"][: made.count.seats]).all()  # type: ignore[index]


def test_units_and_their_protector(model: Model, world: Any) -> None:
    units = world.units[:8]
    assert units["patron"].tolist() == [2, 1, 0, -1, -1, -1, -1, -1]
    assert units["weight"].tolist() == [30, 20, 12, 6, 6, 6, 6, 6]
    assert units["industry"].tolist() == [1.5, 0.5, 1, 1, 1, 1, 1, 1]
    assert [int(p) for p in units["protector"]] == [model.names.offices.index("marshal")] + [-1] * 7


def test_who_bears_the_powers(model: Model, world: Any) -> None:
    for power in ("appoint", "slate", "agenda", "information"):
        assert world.rules[f"{power}_office"] == model.names.offices.index("secretary")
        assert world.rules[power] == w.HELD
    assert world.offices["coerce"][:3].tolist() == [0, 1, 0]
    bare = build(club(offices__secretary={"powers": []})).worlds[0]
    assert bare.rules.appoint == w.GONE  # type: ignore[attr-defined]
    assert bare.rules.appoint_office == -1  # type: ignore[attr-defined]


def test_sittings_stand_by_month(model: Model, world: Any) -> None:
    sittings = world.sittings[:21]
    months = [1, 3, 5, 5, 7, 9, 11, 13, 15, 17, 17, 19, 21, 23, 25, 27, 29, 29, 31, 33, 35]
    assert sittings["month"].tolist() == months
    for month in range(36):
        there = sittings["month"][world.sitting[month] : world.sitting[month + 1]]
        assert there.tolist() == [month] * months.count(month)
    assert model.names.sittings == ("first", "second", "third")
    assert model.names.sitting_months == (5, 17, 29)
    assert [int(kept) for kept in sittings["kept"] if kept >= 0] == [0, 1, 2]
    assert sorted({int(number) for number in sittings["delegates"]}) == [8, 60, 70, 80]


def test_those_who_choose_stand_before_those_they_choose(model: Model, world: Any) -> None:
    order = [model.names.bodies[b] for b in world.order[:6]]
    assert order.index("council") < min(order.index("bureau"), order.index("desk"))


def test_newcomers_by_hand(world: Any) -> None:
    """92 in January 2001 fall to 80 in a year, and rise to 160 in December 2003: all above the least are new.

    In January 2003, 12 of 23 months on, there are 80 + 80 12/23: the share of 12/23 of 80 in it.
    """
    new = world.newcomers[:36]
    assert not new[:13].any()
    assert new[24] == pytest.approx((80 * 12 / 23) / (80 + 80 * 12 / 23))
    assert new[35] == pytest.approx(0.5)


def test_happenings_recorded_or_drawn() -> None:
    recorded, drawn = (build(CLUB, happenings=how).worlds[0] for how in ("recorded", "drawn"))
    assert [tuple(row) for row in recorded.happenings[:4]] == [  # type: ignore[index]
        *((1, 2, 0, 0, -1, 0.0), (2, 4, 0, 0, -1, 0.0), (3, 13, 0, 0, -1, 0.0), (4, 15, 0, 0, -1, 0.0)),
    ]
    assert [tuple(row) for row in drawn.happenings[:4]] == [  # type: ignore[index]
        *((1, 2, 1, 0, -1, 0.3), (2, 4, 1, 0, 0, 0.3), (3, 13, 1, 0, -1, 0.1), (4, 15, 1, 5, -1, 0.1)),
    ]
    assert [tuple(row) for row in drawn.effects[:4]] == [  # type: ignore[index]
        *((0, w.CAPACITY, 3, 0, 0.4), (1, w.DIES, 3, 0, 0.0), (2, w.ABSENT, 2, 2, 0.0), (3, w.DISCIPLINE, -1, 4, 0.5)),
    ]


def test_the_ladder(model: Model, world: Any) -> None:
    bureau, council, jury = (model.names.bodies.index(name) for name in ("bureau", "council", "jury"))
    assert world.rungs["takes"][:6].tolist() == [
        *(w.NOTHING, w.OFFICE_LOST, w.SEAT_LOST, w.SEAT_LOST, w.MEMBERSHIP, w.PRESENCE),
    ]
    assert world.rungs["body"][[2, 3]].tolist() == [bureau, council]
    assert world.rungs["hazard"][:6].tolist() == [0, 0, 0, 0, 0, 0.2]
    last = world.motions[7]
    assert (last.rung, last.only, last.of, last.threshold) == (4, w.OTHERS_THAN, council, 0.5)
    assert last.bodies == (1 << council) + (1 << jury)


def test_parameters_are_set_and_kept_in_bounds() -> None:
    assert build(CLUB, set={"turnover": 0.25}).worlds[0].parameters.turnover == 0.25
    assert build(CLUB).worlds[0].parameters.turnover == 0.1
    changed: Any = build(CLUB, set={"reluctance_hard": 3.5}).worlds[0]
    assert changed.rungs["reluctance"][1:5].tolist() == [3.5] * 4
    with pytest.raises(QuestionError, match="unknown parameter 'turnovr'; did you mean 'turnover'"):
        build(CLUB, set={"turnovr": 0.25})
    for bad in (-0.1, 1.1, math.nan, math.inf):
        with pytest.raises(QuestionError, match="'turnover' must lie between 0 and 1"):
            build(CLUB, set={"turnover": bad})


def test_what_no_mechanism_reads_is_not_a_number() -> None:
    made = build(load("association")).worlds[0]
    assert math.isnan(made.parameters.threat)
    assert made.uses.tolist() == [0, 0, 1, 0, 0, 0, 0, 1]
