"""Offices whose link is cut: who comes by them does not depend on those who fill them."""

from __future__ import annotations

import numpy as np
import pytest

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import counts_are_right
from selectorate.testing.society import COMMITTEE, PRESIDIUM, bits

OFFICES = plain("mechanisms.offices")
DRAWS = plain("draws")
SEATS = plain("mechanisms.seats")
KEY = np.uint64(17)
MONTH = 6


def cut(holder: int, *, elected: bool = True, motions: bool = True, following: int = 0) -> Society:
    """An office of the presidium whose link is cut, in a sitting of the committee: newly elected, or not."""
    made = society(others=2, seats=(5, 1, 0), offices=1)
    made.tell()
    made.rung(w.OFFICE_LOST)
    made.seat(COMMITTEE, [following] * 5)
    made.sit((MONTH, [COMMITTEE], [], 0))
    made.world.sittings[0].elects = bits([COMMITTEE] if elected else [])
    made.world.uses[w.MOTIONS] = int(motions)
    put(made.world.offices[0], loose=1, heads=PRESIDIUM, deputy=2)
    if holder >= 0:
        SEATS.take_office(made.world, made.state, 0, holder, 0)
    return made


def drawn(made: Society, key: int = int(KEY)) -> int:
    year = np.uint64(key)
    OFFICES.fill_offices(made.world, made.state, 0, MONTH, year, DRAWS.stream_key(year, MONTH, DRAWS.PICK))
    assert counts_are_right(made.world, made.state, MONTH)
    return int(made.state.posts[0].holder)


def named(key: int, able: int = 3) -> int:
    """Whom luck names of so many."""
    luck = DRAWS.draw(DRAWS.stream_key(np.uint64(key), MONTH, DRAWS.TIE), 1)
    return int(luck * able)


@pytest.mark.parametrize("motions", [True, False])
@pytest.mark.parametrize("holder", [-1, 0, 1])
def test_luck_names_the_holder_when_those_who_fill_it_are_elected(motions: bool, holder: int) -> None:
    """All of the committee is 0's, and each contender comes by the office equally often."""
    found = [drawn(cut(holder, motions=motions), key) for key in range(60)]
    assert found == [named(key) for key in range(60)]
    assert set(found) == {0, 1, 2}


def test_at_other_sittings_only_a_vacancy_is_filled() -> None:
    assert {drawn(cut(0, elected=False, motions=False, following=1), key) for key in range(20)} == {0}
    assert {drawn(cut(-1, elected=False), key) for key in range(20)} == {0, 1, 2}


def test_delegates_are_newly_chosen_whenever_they_sit() -> None:
    made = cut(0, elected=False)
    made.world.bodies[COMMITTEE].how = w.DELEGATED
    other = next(key for key in range(60) if named(key) == 1)
    assert drawn(made, other) == 1


def test_what_is_drawn_changes_hands_with_its_seat_and_takes_no_rung() -> None:
    key = next(key for key in range(60) if named(key) == 1)
    made = cut(0)
    assert drawn(made, key) == 1
    seats = [SEATS.seat_of(made.world, made.state, person, PRESIDIUM) >= 0 for person in (0, 1)]
    assert seats == [False, True]
    assert (made.state.reached[:3, 0] == -1).all()
    assert [(event.kind, event.who) for event in made.told()[-2:]] == [(w.LEFT_OFFICE, 0), (w.TOOK_OFFICE, 1)]
    assert made.state.posts[0].since == MONTH


def test_whose_people_have_it_keeps_it() -> None:
    """3 follows 1: where luck names 1 he stays, and where it names another 1's other man does not come by it."""
    for key in range(20):
        made = cut(3)
        made.owe(3, 1)
        made.owe(4, 1)
        assert drawn(made, key) == (3 if named(key) == 1 else named(key))


@pytest.mark.parametrize("gone", ["alive", "member", "beaten"])
def test_nobody_who_is_gone_is_named(gone: str) -> None:
    for key in range(20):
        made = cut(0)
        put(made.state.minds[1] if gone == "beaten" else made.state.lives[1], **{gone: int(gone == "beaten")})
        assert drawn(made, key) == (0, 2)[named(key, 2)]


def test_where_nobody_is_left_it_stays_as_it_is() -> None:
    made = cut(3)
    made.state.minds["beaten"][:3] = 1
    assert drawn(made) == 3


def test_a_claim_is_void() -> None:
    made = cut(-1)
    made.state.posts[0].claim = 2
    assert drawn(made, next(key for key in range(60) if named(key) == 1)) == 1
    assert made.state.posts[0].claim == -1
