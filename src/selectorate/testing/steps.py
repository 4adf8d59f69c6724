"""Two histories side by side, month by month: with a mechanism and without, up to its first act."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import numpy as np

from selectorate.simulation.build import Model
from selectorate.simulation.memory import new_state
from selectorate.testing.errors import demand
from selectorate.testing.histories import Keys
from selectorate.testing.plain import plain

SCRATCH = frozenset(
    "asked chance few last_tie last_vote own_tie own_vote held rows weights ranked terms bar bonus".split()  # noqa: SIM905
)
"""Room that mechanisms use for a moment and nobody reads afterwards."""


def image(state: Any) -> dict[str, bytes]:
    """A state as bytes by field, without `SCRATCH`."""
    return {name: state[name].tobytes() for name in state.dtype.names if name not in SCRATCH}


def mechanism_of(function: Callable[..., Any]) -> str:
    """The mechanism that a step of the month belongs to; strategies decide for alignment."""
    module = function.__module__.removeprefix("selectorate.")
    return "alignment" if module.startswith("strategies") else module.rpartition(".")[2]


@contextmanager
def acts(mechanisms: Collection[str]) -> Iterator[set[str]]:
    """Collect the names of those ``mechanisms`` whose steps change a state while the context lasts."""
    month: ModuleType = plain("simulation.month")
    steps = {name: f for name, f in vars(month).items() if callable(f) and hasattr(f, "__code__") and name != "month"}
    found: set[str] = set()

    def watched(step: Callable[..., Any], mechanism: str) -> Callable[..., Any]:
        def act(world: Any, state: Any, *when: Any) -> Any:
            before = image(state)
            result = step(world, state, *when)
            if image(state) != before:
                found.add(mechanism)
            return result

        return act

    changed = {name: step for name, step in steps.items() if mechanism_of(step) in mechanisms}
    try:
        for name, step in changed.items():
            setattr(month, name, watched(step, mechanism_of(step)))
        yield found
    finally:
        for name, step in changed.items():
            setattr(month, name, step)


def first_act(full: Model, bare: Model, mechanisms: Collection[str], keys: Keys) -> int:
    """The month in which one of ``mechanisms`` first changes the full history; until then both must be the same.

    Both go on from the start of the full history: what is guessed of the start is settled there for mechanisms that the
    bare one does not know.
    """
    history = plain("simulation.history")
    worlds: Any = full.worlds[0], bare.worlds[0]
    rooms: Any = new_state(), new_state()
    states: Any = rooms[0][0], rooms[1][0]
    end = int(worlds[0].count.months)
    history.begin(worlds[0], states[0])
    with np.errstate(over="ignore"):
        history.guess(worlds[0], states[0], keys[0, 0])
    rooms[1][0] = states[0]
    for t in range(end):
        year = keys[0, worlds[0].calendar[t] - worlds[0].calendar[0]]
        with np.errstate(over="ignore"), acts(mechanisms) as found:
            for world, state in zip(worlds, states, strict=True):
                history.month(world, state, t, year)
        if found:
            return int(t)
        one, other = image(states[0]), image(states[1])
        differ = [name for name in one if one[name] != other[name]]
        demand(not differ, f"month {t}: without {', '.join(mechanisms)}, which did nothing yet, {differ} differ")
    return end
