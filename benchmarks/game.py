"""A game as `explain` lives it, beside the bare kernel: what judging costs, and what living worlds as one saves."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.rounds import in_turn
from selectorate import ensemble
from selectorate.analysis.judging import Single
from selectorate.ensemble.twins import twins
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.scenario import load
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state

FACTORS = ("cult", "economy", "faction_ban", "general_secretary", "policy", "testament")
"""Some of all factors, so that a turn takes seconds: those that are read late, and as many that are not."""


def measure(name: str, *, rounds: int, histories: int) -> dict[str, Any]:
    """Processor time of all worlds of a game, one thread: with verdicts, the kernel alone, and world by world."""
    scenario = load(name)
    base = ensemble.prepare(scenario)
    asked = [Twin(ensemble.changes(scenario, without=[factor])) for factor in FACTORS]
    worlds, judge = Worlds(base, asked, game=True), Single(base, scenario.document.scenario.outcome)
    worlds.shorten(judge.months).lay_out()

    def judged(_: int) -> None:
        list(twins(worlds, judge, seed=7, histories=histories, block=histories, threads=1))

    def bare(families: list[list[int]]) -> None:
        room, states = worlds.room(), new_state(forks=len(worlds.late))
        for family in families:
            worlds.put_family(family, room)
            live_all(room, states, new_facts(room[0], len(family) * histories), worlds.keys(family[0], 7, 0, histories))

    together, alone = worlds.families(), [[number] for number in range(worlds.count)]
    lived = worlds.count * histories
    programs = {
        "explain": (judged, lived),
        "together": (lambda _: bare(together), lived),
        "alone": (lambda _: bare(alone), lived),
    }
    times = in_turn(programs, rounds=rounds, clock=time.process_time)
    return {
        "scenario": name,
        "rounds": rounds,
        "worlds": worlds.count,
        "histories": histories,
        "over_kernel": times.ratio("explain", "together"),
        "saved": times.ratio("alone", "together"),
        "histories_a_second": times.rate("explain"),
    }
