"""Force: who can use it, how often it is used, whom it strikes, and whether it succeeds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.steps import image

DRAWS = plain("draws")
FORCE = plain("mechanisms.force")
KEY = np.uint64(3)
MONTH = 8


def armed(*holders: int, behind: tuple[int, ...] = (), against: tuple[int, ...] = (), **parameters: float) -> Society:
    """0 campaigns against 1; so many offices bear `coerce`, and a last one does not; 4 is a man of 0's, 5 nobody's."""
    made = society(contenders=4, others=2, offices=len(holders) + 1, **({"force": 1.0} | parameters))
    made.tell()
    made.owe(4, 0)
    for office, holder in enumerate(holders):
        made.world.offices[office].coerce = 1
        made.state.posts[office].holder = holder
    made.state.posts[len(holders)].holder = 0
    made.rung(w.NOTHING)
    made.rung(w.MEMBERSHIP)
    made.rung(w.PRESENCE)
    made.campaign(1, 0, behind=behind, against=against)
    return made


def use(made: Society, key: np.uint64 = KEY) -> list[int]:
    """Who is out after the month: bits of membership."""
    FORCE.force(made.world, made.state, MONTH, key)
    return [i for i in range(4) if made.state.lives[i].member == 0]


def lucks(key: np.uint64) -> tuple[float, float]:
    """The luck of use against 1, and of 0's success."""
    stream = DRAWS.stream_key(key, MONTH, DRAWS.FORCE)
    return float(DRAWS.draw(stream, 12)), float(DRAWS.draw_pair(stream, 12, 11))


def test_a_case_by_hand() -> None:
    """force 0.8 under a quarter of the founder's authority: used where luck is below 0.6.

    One of two offices is 0's, through a man of his, and nobody's man has the other: c = 1/2. Standings 0.9 and 0.5,
    force_standing 2: he succeeds with logistic(0.8), and 1 is out; else he is out himself.
    """
    struck = won = 0
    for key in map(np.uint64, range(200)):
        made = armed(4, 5, force=0.8, force_standing=2.0)
        made.state.authority = 0.25
        made.state.minds["standing"][:2] = 0.9, 0.5
        used, success = lucks(key)
        carried = success < 1 / (1 + math.exp(-0.8))
        assert use(made, key) == ([] if used >= 0.6 else [1] if carried else [0])
        events = [(e.who, e.whom, e.where, e.votes_for, e.votes_against, e.carried) for e in made.told(w.FORCED)]
        assert events == ([(0, 1, -1, 0, 0, int(carried))] if used < 0.6 else [])
        struck += used < 0.6
        won += used < 0.6 and carried
    assert abs(struck - 120) < 4 * (200 * 0.24) ** 0.5
    assert 0.52 < won / struck < 0.86


@pytest.mark.parametrize(("holders", "odds"), [((0,), 2.0), ((0, 4), 2.0), ((0, -1), 0.0), ((0, -1, -1, -1), -1.0)])
def test_the_more_of_the_armed_offices_the_surer(holders: tuple[int, ...], odds: float) -> None:
    """All of them: 4 (1 - 1/2); half: 0; a quarter: 4 (1/4 - 1/2)."""
    for key in map(np.uint64, range(40)):
        made = armed(*holders)
        assert use(made, key) == ([1] if lucks(key)[1] < 1 / (1 + math.exp(-odds)) else [0])


def test_who_falls_reaches_the_rung_that_takes_membership() -> None:
    made = armed(0, force_standing=20.0, standing_lost=0.1)
    made.state.minds["standing"][:2] = 9.0, 0.5
    assert use(made) == [1]
    mind = made.state.minds[1]
    assert (mind.beaten, mind.last_rung, mind.standing) == (1, MONTH, pytest.approx(0.4))
    assert made.state.reached[1, :3].tolist() == [-1, MONTH, -1]
    assert (made.state.reached[[0, 2, 3], :3] == -1).all()
    made = armed(0, force_standing=20.0)
    made.state.minds["standing"][:2] = 0.5, 9.0
    assert use(made) == [0]
    assert made.state.reached[0, :3].tolist() == [-1, MONTH, -1]
    assert made.state.posts[0].holder == -1


def test_without_a_rung_that_takes_membership_nobody_falls() -> None:
    made = armed(0)
    made.world.count.rungs = 1
    assert use(made) == []
    assert len(made.told(w.FORCED)) == 1
    made = armed(0, force_standing=20.0)
    made.state.minds[0].standing = 9.0
    made.world.rungs[0].takes = w.MEMBERSHIP  # and where it is the first, it is that one
    assert use(made) == [1]
    assert made.state.reached[1, :3].tolist() == [MONTH, -1, -1]


@pytest.mark.parametrize(
    ("holders", "behind", "against", "used"),
    [
        ((0,), (), (), True),
        ((2,), (), (2,), True),  # one who joined has it
        ((2,), (), (), False),  # one who stands aside has it
        ((-1,), (), (), False),
        ((5,), (), (), False),
        ((0, 1), (), (), False),  # the one attacked has some himself
        ((1, 0), (), (), False),
        ((0, 2), (2,), (), False),  # or one who stands by him
        ((0, 2), (), (), True),
    ],
)
def test_who_can_use_it(
    holders: tuple[int, ...], behind: tuple[int, ...], against: tuple[int, ...], used: bool
) -> None:
    assert bool(use(armed(*holders, behind=behind, against=against))) == used


def test_each_target_has_a_luck_of_his_own() -> None:
    """Used against 1 or not as before, whether or not 0 campaigns against 3 as well."""
    for key in map(np.uint64, range(20)):
        alone, both = armed(0, force=0.5, force_standing=20.0), armed(0, force=0.5, force_standing=20.0)
        both.campaign(3, 0)
        for made in (alone, both):
            made.state.minds[0].standing = 9.0
        assert (1 in use(alone, key)) == (1 in use(both, key)) == (lucks(key)[0] < 0.5)


@pytest.mark.parametrize("why", ["force", "offices", "campaign", "founder", "gone"])
@settings(max_examples=20)
@given(key=st.integers(0, 2**64 - 1).map(np.uint64))
def test_nothing_happens(why: str, key: np.uint64) -> None:
    """With force 0, without an office that bears `coerce`, without a campaign, under the founder, against one who is out."""
    made = armed(*(() if why == "offices" else (0,)), force=0.0 if why == "force" else 1.0)
    if why == "campaign":
        made.state.minds[1].leader = -1
        made.count_sides()
    made.state.authority = float(why == "founder")
    if why == "gone":
        put(made.state.lives[1], member=0)
    before = image(made.state)
    FORCE.force(made.world, made.state, MONTH, key)
    assert image(made.state) == before
