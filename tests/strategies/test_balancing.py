"""Balancing: what a contender expects of a campaign, what he asks for it, and whose side he takes."""

from __future__ import annotations

import math

import pytest

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


SUPPORT = 0.4 + 0.2 * logistic(2 * 0.5) + 0.1 * logistic(2 * 0.25)
GAIN = 0.9 * (2 * logistic(10 * (SUPPORT - 0.5)) - 1) * 0.5 / 0.75


def test_a_case_by_hand() -> None:
    """He counts on his own 0.4, on logistic(1) = 0.73 of 2's 0.2 and logistic(0.5) = 0.62 of the unaligned 0.1.

    That is 0.608 of the seats; at decisiveness 10 it carries with 0.747, worth 0.9 0.494 2/3 = 0.297. With boldness
    0.75 he asks for 0.15, and he would open the campaign.
    """
    made = three()
    assert PLAIN.support(made.world, made.state, 0, 1) == pytest.approx(SUPPORT)
    assert PLAIN.gain(made.world, made.state, 0, 1) == pytest.approx(GAIN)
    assert pytest.approx(0.297, abs=5e-4) == GAIN
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.15)
    assert PLAIN.balancing_target(made.world, made.state, 0) == 1


def test_he_asks_more_the_less_bold_he_is_and_the_more_fronts_he_has() -> None:
    made = three()
    made.world.contenders[0].boldness = 0.5
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.3)
    assert PLAIN.balancing_target(made.world, made.state, 0) == -1
    made.world.contenders[0].boldness = 0.75
    made.state.pairs[0, 2].stance = 1
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.2)
    made.state.pairs[0, 1].stance = 1
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.25)


def test_a_partner_is_spared_while_he_is_needed() -> None:
    """0 and 1 campaign against 2. 0 has half of the presidium, 0.05 short of the safe majority: 2 0.05 more."""
    made = three()
    made.campaign(2, 0, against=[1])
    assert PLAIN.cost(made.world, made.state, 0, 1) == pytest.approx(0.15 + 0.05 + 0.1)
    made.state.minds[0].presidium = 0.6
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
