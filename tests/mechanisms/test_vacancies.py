"""Vacancies: to whose following a vacant seat goes, and which of his people takes it."""

from __future__ import annotations

import numpy as np
import pytest

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import counts_are_right
from selectorate.testing.society import COMMITTEE, PRESIDIUM

DRAWS = plain("draws")
SESSIONS = plain("mechanisms.sessions")
SEATS = plain("mechanisms.seats")
KEY = np.uint64(17)
MONTH = 6


def luck(stream: int, body: int, place: int) -> float:
    """The luck of a place in a body; bodies have the luck keys 1, 2 ..."""
    return float(DRAWS.draw(DRAWS.stream_key(KEY, MONTH, stream), (1 + body) * 65536 + place))


def patrons(made: Society, body: int) -> list[int | None]:
    """Whose the seats of a body are; None where vacant."""
    row = made.world.bodies[body]
    seats = made.state.seats[row.first : row.first + row.full]
    return [int(seat.patron) if seat.taken else None for seat in seats]


def test_vacancies_go_to_the_larger_following_more_than_in_proportion() -> None:
    """Followings 3, 2, 0 and 1 unaligned, majority 2: weights 9, 4, 0 and 1 of 14."""
    made = society(seats=(6, 0, 0), majority=2.0)
    made.seat(COMMITTEE, [0, 0, 0, 1, 1, -1])

    def prevailing(tries: int) -> list[int]:
        SESSIONS.weigh(made.world, made.state, COMMITTEE)
        return [SESSIONS.prevail(made.world, made.state, (k + 0.5) / tries) for k in range(tries)]

    assert prevailing(1400) == [0] * 900 + [1] * 400 + [-1] * 100
    made.set(majority=1.0)
    assert prevailing(600) == [0] * 300 + [1] * 200 + [-1] * 100


def test_a_body_that_fills_itself_weighs_its_followings_once() -> None:
    """What the first places go to does not change what the next go to."""
    made = society(seats=(0, 60, 0), majority=1.0)
    made.world.bodies[PRESIDIUM].chooser = PRESIDIUM
    made.seat(PRESIDIUM, [0] * 10 + [1] * 10)
    made.sit((MONTH, [PRESIDIUM], [PRESIDIUM], 0))
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    found = patrons(made, PRESIDIUM)[20:]
    assert found == [0 if luck(DRAWS.CHOICE, PRESIDIUM, place) < 0.5 else 1 for place in range(20, 60)]


def test_weights_are_powers() -> None:
    made = society(majority=2.5)
    assert SESSIONS.weight(made.world, 0) == 0.0
    assert SESSIONS.weight(made.world, 1) == 1.0
    assert SESSIONS.weight(made.world, 7) == pytest.approx(7**2.5)


def bureau(*, others: int = 3, spare: int = 2) -> Society:
    """A committee all of whose seats are 0's fills a presidium of two."""
    made = society(others=others, seats=(3, 2, 0), spare=(0, spare, 0), newcomer_tie=0.6)
    made.seat(COMMITTEE, [0] * 3)
    made.sit((MONTH, [COMMITTEE], [PRESIDIUM], 0))
    for q in range(3, 3 + others):
        put(made.state.lives[q], patron=0, tie=0.3)
    return made


def fill(made: Society, *, key: np.uint64 = KEY) -> list[int]:
    SESSIONS.sessions(made.world, made.state, MONTH, key)
    assert counts_are_right(made.world, made.state, MONTH)
    row = made.world.bodies[PRESIDIUM]
    return [int(seat.person) for seat in made.state.seats[row.first : row.first + row.full]]


def test_vacancies_go_to_people_of_theirs_by_luck() -> None:
    """0 himself and three others of his: the two whose luck is highest, each place by its own luck."""
    made = bureau(spare=0)
    seated = fill(made)
    stream = DRAWS.stream_key(KEY, MONTH, DRAWS.PICK)
    able = {0: 11, 3: 51, 4: 52, 5: 53}
    for place in range(2):
        lucks = {q: DRAWS.uniform(DRAWS.mix(DRAWS.mix(stream, 4 * 65536 + place), key)) for q, key in able.items()}
        best = max(lucks, key=lambda q: lucks[q])
        assert seated[place] == best
        del able[best]
    first = made.world.bodies[PRESIDIUM].first
    for q, seat in zip(seated, made.state.seats[first : first + 2], strict=True):
        assert (seat.patron, seat.tie) == (0, 1.0 if q == 0 else 0.3)


def test_candidates_come_first_and_leave_their_place() -> None:
    made = bureau(others=3, spare=1)
    standby = made.take(PRESIDIUM, 5, 0, candidates=True)
    assert all(5 in fill(bureau_with(made, key)) for key in range(8))
    seated = fill(made)
    assert seated[0] == 5
    assert made.state.seats[standby].person != 5
    assert len({*seated, int(made.state.seats[standby].person)}) == 3


def bureau_with(made: Society, key: int) -> Society:
    """The same society once more, under other luck keys of its people."""
    again = Society(made.worlds.copy(), made.states.copy())
    again.world.persons["luck_key"][:6] += 100 * (key + 1)
    return again


@pytest.mark.parametrize(("stance", "first"), [(0, True), (-1, True), (1, False)])
def test_a_contender_among_the_candidates_comes_before_all_unless_fought(stance: int, first: bool) -> None:
    made = bureau(spare=2)
    made.take(PRESIDIUM, 3, 0, candidates=True)
    made.take(PRESIDIUM, 2, 2, candidates=True)
    made.campaign(2, 1)
    made.stand(0, 2, stance)
    for key in range(8):
        again = bureau_with(made, key)
        seated = fill(again)
        assert (seated[0] == 2) == first
        assert (2 in seated) == first
        assert again.state.following[PRESIDIUM, [0, 2]].tolist() == ([1, 1] if first else [2, 0])  # his own man still


def test_those_who_owe_nobody_take_any_contender_among_the_candidates() -> None:
    made = society(seats=(3, 1, 0), spare=(0, 1, 0))
    made.seat(COMMITTEE, [-1] * 3)
    made.sit((MONTH, [COMMITTEE], [PRESIDIUM], 0))
    made.take(PRESIDIUM, 2, 2, candidates=True)
    assert fill(made) == [2]
    made = society(seats=(3, 1, 0), spare=(0, 1, 0))
    made.seat(COMMITTEE, [-1] * 3)
    made.sit((MONTH, [COMMITTEE], [PRESIDIUM], 0))
    assert fill(made) == [-1]  # but none who is not


@pytest.mark.parametrize("reason", ["alive", "member", "beaten", "founder"])
def test_who_is_never_seated(reason: str) -> None:
    """The dead, the expelled, a beaten contender, the founder: 0 and 3 are out, 4 and 5 take the two places."""
    made = bureau(spare=0)
    if reason == "beaten":
        made.state.minds[0].beaten = 1
        made.state.lives[3].patron = 1
    elif reason == "founder":
        made.world.persons["founder"][3] = 1
        made.state.minds[0].beaten = 1
    else:
        for q in (0, 3):
            put(made.state.lives[q], **{reason: 0})
    assert sorted(fill(made)) == [4, 5]


def test_a_vacancy_nobody_with_a_name_can_take_goes_to_one_without() -> None:
    made = bureau(others=0, spare=0)
    made.state.minds[0].beaten = 1
    assert fill(made) == [-1, -1]
    assert patrons(made, PRESIDIUM) == [0, 0]
    first = made.world.bodies[PRESIDIUM].first
    assert [seat.tie for seat in made.state.seats[first : first + 2]] == [0.6, 0.6]


def test_a_vacancy_won_for_one_whose_grip_has_loosened_is_nobodys() -> None:
    made = bureau(others=1, spare=0)
    made.state.minds[0].grip = 0.1
    assert fill(made) == [-1, -1]
    assert patrons(made, PRESIDIUM) == [-1, -1]


def test_who_is_taken_in_is_told() -> None:
    made = bureau(others=1, spare=0)
    made.tell()
    seated = fill(made)
    assert [(event.who, event.where) for event in made.told(w.ELECTED_TO)] == [(q, PRESIDIUM) for q in seated if q >= 0]
    assert sorted(seated) == [0, 3]


def test_unaligned_seats_fill_with_the_unaligned() -> None:
    made = bureau(others=2, spare=0)
    for place in range(3):
        SEATS.leave_seat(made.world, made.state, place)
    made.seat(COMMITTEE, [-1] * 3)
    made.state.lives[4].patron = -1
    assert fill(made) == [4, -1]
    assert patrons(made, PRESIDIUM) == [-1, -1]
