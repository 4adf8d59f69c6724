"""One history: how it begins, what is kept of it, and that nothing of the one before is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate.parameters import MECHANISMS
from selectorate.scenario import load
from selectorate.scenario.variants import dependents
from selectorate.simulation.build import Model, build
from selectorate.simulation.facts import DEAD, OFF_PRESIDIUM, UNDER_SANCTION
from selectorate.simulation.history import live_all, yearly_keys
from selectorate.simulation.memory import new_facts, new_state
from selectorate.testing import Society, plain, put, society
from selectorate.testing.histories import demand_same, live, live_plain, luck
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
    assert state.workers == 0.4
    assert state.posts["holder"][:4].tolist() == [0, 2, 1, 3]
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
    for off in MECHANISMS:
        bare = build(club.scenario)
        for mechanism in dependents(club.scenario, [off]):
            bare.worlds[0].uses[MECHANISMS.index(mechanism)] = 0
        new = live(bare, keys)
        live(club, keys, states=used)
        demand_same(new, live(bare, keys, states=used), f"without {off}, after a history with it")


def test_a_told_history_leaves_nothing_behind(club: Model) -> None:
    """Rows of a chronicle that were written, and partners that were looked for, are no part of the next history."""
    keys = luck(club, 2, seed=4)
    used = new_state(events=500)
    live(club, keys, states=used)
    used[0].keep = 0
    assert used[0].events > 0
    demand_same(live(club, keys), live(club, keys, states=used), "after a history that was told")


def test_memory_is_as_wide_as_the_scenario(club: Model) -> None:
    """Three contenders, six rungs, three kept sittings, six bodies, four offices; 36 months, two axes, two measures."""
    facts = new_facts(club.worlds[0], 4)
    wide = {"reached": (3, 6), "following": (3, 4), "final": (6, 4), "blocs": (6, 2), "holders": (4,), "lost": (4,)}
    wide |= {"status": (3,), "campaign": (), "owned": (3,), "events": (0, 8)}
    assert {name: part.shape for name, part in facts._asdict().items() if name != "months"} == {
        name: (4, *shape) for name, shape in wide.items()
    }
    assert all(part.shape[0] == 0 for part in facts.months)
    wide = {"following": (2, 4), "minds": (3, 4), "sides": (3, 4), "seated": (3,), "views": (5, 2), "holders": (4,)}
    wide |= {"economy": (2,), "base": (6,)}
    months = new_facts(club.worlds[0], 4, monthly=True).months
    assert {name: part.shape for name, part in months._asdict().items()} == {
        name: (4, 36, *shape) for name, shape in wide.items()
    }


# What is guessed of the start


def guessed(club: Model, key: int, **numbers: float) -> Any:
    """The state of the club before its first month, with what is guessed of it settled by a year's luck."""
    model, history = build(club.scenario, set=numbers), plain("simulation.history")
    state: Any = new_state()[0]
    history.begin(model.worlds[0], state)
    with np.errstate(over="ignore"):
        history.guess(model.worlds[0], state, np.uint64(key))
    return state


def test_what_is_sure_of_the_start_is_not_guessed(club: Model) -> None:
    sure = guessed(club, 5, patron_doubt=0.0, affinity_doubt=0.0)
    begun: Any = new_state()[0]
    plain("simulation.history").begin(club.worlds[0], begun)
    begun.turns = sure.turns  # lots are drawn in any case
    assert sure.tobytes() == begun.tobytes()


def test_each_history_guesses_for_itself(club: Model) -> None:
    """Feelings differ with the luck of a history's first year; the doubt about a patron is that about his tie."""
    states = [guessed(club, key, patron_doubt=1.0) for key in range(40)]
    feelings = np.array([state.pairs["affinity"][:3, :3] for state in states])
    assert (feelings.std(0) > 0).tolist() == (~np.eye(3, dtype=bool)).tolist()
    # Hill owes Chen with 0.8, Mill Ben with 0.6, Port Ada with 0.4; four deviations of 40 draws are 0.25 to 0.31.
    left = np.mean([state.heads["patron"][:3] < 0 for state in states], axis=0)
    assert left.tolist() == pytest.approx([0.2, 0.4, 0.6], abs=0.32)
    assert 0 < left[0] < left[2] < 1
    free = np.mean([state.lives["patron"][4:7] < 0 for state in states], axis=0)
    assert free.tolist() == pytest.approx([0.1, 0.5, 0.4], abs=0.32)


# Two worlds


def test_the_second_world_takes_over_in_its_month(club: Model) -> None:
    """Month by month, the world that the months are lived in."""
    model = build(club.scenario, set={"turnover": 0.9}, start="2001-08")
    lived: list[float] = []
    live_plain(model, luck(model, 1), watch=lambda world, _, month: lived.append(float(world.parameters.turnover)))
    assert lived == [0.1] * 7 + [0.9] * 29


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

    facts = live_plain(club, keys, watch=watch)
    council = club.names.bodies.index("council")
    columns = [0, 1, 2, -1]
    for row, month in enumerate(club.names.sitting_months):
        assert facts.following[0, row].tolist() == told[month][0][council, columns].tolist()
    reading = club.worlds[0].rules.read
    assert facts.final[0].tolist() == told[reading][0][:6, columns].tolist()
    assert facts.holders[0].tolist() == told[reading][2][:4].tolist()
    assert facts.reached[0].tolist() == told[35][1][:3, :6].tolist()
