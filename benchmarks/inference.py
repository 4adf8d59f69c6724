"""What a fit costs beside the bare simulation, and what pyabc costs beside it, both per history lived."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.bare import Bare
from benchmarks.pyabc_child import PyabcChild
from benchmarks.rounds import CannotRun, Times, in_turn
from selectorate.ensemble.luck import Keys
from selectorate.inference.fit import STATES, Question, prepared
from selectorate.inference.smc import HALF, Particles, Sampler
from selectorate.record.batch import Floats
from selectorate.scenario import load
from selectorate.simulation.build import build

GOAL = 1.2
SEED = 11
MOVES = 1
PARTICLES, GENERATIONS = 100, 3
"""Of a fit by pyabc."""


def measure(name: str, *, rounds: int, particles: int, by_pyabc: int) -> dict[str, Any]:
    """Processor time of the last step of a fit and of the bare simulation of the same histories, both in turn.

    The step weighs, resamples and moves particles that have been lived to the last date: whole histories, read and
    judged by the whole record, on one thread.

    Args:
        name: of the scenario.
        rounds: how often each is measured.
        particles: of the step.
        by_pyabc: histories of a fit by pyabc.
    """
    scenario = load(name)
    sampler = prepared(Question(scenario, scenario.document.targets, STATES * particles, SEED, moves=MOVES), 1)
    there = _arrived(sampler)
    keys, draws = _lived(sampler, there)
    bare, histories = Bare(build(scenario), sampler.priors.names), len(keys)
    programs = {
        "fit": (lambda _: sampler.step(there), histories),
        "bare": (lambda _: bare.live(keys, draws), histories),
    }
    times = in_turn(programs, rounds=rounds, clock=time.process_time)
    return {
        "scenario": name,
        "rounds": rounds,
        "histories": histories,
        "goal": GOAL,
        "fit_over_bare": times.ratio("fit", "bare"),
        **_by_pyabc(name, rounds, by_pyabc),
    }


def _arrived(sampler: Sampler) -> Particles:
    """Particles at the last date, half weighed: those that a fit begins with, without all but those that go on."""
    particles = sampler.begin().taken(np.arange(sampler.count))
    before, now, _ = sampler.judged(particles.keys, particles.draws, len(sampler.dates) - 1)
    return replace(particles, before=before, now=now, stage=len(sampler.dates) - 1, temper=HALF)


def _lived(sampler: Sampler, particles: Particles) -> tuple[Keys, Floats]:
    """Keys and parameters of the histories that a step from these particles lives."""
    asked: list[tuple[Keys, Floats]] = []

    def live(keys: Keys, draws: Floats, months: int) -> Floats:
        asked.append((keys, draws))
        return sampler.live(keys, draws, months)

    replace(sampler, live=live).step(particles)
    keys, draws = zip(*asked, strict=True)
    return np.concatenate(keys), np.concatenate(draws)


def _by_pyabc(name: str, rounds: int, histories: int) -> dict[str, Any]:
    try:
        with PyabcChild(name) as child:
            asked = {"population": PARTICLES, "generations": GENERATIONS, "simulations": histories, "exact": False}
            fits = [child.fit(seed=SEED + turn, **asked) for turn in range(rounds)]
    except CannotRun as reason:
        return {"skipped": {"pyabc": str(reason)}, "versions": {}}
    times = Times({part: [fit[part] / fit["simulations"] for fit in fits] for part in ("seconds", "bare")})
    return {
        "skipped": {},
        "versions": child.versions,
        "pyabc_histories": [fit["simulations"] for fit in fits],
        "pyabc_over_bare": times.ratio("seconds", "bare"),
    }
