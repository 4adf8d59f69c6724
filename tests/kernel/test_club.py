"""The club says everything that a scenario can say, so contracts that are kept on it are kept by every line of the kernel."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.institutions import Change, Effect
from selectorate.parameters import CATALOGUE, EVENTS, MECHANISMS
from selectorate.scenario import load
from selectorate.scenario.document import Document
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.testing import plain
from selectorate.testing.changes import without
from selectorate.testing.histories import luck
from selectorate.testing.plain import plain_modules

CLUB = load(Path(__file__).parents[1] / "societies" / "club")


# What is said


def test_every_mechanism_and_every_number_is_there() -> None:
    assert CLUB.document.scenario.mechanisms == sorted(MECHANISMS)
    assert set(CATALOGUE) < set(CLUB.document.parameters)


def test_every_section_that_a_world_reads_is_there() -> None:
    told = {"events", "record", "targets", "readings", "claims", "factors"}
    assert {name for name in Document.model_fields if not getattr(CLUB.document, name)} == told - {"record"}


def test_every_power_effect_and_way_is_there() -> None:
    document = CLUB.document
    powers = {power.power for office in document.offices.values() for power in office.powers}
    assert powers == {"appoint", "slate", "agenda", "information", "press", "admit", "expel", "coerce", "protect"}
    effects = [effect for one in document.happenings.values() for effect in one.effects]
    assert {name for effect in effects for name in effect.model_fields_set} == set(Effect.model_fields)
    assert {rung.takes for rung in document.rungs.values()} == {"nothing", "office", "seat", "membership", "presence"}
    motions = [motion for rung in document.rungs.values() for motion in rung.motions]
    assert {motion.only for motion in motions} == {"anyone", "members_of", "others_than"}
    assert {motion.renewal for motion in motions} == {True, False}
    sessions = document.calendar.values()
    assert {session.called for session in sessions} == {True, False}
    assert any(session.discussion for session in sessions)
    assert any(office.deputy for office in document.offices.values())
    assert any(office.reluctance for office in document.offices.values())
    assert len({measure.axis for measure in document.economy.values()}) < len(document.economy) == 2
    assert any(parameter.free for parameter in document.parameters.values())


# What comes


KINDS = {
    number: name
    for name, number in vars(w).items()
    if name
    in [
        "HAPPENED",
        "OPENED",
        "CLOSED",
        "FOUGHT",
        "VOTED",
        "REACHED",
        "ELECTED_TO",
        "TOOK_OFFICE",
        "LEFT_OFFICE",
        "RECANTED",
        "DIVIDED",
        "DISMISSED",
        "ALLIED",
        "PARTED",
        "TURNED",
        "LETTER",
        "FORCED",
        "DEFECTED",
        "HONOURED",
        "FREED",
    ]
}


def test_every_kind_of_event_comes() -> None:
    """In some of 60 histories; motions of every venue but one, which comes too late, and letters of both fates."""
    model = build(CLUB)
    kinds: set[str] = set()
    motions: set[int] = set()
    letters: set[int] = set()
    force: set[int] = set()
    for key in luck(model, 60, seed=2):
        states = new_state(events=EVENTS)
        live_all(model.worlds, states, new_facts(model.worlds[0], 1), key[None])
        told = states[0].chronicle[: states[0].events]
        kinds |= {KINDS[int(kind)] for kind in told["kind"]}
        motions |= set(told["where"][told["kind"] == w.VOTED].tolist())
        letters |= set(told["where"][told["kind"] == w.LETTER].tolist())
        force |= set(told["carried"][told["kind"] == w.FORCED].tolist())
    assert kinds == set(KINDS.values())
    # Whoever sits in the council is put out of it first: a motion to expel a member of it comes only where that failed.
    assert motions >= set(range(9)) - {7}
    assert letters == {w.KEPT, w.READ}
    assert force == {0, 1}


# What is lived

SKIPPED = ("draws.py", "simulation/history.py")
"""Files whose lines are tested elsewhere: functions of numbers, and the making of keys."""

NEVER = {
    # No contender is without an equal for long: of equals nobody, by definition.
}


@contextmanager
def lines() -> Iterator[dict[str, set[int]]]:
    """Collect the lines of the plain kernel that are lived while the context lasts, by file."""
    seen: dict[str, set[int]] = {module.__file__ or "": set() for module in plain_modules().values()}

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename not in seen:
            return None
        here = seen[frame.f_code.co_filename]

        def line(frame: FrameType, event: str, _: Any) -> Any:
            here.add(frame.f_lineno)
            return line

        return line

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        yield seen
    finally:
        sys.settrace(before)


def written(code: CodeType) -> set[int]:
    """Lines of a function that do something, those of functions inside it too."""
    found = {line for _, _, line in code.co_lines() if line is not None and line != code.co_firstlineno}
    return found.union(*(written(inner) for inner in code.co_consts if isinstance(inner, CodeType)))


def lived(model: Model, histories: int, *, seed: int, told: bool) -> None:
    keys = luck(model, histories, seed=seed)
    facts = new_facts(model.worlds[0], histories, monthly=told)
    with np.errstate(over="ignore"):
        plain("simulation.history").live_all(model.worlds, new_state(events=EVENTS if told else 0), facts, keys)


def changes(*made: dict[str, Any]) -> list[Change]:
    return [Change.model_validate(change) for change in made]


ASKED: list[tuple[dict[str, Any], int]] = [
    ({"set": {"forecast": 0.4}}, 6),
    ({"happenings": "drawn", "set": {"gap": 1.0, "tempo": 1.0}}, 6),
    (
        {
            "start": "2001-04",
            "changes": changes(
                {"holder": {"office": "secretary", "contender": "ben", "swap": True}},
                {"holder": {"office": "marshal", "contender": "chen"}},
                {"share_power": {"office": "secretary", "powers": ["appoint", "slate", "agenda", "information"]}},
                {"strategy": {"contenders": ["ada", "chen"], "strategy": "self_enforcing"}},
                {"abolish_power": {"office": "editor", "powers": ["press"]}},
                {"rule": {"rule": "branding", "value": False}},
            ),
        },
        6,
    ),
    ({"changes": changes({"ties": {"contender": "ada", "times": 0.1}}, {"freeze_views": True})}, 3),
    (
        {
            "changes": changes(
                {"traits": {"contenders": ["ada", "ben", "chen"], "to": "median"}},
                {"abolish_power": {"office": "editor", "powers": ["press"]}},
            ),
            "set": {"affinity_doubt": 0.0, "misjudgement": 0.0, "conformity": 0.0},
        },
        2,
    ),
]


def test_every_line_of_the_kernel_is_lived() -> None:
    with lines() as seen:
        for how, histories in ASKED:
            lived(build(CLUB, **how), histories, seed=1, told=True)
        lived(build(without(CLUB, "motions")), 4, seed=1, told=False)
    missed = []
    for module in plain_modules().values():
        file = Path(module.__file__ or "")
        place = "/".join(file.parts[-2:]) if file.name != "draws.py" else file.name
        functions = [f for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == module.__name__]
        wanted = set().union(*(written(f.__code__) for f in functions)) if functions else set()
        text = file.read_text(encoding="utf-8").splitlines()
        if place not in SKIPPED:
            missed += [f"{place}:{line} {text[line - 1].strip()}" for line in sorted(wanted - seen[str(file)])]
    assert missed == [], "\n".join(missed)
