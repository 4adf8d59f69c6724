"""Sensitivity: which guess matters most, of parameters and of inputs that somebody judged.

Groups of guesses (`inference.sensitivity_groups`, `inference.sensitivity_judged`) are varied together and apart over
all they might be, and it is found how much of an answer's variance is due to each (`inference.sensitivity_indices`).
Beside it stands the answer as it is, and that with the scores of all contenders at their median: scores were set by
somebody who knew the outcome.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from selectorate.analysis.doubt import Interval, difference, mean, share, simultaneous
from selectorate.analysis.judging import Verdict
from selectorate.compiling import kernel_hash
from selectorate.ensemble.draws import places
from selectorate.ensemble.luck import luck
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.progress import Progress
from selectorate.ensemble.running import whole
from selectorate.ensemble.store import Store
from selectorate.inference.fit import targets_hash
from selectorate.inference.sensitivity_groups import Group, parameter_groups
from selectorate.inference.sensitivity_indices import Index, Luck, indices, luck_of, sampled
from selectorate.inference.sensitivity_judged import judged_groups
from selectorate.inference.sensitivity_living import Living
from selectorate.inference.stages import dynamic
from selectorate.questions import Change, SetTraits
from selectorate.record.batch import Floats
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model, build

SAMPLES = 256
"""Points of a sequence; each group asks for as many more."""

HISTORIES = 20
"""Histories at each point."""

BESIDE = 2000
"""Histories of the answer as it is, and of that with median scores."""

CHUNK = 5000
"""Histories that are lived, and kept, at a time."""


class Question(NamedTuple):
    """What is asked.

    Attributes:
        scenario: whose guesses.
        outcome: ending or outcome that is to be explained; by default what the scenario asks.
        samples: points of the sequence, a power of two.
        histories: at each point, the same lucks at all.
        seed: of the points and of the luck.
    """

    scenario: Scenario
    outcome: str | None = None
    samples: int = SAMPLES
    histories: int = HISTORIES
    seed: int = 1

    @property
    def asked(self) -> str:
        """The outcome."""
        return self.outcome if self.outcome is not None else self.scenario.document.scenario.outcome

    def living(self) -> Living:
        """What lives and judges its histories.

        Raises:
            QuestionError: there is no such ending or outcome, or a number is out of range.
        """
        whole("histories", self.histories, 2, 100_000)
        whole("seed", self.seed, 0, 2**64 - 1)
        model = build(self.scenario)
        Verdict(model).find(self.asked)
        return Living(model, self.asked, dynamic(self.scenario.document.targets))

    def identity(self, groups: Sequence[Group]) -> dict[str, Any]:
        """All that decides the bits of its points."""
        return {
            "kind": "sensitivity",
            "kernel": kernel_hash(),
            "scenario": self.scenario.hash,
            "targets": targets_hash(dynamic(self.scenario.document.targets)),
            "judges": Verdict.hash(),
            "outcome": self.asked,
            "samples": self.samples,
            "histories": self.histories,
            "seed": self.seed,
            "groups": [[group.id, list(group.members), group.varied, group.width] for group in groups],
        }


@dataclass(frozen=True)
class Number:
    """What was found of one number that histories have.

    Attributes:
        id: the outcome, or `inference.sensitivity_living.MET`.
        mean: over all points.
        deviation: between points, of means over histories.
        indices: by group.
        luck: what it is to this number.
    """

    id: str
    mean: float
    deviation: float
    indices: Mapping[str, Index]
    luck: Luck


@dataclass(frozen=True)
class Beside:
    """One number as it is, and with the scores of all contenders at their median; the intervals hold together.

    Attributes:
        as_is: with the scores that are written.
        median: with the median of each score.
        difference: the second less the first, luck by luck.
    """

    as_is: Interval
    median: Interval
    difference: Interval


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Which guess matters most.

    Attributes:
        question: what was asked.
        model: the world.
        groups: of guesses.
        numbers: what was found of each number, the outcome first.
        points: how many worlds there were.
        median: by number, what median scores make of it; empty where no trait follows from scores.
        posterior: that the parameters of ``median`` were drawn from; None where they are the hand-set ones.
    """

    question: Question
    model: Model
    groups: tuple[Group, ...]
    numbers: tuple[Number, ...]
    points: int
    median: Mapping[str, Beside]
    posterior: Posterior | None

    @property
    def lived(self) -> int:
        """Histories at all points."""
        return self.points * self.question.histories


def sensitivity(
    question: Question,
    *,
    posterior: Posterior | None = None,
    threads: int = 1,
    store: Store | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Sensitivity:
    """Say how far an answer hangs on each group of guesses.

    Args:
        question: of which answer.
        posterior: that the parameters of the answer with median scores are drawn from; by default the hand-set ones.
        threads: how many work at once; no bit depends on it.
        store: where chunks of points are kept, and read instead of lived again.
        progress: called after each chunk.

    Raises:
        QuestionError: there is no such outcome, a number is out of range, or the extra is not installed.
    """
    living = question.living()
    groups = (*parameter_groups(living.model), *judged_groups(living.model))
    even = sampled(groups, question.samples, question.seed)
    values = _values(question, living, groups, even, threads=threads, store=store, progress=progress)
    found = tuple(
        Number(name, float(one.mean()), float(one.mean(axis=1).std()), indices(groups, one.mean(axis=1), question.seed),
               luck_of(groups, one))
        for name, one in zip(living.numbers, np.moveaxis(values, 2, 0), strict=True)
    )  # fmt: skip
    beside = median_scores(living, posterior, seed=question.seed, threads=threads)
    return Sensitivity(question, living.model, groups, found, len(even), beside, posterior)


def _values(
    question: Question,
    living: Living,
    groups: Sequence[Group],
    even: Floats,
    *,
    threads: int,
    store: Store | None,
    progress: Callable[[Progress], None] | None,
) -> Floats:
    """What histories have at each point (points, histories, numbers)."""
    histories, points = question.histories, len(even)
    keys = luck(living.model.worlds[0], question.seed, 0, histories)
    where = np.concatenate([group.places for group in groups])
    identity = question.identity(groups)
    found = np.zeros((points, histories, len(living.numbers)))
    began, step = time.perf_counter(), max(1, CHUNK // histories)
    for first in range(0, points, step):
        part = even[first : first + step]
        mine = {**identity, "first": first, "count": len(part)}
        kept = store.read(mine) if store else None
        if kept is None:
            words = np.repeat(made(groups, part), histories, axis=0)
            lived = living(np.tile(keys, (len(part), 1)), words, where, threads=threads)
            kept = {"values": lived.reshape(len(part), histories, -1)}
            if store:
                store.write(mine, kept, about=question.scenario.name)
        found[first : first + step] = kept["values"]
        if progress:
            done = (first + len(part)) * histories
            progress(Progress(done, points * histories, time.perf_counter() - began))
    return found


def made(groups: Sequence[Group], even: Floats) -> Floats:
    """What stands at the words of all groups, from even numbers (n, widths): (n, places)."""
    ends = np.cumsum([group.width for group in groups])
    starts = ends - [group.width for group in groups]
    parts = [group.made(even[:, a:b]) for group, a, b in zip(groups, starts, ends, strict=True)]
    return np.concatenate(parts, axis=1)


def median_scores(living: Living, posterior: Posterior | None, *, seed: int, threads: int) -> dict[str, Beside]:
    """By number, the answer as it is and with all scores at the contenders' median, in the same histories."""
    scenario = living.model.scenario
    if not scenario.document.traits:
        return {}
    ordinary = Change(traits=SetTraits(contenders=list(living.model.names.contenders), to="median"))
    worlds = (living, Living(build(scenario, changes=(ordinary,)), living.outcome, living.targets))
    keys = luck(living.model.worlds[0], seed, 0, BESIDE)
    where, columns = places(living.model, posterior.names if posterior else ())
    draws = posterior.draws[posterior.chosen(seed, 0, BESIDE)] if posterior else np.zeros((BESIDE, 0))
    as_is, median = (one(keys, draws[:, columns], where, threads=threads) for one in worlds)
    return {name: _beside(as_is[:, n], median[:, n], len(living.targets), n) for n, name in enumerate(living.numbers)}


def _beside(as_is: Floats, median: Floats, most: int, which: int) -> Beside:
    if which == 0:
        asked = [share(as_is), share(median), difference(median, as_is)]
    else:
        ends = (0.0, float(most))
        asked = [mean(as_is, ends), mean(median, ends), mean(median - as_is, (-float(most), float(most)))]
    return Beside(*simultaneous(asked))
