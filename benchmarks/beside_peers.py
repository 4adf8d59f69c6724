"""The engine beside Mesa, NumPy and a plain numba loop: the same society, each with luck of its own, one law."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks import engine, numba_society, numpy_society, society
from benchmarks.mesa_child import MesaChild
from benchmarks.rounds import CannotRun, Measured, in_turn
from benchmarks.society import Kept
from selectorate.simulation.build import Model

STANDARD_ERRORS = 4.0
"""Means that lie farther apart are no chance: of eight figures one does so by chance once in 2,000 comparisons."""

Live = Callable[[int], object]


def measure(model: Model, *, rounds: int, histories: int, by_mesa: int) -> dict[str, Any]:
    """The engine against its peers, single thread, each with as many histories as take it a while.

    Args:
        model: the association.
        rounds: how often each is measured.
        histories: of a turn of the engine, NumPy and numba.
        by_mesa: of a turn of Mesa.
    """
    numbers, ours, luck = society.of(model), engine.Engine(model), engine.keys(model, 10 * histories)
    lived = engine.kept(model, ours.live(luck))
    programs: dict[str, tuple[Live, int]] = {"engine": (lambda n: ours.live(luck[:n]), histories)}
    found: dict[str, Any] = {"units": numbers.units, "rounds": rounds, "skipped": {}, "versions": {}}
    samples: dict[str, Kept] = {}
    for name, live in (("NumPy", numpy_society.live), ("numba loop", numba_society.live)):
        programs[name] = (partial(live, numbers, seed=3), histories)
        samples[name] = live(numbers, 10 * histories, seed=5)
    try:
        with MesaChild(numbers) as mesa:
            found["versions"] = mesa.versions
            programs["Mesa"], samples["Mesa"] = (_measured(mesa), by_mesa), mesa.live(10 * by_mesa)[0]
            return found | _compared(programs, samples, lived, rounds)
    except CannotRun as reason:
        found["skipped"]["Mesa"] = str(reason)
        return found | _compared({n: p for n, p in programs.items() if n != "Mesa"}, samples, lived, rounds)


def _measured(mesa: MesaChild) -> Callable[[int], Measured]:
    return lambda histories: mesa.live(histories)[1]


def _compared(
    programs: dict[str, tuple[Live, int]], samples: dict[str, Kept], lived: Kept, rounds: int
) -> dict[str, Any]:
    times = in_turn(programs, rounds=rounds)
    peers = [name for name in programs if name != "engine"]
    return {
        "histories": {name: histories for name, (_, histories) in programs.items()},
        "over_engine": {name: times.ratio(name, "engine") for name in peers},
        "agree": {name: _agreement(lived, samples[name]) for name in peers},
        "median_seconds_a_history": times.medians(),
    }


def _agreement(lived: Kept, other: Kept) -> dict[str, Any]:
    apart = lived.apart(other)
    most = max(abs(errors) for errors in apart.values())
    return {
        "means_agree": most <= STANDARD_ERRORS,
        "most_standard_errors": most,
        "histories": [len(lived.holder), len(other.holder)],
        "engine_means": {name: float(figure.mean()) for name, figure in lived.figures().items()},
        "means": {name: float(figure.mean()) for name, figure in other.figures().items()},
    }
