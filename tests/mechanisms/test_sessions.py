"""Sessions: who is a delegate, whether one is held, who is elected, and whose seat its electors renew."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import counts_are_right
from selectorate.testing.society import BASE, COMMITTEE, CONGRESS, CONTROL, PRESIDIUM

DRAWS = plain("draws")
SESSIONS = plain("mechanisms.sessions")
MOTIONS = plain("mechanisms.motions")
KEY = np.uint64(17)
MONTH = 6


def luck(stream: int, body: int, place: int) -> float:
    """The luck of a place in a body; bodies have the luck keys 1, 2 ..."""
    return float(DRAWS.draw(DRAWS.stream_key(KEY, MONTH, stream), (1 + body) * 65536 + place))


def patrons(made: Society, body: int, *, spare: bool = False) -> list[int | None]:
    """Whose the seats of a body are; None where vacant."""
    row = made.world.bodies[body]
    first, room = (row.candidates, row.spare) if spare else (row.first, row.full)
    seats = made.state.seats[first : first + room]
    return [int(seat.patron) if seat.taken else None for seat in seats]


# Delegates


def test_delegates_by_hand() -> None:
    """Weights 5, 3, 2 of 0, 1, nobody; deliveries 0.8, 0.5, 1: 0 has 4 of 10, 1 has 1.5, the unaligned 1 + 1.5 + 2."""
    made = society(units=3)
    for unit, (patron, weight, delivery) in enumerate([(0, 5.0, 0.8), (1, 3.0, 0.5), (-1, 2.0, 1.0)]):
        put(made.state.heads[unit], patron=patron, weight=weight, delivery=delivery)
    made.sit((MONTH, [CONGRESS], [], 10), (MONTH + 2, [COMMITTEE], [], 0))
    SESSIONS.gather(made.world, made.state, MONTH)
    assert not made.state.delegates[[BASE, COMMITTEE]].any()
    assert made.state.delegates[CONGRESS, [0, 1, 2, -1]].tolist() == pytest.approx([0.4, 0.15, 0.0, 0.45])
    made.state.heads["patron"][:3] = 2
    for month in (MONTH + 1, MONTH + 2):  # nobody sits, or others do, and the last sitting's stand
        SESSIONS.gather(made.world, made.state, month)
    assert made.state.delegates[CONGRESS, 2] == 0.0


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.integers(-1, 2), st.floats(0.1, 1e6), st.floats(0, 1)), min_size=1, max_size=9
    )
)  # fmt: skip
def test_shares_of_delegates_sum_to_one(heads: list[tuple[int, float, float]]) -> None:
    made = society(units=9)
    made.world.count.units = len(heads)
    for unit, (patron, weight, delivery) in enumerate(heads):
        put(made.state.heads[unit], patron=patron, weight=weight, delivery=delivery)
    made.state.delegates[CONGRESS] = 7.0
    SESSIONS.delegate(made.world, made.state, CONGRESS)
    shares = made.state.delegates[CONGRESS, [0, 1, 2, -1]]
    assert (shares >= 0.0).all()
    assert shares.sum() == pytest.approx(1.0)


# Sessions that must be called


def callable_(*, motions: int = 1) -> Society:
    """A committee of three seats that is elected in month 6 if the session is called; 0, who has the agenda, decides."""
    made = society(units=1, seats=(3, 0, 0), offices=1)
    made.sit((MONTH, [CONGRESS, COMMITTEE], [COMMITTEE], 10, 1))
    made.bear("agenda", 0)
    made.state.posts[0].holder = 0
    made.head(0, 0)
    made.world.uses[w.MOTIONS] = motions
    return made


@pytest.mark.parametrize(("fights", "motions", "held"), [(True, 1, True), (False, 1, False), (True, 0, False)])
def test_a_session_is_held_if_whoever_has_the_agenda_has_a_campaign_to_bring(
    fights: bool, motions: int, held: bool
) -> None:
    """And where the scenario knows no motions it is never called."""
    made = callable_(motions=motions)
    if fights:
        made.campaign(1, 0)
    SESSIONS.gather(made.world, made.state, MONTH)
    if motions:
        MOTIONS.motions(made.world, made.state, MONTH, KEY)
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    assert made.state.convened == int(held)
    assert patrons(made, COMMITTEE) == ([0] * 3 if held else [None] * 3)
    assert made.state.congress == (MONTH if held else -1)


def test_the_months_of_congresses_are_remembered() -> None:
    made = society(units=1, seats=(3, 2, 0))
    made.sit((1, [CONGRESS], [COMMITTEE], 9), (4, [COMMITTEE], [PRESIDIUM], 0), (7, [CONGRESS], [COMMITTEE], 9))
    told = []
    for month in range(9):
        SESSIONS.gather(made.world, made.state, month)
        SESSIONS.sessions(made.world, made.state, month, KEY)
        told.append((int(made.state.congress_before), int(made.state.congress)))
    assert told == [(-1, -1)] + [(-1, 1)] * 6 + [(1, 7)] * 2


# Elections


def congress(*, seats: int = 600, **parameters: float) -> Society:
    """0 has 0.3 of the delegates, 1 has 0.2, 2 has 0.1; a congress elects a committee in month 6."""
    made = society(seats=(seats, 0, 0), **parameters)
    made.state.delegates[CONGRESS, :3] = 0.3, 0.2, 0.1
    made.state.delegates[CONGRESS, -1] = 0.4
    made.sit((MONTH, [CONGRESS, COMMITTEE], [COMMITTEE], 10))
    return made


def elect(made: Society, *, key: np.uint64 = KEY) -> list[int | None]:
    SESSIONS.sessions(made.world, made.state, MONTH, key)
    assert counts_are_right(made.world, made.state, MONTH)
    return patrons(made, COMMITTEE)


def test_open_seats_by_hand() -> None:
    """slate 0.5, slated by 0 with 0.6 and 1 with 0.4: 0.3 and 0.2, and half is left to the delegates: 0.15, 0.1, 0.05.

    In the order slate of 0, of 1, delegates of 0, of 1, of 2, nobody: bounds 0.3, 0.5, 0.65, 0.75, 0.8.
    """
    made = congress(slate=0.5, newcomer_tie=0.6)
    made.state.slate[:3] = 0.6, 0.4, 0.0
    elected = elect(made)
    bounds = [(0.3, 0), (0.5, 1), (0.65, 0), (0.75, 1), (0.8, 2), (1.0, -1)]
    for place, patron in enumerate(elected):
        drawn = luck(DRAWS.CHOICE, COMMITTEE, place)
        assert patron == next(i for bound, i in bounds if drawn < bound)
        assert made.state.seats[place].tie == (0.6 if patron >= 0 else 0.0)
    counts = Counter(elected)
    for patron, share in ((0, 0.45), (1, 0.3), (2, 0.05), (-1, 0.2)):
        assert abs(counts[patron] - 600 * share) < 4 * (600 * share * (1 - share)) ** 0.5


def test_without_a_slate_the_delegates_choose() -> None:
    made = congress()
    made.state.slate[0] = 1.0
    counts = Counter(elect(made))
    for patron, share in ((0, 0.3), (1, 0.2), (2, 0.1), (-1, 0.4)):
        assert abs(counts[patron] - 600 * share) < 4 * (600 * share * (1 - share)) ** 0.5


def test_retention_by_hand() -> None:
    """retention 0.8, slate 0.5; 0, who slates all, campaigns against 1: 1's people stay with 0.8 (1 - 0.5) = 0.4.

    0's and nobody's stay with 0.8, and so do the people of 2, who campaigns against 0 but is not attacked.
    """
    made = congress(retention=0.8, slate=0.5)
    made.state.slate[0] = 1.0
    made.campaign(1, 0)
    made.campaign(0, 2)
    kinds = [0, 1, 2, -1]
    made.seat(COMMITTEE, kinds * 150, tie=0.25)
    elect(made)
    for place in range(600):
        kind = kinds[place % 4]
        stays = luck(DRAWS.RETENTION, COMMITTEE, place) < (0.4 if kind == 1 else 0.8)
        seat = made.state.seats[place]
        assert (seat.tie == 0.25 and seat.patron == kind) == stays
    made.state.slate[:3] = 0.0, 0.0, 0.5  # and 0's stay with 0.8 (1 - 0.5 0.5) where 2 slates half
    assert SESSIONS.kept(made.world, made.state, 0) == pytest.approx(0.6)
    made.world.uses[w.ALIGNMENT] = 0  # where nobody takes sides, nobody is an adversary
    assert SESSIONS.kept(made.world, made.state, 0) == 0.8


def test_who_is_elected_for_one_whose_grip_has_loosened_owes_nobody() -> None:
    made = congress(newcomer_tie=0.5)
    made.state.delegates[CONGRESS, :3] = 0.5, 0.5, 0.0
    made.state.delegates[CONGRESS, -1] = 0.0
    made.state.minds[0].grip = 0.19
    counts = Counter(elect(made))
    assert counts.keys() == {1, -1}
    assert {seat.tie for seat in made.state.seats[:600] if seat.patron == -1} == {0.0}


def test_those_with_a_name_are_elected_again() -> None:
    made = congress(seats=4)
    made.take(COMMITTEE, 0, 0)
    made.seat(COMMITTEE, [1])
    made.take(COMMITTEE, 2, 2)
    elect(made)
    assert [int(seat.person) for seat in made.state.seats[:4]] == [0, -1, 2, -1]
    assert made.state.seated[COMMITTEE] == 4


def test_a_body_has_no_more_seats_than_its_size() -> None:
    """Four seats until month 6, then six; and three in month 12, when only three people sit."""
    made = society(seats=(6, 0, 0), spare=(2, 0, 0), retention=1.0)
    made.world.full[COMMITTEE, :6], made.world.full[COMMITTEE, 12:] = 4, 3
    made.world.spare[COMMITTEE, 12:] = 0
    made.state.delegates[CONGRESS, 0] = 1.0
    made.sit(*((month, [CONGRESS, COMMITTEE], [COMMITTEE], 10) for month in (1, 6, 12)))
    for month, full, spare in ((1, 4, 2), (6, 6, 2), (12, 3, 0)):
        SESSIONS.sessions(made.world, made.state, month, KEY)
        assert (made.state.seated[COMMITTEE], made.state.following[COMMITTEE, 0]) == (full, full)
        assert sum(patron is not None for patron in patrons(made, COMMITTEE, spare=True)) == spare


def test_a_body_that_another_fills_shrinks_too() -> None:
    """A presidium of five has three seats from month 6 on: the two last to come leave at the next election."""
    made = society(seats=(5, 5, 0), spare=(0, 2, 0))
    made.world.full[PRESIDIUM, MONTH:] = 3
    made.world.spare[PRESIDIUM, MONTH:] = 0
    made.seat(COMMITTEE, [0] * 5)
    made.seat(PRESIDIUM, [0] * 5)
    made.seat(PRESIDIUM, [0] * 2, candidates=True)
    made.sit((MONTH, [COMMITTEE], [PRESIDIUM], 0))
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    assert made.state.seated[PRESIDIUM] == 3
    assert patrons(made, PRESIDIUM, spare=True) == [None, None]


def test_who_chooses_is_elected_before_those_he_chooses() -> None:
    """One session elects the committee, all of 0's people, and lets that one fill the presidium."""
    made = society(seats=(5, 3, 2))
    made.state.delegates[CONGRESS, 0] = 1.0
    made.sit((MONTH, [CONGRESS, COMMITTEE, CONTROL], [PRESIDIUM, CONTROL, COMMITTEE], 10))
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    assert [patrons(made, body) for body in (COMMITTEE, PRESIDIUM, CONTROL)] == [[0] * 5, [0] * 3, [0] * 2]


# Re-election


def congress_and_committee(**parameters: float) -> Society:
    """A congress whose delegates are 0's elects a committee of nine, which elects the presidium on which 1 sits.

    He is under sanction, has fought and is attacked by 0.
    """
    made = society(seats=(9, 2, 0), **({"tempo": 1.0, "vote_tie": 20.0} | parameters))
    made.state.delegates[CONGRESS, 0] = 1.0
    made.sit((MONTH, [CONGRESS, COMMITTEE], [COMMITTEE, PRESIDIUM], 10))
    made.rung(w.SEAT_LOST, PRESIDIUM)
    made.motion(0, [COMMITTEE], renewal=1)
    made.take(PRESIDIUM, 1, 1)
    made.campaign(1, 0)
    put(made.state.minds[1], beaten=1, offence=20.0)
    return made


def test_a_seat_is_put_to_the_vote_of_those_just_elected() -> None:
    """The nine, all of 0's people, vote him out of the presidium, mark it, and fill both places with people of 0's."""
    made = congress_and_committee()
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    assert patrons(made, COMMITTEE) == [0] * 9
    assert patrons(made, PRESIDIUM) == [0, 0]
    assert made.state.reached[1, 0] == MONTH
    assert made.state.minds[1].verdict == -1


@pytest.mark.parametrize("why", ["not both", "no sanctions"])
def test_seats_are_renewed_only_where_their_electors_are(why: str) -> None:
    made = congress_and_committee()
    if why == "no sanctions":
        made.world.uses[w.SANCTIONS] = 0
    else:
        made.seat(COMMITTEE, [0] * 9)
        made.sit((MONTH, [COMMITTEE], [PRESIDIUM], 0))
    SESSIONS.sessions(made.world, made.state, MONTH, KEY)
    assert patrons(made, PRESIDIUM)[0] == 1
    assert made.state.reached[1, 0] == -1


def test_a_renewal_that_fails_costs_its_mover_at_once() -> None:
    """With a forecast far off, a committee of 1's people is asked to remove him: the leader loses 0.2."""
    costs = set()
    for key in map(np.uint64, range(20)):
        made = congress_and_committee(forecast=1.0, standing_lost=0.2)
        made.state.delegates[CONGRESS, :2] = 0.0, 1.0
        made.state.minds["standing"][:3] = 0.5
        SESSIONS.sessions(made.world, made.state, MONTH, key)
        assert patrons(made, PRESIDIUM)[0] == 1
        assert made.state.minds[1].failed == 0
        costs.add(round(float(made.state.minds[0].standing), 3))
    assert costs == {0.3, 0.5}


# What holds


@settings(max_examples=40)
@given(
    seats=st.lists(st.integers(-1, 2), min_size=9, max_size=9),
    retention=st.floats(0, 1),
    slate=st.floats(0, 1),
    key=st.integers(0, 2**64 - 1).map(np.uint64),
)
def test_an_election_fills_every_seat_in_force(
    seats: list[int], retention: float, slate: float, key: np.uint64
) -> None:
    made = congress(seats=9, retention=retention, slate=slate)
    made.seat(COMMITTEE, seats)
    made.state.slate[:3] = 0.5, 0.25, 0.0
    made.world.full[COMMITTEE] = 7
    elected = elect(made, key=key)
    assert elected[7:] == [None, None]
    assert None not in elected[:7]
    assert made.state.following[COMMITTEE].sum() == made.state.seated[COMMITTEE] == 7
    assert math.isfinite(made.state.seats["tie"].sum())
