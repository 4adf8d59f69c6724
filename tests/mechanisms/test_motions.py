"""Motions: when one is brought, who can keep it off the table, how a seat leans, and what carries."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, CONGRESS, CONTROL, PRESIDIUM

DRAWS = plain("draws")
MOTIONS = plain("mechanisms.motions")
VOTING = plain("mechanisms.voting")
KEY = np.uint64(4)
MONTH = 12
SURE = {"tempo": 1.0, "occasion": 1.0, "gap": 0.1}
"""A motion is brought as soon as a venue sits."""


def attacked(*, units: int = 0, offices: int = 1, **parameters: float) -> Society:
    """0 campaigns against 1 since month 0, 2 stands by 1, and every body of seats sits in month 12."""
    made = society(units=units, seats=(9, 5, 6), offices=offices, **({"vote_tie": 20.0} | SURE | parameters))
    made.sit((MONTH, [CONGRESS, COMMITTEE, CONTROL, PRESIDIUM], [], 100))
    made.campaign(1, 0, behind=[2])
    made.state.chronicle[:] = 0
    made.state.keep = 9
    return made


def bring(made: Society, month: int = MONTH, key: np.uint64 = KEY) -> Any:
    """What 1 has to expect after the month's motions."""
    MOTIONS.motions(made.world, made.state, month, key)
    return made.state.minds[1]


def tally(made: Society) -> list[int]:
    """Votes for, against, and whether it carried, of the one vote that was taken."""
    (event,) = made.state.chronicle[: made.state.events]
    assert (event.kind, event.who, event.whom) == (w.VOTED, 0, 1)
    return [int(event.votes_for), int(event.votes_against), int(event.carried)]


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
    assert bring(made).verdict == -1


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


def test_the_ladder_is_climbed_from_below() -> None:
    made = ladder()
    made.state.posts[0].holder = 1
    seats = [made.take(COMMITTEE, 1, 1), made.take(PRESIDIUM, 1, 1)]
    leave = plain("mechanisms.seats").leave_seat

    def next_motion() -> int:
        return int(MOTIONS.next_motion(made.world, made.state, 1, MONTH))

    assert next_motion() == 0
    made.state.minds[1].beaten = 1
    assert next_motion() == 1
    made.state.posts[0].holder = -1
    assert next_motion() == 2
    leave(made.world, made.state, seats[1])
    assert next_motion() == 3
    made.world.count.rungs = 3  # where no rung takes the seat, a member can still be expelled
    assert next_motion() == -1
    put(made.world.rungs[3], takes=w.MEMBERSHIP)
    put(made.world.motions[3], rung=3, only=w.MEMBERS_OF, of=COMMITTEE, threshold=2 / 3)
    made.world.count.rungs = 4
    assert next_motion() == 3


def test_two_thirds_for_a_member_and_half_for_others() -> None:
    made = ladder()
    made.state.minds[1].beaten = 1
    seat = made.take(COMMITTEE, 1, 1)
    put(made.world.rungs[3], takes=w.NOTHING)
    motion = MOTIONS.next_motion(made.world, made.state, 1, MONTH)
    assert (motion, made.world.motions[motion].threshold) == (4, 2 / 3)
    plain("mechanisms.seats").leave_seat(made.world, made.state, seat)
    motion = MOTIONS.next_motion(made.world, made.state, 1, MONTH)
    assert (motion, made.world.motions[motion].threshold) == (5, 1 / 2)


def test_a_rung_waits_for_its_venue_and_none_above_is_tried() -> None:
    made = attacked()
    made.rung(w.NOTHING)
    made.rung(w.MEMBERSHIP)
    made.motion(0, [CONGRESS, CONTROL])
    made.motion(1, [COMMITTEE])
    made.sit((3, [CONGRESS], [], 5), (5, [COMMITTEE, CONTROL], [], 5), (7, [CONGRESS], [], 5), (7, [CONTROL], [], 5))
    found = [MOTIONS.next_motion(made.world, made.state, 1, month) for month in range(9)]
    assert found == [-1, -1, -1, -1, -1, -1, -1, 0, -1]  # both bodies in one month


# How a seat leans


def test_log_odds_by_hand() -> None:
    """Views on one axis: 0 at -0.5, 1 at 0.7, 2 at 0.1. Rung's reluctance 0.4, offence 0.5 of weight 0.6: -0.1.
    Standings 0.9 and 0.4: -(0.9 - 0.2) 1.2 = -0.84. Says 0.5 of the leader and 0.2 of 2 behind, fear 2: 0.6.
    Beaten: 0.8 and a scare of 0.3. Together 0.76. Nearness, weight 0.5: of 0's people 1.2 - 0, of 1's 0 - 1.2,
    of 2's 0.6 - 0.6, of the unaligned in the middle 0.7 - 0.5.
    """
    made = attacked(vote_view=0.5, vote_standing=1.2, vote_fear=2.0, vote_discipline=0.8, vote_offence=0.6)
    made.world.count.axes = 1
    made.state.views[:3, 0] = -0.5, 0.7, 0.1
    made.rung(w.NOTHING, reluctance=0.4)
    put(made.state.minds[1], offence=0.5, standing=0.9, beaten=1)
    made.state.minds[0].standing = 0.4
    made.state.say[:3] = 0.5, 0.0, 0.2
    made.state.discipline = 0.3
    MOTIONS.lean(made.world, made.state, 1, 0)
    assert made.state.chance[[0, 1, 2, -1]].tolist() == pytest.approx([1.36, 0.16, 0.76, 0.86])
    made.world.rules.branding = 0
    MOTIONS.lean(made.world, made.state, 1, 0)
    assert made.state.chance[-1] == pytest.approx(0.86 - 1.1)


def test_ties_pull_to_the_patrons_side() -> None:
    made = attacked(vote_tie=3.0)
    pulls = [VOTING.pull(made.world, made.state, patron, 0.5, 1) for patron in (0, 1, 2, -1)]
    assert pulls == [1.5, -1.5, -1.5, 0.0]
    made.state.pairs[2, 1].stance = 0
    assert VOTING.pull(made.world, made.state, 2, 0.5, 1) == 0.0


# What carries


def verdict(votes_for: int, votes: int, threshold: float) -> tuple[int, list[list[int]]]:
    """With ties beyond doubt, so many of so many joint seats vote against 1."""
    made = attacked()
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE, CONTROL], threshold)
    patrons = [0] * votes_for + [1] * (votes - votes_for)
    made.seat(COMMITTEE, patrons[:9])
    made.seat(CONTROL, patrons[9:])
    found = int(bring(made).verdict)
    assert made.state.minds[1].failed == 0
    return found, [tally(made)] if made.state.events else []


def test_thresholds_by_hand() -> None:
    """8 of 15 is more than half, 6 of 12 is not; 10 of 15 is not more than two thirds, 11 is.

    A vote that the leader sees lost is not brought.
    """
    assert verdict(8, 15, 0.5) == (0, [[8, 7, 1]])
    assert verdict(6, 12, 0.5) == (-1, [])
    assert verdict(10, 15, 2 / 3) == (-1, [])
    assert verdict(11, 15, 2 / 3) == (0, [[11, 4, 1]])
    assert verdict(1, 1, 0.5) == (0, [[1, 0, 1]])
    assert verdict(0, 0, 0.5) == (-1, [])


@pytest.mark.parametrize(("votes_for", "threshold"), [(4, 0.5), (6, 2 / 3)])
def test_a_hopeful_leader_brings_a_vote_and_loses_it(votes_for: int, threshold: float) -> None:
    """4 of 9, or 6 where two thirds are needed, with a forecast that errs by 1: brought where it says enough, and lost."""
    lost = 0
    for key in map(np.uint64, range(40)):
        made = attacked(forecast=1.0)
        made.rung(w.NOTHING)
        made.motion(0, [COMMITTEE], threshold)
        made.seat(COMMITTEE, [0] * votes_for + [1] * (9 - votes_for))
        error = DRAWS.normal(DRAWS.mix(DRAWS.stream_key(key, MONTH, DRAWS.FORECAST), 12))
        mind = bring(made, key=key)
        brought = votes_for / 9 + error > threshold
        assert (mind.verdict, mind.failed) == (-1, int(brought))
        assert made.state.events == int(brought)
        assert not brought or tally(made) == [votes_for, 9 - votes_for, 0]
        lost += brought
    assert 8 < lost < 32


def test_half_of_the_votes_carries_nothing() -> None:
    made = attacked(forecast=1.0)
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE])
    made.seat(COMMITTEE, [0] * 4 + [1] * 4)
    for key in map(np.uint64, range(9)):
        assert bring(made, key=key).verdict == -1
    assert made.state.events > 0


def test_each_tie_pulls_as_strongly_as_it_is() -> None:
    """Three of 0's people with ties 1, 0.5 and 0, and one of 1's: logistic of 2, 1, 0 and -2 expected."""
    made = attacked(vote_tie=2.0)
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE])
    for tie in (1.0, 0.5, 0.0):
        made.seat(COMMITTEE, [0], tie=tie)
    made.seat(COMMITTEE, [1])
    MOTIONS.lean(made.world, made.state, 1, 0)
    votes, ayes = MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, False)
    assert votes == 4
    assert ayes == pytest.approx(sum(1 / (1 + math.exp(-pull)) for pull in (2, 1, 0, -2)))


def test_each_seat_votes_by_its_own_luck() -> None:
    """At even odds a seat is against where its luck is below 1/2; its luck hangs on body, place and target alone."""
    made = attacked(vote_tie=0.0)
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE])
    made.seat(COMMITTEE, [0, 1, 2, -1, -1, 0, 1])
    MOTIONS.lean(made.world, made.state, 1, 0)
    votes, ayes = MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, True)
    stream = DRAWS.mix(DRAWS.stream_key(KEY, MONTH, DRAWS.VOTE), 12)
    lucks = [DRAWS.draw(stream, 3 * 65536 + place) for place in range(7)]
    assert (votes, ayes) == (7, sum(luck < 0.5 for luck in lucks))
    assert MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, False) == (7, 3.5)


def test_the_absent_and_candidates_do_not_vote() -> None:
    made = attacked()
    made.world.bodies[COMMITTEE].full = 7
    made.world.bodies[COMMITTEE].candidates = 7
    made.world.bodies[COMMITTEE].spare = 2
    made.take(COMMITTEE, 0, 0)
    made.take(COMMITTEE, 2, 2)
    made.seat(COMMITTEE, [0, 0])
    made.seat(COMMITTEE, [0], candidates=True)
    made.state.lives[2].absent = MONTH + 1
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE])
    MOTIONS.lean(made.world, made.state, 1, 0)
    assert MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, True) == (3, 3.0)
    made.state.lives[2].absent = MONTH
    assert MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, True) == (4, 3.0)


def test_delegations_by_hand() -> None:
    """Three units of weight 5, 3, 2. The heads of 0 and 1 deliver 0.8 and 0.5; the third, who owes nobody, 1.

    At even odds for the free: 5 (0.8 + 0.1) + 3 (0 + 0.25) + 2 0.5 = 6.25 of 10 expected; 100 delegates: 62.5.
    """
    made = attacked(units=3)
    made.rung(w.NOTHING)
    made.motion(0, [CONGRESS])
    for unit, (patron, weight, delivery) in enumerate([(0, 5.0, 0.8), (1, 3.0, 0.5), (-1, 2.0, 1.0)]):
        put(made.state.heads[unit], patron=patron, tie=1.0, weight=weight, delivery=delivery)
    MOTIONS.lean(made.world, made.state, 1, 0)
    votes, ayes = MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, False)
    assert votes == 100
    assert ayes == pytest.approx(62.5)
    stream = DRAWS.mix(DRAWS.stream_key(KEY, MONTH, DRAWS.DELEGATE_VOTE), 12)
    third = 2.0 if DRAWS.draw(stream, 103) < 0.5 else 0.0
    _, ayes = MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, True)
    assert ayes == pytest.approx(10 * (5 * 0.9 + 3 * 0.25 + third))


@settings(max_examples=40)
@given(
    key=st.integers(0, 2**64 - 1).map(np.uint64),
    patrons=st.lists(st.integers(-1, 2), min_size=1, max_size=15),
    tie=st.floats(0, 1),
    pulled=st.floats(0, 20),
    threshold=st.floats(0.01, 0.99),
)
def test_votes_sum_to_the_seats_that_vote(
    key: np.uint64, patrons: list[int], tie: float, pulled: float, threshold: float
) -> None:
    made = attacked(vote_tie=pulled, forecast=1.0)
    made.rung(w.NOTHING)
    made.motion(0, [COMMITTEE, CONTROL], threshold)
    made.seat(COMMITTEE, patrons[:9], tie=tie)
    made.seat(CONTROL, patrons[9:], tie=tie)
    mind = bring(made, key=key)
    if made.state.events:
        votes_for, votes_against, carried = tally(made)
        assert votes_for + votes_against == len(patrons)
        assert min(votes_for, votes_against) >= 0
        assert carried == int(votes_for > threshold * len(patrons)) == int(mind.verdict == 0) == 1 - mind.failed
    else:
        assert (mind.verdict, mind.failed) == (-1, 0)


def test_a_motion_against_one_moves_no_vote_on_another() -> None:
    """The luck of a vote is the target's own: what 1 has to expect is the same beside a campaign against 2."""
    outcomes = []
    for other in (False, True):
        made = attacked(vote_tie=1.0, forecast=0.3)
        made.rung(w.NOTHING)
        made.motion(0, [COMMITTEE])
        made.seat(COMMITTEE, [0, 0, 0, 1, 1, -1, -1, -1, -1])
        if other:
            made.campaign(2, 0)
        bring(made)
        outcomes.append([event.votes_for for event in made.state.chronicle[: made.state.events] if event.whom == 1])
    assert outcomes[0] == outcomes[1] != []
