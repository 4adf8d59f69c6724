"""Histories of several worlds lived as one until they part have the bits of those lived alone."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import ensemble, scenario
from selectorate import world as w
from selectorate.ensemble.twins import clear, some
from selectorate.ensemble.worlds import LATE, Twin, Worlds
from selectorate.parameters import BODIES, HAPPENINGS_AT_MOST, OFFICES, PERSONS, SEATS, UNITS
from selectorate.questions import Change
from selectorate.simulation import forks
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts
from selectorate.testing import plain
from selectorate.testing.histories import demand_same
from selectorate.testing.steps import image

CLUB = scenario.load(Path(__file__).parents[1] / "societies" / "club")
USSR = scenario.load("ussr-1922")
PACKAGE = Path(forks.__file__).parents[1]

UNMOVED = Change.model_validate({"set": {"parameter": "cult", "value": 0}})
READ = Change.model_validate({"rule": {"rule": "letter_read", "value": True}})
UNBRANDED = Change.model_validate({"rule": {"rule": "branding", "value": False}})


def without(*factors: str) -> tuple[Change, ...]:
    return ensemble.changes(USSR, without=list(factors))


def game(happenings: str, *contrasts: tuple[Change, ...], of: scenario.Scenario = USSR) -> Worlds:
    asked = [Twin(contrast) for contrast in contrasts]
    return Worlds(ensemble.prepare(of, happenings=happenings), asked, game=True, happenings=happenings).lay_out()


def together(worlds: Worlds, family: list[int], histories: int, *, live: Any = live_all) -> Facts:
    """The facts of a family, lived as one: those of its first world come first."""
    room, states = worlds.room(), new_state(forks=len(worlds.late))
    facts = new_facts(room[0], len(family) * histories)
    worlds.put_family(family, room)
    with np.errstate(over="ignore"):
        live(room, states, facts, worlds.keys(family[0], 3, 0, histories))
    return facts


def alone(worlds: Worlds, number: int, histories: int) -> Facts:
    room = worlds.room()
    facts = new_facts(room[0], histories)
    worlds.put(number, room)
    live_all(room, new_state(), facts, worlds.keys(number, 3, 0, histories))
    return facts


@pytest.mark.parametrize("happenings", ["recorded", "drawn"])
@pytest.mark.parametrize("other", ["general_secretary", "chance_events"])
def test_a_family_has_the_bits_of_its_worlds(happenings: str, other: str) -> None:
    worlds = game(happenings, *(without(name) for name in ("cult", "faction_ban", "testament", other)))
    assert worlds.late == {0: w.CULT_LENT, 1: w.BAN_WEIGHED, 2: w.LETTER_READ}
    assert sorted(number for family in worlds.families() for number in family) == list(range(worlds.count))
    for family in worlds.families():
        found = together(worlds, family, 25)
        for k, number in enumerate(family):
            demand_same(some(found, 25 * k, 25), alone(worlds, number, 25), f"world {number}")


@pytest.mark.parametrize("late", [(UNMOVED,), (READ,), (UNBRANDED,), (UNMOVED, UNBRANDED), (UNMOVED, READ, UNBRANDED)])
def test_compiled_and_plain_agree(late: tuple[Change, ...]) -> None:
    worlds = game("recorded", *((change,) for change in late), of=CLUB)
    (family,) = worlds.families()
    assert len(family) == 2 ** len(late)
    demand_same(
        together(worlds, family, 4), together(worlds, family, 4, live=plain("simulation.history").live_all), "a family"
    )


def test_the_same_room_serves_families_and_single_worlds() -> None:
    worlds = game("recorded", without("cult"), without("testament"))
    (family,) = worlds.families()
    room, facts = worlds.room(), new_facts(worlds.room()[0], 10)
    worlds.put_family(family, room)
    worlds.put(3, room)
    clear(facts, 0, 10)
    live_all(room, new_state(), facts, worlds.keys(3, 3, 0, 10))
    demand_same(facts, alone(worlds, 3, 10), "a single world")


def test_what_comes_later_or_changes_more_is_lived_alone() -> None:
    later = ensemble.prepare(USSR, changes=without("economy"), start="1926-01")
    assert Worlds(later, [Twin(without("cult"))], game=True).lay_out().late == {}
    assert game("recorded", without("cult", "policy"), without("economy")).late == {}
    one, other = (
        Change.model_validate({"set": {"parameter": name, "value": 0}}) for name in ("brand", "vote_discipline")
    )
    assert game("recorded", (one,), (other,)).late == {0: w.BAN_WEIGHED}


# What a state holds

ROOMS = {
    "persons": (PERSONS, {"lives", "views"}),
    "units": (UNITS, {"heads"}),
    "seats": (SEATS, {"seats"}),
    "bodies": (BODIES, {"following", "delegates", "seated", "named"}),
    "offices": (OFFICES, {"posts", "turns"}),
    "happenings": (HAPPENINGS_AT_MOST, {"came"}),
    "contenders": (None, {"minds", "pairs", "told", "conviction", "reached"}),
}


def test_all_that_moves_is_carried() -> None:
    """Every field of a state, but its chronicle and scratch room: so far as the world has rows."""
    states, world = new_state(forks=1), ensemble.prepare(USSR).worlds[0]
    memory = states.view(np.ndarray).view(np.uint8).reshape(3, -1)
    memory[0] = np.random.default_rng(1).integers(1, 256, memory.shape[1])
    plain("simulation.forks").carry(world, states[0], states[1])
    before, after = (state for state in states[:2])
    for name in image(before).keys() - {"chronicle"}:
        rows = next((getattr(world.count, of) for of, (_, fields) in ROOMS.items() if name in fields), None)
        one, other = (np.asarray(state[name]) for state in (before, after))
        if name == "pairs":
            one, other = one[:rows, :rows], other[:rows, :rows]
        elif rows is not None:
            one, other = one[:rows], other[:rows]
        assert one.tobytes() == other.tobytes(), name


def test_whoever_reads_a_late_field_says_so() -> None:
    """In the source of every force and rule: who reads ``parameters.cult`` adds ``w.CULT_LENT`` to what was asked."""
    bits = {
        name: {v for v, k in vars(w).items() if k == bit and v.endswith(("_LENT", "_READ", "_WEIGHED"))}.pop()
        for name, _, bit in LATE
    }
    found = set()
    for file in [*PACKAGE.glob("mechanisms/*.py"), *PACKAGE.glob("strategies/*.py")]:
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            read = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)} & bits.keys()
            said = {
                node.value.attr
                for node in ast.walk(function)
                if isinstance(node, ast.AugAssign) and isinstance(node.value, ast.Attribute)
            }
            for name in read:
                assert bits[name] in said, f"{file.name}, {function.name} reads {name} and does not say so"
                found.add(name)
    assert found == bits.keys()
