"""Say in a power: the holder's, the presidium's by seats, or nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, PRESIDIUM

POWERS = plain("mechanisms.powers")


def borne(appoint: int, slate: int = w.GONE) -> Society:
    made = society(others=2, seats=(4, 8, 0), offices=2)
    put(made.world.rules, appoint=appoint, appoint_office=0, slate=slate, slate_office=1)
    return made


def says(made: Society) -> list[list[float]]:
    POWERS.powers(made.world, made.state)
    return [made.state.say[:3].tolist(), made.state.slate[:3].tolist()]


def test_the_holders_or_his_patrons() -> None:
    made = borne(w.HELD, w.HELD)
    made.state.posts[0].holder = 1
    made.state.posts[1].holder = 4
    made.state.lives[4].patron = 2
    assert says(made) == [[0, 1, 0], [0, 0, 1]]
    made.state.posts[0].holder = 0  # and it passes on
    assert says(made) == [[1, 0, 0], [0, 0, 1]]
    made.state.posts[0].holder = 3  # one who is nobody's man
    made.state.posts[1].holder = -1
    assert says(made) == [[0, 0, 0], [0, 0, 0]]


def test_joint_by_presidium_seats() -> None:
    """Of 8 seats 7 are taken: 3 by people of 0, 2 of 1, 1 of 2, 1 of nobody. The committee does not count."""
    made = borne(w.JOINT, w.GONE)
    made.seat(PRESIDIUM, [0, 0, 0, 1, 1, 2, -1])
    made.seat(COMMITTEE, [2, 2, 2])
    made.state.posts[0].holder = 2
    assert says(made) == [[3 / 7, 2 / 7, 1 / 7], [0, 0, 0]]


def test_joint_without_a_presidium_is_nobodys() -> None:
    assert says(borne(w.JOINT, w.JOINT)) == [[0, 0, 0], [0, 0, 0]]


def test_gone_is_nobodys() -> None:
    made = borne(w.GONE, w.GONE)
    made.state.posts["holder"][:2] = 0
    assert says(made) == [[0, 0, 0], [0, 0, 0]]


def test_the_keeper_is_who_holds_it_alone() -> None:
    made = borne(w.HELD)
    made.state.posts[0].holder = 1
    assert [POWERS.keeper(made.world, made.state, how, 0) for how in (w.HELD, w.JOINT, w.GONE)] == [1, -1, -1]
    assert POWERS.keeper(made.world, made.state, w.HELD, -1) == -1
    made.state.posts[0].holder = -1
    assert POWERS.keeper(made.world, made.state, w.HELD, 0) == -1


@settings(max_examples=40)
@given(
    how=st.sampled_from([w.HELD, w.JOINT, w.GONE]),
    seats=st.lists(st.integers(-1, 2), max_size=8),
    holders=st.lists(st.integers(-1, 4), min_size=3, max_size=3),
)
def test_says_are_shares_of_at_most_one(how: int, seats: list[int], holders: list[int]) -> None:
    made = borne(how)
    made.seat(PRESIDIUM, seats)
    for holder in holders:  # the office changes hands, and what was is forgotten
        made.state.posts[0].holder = holder
        say, _ = says(made)
        assert all(0.0 <= one <= 1.0 for one in say)
        assert sum(say) == pytest.approx(min(sum(say), 1.0))
        if how == w.JOINT and seats:
            assert sum(say) == pytest.approx(sum(seat >= 0 for seat in seats) / len(seats))
        if how == w.HELD:
            assert sorted(say) == [0, 0, 1 if 0 <= holder < 3 else 0]
