"""Policy: where it pays a flexible contender to stand, and how far he goes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import places_are_in_the_space
from selectorate.testing.steps import image

POLICY = plain("mechanisms.policy")
MONTH = 5
UNIT = st.floats(-1, 1, allow_subnormal=False)
SHARE = st.one_of(st.just(0.0), st.floats(0.01, 1))


def flexible(*views: float, flexibility: float = 1.0, pliancy: float = 0.5, **rules: float) -> Society:
    """A society on one axis in which contender 0 alone is flexible; the line in force is at 0.4, members at -0.2."""
    made = society(contenders=len(views), axes=1, pliancy=pliancy)
    for person, view in enumerate(views):
        made.place(person, view)
    made.world.contenders[0].flexibility = flexibility
    made.state.line[0], made.state.opinion[0] = 0.4, -0.2
    put(made.world.rules, **rules)
    return made


def move(made: Society, months: int = 1) -> list[float]:
    """The views of all contenders after so many months."""
    for month in range(MONTH, MONTH + months):
        POLICY.policy(made.world, made.state, month)
    return [float(view) for view in made.state.views[: made.world.count.contenders, 0]]


def test_a_case_by_hand() -> None:
    """From 0 to the line at 0.4, half of the way a month: 0.2, 0.3, 0.35. Half flexible he aims at 0.2 and comes to 0.1.

    By then a 24th of it is conviction, so that he aims at 0.2 + 0.1/48 and comes to 0.15 + 0.1/96.
    """
    made = flexible(0.0, 0.8, -0.8)
    assert move(made) == pytest.approx([0.2, 0.8, -0.8])
    assert move(made, 2) == pytest.approx([0.35, 0.8, -0.8])
    made = flexible(0.0, 0.8, -0.8, flexibility=0.5)
    assert move(made)[0] == pytest.approx(0.1)
    assert made.state.conviction[:3, 0].tolist() == pytest.approx([0.1 / 24, 0.8, -0.8])
    assert move(made)[0] == pytest.approx(0.15 + 0.1 / 96)


def test_the_unbending_part_holds_to_what_he_has_long_thought() -> None:
    """Flexibility 0.25 and a conviction of 0.8: he aims at 0.25 0.4 + 0.75 0.8 = 0.7 at first, and at the line in time."""
    made = flexible(0.8, 0.0, 0.0, flexibility=0.25, pliancy=1.0)
    assert move(made)[0] == pytest.approx(0.7)
    views = [move(made)[0] for _ in range(300)]
    assert views == sorted(views, reverse=True)
    assert views[10] > 0.65
    assert views[-1] == pytest.approx(0.4, abs=0.02)


def test_one_with_a_majority_of_his_own_goes_where_members_are() -> None:
    made = flexible(0.0, 0.8, -0.8)
    made.state.minds[0].presidium = 0.5
    assert move(made)[0] == pytest.approx(0.2)  # half is none: the line
    made.state.minds[0].presidium = 0.51
    made.campaign(1, 0)
    made.campaign(0, 2)
    assert move(made)[0] == pytest.approx(0.2 + 0.5 * (-0.2 - 0.2))


def test_one_attacked_goes_to_those_who_stand_by_him() -> None:
    """0 at 0, attacked by 1; 2 at 0.9 and 3 at -0.3 stand by him: the mean of the three is 0.2. Alone he stays."""
    made = flexible(0.0, 0.8, 0.9, -0.3)
    made.campaign(0, 1, behind=[2, 3])
    assert move(made)[0] == pytest.approx(0.1)
    made = flexible(0.1, 0.8, 0.9, -0.3)
    made.campaign(0, 1)
    assert move(made)[0] == pytest.approx(0.1)


def test_one_who_attacks_goes_to_those_beside_whom_he_fights() -> None:
    """0 at 0 fights 1 beside 2 at 0.6, and 3 beside 2 and 4 at -0.3: the mean of 0, 2 and 4 is 0.1."""
    made = flexible(0.0, 0.8, 0.6, -0.9, -0.3)
    made.campaign(1, 0, against=[2])
    made.campaign(3, 4, against=[0, 2])
    assert move(made)[0] == pytest.approx(0.05)


def test_all_look_at_each_other_before_anyone_moves() -> None:
    """0 at 0.6 and 1 at 0 fight 2 side by side and go half of the way to their mean of 0.3, whoever comes first."""
    made = flexible(0.6, 0.0, -0.8)
    made.world.contenders["flexibility"][:2] = 1.0
    made.campaign(2, 0, against=[1])
    assert move(made) == pytest.approx([0.45, 0.15, -0.8])
    made = flexible(0.0, 0.6, -0.8)
    made.world.contenders["flexibility"][:2] = 1.0
    made.campaign(2, 0, against=[1])
    assert move(made) == pytest.approx([0.15, 0.45, -0.8])


def test_distances_follow_views() -> None:
    made = flexible(0.0, 0.8, -0.8)
    move(made)
    assert made.state.pairs["distance"][0, 1:3].tolist() == pytest.approx([0.36, 1.0])
    assert made.state.pairs["distance"][1:3, 0].tolist() == pytest.approx([0.36, 1.0])


def test_distances_count_an_axis_as_far_as_it_is_at_issue() -> None:
    """Apart by 0.8 and 0.6 on two axes, of which the first is at issue by a quarter: 0.16 + 0.36; even if views freeze."""
    made = society(axes=2)
    made.place(1, 0.8, 0.6)
    made.state.salience[:2] = 0.25, 1.0
    made.world.rules.frozen_views = 1
    POLICY.policy(made.world, made.state, MONTH)
    assert made.state.pairs[0, 1].distance == made.state.pairs[1, 0].distance == pytest.approx(0.52)


def test_each_axis_is_weighed_for_itself() -> None:
    made = society(axes=2, pliancy=0.5)
    made.world.contenders["flexibility"][:3] = 1.0
    made.state.line[:2] = 0.4, -0.6
    for person, view in enumerate([(0.0, 0.0), (0.2, 0.2), (0.4, 0.4)]):
        made.place(person, *view)
    POLICY.policy(made.world, made.state, MONTH)
    assert made.state.views[:3, :2].tolist() == [pytest.approx(v) for v in ([0.2, -0.3], [0.3, -0.2], [0.4, -0.1])]


def test_a_turn_is_told_once_it_is_far_from_what_was_told() -> None:
    """From -0.6 by a fifth of what is left: 0.2, 0.36, 0.488 away from what was told last: past 0.4 in the third month."""
    made = flexible(-0.6, 0.8, -0.8, pliancy=0.2)
    made.tell()
    assert move(made, 2)[0] == pytest.approx(-0.24)
    assert made.told() == []
    move(made)
    (turned,) = made.told(w.TURNED)
    assert (turned.who, turned.whom, turned.where) == (0, 1, 0)
    assert made.state.told[0, 0] == made.state.views[0, 0]
    made.state.line[0] = -1.0
    move(made, 5)
    assert [event.whom for event in made.told(w.TURNED)] == [1, 0]


@pytest.mark.parametrize("field", ["alive", "member"])
def test_the_gone_move_no_more(field: str) -> None:
    made = flexible(0.0, 0.8, -0.8)
    put(made.state.lives[0], **{field: 0})
    assert move(made)[0] == 0.0


@pytest.mark.parametrize("why", ["pliancy", "frozen", "flexibility"])
@settings(max_examples=20)
@given(views=st.lists(UNIT, min_size=3, max_size=3), line=UNIT)
def test_no_view_moves(why: str, views: list[float], line: float) -> None:
    """With pliancy 0, with views frozen, or of one without flexibility."""
    made = flexible(*views, pliancy=0.0 if why == "pliancy" else 0.5)
    made.state.line[0] = line
    made.world.rules.frozen_views = int(why == "frozen")
    made.world.contenders["flexibility"][:3] = 0.0 if why == "flexibility" else 1.0
    made.campaign(1, 0)
    before = image(made.state)
    assert move(made, 3) == views
    assert image(made.state) == before


@settings(max_examples=40)
@given(
    views=st.lists(UNIT, min_size=4, max_size=4),
    traits=st.lists(SHARE, min_size=4, max_size=4),
    pliancy=SHARE,
    line=UNIT,
    presidium=st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_views_stay_within_the_space(
    views: list[float], traits: list[float], pliancy: float, line: float, presidium: list[float]
) -> None:
    made = flexible(*views, pliancy=pliancy)
    made.world.contenders["flexibility"][:4] = traits
    made.state.line[0] = line
    made.state.minds["presidium"][:4] = presidium
    made.campaign(1, 0, against=[2], behind=[3])
    made.campaign(2, 3)
    for month in range(4):
        before = np.array(made.state.views[:4, 0])
        move(made)
        assert places_are_in_the_space(made.world, made.state, month)
        assert (made.state.views[:4, 0][np.array(traits) == 0.0] == before[np.array(traits) == 0.0]).all()
