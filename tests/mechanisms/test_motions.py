"""Motions: when one is brought and where, who can keep it off the table, how a seat leans, what carries and divides."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import BASE, COMMITTEE, CONGRESS, CONTROL, PRESIDIUM, bits

DRAWS = plain("draws")
MOTIONS = plain("mechanisms.motions")
VOTING = plain("mechanisms.voting")
KEY = np.uint64(4)
MONTH = 12
SURE = {"tempo": 1.0, "occasion": 1.0, "gap": 0.1}
"""A motion is brought as soon as a venue sits."""


def attacked(*, contenders: int = 3, units: int = 0, offices: int = 1, **parameters: float) -> Society:
    """0 campaigns against 1 since month 0, 2 stands by 1, and every body of seats sits in month 12 (and delegates)."""
    numbers = {"vote_tie": 20.0} | SURE | parameters
    made = society(contenders=contenders, units=units, seats=(9, 5, 6), offices=offices, **numbers)
    made.sit((MONTH, [*([CONGRESS] if units else []), COMMITTEE, CONTROL, PRESIDIUM], [], 100))
    made.campaign(1, 0, behind=[2])
    made.tell()
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


def reckon(made: Society, *bodies: int, bar: float = 0.0, stream: int = 0) -> tuple[int, float]:
    """Votes and ayes against 1: expected, or cast under a stream of luck."""
    MOTIONS.lean(made.world, made.state, 1, bar)
    votes, ayes = MOTIONS.count(made.world, made.state, 1, bits(bodies), MONTH, KEY, stream)
    return int(votes), float(ayes)


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
    """Three of 0's people with a name, of ties 1, 0.5 and 0, and one of 1's without: logistic of 2, 1, 0 and -2."""
    made = society(others=3, seats=(9, 0, 0), vote_tie=2.0)
    made.campaign(1, 0)
    for person, tie in ((3, 1.0), (4, 0.5), (5, 0.0)):
        made.owe(person, 0, tie)
        made.take(COMMITTEE, person, 0, tie)
    made.seat(COMMITTEE, [1])
    votes, ayes = reckon(made, COMMITTEE)
    assert votes == 4
    assert ayes == pytest.approx(sum(1 / (1 + math.exp(-pull)) for pull in (2, 1, 0, -2)))


@settings(max_examples=40)
@given(
    patrons=st.lists(st.integers(-1, 2), max_size=9), tie=st.floats(0, 1), pulled=st.floats(0, 5), bar=st.floats(-2, 2)
)
def test_a_body_without_names_is_reckoned_at_once(patrons: list[int], tie: float, pulled: float, bar: float) -> None:
    """What is expected of it is what a body is expected to do in which the last seat has a name."""
    made = attacked(vote_tie=pulled, newcomer_tie=tie)
    made.seat(COMMITTEE, patrons, tie=tie)
    votes, ayes = reckon(made, COMMITTEE, bar=bar)
    made.state.named[COMMITTEE] = 1  # as if there were a name among them: seat by seat
    assert (votes, pytest.approx(ayes, abs=1e-12)) == reckon(made, COMMITTEE, bar=bar)
    assert votes == len(patrons)


def test_each_seat_votes_by_its_own_luck() -> None:
    """At even odds a seat is against where its luck is below 1/2; its luck hangs on body, place and target alone."""
    made = attacked(vote_tie=0.0)
    made.seat(COMMITTEE, [0, 1, 2, -1, -1, 0, 1])
    stream = DRAWS.mix(DRAWS.stream_key(KEY, MONTH, DRAWS.VOTE), 12)
    lucks = [DRAWS.draw(stream, 3 * 65536 + place) for place in range(7)]
    assert reckon(made, COMMITTEE, stream=DRAWS.VOTE) == (7, sum(luck < 0.5 for luck in lucks))
    assert reckon(made, COMMITTEE) == (7, 3.5)
    made.seat(CONTROL, [0, 1, -1, -1, 2])  # the places of another body are counted from its own first
    lucks = [DRAWS.draw(stream, 5 * 65536 + place) for place in range(5)]
    assert reckon(made, CONTROL, stream=DRAWS.VOTE) == (5, sum(luck < 0.5 for luck in lucks))


def test_the_absent_and_candidates_do_not_vote() -> None:
    made = attacked()
    put(made.world.bodies[COMMITTEE], full=7, candidates=7, spare=2)
    made.take(COMMITTEE, 0, 0)
    made.take(COMMITTEE, 2, 2)
    made.seat(COMMITTEE, [0, 0])
    made.seat(COMMITTEE, [0], candidates=True)
    made.state.lives[2].absent = MONTH + 1
    assert reckon(made, COMMITTEE, stream=DRAWS.VOTE) == (3, 3.0)
    assert reckon(made, COMMITTEE) == (3, pytest.approx(3.0))
    made.state.lives[2].absent = MONTH
    assert reckon(made, COMMITTEE, stream=DRAWS.VOTE) == (4, 3.0)
    assert reckon(made, COMMITTEE)[0] == 4


def three_units(**parameters: float) -> Society:
    """Three units of weight 5, 3, 2. The heads of 0 and 1 deliver 0.8 and 0.5; the third, who owes nobody, all."""
    made = attacked(units=3, **parameters)
    for unit, (patron, weight, delivery) in enumerate([(0, 5.0, 0.8), (1, 3.0, 0.5), (-1, 2.0, 1.0)]):
        made.head(unit, patron, weight=weight, delivery=delivery)
    return made


def test_delegations_by_hand() -> None:
    """At even odds for the free: 5 (0.8 + 0.1) + 3 (0 + 0.25) + 2 0.5 = 6.25 of 10 expected; 100 delegates: 62.5."""
    made = three_units()
    votes, ayes = reckon(made, CONGRESS)
    assert votes == 100
    assert ayes == pytest.approx(62.5)
    stream = DRAWS.mix(DRAWS.stream_key(KEY, MONTH, DRAWS.DELEGATE_VOTE), 12)
    third = 2.0 if DRAWS.draw(stream, 103) < 0.5 else 0.0
    _, ayes = reckon(made, CONGRESS, stream=DRAWS.VOTE)
    assert ayes == pytest.approx(10 * (5 * 0.9 + 3 * 0.25 + third))


def test_members_expelled_for_him_vote_for_him_no_more() -> None:
    """0.6 of those who would stand by 1 are in: of the free 1 - 0.5 0.6 = 0.7 are against him, of the delivered as before.

    5 (0.8 + 0.2 0.7) + 3 (0.5 0.7) + 2 0.5 = 6.75 of 10.
    """
    made = three_units()
    made.state.minds[1].stood_by = 0.6
    assert reckon(made, CONGRESS) == (100, pytest.approx(67.5))


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
            made.campaign(2, 0, against=[1])
            made.stand(2, 1, -1)
        bring(made)
        outcomes.append([event.votes_for for event in made.state.chronicle[: made.state.events] if event.whom == 1])
    assert outcomes[0] == outcomes[1] != []


# The renewal of seats


def renewed(**parameters: float) -> Society:
    """The presidium is elected anew by a committee of 6 of 0's people and 3 of 1's; 1 is under sanction and has fought."""
    made = attacked(**parameters)
    made.rung(w.SEAT_LOST, PRESIDIUM, reluctance=0.8)
    made.motion(0, [COMMITTEE], renewal=1)
    made.take(PRESIDIUM, 1, 1)
    made.seat(COMMITTEE, [0] * 6 + [1] * 3)
    put(made.state.minds[1], beaten=1, offence=0.5, last_rung=MONTH)
    return made


def renew(made: Society, key: np.uint64 = KEY, body: int = PRESIDIUM) -> int:
    MOTIONS.renew(made.world, made.state, body, MONTH, key)
    return int(made.state.minds[1].verdict)


def test_a_renewal_by_hand() -> None:
    """tempo 0.8 under half the founder's authority, offence 0.5: 0.4 (1 - e^(-0.75)), in the very month of a rung."""
    chance = 0.4 * (1 - math.exp(-0.75))
    voted = 0
    for key in map(np.uint64, range(120)):
        made = renewed(tempo=0.8)
        made.state.authority = 0.5
        brought = DRAWS.draw(DRAWS.stream_key(key, MONTH, DRAWS.RENEWAL), 12) < chance
        assert renew(made, key) == (0 if brought else -1)
        assert not brought or tally(made) == [6, 3, 1]
        voted += brought
    assert abs(voted - 120 * chance) < 4 * (120 * chance * (1 - chance)) ** 0.5


@pytest.mark.parametrize(
    "why", ["silent", "unbeaten", "unattacked", "seatless", "other", "ordinary", "tabled", "voted"]
)
def test_whose_seat_is_renewed_without_a_vote(why: str) -> None:
    """Silent, under no sanction, attacked by nobody, without a seat there; another body; a motion that is no renewal;
    one that the agenda keeps off; and one who was voted down this month already.
    """
    made = renewed()
    if why == "silent":
        made.state.minds[1].offence = 0.0
    elif why == "unbeaten":
        made.state.minds[1].beaten = 0
    elif why == "unattacked":
        made.state.minds[1].leader = -1
        made.campaign(2, 0)
    elif why == "seatless":
        plain("mechanisms.seats").lose_seat(made.world, made.state, 1, PRESIDIUM, MONTH)
    elif why == "ordinary":
        made.world.motions[0].renewal = 0
    elif why == "tabled":
        made.bear("agenda", 0)
        made.state.posts[0].holder = 2
    elif why == "voted":
        made.state.minds[1].verdict = 7
    votes = [renew(made, key, COMMITTEE if why == "other" else PRESIDIUM) for key in map(np.uint64, range(30))]
    assert set(votes) == {7 if why == "voted" else -1}
    assert made.state.events == 0


def test_a_seat_to_be_renewed_is_taken_the_more_easily() -> None:
    """Nothing but a reluctance of 0.8, of which reelection 0.5 falls away: 9 votes of logistic(-0.3) expected."""
    made = renewed(reelection=0.5, vote_tie=0.0)
    made.world.motions[0].threshold = 0.0
    made.state.minds[1].offence = 9.0
    assert renew(made) == 0
    expected = 9 * (2 / (1 + math.exp(0.3)) - 1)
    (vote,) = made.told(w.VOTED)
    assert vote.terms[w.BY_RELUCTANCE] == pytest.approx(expected)
    assert (
        MOTIONS.after(made.world, made.state, 1, 0, bits([COMMITTEE]), -1) == -1
    )  # and it is no motion of every month


def test_a_renewal_has_a_luck_of_its_own() -> None:
    made = renewed(vote_tie=0.0)
    made.world.motions[0].threshold = 0.0
    made.world.rungs[0].reluctance = 0.0
    made.state.minds[1].offence = 9.0
    renew(made)
    stream = DRAWS.mix(DRAWS.stream_key(KEY, MONTH, DRAWS.RENEWAL), 12)
    assert tally(made)[0] == sum(DRAWS.draw(stream, 3 * 65536 + place) < 0.5 for place in range(9))


# Divisions


def divided(*sits: int, **parameters: float) -> Society:
    """Three units (5 of 0, 3 of 1, 2 of 2's, all delivered); the presidium's majority turned on 1, and bodies sit."""
    made = attacked(units=3, **({"session_won": 0.1, "tempo": 0.0} | parameters))
    made.sit((MONTH, sits or [CONGRESS], [], 50))
    for unit, (patron, weight) in enumerate([(0, 5.0), (1, 3.0), (2, 2.0)]):
        made.head(unit, patron, weight=weight)
    made.state.minds[1].turned = 1
    made.state.minds["standing"][:3] = 0.5
    return made


def test_in_a_division_nothing_is_reluctant() -> None:
    """At even odds and no delivery half of the members are against him: 25 of 50, whatever the luck of heads."""
    made = divided(vote_tie=0.0)
    made.state.heads["delivery"][:3] = 0.0
    bring(made)
    (event,) = made.told(w.DIVIDED)
    assert (event.votes_for, event.votes_against) == (25, 25)


def test_a_division_by_hand() -> None:
    """0's side has 5 of 10 in weight: 25 of 50 delegates, no majority, so the leader loses 0.1. With 6 of 11 he wins it."""
    made = divided()
    bring(made)
    (event,) = made.told(w.DIVIDED)
    assert (event.who, event.whom, event.where) == (0, 1, CONGRESS)
    assert (event.votes_for, event.votes_against, event.carried) == (25, 25, 0)
    assert made.state.minds["standing"][:3].tolist() == pytest.approx([0.4, 0.6, 0.5])
    made = divided()
    made.head(0, 0, weight=6.0)
    bring(made)
    (event,) = made.told(w.DIVIDED)
    assert (event.votes_for, event.votes_against, event.carried) == (27, 23, 1)
    assert made.state.minds["standing"][:3].tolist() == pytest.approx([0.6, 0.4, 0.5])
    assert sum(event.terms) == pytest.approx(4)


def test_standing_lost_in_a_division_ends_at_nothing() -> None:
    made = divided(session_won=0.9)
    bring(made)
    assert made.state.minds["standing"][:2].tolist() == pytest.approx([0.0, 1.4])


def test_the_discussion_before_a_session_divides_members() -> None:
    """Weights 5, 3, 2: 10 members, of whom 5 are against 1."""
    made = divided(BASE)
    bring(made)
    (event,) = made.told(w.DIVIDED)
    assert (event.where, event.votes_for, event.votes_against) == (BASE, 5, 5)


def test_a_division_has_a_luck_of_its_own() -> None:
    """At even odds a unit is against where its luck is below 1/2; elsewhere nothing is divided upon."""
    made = divided(vote_tie=0.0)
    bring(made)
    stream = DRAWS.mix(DRAWS.stream_key(KEY, MONTH, DRAWS.DIVISION), 12)
    share = sum(weight for unit, weight in ((101, 5), (102, 3), (103, 2)) if DRAWS.draw(stream, unit) < 0.5)
    (event,) = made.told(w.DIVIDED)
    assert event.votes_for == 5 * share
    made = divided(COMMITTEE, PRESIDIUM)
    bring(made)
    assert made.told() == []


@pytest.mark.parametrize(("beaten", "turned", "divides"), [(0, 0, False), (1, 0, True), (0, 1, True)])
def test_a_session_divides_over_one_beaten_or_given_up(beaten: int, turned: int, divides: bool) -> None:
    made = divided()
    put(made.state.minds[1], beaten=beaten, turned=turned)
    bring(made)
    assert bool(made.told(w.DIVIDED)) == divides
    assert divides or (made.state.minds["standing"][:3] == 0.5).all()


def test_of_two_campaigns_the_one_that_divides_most_is_divided_upon() -> None:
    """Against 1 are 5 of 10 in weight and against 2, whom 0 and 1 fight, 8 of 10; then 10 of 10.1 and 5.1 of 10.1."""
    made = divided()
    made.campaign(2, 0, against=[1])
    made.state.minds["turned"][1:3] = 1
    bring(made)
    assert [event.whom for event in made.told(w.DIVIDED)] == [1]
    made.head(0, 0, weight=5.0)
    made.head(1, 1, weight=0.1)
    made.head(2, 2, weight=5.0)
    made.stand(2, 1, 1)  # now nearly all are against 1, and half against 2
    made.state.minds["turned"][1:3] = 1
    made.tell()
    bring(made)
    assert [event.whom for event in made.told(w.DIVIDED)] == [2]


@settings(max_examples=30)
@given(weights=st.tuples(*[st.floats(0.1, 9)] * 3), key=st.integers(0, 2**64 - 1).map(np.uint64))
def test_without_session_won_a_division_moves_no_standing(weights: tuple[float, ...], key: np.uint64) -> None:
    made = divided(session_won=0.0, vote_tie=1.0)
    for unit, weight in enumerate(weights):
        made.head(unit, unit, weight=weight)
    bring(made, key=key)
    (event,) = made.told(w.DIVIDED)
    assert event.votes_for + event.votes_against == 50
    assert (made.state.minds["standing"][:3] == 0.5).all()
