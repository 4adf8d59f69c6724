"""The month: its forces in their order, each on its own switch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.parameters import MECHANISMS
from selectorate.testing import Society, plain, society
from selectorate.testing.society import COMMITTEE

MONTH = plain("simulation.month")
ORDER = [
    *("happenings", "economy", "opinion", "powers", "recruitment", "patronage", "perception", "policy"),
    *("hostilities", "legacy", "decide", "alignment", "gather", "force", "motions", "sanctions", "sessions"),
]
"""As the model lists them: what happens, how things go and what members think of it, who has a say, units, beliefs and
views, sides, delegates, force, votes, verdicts, elections.
"""

STEPS = {
    "happenings": ["happenings"],
    "economy": ["economy"],
    "opinion": ["opinion"],
    "recruitment": ["recruitment"],
    "patronage": ["patronage"],
    "perception": ["perception"],
    "policy": ["policy"],
    "legacy": ["legacy"],
    "alignment": ["hostilities", "legacy", "decide", "alignment"],
    "force": ["force"],
    "motions": ["motions"],
    "sanctions": ["sanctions"],
    "sessions": ["gather", "sessions"],
}


@pytest.fixture
def called() -> Iterator[list[str]]:
    """The steps that a month takes, in order; none of them does anything."""
    names: list[str] = []
    true = {name: getattr(MONTH, name) for name in ORDER}

    def noted(name: str) -> Any:
        return lambda *_: names.append(name)

    for name in ORDER:
        setattr(MONTH, name, noted(name))
    yield names
    for name, step in true.items():
        setattr(MONTH, name, step)


def sitting() -> Society:
    made = society()
    made.sit((3, [COMMITTEE], [], 0))
    return made


def test_the_forces_act_in_their_order(called: list[str]) -> None:
    made = sitting()
    MONTH.month(made.world, made.state, 3, np.uint64(1))
    assert called == ORDER


def test_nothing_is_elected_when_nobody_sits(called: list[str]) -> None:
    made = sitting()
    MONTH.month(made.world, made.state, 4, np.uint64(1))
    assert called == [name for name in ORDER if name not in ("gather", "sessions")]


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_each_force_has_its_switch(mechanism: str, called: list[str]) -> None:
    made = sitting()
    made.world.uses[MECHANISMS.index(mechanism)] = 0
    MONTH.month(made.world, made.state, 3, np.uint64(1))
    assert called == [name for name in ORDER if name not in STEPS[mechanism]]


def test_switches_are_named_in_the_order_of_the_catalogue() -> None:
    assert [getattr(w, name.upper()) for name in MECHANISMS] == list(range(len(MECHANISMS)))
