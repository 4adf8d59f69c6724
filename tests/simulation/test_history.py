"""One history: how it begins, what is kept of it, and that nothing of the one before is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.scenario import load
from selectorate.simulation.build import Model, build
from selectorate.simulation.facts import DEAD, OFF_PRESIDIUM, UNDER_SANCTION
from selectorate.simulation.history import live_all, yearly_keys
from selectorate.simulation.memory import new_facts, new_state
from selectorate.testing import Society, plain, put, society
from selectorate.testing.histories import demand_same, live, luck
from selectorate.testing.society import COMMITTEE, PRESIDIUM

FACTS = plain("simulation.facts")


@pytest.fixture(scope="module")
def club() -> Model:
    return build(load(Path(__file__).parents[1] / "societies" / "club"))


def test_the_keys_of_histories_are_those_of_each() -> None:
    keys = np.zeros((5, 3), np.uint64)
    yearly_keys(np.uint64(7), 2, 1922, keys)
    draws = plain("draws")
    expected = [[int(draws.year_key(np.uint64(7), k, year)) for year in (1922, 1923, 1924)] for k in range(2, 7)]
    assert keys.tolist() == expected


def test_a_history_begins_as_the_world_says(club: Model) -> None:
    state: Any = new_state()[0]
    plain("simulation.history").begin(club.worlds[0], state)
    names = club.names
    council, bureau = names.bodies.index("council"), names.bodies.index("bureau")
    assert state.following[council, [0, 1, 2, -1]].tolist() == [2, 2, 2, 3]
    assert state.following[bureau, [0, 1, 2, -1]].tolist() == [1, 1, 1, 2]
    assert state.seated[[council, bureau]].tolist() == [9, 5]
    assert state.authority == 1.0
    assert state.posts["holder"][:3].tolist() == [0, 2, 1]
    assert state.heads["patron"][:4].tolist() == [2, 1, 0, -1]
    assert (state.reached[:3, :6] == -1).all()


def test_a_used_state_is_as_good_as_a_new_one(club: Model) -> None:
    """Histories of another scenario, and of the same with mechanisms switched off, leave nothing behind."""
    keys = luck(club, 3, seed=4)
    fresh = live(club, keys)
    used = new_state()
    other = build(load("ussr-1922"))
    live(other, luck(other, 2), states=used)
    demand_same(fresh, live(club, keys, states=used), "after another scenario")
    for off in (w.PATRONAGE, w.RECRUITMENT, w.SESSIONS, w.HAPPENINGS, w.PERCEPTION):
        bare = build(club.scenario)
        bare.worlds[0].uses[off] = 0
        for needs in (w.ALIGNMENT, w.MOTIONS, w.SANCTIONS) if off in (w.SESSIONS, w.PERCEPTION) else ():
            bare.worlds[0].uses[needs] = 0
        new = live(bare, keys)
        live(club, keys, states=used)
        demand_same(new, live(bare, keys, states=used), f"without {off}, after a history with it")


def test_memory_is_as_wide_as_the_scenario(club: Model) -> None:
    facts = new_facts(club.worlds[0], 4)
    assert [part.shape for part in facts] == [
        *((4, 3, 6), (4, 3, 4), (4, 6, 4), (4, 6, 2), (4, 3), (4, 3), (4, 3), (4,), (4, 3)),
    ]


def test_no_history_is_no_fact(club: Model) -> None:
    live_all(club.worlds, new_state(), new_facts(club.worlds[0], 0), np.zeros((0, 3), np.uint64))


# What is kept


def read(made: Society) -> Any:
    facts = new_facts(made.world, 1)
    FACTS.keep_reading(made.world, made.state, facts, 0)
    return facts


def test_status_by_hand() -> None:
    """0 sits in the presidium; 1 sits as a candidate and is beaten; 2 is dead."""
    made = society(seats=(3, 2, 0), spare=(0, 1, 0))
    made.take(PRESIDIUM, 0, 0)
    made.take(PRESIDIUM, 1, 1, candidates=True)
    made.take(COMMITTEE, 2, 2)
    made.state.minds[1].beaten = 1
    made.state.lives[2].alive = 0
    assert read(made).status[0].tolist() == [0, OFF_PRESIDIUM + UNDER_SANCTION, DEAD + OFF_PRESIDIUM]


def test_owned_by_hand() -> None:
    """Weights 5 of 0, 3 of 1, 2 of nobody."""
    made = society(units=3)
    for unit, (patron, weight) in enumerate([(0, 5.0), (1, 3.0), (-1, 2.0)]):
        put(made.state.heads[unit], patron=patron, weight=weight)
    assert read(made).owned[0].tolist() == pytest.approx([0.5, 0.3, 0.0])


def test_blocs_by_hand() -> None:
    """Of ten seats 4 are 0's, 2 of 1's, 1 of 2's, 1 of 3's. 0 leads against 1, 2 joins, 3 stands by him: 5 to 3.

    3 leads against 0 alone, who has 4: 1 to 4, which divides the body less.
    """
    made = society(contenders=4, seats=(10, 10, 0))
    made.seat(COMMITTEE, [0] * 4 + [1] * 2 + [2, 3, -1, -1])
    assert read(made).blocs[0, COMMITTEE].tolist() == [0.0, 0.0]
    made.campaign(1, 0, against=[2], behind=[3])
    made.campaign(0, 3)
    facts = read(made)
    assert facts.blocs[0, COMMITTEE].tolist() == [0.5, 0.3]
    assert facts.blocs[0, PRESIDIUM].tolist() == [0.0, 0.0]
    assert facts.campaign[0] == 1


def test_the_first_loss_of_a_first_holder() -> None:
    made = society(offices=3)
    made.world.offices["holder"][:3] = 0, 1, -1
    made.state.posts["holder"][:3] = 0, 1, -1
    facts = new_facts(made.world, 1)
    for month, holders in enumerate([(0, 1, -1), (0, 2, 1), (0, 1, 2), (-1, 2, -1)]):
        made.state.posts["holder"][:3] = holders
        FACTS.keep_losses(made.world, made.state, facts, 0, month)
    assert facts.lost[0].tolist() == [3, 1, -1]


def test_following_is_kept_by_session_and_at_the_reading(club: Model) -> None:
    """In every month of its sessions the committee's followings stand in the rows, and at the reading all bodies'."""
    keys = luck(club, 1, seed=2)
    told: dict[int, Any] = {}

    def watch(world: Any, state: Any, month: int) -> None:
        del world
        told[month] = (state.following.copy(), state.reached.copy(), state.posts["holder"].copy())

    from selectorate.testing.histories import live_plain

    facts = live_plain(club, keys, watch=watch)
    council = club.names.bodies.index("council")
    columns = [0, 1, 2, -1]
    for row, month in enumerate(club.names.sitting_months):
        assert facts.following[0, row].tolist() == told[month][0][council, columns].tolist()
    reading = club.worlds[0].rules.read
    assert facts.final[0].tolist() == told[reading][0][:6, columns].tolist()
    assert facts.holders[0].tolist() == told[reading][2][:3].tolist()
    assert facts.reached[0].tolist() == told[35][1][:3, :6].tolist()
