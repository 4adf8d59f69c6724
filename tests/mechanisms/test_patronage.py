"""Patronage: who is replaced, whom the newcomers owe, and what a protector keeps out of reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society

DRAWS = plain("draws")
PATRONAGE = plain("mechanisms.patronage")
KEY = np.uint64(20260401)
KEYS = st.integers(0, 2**64 - 1).map(np.uint64)
MONTH = 3


def turn(made: Society, *, key: np.uint64 = KEY, month: int = MONTH) -> Any:
    """The heads after a month of patronage."""
    PATRONAGE.patronage(made.world, made.state, month, key)
    return made.state.heads[: made.world.count.units]


def luck(stream: int, unit: int, *, key: np.uint64 = KEY, month: int = MONTH) -> float:
    return float(DRAWS.draw(DRAWS.stream_key(key, month, stream), unit))


def held(made: Society, unit: int, patron: int, tie: float = 1.0) -> None:
    put(made.state.heads[unit], patron=patron, tie=tie)


def test_a_case_by_hand() -> None:
    """Contender 0 appoints and campaigns against 1. turnover 0.2, purge 2, fief 0.5.

    A head who owes 0, or nobody, is replaced with 0.2; who owes 1 with 0.2 (1 + 2) = 0.6; who owes 1 in his fief with
    0.6 (1 - 0.5) = 0.3; who owes nobody there with 0.2 (1 - 0.5) = 0.1. 300 heads of each: each one is replaced where
    his luck is below his chance, and so many as 300 times it, give or take four deviations.
    """
    made = society(contenders=2, units=1500, offices=1, turnover=0.2, purge=2.0, fief=0.5)
    made.campaign(1, 0)
    made.state.say[0] = 1.0
    made.state.posts[0].holder = 1
    kinds = [(0, -1, 0.2), (-1, -1, 0.2), (1, -1, 0.6), (1, 0, 0.3), (-1, 0, 0.1)]
    for unit in range(1500):
        patron, office, _ = kinds[unit % 5]
        held(made, unit, patron)
        made.world.units[unit].protector = office
    heads = turn(made)
    for kind, (_, _, chance) in enumerate(kinds):
        moved = [heads[unit].moved == MONTH for unit in range(kind, 1500, 5)]
        assert moved == [luck(DRAWS.TURNOVER, 101 + unit) < chance for unit in range(kind, 1500, 5)]
        assert abs(sum(moved) - 300 * chance) < 4 * (300 * chance * (1 - chance)) ** 0.5


def test_newcomers_owe_by_say() -> None:
    """Says 0.5, 0.3, 0.1, partisan 0.8: a newcomer owes 0 below 0.4, 1 below 0.64, 2 below 0.72, else nobody."""
    made = society(units=1000, turnover=1.0, partisan=0.8, newcomer_tie=0.7)
    made.state.say[:3] = 0.5, 0.3, 0.1
    heads = turn(made)
    bounds = [0.4, 0.64, 0.72, 1.0]
    for unit, head in enumerate(heads):
        owed = next(i for i, bound in enumerate(bounds) if luck(DRAWS.PARTISAN, 101 + unit) < bound)
        assert (head.patron, head.tie) == ((owed, 0.7) if owed < 3 else (-1, 0.0))
    counts = [int((heads["patron"] == i).sum()) for i in (0, 1, 2, -1)]
    for count, share in zip(counts, (0.4, 0.24, 0.08, 0.28), strict=True):
        assert abs(count - 1000 * share) < 4 * (1000 * share * (1 - share)) ** 0.5


def test_a_larger_say_loses_no_newcomer() -> None:
    """The front of the cumulative weights moves one way: who owed contender 0 still does when his say grows."""
    owed = []
    for say in (0.2, 0.5, 0.9):
        made = society(units=300, turnover=1.0, partisan=0.8)
        made.state.say[:2] = say, (1.0 - say) / 2
        owed.append({unit for unit, head in enumerate(turn(made)) if head.patron == 0})
    assert owed[0] < owed[1] < owed[2]


def test_formal_appointment_is_recorded_apart() -> None:
    made = society(units=400, turnover=1.0, partisan=0.0, formal=0.25)
    made.state.say[0] = 1.0
    heads = turn(made)
    assert (heads["patron"] == -1).all()
    assert heads["formal"].tolist() == [int(luck(DRAWS.FORMAL, 101 + unit) < 0.25) for unit in range(400)]
    assert 60 < heads["formal"].sum() < 140


def test_purge_is_of_adversaries_by_their_say() -> None:
    """turnover 0.1, purge 4, says 0.5, 0.25, 0: 2 fights 0 and is fought by 1, so 0.1 (1 + 4 0.75) = 0.4.

    1 has 2 for an adversary, who has no say: 0.1. 0 has 2 for one: 0.1.
    """
    made = society(units=1, turnover=0.1, purge=4.0)
    made.state.say[:3] = 0.5, 0.25, 0.0
    made.state.pairs[2, 0].stance = 1
    made.state.pairs[1, 2].stance = 1
    most = PATRONAGE.chances(made.world, made.state)
    assert made.state.chance[:3].tolist() == pytest.approx([0.1, 0.1, 0.4], rel=1e-15)
    assert made.state.chance[-1] == 0.1
    assert most == made.state.chance[2]


def test_supporters_are_not_purged_and_nobody_is_without_alignment() -> None:
    made = society(units=1, turnover=0.1, purge=4.0)
    made.state.say[0] = 1.0
    made.state.pairs[0, 1].stance = -1
    PATRONAGE.chances(made.world, made.state)
    assert made.state.chance[1] == 0.1
    made.state.pairs[0, 1].stance = 1
    made.world.uses[w.ALIGNMENT] = 0
    PATRONAGE.chances(made.world, made.state)
    assert made.state.chance[1] == 0.1


def fief(*, holder: int, turned: int = 0, share: float = 1.0) -> Society:
    made = society(contenders=2, others=1, units=40, offices=1, turnover=1.0, partisan=1.0, fief=share)
    made.state.say[0] = 1.0
    made.state.posts[0].holder = holder
    made.state.lives[2].patron = 1
    made.state.minds[1].turned = turned
    made.world.units["protector"][:20] = 0
    return made


def test_a_fief_cannot_be_touched_until_the_presidium_turns() -> None:
    for holder in (1, 2):  # the contender himself, or one of his people
        heads = turn(fief(holder=holder))
        assert (heads["patron"][:20] == -1).all()
        assert (heads["patron"][20:] == 0).all()
    heads = turn(fief(holder=1, turned=1))
    assert (heads["patron"] == 0).all()
    heads = turn(fief(holder=-1))
    assert (heads["patron"] == 0).all()


def test_in_a_fief_newcomers_owe_its_protector() -> None:
    """Half protected: of the 20 seats about half change, and all who come owe contender 1, who has no say."""
    heads = turn(fief(holder=1, share=0.5))
    assert set(heads["patron"][:20]) == {-1, 1}
    assert (heads["patron"][20:] == 0).all()


def test_careerism_by_hand() -> None:
    """0 owns weight 6 of 10, careerism 0.5: an unowned head goes over with 0.5 (6/10)^2 = 0.18."""
    made = society(units=1003, careerism=0.5, newcomer_tie=0.4)
    for unit, (patron, weight) in enumerate([(0, 6.0), (1, 2.0), (2, 1.0)]):
        held(made, unit, patron)
        made.state.heads[unit].weight = weight
    made.state.heads["weight"][3:1003] = 1.0 / 1000
    heads = turn(made)
    went = [head.patron == 0 for head in heads[3:]]
    assert went == [luck(DRAWS.CAREERISM, 101 + unit) < 0.18 for unit in range(3, 1003)]
    assert abs(sum(went) - 180) < 4 * (1000 * 0.18 * 0.82) ** 0.5
    assert heads["patron"][:3].tolist() == [0, 1, 2]
    assert set(heads["tie"][3:][went]) == {0.4}


@pytest.mark.parametrize(
    ("owns", "goes"), [((5, 5, 2), {-1}), ((2, 5, 5), {-1}), ((5, 4, 5), {-1}), ((5, 4, 4), {-1, 0})]
)
def test_nobody_goes_over_where_two_are_first(owns: tuple[int, ...], goes: set[int]) -> None:
    """Of 200 unowned heads, each with a chance of about (5/12)^2, none moves while two are equally far in front."""
    made = society(units=203, careerism=1.0)
    for unit, weight in enumerate(owns):
        held(made, unit, unit)
        made.state.heads[unit].weight = weight
    made.state.heads["weight"][3:203] = 1e-6
    assert set(turn(made)["patron"][3:]) == goes


def test_ties_to_the_beaten_wear_away() -> None:
    """tie_erosion 0.5 from 0.7: 0.35, 0.175, then 0.0875, which is under 0.1 and binds nobody."""
    made = society(contenders=2, units=2, tie_erosion=0.5)
    held(made, 0, 0, 0.7)
    held(made, 1, 1, 0.7)
    made.state.minds[0].beaten = 1
    ties = [(turn(made)[0].tie, int(made.state.heads[0].patron)) for _ in range(3)]
    assert [tie for tie, _ in ties] == pytest.approx([0.35, 0.175, 0.0875])
    assert [patron for _, patron in ties] == [0, 0, -1]
    assert (made.state.heads[1].patron, made.state.heads[1].tie) == (1, 0.7)


NUMBERS = st.fixed_dictionaries(
    {
        name: st.floats(0, 1)
        for name in ("turnover", "partisan", "formal", "newcomer_tie", "fief", "careerism", "tie_erosion")
    }
    | {"purge": st.floats(0, 20)}
)


@st.composite
def societies(draw: st.DrawFn) -> Society:
    made = society(units=12, offices=2, **draw(NUMBERS))
    for unit in range(12):
        held(made, unit, draw(st.integers(-1, 2)), draw(st.floats(0.1, 1)))
        made.state.heads[unit].weight = draw(st.integers(1, 99))
        made.world.units[unit].protector = draw(st.integers(-1, 1))
    for office in range(2):
        made.state.posts[office].holder = draw(st.integers(-1, 2))
    say = draw(st.lists(st.floats(0, 1), min_size=3, max_size=3))
    made.state.say[:3] = np.array(say) / max(1.0, sum(say))
    for i in range(3):
        made.state.minds[i].beaten = draw(st.integers(0, 1))
        made.state.minds[i].turned = draw(st.integers(0, 1))
        for j in range(3):
            made.state.pairs[i, j].stance = draw(st.integers(-1, 1)) if i != j else 0
    return made


@settings(max_examples=40)
@given(made=societies(), key=KEYS)
def test_owned_sums_to_the_weight_of_all(made: Society, key: np.uint64) -> None:
    heads = turn(made, key=key)
    PATRONAGE.count_owned(made.world, made.state)
    assert made.state.owned.sum() == made.state.owned_all == heads["weight"].sum()
    for i in (-1, 0, 1, 2):
        assert made.state.owned[i] == heads["weight"][heads["patron"] == i].sum()


@settings(max_examples=40)
@given(made=societies(), key=KEYS)
def test_without_turnover_and_careerism_no_head_moves(made: Society, key: np.uint64) -> None:
    made.set(turnover=0.0, careerism=0.0, tie_erosion=0.0)
    before = made.state.heads.copy()
    assert (turn(made, key=key) == before[:12]).all()


@settings(max_examples=40)
@given(made=societies(), key=KEYS)
def test_only_one_whose_luck_is_out_is_replaced(made: Society, key: np.uint64) -> None:
    """The quick way over all units finds the same heads as asking each for himself."""
    made.set(careerism=0.0, tie_erosion=0.0)
    PATRONAGE.chances(made.world, made.state)
    expected = []
    for unit, head in enumerate(made.state.heads[:12]):
        shelter = made.world.parameters.fief if PATRONAGE.protector(made.world, made.state, unit) >= 0 else 0.0
        chance = made.state.chance[head.patron] * (1.0 - shelter)
        expected.append(luck(DRAWS.TURNOVER, 101 + unit, key=key) < chance)
    assert [head.moved == MONTH for head in turn(made, key=key)] == expected


def test_the_luck_of_a_unit_is_its_own() -> None:
    small, large = (society(units=units, turnover=0.3, partisan=0.6, formal=0.5) for units in (10, 50))
    for made in (small, large):
        made.state.say[0] = 1.0
    assert (turn(small) == turn(large)[:10]).all()
