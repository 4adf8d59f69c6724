"""Alignment: how campaigns open, spread, pass on, lapse and close, and who takes which side in them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import bits_say_sides
from selectorate.testing.society import PRESIDIUM
from selectorate.testing.strategy import change_places

DRAWS = plain("draws")
ALIGNMENT = plain("mechanisms.alignment")
KEY = np.uint64(31)
MONTH = 6
SEEDS = st.integers(0, 10**9)


def align(made: Society, month: int = MONTH) -> None:
    ALIGNMENT.alignment(made.world, made.state, month, KEY)


def feel(made: Society, hostility: float = 1.0) -> None:
    """Let everybody be hostile to everybody."""
    made.state.pairs["hostility"] = hostility


@pytest.mark.parametrize(("beaten", "offence"), [(1, 0.0), (0, 0.5)])
def test_contagion(beaten: int, offence: float) -> None:
    """1, attacked by 0, is beaten or has just fought; 2, a friend of affinity 0.8, stands by him; 3 stands aside.

    contagion 0.9 under a tenth of the founder's authority, occasion 0.25, open opposition 0.4 of 2 and 1's: luck below
    0.81 0.8 (0.25 + 0.75 (1 - e^(-1.5 (0.4 + offence)))) costs 2.
    """
    hit = 0
    chance = 0.81 * 0.8 * (0.25 + 0.75 * (1 - math.exp(-1.5 * (0.4 + offence))))
    for key in map(np.uint64, range(200)):
        made = society(contenders=4, contagion=0.9, occasion=0.25)
        feel(made)
        made.campaign(1, 0, behind=[2])
        put(made.state.minds[1], beaten=beaten, offence=offence)
        made.state.minds[2].offence = 0.4
        made.state.pairs[2, 1].affinity = 0.8
        made.state.authority = 0.1
        ALIGNMENT.alignment(made.world, made.state, MONTH, key)
        caught = DRAWS.draw(DRAWS.stream_key(key, MONTH, DRAWS.CONTAGION), 13) < chance
        assert made.state.minds[2].leader == (0 if caught else -1)
        assert made.state.minds[3].leader == -1
        hit += caught
    assert abs(hit - 200 * chance) < 4 * (200 * chance * (1 - chance)) ** 0.5


def test_how_far_one_shares_the_guilt_of_those_by_whom_he_stands() -> None:
    """0 stands by 1 (affinity 0.3, offence 1) and by 2 (affinity 0.6, offence 0.2), not by 3, and has fought by 0.5.

    The nearest friend counts, and the loudest: 0.6 (1 - e^(-1.5 1.5)). Of an enemy nobody is guilty, and nobody wholly more
    than wholly.
    """
    made = society(contenders=5)
    made.state.minds["offence"][:4] = 0.5, 1.0, 0.2, 9.0
    made.state.pairs["affinity"][0, 1:4] = 0.3, 0.6, 1.0

    def guilt() -> float:
        return float(ALIGNMENT.association(made.world, made.state, 0))

    assert guilt() == 0.0
    made.campaign(1, 4, behind=[0])
    made.campaign(2, 4, behind=[0])
    made.campaign(3, 4)
    assert guilt() == pytest.approx(0.6 * (1 - math.exp(-2.25)))
    made.state.pairs["affinity"][0, 1:3] = -0.5, 1.4
    made.set(occasion=1.0)
    assert guilt() == 1.0
    made.state.pairs["affinity"][0, 1:3] = -0.5
    assert guilt() == 0.0


@pytest.mark.parametrize(
    ("occasion", "offence", "ground"), [(0, 0, 0), (1, 0, 1), (1, 3, 1), (0.5, 1, 1 - math.exp(-1.5) / 2)]
)
def test_the_ground_one_gives(occasion: float, offence: float, ground: float) -> None:
    made = society(occasion=occasion)
    assert ALIGNMENT.ground(made.world, offence) == pytest.approx(ground)


@pytest.mark.parametrize("why", ["silent", "founder", "away", "attacked", "nobody", "rate", "groundless", "enemy"])
def test_who_does_not_catch_it(why: str) -> None:
    made = society(contenders=4, contagion=0.0 if why == "rate" else 1.0, occasion=0.0 if why == "groundless" else 1.0)
    feel(made)
    made.campaign(1, 0, behind=[2] if why != "nobody" else [])
    made.state.pairs[2, 1].affinity = float(why != "enemy")
    put(made.state.minds[1], beaten=0 if why == "silent" else 1, offence=0.0 if why == "groundless" else 0.49)
    made.state.authority = float(why == "founder")
    made.state.lives[2].absent = MONTH + 1 if why == "away" else 0
    if why == "attacked":
        made.campaign(2, 3)
    align(made)
    assert made.state.minds[2].leader == (3 if why == "attacked" else -1)


def test_of_two_pursuers_the_keener_comes() -> None:
    """2 stands by 1, whom 0 attacks, and by 3, whom 4 attacks; of equally hostile ones luck says which is keener."""
    for more, keener in ((0.1, 0), (-0.1, 4)):
        made = society(contenders=5, contagion=1.0, occasion=1.0)
        feel(made)
        made.campaign(1, 0, behind=[2])
        made.campaign(3, 4, behind=[2])
        made.state.minds["beaten"][[1, 3]] = 1
        made.state.pairs["affinity"][2] = 1.0
        made.state.pairs[0, 2].hostility += more
        align(made)
        assert made.state.minds[2].leader == keener


def test_opening_takes_sides_a_month_later_and_turns_a_majority() -> None:
    """Of 7 presidium seats 0 has 3 and 2 has 1: together 4, more than half; 0 alone is not."""
    for joins, turned in ((1, 1), (0, 0), (-1, 0)):
        made = society(seats=(0, 7, 0))
        made.tell()
        made.seat(PRESIDIUM, [0, 0, 0, 2, 1, 1, -1])
        feel(made)
        made.state.minds[1].next_leader = 0
        made.state.pairs[2, 1].next = 1  # what was said of an earlier campaign does not count
        align(made)
        mind = made.state.minds[1]
        assert (mind.leader, mind.opened, mind.next_leader, mind.turned) == (0, MONTH, -1, 0)
        assert made.state.pairs["stance"][:3, 1].tolist() == [1, 0, 0]
        assert [(event.who, event.whom) for event in made.told(w.OPENED)] == [(0, 1)]
        made.state.pairs[0, 1].next = 0  # who leads is against him whatever he says
        made.state.pairs[2, 1].next = joins
        align(made, MONTH + 1)
        assert (mind.leader, mind.opened, mind.turned) == (0, MONTH, turned)
        assert made.state.pairs["stance"][:3, 1].tolist() == [1, 0, joins]
        assert len(made.told(w.OPENED)) == 1


@pytest.mark.parametrize(
    ("beaten", "offence", "ends"), [(1, 0.0, True), (1, 0.49, True), (1, 0.5, False), (0, 0.0, False)]
)
def test_a_campaign_against_one_beaten_and_silent_lapses(beaten: int, offence: float, ends: bool) -> None:
    """lapse 0.3: it ends where the luck of its target is below, if he is under sanction and has not fought of late."""
    ended = 0
    for key in map(np.uint64, range(100)):
        made = society(lapse=0.3)
        feel(made)
        made.campaign(1, 0, against=[2])
        put(made.state.minds[1], beaten=beaten, offence=offence)
        ALIGNMENT.alignment(made.world, made.state, MONTH, key)
        lapsed = ends and DRAWS.draw(DRAWS.stream_key(key, MONTH, DRAWS.LAPSE), 12) < 0.3
        assert made.state.minds[1].leader == (-1 if lapsed else 0)
        ended += lapsed
    assert not ends or 10 < ended < 50


def test_with_lapse_nought_no_campaign_ends_by_itself() -> None:
    made = society()
    feel(made)
    made.campaign(1, 0)
    made.state.minds[1].beaten = 1
    for key in map(np.uint64, range(50)):
        ALIGNMENT.alignment(made.world, made.state, MONTH, key)
        assert made.state.minds[1].leader == 0


def test_half_of_the_presidium_is_no_majority() -> None:
    made = society(seats=(0, 8, 0))
    made.seat(PRESIDIUM, [0, 0, 0, 1, 1, -1])
    feel(made)
    made.campaign(1, 0)
    align(made)
    assert made.state.minds[1].turned == 0
    made.seat(PRESIDIUM, [0, 0])
    align(made)
    assert made.state.minds[1].turned == 1


def leaderless(*, strengths: tuple[float, ...]) -> Society:
    """0 led against 1 and no longer can; 2, 3 and 4 joined him."""
    made = society(contenders=5)
    feel(made)
    made.campaign(1, 0, against=[2, 3, 4])
    for i, share in enumerate(strengths):
        put(made.state.minds[2 + i], committee=share, presidium=share)
    made.state.pairs["next"][2:5, 1] = 1
    made.state.minds[0].beaten = 1
    return made


def test_the_strongest_who_joined_takes_over() -> None:
    made = leaderless(strengths=(0.1, 0.3, 0.2))
    align(made)
    assert (made.state.minds[1].leader, made.state.minds[1].opened) == (3, 0)
    made = leaderless(strengths=(0.1, 0.3, 0.2))
    made.state.pairs[3, 1].hostility = 0.0  # who no longer feels hostile does not lead
    align(made)
    assert made.state.minds[1].leader == 4


def test_equals_do_not_take_over_and_the_campaign_closes() -> None:
    made = leaderless(strengths=(0.1, 0.3, 0.3))
    align(made)
    assert made.state.minds[1].leader == -1
    assert not made.state.pairs["stance"][:5, 1].any()
    made = leaderless(strengths=(0.1, 0.3, 0.3))
    made.state.minds[4].standing = 0.1  # standing decides between equals in seats
    align(made)
    assert made.state.minds[1].leader == 4


@pytest.mark.parametrize("field", ["alive", "member"])
def test_a_campaign_ends_with_its_target(field: str) -> None:
    made = society()
    feel(made)
    made.campaign(1, 0, against=[2])
    put(made.state.lives[1], **{field: 0})
    made.state.minds[1].next_leader = 2
    align(made)
    assert made.state.minds[1].leader == -1
    assert not made.state.pairs["stance"].any()


@pytest.mark.parametrize("field", ["alive", "member"])
def test_a_campaign_ends_with_a_leader_nobody_followed(field: str) -> None:
    made = society()
    feel(made)
    made.campaign(1, 0)
    put(made.state.lives[0], **{field: 0})
    align(made)
    assert made.state.minds[1].leader == -1


@settings(max_examples=20)
@given(seed=SEEDS)
def test_it_is_all_the_same_who_stands_where(seed: int, anything: Callable[[int], Society]) -> None:
    """Five contenders in another order come to the same hostilities, campaigns and sides (sums may round apart)."""
    made, order = anything(seed), [3, 0, 4, 2, 1]
    back = [order.index(i) for i in range(5)]
    world, state = change_places(made.world, made.state, order)
    for where in ((made.world, made.state), (world, state)):
        ALIGNMENT.hostilities(*where, MONTH, KEY)
        ALIGNMENT.alignment(*where, MONTH, KEY)
    _, state = change_places(world, state, back)
    for name in ("leader", "opened", "next_leader", "turned", "offence"):
        assert state.minds[name].tolist() == made.state.minds[name].tolist()
    assert state.pairs["stance"].tolist() == made.state.pairs["stance"].tolist()
    assert np.allclose(state.pairs["hostility"], made.state.pairs["hostility"], rtol=0, atol=1e-12)


@settings(max_examples=30)
@given(seed=SEEDS)
def test_no_side_where_no_campaign_stands(seed: int, random_society: Callable[..., Society]) -> None:
    made = random_society(seed)
    align(made)
    for j in range(5):
        stances = made.state.pairs["stance"][:5, j]
        leader = made.state.minds[j].leader
        assert stances[j] == 0
        assert leader != j
        assert stances[leader] == 1 if leader >= 0 else not stances.any()
        assert made.state.minds[j].next_leader == -1


@settings(max_examples=30)
@given(seed=SEEDS)
def test_bits_say_what_the_stances_say(seed: int, anything: Callable[[int], Society]) -> None:
    """After each of three months in which campaigns open, spread, lapse and close."""
    made = anything(seed)
    for month in range(MONTH, MONTH + 3):
        made.state.minds[month % 5].next_leader = (month + 1) % 5
        ALIGNMENT.alignment(made.world, made.state, month, np.uint64(seed))
        assert bits_say_sides(made.world, made.state, month)
