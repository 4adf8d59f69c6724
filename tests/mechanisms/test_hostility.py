"""Hostility: who fears whom and why, whom all fear, who fights, and the reasons that are told."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, CONGRESS

DRAWS = plain("draws")
ALIGNMENT = plain("mechanisms.alignment")
KEY = np.uint64(31)
MONTH = 6
WEIGHTS = ("threat", "collective", "policy_distance", "affinity", "common_enemy", "bonaparte", "offence")
SEEDS = st.integers(0, 10**9)


def hostile(made: Society) -> Any:
    """Hostility of row to column."""
    ALIGNMENT.hostilities(made.world, made.state, MONTH, KEY)
    n = made.world.count.contenders
    return made.state.pairs["hostility"][:n, :n].copy()


def test_a_case_by_hand() -> None:
    """0 of 1, whom 2 stands by: threat 2, allied_threat 0.5, skill of 1 is 0.25, and 0 believes 0.8 of him, 0.4 of 2.

    2 (0.8 + 0.5 0.4) = 2, and being 0.4 ahead of the next, collective 0.5 0.4 = 0.2. Affinity 0.2: of the 2.2 he fears
    (1 - 0.2) (1 - 0.25) = 0.6, 1.32, and 0.8 0.2 = 0.16 soothes. Views (0.5, 0) and (-0.1, 0.8): 0.25 (0.36 + 0.64) =
    0.25. One fight, 0.5 of offence left after 0.1 is forgotten: 0.2 0.45 = 0.09. Sum 1.5.
    """
    made = society(axes=2, threat=2.0, allied_threat=0.5, collective=0.5, policy_distance=0.25, affinity=0.8)
    made.set(offence=0.2, offence_decay=0.1)
    made.world.contenders[1].skill = 0.25
    made.state.pairs[0, 1].affinity = 0.2
    made.state.pairs[0, 1].believed = 0.8
    made.state.pairs[0, 2].believed = 0.4
    made.place(0, 0.5, 0.0)
    made.place(1, -0.1, 0.8)
    made.campaign(1, 0, behind=[2])
    made.state.minds[1].offence = 0.5
    made.state.authority = 1.0  # nobody fights this month
    assert hostile(made)[0, 1] == pytest.approx(1.5, rel=1e-14)


def test_a_friend_is_feared_less_and_an_enemy_more() -> None:
    """threat 1, power 0.5: of affinity 0.6 (a friend) 0.2 is left, of -1 (an enemy) 1; beyond 1 nothing is feared."""
    made = society(contenders=4, threat=1.0)
    made.state.pairs["believed"][0, 1:4] = 0.5
    made.state.pairs["affinity"][0, 1:4] = 0.6, -1.0, 1.5
    assert hostile(made)[0, 1:].tolist() == pytest.approx([0.2, 1.0, 0.0])


def test_who_is_ahead_of_all_others_is_resented() -> None:
    """0 believes 0.9 of 1, 0.5 of 2 and 0.1 of 3: 1 is 0.4 ahead of the next; without 2, who is out, 0.8 of 3."""
    made = society(contenders=4, collective=2.0)
    made.state.pairs["believed"][0, 1:4] = 0.9, 0.5, 0.1
    assert hostile(made)[0, 1:].tolist() == pytest.approx([0.8, 0.0, 0.0])
    made.state.lives[2].member = 0
    assert hostile(made)[0, 1:].tolist() == pytest.approx([1.6, 0.0, 0.0])
    made.state.lives[1].alive = 0
    made.state.lives[2].member = 1
    assert hostile(made)[0, 1:].tolist() == pytest.approx([0.0, 0.8, 0.0])
    made.state.lives[1].alive = 1
    made.state.pairs[0, 2].believed = 0.9  # two are equally far ahead of the rest, and of each other not at all
    assert not hostile(made)[0].any()


def test_an_enemy_in_common_soothes() -> None:
    made = society(contenders=4, common_enemy=0.5)
    made.state.authority = 1.0
    made.campaign(2, 0, against=[1])
    felt = hostile(made)
    assert felt[0, 1] == felt[1, 0] == -0.5  # they campaign against one man
    assert not felt[[0, 1], 2].any()
    made.campaign(3, 0)  # and 0 now campaigns against both 2 and 3
    felt = hostile(made)
    assert felt[2, 3] == felt[3, 2] == -0.5


def test_the_bonaparte_has_the_army_and_the_first_standing() -> None:
    made = society(contenders=4, offices=2, bonaparte=0.7)
    made.world.offices[1].coerce = 1
    made.state.posts["holder"][:2] = 0, 2

    def feared(*standings: float) -> int:
        made.state.minds["standing"][:4] = standings
        felt = hostile(made)
        hated = {j for j in range(4) if felt[:, j].any()}
        assert all(felt[i, j] == 0.7 for j in hated for i in range(4) if i != j)
        return hated.pop() if hated else -1

    assert feared(0.1, 0.2, 0.9, 0.3) == 2
    assert feared(0.1, 0.2, 0.2, 0.3) == -1  # not the first
    assert feared(0.1, 0.9, 0.9, 0.3) == -1  # not the only first
    assert feared(0.9, 0.1, 0.9, 0.3) == -1
    assert feared(0.4, 0.4, 0.9, 0.3) == 2  # two equal ones below him do no harm
    made.state.posts[1].holder = -1
    assert feared(0.1, 0.2, 0.9, 0.3) == -1


def test_offices_without_coerce_make_no_bonaparte() -> None:
    made = society(offices=1, bonaparte=1.0)
    made.state.posts[0].holder = 0
    made.state.minds[0].standing = 1.0
    assert not hostile(made).any()
    made.world.offices[0].coerce = 1
    assert hostile(made)[1:, 0].tolist() == [1.0, 1.0]


def test_what_each_feels_is_settled_once() -> None:
    """affinity_doubt 0.3: 0.3 times a normal number of each about each is added to what is written down."""
    made = society(affinity_doubt=0.3)
    made.state.pairs["affinity"][:3, :3] = 0.1
    ALIGNMENT.befriend(made.world, made.state, 0, KEY)
    stream = DRAWS.stream_key(KEY, 0, DRAWS.AFFINITY)
    for i in range(3):
        for j in range(3):
            doubt = DRAWS.normal(DRAWS.mix(DRAWS.mix(stream, 11 + i), 11 + j)) if i != j else 0.0
            assert made.state.pairs[i, j].affinity == pytest.approx(0.1 + 0.3 * doubt)
    made = society()
    made.state.pairs["affinity"][:3, :3] = 0.1
    ALIGNMENT.befriend(made.world, made.state, 0, KEY)
    assert (made.state.pairs["affinity"][:3, :3] == 0.1).all()


@pytest.mark.parametrize("name", WEIGHTS)
def test_without_any_weight_nobody_is_hostile(name: str, random_society: Callable[..., Society]) -> None:
    """Each term alone makes somebody hostile, or friendly, and with all weights 0 nobody is anything."""

    def felt(**weights: float) -> Any:
        made = random_society(3, **weights)
        made.campaign(0, 1)
        made.campaign(2, 1)
        made.world.offices["coerce"][:2] = 1
        made.state.posts["holder"][:2] = 3, 4
        made.state.minds["standing"][4] = 2.0
        made.state.pairs["hostility"] = 0.0
        made.state.authority = 1.0
        return hostile(made)

    assert felt(**{name: 1.0}).any()
    assert not felt().any()


@settings(max_examples=30)
@given(seed=SEEDS)
def test_hostility_reads_the_month_before(seed: int, anything: Callable[[int], Society]) -> None:
    """What one feels does not hang on whether others were asked before him."""
    made = anything(seed)
    made.state.authority = 1.0
    felt = hostile(made)
    feared = ALIGNMENT.bonaparte(made.world, made.state)
    made.state.pairs["hostility"] = 7.0
    for i in reversed(range(5)):
        ALIGNMENT.weigh(made.world, made.state, i, feared)
        for j in range(5):
            assert i == j or made.state.pairs[i, j].hostility == felt[i, j]


# Fights


def fights(made: Society, j: int, chance: float, *, keys: int = 400) -> None:
    """Assert that j fights where his luck is below a chance, over so many keys."""
    fought = 0.0
    for key in map(np.uint64, range(keys)):
        made.state.minds[j].offence = 0.0
        ALIGNMENT.fights(made.world, made.state, MONTH, key)
        drawn = DRAWS.draw(DRAWS.stream_key(key, MONTH, DRAWS.FIGHT), 11 + j)
        assert made.state.minds[j].offence == float(drawn < chance)
        fought += made.state.minds[j].offence
    assert abs(fought - keys * chance) <= 4 * (keys * chance * (1 - chance)) ** 0.5


def test_fights_by_hand() -> None:
    """fight 0.5, fight_strength 2. 1 has 0.2 and 0.4 of the two bodies: 0.3. 2 stands by him with 0.5, and 3, whom the
    same man attacks, has 0.1: logistic(0.5 + 2 (0.9 - 0.3)). The founder acts with half his authority, so half of it.
    """
    made = society(contenders=5, fight=0.5, fight_strength=2.0)
    made.state.authority = 0.5
    for i, (committee, presidium) in enumerate([(0.9, 0.9), (0.2, 0.4), (0.5, 0.5), (0.2, 0.0), (0.3, 0.3)]):
        put(made.state.minds[i], committee=committee, presidium=presidium)
    made.campaign(1, 0, behind=[2])
    made.campaign(3, 0)
    fights(made, 1, 0.5 / (1 + math.exp(-1.7)))


def test_a_crisis_and_a_session_call_to_fight() -> None:
    """fight -1; a crisis of 0.5 and 1 at 0.6, the line at -0.2: 2 0.5 0.8 = 0.8; delegates sit: 0.4. logistic(0.2)."""
    made = society(axes=1, fight=-1.0, fight_crisis=2.0, fight_session=0.4)
    made.place(1, 0.6)
    made.state.line[0] = -0.2
    made.campaign(1, 0)
    fights(made, 1, 1 / (1 + math.exp(1.0)))
    made.state.crisis = 0.5
    fights(made, 1, 1 / (1 + math.exp(0.2)))
    made.sit((MONTH, [CONGRESS, COMMITTEE], [], 10))  # delegates who elect nobody: no stage
    fights(made, 1, 1 / (1 + math.exp(0.2)), keys=50)
    made.sit((MONTH, [CONGRESS, COMMITTEE], [COMMITTEE], 10))
    fights(made, 1, 1 / (1 + math.exp(-0.2)))


def test_the_beaten_fight_without_a_campaign_and_others_do_not() -> None:
    """With 0.3 of the seats of his own, and none of others whom nobody attacks either: one time in two."""
    made = society(fight_strength=4.0)
    put(made.state.minds[2], committee=0.5, presidium=0.5)
    put(made.state.minds[1], committee=0.3, presidium=0.3)
    fights(made, 1, 0.0, keys=40)
    made.state.minds[1].beaten = 1
    fights(made, 1, 0.5)


def test_who_stands_by_one_attacked_fights_too() -> None:
    """2 stands by 1, whom 0 attacks, with 0.3 of the seats of his own: one time in two; 3 stands aside."""
    made = society(contenders=4, fight_strength=4.0)
    made.campaign(1, 0, behind=[2])
    put(made.state.minds[2], committee=0.3, presidium=0.3)
    fights(made, 2, 0.5)
    fights(made, 3, 0.0, keys=40)
    fights(made, 0, 0.0, keys=40)  # nor need the attackers


@pytest.mark.parametrize(("field", "value"), [("alive", 0), ("member", 0), ("absent", MONTH + 1)])
def test_who_cannot_act_does_not_fight(field: str, value: int) -> None:
    made = society(fight=20.0)
    made.campaign(1, 0)
    put(made.state.lives[1], **{field: value})
    fights(made, 1, 0.0, keys=20)
    put(made.state.lives[1], alive=1, member=1, absent=MONTH)
    ALIGNMENT.fights(made.world, made.state, MONTH, KEY)
    assert made.state.minds[1].offence == 1.0


def test_nobody_fights_while_the_founder_acts() -> None:
    made = society(fight=20.0, offence_decay=0.25)
    made.state.authority = 1.0
    made.campaign(1, 0)
    made.state.minds["offence"][:3] = 0.8
    ALIGNMENT.fights(made.world, made.state, MONTH, KEY)
    assert made.state.minds["offence"][:3].tolist() == pytest.approx([0.6] * 3)


# Reasons


@settings(max_examples=30)
@given(seed=SEEDS)
def test_the_reasons_told_add_up_to_the_hostility_felt(seed: int, anything: Callable[[int], Society]) -> None:
    made = anything(seed)
    made.state.authority = 1.0
    felt = hostile(made)
    made.tell()
    feared = ALIGNMENT.bonaparte(made.world, made.state)
    for i, j in ((0, 1), (3, 2), (4, 0)):
        plain("mechanisms.chronicle").write(made.state, MONTH, w.OPENED, i, j, -1)
        ALIGNMENT.reasons(made.world, made.state, i, j, feared)
        assert made.told()[-1].terms.sum() == pytest.approx(felt[i, j], abs=1e-12)


def test_an_opening_is_told_with_its_reasons() -> None:
    """0 opens against 1 for a threat of 2 0.3 (1 - 0.25) and in spite of an affinity of 0.25: terms 0.45 and -0.25."""
    made = society(threat=2.0, affinity=1.0)
    made.tell()
    put(made.state.pairs[0, 1], believed=0.3, affinity=0.25)
    hostile(made)
    made.state.minds[1].next_leader = 0
    ALIGNMENT.alignment(made.world, made.state, MONTH, KEY)
    (opened,) = made.told(w.OPENED)
    assert opened.terms[[w.OF_THREAT, w.OF_AFFINITY]].tolist() == pytest.approx([0.45, -0.25])
    assert not opened.terms[[w.OF_COLLECTIVE, w.OF_POLICY, w.OF_COMMON_ENEMY, w.OF_BONAPARTE, w.OF_OFFENCE]].any()
