"""Opinion: the line in force, what events and the press make of it, and how standing is fed and fades."""

from __future__ import annotations

from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import PRESIDIUM
from selectorate.testing.steps import image

OPINION = plain("mechanisms.opinion")
UNIT = st.floats(-1, 1, allow_subnormal=False)
RATE = st.floats(0, 1, allow_subnormal=False)


def move(made: Society, months: int = 1) -> Any:
    """Members' opinion after so many months."""
    for _ in range(months):
        OPINION.opinion(made.world, made.state)
    return made.state.opinion[: made.world.count.axes]


def ruled(view: float = 0.6, *, others: int = 0, **parameters: float) -> Society:
    """A presidium of one, contender 0, whose view is the line in force from the start on."""
    made = society(others=others, seats=(0, 1, 0), offices=1, axes=1, **parameters)
    made.place(0, view)
    put(made.world.seats[0], taken=1, person=0, patron=0, tie=1.0)
    made.begin()
    return made


# The line in force


def test_the_line_is_the_median_of_the_presidium() -> None:
    """A contender at 0.5, a man of 1's at 0.1, one without a name of 2's (-0.8), one of nobody's (opinion 0.3).

    Of -0.8, 0.1, 0.3, 0.5 the middle is 0.2; without the last three seats 0.5; a candidate at 0.9 does not count.
    """
    made = society(others=1, seats=(0, 5, 0), spare=(0, 1, 0), axes=1)
    for person, view in enumerate((0.5, 0.9, -0.8, 0.1)):
        made.place(person, view)
    made.state.opinion[0] = 0.3
    made.take(PRESIDIUM, 0, 0)
    made.take(PRESIDIUM, 1, 1, candidates=True)
    OPINION.find_line(made.world, made.state)
    assert made.state.line[0] == 0.5
    made.take(PRESIDIUM, 3, 1)
    made.seat(PRESIDIUM, [2, -1])
    OPINION.find_line(made.world, made.state)
    assert made.state.line[0] == pytest.approx(0.2)
    made.seat(PRESIDIUM, [0])  # one without a name stands where his patron does
    OPINION.find_line(made.world, made.state)
    assert made.state.line[0] == 0.3


def test_an_empty_presidium_leaves_the_line_where_it_was() -> None:
    made = society(seats=(0, 3, 0), axes=1)
    made.state.line[0] = 0.4
    OPINION.find_line(made.world, made.state)
    assert made.state.line[0] == 0.4


@settings(max_examples=40)
@given(views=st.lists(st.tuples(UNIT, UNIT), min_size=1, max_size=7))
def test_the_line_is_a_median_on_each_axis(views: list[tuple[float, float]]) -> None:
    made = society(contenders=len(views), seats=(0, 7, 0), axes=2)
    for person, view in enumerate(views):
        made.place(person, *view)
        made.take(PRESIDIUM, person, person)
    OPINION.find_line(made.world, made.state)
    assert made.state.line[:2].tolist() == pytest.approx([median(view[x] for view in views) for x in (0, 1)], abs=1e-15)


def test_members_remember_the_line_they_lived_under() -> None:
    """From 0.6 to -0.6 a 24th of the way a month: 0.6 - 1.2/24 = 0.55, then 0.55 - 1.15/24."""
    made = ruled(0.6)
    made.place(0, -0.6)
    move(made)
    assert made.state.line[0] == -0.6
    assert made.state.blamed[0] == pytest.approx(0.55)
    move(made)
    assert made.state.blamed[0] == pytest.approx(0.55 - 1.15 / 24)


# Members


def test_what_goes_well_speaks_for_the_line() -> None:
    """The line at 0.6; members begin there. Nothing measured: they stay. Index 0.5: toward 0.3, a tenth of the way."""
    made = ruled(0.6, opinion_drift=0.1)
    assert move(made, 5)[0] == 0.6
    made = ruled(0.6, opinion_drift=0.1)
    made.measure(0)
    made.state.index[0] = 0.5
    assert move(made)[0] == pytest.approx(0.6 - 0.1 * 0.3)


def test_what_goes_badly_speaks_against_the_line_lived_under() -> None:
    """Index -0.4, lived under 0.6: toward -0.4 0.6/0.65. A new line of -0.6 is not yet to blame, 0.55 still is."""
    made = ruled(0.6, opinion_drift=0.1)
    made.measure(0)
    made.state.index[0] = -0.4
    target = -0.4 * 0.6 / 0.65
    assert move(made)[0] == pytest.approx(0.6 + 0.1 * (target - 0.6))
    made = ruled(0.6, opinion_drift=0.1)
    made.measure(0)
    made.state.index[0] = -0.4
    made.place(0, -0.6)
    target = -0.4 * 0.55 / 0.6
    assert move(made)[0] == pytest.approx(0.6 + 0.1 * (target - 0.6))


def test_policy_is_at_issue_in_a_crisis() -> None:
    """calm 0.25: that much while nothing goes badly or is measured; at an index of -0.4 0.25 + 0.75 0.4, on that axis."""
    made = society(seats=(0, 1, 0), axes=2, calm=0.25)
    for index, issue in ((0.5, 0.25), (0.0, 0.25), (-0.4, 0.55), (-1.0, 1.0)):
        made.world.count.economies = 0
        made.state.index[made.measure(1)] = index
        move(made)
        assert made.state.salience[:2].tolist() == pytest.approx([0.25, issue])


def test_of_several_measures_the_worst_speaks() -> None:
    made = ruled(0.6)
    for index in (0.9, 0.25, 0.5):
        made.state.index[made.measure(0)] = index
    assert OPINION.plausible(made.world, made.state, 0) == pytest.approx(0.25 * 0.6)


def test_workers_shift_opinion_where_a_measure_speaks() -> None:
    """class_pull 2, workers 0.4 at the start and 0.5 now: 0.2 more than 0.6."""
    made = ruled(0.6, class_pull=2.0)
    put(made.world.rules, workers=0.4)
    made.state.workers = 0.5
    assert OPINION.plausible(made.world, made.state, 0) == pytest.approx(0.6)
    made.state.index[made.measure(0)] = 1.0
    assert OPINION.plausible(made.world, made.state, 0) == pytest.approx(0.8)


def test_the_press_pulls_to_the_view_of_its_owner() -> None:
    """Members at 0.6; 1, to whom the man who holds the press belongs, at -0.2: after a quarter of the way 0.4."""
    made = ruled(0.6, others=1, press_pull=0.25)
    made.place(1, -0.2)
    assert move(made)[0] == 0.6
    made.bear("press", 0)
    assert move(made)[0] == 0.6  # nobody holds it
    made.owe(3, 1)
    made.state.posts[0].holder = 3
    made.world.rules.press = w.GONE
    assert move(made)[0] == 0.6
    made.world.rules.press = w.HELD
    assert move(made)[0] == pytest.approx(0.4)


def test_drift_and_press_in_one_month() -> None:
    """Members at 0.6, toward 0.3 by half: 0.45; then a quarter of the way to the press at -0.15: 0.3."""
    made = ruled(0.6, opinion_drift=0.5, press_pull=0.25)
    made.state.index[made.measure(0)] = 0.5
    made.place(1, -0.15)
    made.bear("press", 0)
    made.state.posts[0].holder = 1
    assert move(made)[0] == pytest.approx(0.3)


# The second rank


def test_the_second_rank_goes_with_patron_and_members() -> None:
    """conformity 0.1; tie 0.5 held at grip 0.8: 0.4. Patron at -0.5, members at 0.6: toward -0.2 + 0.36 = 0.16.

    From 0.9 that is 0.9 - 0.1 0.74 = 0.826. Who owes nobody goes toward 0.6, and a contender is his own man.
    """
    made = ruled(0.6, others=3, conformity=0.1)
    for person, view in ((1, -0.5), (3, 0.9), (4, 0.9), (5, 0.9)):
        made.place(person, view)
    made.owe(3, 1, 0.5)
    made.state.minds[1].grip = 0.8
    made.state.lives[5].alive = 0
    move(made)
    assert made.state.views[:6, 0].tolist() == pytest.approx([0.6, -0.5, 0.0, 0.826, 0.87, 0.9])
    made.world.rules.frozen_views = 1
    move(made)
    assert made.state.views[:6, 0].tolist() == pytest.approx([0.6, -0.5, 0.0, 0.826, 0.87, 0.9])
    made = ruled(0.6, others=1, conformity=0.1)
    made.place(3, -0.4)
    made.state.opinion[0] = -0.4
    made.owe(3, 0, 0.5)  # the first contender is a patron like any other: half of the way from -0.4 to 0.6
    move(made)
    assert made.state.views[3, 0] == pytest.approx(-0.35)


# Standing


def test_standing_returns_to_what_it_rests_on() -> None:
    """standing_decay 0.1 of the way from 0.2 to 0.5: 0.23, then 0.257; and from above it falls."""
    made = ruled(standing_decay=0.1)
    made.state.minds["footing"][:3] = 0.5
    made.state.minds["standing"][:3] = 0.2, 0.5, 0.9
    move(made)
    assert made.state.minds["standing"][:3].tolist() == pytest.approx([0.23, 0.5, 0.86])
    move(made)
    assert made.state.minds["standing"][:3].tolist() == pytest.approx([0.257, 0.5, 0.824])


def test_the_press_feeds_its_own_and_eats_its_enemies() -> None:
    """0 has the press, leads against 1 and stands by 2: 0.1 for himself and 2, 0.1 from 1, at least nothing is left."""
    made = ruled(press_standing=0.1)
    made.bear("press", 0)
    made.state.posts[0].holder = 0
    made.campaign(1, 0)
    made.campaign(2, 1, behind=[0])
    made.state.minds["standing"][:3] = made.state.minds["footing"][:3] = 0.15
    move(made)
    assert made.state.minds["standing"][:3].tolist() == pytest.approx([0.25, 0.05, 0.25])
    move(made)
    assert made.state.minds["standing"][:3].tolist() == pytest.approx([0.35, 0.0, 0.35])


# What holds


@settings(max_examples=60)
@given(
    rates=st.tuples(RATE, RATE, RATE, RATE, RATE),
    class_pull=st.floats(0, 20),
    views=st.lists(UNIT, min_size=5, max_size=5),
    indices=st.lists(UNIT, min_size=2, max_size=2),
    workers=RATE,
)
def test_opinion_stays_within_the_space(
    rates: tuple[float, ...], class_pull: float, views: list[float], indices: list[float], workers: float
) -> None:
    names = ("opinion_drift", "press_pull", "conformity", "standing_decay", "press_standing")
    made = ruled(others=2, class_pull=class_pull, **dict(zip(names, rates, strict=True)))
    for person, view in enumerate(views):
        made.place(person, view)
    made.owe(3, 1, 0.7)
    made.bear("press", 0)
    made.state.posts[0].holder = 2
    made.campaign(1, 2)
    made.state.workers = workers
    for index in indices:
        made.state.index[made.measure(0)] = index
    for _ in range(5):
        assert -1.0 <= move(made)[0] <= 1.0
        assert (np.abs(made.state.views[:5, 0]) <= 1.0 + 1e-12).all()
        assert (made.state.minds["standing"][:3] >= 0.0).all()


@settings(max_examples=20)
@given(view=UNIT, index=UNIT)
def test_with_every_rate_nought_nothing_moves_but_the_line(view: float, index: float) -> None:
    made = ruled(others=1)
    made.owe(3, 1)
    made.bear("press", 0)
    made.state.posts[0].holder = 1
    made.campaign(2, 1)
    made.state.index[made.measure(0)] = index
    made.state.minds["standing"][:3] = 0.5
    made.place(0, view)
    before = image(made.state)
    move(made, 3)
    after = image(made.state)
    assert made.state.line[0] == view
    assert made.state.salience[0] == max(0.0, -index)
    assert {name for name in before if before[name] != after[name]} <= {"line", "blamed", "salience"}
