"""The loops of a month that take most of its time, in the engine and in C written by hand, on the same memory.

States are taken from histories of the scenario at the beginning of some months. From each of them a loop runs for a few
years, month after month, with the luck of many calendar years; it starts from the same bytes in the engine and in C
(`loops.c`), both are called through one pointer to a function, and afterwards the bytes must be the same again.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import engine
from benchmarks.c_program import built, compiler
from benchmarks.layout import header
from benchmarks.rounds import CannotRun, Measured, in_turn
from selectorate.draws import year_key
from selectorate.scenario import load
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.testing.steps import image

GOAL = 0.8
"""The engine is to do in one second what C does in this many, or more."""

CALLS = 120
"""Months that a loop runs from a state: caches are warm after the first, and states still differ."""

STATES = 6
HISTORIES_AT_MOST = 1000
"""Histories that are searched for states with a campaign."""

LUCK = 11
"""The seed of the months that loops run."""

NAMES = ("patronage", "opinion", "hostility", "forecast")
SOURCE = Path(__file__).with_name("loops.c")
PROTOTYPE = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 4, ctypes.c_int64, *[ctypes.c_void_p] * 2)
"""Pointers to world, state, months, years' keys; number of calls; pointers to bits of bodies, room for results."""

Loop = Callable[..., None]


@dataclass(frozen=True)
class Laid:
    """One state as a history had come to it, and the months from there on."""

    states: Any  # one row
    months: NDArray[np.int64]
    years: NDArray[np.uint64]  # the luck of a calendar year, for each call


class Bench:
    """The states on which loops run, and room to run them in."""

    def __init__(self, model: Model, calls: int = CALLS, states: int = STATES) -> None:
        self.worlds = model.worlds
        self.calls = calls
        self.room = new_state()
        self.found = np.zeros((calls, int(model.worlds[0].count.contenders), 2, 2))
        self.bodies = venues(model)
        self.quiet = laid_out(model, states, calls, campaign=False)
        self.fought = laid_out(model, states, calls, campaign=True)

    def states(self, loop: str) -> list[Laid]:
        """Where a loop runs: what a campaign would bring is expected where one stands."""
        return self.fought if loop == "forecast" else self.quiet

    def lay(self, laid: Laid) -> None:
        """Make everything ready for a loop."""
        self.room[:] = laid.states
        self.found[:] = 0.0

    def run(self, loop: Loop, laid: Laid) -> float:
        """Run a loop from one state; return the processor seconds it took."""
        self.lay(laid)
        given = (self.worlds, self.room, laid.months, laid.years, self.calls, self.bodies, self.found)
        arguments = [part if isinstance(part, int) else part.ctypes.data for part in given]
        start = time.thread_time()
        loop(*arguments)
        return time.thread_time() - start

    def turn(self, loop: Loop, laid: list[Laid], times: int) -> Measured:
        """Run a loop so many times from each state: seconds of all."""
        return Measured(sum(self.run(loop, one) for _ in range(times) for one in laid))

    def same_bits(self, name: str, loops: tuple[Loop, Loop]) -> bool:
        """Whether two programs of one loop leave the same bytes, scratch room aside, whatever state they run from."""
        for laid in self.states(name):
            left = []
            for loop in loops:
                self.run(loop, laid)
                left.append((image(self.room[0]), self.found.tobytes()))
            if left[0] != left[1]:
                return False
        return True


def venues(model: Model) -> NDArray[np.int64]:
    """Bits of the bodies that vote together: committee and control commission, and a congress."""
    roles, bodies = model.scenario.document.scenario.roles, model.names.bodies
    plenum = [body for body in (roles.committee, roles.control) if body is not None]
    return np.array([sum(1 << bodies.index(body) for body in who) for who in (plenum, [roles.congress])], np.int64)


def laid_out(model: Model, states: int, calls: int, *, campaign: bool) -> list[Laid]:
    """States at the beginning of months in which a congress sits; with ``campaign`` only those in which one stands."""
    world = model.worlds[0]
    congress = int(venues(model)[1])
    sittings = (world.sittings[g] for g in range(int(world.count.sittings)))
    months = [int(sitting.month) for sitting in sittings if int(sitting.bodies) & congress]
    places = product(range(HISTORIES_AT_MOST), months)
    every = (_laid(model, history, month, calls, campaign=campaign) for history, month in places)
    found = list(islice((laid for laid in every if laid.states[0].fronts > 0 or not campaign), states))
    if len(found) < states:
        raise CannotRun(f"no campaign in {HISTORIES_AT_MOST} histories of {model.scenario.name}")
    return found


def _laid(model: Model, history: int, month: int, calls: int, *, campaign: bool) -> Laid:
    worlds = copy(model.worlds)
    worlds[0].count.months = month
    states, luck = new_state(), engine.keys(model, history + 1)[history:]
    live_all(worlds, states, new_facts(worlds[0], 1), luck)
    first = month if campaign else min(month, int(model.worlds[0].count.months) - 12)
    months = np.full(calls, month) if campaign else first + np.arange(calls) % 12
    years = np.array([year_key(np.uint64(LUCK), k // 12, 0) for k in range(calls)], np.uint64)
    return Laid(states, months, years)


def c_loops() -> dict[str, Loop]:
    """The loops in C."""
    library = built(SOURCE, "-O3", {"layout.h": header()})
    return {name: PROTOTYPE((f"{name}_months", library)) for name in NAMES}


def engine_loops() -> dict[str, Loop]:
    """The loops in the engine."""
    from benchmarks.entries import compiled_loops  # noqa: PLC0415 - compiled only where they are measured

    return {name: PROTOTYPE(loop.address) for name, loop in compiled_loops().items()}


def measure(name: str, *, rounds: int, times: int) -> dict[str, Any]:
    """Each loop in turn in the engine and in C; single thread.

    Args:
        name: the scenario.
        rounds: how often each is measured.
        times: how often each runs from each state in a turn.
    """
    if compiler() is None:
        return {"skipped": "no C compiler on this machine"}
    bench, ours, theirs = Bench(build(load(name))), engine_loops(), c_loops()
    programs: dict[str, Any] = {}
    for loop in NAMES:
        for whose, run in (("engine", ours[loop]), ("C", theirs[loop])):
            turn = partial(bench.turn, run, bench.states(loop))
            programs[f"{loop}, {whose}"] = (lambda n, turn=turn: turn(times), times * STATES * bench.calls)
    taken = in_turn(programs, rounds=rounds)
    return {
        "scenario": name,
        "goal": GOAL,
        "rounds": rounds,
        "calls": times * STATES * bench.calls,
        "same_bits": {loop: bench.same_bits(loop, (ours[loop], theirs[loop])) for loop in NAMES},
        "share_of_c": {loop: taken.ratio(f"{loop}, C", f"{loop}, engine") for loop in NAMES},
        "median_seconds_a_call": taken.medians(),
    }
