"""Patronage apart from gratitude: heads who seek shelter with those who appoint, and newcomers who turn against them."""

from __future__ import annotations

from typing import Any

import numpy as np

from selectorate.testing import Society, plain, put, society

DRAWS = plain("draws")
PATRONAGE = plain("mechanisms.patronage")
KEY = np.uint64(20260401)
MONTH = 3


def turn(made: Society) -> Any:
    """The heads after a month of patronage."""
    PATRONAGE.patronage(made.world, made.state, MONTH, KEY)
    return made.state.heads[: made.world.count.units]


def luck(stream: int, unit: int) -> float:
    return float(DRAWS.draw(DRAWS.stream_key(KEY, MONTH, stream), unit))


def held(made: Society, unit: int, patron: int) -> None:
    put(made.state.heads[unit], patron=patron, tie=1.0)


def test_below_zero_newcomers_go_to_one_of_the_others() -> None:
    """partisan -0.5, contender 1 appoints alone: below 0.25 a newcomer goes to the last other, to 0.5 to the first."""
    made = society(units=1000, turnover=1.0, partisan=-0.5, newcomer_tie=0.7)
    made.state.say[1] = 1.0
    heads = turn(made)
    for unit, head in enumerate(heads):
        drawn = luck(DRAWS.PARTISAN, 101 + unit)
        owed = 2 if drawn <= 0.25 else 0 if drawn < 0.5 else -1
        assert (head.patron, head.tie) == ((owed, 0.7) if owed >= 0 else (-1, 0.0))
    assert set(heads["patron"]) == {-1, 0, 2}


def test_who_is_alone_has_no_others_to_go_to() -> None:
    made = society(contenders=1, units=50, turnover=1.0, partisan=-1.0, newcomer_tie=0.7)
    made.state.say[0] = 1.0
    assert set(turn(made)["patron"]) == {-1}


def test_unowned_heads_go_over_to_those_who_appoint() -> None:
    """protection 0.5, says 0.6 and 0.2: an unowned head goes to 0 below 0.3, to 1 below 0.4; the others stay."""
    made = society(units=1002, protection=0.5, newcomer_tie=0.4)
    made.state.say[:2] = 0.6, 0.2
    held(made, 0, 2)
    held(made, 1, 1)
    heads = turn(made)
    for unit, head in enumerate(heads[2:], start=2):
        drawn = luck(DRAWS.PROTECTION, 101 + unit)
        sought = 0 if drawn < 0.3 else 1 if drawn < 0.4 else -1
        assert (head.patron, head.tie) == ((sought, 0.4) if sought >= 0 else (-1, 0.0))
    assert heads["patron"][:2].tolist() == [2, 1]


def test_nobody_is_sheltered_by_a_grip_that_has_loosened() -> None:
    made = society(units=20, protection=1.0, newcomer_tie=0.4)
    made.state.say[0] = 1.0
    made.state.minds[0].grip = 0.24
    assert set(turn(made)["patron"]) == {-1}
