"""Names to indices: a resolved scenario becomes the arrays of a `World`.

Everything is laid out in the order of luck keys, which travel with the person, the unit, the body; so the order of
entries in the files cannot matter, and exchanging two ids exchanges names only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast, get_type_hints

import numpy as np

from selectorate.errors import QuestionError, nearest
from selectorate.parameters import CATALOGUE, MECHANISMS, STREAMS
from selectorate.questions import Change
from selectorate.scenario import Scenario
from selectorate.simulation import changes as making
from selectorate.simulation import layout_calendar as calendar
from selectorate.simulation import layout_institutions as institutions
from selectorate.simulation import layout_people as people
from selectorate.simulation.index import Index
from selectorate.structs import Rows, new
from selectorate.world import Counts, World


@dataclass(frozen=True)
class Names:
    """The ids behind the indices of a world, each in index order."""

    contenders: tuple[str, ...]
    persons: tuple[str, ...]
    units: tuple[str, ...]
    bodies: tuple[str, ...]
    offices: tuple[str, ...]
    rungs: tuple[str, ...]
    happenings: tuple[str, ...]
    sittings: tuple[str, ...]
    sitting_months: tuple[int, ...]


@dataclass(frozen=True)
class Model:
    """A world ready to run: its names, all its parameters, those that the question sets, and its other changes."""

    scenario: Scenario
    worlds: Rows[World]
    names: Names
    parameters: Mapping[str, float]
    numbers: Mapping[str, float] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    start: str | None = None


def build(
    scenario: Scenario,
    *,
    set: Mapping[str, float] | None = None,
    happenings: str = "recorded",
    changes: Sequence[Change] = (),
    start: str | None = None,
) -> Model:
    """Lay out ``scenario`` as arrays, with ``changes`` made in their order and the parameters in ``set`` replaced.

    ``happenings`` is ``"recorded"`` or ``"drawn"``. With ``start`` the world runs as it was until that month, and all
    that the question changes holds from then on.

    Raises:
        QuestionError: an unknown name, a value out of its bounds, or a change that cannot be made.
    """
    own = making.parameters(scenario.changes)
    numbers = {**own, **making.parameters(changes), **(set or {})}
    month = making.from_month(scenario, start)
    after = _world(scenario, numbers, happenings, changes, month)
    known = check_parameters(scenario, numbers)
    if month == 0:
        return Model(scenario, after[0], after[1], known, numbers, tuple(changes), start)
    before = _world(scenario, own, "recorded", (), 0)
    worlds = cast("Rows[World]", np.concatenate([before[0], after[0]]).view(np.recarray))
    worlds[0].rules.until = month
    making.act(scenario, changes, worlds[1], before[1].offices, before[1].contenders)
    return Model(scenario, worlds, before[1], known, numbers, tuple(changes), start)


def _world(
    scenario: Scenario, numbers: Mapping[str, float], happenings: str, changes: Sequence[Change], month: int
) -> tuple[Rows[World], Names]:
    """One world of a question, and its names; offices are given in it only at the start."""
    parameters, every = check_parameters(scenario, numbers), (*scenario.changes, *changes)
    drawn = making.drawn(every, scenario.document.happenings if happenings == "drawn" else ())
    made = making.changed(making.changed(scenario, scenario.changes), changes, month)
    index = Index(made, parameters, drawn=drawn, holds=making.holds(scenario, every))
    sessions = calendar.sessions(index)
    worlds = lay_out(index, sessions)
    for name, value in making.switches(scenario, every).items():
        setattr(worlds[0].rules, name, value)
    return worlds, name_all(index, sessions)


def name_all(index: Index, sessions: list[calendar.Dated]) -> Names:
    """The ids behind the indices."""
    kept = [(name, month) for month, name, session in sessions if calendar.is_kept(index, session)]
    return Names(
        contenders=index.contenders,
        persons=index.persons,
        units=index.units,
        bodies=index.bodies,
        offices=index.offices,
        rungs=index.rungs,
        happenings=index.happenings,
        sittings=tuple(name for name, _ in kept),
        sitting_months=tuple(month for _, month in kept),
    )


def check_parameters(scenario: Scenario, changes: Mapping[str, float]) -> dict[str, float]:
    """The scenario's parameters with ``changes`` made."""
    given = {name: float(parameter.value) for name, parameter in scenario.document.parameters.items()}
    for name, value in changes.items():
        if name not in given:
            raise QuestionError(f"unknown parameter {name!r}{nearest(name, given)}")
        spec = CATALOGUE.get(name)
        low, high = (spec.low, spec.high) if spec else (0.0, float("inf"))
        if not low <= value <= high:
            raise QuestionError(f"parameter {name!r} must lie between {low:g} and {high:g}, not {value:g}")
    return given | dict(changes)


def lay_out(index: Index, sessions: list[calendar.Dated]) -> Rows[World]:
    """The world of a scenario: every part as rows in index order."""
    full, spare = institutions.sizes(index, "seats"), institutions.sizes(index, "candidates")
    bodies = institutions.body_rows(index, full, spare)
    parts: dict[str, Any] = {
        "parameters": [index.parameters.get(name, math.nan) for name in CATALOGUE],
        "rules": institutions.rules(index),
        "uses": [name in index.document.scenario.mechanisms for name in MECHANISMS],
        "streams": np.arange(STREAMS),
        "calendar": [int(index.scenario.month_name(t)[:4]) for t in range(index.scenario.months)],
        "contenders": [people.contender_row(index, i) for i in index.contenders],
        "affinity": people.affinities(index),
        "persons": [people.person_row(index, q) for q in index.persons],
        "views": people.views(index),
        "units": [institutions.unit_row(index, u) for u in index.units],
        "unit_keys": institutions.unit_keys(index),
        "unit_steps": institutions.unit_steps(index),
        "bodies": bodies,
        "order": institutions.order(index),
        "full": full,
        "spare": spare,
        "seats": institutions.seat_rows(index, bodies),
        "offices": [institutions.office_row(index, o) for o in index.offices],
        "sittings": calendar.sitting_rows(index, sessions),
        "sitting": np.searchsorted([m for m, _, _ in sessions], np.arange(index.scenario.months + 1)),
        "counted": calendar.counted(index, sessions),
        "newcomers": calendar.newcomers(index),
        "admitted": calendar.admitted(index),
        "economies": [calendar.economy_row(index, s) for s in index.economy],
        "course": calendar.course(index),
        "rungs": [calendar.rung_row(index, r) for r in index.rungs],
        "motions": calendar.motion_rows(index),
        "happenings": [calendar.happening_row(index, h) for h in index.happenings],
        "effects": [row for h in index.happenings for row in calendar.effect_rows(index, h)],
    }
    return fill(index, parts)


def fill(index: Index, parts: dict[str, Any]) -> Rows[World]:
    """Put every part into its room, and count it."""
    worlds: Rows[World] = new(World)
    world = worlds[0]
    counts = get_type_hints(Counts)
    for name, part in parts.items():
        room = getattr(world, name)
        if name in ("rules", "parameters"):
            for entry, value in zip(room.dtype.names, part, strict=True):
                setattr(room, entry, value)
        elif isinstance(part, np.ndarray):
            room[tuple(slice(0, length) for length in part.shape)] = part
        elif part:
            room[: len(part)] = part
        if name in counts:
            setattr(world.count, name, len(part))
    world.count.months = index.scenario.months
    world.count.axes = len(index.document.policy)
    return worlds
