"""How many histories the engine lives in a second, and how the time of a history divides over the forces.

The profile is taken from inside: the source of `simulation.month` and of `simulation.history.live` is compiled once
more with a look at the processor's cycle counter before and after every call, so every cycle of a history is counted to
the call in which it passed. The looks take time themselves; how much is said beside the shares.
"""

from __future__ import annotations

import ast
import inspect
import platform
from collections.abc import Callable
from textwrap import dedent
from types import ModuleType
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import config
from numba.extending import intrinsic

from benchmarks import engine
from benchmarks.rounds import CannotRun, in_turn
from selectorate.compiling import shared
from selectorate.scenario import load
from selectorate.simulation import history
from selectorate.simulation import month as months
from selectorate.simulation.build import build
from selectorate.simulation.memory import new_facts

GOAL = 2500
"""Histories of `ussr-1922` that are to be lived in a second of one processor."""

COUNTED = ("x86_64", "AMD64")
"""Machines on which every program may read the processor's cycle counter."""

REST = "rest"
"""What passes between calls: loops over months, keys, switches."""


@intrinsic
def cycles(typing):  # type: ignore[no-untyped-def]  # numba finds the types
    """The processor's cycle counter."""

    def read(context, builder, signature, arguments):  # type: ignore[no-untyped-def]  # numba finds the types
        counter = builder.module.declare_intrinsic("llvm.readcyclecounter", (), ir.FunctionType(ir.IntType(64), ()))
        return builder.call(counter, ())

    return types.int64(), read


@shared
def look(clock: Any, place: int) -> None:
    """Count all cycles since the last look to a place; the last entry of ``clock`` is when that was."""
    now = cycles()
    clock[place] += now - clock[-1]
    clock[-1] = now


class Watched(ast.NodeTransformer):
    """A function with a look at the clock before and after every call that is a statement of its own."""

    def __init__(self, places: dict[str, int], inner: str) -> None:
        self.places = places
        self.inner = inner

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Take a clock as one more argument."""
        self.generic_visit(node)
        node.decorator_list, node.returns = [], None
        node.args.args.append(ast.arg("clock"))
        for argument in node.args.args:
            argument.annotation = None
        return node

    def visit_Expr(self, node: ast.Expr) -> Any:
        """Look before and after; what is called ``inner`` looks for itself."""
        if not isinstance(node.value, ast.Call):
            return node
        name = ast.unparse(node.value.func)
        if name == self.inner:
            node.value.args.append(ast.Name("clock", ast.Load()))
            return [_look(self.place(REST)), node, _look(self.place(REST))]
        return [_look(self.place(REST)), node, _look(self.place(name))]

    def place(self, name: str) -> int:
        """The entry of the clock that counts a call."""
        return self.places.setdefault(name, len(self.places))


def _look(place: int) -> ast.stmt:
    return ast.parse(f"look(clock, {place})").body[0]


def watched(function: Any, room: ModuleType, places: dict[str, int], **names: Any) -> Any:
    """A part of the kernel with the clock as one more argument; its calls have the ``places`` they are given here."""
    tree = ast.parse(dedent(inspect.getsource(function.py_func)))
    whole = ast.fix_missing_locations(Watched(places, "month").visit(tree))
    scope = {**vars(room), "look": look, **names}
    exec(compile(whole, f"<{function.py_func.__name__}, watched>", "exec"), scope)
    return scope[function.py_func.__name__]


def clocked() -> tuple[Callable[..., None], tuple[str, ...]]:
    """`live_all` with a clock, and whose cycles its entries count.

    Raises:
        CannotRun: nothing is compiled here, or a program may not read this processor's counter.
    """
    if config.DISABLE_JIT:
        raise CannotRun("nothing is compiled in this process")
    if platform.machine() not in COUNTED:
        raise CannotRun(f"a program may not read the cycle counter of {platform.machine()}")
    places: dict[str, int] = {}
    month = shared(watched(months.month, months, places))
    live = shared(watched(history.live, history, places, month=month))

    @shared
    def run(worlds, states, facts, keys, clock):  # type: ignore[no-untyped-def]  # numba finds the types
        clock[-1] = cycles()
        for k in range(keys.shape[0]):
            live(worlds, states, facts, k, keys.shape[0], keys[k], clock)

    return run, tuple(places)


def measure(name: str, *, rounds: int, histories: int) -> dict[str, Any]:
    """Histories a second of one processor, on one thread."""
    model = build(load(name))
    ours, luck = engine.Engine(model), engine.keys(model, histories)
    times = in_turn({"engine": (lambda n: ours.live(luck[:n]), histories)}, rounds=rounds)
    return {
        "scenario": name,
        "histories": histories,
        "rounds": rounds,
        "goal": GOAL,
        "histories_a_second": times.rate("engine"),
    }


def profile(name: str, *, rounds: int, histories: int) -> dict[str, Any]:
    """Share of the cycles of a history that pass in each call of the month, and in what surrounds it."""
    run, places = clocked()
    model = build(load(name))
    ours, luck = engine.Engine(model), engine.keys(model, histories)
    clock = np.zeros(len(places) + 1, np.int64)

    def watch(count: int) -> None:
        facts = new_facts(model.worlds[0], count)
        run(model.worlds, ours.states, facts, luck[:count], clock)

    watch(1)
    clock[:] = 0
    times = in_turn(
        {"engine": (lambda n: ours.live(luck[:n]), histories), "watched": (watch, histories)}, rounds=rounds
    )
    passed = dict(zip(places, clock.tolist(), strict=False))
    whole = sum(passed.values())
    return {
        "scenario": name,
        "histories": histories,
        "rounds": rounds,
        "cycles_a_history": whole / histories / (rounds + 1),
        "watched_over_engine": times.ratio("watched", "engine"),
        "shares": {name: count / whole for name, count in sorted(passed.items(), key=lambda one: -one[1]) if count},
    }
