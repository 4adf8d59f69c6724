"""Histories to compare: lived by the compiled kernel, or month by month by its plain twin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.simulation.build import Model
from selectorate.simulation.history import live_all, yearly_keys
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts, Months
from selectorate.testing.errors import demand
from selectorate.testing.plain import plain

Keys = NDArray[np.uint64]
Watch = Callable[[Any, Any, int], None]
"""What is told of each month of a plain history, at its end: world, state, month."""


def luck(model: Model, histories: int, *, seed: int = 1, first: int = 0) -> Keys:
    """The yearly keys (histories, years) of histories ``first``, ``first + 1`` ... under a seed."""
    world: Any = model.worlds[0]
    start, end = world.calendar[0], world.calendar[world.count.months - 1]
    keys = np.zeros((histories, end - start + 1), np.uint64)
    yearly_keys(np.uint64(seed), first, int(start), keys)
    return keys


def live(model: Model, keys: Keys, *, states: Any = None) -> Facts:
    """The facts of one history for each row of ``keys``, by the compiled kernel."""
    facts = new_facts(model.worlds[0], len(keys))
    live_all(model.worlds, new_state() if states is None else states, facts, keys)
    return facts


def live_plain(model: Model, keys: Keys, *, watch: Watch | None = None, states: Any = None) -> Facts:
    """The same by the plain twin; ``watch`` sees the state at the end of each month."""
    facts = new_facts(model.worlds[0], len(keys))
    history: Any = plain("simulation.history")
    month = history.month

    def watched(world: Any, state: Any, t: int, year: np.uint64) -> None:
        month(world, state, t, year)
        if watch is not None:
            watch(world, state, t)

    history.month = watched
    try:
        with np.errstate(over="ignore"):  # luck wraps round by design
            history.live_all(model.worlds, new_state() if states is None else states, facts, keys)
    finally:
        history.month = month
    return facts


def demand_same(one: Facts, other: Facts, what: str) -> None:
    """Raise `ContractError` unless two sets of facts are the same to the last bit."""
    parts = parts_of(other)
    for name, first in parts_of(one).items():
        second = parts[name]
        demand(first.shape == second.shape and first.tobytes() == second.tobytes(), f"{what}: `{name}` differs")


def parts_of(facts: Facts) -> dict[str, NDArray[Any]]:
    """Every array of a set of facts by name; what is kept month by month as ``months.name``."""
    once = {name: kept for name, kept in facts._asdict().items() if name != "months"}
    return once | {f"months.{name}": kept for name, kept in facts.months._asdict().items()}


def shortened(model: Model, months: int | None) -> Model:
    """The model with its histories ended, and read, at most so many months after the start."""
    worlds: Any = model.worlds
    if months is not None:
        for world in worlds:
            world.count.months = min(world.count.months, months)
            world.rules.read = min(world.rules.read, world.count.months - 1)
    return model


def rows(facts: Facts, part: slice) -> Facts:
    """The facts of some histories."""

    def some(kept: Any) -> Any:
        return np.ascontiguousarray(kept[part])

    parts: dict[str, Any] = {name: some(kept) for name, kept in facts._asdict().items() if name != "months"}
    return Facts(**parts, months=Months(*map(some, facts.months)))
