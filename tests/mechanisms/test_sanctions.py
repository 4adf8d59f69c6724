"""Sanctions: what each rung takes, what a lost motion costs, and how the beaten come back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import counts_are_right
from selectorate.testing.society import COMMITTEE, CONGRESS, CONTROL, PRESIDIUM
from selectorate.testing.steps import image

DRAWS = plain("draws")
SANCTIONS = plain("mechanisms.sanctions")
KEY = np.uint64(9)
MONTH = 10

CENSURED, STRIPPED, OFF_PRESIDIUM, OFF_COMMITTEE, EXPELLED, EXILED = range(6)


def machine(**parameters: float) -> Society:
    """1 sits everywhere with two nameless followers in each body and one of the second rank, and holds two offices."""
    made = society(others=1, seats=(9, 7, 5), spare=(3, 2, 0), offices=2, **parameters)
    for takes, body in (
        (w.NOTHING, -1), (w.OFFICE_LOST, -1), (w.SEAT_LOST, PRESIDIUM), (w.SEAT_LOST, COMMITTEE), (w.MEMBERSHIP, -1)
    ):  # fmt: skip
        made.rung(takes, body)
    made.rung(w.PRESENCE, hazard=0.3)
    for body in (COMMITTEE, PRESIDIUM, CONTROL):
        made.seat(body, [1, 0, 1, -1])
        made.take(body, 1, 1)
    made.take(COMMITTEE, 3, 1)
    made.seat(COMMITTEE, [1, 0], candidates=True)
    made.world.offices["visibility"][:2] = 0.2, 0.5
    made.state.posts["holder"][:2] = 1
    made.owe(3, 1)
    made.state.minds["standing"][:3] = made.state.minds["footing"][:3] = 0.5
    made.campaign(1, 0)
    made.tell()
    return made


def carry(made: Society, rung: int, *, month: int = MONTH, key: np.uint64 = KEY) -> None:
    made.state.minds[1].verdict = rung
    SANCTIONS.sanctions(made.world, made.state, month, key)
    assert made.state.minds[1].verdict == -1


def has(made: Society, body: int) -> tuple[int, int]:
    """1's people in a body, and all full seats taken."""
    return int(made.state.following[body, 1]), int(made.state.seated[body])


def reached(made: Society) -> list[int]:
    return [int(month) for month in made.state.reached[1, :6]]


def test_a_censure_takes_standing_only() -> None:
    made = machine(standing_lost=0.06)
    seats = made.state.seats.copy()
    carry(made, CENSURED)
    mind = made.state.minds[1]
    assert (mind.standing, mind.beaten, mind.last_rung) == (pytest.approx(0.44), 1, MONTH)
    assert reached(made) == [MONTH, -1, -1, -1, -1, -1]
    assert (made.state.seats == seats).all()
    assert made.state.posts["holder"][:2].tolist() == [1, 1]
    assert made.state.minds["standing"][:3].tolist() == [0.5, pytest.approx(0.44), 0.5]


def test_stripping_takes_the_most_visible_office() -> None:
    made = machine()
    carry(made, STRIPPED)
    assert made.state.posts["holder"][:2].tolist() == [1, -1]
    assert made.state.posts["claim"][:2].tolist() == [-1, 0]  # whoever led against him takes it next
    assert reached(made) == [-1, MONTH, -1, -1, -1, -1]
    (rung,) = made.told(w.REACHED)
    assert (rung.who, rung.whom, rung.where) == (1, 0, STRIPPED)


def test_who_has_no_office_loses_none() -> None:
    made = machine()
    made.state.posts["holder"][:2] = 2
    carry(made, STRIPPED)
    assert made.state.posts["holder"][:2].tolist() == [2, 2]
    assert made.state.posts["claim"][:2].tolist() == [-1, -1]
    assert reached(made)[STRIPPED] == MONTH


@pytest.mark.parametrize(("rung", "body", "other"), [(2, PRESIDIUM, COMMITTEE), (3, COMMITTEE, PRESIDIUM)])
@pytest.mark.parametrize(("dismissal", "left"), [(0.0, 2), (1.0, 0)])
def test_a_body_is_left_with_or_without_followers(
    rung: int, body: int, other: int, dismissal: float, left: int
) -> None:
    """He goes; of the nameless who owe him there all or none go with him, the second rank and other bodies stay."""
    made = machine(dismissal=dismissal)
    before, elsewhere = has(made, body), has(made, other)
    named = 1 if body == COMMITTEE else 0
    carry(made, rung)
    assert has(made, body) == (left + named, before[1] - 3 + left)
    assert has(made, other) == elsewhere
    dismissed = [(event.where, event.votes_for) for event in made.told(w.DISMISSED)]
    assert dismissed == ([(body, 3 if body == COMMITTEE else 2)] if dismissal else [])
    assert plain("mechanisms.seats").seat_of(made.world, made.state, 1, body) == -1
    assert reached(made)[rung] == MONTH
    assert sum(month >= 0 for month in reached(made)) == 1
    candidates = made.state.seats[made.world.bodies[COMMITTEE].candidates]
    assert candidates.taken == (0 if body == COMMITTEE and dismissal else 1)


def test_dismissal_falls_seat_by_seat() -> None:
    made = machine(dismissal=0.5)
    made.seat(COMMITTEE, [1, 1, 1])
    places = [
        s
        for s in range(12)
        if made.state.seats[s].taken and made.state.seats[s].person < 0 and made.state.seats[s].patron == 1
    ]
    carry(made, OFF_COMMITTEE)
    stream = DRAWS.stream_key(KEY, MONTH, DRAWS.DISMISSAL)
    gone = [DRAWS.draw(stream, 3 * 65536 + seat) < 0.5 for seat in places]
    assert [made.state.seats[seat].taken for seat in places] == [0 if lost else 1 for lost in gone]
    assert [(e.who, e.where, e.votes_for) for e in made.told(w.DISMISSED)] == [(1, COMMITTEE, sum(gone))]
    assert counts_are_right(made.world, made.state, MONTH)


def test_expulsion_takes_everything() -> None:
    made = machine(dismissal=1.0)
    carry(made, EXPELLED)
    assert made.state.lives[1].member == 0
    assert made.state.posts["holder"][:2].tolist() == [-1, -1]
    assert [has(made, body) for body in (COMMITTEE, PRESIDIUM, CONTROL)] == [(1, 3), (0, 2), (0, 2)]
    assert reached(made) == [-1, MONTH, MONTH, MONTH, MONTH, -1]
    assert not any(seat.taken == 1 and seat.person == 1 for seat in made.state.seats[: made.world.count.seats])


def test_cadres_go_with_the_expelled_at_the_next_session() -> None:
    """Of 101 cadres dismissal 0.4 takes 40 when delegates next sit; at the session after that 0.4 of the 61 left."""
    made = machine(dismissal=0.4)
    made.sit(*((month, [CONGRESS, COMMITTEE], [COMMITTEE], 10) for month in (MONTH - 1, MONTH + 3, MONTH + 5)))
    made.state.minds["cadres"][:3] = 101.0
    counts = []
    for month in range(MONTH - 1, MONTH + 6):
        if month == MONTH:
            made.state.minds[1].verdict = EXPELLED
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
        counts.append(float(made.state.minds[1].cadres))
    assert counts == [101, 101, 101, 101, 61, 61, 37]
    assert made.state.minds["cadres"][[0, 2]].tolist() == [101, 101]
    told = [(e.month, e.who, e.votes_for) for e in made.told(w.DISMISSED) if e.where == -1]
    assert told == [(MONTH + 3, 1, 40), (MONTH + 5, 1, 24)]


@pytest.mark.parametrize(("cadres", "gone"), [(0.9, []), (1.0, [1]), (1.9, [2])])
def test_less_than_one_of_the_cadres_is_nobody(cadres: float, gone: list[int]) -> None:
    made = machine(dismissal=1.0)
    made.sit((MONTH, [CONGRESS, COMMITTEE], [COMMITTEE], 10))
    made.state.minds[1].cadres = cadres
    carry(made, EXPELLED)
    assert [event.votes_for for event in made.told(w.DISMISSED) if event.where == -1] == gone


def test_the_month_of_a_rung_is_the_first() -> None:
    for first in (0, 4):
        made = machine()
        carry(made, CENSURED, month=first)
        carry(made, CENSURED, month=9)
        assert reached(made)[0] == first
        assert made.state.minds[1].last_rung == 9


def test_exile_follows_expulsion_by_hazard_and_not_in_its_month() -> None:
    """hazard 0.3: in the first month after expulsion in which his luck is below it; then he is away for good."""
    months = []
    for key in map(np.uint64, range(20)):
        made = machine()
        carry(made, EXPELLED, month=MONTH, key=key)
        for month in range(MONTH + 1, 36):
            SANCTIONS.sanctions(made.world, made.state, month, key)
        lucks = [DRAWS.draw(DRAWS.stream_key(key, month, DRAWS.HAZARD), 12) for month in range(MONTH + 1, 36)]
        first = next((MONTH + 1 + k for k, luck in enumerate(lucks) if luck < 0.3), -1)
        assert reached(made)[EXILED] == first
        assert made.state.lives[1].absent == (37 if first >= 0 else 0)
        months.append(first)
    assert MONTH not in months
    assert {MONTH + 1, MONTH + 2} < set(months)
    made = machine()
    made.world.rungs[EXILED].hazard = 1.0
    carry(made, EXPELLED, month=0)  # the first month is a month like any other
    SANCTIONS.sanctions(made.world, made.state, 1, KEY)
    assert reached(made)[EXILED] == 1


@pytest.mark.parametrize(("takes", "body"), [(w.OFFICE_LOST, -1), (w.SEAT_LOST, PRESIDIUM)])
def test_a_rung_that_follows_takes_nothing_from_others(takes: int, body: int) -> None:
    """1 is out and holds nothing; a hazard that would take an office or a seat finds none, and touches nobody's."""
    made = machine()
    carry(made, EXPELLED)
    put(made.world.rungs[EXILED], takes=takes, body=body, hazard=1.0)
    made.take(COMMITTEE, 0, 0)
    made.state.posts[0].holder = 2
    before = made.state.seats.copy(), made.state.posts["holder"][:2].tolist()
    for month in range(MONTH + 1, MONTH + 4):
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
    assert (made.state.seats == before[0]).all()
    assert made.state.posts["holder"][:2].tolist() == before[1]
    assert (made.state.reached[[0, 2], :6] == -1).all()


def test_who_recants_is_a_member_without_anything() -> None:
    made = machine(recant=1.0, dismissal=1.0)
    made.world.rungs[EXILED].hazard = 0.0
    made.state.minds[1].offence = 0.7
    carry(made, EXPELLED)
    SANCTIONS.sanctions(made.world, made.state, MONTH + 1, KEY)
    mind = made.state.minds[1]
    assert made.state.lives[1].member == 1
    assert mind.offence == 0.0
    assert mind.beaten == 1
    assert made.state.posts["holder"][:2].tolist() == [-1, -1]
    assert not any(seat.taken == 1 and seat.person == 1 for seat in made.state.seats[: made.world.count.seats])


def test_the_bolder_recants_more_seldom() -> None:
    """recant 0.5, boldness 0.6: in the first month after in which his luck is below 0.2, be he back in that very month."""
    made = machine(recant=0.5)
    made.world.rungs[EXILED].hazard = 0.0
    made.world.contenders[1].boldness = 0.6
    carry(made, EXPELLED)
    made.state.lives[1].absent = MONTH + 1
    lucks = [DRAWS.draw(DRAWS.stream_key(KEY, month, DRAWS.RECANT), 12) for month in range(MONTH + 1, 36)]
    first = next(MONTH + 1 + k for k, luck in enumerate(lucks) if luck < 0.2)
    for month in range(MONTH + 1, first + 1):
        assert made.state.lives[1].member == 0
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
    assert made.state.lives[1].member == 1
    assert [(e.month, e.who, e.whom, e.where) for e in made.told(w.RECANTED)] == [(first, 1, -1, -1)]


def test_who_recants_has_no_campaign() -> None:
    made = machine(recant=1.0)
    made.world.rungs[EXILED].hazard = 0.0
    carry(made, EXPELLED)
    plain("mechanisms.alignment").alignment(made.world, made.state, MONTH + 1, KEY)
    SANCTIONS.sanctions(made.world, made.state, MONTH + 1, KEY)
    assert made.state.lives[1].member == 1
    assert made.state.minds[1].leader == -1


def test_the_exiled_and_the_dead_recant_nothing() -> None:
    made = machine(recant=1.0)
    made.world.rungs[EXILED].hazard = 1.0
    put(made.state.lives[1], member=0)
    made.state.reached[1, EXPELLED] = 1
    for month in range(2, 20):
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
    assert made.state.lives[1].member == 0
    assert reached(made)[EXILED] == 2
    made = machine(recant=1.0)
    put(made.state.lives[1], member=0, alive=0)
    SANCTIONS.sanctions(made.world, made.state, 3, KEY)
    assert made.state.lives[1].member == 0


def test_nobody_recants_in_the_month_that_expels_him() -> None:
    made = machine(recant=1.0)
    carry(made, EXPELLED)
    assert made.state.lives[1].member == 0


def test_a_lost_motion_costs_its_leader() -> None:
    made = machine(standing_lost=0.2)
    made.state.minds[1].failed = 1
    SANCTIONS.sanctions(made.world, made.state, MONTH, KEY)
    assert made.state.minds["standing"][:3].tolist() == pytest.approx([0.3, 0.5, 0.5])
    assert made.state.minds[1].failed == 0
    SANCTIONS.sanctions(made.world, made.state, MONTH, KEY)
    assert made.state.minds[0].standing == pytest.approx(0.3)


def test_standing_never_falls_below_nothing() -> None:
    made = machine(standing_lost=1.0)
    carry(made, CENSURED)
    assert made.state.minds[1].standing == 0.0
    made.state.minds[1].failed = 1
    SANCTIONS.sanctions(made.world, made.state, MONTH, KEY)
    assert made.state.minds[0].standing == 0.0


def test_the_cost_of_a_lost_motion_does_not_hang_on_who_stands_first() -> None:
    """1 leads and loses 0.2, whether his target comes before him in the order of luck keys or after."""
    told = []
    for target in (0, 2):
        made = society(standing_lost=0.2)
        made.state.minds["standing"][:3] = 0.5
        made.campaign(target, 1)
        made.state.minds[target].failed = 1
        SANCTIONS.sanctions(made.world, made.state, MONTH, KEY)
        told.append(made.state.minds["standing"][:3].tolist())
    assert told[0] == told[1]


def test_with_every_rate_nought_the_beaten_keep_what_is_theirs() -> None:
    made = machine()
    made.world.rungs[EXILED].hazard = 0.0
    put(made.state.minds[1], beaten=1)
    put(made.state.lives[2], member=0)
    made.state.minds["cadres"][:3] = 9.0
    before = image(made.state)
    for month in range(5):
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
    assert image(made.state) == before


@settings(max_examples=30)
@given(
    rungs=st.lists(st.integers(CENSURED, EXPELLED), max_size=8),
    dismissal=st.floats(0, 1),
    recant=st.floats(0, 1),
    key=st.integers(0, 2**64 - 1).map(np.uint64),
)
def test_the_expelled_hold_nothing(rungs: list[int], dismissal: float, recant: float, key: np.uint64) -> None:
    made = machine(dismissal=dismissal, recant=recant, standing_lost=0.1, tie_erosion=0.1)
    applies = plain("mechanisms.motions").applies
    for month, rung in enumerate(rungs):
        before = reached(made)
        if applies(made.world, made.state, rung, 1):
            made.state.minds[1].verdict = rung
        SANCTIONS.sanctions(made.world, made.state, month, key)
        for was, is_now in zip(before, reached(made), strict=True):
            assert is_now == was if was >= 0 else is_now in (-1, month)
        if made.state.lives[1].member == 0:
            assert 1 not in made.state.posts["holder"][:2]
            assert not any(seat.taken == 1 and seat.person == 1 for seat in made.state.seats[: made.world.count.seats])
