"""Moments: how probable an outcome was, given the record up to each month and nothing after it.

Histories are lived with parameters from the prior (`inference.weighing`), and weighed month by month by what is known
of the record by then (`inference.stages`):

    value(t)      = sum of w_t [outcome] / sum of w_t        w_t = likelihood of the record up to month t

Beside it stands hindsight: parameters weighed by the whole record, the course of the history by the record up to t,

    hindsight(t)  = sum over sets W sum of w_t [outcome] / sum of w_t, over sum of W
                    W = mean likelihood of the whole record over the histories of a set

which no contemporary could have known, and which is no forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from selectorate.analysis.judging import Verdict
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.store import Store
from selectorate.errors import QuestionError
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.smc import effective, mean_of
from selectorate.inference.stages import Stage, dynamic, monthly
from selectorate.inference.weighing import LUCKS, PARTS, SETS, Estimate, Lot, Prior, Progress, share
from selectorate.record.batch import Floats, Truth
from selectorate.record.reading import Reader
from selectorate.scenario import Scenario
from selectorate.simulation.build import build
from selectorate.targets import Target

SURE = 0.9
"""Probability above which an outcome counts as decided."""

TURN = 0.03
"""Change of the probability from one month to the next that counts as a turning point."""

EVEN = 0.5
"""Probability below which an outcome has been flipped."""

FLIPS = 400
"""Histories with which a change is tried."""

TURNS = 6
"""Turning points at most, the largest changes."""


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        scenario: whose record.
        outcome: an ending or outcome, by its id.
        seed: of everything that is drawn.
        parts: of the histories.
        sets: of parameters of a part.
        lucks: histories lived with each set.
    """

    scenario: Scenario
    outcome: str
    seed: int = 1
    parts: int = PARTS
    sets: int = SETS
    lucks: int = LUCKS

    def facts(self) -> dict[str, Target]:
        """The facts that enter: those that the model has to bring about."""
        return dynamic(self.scenario.document.targets)

    def prior(self) -> Prior:
        """Histories that the scenario expects before its record."""
        return Prior(self.scenario, self.facts(), self.seed, self.sets, self.lucks)


@dataclass(frozen=True)
class Turn:
    """A month in which the probability changes much.

    Attributes:
        month: its index.
        change: of the probability, from the month before.
        facts: targets that are judged first in that month.
    """

    month: int
    change: float
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """How probable an outcome was, month by month.

    Attributes:
        question: what was asked.
        filtered: given the record up to each month, from the prior (months).
        hindsight: the same with parameters weighed by the whole record (months).
        effective: how many histories count in each month (months).
        judged: targets that are judged first in each month, by its index.
    """

    question: Question
    filtered: tuple[Estimate, ...]
    hindsight: tuple[Estimate, ...]
    effective: tuple[float, ...]
    judged: Mapping[int, tuple[str, ...]]

    def decided(self, errors: float = 0.0) -> int | None:
        """The first month from which on the probability, plus so many errors, stays above `SURE`; None if none."""
        above = [one.value + errors * one.error > SURE for one in self.filtered]
        if not above[-1]:
            return None
        return len(above) - next((i for i, one in enumerate(reversed(above)) if not one), len(above))

    def turns(self) -> list[Turn]:
        """The months in which it changes most, in their order."""
        values = np.array([one.value for one in self.filtered])
        changes = np.diff(values, prepend=values[:1])
        largest = sorted(np.argsort(-np.abs(changes), kind="stable")[:TURNS].tolist())
        return [Turn(t, float(changes[t]), self.judged.get(t, ())) for t in largest if abs(changes[t]) >= TURN]


@dataclass(frozen=True)
class Flip:
    """The cheapest change in a month that would still have flipped the outcome.

    Attributes:
        factors: replaced by their contrasts from that month on.
        before: share of histories in which the outcome holds as things are.
        after: with the change.
        histories: so many.
    """

    factors: tuple[str, ...]
    before: float
    after: float
    histories: int


def cheapest(question: Question, posterior: Posterior, month: int, *, threads: int = 1) -> Flip | None:
    """The fewest factors, two at most, that make the outcome less likely than not when replaced from a month on.

    Histories have parameters of the posterior, up to the end of the month's year the luck with which each met the
    record, and from then on luck of their own. Of equally many factors those that leave least are taken; None where
    none does it, or where the outcome is unlikely already.
    """
    scenario = question.scenario
    luck = np.random.Generator(np.random.Philox(np.random.SeedSequence([question.seed, 11])))
    chosen = luck.permutation(len(posterior))[:FLIPS]
    lived = int(scenario.month_name(month)[:4]) - int(scenario.document.scenario.start[:4]) + 1
    keys = luck.integers(0, 2**64, size=(len(chosen), posterior.keys.shape[1]), dtype=np.uint64)
    keys[:, :lived] = posterior.keys[chosen, :lived]

    def left(factors: tuple[str, ...]) -> float:
        written = [scenario.document.factors[name] for name in factors]
        changes = [change for one in written for change in one.contrasts[one.contrast].changes]
        start = scenario.month_name(month) if month > 0 else None
        reader = Reader(build(scenario, changes=changes, start=start if changes else None), {}, posterior.names)
        _, verdicts = reader.judged(keys, posterior.draws[chosen], threads=threads)
        return float(Verdict(reader.model).held(verdicts, question.outcome).mean())

    before = left(())
    if before < EVEN:
        return None
    for many in (1, 2):
        shares = {which: left(which) for which in combinations(scenario.document.factors, many)}
        best = min(shares, key=lambda which: shares[which], default=())
        if best and shares[best] < EVEN:
            return Flip(best, before, shares[best], len(chosen))
    return None


def course(
    question: Question, *, threads: int = 1, store: Store | None = None, progress: Progress | None = None
) -> Course:
    """Weigh histories month by month.

    Raises:
        QuestionError: there is no such outcome, no record, or too few histories to say how large errors are.
    """
    if not question.facts():
        raise QuestionError(f"{question.scenario.name} has no record to go by: it holds no dynamic targets")
    if question.parts < 2:
        raise QuestionError(f"{question.parts} part is too few to say how large an error is: 2 at least")
    prior = question.prior()
    prior.verdict.find(question.outcome)
    lots: list[Lot] = []
    for part in range(question.parts):
        lots.append(prior.part(part, threads=threads, store=store))
        if progress:
            progress("histories", part + 1, question.parts)
    held = [prior.verdict.held(lot.verdicts, question.outcome) for lot in lots]
    stages = monthly(prior.reader, Likelihood.of(question.scenario, prior.targets))
    whole = [mean_of(stages[-1].weigh(lot.numbers).reshape(-1, question.lucks)) for lot in lots]
    filtered, hindsight, count = [], [], []
    for stage in stages:
        logs = [stage.weigh(lot.numbers) for lot in lots]
        filtered.append(share(logs, [one.astype(np.float64) for one in held]))
        hindsight.append(_hindsight(logs, whole, held, question.lucks))
        count.append(effective(np.concatenate(logs)))
    return Course(question, tuple(filtered), tuple(hindsight), tuple(count), _judged(stages))


def _hindsight(logs: Sequence[Floats], whole: Sequence[Floats], held: Sequence[Truth], lucks: int) -> Estimate:
    """Shares of each set's histories by what is known, over sets by what the whole record says of them."""
    shares = []
    for one, what in zip(logs, held, strict=True):
        rows = one.reshape(-1, lucks)
        weights = np.exp(rows - rows.max(axis=1, keepdims=True))
        shares.append((weights * what.reshape(-1, lucks)).sum(axis=1) / weights.sum(axis=1))
    return share(whole, shares)


def _judged(stages: Sequence[Stage]) -> dict[int, tuple[str, ...]]:
    """Targets of which a number is judged first in a month, by the month's index."""
    found: dict[int, tuple[str, ...]] = {}
    before = np.zeros_like(stages[0].active)
    for t, stage in enumerate(stages):
        news = (stage.active > 0) & ~(before > 0)
        names = tuple(name for name, where in stage.columns.items() if news[where].any())
        if names:
            found[t] = names
        before = stage.active
    return found
