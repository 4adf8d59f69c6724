"""Readings: accounts of historians, held as rival models against one record by the same rules.

For each reading histories are lived with parameters from its own priors (`inference.weighing`). The mean likelihood of
the record is its evidence. Facts of low confidence never enter. What the same histories have beside gives the rest:

    widths      evidence with kernels half and twice as wide, from the same histories; with the reading's own priors
                half and twice as wide, from others
    signatures  what each reading implies and others do not, among its histories, weighed by the record
    further     where the error is too large to rank by, more of its histories, until it is not
    confusion   records made by each reading, with the errors of the likelihood, and which they are then given to

Evidence between readings misleads where the record says little or statistics were chosen badly, at any computing
budget (Robert, Cornuet, Marin and Pillai 2011, recalled and not consulted); so two readings count as told apart only
where error, widths and confusion all say so (`inference.compared`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from selectorate.ensemble.store import Store
from selectorate.errors import QuestionError
from selectorate.inference.compared import LARGEST, OWN, WIDTHS, Compared, Implied, Question, Weighed
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.weighing import Lot, Prior, Progress, drawn, log_evidence, share
from selectorate.readings import Signature
from selectorate.record.batch import Floats, Ints
from selectorate.targets import AGREED, Target

RECORDS = 40
"""Records that each reading makes."""


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

    def live(prior: Prior, name: str, part: int) -> Lot:
        nonlocal lived, total
        found = prior.part(part, threads=threads, store=store)
        lived, total = lived + 1, total + (part >= question.parts)
        if progress:
            progress(name, lived, total)
        return found

    readings, kept = {}, {}
    for name, reading in [(OWN, None), *written.items()]:
        prior, shifts = question.prior(reading), reading is not None and bool(reading.priors)
        mine = [live(prior, name, part) for part in range(question.parts)]
        while _wide(judge, mine) and len(mine) < question.further * question.parts:
            mine.append(live(prior, name, len(mine)))
        others = {
            width: [live(other, name, part) for part in range(question.parts)]
            for width, other in ((width, question.prior(reading, width)) for width in WIDTHS if shifts)
        }
        readings[name] = _weighed(judge, name, prior, mine, others)
        if reading is not None:
            kept[name] = mine[0]
    favours, named = confusion(judge, kept)
    return Compared(question, readings, names, favours, named)


def _wide(judge: Judge, lots: list[Lot]) -> bool:
    """Whether the error of a reading's evidence would be too large to rank by."""
    return log_evidence([judge.logs(lot) for lot in lots]).error >= LARGEST


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
