"""What texts assert of causes and of what would have been, each tested by twins.

Histories are lived as they are and, with the same luck, as each assertion supposes. With p the share in which its
outcome holds as things were, and q the same in the twins, an assertion expects of d = q - p that it rises (d > 0),
falls (d < 0) or stays. It is borne out where all of the interval of d lies beyond its margin, or within, by luck; and
throughout where that is so over parameters and over readings as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from selectorate.analysis.doubt import DIFFERENCE, OVER, Interval, difference, share, simultaneous
from selectorate.analysis.judging import Verdict, Verdicts
from selectorate.analysis.likelihood import Limits
from selectorate.analysis.spread import DRAWS, EACH, FEW, Told, beside, over
from selectorate.ensemble.prepared import posterior_of, prepared
from selectorate.ensemble.rivals import asked as asked_of
from selectorate.ensemble.rivals import rivals, weights
from selectorate.ensemble.store import Store
from selectorate.ensemble.twins import twins
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.readings import Assertion
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model

HISTORIES = 1000
"""Histories in each world, each with a draw of its own."""

BLOCK = 100
"""Histories of a block."""

Answer = Literal["yes", "no", "open"]


@dataclass(frozen=True)
class Examined:
    """One assertion and what its twins say.

    Attributes:
        assertion: which.
        was: share of histories in which the outcome holds as things were.
        changed: the same of their twins.
        difference: changed less as it was.
    """

    assertion: Assertion
    was: Interval
    changed: Interval
    difference: Interval

    def answer(self) -> Answer:
        """Whether what is expected comes about by more than luck: yes, no, or open."""
        return self._answer(self.difference.sampling)

    def kinds(self) -> tuple[str, ...]:
        """Kinds of doubt, beside sampling, that were asked."""
        return tuple(kind for kind in OVER if self.difference.range(kind) is not None)

    def throughout(self) -> bool:
        """Whether the answer is the same over every kind of doubt that was asked."""
        ends = (self.difference.range(kind) for kind in OVER)
        return all(self._answer(found) == self.answer() for found in ends if found is not None)

    def _answer(self, ends: Limits) -> Answer:
        (low, high), margin = ends, self.assertion.margin
        if self.assertion.expects == "falls":
            low, high = -high, -low
        if self.assertion.expects == "stays":
            if -margin < low and high < margin:
                return "yes"
            return "no" if low > margin or high < -margin else "open"
        if low > margin:
            return "yes"
        return "no" if high < margin else "open"


def changes(scenario: Scenario, one: Assertion) -> tuple[Change, ...]:
    """What an assertion supposes, as primitives."""
    if one.factor is None:
        return tuple(one.changes)
    factor = scenario.document.factors[one.factor]
    return tuple(factor.contrasts[factor.contrast].changes)


def examine(
    base: Model,
    *,
    seed: int,
    threads: int = 1,
    histories: int = HISTORIES,
    store: Store | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Examined]:
    """Test every assertion of a scenario, by its id.

    Args:
        base: the world as it was, with the parameters that histories have.
        seed: from which each history has the same luck in all worlds.
        threads: how many work at once.
        histories: in each world.
        store: where finished blocks are kept and read back.
        progress: called with histories as they are lived, all worlds together.

    Raises:
        QuestionError: the scenario has no assertions, one names no outcome, or there are too few histories.
    """
    scenario, judge = base.scenario, Verdict(base)
    asked = scenario.document.assertions
    if not asked:
        raise QuestionError(f"{scenario.name} has no assertions: write them under assertions:")
    for one in asked.values():
        judge.find(one.outcome)

    def lived(model: Model, count: int) -> dict[str, Verdicts]:
        made = [_twin(scenario, one) for one in asked.values()]
        worlds = Worlds(model, [Twin(), *made])
        blocks = twins(
            worlds, judge, seed=seed, histories=count, block=BLOCK, threads=threads, store=store, progress=progress
        )
        found = np.concatenate(list(blocks), axis=1)
        return {
            name: np.stack([judge.held(found[world], one.outcome) for world in (0, number)])
            for number, (name, one) in enumerate(asked.items(), start=1)
        }

    own = lived(base, histories)
    numbers = simultaneous([
        number for both in own.values() for number in (share(both[0]), share(both[1]), difference(both[1], both[0]))
    ])  # fmt: skip
    shares = dict(zip(asked, zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True), strict=True))
    posterior = posterior_of(base)
    among = lived(prepared(base, posterior, EACH), DRAWS * EACH) if posterior else {}
    known = rivals(scenario) if posterior else ()
    readings = [(one.weight, lived(asked_of(one, base, "recorded", FEW), DRAWS * FEW)) for one in known]
    return {
        name: Examined(asked[name], was, changed, _range(name, found, among, readings))
        for name, (was, changed, found) in shares.items()
    }


def lives(base: Model, histories: int = HISTORIES) -> int:
    """Histories that `examine` lives, all worlds together."""
    among = DRAWS * (EACH + FEW * len(weights(base.scenario))) if posterior_of(base) else 0
    return (histories + among) * (1 + len(base.scenario.document.assertions))


def _twin(scenario: Scenario, one: Assertion) -> Twin:
    return Twin(changes(scenario, one), 0 if one.start is None else scenario.month_index(one.start))


def _range(
    name: str, one: Interval, among: Mapping[str, Verdicts], readings: list[tuple[float, dict[str, Verdicts]]]
) -> Interval:
    """A difference with its ranges over parameters and over readings."""
    if among:
        one = beside(one, _difference(among[name]), possible=DIFFERENCE, each=EACH)
    told = [Told(weight, _difference(found[name]), None) for weight, found in readings]
    return over(one, told, possible=DIFFERENCE, each=FEW)


def _difference(both: Verdicts) -> Verdicts:
    found: Verdicts = both[1].astype(np.float64) - both[0]
    return found
