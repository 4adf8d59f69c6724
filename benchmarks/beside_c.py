"""The engine beside C: the same society, the same luck, the same bits."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from benchmarks import engine, society
from benchmarks.c_program import FLAGS, Program, compiler
from benchmarks.rounds import in_turn
from benchmarks.society import Kept
from selectorate.simulation.build import Model

HISTORIES = 2000
"""A turn of some fifty milliseconds: often one goes through without being interrupted."""


def same_bits(one: Kept, other: Kept) -> bool:
    """Whether two programs kept the same of every history, to the last bit."""
    return all(np.array_equal(getattr(one, field.name), getattr(other, field.name)) for field in fields(Kept))


def measure(model: Model, *, rounds: int, histories: int = HISTORIES) -> dict[str, Any]:
    """The engine against C, plain and tuned, and against the draws alone; single thread."""
    if compiler() is None:
        return {"skipped": "no C compiler on this machine"}
    numbers, ours, luck = society.of(model), engine.Engine(model), engine.keys(model, histories)
    facts = engine.kept(model, ours.live(luck))
    programs: dict[str, Any] = {"engine": (lambda n: ours.live(luck[:n]), histories)}
    agree = {}
    for optimisation in FLAGS:
        c = Program(numbers, optimisation)
        for tuned, name in ((False, f"C {optimisation}"), (True, f"C {optimisation} tuned")):
            programs[name] = (lambda n, c=c, tuned=tuned: c.live(luck[:n], tuned=tuned), histories)
            agree[name] = same_bits(facts, c.live(luck, tuned=tuned))
        programs[f"draws {optimisation}"] = (lambda n, c=c: c.draw(luck[:n]), histories)
    times = in_turn(programs, rounds=rounds)
    return {
        "histories": histories,
        "units": numbers.units,
        "rounds": rounds,
        "same_bits": agree,
        "engine_over": {name: times.ratio("engine", name) for name in programs if name != "engine"},
        "over_draws": {name: times.ratio(name, "draws -O3") for name in programs if name.startswith("C ")},
        "median_seconds_a_history": times.medians(),
    }
