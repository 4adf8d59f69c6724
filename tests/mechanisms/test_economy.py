"""Economy: measures follow their recorded course, with luck and with what the line in force does to them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate.testing import Society, plain, society

DRAWS = plain("draws")
ECONOMY = plain("mechanisms.economy")
KEY = np.uint64(6)
UNIT = st.floats(-1, 1, allow_subnormal=False)


def move(made: Society, month: int, key: np.uint64 = KEY) -> list[float]:
    """The index of every measure after a month."""
    ECONOMY.economy(made.world, made.state, month, key)
    return [float(index) for index in made.state.index[: made.world.count.economies]]


def test_a_case_by_hand() -> None:
    """persistence 0.5, feedback 0.2; the line has moved by 0.5 from where it was at the start, so a month takes 0.1.

    Deviations -0.1, -0.15, -0.175 from a course of 0.3, 0.1, -0.2: index 0.2, -0.05, -0.375, crisis 0, 0.05, 0.375.
    """
    made = society(axes=1, persistence=0.5, feedback=0.2)
    made.measure(0, [0.3, 0.1, -0.2])
    made.state.first_line[0], made.state.line[0] = -0.1, 0.4
    told = [(*move(made, month), float(made.state.deviation[0]), float(made.state.crisis)) for month in range(3)]
    assert told[0] == pytest.approx((0.2, -0.1, 0.0))
    assert told[1] == pytest.approx((-0.05, -0.15, 0.05))
    assert told[2] == pytest.approx((-0.375, -0.175, 0.375))


def test_luck_by_hand() -> None:
    """shock 0.1, persistence 0.8: x = 0.8 x + 0.1 normal, each measure by a luck of its own."""
    made = society(axes=1, persistence=0.8, shock=0.1)
    made.measure(0, [0.0])
    made.measure(0, [0.2])
    deviations = np.zeros(2)
    for month in range(5):
        stream = DRAWS.stream_key(KEY, month, DRAWS.WEATHER)
        deviations = 0.8 * deviations + [0.1 * DRAWS.normal(DRAWS.mix(stream, key)) for key in (81, 82)]
        assert move(made, month) == pytest.approx([deviations[0], 0.2 + deviations[1]])
    assert deviations[0] != pytest.approx(deviations[1])


def test_each_measure_answers_to_the_line_on_its_own_axis() -> None:
    made = society(axes=2, feedback=0.5)
    for axis in (0, 1):
        made.measure(axis, [0.0])
    made.state.line[:2] = 0.0, -0.4
    assert move(made, 0) == pytest.approx([0.0, 0.2])


def test_the_crisis_is_that_of_the_worst_measure() -> None:
    made = society(axes=1)
    for index in (0.5, -0.3, -0.7, 0.1):
        made.measure(0, [index])
    move(made, 0)
    assert made.state.crisis == 0.7
    made.world.course[:4, 0] = 0.2
    move(made, 0)
    assert made.state.crisis == 0.0


@settings(max_examples=60)
@given(
    course=st.lists(UNIT, min_size=6, max_size=6),
    persistence=st.floats(0, 1),
    shock=st.floats(0, 2),
    feedback=st.floats(0, 2),
    line=UNIT,
    key=st.integers(0, 2**64 - 1).map(np.uint64),
)
def test_an_index_lies_between_minus_one_and_one(
    course: list[float], persistence: float, shock: float, feedback: float, line: float, key: np.uint64
) -> None:
    made = society(axes=1, persistence=persistence, shock=shock, feedback=feedback)
    made.measure(0, course)
    made.state.line[0] = line
    for month in range(6):
        (index,) = move(made, month, key)
        assert -1.0 <= index <= 1.0
        assert made.state.crisis == max(0.0, -index)


@settings(max_examples=30)
@given(course=st.lists(UNIT, min_size=6, max_size=6), persistence=st.floats(0, 1), line=UNIT)
def test_without_shock_and_feedback_it_is_the_recorded_course(
    course: list[float], persistence: float, line: float
) -> None:
    made = society(axes=1, persistence=persistence)
    made.measure(0, course)
    made.state.line[0] = line
    assert [move(made, month)[0] for month in range(6)] == course
    assert made.state.deviation[0] == 0.0


def test_without_measures_there_is_no_crisis() -> None:
    made = society(axes=1, shock=1.0, feedback=1.0)
    made.state.crisis = 0.5
    assert move(made, 0) == []
    assert made.state.crisis == 0.0
