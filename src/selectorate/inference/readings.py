"""Readings: accounts of historians, held as rival models against one record by the same rules.

For each reading histories are lived with parameters from its own priors (`inference.weighing`). The mean likelihood of
the record is its evidence. Facts of low confidence never enter. What the same histories have beside gives the rest:

    widths      evidence with kernels half and twice as wide, from the same histories; with the reading's own priors
                half and twice as wide, from others
    signatures  what each reading implies and others do not, among its histories, weighed by the record
    confusion   records made by each reading, with the errors of the likelihood, and which they are then given to

Evidence between readings misleads where the record says little or statistics were chosen badly, at any computing
budget (Robert, Cornuet, Marin and Pillai 2011, recalled and not consulted); so two readings count as told apart only
where error, widths and confusion all say so (`apart`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.store import Store
from selectorate.errors import QuestionError
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.stages import dynamic
from selectorate.inference.weighing import (
    LUCKS,
    PARTS,
    SETS,
    Estimate,
    Lot,
    Prior,
    Progress,
    drawn,
    log_evidence,
    share,
)
from selectorate.readings import Reading, Signature
from selectorate.record.batch import Floats, Ints
from selectorate.scenario import Scenario
from selectorate.scenario.variants import varied
from selectorate.targets import AGREED, Target

OWN = "scenario"
"""What the scenario's own priors are called among the baselines."""

WIDTHS = (0.5, 2.0)
"""How many times as wide kernels and priors are made."""

RECORDS = 40
"""Records that each reading makes."""

LARGEST = 0.3
"""Error of a log evidence from which on readings are not ranked."""

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
    """

    scenario: Scenario
    seed: int = 1
    parts: int = PARTS
    sets: int = SETS
    lucks: int = LUCKS

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


@dataclass(eq=False)
class Judge:
    """Weighs histories by a record.

    Attributes:
        question: what is asked.
        likelihood: of the facts.
    """

    question: Question
    likelihood: Likelihood = field(init=False)

    def __post_init__(self) -> None:
        self.likelihood = Likelihood.of(self.question.scenario, self.question.facts())

    @property
    def width(self) -> int:
        """Numbers of the facts; those of signatures come after."""
        return len(self.likelihood.record)

    def logs(self, lot: Lot, record: Floats | None = None, kernels: float = 1.0) -> Floats:
        """Log likelihood of the record by each history of a part."""
        likelihood = self.likelihood
        if kernels != 1.0:
            likelihood = replace(likelihood, width=likelihood.width * kernels)
        return np.asarray(likelihood.logs(lot.numbers[:, : self.width], record).sum(axis=1))


def compare(
    question: Question, *, threads: int = 1, store: Store | None = None, progress: Progress | None = None
) -> Compared:
    """Hold all readings of a scenario against its record.

    Raises:
        QuestionError: there are no readings or no facts, or too few histories to say how large errors are.
    """
    written = question.scenario.document.readings
    if not written:
        raise QuestionError(f"{question.scenario.name} has no readings: write them under readings:")
    if not question.facts():
        raise QuestionError(f"{question.scenario.name} has no facts that readings could be held against")
    if question.parts < 5:
        raise QuestionError(f"{question.parts} repeats are too few to say how large an error is: 5 at least")
    judge, names = Judge(question), tuple(written)
    shifted = sum(bool(one.priors) for one in written.values())
    lived, total = 0, question.parts * (1 + len(names) + len(WIDTHS) * shifted)

    def lots(prior: Prior, name: str) -> list[Lot]:
        nonlocal lived
        found = []
        for part in range(question.parts):
            found.append(prior.part(part, threads=threads, store=store))
            lived += 1
            if progress:
                progress(name, lived, total)
        return found

    readings, kept = {}, {}
    for name, reading in [(OWN, None), *written.items()]:
        prior = question.prior(reading)
        mine, shifts = lots(prior, name), reading is not None and bool(reading.priors)
        others = {width: lots(question.prior(reading, width), name) for width in WIDTHS if shifts}
        readings[name] = _weighed(judge, name, prior, mine, others)
        if reading is not None:
            kept[name] = mine[0]
    favours, named = confusion(judge, kept)
    return Compared(question, readings, names, favours, named)


def _weighed(judge: Judge, name: str, prior: Prior, mine: list[Lot], others: Mapping[float, list[Lot]]) -> Weighed:
    verdict = prior.verdict
    logs = [judge.logs(lot) for lot in mine]
    outcomes = {
        what: share(logs, [verdict.held(lot.verdicts, what).astype(np.float64) for lot in mine])
        for what in verdict.names()
    }
    return Weighed(
        log_evidence(logs),
        {width: log_evidence([judge.logs(lot, kernels=width) for lot in mine]) for width in WIDTHS},
        {width: log_evidence([judge.logs(lot) for lot in lots]) for width, lots in others.items()},
        _implied(judge, name, mine, np.concatenate(logs)),
        outcomes,
        drawn(prior, logs),
    )


def _implied(judge: Judge, reading: str, mine: list[Lot], logs: Floats) -> dict[str, Implied]:
    weights, written = np.exp(logs - logs.max()), judge.question.scenario.document.readings
    numbers = np.concatenate([lot.numbers[:, judge.width :] for lot in mine])
    found = {}
    for column, (name, target) in enumerate(judge.question.signatures().items()):
        whose, _, which = name.partition(".")
        own = written[whose].signatures[which] if whose == reading else None
        found[name] = implied(numbers[:, column], weights, target, own)
    return found


def implied(values: Floats, weights: Floats, target: Target, one: Signature | None) -> Implied:
    """A statistic of weighed histories (k,), and how far it is where a signature expects it.

    A month that never comes lies beyond every bound; other statistics say nothing of histories that do not have them.
    """
    values = np.where(np.isnan(values), np.inf, values) if target.statistic.form == "date" else values
    known = ~np.isnan(values)
    values, weights = values[known], weights[known]
    if not len(values) or weights.sum() == 0.0:
        return Implied(None, None, None, None)
    if target.statistic.form in AGREED:
        low = middle = high = float((weights * values).sum() / weights.sum())
        agrees = None if one is None else float(_within(np.array([middle]), one)[0])
    else:
        order = np.argsort(values, kind="stable")
        sums = np.cumsum(weights[order]) / weights.sum()
        places = np.minimum(np.searchsorted(sums, (0.05, 0.5, 0.95)), len(sums) - 1)
        low, middle, high = (float(value) for value in values[order[places]])
        agrees = None if one is None else float((weights * _within(values, one)).sum() / weights.sum())
    return Implied(*(_rounded(part) for part in (middle, low, high, agrees)))


def _rounded(value: float | None) -> float | None:
    """None for what there is not, and for never."""
    return round(value, 9) if value is not None and math.isfinite(value) else None


def _within(values: Floats, one: Signature) -> Floats:
    low = -math.inf if one.low is None else one.low
    high = math.inf if one.high is None else one.high
    return ((values >= low) & (values <= high)).astype(np.float64)


def confusion(judge: Judge, lots: Mapping[str, Lot]) -> tuple[Floats, Floats]:
    """Records made by each reading, and which they favour: pair by pair, and of all (n, n) each.

    A record comes from one history of the reading's first part, with the errors of the likelihood; the set of
    parameters that it comes from is left out where the reading's own evidence is reckoned.
    """
    names, n = list(lots), len(lots)
    lucks = judge.question.lucks
    favours, named = np.zeros((n, n)), np.zeros((n, n))
    for i, name in enumerate(names):
        luck = np.random.Generator(np.random.Philox(np.random.SeedSequence([judge.question.seed, 9, i])))
        chosen: Ints = luck.integers(0, len(lots[name].numbers), size=RECORDS)
        for history in chosen:
            record = judge.likelihood.blurred(lots[name].numbers[history : history + 1, : judge.width], luck)[0]
            own = [history if other == name else -1 for other in names]
            logs = [judge.logs(lots[other], record) for other in names]
            values = np.array([_mean(one, lucks, without) for one, without in zip(logs, own, strict=True)])
            favours[i] += values[i] > values
            named[i, int(values.argmax())] += 1.0
    return favours / RECORDS, named / RECORDS


def _mean(logs: Floats, lucks: int, without: int) -> float:
    """Log of the mean likelihood, without the set of parameters that a history belongs to."""
    if without >= 0:
        first = without // lucks * lucks
        logs = np.delete(logs, np.s_[first : first + lucks])
    top = float(logs.max())
    return float(np.log(np.exp(logs - top).mean()) + top)
