"""Compiled and uncompiled histories have the same bits, come to no impossible state, and draw as declared."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.parameters import CATALOGUE, EVENTS
from selectorate.questions import Change
from selectorate.scenario import load
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts
from selectorate.testing import check_history, check_replay, check_strategy, plain
from selectorate.testing.always import demand_always
from selectorate.testing.histories import demand_same, live, live_plain, luck, parts_of, shortened
from selectorate.testing.steps import image

CLUB = Path(__file__).parents[1] / "societies" / "club"


@pytest.mark.parametrize(
    ("scenario", "histories"), [("association", 2), (CLUB, 2), ("ussr-1922", 1)], ids=["a", "c", "u"]
)
def test_compiled_and_plain_agree(scenario: str | Path, histories: int) -> None:
    check_history(
        load(scenario), histories=histories, happenings=("recorded", "drawn") if scenario == CLUB else ("recorded",)
    )


@pytest.mark.parametrize("scenario", ["association", CLUB, "ussr-1922"], ids=["a", "c", "u"])
def test_a_history_is_the_same_in_any_block(scenario: str | Path) -> None:
    check_replay(load(scenario))


def told(live_all: Any, model: Model, key: Any) -> tuple[Facts, Any]:
    """The facts of one history, month by month too, and the state at its end with the whole chronicle."""
    facts, states = new_facts(model.worlds[0], 1, monthly=True), new_state(events=EVENTS)
    with np.errstate(over="ignore"):
        live_all(model.worlds, states, facts, key)
    return facts, states[0]


LATER = [
    {"holder": {"office": "secretary", "contender": "ben", "swap": True}},
    {"share_power": {"office": "secretary", "powers": ["agenda", "slate"]}},
    {"ties": {"contender": "chen", "times": 2.0}},
]
ASKED = {
    "recorded": {},
    "drawn": {"happenings": "drawn"},
    "later": {"start": "2001-09", "changes": [Change.model_validate(change) for change in LATER]},
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_told_of_the_club_has_the_same_bits(asked: str) -> None:
    """Compiled and plain: every event with its terms, every month, and all that moves, at the end."""
    model = build(load(CLUB), **ASKED[asked])
    for key in luck(model, 2, seed=3):
        compiled, state = told(live_all, model, key[None])
        plainly, other = told(plain("simulation.history").live_all, model, key[None])
        demand_same(compiled, plainly, "what is told")
        assert state.events > 40
        assert image(state) == image(other)


def test_what_is_told_of_a_large_scenario_has_the_same_bits() -> None:
    model = shortened(build(load("ussr-1922")), 30)
    key = luck(model, 1, seed=3)
    compiled, state = told(live_all, model, key)
    plainly, other = told(plain("simulation.history").live_all, model, key)
    demand_same(compiled, plainly, "what is told")
    assert image(state) == image(other)


@pytest.mark.parametrize("strategy", ["balancing", "self_enforcing"])
def test_strategies_are_fair(strategy: str) -> None:
    check_strategy(load(CLUB), strategy)


NUMBERS = {
    name: st.floats(spec.low, min(spec.high, 3.0 if spec.high > 1 else 1.0), allow_subnormal=False)
    for name, spec in CATALOGUE.items()
}
SHARED = st.sampled_from([w.HELD, w.JOINT, w.GONE])
BORNE = st.sampled_from([w.HELD, w.GONE])
RULES = st.fixed_dictionaries(
    dict.fromkeys(("appoint", "slate", "agenda", "information"), SHARED)
    | dict.fromkeys(("press", "admit", "expel"), BORNE)
    | dict.fromkeys(("perceive_truth", "branding", "frozen_views", "letter_read"), st.integers(0, 1))
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    numbers=st.fixed_dictionaries(NUMBERS),
    rules=RULES,
    strategies=st.tuples(*[st.integers(0, 1)] * 3),
    holds=st.tuples(*[st.floats(0, 4)] * 3),
    drawn=st.booleans(),
    start=st.integers(0, 35),
    seed=st.integers(0, 2**31),
)
def test_they_agree_in_any_club(
    numbers: dict[str, float],
    rules: dict[str, int],
    strategies: tuple[int, ...],
    holds: tuple[float, ...],
    drawn: bool,
    start: int,
    seed: int,
) -> None:
    """Any numbers within bounds, any power held, joint or gone, either strategy, from any month on: no impossible state,
    and one set of bits.
    """
    club = load(CLUB)
    model = build(club, set=numbers, happenings="drawn" if drawn else "recorded", start=club.month_name(start))
    world: Any = model.worlds[-1]
    for name, value in rules.items():
        setattr(world.rules, name, value)
    world.contenders["strategy"][:3] = strategies
    world.contenders["hold"][:3] = holds
    keys = luck(model, 1, seed=seed)
    demand_same(live_plain(model, keys, watch=demand_always), live(model, keys), "compiled and plain")


ALONE = """
import hashlib, sys
from selectorate.scenario import load
from selectorate.simulation.build import build
from selectorate.simulation.history import live_dealt
from selectorate.testing.histories import live, luck, parts_of
import numpy
assert type(live_dealt).__name__ == "function"
for name in sys.argv[1:]:
    model = build(load(name))
    with numpy.errstate(over="ignore"):
        facts = live(model, luck(model, 2, seed=11))
    print(hashlib.sha256(b"".join(part.tobytes() for part in parts_of(facts).values())).hexdigest())
"""


def fingerprint(facts: Facts) -> str:
    return hashlib.sha256(b"".join(part.tobytes() for part in parts_of(facts).values())).hexdigest()


def test_with_compilation_off_the_bits_are_the_same() -> None:
    """The numba switch itself, in a process of its own."""
    names = ["association", str(CLUB)]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    call = [sys.executable, "-W", "ignore", "-c", ALONE, *names]
    said = subprocess.run(call, env=environment, capture_output=True, text=True, check=True).stdout.split()
    models = [build(load(name)) for name in names]
    assert said == [fingerprint(live(model, luck(model, 2, seed=11))) for model in models]


def test_seeds_and_histories_differ() -> None:
    model = build(load(CLUB))
    seen = {fingerprint(live(model, luck(model, 1, seed=seed, first=first))) for seed in range(6) for first in range(6)}
    assert len(seen) == 36


def test_one_key_a_year_is_the_luck_of_that_year() -> None:
    """A key of 2002 exchanged changes nothing that is kept of 2001, and something later."""
    model = build(load(CLUB))
    keys = luck(model, 40, seed=5)
    other = keys.copy()
    other[:, 1] = luck(model, 40, seed=6)[:, 1]
    one, two = live(model, keys), live(model, other)
    first = model.names.sitting_months.index(5)
    assert (one.following[:, first] == two.following[:, first]).all()
    early = (one.reached < 12) & (one.reached >= 0)
    assert early.any()
    assert (two.reached[early] == one.reached[early]).all()
    assert ((two.reached < 12) & (two.reached >= 0) == early).all()
    assert (one.following[:, 1:] != two.following[:, 1:]).any()
    last = keys.copy()
    last[:, 2] = np.uint64(1)
    three = live(model, last)
    assert (one.following[:, :2] == three.following[:, :2]).all()
