"""Balancing: what a contender expects of a campaign, what he asks for it, and whose side he takes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selectorate.testing import Society, plain, put, society

PLAIN = plain("strategies.balancing")


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def three() -> Society:
    """Strengths 0.4, 0.3, 0.2; the rest is unaligned. 0 has a standing of 0.25 more than 1, and believes him to have 0.5."""
    made = society(sharpness=2.0, decisiveness=10.0, opening=0.6, front=0.05, partner_spared=2.0, aside=0.3)
    for i, (committee, presidium, standing) in enumerate([(0.3, 0.5, 0.45), (0.3, 0.3, 0.2), (0.4, 0.0, 0.2)]):
        put(made.state.minds[i], committee=committee, presidium=presidium, standing=standing)
    made.state.pairs[2, 1].hostility = 0.7
    made.state.pairs[2, 0].hostility = 0.2
    put(made.state.pairs[0, 1], hostility=0.9, believed=0.5)
    made.world.contenders[0].boldness = 0.75
    return made


SUPPORT = 0.4 + 0.2 * logistic(2 * 0.5) + 0.1 * logistic(0.53)
GAIN = 0.9 * (2 * logistic(10 * (SUPPORT - 0.5)) - 1) * 0.5 / 0.75


def test_a_case_by_hand() -> None:
    """He counts on his own 0.4, on logistic(1) = 0.73 of 2's 0.2 and on logistic(0.53) = 0.63 of the unaligned 0.1.

    For these see standings of 0.45 and 0.2: 2 (0.225 - 0.2) = 0.05; and reaches of 0.5 and 0.4, of which he, who is
    veiled by 0.35, shows 0.26: 2 (0.5 - 0.26) = 0.48. That is 0.609 of the seats; at decisiveness 10 it carries with
    0.748, worth 0.9 0.497 2/3 = 0.298. With boldness 0.75 he asks for 0.15, and he would open the campaign.
    """
    made = three()
    made.set(vote_standing=2.0, vote_fear=2.0)
    put(made.state.minds[0], reach=0.5, veil=0.9)
    put(made.state.minds[1], reach=0.4, veil=0.35)
    assert PLAIN.support(made.world, made.state, 0, 1) == pytest.approx(SUPPORT)
    assert PLAIN.gain(made.world, made.state, 0, 1) == pytest.approx(GAIN)
    assert pytest.approx(0.298, abs=5e-4) == GAIN
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.15)
    assert PLAIN.balancing_target(made.world, made.state, 0) == 1


def test_where_all_seats_are_aligned_nobody_else_is_counted_on() -> None:
    """Strengths 0.4, 0.3 and 0.5 are more than all there is: nothing is left for the unaligned, however they lean."""
    made = three()
    made.set(vote_standing=20.0)
    put(made.state.minds[2], committee=0.5, presidium=0.5)
    assert PLAIN.support(made.world, made.state, 0, 1) == pytest.approx(0.4 + 0.5 * logistic(1.0))


def test_he_asks_more_the_less_bold_he_is_and_the_more_fronts_he_has() -> None:
    made = three()
    made.world.contenders[0].boldness = 0.5
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.3)
    assert PLAIN.balancing_target(made.world, made.state, 0) == -1
    made.world.contenders[0].boldness = 0.75
    made.campaign(2, 0)
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.2)
    made.campaign(1, 2, against=[0])
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.25)


def test_a_partner_is_spared_while_he_is_needed() -> None:
    """0 and 1 campaign against 2. 0 can count on half of the presidium, 0.05 short of what makes him safe: 2 0.05 more."""
    made = three()
    made.campaign(2, 0, against=[1])
    made.state.minds[0].secure = 0.5
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.15 + 0.05 + 0.1)
    made.state.minds[0].secure = 0.6
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.2)
    made.state.minds[0].secure = 0.5
    made.stand(1, 2, -1)  # who fights nobody beside him is no partner
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.2)


def test_nobody_else_than_himself_the_dead_the_expelled_and_the_attacked() -> None:
    for change in ({"alive": 0}, {"member": 0}):
        made = three()
        put(made.state.lives[1], **change)
        assert PLAIN.balancing_target(made.world, made.state, 0) == -1
    made = three()
    made.campaign(1, 2)
    assert PLAIN.balancing_target(made.world, made.state, 0) == -1
    made = three()
    made.state.pairs[0, 0].hostility = made.state.pairs[0, 0].believed = 9.0
    assert PLAIN.balancing_target(made.world, made.state, 0) == 1


def test_the_greatest_net_gain_is_taken() -> None:
    made = three()
    put(made.state.pairs[0, 2], hostility=3.0, believed=0.5)
    put(made.state.pairs[1, 2], hostility=3.0)
    assert PLAIN.balancing_target(made.world, made.state, 0) == 2


def test_the_harmless_are_left_alone() -> None:
    made = three()
    made.state.pairs[0, 1].believed = -0.2  # misjudged, and nothing is gained by removing him
    assert PLAIN.gain(made.world, made.state, 0, 1) == 0.0
    assert PLAIN.balancing_target(made.world, made.state, 0) == -1


def test_sides_by_hand() -> None:
    """aside 1/4, hostility to the leader 1/4: against 1 at 3/4, aside from 1/2 to 0, for him at -1/8."""
    made = three()
    made.set(aside=0.25)
    made.state.pairs[2, 0].hostility = 0.25
    made.campaign(1, 0)
    assert PLAIN.balancing_side(made.world, made.state, 0, 1) == 1
    sides = []
    for hostility in (0.75, 0.5, 0.25, 0.0, -0.125):
        made.state.pairs[2, 1].hostility = hostility
        sides.append(PLAIN.balancing_side(made.world, made.state, 2, 1))
    assert sides == [1, 0, 0, 0, -1]


def test_a_side_that_leads_is_joined() -> None:
    """bandwagon 0.5, a lead of 0.4: 0.2 more against him, from aside at 0.125 to against him; -0.8: to his side."""
    made = three()
    made.set(aside=0.25, bandwagon=0.5)
    made.state.pairs[2, 1].hostility = 0.375
    made.state.pairs[2, 0].hostility = 0.25
    made.campaign(1, 0)
    sides = []
    for ahead in (0.0, 0.4, -0.4, -0.8):
        made.state.minds[1].lead = ahead
        sides.append(PLAIN.balancing_side(made.world, made.state, 2, 1))
    assert sides == [0, 1, 0, -1]


def test_a_brand_deters_from_standing_by_the_beaten() -> None:
    """2 is 0.5 less hostile to 1 than to 0: for him; once 1 is beaten, or fights, brand 0.5 and an affinity of 0.2 ask
    for 0.65.

    A friend of affinity 0.6 stands by him still (0.45), and so does one who is beaten himself, or anyone without a ban.
    """
    made = three()
    made.set(aside=0.25, brand=0.5)
    made.state.pairs[2, 1].hostility = 0.0
    made.state.pairs[2, 0].hostility = 0.5
    made.state.pairs[2, 1].affinity = 0.2
    made.campaign(1, 0)

    def side() -> int:
        return int(PLAIN.balancing_side(made.world, made.state, 2, 1))

    made.state.minds[1].offence = 0.49
    assert side() == -1
    made.state.minds[1].offence = 0.5
    assert side() == 0
    put(made.state.minds[1], beaten=1, offence=0.0)
    assert side() == 0
    made.state.pairs[2, 1].affinity = 0.6
    assert side() == -1
    made.state.pairs[2, 1].affinity = 0.2
    made.state.minds[2].beaten = 1
    assert side() == -1
    made.state.minds[2].beaten = 0
    made.world.rules.branding = 0
    assert side() == -1
    made.world.rules.branding = 1
    made.state.pairs[2, 1].hostility = 1.0  # it keeps nobody from campaigning against him
    assert side() == 1


@given(hostility=st.floats(-3, 3), believed=st.floats(-1, 3), opening=st.floats(0, 1))
def test_nobody_opens_a_campaign_that_would_gain_him_nothing(hostility: float, believed: float, opening: float) -> None:
    """A sure success is worth the prize at most, so the quick look at it never passes over a target."""
    made = three()
    made.set(opening=opening)
    put(made.state.pairs[0, 1], hostility=hostility, believed=believed)
    net = PLAIN.gain(made.world, made.state, 0, 1) - PLAIN.cost(made.world, made.state, 0, 1)
    assert PLAIN.balancing_target(made.world, made.state, 0) == (1 if net > 0 else -1)
    assert abs(PLAIN.gain(made.world, made.state, 0, 1)) <= PLAIN.prize(made.state, 0, 1)
