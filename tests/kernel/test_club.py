"""The club says everything that a scenario can say, so contracts that are kept on it are kept by every line of the kernel."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.happenings import Effect
from selectorate.parameters import CATALOGUE, EVENTS, MECHANISMS
from selectorate.questions import Change
from selectorate.scenario import load
from selectorate.scenario.document import Document
from selectorate.scenario.variants import without
from selectorate.simulation.build import build
from selectorate.simulation.changes import add_act
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.testing import plain
from selectorate.testing.histories import luck
from selectorate.testing.plain import plain_modules

CLUB = load(Path(__file__).parents[1] / "societies" / "club")


# What is said


def test_every_mechanism_and_every_number_is_there() -> None:
    assert CLUB.document.scenario.mechanisms == sorted(MECHANISMS)
    assert set(CATALOGUE) < set(CLUB.document.parameters)


def test_every_section_that_a_world_reads_is_there() -> None:
    told = {"events", "record", "targets", "readings", "doubts", "assertions", "claims", "factors"}
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

SKIPPED = ("draws.py", "simulation/forks.py", "simulation/history.py")
"""Files whose lines are tested elsewhere: functions of numbers, worlds lived as one, and the making of keys."""

NEVER = {
    "mechanisms/alignment.py": {
        # Two of one hostility to the same man, or of one strength: here nobody is another's equal.
        "return draw(stream, world.contenders[one].luck_key) < draw(stream, world.contenders[other].luck_key)",
        "elif mine == level:",
        "best = -1",
    },
    "mechanisms/legacy.py": {
        "best = -1",
        "return True",  # a majority of the bureau that insists against its host: Chen has too many enemies, the host first
        "return False",  # a society without a founder
    },
    "mechanisms/force.py": {"return -1"},  # a ladder without expulsion
    "mechanisms/perception.py": {"return 0.0"},  # a body in which nobody sits
    "mechanisms/seats.py": {"leave_seat(world, state, seat)"},  # a rung that finds a contender among the candidates
    "mechanisms/voting.py": {"return 0"},  # delegates who do not sit
    "strategies/self_enforcing.py": {"continue"},  # of three, nobody rules only while a third is there
}
"""Lines that a society of three such rivals hardly comes to; tests of the mechanisms live them one by one."""

Asked = tuple[dict[str, Any], bool]
"""What is asked of the club, and whether its motions are there."""


def changes(*made: dict[str, Any]) -> list[Change]:
    return [Change.model_validate(change) for change in made]


FACTUAL: Asked = ({"set": {"forecast": 0.4}}, True)
DRAWN: Asked = ({"happenings": "drawn", "set": {"gap": 1.0, "tempo": 1.0}}, True)
SHARED: Asked = (
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
    True,
)
LOOSE: Asked = ({"changes": changes({"ties": {"contender": "ada", "times": 0.1}}, {"freeze_views": True})}, True)
EQUAL: Asked = (
    {
        "changes": changes(
            {"traits": {"contenders": ["ada", "ben", "chen"], "to": "median"}},
            {"abolish_power": {"office": "editor", "powers": ["press"]}},
            {"abolish_power": {"office": "warden", "powers": ["expel"]}},
        ),
        "set": {"affinity_doubt": 0.0, "misjudgement": 0.0, "conformity": 0.0},
    },
    True,
)
SILENT: Asked = ({}, False)
TURNED: Asked = ({"set": {"partisan": -0.7, "protection": 0.2}}, False)
CUT: Asked = ({"loose": 1, "start": "2001-02"}, True)
"""Every link is cut, so places fall to contenders at random; in the second month a head is won for Ada, and Ben can bind nobody."""

HISTORIES: list[tuple[Asked, int]] = [
    *(
        (SHARED, 7),
        (EQUAL, 9),
        (DRAWN, 6),
        (SILENT, 1),
        (TURNED, 1),
        (LOOSE, 7),
        (CUT, 7),
        (SHARED, 1),
        (SHARED, 13),
        (SILENT, 9),
        (DRAWN, 23),
    ),
    *((asked, seed) for seed in range(20, 40) for asked in (FACTUAL, DRAWN, SHARED, LOOSE, EQUAL, SILENT, CUT)),
]
"""Those that were found to be enough, and others for the day on which they are not."""


def written(code: CodeType) -> set[int]:
    """Lines of a function that do something, those of functions inside it too."""
    found = {line for _, _, line in code.co_lines() if line is not None and line != code.co_firstlineno}
    return found.union(*(written(inner) for inner in code.co_consts if isinstance(inner, CodeType)))


def wanted() -> dict[str, set[int]]:
    """Lines of the plain kernel by file, but for those that are never lived."""
    found: dict[str, set[int]] = {}
    for module in plain_modules().values():
        file = Path(module.__file__ or "")
        place = f"{file.parent.name}/{file.name}"
        if place in SKIPPED or file.name in SKIPPED:
            continue
        functions = [f for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == module.__name__]
        text = file.read_text(encoding="utf-8").splitlines()
        lines = {line for function in functions for line in written(function.__code__)}
        found[str(file)] = {
            line for line in lines if text[line - 1].split("  #")[0].strip() not in NEVER.get(place, ())
        }
    return found


@contextmanager
def crossing_out(left: dict[str, set[int]]) -> Iterator[None]:
    """Take lines that are lived while the context lasts from those that are left; what is done is watched no more."""
    whole = {code: written(code) for code in _codes(left)}

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        here = left.get(code.co_filename)
        if here is None or whole.get(code, set()).isdisjoint(here):
            return None

        def line(frame: FrameType, event: str, _: Any) -> Any:
            here.discard(frame.f_lineno)
            return line

        return line

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        yield
    finally:
        sys.settrace(before)


def _codes(files: Collection[str]) -> Iterator[CodeType]:
    for module in plain_modules().values():
        if module.__file__ in files:
            yield from (f.__code__ for _, f in inspect.getmembers(module, inspect.isfunction))


def lived(asked: Asked, seed: int) -> None:
    how, motions = asked
    made = {name: value for name, value in how.items() if name != "loose"}
    model = build(CLUB if motions else without(CLUB, ["motions"]), **made)
    for places in ("bodies", "offices"):
        model.worlds[places]["loose"] = how.get("loose", 0)
    if "loose" in how:
        model.worlds[1].contenders[1].hold = 0.0
        for person in range(2):
            add_act(model.worlds[1], kind=w.WINS_HEAD, unit=0, person=person)
    facts = new_facts(model.worlds[0], 1, monthly=True)
    with np.errstate(over="ignore"):
        plain("simulation.history").live_all(model.worlds, new_state(events=EVENTS), facts, luck(model, 1, seed=seed))
        # As statistics are read: some kinds of events alone, and only the first of them.
        facts, states = new_facts(model.worlds[0], 1, events=1), new_state(events=1, heard=[w.VOTED, w.FOUGHT])
        plain("simulation.history").live_all(model.worlds, states, facts, luck(model, 1, seed=seed))


def test_every_line_of_the_kernel_is_lived() -> None:
    left = wanted()
    assert sum(map(len, left.values())) > 1500
    for asked, seed in HISTORIES:
        with crossing_out(left):
            lived(asked, seed)
        if not any(left.values()):
            break
    missed = [
        f"{Path(file).name}:{line} {Path(file).read_text(encoding='utf-8').splitlines()[line - 1].strip()}"
        for file, lines in left.items()
        for line in sorted(lines)
    ]
    assert missed == [], "\n".join(missed)
