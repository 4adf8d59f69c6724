"""Motions: when one is brought and where, who can keep it off the table, and what a letter sets off."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, CONGRESS, CONTROL, PRESIDIUM, bits

DRAWS = plain("draws")
MOTIONS = plain("mechanisms.motions")
KEY = np.uint64(4)
MONTH = 12
SURE = {"tempo": 1.0, "occasion": 1.0, "gap": 0.1}
"""A motion is brought as soon as a venue sits."""


def attacked(*, contenders: int = 3, **parameters: float) -> Society:
    """0 campaigns against 1 since month 0, 2 stands by 1, and every body of seats sits in month 12."""
    numbers = {"vote_tie": 20.0} | SURE | parameters
    made = society(contenders=contenders, seats=(9, 5, 6), offices=1, **numbers)
    made.sit((MONTH, [COMMITTEE, CONTROL, PRESIDIUM], [], 100))
    made.campaign(1, 0, behind=[2])
    made.tell()
    return made


def bring(made: Society, month: int = MONTH, key: np.uint64 = KEY) -> Any:
    """What 1 has to expect after the month's motions."""
    MOTIONS.motions(made.world, made.state, month, key)
    return made.state.minds[1]


# When


def ripe_luck(key: np.uint64) -> float:
    return float(DRAWS.draw(DRAWS.stream_key(key, MONTH, DRAWS.MOTION), 12))


def test_ripeness_by_hand() -> None:
    """tempo 0.8, half the founder's authority, opened in month 4 and a rung in month 6, gap 5, offence 0.4:
    waited 6 months at 1.4 times the pace, 1 - e^(-8.4/5); occasion 0.25 + 0.75 (1 - e^(-0.6)).
    """
    made = attacked(tempo=0.8, occasion=0.25, gap=5.0)
    put(made.state.minds[1], opened=4, last_rung=6, offence=0.4)
    made.state.authority = 0.5
    chance = 0.8 * 0.5 * (0.25 + 0.75 * (1 - math.exp(-0.6))) * (1 - math.exp(-8.4 / 5))
    keys = [np.uint64(key) for key in range(600)]
    ripe = [bool(MOTIONS.ripe(made.world, made.state, 1, MONTH, key)) for key in keys]
    assert ripe == [ripe_luck(key) < chance for key in keys]
    assert abs(sum(ripe) - 600 * chance) < 4 * (600 * chance * (1 - chance)) ** 0.5


@settings(max_examples=50)
@given(key=st.integers(0, 2**64 - 1).map(np.uint64), offence=st.floats(0, 9), opened=st.integers(0, 11))
def test_while_the_founder_acts_no_motion_is_brought(key: np.uint64, offence: float, opened: int) -> None:
    made = attacked()
    made.state.authority = 1.0
    put(made.state.minds[1], offence=offence, opened=opened)
    assert not MOTIONS.ripe(made.world, made.state, 1, MONTH, key)


def test_no_motion_in_the_month_of_opening_or_of_a_rung() -> None:
    made = attacked()
    for name in ("opened", "last_rung"):
        assert MOTIONS.ripe(made.world, made.state, 1, MONTH, KEY)
        put(made.state.minds[1], **{name: MONTH})
        assert not any(MOTIONS.ripe(made.world, made.state, 1, MONTH, np.uint64(key)) for key in range(50))
        put(made.state.minds[1], **{name: 0})


def test_without_offence_only_a_part_and_without_a_campaign_none() -> None:
    made = attacked(occasion=0.0)
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE])
    made.seat(COMMITTEE, [0] * 9)
    assert bring(made).verdict == -1
    made.set(occasion=1.0)
    assert bring(made).verdict == 0
    made.state.minds[1].leader = -1
    made.campaign(2, 0)
    assert bring(made).verdict == -1


def test_what_was_voted_a_month_before_is_voted_no_more() -> None:
    """A verdict and a failure are of the month: where a venue sits and nothing is brought, neither is left."""
    made = attacked(tempo=0.0)
    put(made.state.minds[1], verdict=3, failed=1)
    assert (bring(made).verdict, made.state.minds[1].failed) == (-1, 0)


# Where


def test_the_agenda_keeps_a_motion_off_the_table_unless_the_presidium_turned() -> None:
    made = attacked()
    put(made.world.rules, agenda=w.HELD, agenda_office=0)

    def tabled(holder: int, turned: int = 0) -> bool:
        made.state.posts[0].holder = holder
        made.state.minds[1].turned = turned
        return bool(MOTIONS.on_the_table(made.world, made.state, 1))

    assert [tabled(holder) for holder in (0, 1, 2, -1)] == [True, False, False, True]
    assert all(tabled(holder, 1) for holder in (0, 1, 2, -1))
    made.state.pairs[2, 1].stance = 0  # who stands aside lets it pass
    assert tabled(2)
    made.campaign(1, 2, behind=[0])  # and the first contender can keep it off like any other
    assert not tabled(0)
    made.campaign(1, 0)
    made.world.rules.agenda = w.JOINT
    assert [tabled(0), tabled(0, 1)] == [False, True]
    made.world.rules.agenda = w.GONE
    assert tabled(1)


def test_an_agenda_that_keeps_off_is_obeyed() -> None:
    made = attacked()
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE])
    made.seat(COMMITTEE, [0] * 9)
    put(made.world.rules, agenda=w.HELD, agenda_office=0)
    made.state.posts[0].holder = 1
    assert bring(made).verdict == -1
    assert made.state.events == 0
    made.state.minds[1].turned = 1
    assert bring(made).verdict == 0


def ladder() -> Society:
    made = attacked()
    made.rung(w.NOTHING)
    made.rung(w.OFFICE_LOST)
    made.rung(w.SEAT_LOST, PRESIDIUM)
    made.rung(w.SEAT_LOST, COMMITTEE)
    made.rung(w.MEMBERSHIP)
    made.rung(w.PRESENCE, hazard=0.5)
    for rung in range(4):
        made.motion(rung, [COMMITTEE])
    made.motion(4, [COMMITTEE], 2 / 3, only=w.MEMBERS_OF, of=COMMITTEE)
    made.motion(4, [COMMITTEE], 1 / 2, only=w.OTHERS_THAN, of=COMMITTEE)
    return made


def next_rung(made: Society) -> int:
    return int(MOTIONS.next_rung(made.world, made.state, 1, MONTH))


def first_motion(made: Society, rung: int, *bodies: int) -> int:
    """The first motion for a rung against 1 where these bodies sit."""
    return int(MOTIONS.after(made.world, made.state, 1, rung, bits(bodies), -1))


def test_the_ladder_is_climbed_from_below() -> None:
    made = ladder()
    made.state.posts[0].holder = 1
    seats = [made.take(COMMITTEE, 1, 1), made.take(PRESIDIUM, 1, 1)]
    leave = plain("mechanisms.seats").leave_seat
    assert next_rung(made) == 0
    made.state.minds[1].beaten = 1
    assert next_rung(made) == 1
    made.state.posts[0].holder = -1
    assert next_rung(made) == 2
    leave(made.world, made.state, seats[1])
    assert next_rung(made) == 3
    leave(made.world, made.state, seats[0])
    assert next_rung(made) == 4
    made.state.lives[1].member = 0
    assert next_rung(made) == -1


def test_two_thirds_for_a_member_and_half_for_others() -> None:
    made = ladder()
    seat = made.take(COMMITTEE, 1, 1)
    motion = first_motion(made, 4, COMMITTEE)
    assert (motion, made.world.motions[motion].threshold) == (4, 2 / 3)
    assert MOTIONS.after(made.world, made.state, 1, 4, bits([COMMITTEE]), motion) == -1
    plain("mechanisms.seats").leave_seat(made.world, made.state, seat)
    motion = first_motion(made, 4, COMMITTEE)
    assert (motion, made.world.motions[motion].threshold) == (5, 1 / 2)


def test_a_rung_waits_for_its_venue_and_none_above_is_tried() -> None:
    """The censure needs congress and control commission in one month; the expulsion, which could come, waits too."""
    made = attacked()
    made.rung(w.NOTHING)
    made.rung(w.MEMBERSHIP)
    made.motion(0, [CONGRESS, CONTROL])
    made.motion(1, [COMMITTEE])
    made.sit((3, [CONGRESS], [], 5), (5, [COMMITTEE, CONTROL], [], 5), (7, [CONGRESS], [], 5), (7, [CONTROL], [], 5))
    present = [MOTIONS.sitting_bodies(made.world, made.state, month) for month in range(9)]
    assert [MOTIONS.after(made.world, made.state, 1, 0, bodies, -1) for bodies in present] == [-1] * 7 + [0, -1]
    made.seat(COMMITTEE, [0] * 5)
    assert bring(made, 5).verdict == -1
    assert made.state.events == 0


def test_a_session_that_must_be_called_sits_where_it_is_called() -> None:
    made = attacked()
    made.sit((MONTH, [COMMITTEE], [], 0), (MONTH, [CONTROL], [], 0, 1))
    assert MOTIONS.sitting_bodies(made.world, made.state, MONTH) == bits([COMMITTEE])
    made.state.convened = 1
    assert MOTIONS.sitting_bodies(made.world, made.state, MONTH) == bits([COMMITTEE, CONTROL])
    assert MOTIONS.sitting_bodies(made.world, made.state, MONTH + 1) == 0


def venues(*, contenders: int = 3) -> Society:
    """A censure can be brought in the committee, where 0 has 5 of 9, or in the control commission, where he has all."""
    made = attacked(contenders=contenders)
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE])
    made.motion(0, [CONTROL])
    made.motion(0, [PRESIDIUM])
    made.seat(COMMITTEE, [0] * 5 + [1] * 4)
    made.seat(CONTROL, [0] * 6)
    made.seat(PRESIDIUM, [1] * 5)
    return made


@pytest.mark.parametrize(
    ("holder", "where"), [(-1, 0), (0, 1), (2, 0), (3, 1)], ids=["nobody", "the mover", "a supporter", "an ally"]
)
def test_a_mover_who_has_the_agenda_chooses_the_venue(holder: int, where: int) -> None:
    """0 or an ally of his has it: the control commission, where he expects most; else the first venue there is."""
    made = venues(contenders=4)
    made.stand(3, 1, 1)
    made.bear("agenda", 0)
    made.state.posts[0].holder = holder
    made.state.minds[1].turned = 1
    assert bring(made).verdict == 0
    (vote,) = made.told(w.VOTED)
    assert vote.where == where


def test_of_equal_venues_the_first_is_taken() -> None:
    made = venues()
    made.world.motions[1].bodies = made.world.motions[0].bodies
    made.bear("agenda", 0)
    made.state.posts[0].holder = 0
    assert MOTIONS.venue(made.world, made.state, 1, 0, bits([COMMITTEE, CONTROL]), MONTH, KEY) == 0


def test_a_venue_is_weighed_by_what_it_lacks_of_its_threshold() -> None:
    """Where two thirds are needed, 5 of 9 is worse than 5 of 9 where half is; a shared agenda counts if all turned."""
    made = venues()
    made.world.motions[1].threshold = 0.95
    made.bear("agenda", 0)
    made.state.posts[0].holder = 0
    found = MOTIONS.venue(made.world, made.state, 1, 0, bits([COMMITTEE, CONTROL]), MONTH, KEY)
    assert found == 0  # 5/9 - 1/2 is more than 1 - 0.95
    made.world.motions[1].threshold = 0.9
    assert MOTIONS.venue(made.world, made.state, 1, 0, bits([COMMITTEE, CONTROL]), MONTH, KEY) == 1
    made.bear("agenda", 0, w.JOINT)
    assert MOTIONS.venue(made.world, made.state, 1, 0, bits([COMMITTEE, CONTROL]), MONTH, KEY) == 0
    made.state.minds[1].turned = 1
    assert MOTIONS.venue(made.world, made.state, 1, 0, bits([COMMITTEE, CONTROL]), MONTH, KEY) == 1


# The letter


def test_a_letter_read_to_all_puts_his_office_to_the_vote_at_once() -> None:
    """1 is uncensured, nobody has fought, and the campaign is new: but the letter of this month names him."""
    made = attacked(occasion=0.0)
    made.rung(w.NOTHING)
    made.rung(w.OFFICE_LOST)
    for rung in (0, 1):
        made.motion(rung, [COMMITTEE])
    made.seat(COMMITTEE, [0] * 6)
    made.state.posts[0].holder = 1
    made.state.minds[1].opened = MONTH
    assert bring(made).verdict == -1
    put(made.state, letter=w.READ, letter_on=1, letter_month=MONTH)
    assert next_rung(made) == 1
    assert bring(made).verdict == 1
    for change in ({"letter": w.KEPT}, {"letter_on": 2}, {"letter_month": MONTH - 1}):
        put(made.state, **({"letter": w.READ, "letter_on": 1, "letter_month": MONTH} | change))
        assert bring(made).verdict == -1
        assert next_rung(made) == 0


def test_a_letter_finds_nothing_to_take_from_one_without_office() -> None:
    made = attacked()
    made.rung(w.NOTHING)
    made.rung(w.OFFICE_LOST)
    put(made.state, letter=w.READ, letter_on=1, letter_month=MONTH)
    assert next_rung(made) == -1
