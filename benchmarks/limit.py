"""What the draws of a scenario cost at least, and how far its histories are from that.

The plain kernel lives a few histories while every draw is written down: which draws a history needs is counted, not
guessed. Then C makes as many, and does nothing with them.
"""

from __future__ import annotations

import statistics
from typing import Any

from benchmarks import engine
from benchmarks.c_program import compiler, draw_rows
from benchmarks.rounds import in_turn
from selectorate.scenario import load
from selectorate.simulation.build import Model, build
from selectorate.testing.histories import live_plain
from selectorate.testing.ledger import ledger

STREAM = 3
"""Fields of a key of year, month, stream."""


def measure(name: str, *, rounds: int, histories: int, counted: int) -> dict[str, Any]:
    """Histories a second on one core, and the same time as a multiple of the draws alone."""
    model = build(load(name))
    ours, luck = engine.Engine(model), engine.keys(model, histories)
    programs: dict[str, Any] = {"engine": (lambda n: ours.live(luck[:n]), histories)}
    found: dict[str, Any] = {"scenario": name, "histories": histories, "rounds": rounds}
    if compiler() is None:
        found["skipped"] = {"draws": "no C compiler on this machine"}
    else:
        found["counted"] = needs = draws(model, counted)
        streams, each = round(needs["streams"]), round(needs["draws"] / needs["streams"])
        programs["draws"] = (lambda n: draw_rows("-O3", streams * n, each), histories)
        found["drawn_in_c"] = {"streams": streams, "draws": streams * each}
    times = in_turn(programs, rounds=rounds)
    found["histories_a_second"] = 1.0 / times.medians()["engine"]
    found["median_seconds_a_history"] = times.medians()
    if "draws" in programs:
        found["engine_over_draws"] = times.ratio("engine", "draws")
    return found


def draws(model: Model, histories: int) -> dict[str, Any]:
    """Different draws, stream keys and keys of any kind of a history: means over the first histories."""
    luck = engine.keys(model, histories)
    drawn, streams, keys = [], [], []
    for k in range(histories):
        with ledger() as book:
            book.open_years(luck[k : k + 1])
            live_plain(model, luck[k : k + 1])
        drawn.append(len(book.drawn))
        streams.append(len({path[:STREAM] for path in book.drawn}))
        keys.append(len(book.paths) - luck.shape[1])
    return {
        "histories": histories,
        "draws": statistics.fmean(drawn),
        "streams": statistics.fmean(streams),
        "keys": statistics.fmean(keys),
        "draws_least_and_most": [min(drawn), max(drawn)],
    }
