"""From names to indices: what a scenario says is what the world holds, in the order of luck keys."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.errors import QuestionError
from selectorate.parameters import MECHANISMS
from selectorate.questions import Change
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
        (model.names.happenings, document.happenings),
    ):
        assert set(names) == set(entries)
        keys = [entries[name].luck_key for name in names]
        assert keys == sorted(set(keys))
    assert model.names.persons == (*model.names.contenders, "old", "pat", "quin", "rosa", "sam")
    assert world.persons["luck_key"][:8].tolist() == [11, 12, 13, 21, 22, 23, 24, 25]
    assert world.unit_keys[:8].tolist() == [101, 102, 103, 111, 112, 113, 114, 115]
    assert model.names.rungs == ("censured", "stripped", "off_bureau", "off_council", "expelled", "banned")
    assert model.names.happenings == ("stroke", "death", "illness", "scare", "drive", "letter", "fall")
    assert world.economies["luck_key"][:2].tolist() == [1, 2]


def test_a_luck_key_moves_its_bearer_and_nothing_else() -> None:
    """Ada, given the largest key, stands last; her patronage, seats and offices are hers still."""
    other = build(club(contenders__ada={"luck_key": 19}))
    before: Any = build(CLUB).worlds[0]
    after: Any = other.worlds[0]
    assert other.names.contenders == ("ben", "chen", "ada")
    moved = np.array([2, 0, 1])
    for name in ("standing", "boldness", "skill", "flexibility"):
        assert (after.contenders[name][moved] == before.contenders[name][:3]).all()
    assert (after.affinity[np.ix_(moved, moved)] == before.affinity[:3, :3]).all()
    assert [other.names.persons[q] for q in after.offices["holder"][:4]] == ["ada", "chen", "ben", "old"]
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
        "seats": 25,
        "offices": 4,
        "sittings": 40,
        "rungs": 6,
        "motions": 9,
        "happenings": 7,
        "effects": 7,
        "economies": 2,
        "acts": 0,
    }


def test_traits_follow_from_scores(world: Any) -> None:
    """Ada: standing 0.7 0.4 + 0.2 0.8 = 0.44, boldness 0.1 + 0.8 0.7 = 0.66, skill 0.5 0.8 = 0.4, and flexibility
    1.4 - 2 0.4 = 0.6; Chen, with 0.7 of fame, has none.
    """
    ada = world.contenders[0]
    assert (ada.standing, ada.boldness, ada.skill, ada.flexibility) == pytest.approx((0.44, 0.66, 0.4, 0.6))
    assert world.contenders[2].flexibility == 0.0
    assert world.contenders["hold"][:3].tolist() == [1.0, 1.0, 1.0]
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
    assert world.full[model.names.bodies.index("bureau"), :36].tolist() == [5] * 25 + [4] * 11
    desk = world.bodies[model.names.bodies.index("desk")]
    assert world.seats["person"][desk.first : desk.first + desk.full + desk.spare].tolist() == [0, -1, 1]


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
    bearers = {"secretary": ("appoint", "slate", "agenda", "information"), "editor": ("press",)}
    bearers["warden"] = ("admit", "expel")
    for office, powers in bearers.items():
        for power in powers:
            assert world.rules[f"{power}_office"] == model.names.offices.index(office)
            assert world.rules[power] == w.HELD
    assert world.offices["coerce"][:4].tolist() == [0, 1, 0, 1]
    bare: Any = build(club(offices__secretary={"powers": []}, offices__warden={"powers": []})).worlds[0]
    for power in ("appoint", "slate", "agenda", "information", "admit", "expel"):
        assert bare.rules[power] == w.GONE
        assert bare.rules[f"{power}_office"] == -1


def test_offices(model: Model, world: Any) -> None:
    assert world.offices["reluctance"][:4].tolist() == [0.0, 0.3, 0.0, 0.0]
    assert [model.names.persons[q] for q in world.offices["deputy"][3:4]] == ["sam"]
    assert world.offices["deputy"][:3].tolist() == [-1, -1, -1]
    assert model.names.bodies[world.offices[3].chooser] == "jury"


def test_sittings_stand_by_month(model: Model, world: Any) -> None:
    """A plenum is due every second month, and can be called in between; assemblies in June, and members discuss in
    May 2001, a month before the first, and in April 2002, two before the second.
    """
    sittings = world.sittings[:40]
    months = sorted([*range(1, 36), 5, 17, 29, 4, 15])
    assert sittings["month"].tolist() == months
    for month in range(36):
        there = sittings["month"][world.sitting[month] : world.sitting[month + 1]]
        assert there.tolist() == [month] * months.count(month)
    assert model.names.sittings == ("first", "second", "third")
    assert model.names.sitting_months == (5, 17, 29)
    assert [int(kept) for kept in sittings["kept"] if kept >= 0] == [0, 1, 2]
    assert sorted({int(number) for number in sittings["delegates"]}) == [8, 60, 70, 80]
    assert sittings["month"][sittings["called"] == 1].tolist() == list(range(2, 36, 2))


def test_members_discuss_in_their_units(model: Model, world: Any) -> None:
    """Nobody but the base sits at a discussion, nothing is elected, and members are counted anew."""
    base = 1 << model.names.bodies.index("branches")
    discussions = [sitting for sitting in world.sittings[:40] if sitting.bodies == base]
    assert [int(sitting.month) for sitting in discussions] == [4, 15]
    assert not any(sitting.elects or sitting.called for sitting in discussions)
    assert world.counted[[4, 15]].tolist() == [1, 1]
    due = build(club(calendar__called={"elects": []}, calendar__plenum={"elects": []})).worlds[0]
    assert np.flatnonzero(due.counted[:36]).tolist() == [4, 5, 15, 17, 29]  # type: ignore[attr-defined]


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


def test_admitted_by_hand(world: Any) -> None:
    """From January 2002 on 80/23 join a month: of 80 + 80/23 in the next February, of twice as many more in March."""
    assert not world.admitted[:13].any()
    assert world.admitted[13] == pytest.approx((80 / 23) / (80 + 80 / 23))
    assert world.admitted[14] == pytest.approx((80 / 23) / (80 + 160 / 23))
    assert world.rules.workers == 0.4


def test_without_membership_nobody_joins() -> None:
    tree = CLUB.document.model_dump(exclude_unset=True)
    del tree["scenario"]["membership"]
    bare: Any = build(rewritten(CLUB, tree)).worlds[0]
    assert not bare.admitted.any()
    assert not bare.newcomers.any()
    assert bare.rules.workers == 0.0


def test_the_course_by_hand(world: Any) -> None:
    """Bread at 1 is good and at 3 bad: 1.2 in April 2001 is 0.8, 2.2 half way to May 2002 is near -0.2, above 3 is -1.

    Wages at 120 are good and at 80 bad: 110 in January 2001 is 0.5, 130 in December 2003 is 1.
    """
    wages, bread = world.course[0, :36], world.course[1, :36]
    assert bread[:4].tolist() == pytest.approx([0.8] * 4)
    assert bread[9] == pytest.approx(2 * (1.2 + 2.0 * 6 / 13 - 3) / -2 - 1)
    assert bread[16] == -1.0
    assert bread[26:].tolist() == pytest.approx([0.6] * 10)
    assert (wages[0], wages[20], wages[35]) == pytest.approx((0.5, -0.5, 1.0))
    assert world.economies["axis"][:2].tolist() == [0, 0]


def test_happenings_recorded_or_drawn() -> None:
    recorded, drawn = (build(CLUB, happenings=how).worlds[0] for how in ("recorded", "drawn"))
    assert [tuple(row) for row in recorded.happenings[:6]] == [  # type: ignore[index]
        *((1, 2, 0, 0, -1, 0.0), (2, 4, 0, 0, -1, 0.0), (3, 13, 0, 0, -1, 0.0), (4, 15, 0, 0, -1, 0.0)),
        *((5, 14, 0, 0, -1, 0.0), (6, 1, 0, 0, -1, 0.0)),
    ]
    assert [tuple(row) for row in drawn.happenings[:6]] == [  # type: ignore[index]
        *((1, 2, 1, 0, -1, 0.3), (2, 4, 1, 0, 0, 0.3), (3, 13, 1, 0, -1, 0.1), (4, 15, 1, 5, -1, 0.1)),
        *((5, 14, 1, 12, -1, 0.1), (6, 1, 1, 0, -1, 0.5)),
    ]
    assert [tuple(row) for row in drawn.effects[:6]] == [  # type: ignore[index]
        *((0, w.CAPACITY, 3, 0, 0.4), (1, w.DIES, 3, 0, 0.0), (2, w.ABSENT, 2, 2, 0.0), (3, w.DISCIPLINE, -1, 4, 0.5)),
        *((4, w.ENROLMENT, -1, 5, 0.9), (5, w.TESTAMENT, 2, 0, 0.0)),
    ]


def test_the_ladder(model: Model, world: Any) -> None:
    bureau, council, jury = (model.names.bodies.index(name) for name in ("bureau", "council", "jury"))
    assert world.rungs["takes"][:6].tolist() == [
        *(w.NOTHING, w.OFFICE_LOST, w.SEAT_LOST, w.SEAT_LOST, w.MEMBERSHIP, w.PRESENCE),
    ]
    assert world.rungs["body"][[2, 3]].tolist() == [bureau, council]
    assert world.rungs["hazard"][:6].tolist() == [0, 0, 0, 0, 0, 0.2]
    assert world.motions["rung"][:9].tolist() == [0, 0, 1, 2, 2, 3, 3, 4, 4]
    assert world.motions["renewal"][:9].tolist() == [0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert world.motions[3].bodies == 1 << council
    last = world.motions[8]
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
    assert [name for name, used in zip(MECHANISMS, made.uses, strict=True) if used] == ["patronage", "sessions"]


# Two worlds


def test_a_question_from_a_month_on_has_two_worlds() -> None:
    made = build(CLUB, set={"turnover": 0.25}, start="2002-01")
    before: Any = made.worlds[0]
    after: Any = made.worlds[1]
    assert (before.rules.until, after.rules.until) == (12, 36)
    assert (before.parameters.turnover, after.parameters.turnover) == (0.1, 0.25)
    assert (made.start, made.parameters["turnover"]) == ("2002-01", 0.25)
    before.rules.until = 36
    assert before.tobytes() == build(CLUB).worlds[0].tobytes()


@pytest.mark.parametrize("start", [None, "2001-01"])
def test_a_question_from_the_start_on_has_one(start: str | None) -> None:
    made = build(CLUB, set={"turnover": 0.25}, start=start)
    assert made.worlds.tobytes() == build(CLUB, set={"turnover": 0.25}).worlds.tobytes()
    assert len(made.worlds) == 1


@pytest.mark.parametrize("start", ["2000-12", "2004-01", "2002", "2002-13", "", "May", "2002-01-01"])
def test_a_question_starts_in_a_month_of_the_scenario(start: str) -> None:
    with pytest.raises(QuestionError, match="is no month of the scenario, which runs from 2001-01 to 2003-12"):
        build(CLUB, start=start)


def test_an_office_given_later_is_an_act_of_the_second_world() -> None:
    given = Change.model_validate({"holder": {"office": "marshal", "contender": "ada", "swap": True}})
    made = build(CLUB, changes=[given], start="2002-01")
    act = made.worlds[1].acts[0]
    assert (made.names.offices[act.office], made.names.persons[act.person], int(act.swap)) == ("marshal", "ada", 1)
    assert [int(world.count.acts) for world in made.worlds] == [0, 1]
    assert made.worlds[1].offices.tobytes() == made.worlds[0].offices.tobytes()
