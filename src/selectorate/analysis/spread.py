"""How far a number hangs on the parameters: its spread over the draws of a posterior, with the play of luck taken out.

Where each history has a draw of its own, its outcome says nothing of how far draws differ. So as many histories are
lived with each of some draws besides, the draws picked by luck as those of histories are. The means of draws differ
more than the draws themselves do, by what luck adds. An analysis of variance with one random effect tells the two
apart, also where draws count unequally many histories, as where only those with the outcome count. The means are then
drawn together until they differ as much as the draws do, and nine tenths of them lie in the range that is given: so it
leans where they lean, and stays within what the number can be. Of 40 draws its ends are known roughly.

Sources: S. R. Searle, G. Casella and C. E. McCulloch, "Variance Components" (Wiley, 1992), chapter 3; T. A. Louis,
"Estimating a population of parameter values using Bayes and empirical Bayes methods", Journal of the American
Statistical Association 79 (1984) (both recalled and not consulted).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.doubt import DIFFERENCE, SHARE, Interval, Undefined
from selectorate.analysis.endings import endings
from selectorate.analysis.likelihood import Limits
from selectorate.analysis.outcomes import outcomes
from selectorate.ensemble import Ensemble, Progress, Store, run
from selectorate.ensemble.asking import numbers
from selectorate.ensemble.prepared import posterior_of, same
from selectorate.simulation.build import Model

DRAWS, EACH = 40, 25
"""Draws that are compared, and histories that are lived with each."""

NINE_TENTHS = (0.05, 0.95)
"""Between which shares of the draws the range lies."""

Truths = NDArray[Any]
Numbers = NDArray[np.float64]


def among_draws(
    model: Model,
    *,
    seed: int,
    happenings: str,
    threads: int | None = None,
    store: Store | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Ensemble | None:
    """``EACH`` histories of a question with each of ``DRAWS`` draws, one draw after the other; None if hand-set.

    Raises:
        KeyboardInterrupt: it came before all were lived.
    """
    if posterior_of(model) is None:
        return None
    many = run(
        model.scenario, histories=DRAWS * EACH, seed=seed, threads=threads, set=numbers(model), happenings=happenings,
        changes=model.changes, start=model.start, parameters=same(model), each=EACH, store=store, progress=progress,
    )  # fmt: skip
    if many.interrupted:
        raise KeyboardInterrupt
    return many


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


@dataclass(frozen=True, eq=False)
class Spread:
    """The same histories among draws in two worlds, or in one."""

    was: Ensemble
    changed: Ensemble | None = None

    @cached_property
    def truths(self) -> tuple[dict[str, Truths], ...]:
        """By world and by id of ending or outcome whether it held, (k,)."""
        return tuple(_truths(many) for many in (self.was, self.changed) if many is not None)

    def shares(self, known: Mapping[str, Interval], world: int = 0) -> dict[str, Interval]:
        """The share of each ending and outcome in a world."""
        return {name: beside(one, self.truths[world][name]) for name, one in known.items()}

    def differences(self, known: Mapping[str, Interval]) -> dict[str, Interval]:
        """The difference of each ending and outcome, changed less as it was."""
        was, changed = self.truths
        return {
            name: beside(one, changed[name].astype(np.float64) - was[name], possible=DIFFERENCE)
            for name, one in known.items()
        }

    def flipped(self, one: Interval) -> Interval:
        """The share of histories that end otherwise."""
        worlds = [many for many in (self.was, self.changed) if many is not None]
        ended = [endings(many).which for many in worlds]
        return beside(one, ended[0] != ended[-1])

    def causes(self, outcome: str, found: Mapping[str, Interval | Undefined]) -> list[Interval | Undefined]:
        """Of an outcome, whichever are given: ``was``, ``changed``, ``necessity`` and ``sufficiency`` of the change."""
        was, changed = (held[outcome] for held in self.truths)
        known: dict[str, tuple[Truths, Truths | None]] = {
            "was": (was, None),
            "changed": (changed, None),
            "necessity": (~changed, was),
            "sufficiency": (was, ~changed),
        }
        return [one if isinstance(one, Undefined) else beside(one, *known[name]) for name, one in found.items()]


def _truths(many: Ensemble) -> dict[str, Truths]:
    ended, held = endings(many), outcomes(many)
    found: dict[str, Truths] = {said.id: ended.which == k for k, said in enumerate(ended.statements)}
    return found | {said.id: truth for said, truth in zip(held.statements, held.held, strict=True)}
