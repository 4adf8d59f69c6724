"""What readings are asked, and what is found of them: evidence, weights, and which cannot be told apart.

Two readings count as told apart only where error, widths and confusion all say so (`Compared.apart`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from selectorate.ensemble.posterior import Posterior
from selectorate.inference.stages import dynamic
from selectorate.inference.weighing import LUCKS, PARTS, SETS, Estimate, Prior
from selectorate.readings import Reading, Signature
from selectorate.record.batch import Floats
from selectorate.scenario import Scenario
from selectorate.scenario.variants import varied
from selectorate.targets import Target

OWN = "scenario"
"""What the scenario's own priors are called among the baselines."""

WIDTHS = (0.5, 2.0)
"""How many times as wide kernels and priors are made."""

LARGEST = 0.3
"""Error of a log evidence from which on readings are not ranked."""

FURTHER = 8
"""How many times as many parts as others a reading has at most, while its error is too large to rank by."""

ODDS = 3.0
"""Bayes factor below which two readings are not told apart."""

NAMED = 0.75
"""Share of the records of either of two readings that must favour it."""


@dataclass(frozen=True)
class Question:
    """What readings are asked.

    Attributes:
        scenario: whose readings.
        seed: of everything that is drawn.
        parts: of each reading's histories.
        sets: of parameters of a part.
        lucks: histories lived with each set.
        further: times as many parts at most of a reading whose error is too large to rank by.
    """

    scenario: Scenario
    seed: int = 1
    parts: int = PARTS
    sets: int = SETS
    lucks: int = LUCKS
    further: int = FURTHER

    def facts(self) -> dict[str, Target]:
        """The facts that enter: those that the model has to bring about, but for those of low confidence."""
        return {
            name: target
            for name, target in dynamic(self.scenario.document.targets).items()
            if target.confidence != "low"
        }

    def signatures(self) -> dict[str, Target]:
        """All signatures of all readings, as what is read from a history, by ``reading.signature``."""
        return {
            f"{name}.{which}": asked(one)
            for name, reading in self.scenario.document.readings.items()
            for which, one in reading.signatures.items()
        }

    def prior(self, reading: Reading | None, width: float = 1.0) -> Prior:
        """Histories that a reading expects, or those of the scenario's own priors."""
        changed = varied(self.scenario, [] if reading is None else [reading], width)
        return Prior(changed, self.facts() | self.signatures(), self.seed, self.sets, self.lucks)


def asked(one: Signature) -> Target:
    """A signature as what is read from a history."""
    value = 0.0 if one.value is None else one.value
    return Target(
        title=one.title, kind="structural", statistic=one.statistic, value=value, kernel="normal", width=1.0,
        confidence="medium",
    )  # fmt: skip


@dataclass(frozen=True)
class Implied:
    """A signature beside the histories of a reading, weighed by the record.

    Attributes:
        median: of the statistic; of what holds or does not, the share in which it holds.
        low: 5 % quantile; of what holds or does not, the same share.
        high: 95 % quantile.
        agrees: share of the histories where the reading expects it, None for another's signature.
    """

    median: float | None
    low: float | None
    high: float | None
    agrees: float | None


@dataclass(frozen=True)
class Weighed:
    """What the record says of one reading.

    Attributes:
        evidence: log evidence and its error.
        kernels: the same with kernels as many times as wide, by width.
        priors: the same with its own priors so wide, by width; none where it shifts no prior.
        implied: signatures, its own and others', by name.
        outcomes: share of histories in which each ending and outcome holds, given the record.
        posterior: some of its histories, drawn by what the record says of them.
    """

    evidence: Estimate
    kernels: Mapping[float, Estimate]
    priors: Mapping[float, Estimate]
    implied: Mapping[str, Implied]
    outcomes: Mapping[str, Estimate]
    posterior: Posterior


@dataclass(frozen=True)
class Compared:
    """All readings beside one another.

    Attributes:
        question: what was asked.
        readings: by id; under `OWN` the scenario's own priors.
        names: of the rows and columns of the confusion.
        favours: for each pair (true, other), the share of the records made by the first that favour it (n, n).
        named: for each true reading, the share of its records that are given to each (n, n).
    """

    question: Question
    readings: Mapping[str, Weighed]
    names: tuple[str, ...]
    favours: Floats
    named: Floats

    def told(self) -> list[str]:
        """Readings that are no controls, in the order of the file."""
        return [name for name in self.names if not self.question.scenario.document.readings[name].control]

    def weights(self) -> dict[str, float]:
        """Posterior weights of the readings: prior mass equal over groups, and within each."""
        written = self.question.scenario.document.readings
        groups = [written[name].group or name for name in self.told()]
        logs = {
            name: self.readings[name].evidence.value - math.log(groups.count(group))
            for name, group in zip(self.told(), groups, strict=True)
        }
        top = max(logs.values())
        total = sum(math.exp(one - top) for one in logs.values())
        return {name: math.exp(one - top) / total for name, one in logs.items()}

    def ranked(self) -> bool:
        """Whether all errors are small enough to rank readings at all."""
        return all(self.readings[name].evidence.error < LARGEST for name in self.names)

    def apart(self, one: str, other: str) -> bool:
        """Whether the record tells two readings apart: by more than the errors, at all widths, and by their records."""
        mine, his = self.readings[one], self.readings[other]
        pairs = [(mine.evidence, his.evidence)]
        pairs += [(mine.kernels[width], his.kernels[width]) for width in WIDTHS]
        for width in WIDTHS:
            pairs.append((mine.priors.get(width, mine.evidence), his.evidence))
            pairs.append((mine.evidence, his.priors.get(width, his.evidence)))
        signs = {np.sign(a.value - b.value) for a, b in pairs}
        far = all(abs(a.value - b.value) > 2.0 * math.hypot(a.error, b.error) for a, b in pairs)
        i, j = self.names.index(one), self.names.index(other)
        named = min(self.favours[i, j], self.favours[j, i]) >= NAMED
        return len(signs) == 1 and far and named and abs(pairs[0][0].value - pairs[0][1].value) > math.log(ODDS)

    def groups(self) -> list[list[str]]:
        """Readings that cannot be told apart: each largest set of which no two can."""
        names = self.told()
        near = {a: {b for b in names if b != a and not self.apart(a, b)} for a in names}
        found: list[list[str]] = []
        _cliques(set(), set(names), set(), near, found)
        return sorted((sorted(group) for group in found if len(group) > 1), key=lambda group: (-len(group), group))


def _cliques(
    made: set[str], left: set[str], done: set[str], near: Mapping[str, set[str]], found: list[list[str]]
) -> None:
    """All largest sets of names that are near one another, two by two (Bron and Kerbosch 1973, recalled)."""
    if not left and not done:
        found.append(list(made))
        return
    pivot = max(left | done, key=lambda name: len(near[name] & left))
    for name in sorted(left - near[pivot]):
        _cliques(made | {name}, left & near[name], done & near[name], near, found)
        left, done = left - {name}, done | {name}
