"""How far a number hangs on parameters and on readings: its spread, with the play of luck taken out.

Where each history has a draw of its own, its outcome says nothing of how far draws differ. So as many histories are
lived with each of some draws besides, the draws picked by luck as those of histories are. The means of draws differ
more than the draws themselves do, by what luck adds. An analysis of variance with one random effect tells the two
apart, also where draws count unequally many histories, as where only those with the outcome count. The means are then
drawn together until they differ as much as the draws do, and nine tenths of them lie in the range that is given: so it
leans where they lean, and stays within what the number can be. Of 40 draws its ends are known roughly.

The same is done of readings, each with draws of its own and its weight by the record. With m_r the number by reading r,
s_r its error from draw to draw, and w_r its weight,

    m = sum of w m_r      between = sum of w (m_r - m)^2      own = max(0, between - sum of w (1 - w) s_r^2)

every m_r is drawn towards m by the root of own / between, and readings with nine tenths of the weight lie in the range.

Sources: S. R. Searle, G. Casella and C. E. McCulloch, "Variance Components" (Wiley, 1992), chapter 3; T. A. Louis,
"Estimating a population of parameter values using Bayes and empirical Bayes methods", Journal of the American
Statistical Association 79 (1984) (both recalled and not consulted).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.doubt import DIFFERENCE, OVER, SHARE, Interval, Undefined
from selectorate.analysis.endings import endings
from selectorate.analysis.likelihood import Limits
from selectorate.analysis.outcomes import outcomes
from selectorate.ensemble import Ensemble

DRAWS, EACH = 40, 25
"""Draws that are compared, and histories that are lived with each."""

FEW = 10
"""Histories that are lived with each draw of a reading."""

NINE_TENTHS = (0.05, 0.95)
"""Between which shares of the draws the range lies."""

Truths = NDArray[Any]
Numbers = NDArray[np.float64]


def effects(values: Truths, among: Truths | None = None, each: int = EACH) -> Numbers | None:
    """By how much each draw is above or below the mean of all, luck taken out; None where histories are too few.

    Args:
        values: of histories (k,), those with one draw beside each other.
        among: which of them count (k,); by default all. A draw of which none does is left out.
        each: histories of a draw.

    >>> effects(np.array([1, 1, 0, 0]), each=2)
    array([ 0.5, -0.5])
    >>> effects(np.array([1, 0, 0, 1]), each=2)
    array([0., 0.])
    """
    groups = np.asarray(values, np.float64).reshape(-1, each)
    inside = np.ones_like(groups) if among is None else np.asarray(among, np.float64).reshape(-1, each)
    counts = inside.sum(axis=1)
    groups, inside, counts = groups[counts > 0], inside[counts > 0], counts[counts > 0]
    draws, histories = len(counts), float(counts.sum())
    if draws < 2 or histories <= draws:
        return None
    means = (groups * inside).sum(axis=1) / counts
    apart = means - float(counts @ means) / histories
    luck = float((inside * (groups - means[:, None]) ** 2).sum()) / (histories - draws)
    mean_square = float(counts @ apart**2) / (draws - 1)
    draws_own = max(0.0, mean_square - luck) * (draws - 1) / (histories - float(counts @ counts) / histories)
    if draws_own == 0.0:
        return np.zeros(draws)
    return np.asarray(apart * np.sqrt(draws_own / (draws_own + luck / counts)))


def beside(
    one: Interval, values: Truths, among: Truths | None = None, *, possible: Limits = SHARE, each: int = EACH
) -> Interval:
    """A number with the range in which it lies in nine of ten draws, beside what is known of it."""
    found = effects(values, among, each)
    if found is None:
        return one
    low, high = (one.value + float(end) for end in np.quantile(found, NINE_TENTHS))
    ends = max(possible[0], min(one.value, low)), min(possible[1], max(one.value, high))
    return Interval.of(one.value, one.sampling, ends, one.readings)


class Told(NamedTuple):
    """What the histories of one reading say of a number: its weight, values (k,), and which of them count (k,)."""

    weight: float
    values: Truths
    among: Truths | None


def over(one: Interval, told: Sequence[Told], *, possible: Limits = SHARE, each: int = FEW) -> Interval:
    """A number with the range in which it lies in readings of nine tenths of the weight, beside what is known of it."""
    found = [(of.weight, *known) for of in told if (known := _mean(of, each)) is not None]
    if len(found) < 2:
        return one
    weights, means, errors = (np.array(column) for column in zip(*found, strict=True))
    weights = weights / weights.sum()
    middle = float(weights @ means)
    between = float(weights @ (means - middle) ** 2)
    own = max(0.0, between - float((weights * (1.0 - weights)) @ errors**2))
    drawn = middle + (means - middle) * (math.sqrt(own / between) if between > 0.0 else 0.0)
    order = np.argsort(drawn, kind="stable")
    places = np.searchsorted(np.cumsum(weights[order]), NINE_TENTHS)
    low, high = (float(drawn[order[min(place, len(order) - 1)]]) for place in places)
    ends = max(possible[0], min(one.value, low)), min(possible[1], max(one.value, high))
    return Interval.of(one.value, one.sampling, one.parameters, ends)


def within(one: Interval, told: Sequence[Told], *, possible: Limits = SHARE, each: int = FEW) -> Interval:
    """A number over several readings with the range by draws within them: nine tenths of all their draws, by weight."""
    found = [(of.weight, drawn) for of in told if (drawn := effects(of.values, of.among, each)) is not None]
    if not found:
        return one
    weights = np.concatenate([np.full(len(drawn), weight / len(drawn)) for weight, drawn in found])
    apart = np.concatenate([drawn for _, drawn in found])
    order = np.argsort(apart, kind="stable")
    places = np.searchsorted(np.cumsum(weights[order]) / weights.sum(), NINE_TENTHS)
    low, high = (one.value + float(apart[order[min(place, len(order) - 1)]]) for place in places)
    ends = max(possible[0], min(one.value, low)), min(possible[1], max(one.value, high))
    return Interval.of(one.value, one.sampling, ends, one.readings)


def _mean(told: Told, each: int) -> tuple[float, float] | None:
    """A number by one reading, and its error from draw to draw; None where its histories say nothing of it."""
    groups = np.asarray(told.values, np.float64).reshape(-1, each)
    inside = np.ones_like(groups) if told.among is None else np.asarray(told.among, np.float64).reshape(-1, each)
    counts, sums = inside.sum(axis=1), (groups * inside).sum(axis=1)
    if (counts > 0).sum() < 2:
        return None
    mean = float(sums.sum() / counts.sum())
    left = sums - mean * counts
    n = len(counts)
    return mean, math.sqrt(n / (n - 1) * float(left @ left)) / float(counts.sum())


class Among(NamedTuple):
    """A reading's weight, and the same histories in two worlds, or in one, among its draws."""

    weight: float
    was: Ensemble
    changed: Ensemble | None


Pick = Callable[[tuple[dict[str, Truths], ...]], tuple[Truths, Truths | None]]
"""From what held in two worlds, or in one, by name: the values of a number, and which of them count."""


@dataclass(frozen=True, eq=False)
class Spread:
    """The same histories among draws in two worlds, or in one; and the same of every reading.

    Where numbers are ``mixed`` over readings, their range over parameters is that by draws within readings.
    """

    was: Ensemble
    changed: Ensemble | None = None
    readings: tuple[Among, ...] = ()
    mixed: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of doubt, beside sampling, that its ranges are of."""
        return OVER if self.readings else OVER[:1]

    @cached_property
    def truths(self) -> tuple[dict[str, Truths], ...]:
        """By world and by id of ending or outcome whether it held, (k,)."""
        return _worlds(self.was, self.changed)

    @cached_property
    def rivals(self) -> list[tuple[float, tuple[dict[str, Truths], ...]]]:
        """The same of every reading, with its weight."""
        return [(one.weight, _worlds(one.was, one.changed)) for one in self.readings]

    def _range(self, one: Interval, pick: Pick, possible: Limits = SHARE) -> Interval:
        told = [Told(weight, *pick(truths)) for weight, truths in self.rivals]
        if self.mixed:
            return over(within(one, told, possible=possible), told, possible=possible)
        return over(beside(one, *pick(self.truths), possible=possible), told, possible=possible)

    def world(self, number: int) -> Spread | None:
        """The same of one world, if it is known."""
        readings = [(one.weight, (one.was, one.changed)[number]) for one in self.readings]
        was = (self.was, self.changed)[number]
        found = tuple(Among(weight, many, None) for weight, many in readings if many is not None)
        return None if was is None else Spread(was, None, found)

    def shares(self, known: Mapping[str, Interval]) -> dict[str, Interval]:
        """The share of each ending and outcome, in the first world."""
        return {name: self._range(one, partial(_share, name=name)) for name, one in known.items()}

    def differences(self, known: Mapping[str, Interval]) -> dict[str, Interval]:
        """The difference of each ending and outcome, changed less as it was."""
        return {name: self._range(one, partial(_difference, name=name), DIFFERENCE) for name, one in known.items()}

    def flipped(self, one: Interval) -> Interval:
        """The share of histories that end otherwise."""
        return self._range(one, _flipped)

    def causes(self, outcome: str, found: Mapping[str, Interval | Undefined]) -> list[Interval | Undefined]:
        """Of an outcome, whichever are given: ``was``, ``changed``, ``necessity`` and ``sufficiency`` of the change."""
        return [
            one if isinstance(one, Undefined) else self._range(one, partial(_cause, outcome=outcome, which=which))
            for which, one in found.items()
        ]


def _share(truths: tuple[dict[str, Truths], ...], name: str) -> tuple[Truths, None]:
    return truths[0][name], None


def _difference(truths: tuple[dict[str, Truths], ...], name: str) -> tuple[Truths, None]:
    return truths[-1][name].astype(np.float64) - truths[0][name], None


def _flipped(truths: tuple[dict[str, Truths], ...]) -> tuple[Truths, None]:
    return truths[0][ENDED] != truths[-1][ENDED], None


def _cause(truths: tuple[dict[str, Truths], ...], outcome: str, which: str) -> tuple[Truths, Truths | None]:
    was, changed = truths[0][outcome], truths[-1][outcome]
    known: dict[str, tuple[Truths, Truths | None]] = {
        "was": (was, None),
        "changed": (changed, None),
        "necessity": (~changed, was),
        "sufficiency": (was, ~changed),
    }
    return known[which]


ENDED = ""
"""Where truths say which ending it was, by its number."""


def _worlds(was: Ensemble, changed: Ensemble | None) -> tuple[dict[str, Truths], ...]:
    return tuple(_truths(many) for many in (was, changed) if many is not None)


def _truths(many: Ensemble) -> dict[str, Truths]:
    ended, held = endings(many), outcomes(many)
    found: dict[str, Truths] = {said.id: ended.which == k for k, said in enumerate(ended.statements)}
    found |= {said.id: truth for said, truth in zip(held.statements, held.held, strict=True)}
    return found | {ENDED: ended.which}
