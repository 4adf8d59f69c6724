"""Histories of the party laid by hand: all is empty but for the events and the arrays that a test puts there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from selectorate import ensemble
from selectorate.record.batch import CODES, Batch
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model
from selectorate.simulation.memory import new_facts

Made = Callable[..., Batch]
ROWS = 20


@pytest.fixture(scope="session")
def ussr() -> Scenario:
    return load("ussr-1922")


@pytest.fixture(scope="session")
def model(ussr: Scenario) -> Model:
    return ensemble.prepare(ussr, seed=7)


@pytest.fixture(scope="session")
def made(model: Model) -> Made:
    """A batch of one history, with events and arrays laid by hand."""

    def made(*events: tuple[int, ...], put: dict[tuple[Any, ...], float] | None = None) -> Batch:
        facts = new_facts(model.worlds[0], 1, monthly=True, events=ROWS)
        facts.months.sides[..., [0, 3]] = -1
        for (part, *place), value in (put or {}).items():
            {**facts._asdict(), **facts.months._asdict()}[part][(0, *place)] = value
        for row, event in enumerate(events):
            facts.events[0, row] = event
        return Batch(model, facts)

    return made


@pytest.fixture(scope="session")
def event(model: Model) -> Callable[..., tuple[int, ...]]:
    """One row of a chronicle, by names."""
    names = model.names

    def person(name: str | None) -> int:
        return -1 if name is None else names.persons.index(name)

    def event(
        month: str,
        kind: str,
        *,
        who: str | None = None,
        whom: str | None = None,
        where: int = -1,
        votes: tuple[int, int] = (0, 0),
        carried: bool = False,
    ) -> tuple[int, ...]:
        t = model.scenario.month_index(month)
        return (t, CODES[kind], person(who), person(whom), where, *votes, int(carried))

    return event
