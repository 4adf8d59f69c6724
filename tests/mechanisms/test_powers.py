"""Say in a power: the holder's, the presidium's by seats, or nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, society
from selectorate.testing.society import COMMITTEE, PRESIDIUM

POWERS = plain("mechanisms.powers")


def borne(appoint: int, slate: int = w.GONE) -> Society:
    made = society(others=2, seats=(4, 8, 0), offices=2)
    made.bear("appoint", 0, appoint)
    made.bear("slate", 1, slate)
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


def test_reach_is_say_times_twice_the_base_one_owns() -> None:
    """0.4 with a fifth of the base: 0.16; with half or more of it: 0.4; who has placed nobody frightens nobody."""
    made = society(units=1)
    made.state.owned_all = 50.0
    found = []
    for say, owned in ((0.4, 10.0), (0.4, 25.0), (0.4, 50.0), (0.4, 0.0), (0.0, 50.0), (1.0, 5.0)):
        made.state.say[0], made.state.owned[0] = say, owned
        found.append(float(POWERS.reach(made.world, made.state, 0)))
    assert found == pytest.approx([0.16, 0.4, 0.4, 0.0, 0.0, 0.2])


@pytest.mark.parametrize(
    ("how", "holder", "turned", "called"),
    [
        (w.HELD, 0, 0, True),
        (w.HELD, 3, 0, True),  # a man of 0's
        (w.HELD, 2, 0, False),  # who has no campaign to bring
        (w.HELD, 1, 1, False),
        (w.HELD, -1, 1, False),
        (w.JOINT, 0, 0, False),
        (w.JOINT, 2, 1, True),
        (w.GONE, 0, 1, False),
    ],
)
def test_who_calls_a_session(how: int, holder: int, turned: int, called: bool) -> None:
    """0 campaigns against 1: whoever has the agenda calls it if he has a campaign, or all if the presidium has turned."""
    made = society(others=1, offices=1)
    made.owe(3, 0)
    made.bear("agenda", 0, how)
    made.state.posts[0].holder = holder
    made.campaign(1, 0)
    made.state.minds[1].turned = turned
    assert POWERS.convenes(made.world, made.state) == called


def test_a_sitting_is_held_if_it_is_due_or_called() -> None:
    made = society()
    made.sit((1, [COMMITTEE], [], 0), (1, [PRESIDIUM], [], 0, 1))
    assert [POWERS.sits(made.world, made.state, g) for g in (0, 1)] == [True, False]
    made.state.convened = 1
    assert [POWERS.sits(made.world, made.state, g) for g in (0, 1)] == [True, True]
