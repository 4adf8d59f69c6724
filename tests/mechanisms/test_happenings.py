"""Happenings: in their month or by hazard, once, one after the other, and what they do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, PRESIDIUM

DRAWS = plain("draws")
HAPPENINGS = plain("mechanisms.happenings")
KEYS = st.integers(0, 2**64 - 1).map(np.uint64)


def happening(made: Society, month: int, *, hazard: float | None = None, start: int = 0, after: int = -1) -> int:
    """Add a happening, drawn where a hazard is given; return its number."""
    h = int(made.world.count.happenings)
    drawn = hazard is not None
    put(
        made.world.happenings[h],
        luck_key=901 + h,
        month=month,
        drawn=drawn,
        start=start,
        after=after,
        hazard=hazard or 0.0,
    )
    made.world.count.happenings = h + 1
    made.state.came[h] = -1
    return h


def effect(made: Society, h: int, kind: int, *, person: int = -1, months: int = 0, value: float = 0.0) -> None:
    e = int(made.world.count.effects)
    put(made.world.effects[e], happening=h, kind=kind, person=person, months=months, value=value)
    made.world.count.effects = e + 1


def run(made: Society, months: int = 36, key: np.uint64 | int = 5) -> list[int]:
    for month in range(months):
        HAPPENINGS.happenings(made.world, made.state, month, np.uint64(key))
    return [int(month) for month in made.state.came[: made.world.count.happenings]]


def test_recorded_ones_come_in_their_month() -> None:
    made = society()
    for month in (7, 0, 35, 40):
        happening(made, month)
    assert run(made) == [7, 0, 35, -1]


def test_a_drawn_one_comes_when_its_luck_is_below_the_hazard() -> None:
    months = set()
    for key in map(np.uint64, range(20)):
        made = society()
        happening(made, 7, hazard=0.1)
        lucks = [DRAWS.draw(DRAWS.stream_key(key, month, DRAWS.HAPPENING), 901) for month in range(36)]
        first = next((month for month, luck in enumerate(lucks) if luck < 0.1), -1)
        assert run(made, key=key) == [first]
        months.add(first)
    assert len(months) > 5


@settings(max_examples=40)
@given(key=KEYS, hazard=st.floats(0.05, 1), start=st.integers(0, 20))
def test_a_chain_comes_in_order_and_not_before_its_start(key: np.uint64, hazard: float, start: int) -> None:
    made = society()
    first = happening(made, 1, hazard=hazard, start=start)
    happening(made, 2, hazard=1.0, after=first)
    one, other = run(made, key=key)
    assert one == -1 or one >= start
    assert other == (-1 if one in (-1, 35) else one + 1)  # in a later month, never in the same
    if hazard == 1.0:
        assert one == start


@settings(max_examples=40)
@given(key=KEYS)
def test_never_and_always(key: np.uint64) -> None:
    made = society()
    happening(made, 7, hazard=0.0)
    happening(made, 7, hazard=1.0, start=4)
    assert run(made, key=key) == [-1, 4]


def test_each_comes_once() -> None:
    made = society()
    effect(made, happening(made, 0, hazard=1.0), w.CAPACITY, person=0, value=0.5)
    run(made, 1)
    made.state.authority = 0.9
    run(made)
    assert made.state.authority == 0.9
    assert made.state.events == 1


def test_the_dead_leave_seats_and_offices_and_reach_no_rung() -> None:
    made = society(others=1, seats=(3, 2, 0), spare=(1, 0, 0), offices=2)
    for rung in ((w.SEAT_LOST, COMMITTEE), (w.OFFICE_LOST, -1)):
        made.rung(*rung)
    made.take(COMMITTEE, 1, 1)
    made.take(PRESIDIUM, 1, 1)
    made.take(COMMITTEE, 3, 1)
    made.state.posts["holder"][:2] = 1, 0
    effect(made, happening(made, 2), w.DIES, person=1)
    run(made)
    assert made.state.lives[1].alive == 0
    assert made.state.seated[[COMMITTEE, PRESIDIUM]].tolist() == [1, 0]
    assert made.state.following[COMMITTEE, 1] == 1  # his follower sits on
    assert made.state.posts["holder"][:2].tolist() == [-1, 0]
    assert (made.state.reached[1, :2] == -1).all()


def test_the_founder_fades_and_dies() -> None:
    made = society(others=1)
    made.world.persons[3].founder = 1
    made.begin()
    assert made.state.authority == 1.0
    effect(made, happening(made, 3), w.CAPACITY, person=3, value=0.4)
    effect(made, happening(made, 5), w.DIES, person=3)
    effect(made, happening(made, 6), w.CAPACITY, person=3, value=0.9)
    told = []
    for month in range(8):
        HAPPENINGS.happenings(made.world, made.state, month, np.uint64(5))
        told.append(float(made.state.authority))
    assert told == [1, 1, 1, 0.4, 0.4, 0, 0, 0]  # the dead recover nothing


def test_another_death_leaves_the_founder_his_authority() -> None:
    made = society(others=2)
    made.world.persons[3].founder = 1
    made.begin()
    effect(made, happening(made, 0), w.DIES, person=4)
    run(made, 2)
    assert made.state.authority == 1.0


def test_absence_ends() -> None:
    """Away for 3 months from month 2: absent in 2, 3, 4 and back in 5."""
    made = society()
    effect(made, happening(made, 2), w.ABSENT, person=0, months=3)
    run(made)
    can_act = plain("mechanisms.alignment").can_act
    assert [can_act(made.state, 0, month) for month in (2, 3, 4, 5)] == [False, False, False, True]


def test_illness_does_not_call_an_exile_back() -> None:
    made = society()
    made.state.lives[0].absent = 37
    effect(made, happening(made, 2), w.ABSENT, person=0, months=3)
    run(made)
    assert made.state.lives[0].absent == 37


@pytest.mark.parametrize("months", [1, 4])
def test_discipline_rises_for_its_months(months: int) -> None:
    made = society()
    effect(made, happening(made, 2), w.DISCIPLINE, value=0.5, months=months)
    told = []
    for month in range(8):
        HAPPENINGS.happenings(made.world, made.state, month, np.uint64(5))
        told.append(float(made.state.discipline))
    assert told == [0.5 if 2 <= month < 2 + months else 0.0 for month in range(8)]


def test_a_letter_is_sealed_until_it_is_opened() -> None:
    made = society()
    effect(made, happening(made, 2), w.TESTAMENT, person=1)
    run(made, 2)
    assert (made.state.letter, made.state.letter_on) == (w.UNWRITTEN, -1)
    run(made, 3)
    assert (made.state.letter, made.state.letter_on, made.state.letter_month) == (w.SEALED, 1, -1)
    assert made.state.letter_weight == 0.0


def test_an_enrolment_has_its_months_and_workers() -> None:
    """For 3 months from month 2: until month 5, so many of those admitted are workers."""
    made = society()
    effect(made, happening(made, 2), w.ENROLMENT, value=0.9, months=3)
    run(made, 2)
    assert (made.state.enrolment, made.state.enrolment_until) == (0.0, -1)
    run(made, 3)
    assert (made.state.enrolment, made.state.enrolment_until) == (0.9, 5)


def test_each_happening_is_told_in_its_month() -> None:
    made = society()
    for month in (3, 1):
        happening(made, month)
    made.tell()
    run(made)
    assert [(event.month, event.where) for event in made.told(w.HAPPENED)] == [(1, 1), (3, 0)]
