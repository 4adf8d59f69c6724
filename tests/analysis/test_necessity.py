"""Necessity and sufficiency by hand, and their bounds against joint laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selectorate.analysis import (
    Estimate,
    Interval,
    Undefined,
    causes,
    necessity,
    necessity_bounds,
    placebo,
    sufficiency,
    sufficiency_bounds,
)


def twins(both: int, base_only: int, without_only: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    """Histories by what held in them and in their twins."""
    counts = (both, base_only, without_only, neither)
    return np.repeat([True, True, False, False], counts), np.repeat([True, False, True, False], counts)


def test_by_hand() -> None:
    base, without = twins(30, 50, 5, 15)
    one, other = necessity(base, without), sufficiency(base, without)
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    assert one.value == pytest.approx(50 / 80)
    assert other.value == pytest.approx(50 / 65)


def test_undefined_is_said() -> None:
    never, always = np.zeros(200, np.bool_), np.ones(200, np.bool_)
    for found in (necessity(never, always), sufficiency(always, always)):
        assert isinstance(found, Undefined)
        assert found.document()["value"] is None
        assert found.document()["why"]
    (cause,) = causes(never, np.array([always]))
    assert isinstance(cause.necessity, Undefined)
    assert isinstance(cause.sufficiency, Undefined)
    assert cause.document()["necessity"]["value"] is None


def test_the_placebo_is_the_same_share() -> None:
    base, other = twins(30, 50, 5, 15)
    one, two = placebo(base, other), necessity(base, other)
    assert isinstance(one, Estimate)
    assert isinstance(two, Estimate)
    assert one.value == two.value


chances = st.floats(0.001, 0.999)


@given(chances, chances, st.floats(0, 1))
def test_every_joint_law_lies_within_the_bounds_and_some_reach_them(p: float, q: float, where: float) -> None:
    least, most = max(0.0, p - q), min(p, 1.0 - q)
    for joint in (least, most, least + where * (most - least)):  # chance that it holds, and not in the twin
        for value, (low, high) in (
            (joint / p, necessity_bounds((p, p), (q, q))),
            (joint / (1.0 - q), sufficiency_bounds((p, p), (q, q))),
        ):
            assert low - 1e-12 <= value <= high + 1e-12
            assert joint != least or value == pytest.approx(low, abs=1e-9)
            assert joint != most or value == pytest.approx(high, abs=1e-9)


@given(chances, chances, st.floats(0, 0.2), st.floats(0, 0.2), st.floats(0, 1), st.floats(0, 1))
def test_bounds_over_a_box_hold_those_of_every_point(
    p: float, q: float, dp: float, dq: float, u: float, v: float
) -> None:
    box_p, box_q = (max(0.0, p - dp), min(1.0, p + dp)), (max(0.0, q - dq), min(1.0, q + dq))
    x, y = box_p[0] + u * (box_p[1] - box_p[0]), box_q[0] + v * (box_q[1] - box_q[0])
    for bounds in (necessity_bounds, sufficiency_bounds):
        (low, high), (wide_low, wide_high) = bounds((x, x), (y, y)), bounds(box_p, box_q)
        assert wide_low <= low + 1e-12
        assert high <= wide_high + 1e-12


def test_bounds_where_nothing_is_known() -> None:
    assert necessity_bounds((0.0, 0.5), (0.2, 0.3)) == (0.0, 1.0)
    assert sufficiency_bounds((0.5, 0.6), (0.2, 1.0)) == (0.0, 1.0)


def test_causes_hold_their_numbers() -> None:
    base, without = twins(300, 500, 50, 150)
    found = causes(base, np.array([without, base]))
    assert isinstance(found[0].necessity, Interval)
    assert found[0].necessity.low < 500 / 800 < found[0].necessity.high
    assert found[0].necessity_bounds[0] <= found[0].necessity.value <= found[0].necessity_bounds[1]
    assert isinstance(found[1].necessity, Interval)
    assert found[1].necessity.value == 0.0
    assert found[1].necessity.high > 0.0
