"""Weighing: histories lived with parameters from the prior, and what a record makes of them.

Where parameters are as loosely bound as here, whole histories that nobody has steered are worth more than steered ones:
of tens of thousands some hundreds count, and each number that is read from them is a plain mean. With weights
w_k = likelihood of the record, or of as much of it as is known by a month,

    evidence = mean of w        P(outcome given the record) = sum of w [outcome] / sum of w

Sets of parameters are independent of one another, and those of a *part* of those of another part; so errors are those
of means over parts. Part r of a question has the same bits whoever asks for it, and is kept in the store.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from selectorate.analysis.judging import Verdict, Verdicts
from selectorate.compiling import PACKAGE, kernel_hash
from selectorate.ensemble.keeping import hashed
from selectorate.ensemble.luck import Keys
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.priors import Priors
from selectorate.ensemble.store import Store
from selectorate.inference.fit import targets_hash
from selectorate.inference.smc import effective, resampled
from selectorate.record.batch import Floats
from selectorate.record.reading import Reader
from selectorate.scenario import Scenario
from selectorate.simulation.build import build
from selectorate.targets import Target

SETS, LUCKS = 500, 20
"""Sets of parameters of a part, and histories lived with each."""

PARTS = 8
"""Parts of a question."""

DRAWN = 400
"""Histories that are drawn by their weights, to live others with their parameters."""

SOURCES = ("record/*.py", "ensemble/priors.py", "inference/weighing.py")
"""Files that decide the bits of a part beside the kernel."""


class Lot(NamedTuple):
    """Histories of one part, set by set.

    Attributes:
        draws: parameters (sets, names).
        numbers: what histories have (sets * lucks, width).
        verdicts: how they ended (sets * lucks, bytes).
    """

    draws: Floats
    numbers: Floats
    verdicts: Verdicts


@dataclass(frozen=True, eq=False)
class Prior:
    """Histories that a scenario expects before its record, part by part.

    Attributes:
        scenario: as a reading has it.
        targets: what is read from each history, by id.
        seed: of everything that is drawn.
        sets: of parameters of a part.
        lucks: histories lived with each.
    """

    scenario: Scenario
    targets: Mapping[str, Target]
    seed: int = 1
    sets: int = SETS
    lucks: int = LUCKS

    @cached_property
    def reader(self) -> Reader:
        """What lives them and reads their numbers."""
        model = build(self.scenario)
        return Reader(model, self.targets, Priors.of(self.scenario).names)

    @cached_property
    def verdict(self) -> Verdict:
        """What says how they ended."""
        return Verdict(self.reader.model)

    def identity(self, part: int) -> dict[str, Any]:
        """All that decides the bits of a part."""
        return {
            "kind": "prior",
            "kernel": kernel_hash(),
            "scenario": self.scenario.hash,
            "targets": targets_hash(self.targets),
            "first": part * self.sets * self.lucks,
            "count": self.sets * self.lucks,
            "seed": self.seed,
            "lucks": self.lucks,
            "sources": hashed(file for names in SOURCES for file in sorted(PACKAGE.glob(names))) + Verdict.hash(),
        }

    def begun(self, number: int) -> tuple[Floats, Keys]:
        """What the histories of a part begin with: sets of parameters (sets, names), luck (sets * lucks, years)."""
        luck = np.random.Generator(np.random.Philox(np.random.SeedSequence([self.seed, number])))
        draws = Priors.of(self.scenario).draw(luck, self.sets)
        keys = luck.integers(0, 2**64, size=(self.sets * self.lucks, self.scenario.years), dtype=np.uint64)
        return draws, keys

    def part(self, number: int, *, threads: int = 1, store: Store | None = None) -> Lot:
        """One part, read from the store if it is there."""
        identity = self.identity(number)
        kept = store.read(identity) if store else None
        if kept is not None:
            return Lot(kept["draws"], kept["numbers"], kept["verdicts"])
        draws, keys = self.begun(number)
        numbers, verdicts = self.reader.judged(keys, np.repeat(draws, self.lucks, axis=0), threads=threads)
        lot = Lot(draws, numbers, verdicts)
        if store:
            store.write(identity, lot._asdict(), about=self.scenario.name)
        return lot


class Estimate(NamedTuple):
    """A number with its standard error."""

    value: float
    error: float


def log_evidence(logs: Sequence[Floats]) -> Estimate:
    """Log of the mean likelihood over parts of equal size, given log likelihoods of their histories, and its error.

    The error is that of the mean over parts, as a share of it.

    Raises:
        ValueError: there are fewer than two parts.
    """
    if len(logs) < 2:
        raise ValueError("an error needs two parts at least")
    top = max(float(one.max()) for one in logs)
    means = np.array([np.exp(one - top).mean() for one in logs])
    mean = float(means.mean())
    error = float(means.std(ddof=1)) / math.sqrt(len(means)) / mean
    return Estimate(round(math.log(mean) + top, 9), round(error, 9))


def share(logs: Sequence[Floats], held: Sequence[Floats]) -> Estimate:
    """A weighted mean of ``held`` over the histories of all parts, and its error from part to part (jackknife)."""
    top = max(float(one.max()) for one in logs)
    sums = np.array([np.exp(one - top).sum() for one in logs])
    hits = np.array([(np.exp(one - top) * what).sum() for one, what in zip(logs, held, strict=True)])
    whole = float(hits.sum() / sums.sum())
    left = (hits.sum() - hits) / np.maximum(sums.sum() - sums, 1e-300)
    n = len(sums)
    error = math.sqrt((n - 1) / n * float(((left - left.mean()) ** 2).sum()))
    return Estimate(round(whole, 9), round(error, 9))


def drawn(prior: Prior, logs: Sequence[Floats], count: int = DRAWN) -> Posterior:
    """Histories of all parts of a prior, drawn by their weights: parameters, luck, and log likelihood of each.

    Args:
        prior: that they are of.
        logs: log likelihoods of the histories of each part.
        count: how many are drawn, each history as often as is due.
    """
    begun = [prior.begun(part) for part in range(len(logs))]
    draws = np.concatenate([np.repeat(draws, prior.lucks, axis=0) for draws, _ in begun])
    keys, flat = np.concatenate([keys for _, keys in begun]), np.concatenate(logs)
    luck = np.random.Generator(np.random.Philox(np.random.SeedSequence([prior.seed, 12])))
    chosen = resampled(flat, count, luck)
    about = {"seed": prior.seed, "lived": len(flat), "effective_sample_size": round(effective(flat), 1)}
    about["distinct_parameters"] = len(np.unique(chosen // prior.lucks))
    names, scenario = Priors.of(prior.scenario).names, prior.scenario.hash
    return Posterior(names, draws[chosen], keys[chosen], flat[chosen], scenario, kernel_hash(), about)


Progress = Callable[[str, int, int], None]
"""Told what is lived, how many parts are done, and of how many."""
