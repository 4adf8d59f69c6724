"""Divisions: whose seat is put to the vote when it is renewed, and on whom a session divides."""

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
KEY = np.uint64(4)
MONTH = 12
SURE = {"tempo": 1.0, "occasion": 1.0, "gap": 0.1}
"""A motion is brought as soon as a venue sits."""


def attacked(*, units: int = 0, **parameters: float) -> Society:
    """0 campaigns against 1 since month 0, 2 stands by 1, and every body of seats sits in month 12 (and delegates)."""
    numbers = {"vote_tie": 20.0} | SURE | parameters
    made = society(units=units, seats=(9, 5, 6), offices=1, **numbers)
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
