"""Offices that fall vacant, and who comes by them."""

from __future__ import annotations

import numpy as np
import pytest

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import counts_are_right
from selectorate.testing.society import COMMITTEE, CONTROL, PRESIDIUM

DRAWS = plain("draws")
SESSIONS = plain("mechanisms.sessions")
SEATS = plain("mechanisms.seats")
KEY = np.uint64(17)
MONTH = 6


def patrons(made: Society, body: int, *, spare: bool = False) -> list[int | None]:
    """Whose the seats of a body are; None where vacant."""
    row = made.world.bodies[body]
    first, room = (row.candidates, row.spare) if spare else (row.first, row.full)
    seats = made.state.seats[first : first + room]
    return [int(seat.patron) if seat.taken else None for seat in seats]


def offices(*, following: list[int], holder: int, motions: bool = True) -> Society:
    """An office that a committee of nine seats fills; the first five are the committee's that sits."""
    made = society(others=2, seats=(9, 0, 0), offices=2)
    made.seat(COMMITTEE, following)
    made.sit((MONTH, [COMMITTEE], [], 0))
    made.world.uses[w.MOTIONS] = int(motions)
    made.world.offices[1].chooser = CONTROL
    made.state.posts[0].holder = holder
    made.rung(w.OFFICE_LOST)
    return made


def appoint(made: Society, *, key: np.uint64 = KEY) -> int:
    SESSIONS.sessions(made.world, made.state, MONTH, key)
    assert made.state.posts[1].holder == 0  # whose chooser does not sit
    return int(made.state.posts[0].holder)


def test_a_vacant_office_goes_to_the_largest_following() -> None:
    made = offices(following=[1, 1, 0, 2, -1, -1, -1], holder=-1)
    made.state.posts[1].holder = 0
    assert appoint(made) == 1
    assert made.state.posts[0].since == MONTH
    made = offices(following=[1, 1, 0, 2], holder=-1)
    made.state.posts[1].holder = 0
    made.owe(4, 1)
    assert appoint(made) == 4  # to one of his people, where there is one without an office
    made.state.posts[0].holder = -1
    made.state.lives[3].patron = 1
    made.state.posts[1].holder = 4
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    assert made.state.posts[0].holder == 3


def test_an_office_held_stays_where_motions_are_known() -> None:
    made = offices(following=[1] * 9, holder=0)
    made.state.posts[1].holder = 0
    assert appoint(made) == 0


@pytest.mark.parametrize(("seats", "taken"), [(4, False), (5, True)])
def test_more_than_half_takes_an_office_where_no_motions_are_known(seats: int, taken: bool) -> None:
    """Of the nine seats of the committee five are more than half, and four are not, though the others are vacant."""
    made = offices(following=[1] * seats, holder=0, motions=False)
    made.state.posts[1].holder = 0
    assert appoint(made) == (1 if taken else 0)
    assert made.state.reached[0, 0] == (MONTH if taken else -1)
    made = offices(following=[1] * 9, holder=3, motions=False)
    made.state.posts[1].holder = 0
    made.state.lives[3].patron = 1
    assert appoint(made) == 3  # who is one of theirs


def test_equal_followings_are_decided_by_luck() -> None:
    found = set()
    for key in map(np.uint64, range(40)):
        made = offices(following=[0, 1, 2, 2, 1, 0], holder=-1)
        made.state.posts[1].holder = 0
        stream = DRAWS.mix(DRAWS.stream_key(key, MONTH, DRAWS.TIE), 1)
        lucks = [DRAWS.uniform(DRAWS.mix(stream, 11 + i)) for i in range(3)]
        assert appoint(made, key=key) == lucks.index(max(lucks))
        found.add(lucks.index(max(lucks)))
    assert found == {0, 1, 2}


def test_where_nobody_has_a_following_an_office_stays_vacant() -> None:
    made = offices(following=[-1] * 9, holder=-1)
    made.state.posts[1].holder = 0
    assert appoint(made) == -1


@pytest.mark.parametrize("field", ["alive", "member"])
@pytest.mark.parametrize("holder", [-1, 1])
def test_nobody_who_is_gone_is_given_an_office(field: str, holder: int) -> None:
    """0 is dead, or expelled; his people still sit, the largest following there is."""
    made = offices(following=[0] * 6 + [1] * 2, holder=holder, motions=False)
    made.state.posts[1].holder = 0
    put(made.state.lives[0], **{field: 0})
    assert appoint(made) != 0


# Deputies, and the seat that comes with an office


def claimed(taker: int, *, following: list[int] | None = None, **change: int) -> Society:
    """An office taken from its holder in a campaign that ``taker`` led; 1 has the largest following, 2 is deputy."""
    made = offices(following=following or [1] * 6 + [0] * 2, holder=-1)
    made.state.posts[1].holder = 0
    made.world.offices[0].deputy = 2
    made.state.posts[0].claim = taker
    for name, value in change.items():
        setattr(made.state.minds[taker] if name == "beaten" else made.state.lives[taker], name, value)
    return made


def test_an_office_taken_by_a_motion_goes_to_the_people_of_him_who_led() -> None:
    """To 0 himself, who has a smaller following, or one of his people; once, and then as any other."""
    made = claimed(0)
    assert appoint(made) == 0
    assert made.state.posts[0].claim == -1
    made.state.posts[0].holder = -1
    assert appoint(made) == 2
    made = claimed(0)
    made.owe(3, 0)
    assert appoint(made) == 3
    assert appoint(claimed(-1)) == 2


@pytest.mark.parametrize("change", [{"alive": 0}, {"member": 0}, {"beaten": 1}])
def test_who_led_and_is_gone_claims_nothing(change: dict[str, int]) -> None:
    assert appoint(claimed(0, **change)) == 2


def test_where_nobody_has_a_following_a_claim_is_void() -> None:
    made = claimed(0, following=[-1] * 5)
    assert appoint(made) == -1
    assert made.state.posts[0].claim == -1


@pytest.mark.parametrize("gone", [None, "alive", "member", "beaten"])
def test_a_deputy_takes_a_vacant_office_if_he_can(gone: str | None) -> None:
    """2 is deputy to an office that falls vacant, and has no following; 1 has the largest."""
    made = offices(following=[1] * 6 + [0] * 2, holder=-1)
    made.state.posts[1].holder = 0
    made.world.offices[0].deputy = 2
    if gone == "beaten":
        made.state.minds[2].beaten = 1
    elif gone:
        put(made.state.lives[2], **{gone: 0})
    assert appoint(made) == (1 if gone else 2)


def test_an_office_brings_a_seat_and_takes_it_away() -> None:
    made = society(others=1, seats=(9, 2, 0), offices=1)
    made.seat(COMMITTEE, [0] * 9)
    made.seat(PRESIDIUM, [1])
    made.world.offices[0].heads = PRESIDIUM
    made.sit((MONTH, [COMMITTEE], [], 0))
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    assert made.state.posts[0].holder == 0
    assert patrons(made, PRESIDIUM) == [1, 0]
    assert SEATS.seat_of(made.world, made.state, 0, PRESIDIUM) == made.world.bodies[PRESIDIUM].first + 1
    SEATS.lose_office(made.world, made.state, 0, MONTH, False)
    assert made.state.posts[0].holder == -1
    assert patrons(made, PRESIDIUM) == [1, None]
    assert counts_are_right(made.world, made.state, MONTH)


def test_an_office_brings_no_second_seat_and_none_that_is_not_there() -> None:
    for taken in ([1, 1], [1]):
        made = society(seats=(0, 2, 0), offices=1)
        made.seat(PRESIDIUM, taken)
        made.world.full[PRESIDIUM] = 2 if len(taken) == 2 else 1
        made.world.offices[0].heads = PRESIDIUM
        SEATS.take_office(made.world, made.state, 0, 0, MONTH)
        assert made.state.seated[PRESIDIUM] == len(taken)
    made = society(seats=(0, 2, 0), offices=1)
    made.take(PRESIDIUM, 0, 0)
    made.world.offices[0].heads = PRESIDIUM
    SEATS.take_office(made.world, made.state, 0, 0, MONTH)
    assert made.state.seated[PRESIDIUM] == 1


def test_who_comes_by_an_office_frees_the_candidates_seat_he_leaves() -> None:
    made = society(seats=(0, 2, 0), spare=(0, 1, 0), offices=1)
    standby = made.take(PRESIDIUM, 0, 0, candidates=True)
    made.world.offices[0].heads = PRESIDIUM
    SEATS.take_office(made.world, made.state, 0, 0, MONTH)
    assert made.state.seated[PRESIDIUM] == 1
    assert made.state.seats[standby].taken == 0


def test_a_seat_lost_with_an_office_counts_as_lost() -> None:
    """A loss by any way but death marks the rung that takes such a seat."""
    for by_death in (False, True):
        made = society(seats=(0, 2, 0), offices=1)
        made.world.offices[0].heads = PRESIDIUM
        made.rung(w.SEAT_LOST, PRESIDIUM)
        SEATS.take_office(made.world, made.state, 0, 0, 2)
        SEATS.lose_office(made.world, made.state, 0, MONTH, by_death)
        assert made.state.reached[0, 0] == (-1 if by_death else MONTH)
