"""How far a factor explains an outcome: what twins say, and how far other luck could have said otherwise.

All intervals of one family hold together: the shares, necessity, sufficiency and Shapley values are one; interactions,
powers and the table of outcomes are others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from selectorate.analysis.conditions import Truth
from selectorate.analysis.doubt import (
    INTERACTION,
    Estimate,
    Interval,
    Undefined,
    half_width,
    mean,
    means,
    share,
    simultaneous,
)
from selectorate.analysis.flow import Flow
from selectorate.analysis.judging import Verdict, Verdicts
from selectorate.analysis.necessity import necessity, necessity_bounds, sufficiency, sufficiency_bounds
from selectorate.analysis.parting import Parting
from selectorate.analysis.plan import AS_WAS, Plan, streams
from selectorate.analysis.removals import Removal, removals
from selectorate.analysis.shapley import interaction_contributions, pairs, shapley_contributions
from selectorate.analysis.spread import Spread
from selectorate.ensemble import Ensemble

CAUSES = ("was", "changed", "necessity", "sufficiency")
"""The first numbers of an explanation, as `Spread` calls them."""

Found = Interval | Undefined


class Placebo(NamedTuple):
    """Of some histories, the share that ends otherwise when only a part of the luck is drawn anew."""

    reseeded: float | None
    years: float | None  # the mean over years, each drawn anew alone
    streams: float | None  # the mean over kinds of decisions, each drawn anew alone
    by_year: Mapping[str, float | None]
    by_stream: Mapping[str, float | None]


class Flip(NamedTuple):
    """The cheapest change that would still have made the outcome less likely than not."""

    factors: tuple[str, ...]
    contrasts: tuple[str, ...]
    start: str
    probability: float


@dataclass(frozen=True, eq=False)
class Explanation:
    """What is known of a question so far; more blocks and more parts make another one.

    Attributes:
        plan: the question.
        direct: verdicts of the single worlds, (worlds, k, width), in the order of ``plan.direct``.
        factors: whether the outcome held in the game of all factors, (2**n, k, 1), or None while it is not played.
        powers: the same of the game of the office's powers, or None.
        flip: the cheapest flip; None where there is none, or while it was not looked for.
        as_was: histories of the world as it was with their months, or None while they are not lived.
        parted: when they part from their twins without the factor, or None.
        flows: what one base seat more brings by way of the loops, a holder each; none where nobody holds a loop.
        spread: histories among draws of the posterior with the factor and without, or None.
    """

    plan: Plan
    direct: Verdicts
    factors: Verdicts | None = None
    powers: Verdicts | None = None
    flip: Flip | None = None
    as_was: Ensemble | None = None
    parted: Parting | None = None
    flows: tuple[Flow, ...] = ()
    spread: Spread | None = None
    judge: Verdict = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "judge", Verdict(self.plan.base))

    @property
    def histories(self) -> int:
        """Histories in each single world."""
        return int(self.direct.shape[1])

    def held(self, world: tuple[str, ...], outcome: str | None = None) -> Truth:
        """Whether an outcome, by default the one asked about, held in each history of a single world, (k,)."""
        row = list(self.plan.direct).index(world)
        return self.judge.held(self.direct[row], outcome or self.plan.outcome)

    @property
    def without(self) -> tuple[str, ...]:
        """The world without the factor."""
        return ("without", self.plan.contrast)

    @cached_property
    def game(self) -> Truth | None:
        """Whether the outcome held, by set of factors as they were and history, (2**n, k)."""
        return None if self.factors is None else self.factors[..., 0].astype(np.bool_)

    @cached_property
    def main(self) -> list[Found]:
        """Probability, the same without the factor, necessity and sufficiency.

        Of the game, where it is played: the probability with all contrasts, and the Shapley values. All is stated on
        the histories for which all of it is known.
        """
        k = self.histories if self.game is None else self.game.shape[1]
        base, without = self.held((AS_WAS,))[:k], self.held(self.without)[:k]
        asked: list[Estimate | Undefined] = [share(base), share(without), necessity(base, without)]
        asked.append(sufficiency(base, without))
        if self.game is not None:
            asked += [share(self.game[0]), *means(shapley_contributions(self.game))]
        return self._spread(self.plan.outcome, CAUSES, list(simultaneous(asked)))

    def _spread(self, outcome: str, names: tuple[str, ...], found: list[Found]) -> list[Found]:
        """Numbers with their ranges over parameters, as far as those are known: the first of them."""
        if self.spread is None:
            return found
        first = dict(zip(names, found, strict=False))
        return [*self.spread.causes(outcome, first), *found[len(first) :]]

    @property
    def probability(self) -> Found:
        """Share of histories in which the outcome held in the world as it was."""
        return self.main[0]

    @property
    def probability_without(self) -> Found:
        """The same in the world without the factor."""
        return self.main[1]

    @property
    def necessity(self) -> Found:
        """Of the histories with the outcome, the share whose twin without the factor lacks it."""
        return self.main[2]

    @property
    def sufficiency(self) -> Found:
        """Of the histories whose twin without the factor lacks the outcome, the share that has it."""
        return self.main[3]

    @property
    def probability_all(self) -> Found | None:
        """Share of histories in which the outcome held where every factor is replaced."""
        return None if self.game is None else self.main[4]

    @property
    def shapley(self) -> dict[str, Found]:
        """Shapley value by factor."""
        return {} if self.game is None else dict(zip(self.plan.factors, self.main[5:], strict=True))

    @property
    def half_width(self) -> float:
        """Half the width of the widest interval of the first family."""
        return half_width(self.main)

    @cached_property
    def bounds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Tian-Pearl bounds of necessity and of sufficiency, widened by sampling."""
        with_it, without = (one.sampling for one in self.main[:2] if isinstance(one, Interval))
        return necessity_bounds(with_it, without), sufficiency_bounds(with_it, without)

    @cached_property
    def placebos(self) -> tuple[Placebo, Placebo]:
        """Of the histories with the outcome, and of those without it in the world without the factor."""
        base, without = self.held((AS_WAS,)), self.held(self.without)
        return self._placebo((AS_WAS,), base), self._placebo(self.without, ~without)

    def _placebo(self, world: tuple[str, ...], among: Truth) -> Placebo:
        had = self.held(world)

        def moved(*part: str) -> float | None:
            return float((self.held((*world, *part)) != had)[among].mean()) if among.any() else None

        calendar = self.plan.base.worlds[0].calendar[: self.plan.base.worlds[0].count.months]
        years = {str(year): moved("year", str(year)) for year in sorted({int(year) for year in calendar})}
        kinds = {name: moved("stream", name) for name in streams(self.plan.base)}
        return Placebo(moved("reseeded"), _mean(years.values()), _mean(kinds.values()), years, kinds)

    @cached_property
    def outcomes(self) -> dict[str, tuple[Found, Found, Found]]:
        """Of every ending and outcome: probability, necessity and sufficiency; one family."""
        asked: list[Estimate | Undefined] = []
        for name in self.judge.names():
            base, without = self.held((AS_WAS,), name), self.held(self.without, name)
            asked += [share(base), necessity(base, without), sufficiency(base, without)]
        found, three = list(simultaneous(asked)), (CAUSES[0], *CAUSES[2:])
        known = {name: self._spread(name, three, found[3 * k : 3 * k + 3]) for k, name in enumerate(self.judge.names())}
        return {name: (one, need, enough) for name, (one, need, enough) in known.items()}

    @cached_property
    def interactions(self) -> list[tuple[tuple[str, str], Found]]:
        """Shapley interaction index by pair of factors; one family."""
        if self.game is None or len(self.plan.factors) < 2:
            return []
        names = list(self.plan.factors)
        found = simultaneous([mean(row, INTERACTION) for row in interaction_contributions(self.game)])
        return [((names[i], names[j]), one) for (i, j), one in zip(pairs(len(names)), found, strict=True)]

    @cached_property
    def shares_of_powers(self) -> dict[str, Found]:
        """Shapley value by power of the office, in the game of the powers alone; one family."""
        if self.powers is None:
            return {}
        found = simultaneous(means(shapley_contributions(self.powers[..., 0].astype(np.bool_))))
        return dict(zip(self.plan.powers, found, strict=True))

    @cached_property
    def removals(self) -> dict[str, dict[str, Removal]]:
        """Contender -> rung -> when he reached it in the world as it was, beside the record."""
        return {} if self.as_was is None else removals(self.as_was)

    def matrix(self, how: str) -> dict[str, dict[str, float]]:
        """Holder of the office -> ending -> share; ``how`` is ``held``, or ``swapped`` where offices change hands."""
        return {
            name[1]: {said.id: float(self.held(name, said.id).mean()) for said in self.judge.endings}
            for name in self.plan.direct
            if name[0] == how
        }


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
