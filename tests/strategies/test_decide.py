"""Decisions: who is asked, how often, and which of two who would open a campaign leads it."""

from __future__ import annotations

import numpy as np
import pytest

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.ledger import demand_as_declared, ledger

DRAWS = plain("draws")
STRATEGIES = plain("strategies")
MONTH = 5


def eager(contenders: int = 3, **parameters: float) -> Society:
    """0 and 1, who have 0.6 and 0.3 of the seats, would both attack the last, who has nothing but power as believed."""
    made = society(contenders=contenders, **({"initiative": 1.0, "decisiveness": 50.0, "sharpness": 1.0} | parameters))
    last = contenders - 1
    for i, share in ((0, 0.6), (1, 0.3)):
        put(made.state.minds[i], committee=share, presidium=share, power=0.8)
        put(made.state.pairs[i, last], hostility=0.5, believed=1.0)
    made.world.contenders["boldness"][:contenders] = 1.0
    return made


def decide(made: Society, key: int = 3) -> int:
    STRATEGIES.decide(made.world, made.state, MONTH, np.uint64(key))
    return int(made.state.minds[made.world.count.contenders - 1].next_leader)


def luck(i: int, key: int) -> float:
    return float(DRAWS.draw(DRAWS.stream_key(np.uint64(key), MONTH, DRAWS.INITIATIVE), 11 + i))


def test_who_would_open_a_campaign_does_so_now_and_then() -> None:
    """initiative 0.4 under half the founder's authority: where his luck is below 0.2."""
    opened = 0
    for key in range(300):
        made = eager(initiative=0.4)
        made.state.authority = 0.5
        made.state.minds[1].beaten = 1
        assert decide(made, key) == (0 if luck(0, key) < 0.2 else -1)
        opened += luck(0, key) < 0.2
    assert abs(opened - 60) < 4 * (300 * 0.16) ** 0.5


def test_the_great_lead() -> None:
    """initiative 0.8, powers 0.2, 0.4 and 0.1: 0 weighs an opening where his luck is below 0.4, 1 below 0.8."""
    for key in range(60):
        made = eager(initiative=0.8)
        made.state.minds["power"][:3] = 0.2, 0.4, 0.1
        made.state.pairs[0, 2].hostility = 0.6  # and leads where both would
        expected = 0 if luck(0, key) < 0.4 else 1 if luck(1, key) < 0.8 else -1
        assert decide(made, key) == expected
    made = eager()
    made.state.minds["power"][:3] = 0.0
    assert decide(made) == -1


def test_the_lead_of_a_campaign_by_hand() -> None:
    """Strengths 0.1 to 0.4 of 0 to 3, 0.25 of 4. Against 1 are 0 and 2, for him 3, 4 aside: 0.1 + 0.3 - 0.2 - 0.4."""
    made = society(contenders=5)
    for i, share in enumerate((0.1, 0.2, 0.3, 0.4, 0.25)):
        put(made.state.minds[i], committee=share, presidium=share)
    made.campaign(1, 0, against=[2], behind=[3])
    assert STRATEGIES.lead(made.world, made.state, 1) == pytest.approx(-0.2)
    decide(made)
    assert made.state.minds[1].lead == pytest.approx(-0.2)
    made.state.minds[2].leader = 0  # a letter has just set it off: nobody has taken a side yet
    assert STRATEGIES.lead(made.world, made.state, 2) == pytest.approx(0.1 - 0.3)


def test_with_initiative_nought_nobody_opens_a_campaign() -> None:
    assert {decide(eager(initiative=0.0), key) for key in range(30)} == {-1}


def test_the_more_hostile_leads() -> None:
    made = eager()
    made.state.pairs[1, 2].hostility = 0.51
    assert decide(made) == 1
    made = eager()
    made.state.pairs[0, 2].hostility = 0.51
    assert decide(made) == 0


def test_of_equals_the_one_luck_makes_keener_leads() -> None:
    leaders = set()
    for key in range(30):
        leader = decide(eager(), key)
        assert leader == min((0, 1), key=lambda i: luck(i, key))
        leaders.add(leader)
    assert leaders == {0, 1}


def test_the_luck_that_decides_between_equals_is_that_of_the_decision() -> None:
    """Drawn where keenness is compared, of the stream that was opened for it: one stream, one owner."""
    with ledger() as book:
        book.open_years(np.array([[3]], np.uint64))
        decide(eager(), 3)
    assert {path[2] for path in book.drawn} == {DRAWS.INITIATIVE}
    demand_as_declared(book)


@pytest.mark.parametrize("why", ["beaten", "alive", "member", "absent", "founder"])
def test_who_opens_none(why: str) -> None:
    made = eager()
    made.state.minds[1].beaten = 1
    if why == "beaten":
        made.state.minds[0].beaten = 1
    elif why == "founder":
        made.state.authority = 1.0
    else:
        put(made.state.lives[0], **{why: MONTH + 1 if why == "absent" else 0})
    assert decide(made) == -1


def test_sides_are_written_for_all_at_once() -> None:
    made = eager(contenders=4, aside=0.1)
    made.campaign(3, 0)
    made.state.pairs[1, 3].hostility = 0.9
    made.state.pairs[2, 3].hostility = -0.5
    made.state.lives[2].absent = MONTH
    decide(made)
    assert made.state.pairs["next"][:4, 3].tolist() == [1, 1, -1, 0]
    assert not made.state.pairs["next"][:4, :3].any()
    made.state.lives[2].absent = MONTH + 1  # who is away takes no side
    decide(made)
    assert made.state.pairs["next"][:4, 3].tolist() == [1, 1, 0, 0]
    assert made.state.minds[3].next_leader == -1  # a campaign stands already


def test_each_decides_in_his_own_way() -> None:
    """By fear 0 attacks the last; by coalitions he does so only if he rules afterwards, which the stronger 1 forbids."""
    made = eager()
    put(made.state.minds[1], committee=0.9, presidium=0.9, beaten=0)
    made.state.pairs["hostility"][1, :3] = 0.0
    made.state.pairs[0, 2].hostility = 5.0
    made.state.pairs[0, 2].believed = 9.0
    made.set(sharpness=0.1, decisiveness=100.0)
    put(made.state.minds[0], committee=0.7, presidium=0.7)
    assert STRATEGIES.target(made.world, made.state, 0) == 2
    made.world.contenders[0].strategy = w.SELF_ENFORCING
    assert STRATEGIES.target(made.world, made.state, 0) == -1
    assert STRATEGIES.target(made.world, made.state, 1) == -1  # by fear, of whom he has none
    made.world.contenders[1].strategy = w.SELF_ENFORCING
    assert STRATEGIES.target(made.world, made.state, 1) in (0, 2)
