"""Patronage: who is replaced, whom the newcomers owe, and what a protector keeps out of reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import counts_are_right, no_tie_is_looser
from selectorate.testing.society import COMMITTEE, PRESIDIUM
from selectorate.testing.steps import image

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
    assert made.state.minds[1].turned == 0
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
    made.campaign(0, 2)
    made.campaign(2, 1)
    PATRONAGE.chances(made.world, made.state)
    assert made.state.chance[:3].tolist() == pytest.approx([0.1, 0.1, 0.4], rel=1e-15)
    assert made.state.chance[-1] == 0.1
    assert [made.state.few[i] == DRAWS.cells_below(made.state.chance[i]) for i in (0, 1, 2, -1)] == [True] * 4


def test_supporters_are_not_purged_and_nobody_is_where_no_campaign_stands() -> None:
    made = society(units=1, turnover=0.1, purge=4.0)
    made.state.say[0] = 1.0
    for stance, chance in ((-1, 0.1), (0, 0.1), (1, 0.5)):
        made.campaign(1, 2)
        made.stand(0, 1, stance)
        PATRONAGE.chances(made.world, made.state)
        assert made.state.chance[:3].tolist() == pytest.approx([0.1, chance, 0.1])
    made.state.minds[1].leader = -1
    made.count_sides()
    PATRONAGE.chances(made.world, made.state)
    assert (made.state.chance[[0, 1, 2, -1]] == 0.1).all()


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
    made.state.recount = 1
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
    made.state.recount = 1
    assert set(turn(made)["patron"][3:]) == goes


def test_nobody_is_bound_by_a_grip_that_has_loosened() -> None:
    """newcomer_tie 0.4: at grip 0.25 a tie comes to 0.1 and binds; at 0.24 the newcomer owes nobody."""
    for grip, patron in ((0.25, 0), (0.24, -1)):
        made = society(units=20, turnover=1.0, partisan=1.0, newcomer_tie=0.4)
        made.state.say[0] = 1.0
        made.state.minds[0].grip = grip
        assert set(turn(made)["patron"]) == {patron}
    made = society(units=20, turnover=1.0, partisan=1.0, newcomer_tie=0.4)
    made.state.say[0] = 1.0
    made.state.minds[0].grip = 0.24
    made.world.contenders[0].hold = 2.0  # and one who holds people twice as well still binds them
    assert set(turn(made)["patron"]) == {0}


def test_a_newcomers_tie_may_be_the_loosest() -> None:
    made = society(units=2, turnover=1.0, partisan=1.0, newcomer_tie=0.4)
    made.state.say[0] = 1.0
    turn(made)
    assert made.state.minds["loosest"][:3].tolist() == [0.4, 1.0, 1.0]


# The second rank


def second_rank(*ties: float, **parameters: float) -> Society:
    """0 owns 6 of 10 in weight; so many others have a name and owe 1 with these ties."""
    made = society(others=len(ties), units=2, **({"newcomer_tie": 0.9} | parameters))
    made.head(0, 0, weight=6.0)
    made.head(1, 1, weight=4.0)
    for q, tie in enumerate(ties):
        made.owe(3 + q, 1, tie)
    made.tell()
    return made


def test_defection_by_hand() -> None:
    """defection 0.5, 0 owns 0.6: 0.18 (1 - tie); at ties 0, 0.5 and 1, of which 1's grip has left 0.8: 1, 0.6, 0.2 of it."""
    went = [0, 0, 0]
    for key in map(np.uint64, range(200)):
        made = second_rank(0.0, 0.5, 1.0, defection=0.5)
        made.state.minds[1].grip = 0.8
        turn(made, key=key)
        chances = (0.18, 0.18 * 0.6, 0.18 * 0.2)
        drawn = [luck(DRAWS.DEFECTION, 51 + q, key=key) < chance for q, chance in enumerate(chances)]
        patrons = made.state.lives["patron"][3:6].tolist()
        assert patrons == [0 if gone else 1 for gone in drawn]
        assert [event.who for event in made.told(w.DEFECTED)] == [3 + q for q, gone in enumerate(drawn) if gone]
        assert all(made.state.lives[3 + q].tie == 0.9 for q, gone in enumerate(drawn) if gone)
        went = [total + gone for total, gone in zip(went, drawn, strict=True)]
    for total, chance in zip(went, (0.18, 0.108, 0.036), strict=True):
        assert abs(total - 200 * chance) < 4 * (200 * chance * (1 - chance)) ** 0.5


def test_who_defects_takes_his_seats_with_him() -> None:
    made = society(others=1, units=1, seats=(2, 2, 0), defection=1.0, newcomer_tie=0.9)
    made.head(0, 0)
    made.owe(3, 1, 0.0)
    made.take(COMMITTEE, 3, 1, 0.0)
    made.take(PRESIDIUM, 3, 1, 0.0)
    turn(made)
    assert made.state.following[[COMMITTEE, PRESIDIUM], 0].tolist() == [1, 1]
    assert made.state.following[[COMMITTEE, PRESIDIUM], 1].tolist() == [0, 0]
    assert counts_are_right(made.world, made.state, MONTH)


@pytest.mark.parametrize("why", ["dead", "out", "founder", "his own", "tied", "two first"])
def test_who_does_not_defect(why: str) -> None:
    made = second_rank(1.0 if why == "tied" else 0.0, defection=1.0)
    made.head(0, 0, weight=4.0 if why == "two first" else 1e9)  # owns all but nothing
    put(made.state.lives[3], alive=int(why != "dead"), member=int(why != "out"))
    made.world.persons[3].founder = int(why == "founder")
    if why == "his own":
        made.owe(3, 0, 0.3)
    turn(made)
    assert (made.state.lives[3].patron, made.state.lives[3].tie == 0.9) == (0 if why == "his own" else 1, False)


def test_one_who_owes_nobody_defects_as_if_untied() -> None:
    made = second_rank(0.5, defection=1.0)
    made.head(0, 0, weight=1e9)
    made.owe(3, -1, 0.0)
    turn(made)
    assert made.state.lives[3].patron == 0


# What is only guessed of the start


def test_doubt_by_hand() -> None:
    """patron_doubt 0.8: of ties 0, 0.5 and 1 a patron is none with 0.8, 0.4 and 0; heads and second rank alike."""
    made = society(others=60, units=600, patron_doubt=0.8)
    ties = (0.0, 0.5, 1.0)
    for unit in range(600):
        held(made, unit, unit % 3, ties[unit % 3])
    for q in range(3, 63):
        made.owe(q, q % 3, ties[q % 3])
    PATRONAGE.doubt(made.world, made.state, 0, KEY)
    chances = (0.8, 0.4, 0.0)
    for unit, head in enumerate(made.state.heads[:600]):
        none = luck(DRAWS.DOUBT, 101 + unit, month=0) < chances[unit % 3]
        assert head.patron == (-1 if none else unit % 3)
    for q in range(3, 63):
        none = luck(DRAWS.GUESS, 51 + q - 3, month=0) < chances[q % 3]
        assert made.state.lives[q].patron == (-1 if none else q % 3)
    doubted = made.state.heads["patron"][:600] == -1
    assert [130 < doubted[0::3].sum() < 190, 50 < doubted[1::3].sum() < 110, doubted[2::3].sum()] == [True, True, 0]


def test_without_doubt_every_patron_is_what_he_is_said_to_be() -> None:
    made = society(others=3, units=30)
    for unit in range(30):
        held(made, unit, unit % 3, 0.0)
    for q in range(3, 6):
        made.owe(q, 0, 0.0)
    before = image(made.state)
    PATRONAGE.doubt(made.world, made.state, 0, KEY)
    assert image(made.state) == before


NUMBERS = st.fixed_dictionaries(
    {
        name: st.floats(0, 1)
        for name in ("turnover", "formal", "newcomer_tie", "fief", "protection", "careerism", "defection")
    }
    | {"purge": st.floats(0, 20), "partisan": st.floats(-1, 1)}
)


@st.composite
def societies(draw: st.DrawFn) -> Society:
    made = society(others=2, units=12, offices=2, **draw(NUMBERS))
    for unit in range(12):
        held(made, unit, draw(st.integers(-1, 2)), draw(st.floats(0.1, 1)))
        made.state.heads[unit].weight = draw(st.integers(1, 99))
    for q in (3, 4):
        made.owe(q, draw(st.integers(-1, 2)), draw(st.floats(0, 1)))
        made.world.units[unit].protector = draw(st.integers(-1, 1))
    for office in range(2):
        made.state.posts[office].holder = draw(st.integers(-1, 2))
    say = draw(st.lists(st.floats(0, 1), min_size=3, max_size=3))
    made.state.say[:3] = np.array(say) / max(1.0, sum(say))
    for i in range(3):
        made.state.minds[i].beaten = draw(st.integers(0, 1))
        made.state.minds[i].grip = draw(st.floats(0, 1))
        if draw(st.booleans()):
            made.campaign(i, (i + 1) % 3)
            made.stand((i + 2) % 3, i, draw(st.integers(-1, 1)))
    made.state.minds["turned"][:3] = draw(st.lists(st.integers(0, 1), min_size=3, max_size=3))
    made.state.recount = 1
    return made


@settings(max_examples=40)
@given(made=societies(), key=KEYS)
def test_owned_sums_to_the_weight_of_all(made: Society, key: np.uint64) -> None:
    heads = turn(made, key=key)
    for _ in range(2):  # as it was kept, and counted anew
        assert made.state.owned.sum() == made.state.owned_all == heads["weight"].sum()
        for i in (-1, 0, 1, 2):
            assert made.state.owned[i] == heads["weight"][heads["patron"] == i].sum()
        PATRONAGE.count_owned(made.world, made.state)


@settings(max_examples=40)
@given(made=societies(), key=KEYS)
def test_without_turnover_shelter_and_careerism_no_head_moves(made: Society, key: np.uint64) -> None:
    made.set(turnover=0.0, protection=0.0, careerism=0.0, defection=0.0)
    heads, lives = made.state.heads.copy(), made.state.lives.copy()
    assert (turn(made, key=key) == heads[:12]).all()
    assert (made.state.lives == lives).all()


@settings(max_examples=40)
@given(made=societies(), key=KEYS)
def test_no_tie_is_looser_than_the_loosest_known(made: Society, key: np.uint64) -> None:
    """Whatever ties of the start were, those that come after are known to their patrons."""
    made.state.minds["loosest"][:3] = 0.0
    turn(made, key=key)
    made.state.minds["loosest"][:3] = min(made.world.parameters.newcomer_tie, 0.1)
    for q in (3, 4):
        made.state.lives[q].tie = 1.0
    turn(made, key=key, month=MONTH + 1)
    assert no_tie_is_looser(made.world, made.state, MONTH)


@settings(max_examples=40)
@given(made=societies(), key=KEYS)
def test_only_one_whose_luck_is_out_is_replaced(made: Society, key: np.uint64) -> None:
    """The quick way over all units finds the same heads as asking each for himself."""
    made.set(careerism=0.0, protection=0.0)
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
