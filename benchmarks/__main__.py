"""``python -m benchmarks [--quick]``: measure, print a small table, write ``benchmarks/out/bench.json``.

A slow figure is a figure, and never an error. A part that cannot run here says why in its place.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import (
    beside_c,
    beside_peers,
    game,
    inference,
    limit,
    loops,
    machine,
    month,
    shapes,
    society,
    starts,
    studio,
    table,
)
from benchmarks.rounds import CannotRun
from selectorate.simulation.warm import warm

OUT = Path(__file__).parent / "out" / "bench.json"
SCHEMA = "selectorate/benchmarks/1"
Part = Callable[[], dict[str, Any]]


def parts(*, quick: bool) -> dict[str, Part]:
    """What is measured, by name; quick versions take fewer rounds and histories, and vary more."""

    def size(full: int, small: int) -> int:
        return small if quick else full

    rounds, model = size(15, 5), society.association()
    found: dict[str, Part] = {
        "beside_c": lambda: beside_c.measure(model, rounds=rounds),
        "beside_peers": lambda: beside_peers.measure(
            model, rounds=size(9, 3), histories=size(2000, 500), by_mesa=size(100, 20)
        ),
        "branches": lambda: shapes.units(rounds=size(9, 3)),
        "histories": lambda: shapes.histories((1, 1000, size(100_000, 10_000)), rounds=size(5, 3)),
        "threads": lambda: shapes.threads("association", size(100_000, 10_000), rounds=size(5, 3)),
        "threads_ussr_1922": lambda: shapes.threads("ussr-1922", size(5000, 500), rounds=size(5, 3)),
        "month": lambda: month.measure("ussr-1922", rounds=size(9, 3), histories=size(1000, 100)),
        "loops": lambda: loops.measure("ussr-1922", rounds=size(15, 5), times=size(20, 5)),
        "limit": lambda: limit.measure("ussr-1922", rounds=size(9, 3), histories=size(500, 100), counted=size(3, 1)),
        "game": lambda: game.measure("ussr-1922", rounds=size(9, 3), histories=size(25, 5)),
        "inference": lambda: inference.measure(
            "ussr-1922", rounds=size(9, 3), particles=size(1000, 200), by_pyabc=size(1000, 200)
        ),
        "starts": lambda: starts.times(rounds=size(9, 3)),
        "memory": lambda: starts.memory("ussr-1922", size(100_000, 10_000)),
        "studio": lambda: studio.measure(rounds=size(5, 1), seconds=size(10, 3), histories=size(10_000, 1000)),
    }
    slow: dict[str, Part] = {
        "profile": lambda: month.profile("ussr-1922", rounds=5, histories=500),
        "compiling": starts.compiling,
    }
    return found if quick else found | slow


def measured(name: str, part: Part) -> dict[str, Any]:
    """What a part found, or why it cannot run here."""
    sys.stderr.write(f"{name} ...\n")
    start = time.perf_counter()
    try:
        found = part()
    except CannotRun as reason:
        found = {"skipped": str(reason)}
    sys.stderr.write(f"{name}: {time.perf_counter() - start:.0f} s\n")
    return found


def main() -> None:
    """Measure all parts, one after the other."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="fewer rounds and histories: a minute or two")
    quick = asked.parse_args().quick
    before, state = machine.load(), machine.described()
    warm()
    found = {name: measured(name, part) for name, part in parts(quick=quick).items()}
    document = {
        "schema": SCHEMA,
        "command": f"python -m benchmarks{' --quick' if quick else ''}",
        **state,
        "kernel_changed_meanwhile": machine.kernel_changed(),
        "load_average": {"before": before, "after": machine.load()},
        "parts": found,
    }
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(table.text(found))
    print(f"\nLoad of the machine before: {before}; all figures: benchmarks/out/{OUT.name}")


if __name__ == "__main__":
    main()
