"""How the time of a history depends on shapes: how many histories, branches and threads."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks import beside_c, society
from benchmarks.rounds import in_turn
from selectorate import ensemble
from selectorate.ensemble.provenance import processors
from selectorate.scenario import Scenario, load

UNITS = (10, 100, 1000)
UNITS_A_TURN = 80_000
"""Branches of all histories of one turn, so that turns of all shapes take about as long."""


def histories(counts: tuple[int, ...], *, rounds: int) -> dict[str, Any]:
    """Time on the clock of a whole question to `ensemble.run`, laying out the world included, on one thread."""
    scenario = load("association")
    programs = {str(count): (lambda n: _ask(scenario, n, 1), count) for count in counts}
    times = in_turn(programs, rounds=rounds, clock=time.perf_counter)
    most = str(counts[-1])
    return {
        "rounds": rounds,
        "median_seconds": {name: seconds * int(name) for name, seconds in times.medians().items()},
        f"over_a_history_of_{most}": {name: times.ratio(name, most) for name in programs if name != most},
    }


def threads(name: str, count: int, *, rounds: int) -> dict[str, Any]:
    """Time on the clock with one thread over that with two."""
    scenario = load(name)
    programs = {str(hands): (lambda n, hands=hands: _ask(scenario, n, hands), count) for hands in (1, 2)}
    one, two = (_bits(_ask(scenario, min(count, 1000), hands)) for hands in (1, 2))
    times = in_turn(programs, rounds=rounds, clock=time.perf_counter)
    return {
        "histories": count,
        "rounds": rounds,
        "processors": processors(),
        "same_bits": one == two,
        "one_over_two": times.ratio("1", "2"),
        "median_seconds": {hands: seconds * count for hands, seconds in times.medians().items()},
    }


def units(*, rounds: int) -> dict[str, Any]:
    """The engine beside C where the society has few or many branches."""
    found = {}
    with TemporaryDirectory() as place:
        for count in UNITS:
            model = society.grown(count, Path(place) / str(count))
            found[str(count)] = beside_c.measure(model, rounds=rounds, histories=max(1, UNITS_A_TURN // count))
    return found


def _ask(scenario: Scenario, count: int, hands: int) -> ensemble.Ensemble:
    return ensemble.run(scenario, histories=count, seed=7, threads=hands)


def _bits(many: ensemble.Ensemble) -> list[bytes]:
    return [np.asarray(column).tobytes() for column in many.columns]
