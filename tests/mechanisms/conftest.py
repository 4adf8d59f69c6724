"""Societies of five in any state that the forces before could have left."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from selectorate.testing import Society, society
from selectorate.testing.society import PRESIDIUM

NUMBERS = (
    "threat",
    "allied_threat",
    "collective",
    "policy_distance",
    "affinity",
    "common_enemy",
    "bonaparte",
    "offence",
)


def _random_society(seed: int, **numbers: float) -> Society:
    dice = np.random.default_rng(seed)
    made = society(contenders=5, seats=(0, 9, 0), offices=2, axes=2, **numbers)
    made.set(fight_strength=3.0, fight_crisis=2.0, offence_decay=0.1, contagion=1.0, occasion=0.5, lapse=0.3)
    state = made.state
    made.world.offices[0].coerce = 1
    made.world.contenders["skill"][:5] = dice.random(5)
    state.posts["holder"][:2] = dice.integers(-1, 5, 2)
    for i in range(5):
        made.place(i, *dice.uniform(-1, 1, 2))
    state.line[:2] = dice.uniform(-1, 1, 2)
    state.crisis = dice.random()
    made.seat(PRESIDIUM, dice.integers(-1, 5, 9).tolist())
    for name in ("standing", "offence", "committee", "presidium"):
        state.minds[name][:5] = dice.random(5)
    state.minds["beaten"][:5] = dice.integers(0, 2, 5)
    state.lives["member"][:5] = dice.random(5) < 0.9
    state.pairs["believed"][:5, :5] = dice.random((5, 5))
    state.pairs["affinity"][:5, :5] = dice.uniform(-1, 1, (5, 5))
    state.pairs["hostility"][:5, :5] = dice.uniform(-0.3, 1, (5, 5))
    state.pairs["next"][:5, :5] = dice.integers(-1, 2, (5, 5))
    for j in range(5):
        leader = int(dice.integers(-3, 5))
        if leader >= 0 and leader != j:
            sides = dice.integers(-1, 2, 5)
            others = [i for i in range(5) if i not in (j, leader)]
            made.campaign(
                j, leader, against=[i for i in others if sides[i] == 1], behind=[i for i in others if sides[i] == -1]
            )
        elif leader < 0 and dice.random() < 0.5:
            state.minds[j].next_leader = (j + 1 + int(dice.integers(4))) % 5
    return made


def _anything(seed: int) -> Society:
    dice = np.random.default_rng(seed + 1)
    return _random_society(seed, **dict(zip(NUMBERS, dice.random(len(NUMBERS)), strict=True)))


@pytest.fixture(scope="session")
def random_society() -> Callable[..., Society]:
    """Any state that the forces before could have left, in a society of five, with the weights given."""
    return _random_society


@pytest.fixture(scope="session")
def anything() -> Callable[[int], Society]:
    """The same with any weights."""
    return _anything
