"""Seats and offices: after any run of takings and leavings the running counts are what a recount gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from selectorate import world as w
from selectorate.testing import plain, society
from selectorate.testing.always import counts_are_right, no_tie_is_looser, one_seat_each
from selectorate.testing.society import COMMITTEE, CONGRESS, CONTROL, PRESIDIUM

DRAWS = plain("draws")
SEATS = plain("mechanisms.seats")
PEOPLE = st.integers(-1, 5)
PATRONS = st.integers(-1, 2)
BODIES = st.sampled_from([COMMITTEE, PRESIDIUM, CONTROL])


class Musical(RuleBasedStateMachine):
    """People take and leave seats, change patrons, die and are thrown out, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.made = society(others=3, seats=(6, 4, 3), spare=(2, 1, 0), offices=3)
        for takes, body in ((w.SEAT_LOST, COMMITTEE), (w.SEAT_LOST, PRESIDIUM), (w.OFFICE_LOST, -1)):
            self.made.rung(takes, body)
        self.where = (self.made.world, self.made.state)
        self.month = 0
        self.first: dict[tuple[int, int], int] = {}
        for person in range(3):  # everybody has something to lose, and 0 an office
            self.made.take(COMMITTEE, person, person)
            self.made.take(PRESIDIUM, person, person)
        self.made.take(COMMITTEE, 3, 1, candidates=True)
        self.made.state.posts[0].holder = 0

    def held(self, person: int, body: int) -> list[int]:
        """Places of a person in a body, by a look at all seats."""
        seats = self.made.state.seats[:16]
        return [s for s in range(16) if seats[s].taken and seats[s].person == person and seats[s].body == body]

    def lost(self, person: int, rung: int) -> None:
        if 0 <= person < 3:
            self.first.setdefault((person, rung), self.month)

    @rule(seat=st.integers(0, 15), person=PEOPLE, patron=PATRONS, tie=st.floats(0, 1))
    def take_or_change(self, seat: int, person: int, patron: int, tie: float) -> None:
        body = self.made.world.seats[seat].body
        if not self.made.state.seats[seat].taken and (person < 0 or not self.held(person, body)):
            SEATS.take_seat(*self.where, seat, person, patron, tie)
            SEATS.bind(self.made.state, patron, tie)
            assert self.made.state.seats[seat].tolist() == (body, 1, person, patron, tie)
        elif self.made.state.seats[seat].taken:
            SEATS.change_patron(*self.where, seat, patron)
            SEATS.bind(self.made.state, patron, self.made.state.seats[seat].tie)

    @rule(seat=st.integers(0, 15))
    def leave(self, seat: int) -> None:
        SEATS.leave_seat(*self.where, seat)
        assert self.made.state.seats[seat].tolist()[1:4] == (0, -1, -1)

    @rule(person=st.integers(3, 5), patron=PATRONS, tie=st.floats(0, 1))
    def owe_somebody_else(self, person: int, patron: int, tie: float) -> None:
        SEATS.change_person(*self.where, person, patron, tie)
        SEATS.bind(self.made.state, patron, tie)
        assert (self.made.state.lives[person].patron, self.made.state.lives[person].tie) == (patron, tie)
        seats = [self.made.state.seats[s] for body in range(2, 5) for s in self.held(person, body)]
        assert {(seat.patron, seat.tie) for seat in seats} <= {(patron, tie)}

    @rule(office=st.integers(0, 2), person=PEOPLE)
    def install(self, office: int, person: int) -> None:
        self.made.state.posts[office].holder = person

    @rule(person=st.integers(0, 5), body=BODIES)
    def lose_seat(self, person: int, body: int) -> None:
        full = SEATS.seat_of(*self.where, person, body) >= 0
        SEATS.lose_seat(*self.where, person, body, self.month)
        assert not self.held(person, body)
        if full and body in (COMMITTEE, PRESIDIUM):
            self.lost(person, 0 if body == COMMITTEE else 1)

    @rule(person=st.integers(0, 5), by_death=st.booleans())
    def lose_everything(self, person: int, by_death: bool) -> None:
        if not by_death:
            for rung, body in enumerate((COMMITTEE, PRESIDIUM)):
                if SEATS.seat_of(*self.where, person, body) >= 0:
                    self.lost(person, rung)
            if person in self.made.state.posts["holder"][:3]:
                self.lost(person, 2)
        SEATS.lose_everything(*self.where, person, self.month, by_death)
        assert person not in self.made.state.posts["holder"][:3]
        assert not any(self.held(person, body) for body in (COMMITTEE, PRESIDIUM, CONTROL))

    @rule()
    def a_month_goes_by(self) -> None:
        self.month += 1

    @invariant()
    def the_counts_are_right(self) -> None:
        assert counts_are_right(*self.where, self.month)
        assert one_seat_each(*self.where, self.month)
        assert no_tie_is_looser(*self.where, self.month)

    @invariant()
    def only_first_losses_are_marked(self) -> None:
        marked = np.argwhere(self.made.state.reached[:3, :3] >= 0).tolist()
        assert {(i, r): int(self.made.state.reached[i, r]) for i, r in marked} == self.first

    @invariant()
    def seats_are_found(self) -> None:
        for person in range(3):
            for body in (COMMITTEE, PRESIDIUM, CONTROL):
                found = {SEATS.seat_of(*self.where, person, body), SEATS.candidate_seat_of(*self.where, person, body)}
                assert found - {-1} == set(self.held(person, body))


Musical.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None, derandomize=True)
TestSeats = Musical.TestCase


def test_the_most_visible_office_and_of_equals_the_one_whose_lot_comes_first() -> None:
    made = society(offices=4)
    made.world.offices["visibility"][:4] = 0.1, 0.4, 0.4, 0.9
    made.state.posts["holder"][:4] = 0, 0, 0, 1
    for turns, main in (((0, 1, 2, 3), 1), ((3, 2, 1, 0), 2)):
        made.state.turns[:4] = turns
        assert [SEATS.office_of(made.world, made.state, person) for person in (0, 1, 2)] == [main, 3, -1]


def test_lots_put_offices_in_the_order_of_their_draws() -> None:
    """Four offices with the keys 1 to 4; over many histories each is as often the first as any other."""
    made = society(offices=4)
    first = []
    for history in range(400):
        year = np.uint64(history)
        SEATS.draw_lots(made.world, made.state, 0, year)
        stream = DRAWS.stream_key(year, 0, DRAWS.LOT)
        assert made.state.turns[:4].tolist() == sorted(range(4), key=lambda o: DRAWS.draw(stream, 1 + o))
        first.append(int(made.state.turns[0]))
    assert all(abs(first.count(office) - 100) < 4 * (400 * 0.25 * 0.75) ** 0.5 for office in range(4))


def test_a_patron_is_himself_for_a_contender() -> None:
    made = society(others=2)
    made.state.lives[4].patron = 1
    assert [SEATS.patron_of(made.state, person) for person in (-1, 0, 2, 3, 4)] == [-1, 0, 2, -1, 1]


def test_a_tie_is_as_strong_as_his_hold_and_as_far_as_it_has_not_loosened() -> None:
    """0.6 at hold 0.5: 0.3; at hold 2: 1, and no more; at grip 0.4: 0.4."""
    made = society()

    def bond(tie: float, hold: float, grip: float) -> float:
        made.world.contenders[1].hold, made.state.minds[1].grip = hold, grip
        return float(SEATS.bond(made.world, made.state, 1, tie))

    assert bond(0.6, 0.5, 1.0) == 0.3
    assert bond(0.6, 2.0, 1.0) == 1.0
    assert bond(0.6, 2.0, 0.4) == 0.4


@pytest.mark.parametrize(("tie", "grip", "binds"), [(0.5, 0.2, True), (0.5, 0.19, False), (0.09, 1.0, False)])
def test_a_tie_of_a_tenth_binds(tie: float, grip: float, binds: bool) -> None:
    made = society(newcomer_tie=tie)
    made.state.minds[1].grip = grip
    assert SEATS.binds(made.world, made.state, 1) == binds
    assert SEATS.binds(made.world, made.state, -1)  # nobody's man is bound to nobody


def test_who_comes_to_owe_somebody_has_the_tie_of_a_newcomer() -> None:
    made = society(newcomer_tie=0.7)
    assert [SEATS.tie_to(made.world, made.state, patron) for patron in (-1, 1)] == [0.0, 0.7]
    assert made.state.minds["loosest"][:3].tolist() == [1.0, 0.7, 1.0]
    SEATS.bind(made.state, -1, 0.2)
    SEATS.bind(made.state, 1, 0.9)
    assert made.state.minds["loosest"][:3].tolist() == [1.0, 0.7, 1.0]
    SEATS.bind(made.state, 1, 0.3)
    assert made.state.minds["loosest"][:3].tolist() == [1.0, 0.3, 1.0]


def test_names_are_counted_in_full_seats() -> None:
    made = society(others=1, seats=(3, 0, 0), spare=(1, 0, 0))
    made.seat(COMMITTEE, [0])
    seat = made.take(COMMITTEE, 3, 1)
    made.take(COMMITTEE, 2, 2, candidates=True)
    assert made.state.named[COMMITTEE] == 1
    SEATS.leave_seat(made.world, made.state, seat)
    assert made.state.named[COMMITTEE] == 0


def test_a_session_is_one_that_elects_the_committee() -> None:
    made = society()
    made.sit(
        (1, [CONGRESS, COMMITTEE], [CONTROL], 9), (2, [COMMITTEE], [PRESIDIUM], 0), (4, [CONGRESS], [COMMITTEE], 9)
    )
    assert [SEATS.delegates_sit(made.world, month) for month in range(6)] == [False] * 4 + [True, False]


def test_somebody_is_beaten_or_nobody() -> None:
    made = society()
    assert not SEATS.anybody_beaten(made.world, made.state)
    made.state.minds[2].beaten = 1
    assert SEATS.anybody_beaten(made.world, made.state)
