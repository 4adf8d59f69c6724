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
from selectorate.parameters import CATALOGUE
from selectorate.scenario import load
from selectorate.simulation.build import build
from selectorate.testing import check_history, check_replay, check_strategy
from selectorate.testing.always import demand_always
from selectorate.testing.histories import demand_same, live, live_plain, luck
from selectorate.world import Facts

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


@pytest.mark.parametrize("strategy", ["balancing", "self_enforcing"])
def test_strategies_are_fair(strategy: str) -> None:
    check_strategy(load(CLUB), strategy)


NUMBERS = {
    name: st.floats(spec.low, min(spec.high, 3.0 if spec.high > 1 else 1.0), allow_subnormal=False)
    for name, spec in CATALOGUE.items()
}
POWERS = st.sampled_from([w.HELD, w.JOINT, w.GONE])


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    numbers=st.fixed_dictionaries(NUMBERS),
    powers=st.tuples(POWERS, POWERS, POWERS, POWERS),
    switches=st.tuples(*[st.integers(0, 1)] * 2),
    strategies=st.tuples(*[st.integers(0, 1)] * 3),
    drawn=st.booleans(),
    seed=st.integers(0, 2**31),
)
def test_they_agree_in_any_club(
    numbers: dict[str, float],
    powers: tuple[int, ...],
    switches: tuple[int, int],
    strategies: tuple[int, ...],
    drawn: bool,
    seed: int,
) -> None:
    """Any numbers within bounds, any power held, joint or gone, either strategy: no impossible state, and one set of bits."""
    model = build(load(CLUB), set=numbers, happenings="drawn" if drawn else "recorded")
    world: Any = model.worlds[0]
    for name, power in zip(("appoint", "slate", "agenda", "information"), powers, strict=True):
        setattr(world.rules, name, power)
    world.rules.perceive_truth, world.rules.branding = switches
    world.contenders["strategy"][:3] = strategies
    keys = luck(model, 1, seed=seed)
    demand_same(live_plain(model, keys, watch=demand_always), live(model, keys), "compiled and plain")


ALONE = """
import hashlib, sys
from selectorate.scenario import load
from selectorate.simulation.build import build
from selectorate.simulation.history import live_all
from selectorate.testing.histories import live, luck
import numpy
assert type(live_all).__name__ == "function"
for name in sys.argv[1:]:
    model = build(load(name))
    with numpy.errstate(over="ignore"):
        facts = live(model, luck(model, 2, seed=11))
    print(hashlib.sha256(b"".join(part.tobytes() for part in facts)).hexdigest())
"""


def fingerprint(facts: Facts) -> str:
    return hashlib.sha256(b"".join(part.tobytes() for part in facts)).hexdigest()


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
    assert (two.reached[early] == one.reached[early]).all()
    assert ((two.reached < 12) & (two.reached >= 0) == early).all()
    assert (one.following[:, 1:] != two.following[:, 1:]).any()
    last = keys.copy()
    last[:, 2] = np.uint64(1)
    three = live(model, last)
    assert (one.following[:, :2] == three.following[:, :2]).all()
