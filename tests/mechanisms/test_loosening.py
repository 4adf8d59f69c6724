"""Ties to the beaten: how they loosen, who is freed, and when."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, society
from selectorate.testing.always import counts_are_right, no_tie_is_looser
from selectorate.testing.society import COMMITTEE, CONTROL, PRESIDIUM

SANCTIONS = plain("mechanisms.sanctions")
KEY = np.uint64(9)
MONTH = 10


def machine(**parameters: float) -> Society:
    """1 sits everywhere with two nameless followers in each body and one of the second rank."""
    made = society(others=1, seats=(9, 7, 5), spare=(3, 2, 0), **parameters)
    for body in (COMMITTEE, PRESIDIUM, CONTROL):
        made.seat(body, [1, 0, 1, -1])
        made.take(body, 1, 1)
    made.take(COMMITTEE, 3, 1)
    made.seat(COMMITTEE, [1, 0], candidates=True)
    made.owe(3, 1)
    return made


def has(made: Society, body: int) -> tuple[int, int]:
    """1's people in a body, and all full seats taken."""
    return int(made.state.following[body, 1]), int(made.state.seated[body])


def test_ties_to_the_beaten_loosen() -> None:
    """tie_erosion 0.5 from 1: grip 0.5, 0.25, 0.125, 0.0625; then who owed him owes nobody. 1 himself, and others'
    people, stay; and the tie of one who is not beaten loosens not at all.
    """
    made = machine(tie_erosion=0.5)
    made.state.minds[1].beaten = 1
    counts, grips = [], []
    for month in range(4):
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
        counts.append(has(made, COMMITTEE))
        grips.append(float(made.state.minds[1].grip))
    assert grips == [0.5, 0.25, 0.125, 0.0625]
    assert counts == [(4, 6), (4, 6), (4, 6), (1, 6)]
    assert made.state.following[COMMITTEE, [0, -1]].tolist() == [1, 4]
    assert (made.state.lives[3].patron, made.state.lives[3].tie) == (-1, 0.0)
    assert made.state.minds["grip"][[0, 2]].tolist() == [1.0, 1.0]
    assert counts_are_right(made.world, made.state, MONTH)


def test_the_looser_the_tie_the_sooner_one_is_free() -> None:
    """tie_erosion 0.5. Ties 0.15, 0.3, 0.9: free at grip 0.5 (0.075), 0.25 (0.075) and 0.0625 (0.056).

    A head, one of the second rank and a seat without a name each; and the loosest that is left is known.
    """
    made = society(others=3, units=3, seats=(3, 0, 0), tie_erosion=0.5)
    made.tell()
    for k, tie in enumerate((0.15, 0.3, 0.9)):
        made.head(k, 1, tie)
        made.owe(3 + k, 1, tie)
        made.seat(COMMITTEE, [1], tie=tie)
    made.state.minds[1].beaten = 1
    free, loosest = [], []
    for month in range(4):
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
        rooms = (made.state.heads, made.state.lives[3:], made.state.seats)
        free.append([sum(int(room[k].patron == -1) for k in range(3)) for room in rooms])
        loosest.append(float(made.state.minds[1].loosest))
    assert free == [[1] * 3, [2] * 3, [2] * 3, [3] * 3]
    assert loosest == [0.3, 0.9, 0.9, 1.0]
    freed = [(e.month, e.who, e.where, e.votes_for) for e in made.told(w.FREED)]
    assert freed == [(0, 1, -1, 3), (1, 1, -1, 3), (3, 1, -1, 3)]


@pytest.mark.parametrize("i", [0, 1])
def test_nobody_is_freed_of_himself(i: int) -> None:
    """With all of his grip gone, a contender still sits as his own man."""
    made = society(seats=(2, 0, 0), tie_erosion=1.0)
    made.take(COMMITTEE, i, i)
    made.seat(COMMITTEE, [i], tie=0.5)
    made.state.minds[i].beaten = 1
    SANCTIONS.sanctions(made.world, made.state, MONTH, KEY)
    assert made.state.following[COMMITTEE, [i, -1]].tolist() == [1, 1]
    assert made.state.seats[0].patron == i


def test_a_strong_hold_loosens_later() -> None:
    """Who ties people three times as strongly frees one of tie 0.3 (0.9) at grip 0.0625 instead of 0.25."""
    for hold, months in ((1.0, 2), (3.0, 4)):
        made = society(units=1, tie_erosion=0.5)
        made.world.contenders[1].hold = hold
        made.head(0, 1, 0.3)
        made.state.minds[1].beaten = 1
        for month in range(months):
            assert made.state.heads[0].patron == 1
            SANCTIONS.sanctions(made.world, made.state, month, KEY)
        assert made.state.heads[0].patron == -1


@settings(max_examples=30)
@given(ties=st.lists(st.floats(0, 1), min_size=6, max_size=6), erosion=st.floats(0, 1), beaten=st.integers(0, 7))
def test_grip_never_grows_and_nobody_is_freed_too_soon(ties: list[float], erosion: float, beaten: int) -> None:
    made = society(others=2, units=2, seats=(2, 0, 0), tie_erosion=erosion)
    for k in range(2):
        made.head(k, k, ties[k])
        made.owe(3 + k, k, ties[2 + k])
        made.seat(COMMITTEE, [k], tie=ties[4 + k])
    for i in range(3):
        made.state.minds[i].beaten = (beaten >> i) & 1
    for month in range(5):
        before = made.state.minds["grip"][:3].copy()
        SANCTIONS.sanctions(made.world, made.state, month, KEY)
        grips = made.state.minds["grip"][:3]
        assert (grips <= before).all()
        assert grips.tolist() == [pytest.approx(g * (1 - erosion * ((beaten >> i) & 1))) for i, g in enumerate(before)]
        assert no_tie_is_looser(made.world, made.state, month)
        for room, first in ((made.state.heads, 0), (made.state.lives[3:], 2), (made.state.seats, 4)):
            for k in range(2):
                bound = ties[first + k] * grips[k] >= 0.1 or not (beaten >> k) & 1
                assert room[k].patron == (k if bound else -1)
