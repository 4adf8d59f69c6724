"""A fit: the posterior of a scenario's free parameters, given its record.

Parameters are drawn from their priors and moved by sequential Monte Carlo (`inference.smc`) until they are distributed
as the record says. Every step is kept in a store, so that a fit that is stopped goes on from there.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np

from selectorate.compiling import PACKAGE, kernel_hash
from selectorate.ensemble.keeping import hashed
from selectorate.ensemble.luck import Keys
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.priors import Priors
from selectorate.ensemble.running import THREADS_AT_MOST, whole
from selectorate.ensemble.store import Store
from selectorate.errors import QuestionError
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.smc import FIRST, MOVES, OWN, Particles, Sampler
from selectorate.inference.stages import dynamic, stages
from selectorate.record.batch import Floats
from selectorate.record.reading import Reader
from selectorate.scenario import Scenario
from selectorate.scenario.resolve import canonical
from selectorate.simulation.build import build
from selectorate.targets import Target

DRAWS = 4000
"""Draws of a fit that does not say how many."""

STATES = 4
"""Draws that become of a particle: as it is after the last step, and after each of some moves more."""

SOURCES = ("record/*.py", *(f"inference/{name}.py" for name in ("fit", "likelihood", "smc", "stages")))
"""Files that decide the bits of a fit beside the kernel: a step that others made is not gone on from."""

STEPS_AT_MOST = 1000


class Question(NamedTuple):
    """What a fit is asked.

    Attributes:
        scenario: whose parameters.
        targets: of the record, by id; those that the model has to bring about are fitted.
        draws: of the posterior.
        seed: of everything that is drawn.
        first: how many times as many particles begin as go on.
        moves: of a particle in a step, at most.
    """

    scenario: Scenario
    targets: Mapping[str, Target]
    draws: int = DRAWS
    seed: int = 1
    first: int = FIRST
    moves: int = MOVES

    @property
    def particles(self) -> int:
        """Particles that go on: each becomes some draws in the end."""
        return max(2, math.ceil(self.draws / STATES))

    def identity(self) -> dict[str, Any]:
        """All that decides its bits, but for the step."""
        return {
            "kind": "fit",
            "kernel": kernel_hash(),
            "scenario": self.scenario.hash,
            "targets": targets_hash(self.targets),
            "first": 0,
            "count": self.draws,
            "seed": self.seed,
            "first_particles": self.first,
            "moves": self.moves,
            "sources": hashed(file for names in SOURCES for file in sorted(PACKAGE.glob(names))),
        }


@dataclass(frozen=True, eq=False)
class Step:
    """How far a fit is.

    Attributes:
        particles: as they are.
        months: to which date they have been judged.
        dates: how many dates there are.
        seconds: since the fit was begun, or gone on with.
    """

    particles: Particles
    months: int
    dates: int
    seconds: float


def fit(
    question: Question,
    *,
    threads: int = 1,
    store: Store | None = None,
    resume: bool = False,
    progress: Callable[[Step], None] | None = None,
) -> Posterior:
    """Learn the free parameters of a scenario from its record.

    Args:
        question: what is fitted to what.
        threads: how many work at once; no bit depends on it.
        store: where each step is kept.
        resume: go on from the last step kept; else begin anew, and keep what is kept until it is reached again.
        progress: called after each step.

    Raises:
        QuestionError: there is nothing to fit, or nothing to go on from; a prior has no mass; all particles die.
    """
    whole("draws", question.draws, 2, 1_000_000)
    whole("seed", question.seed, 0, 2**64 - 1)
    whole("threads", threads, 1, THREADS_AT_MOST)
    sampler = prepared(question, threads)
    identity = question.identity()
    kept = last(store, identity) if store else None
    if resume and kept is None:
        raise QuestionError("there is no fit to go on from: the store has none of this question")
    particles = kept if resume and kept else sampler.begin()
    began = time.perf_counter()
    for moved in sampler.steps(particles):
        particles = moved
        if store:
            keep(store, identity, particles, question.scenario.name)
        if progress:
            stage = particles.stage - (particles.temper == 0.0)
            months = sampler.dates[stage].months
            progress(Step(particles, months, len(sampler.dates), time.perf_counter() - began))
    return posterior(question, sampler, sampler.drawn(particles, question.draws))


def prepared(question: Question, threads: int, record: Floats | None = None) -> Sampler:
    """The sampler of a question; with ``record``, numbers in the place of those recorded."""
    scenario = question.scenario
    asked = dynamic(question.targets)
    if not asked:
        raise QuestionError(f"{scenario.name} has no record to learn from: it holds no dynamic targets")
    priors = Priors.of(scenario)
    reader = Reader(build(scenario), asked, priors.names)

    def live(keys: Keys, draws: Floats, months: int) -> Floats:
        return reader(keys, draws, threads=threads, months=months)

    dates = stages(reader, Likelihood.of(scenario, asked), record)
    return Sampler(live, priors, dates, question.seed, question.particles, question.first, question.moves)


def posterior(question: Question, sampler: Sampler, particles: Particles) -> Posterior:
    """The posterior that particles are, and what is left of the variety of parameters and luck."""
    keys, logs = particles.keys, particles.before
    roots = np.unique(particles.roots, return_counts=True)[1]
    about = {
        "draws": question.draws,
        "seed": question.seed,
        "begun": question.first * question.particles,
        "targets": targets_hash(question.targets),
        "evidence": particles.evidence,
        "lived": particles.lived,
        "steps": particles.step,
        "accepted": round(particles.accepted, 4),
        "distinct_parameters": len(np.unique(particles.draws, axis=0)),
        "distinct_lucks": [len(np.unique(keys[:, year])) for year in range(keys.shape[1])],
        "effective_sample_size": round(float(roots.sum() ** 2 / (roots**2).sum()), 1),
    }
    scenario = question.scenario
    return Posterior(sampler.priors.names, particles.draws, keys, logs, scenario.hash, kernel_hash(), about)


def keep(store: Store, identity: Mapping[str, Any], particles: Particles, about: str) -> None:
    """Keep a step, and forget the one before it."""
    arrays = {name: getattr(particles, name) for name in OWN}
    numbers = {field.name: getattr(particles, field.name) for field in fields(particles) if field.name not in OWN}
    arrays["numbers"] = np.frombuffer(json.dumps(numbers).encode(), np.uint8)
    store.write({**identity, "step": particles.step}, arrays, about=about)
    store.forget({**identity, "step": particles.step - 1})


def last(store: Store, identity: Mapping[str, Any]) -> Particles | None:
    """The last step that a store has of a fit, None where it has none."""
    for number in reversed(range(1, STEPS_AT_MOST)):
        if store.holds({**identity, "step": number}):
            found = store.read({**identity, "step": number})
            if found is not None:
                numbers = json.loads(bytes(found["numbers"]).decode())
                arrays: dict[str, Any] = {name: found[name] for name in OWN}
                return Particles(**arrays, **numbers)
    return None


def targets_hash(targets: Mapping[str, Target]) -> str:
    """Sha-256 over targets as they are written."""
    return hashlib.sha256(canonical(dict(targets)).encode()).hexdigest()
