"""Perception: power as it is, power as others see it, and the veil that falls with the months in office."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, PRESIDIUM

DRAWS = plain("draws")
PERCEPTION = plain("mechanisms.perception")
KEY = np.uint64(8)


def see(made: Society, month: int = 0, key: np.uint64 = KEY) -> Any:
    """Who (row) believes what of whom (column)."""
    PERCEPTION.perception(made.world, made.state, month, key)
    n = made.world.count.contenders
    return made.state.pairs["believed"][:n, :n].copy()


def apparatus(**parameters: float) -> Society:
    """0 holds the office that appoints and informs, since month 2, and 30 of 50 in weight; 1 holds 10 and two offices."""
    made = society(contenders=3, units=3, offices=3, apparatus=2.0, **parameters)
    made.bear("appoint", 0)
    made.bear("information", 0)
    made.world.offices["visibility"][:3] = 0.1, 0.3, 0.25
    for i, standing in enumerate((0.2, 0.5, 0.9)):
        made.state.minds[i].standing = standing
    for office, holder in enumerate((0, 1, 1)):
        put(made.state.posts[office], holder=holder, since=2)
    made.state.owned[:3] = 30.0, 10.0, 0.0
    made.state.owned_all = 50.0
    return made


def test_a_case_by_hand() -> None:
    """power 0.2 + 0.1 + 2 30/50 = 1.5; 0.5 + 0.55 + 2 10/50 = 1.45; 0.9.

    In month 12, ten months in office, veil 0.8 and veil_months 20 hide 0.8 e^(-1/2) of the 1.2 that rests on units.
    """
    made = apparatus(veil=0.8, veil_months=20.0, veil_information=0.4)
    believed = see(made, 12)
    assert made.state.minds["power"][:3].tolist() == pytest.approx([1.5, 1.45, 0.9])
    hidden = 0.8 * math.exp(-0.5) * 1.2
    assert believed[:, 0].tolist() == pytest.approx([1.5, 1.5 - hidden, 1.5 - hidden])
    assert believed[:, 1].tolist() == pytest.approx([1.45] * 3)
    assert believed[:, 2].tolist() == pytest.approx([0.9] * 3)
    assert made.state.minds["veil"][:3].tolist() == pytest.approx([0.8 * math.exp(-0.5), 0.0, 0.0])


def test_each_part_of_the_veil_belongs_to_its_office() -> None:
    """veil 1, veil_information 0.4: who only appoints hides 0.6 of his apparatus, who only informs 0.4."""
    made = apparatus(veil=1.0, veil_months=600.0, veil_information=0.4)
    made.world.rules.information_office = 1
    believed = see(made, 2)
    assert believed[1, 0] == pytest.approx(0.3 + 1.2 * 0.4)
    assert believed[0, 1] == pytest.approx(1.05 + 0.4 * 0.6)
    made.world.rules.appoint = w.JOINT  # nobody's alone, and nobody's veil
    assert see(made, 2)[1, 0] == pytest.approx(1.5)
    assert made.state.minds[0].veil == 0.0


def test_the_veil_is_new_with_a_new_holder() -> None:
    made = apparatus(veil=1.0, veil_months=4.0)
    seen = [see(made, month)[1, 0] for month in range(2, 30)]
    assert seen == sorted(set(seen))
    assert seen[0] == pytest.approx(0.3)
    assert seen[-1] == pytest.approx(0.3 + 1.2 * (1 - math.exp(-27 / 4)))
    put(made.state.posts[0], holder=1, since=30)
    assert see(made, 30)[0, 1] == pytest.approx(0.5 + 0.1 + 0.55)  # his 0.4 is hidden
    assert see(made, 30)[1, 0] == pytest.approx(0.2 + 1.2)  # and the other's is bare


def test_errors_are_drawn_by_believer_and_believed_once_a_year() -> None:
    made = apparatus(misjudgement=0.5)
    bare = made.state.minds["power"]
    beliefs = [see(made, month) for month in (0, 11, 12)]
    assert (beliefs[0] == beliefs[1]).all()
    assert (beliefs[1] != beliefs[2])[~np.eye(3, dtype=bool)].all()
    stream = DRAWS.stream_key(KEY, 0, DRAWS.MISJUDGEMENT)
    for i in range(3):
        for j in range(3):
            error = DRAWS.normal(DRAWS.mix(DRAWS.mix(stream, 11 + i), 11 + j)) if i != j else 0.0
            assert beliefs[0][i, j] == pytest.approx(bare[j] + 0.5 * error)


@settings(max_examples=30)
@given(
    key=st.integers(0, 2**64 - 1).map(np.uint64),
    misjudgement=st.floats(0, 5),
    veil=st.floats(0, 1),
    month=st.integers(0, 35),
)
def test_nobody_misjudges_himself(key: np.uint64, misjudgement: float, veil: float, month: int) -> None:
    made = apparatus(misjudgement=misjudgement, veil=veil, veil_months=9.0)
    believed = see(made, month, key)
    assert believed.diagonal().tolist() == made.state.minds["power"][:3].tolist()
    made.world.rules.perceive_truth = 1
    assert (see(made, month, key) == made.state.minds["power"][:3]).all()
    assert not made.state.minds["veil"].any()


@settings(max_examples=20)
@given(key=st.integers(0, 2**64 - 1).map(np.uint64), month=st.integers(0, 35))
def test_without_veil_and_misjudgement_all_see_what_is(key: np.uint64, month: int) -> None:
    made = apparatus()
    assert (see(made, month, key) == made.state.minds["power"][:3]).all()
    assert made.state.minds["power"][:3].tolist() == pytest.approx([1.5, 1.45, 0.9])
    made.set(apparatus=0.0)  # and where the base counts for nothing, so does the veil over it
    made.set(veil=1.0)
    assert see(made, month, key)[1].tolist() == pytest.approx([0.3, 1.05, 0.9])


def test_power_is_shown_by_contenders_only() -> None:
    """An office held by somebody else, though he is 0's man, adds to nobody's power."""
    made = society(others=1, units=1, offices=1)
    made.world.offices[0].visibility = 0.4
    made.owe(3, 0)
    made.state.posts[0].holder = 3
    assert not see(made).any()


def test_reach_by_hand() -> None:
    """0 has half the say and owns 0.2 of the base: 0.5 0.4 = 0.2. 1 has the rest and owns 0.6: half, and no more."""
    made = society(units=1)
    made.state.say[:3] = 0.5, 0.5, 0.0
    made.state.owned[:3] = 0.2, 0.6, 0.2
    made.state.owned_all = 1.0
    see(made)
    assert made.state.minds["reach"][:3].tolist() == pytest.approx([0.2, 0.5, 0.0])


def test_what_a_contender_can_count_on_by_hand() -> None:
    """Of five presidium seats 0 holds one himself, and his men with ties 0.8 and, without a name, 0.5: 2.3 of 5.

    At grip 0.6 the two come to 0.78; 1's man at tie 0.9 with twice the hold is wholly his; the last is nobody's.
    """
    made = society(others=1, seats=(0, 5, 0), newcomer_tie=0.5)
    made.take(PRESIDIUM, 0, 0)
    made.owe(3, 0, 0.8)
    made.take(PRESIDIUM, 3, 0, 0.8)
    made.seat(PRESIDIUM, [0], tie=0.5)
    made.seat(PRESIDIUM, [1], tie=0.9)
    made.seat(PRESIDIUM, [-1])
    see(made)
    assert made.state.minds["secure"][:3].tolist() == pytest.approx([0.46, 0.18, 0.0])
    assert made.state.minds["presidium"][:3].tolist() == pytest.approx([0.6, 0.2, 0.0])
    made.state.minds[0].grip = 0.6
    made.world.contenders[1].hold = 2.0
    see(made)
    assert made.state.minds["secure"][:3].tolist() == pytest.approx([0.356, 0.2, 0.0])


def test_shares_are_of_taken_full_seats() -> None:
    made = society(seats=(8, 4, 0), spare=(2, 0, 0), units=1)
    made.state.owned_all = 1.0
    made.seat(COMMITTEE, [0, 0, 1, -1, -1])
    made.seat(COMMITTEE, [2, 2], candidates=True)
    made.seat(PRESIDIUM, [1])
    see(made)
    assert made.state.minds["committee"][:3].tolist() == [0.4, 0.2, 0.0]
    assert made.state.minds["presidium"][:3].tolist() == [0.0, 1.0, 0.0]


def test_a_share_of_an_empty_body_is_nothing() -> None:
    made = society(seats=(8, 4, 0))
    made.state.owned_all = 1.0
    see(made)
    assert not made.state.minds["committee"].any()
