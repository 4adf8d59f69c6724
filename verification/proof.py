"""What a proof hands back: a verdict that rests on checks with a stated level, its key figures and its picture.

Every statistical check of a proof is a p-value, and all of one proof stand or fall together: the proof fails where one
is below ``LEVEL`` divided by their number (Bonferroni), so a true law is refused by chance at most once in 1,000 proofs.
Seeds are fixed, so a verdict does not change from run to run. An exact check (the same bits) allows no exception.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from scipy import stats

LEVEL = 1e-3
"""Chance at most that a proof refuses a true law."""


@dataclass
class Checks:
    """The checks of one proof: p-values by what they test, and exact ones."""

    p_values: dict[str, float] = field(default_factory=dict)
    exact: dict[str, bool] = field(default_factory=dict)

    def p(self, what: str, value: float) -> None:
        """Add a p-value; one that is no number fails."""
        self.p_values[what] = 0.0 if math.isnan(value) else float(value)

    def z(self, what: str, value: float) -> None:
        """Add a deviation in standard errors, normal under the law."""
        self.p(what, 2.0 * float(stats.norm.sf(abs(value))))

    def holds(self, what: str, value: bool) -> None:
        """Add an exact check."""
        self.exact[what] = bool(value)

    @property
    def bound(self) -> float:
        """The p-value below which a check fails."""
        return LEVEL / max(1, len(self.p_values))

    def failed(self) -> list[str]:
        """What failed."""
        low = [f"{what}: p = {p:.2g} < {self.bound:.2g}" for what, p in self.p_values.items() if p < self.bound]
        return low + [what for what, value in self.exact.items() if not value]

    def smallest(self) -> float:
        """The smallest p-value, 1 where there is none."""
        return min(self.p_values.values(), default=1.0)


@dataclass
class Proof:
    """One proof: what it claims, what it found, and how to read its picture."""

    name: str
    claim: str
    caption: str
    checks: Checks
    figures: Mapping[str, object]
    picture: Figure | None = None
    tables: Mapping[str, object] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether no check failed, of which there must be some."""
        return bool(self.checks.p_values or self.checks.exact) and not self.checks.failed()


@dataclass(frozen=True)
class Setting:
    """How large the proofs are: in full, or quick versions of the same that take seconds."""

    quick: bool
    work: Path

    def size(self, full: int, quick: int) -> int:
        """One of two sizes."""
        return quick if self.quick else full


Prove = Callable[[Setting], Proof]


def chi_square(observed: ArrayLike, expected: ArrayLike, *, least: float = 10.0) -> float:
    """P-value of counts against their exact expectations; the rarest cells are pooled until each expects ``least``.

    What cannot happen and did has p-value 0.
    """
    seen, due = np.ravel(np.asarray(observed, float)), np.ravel(np.asarray(expected, float))
    if seen[due <= 0.0].any():
        return 0.0
    seen, due = pooled(seen, due, least)
    if due.size < 2:
        return 1.0 if math.isclose(seen.sum(), due.sum()) else 0.0
    return float(stats.chi2.sf(((seen - due) ** 2 / due).sum(), due.size - 1))


def pooled(
    seen: NDArray[np.float64], due: NDArray[np.float64], least: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cells in order of expectation, the small ones put together."""
    order = np.argsort(due, kind="stable")
    seen, due = seen[order], due[order]
    end = int((due < least).sum())
    while 0 < end < due.size and due[:end].sum() < least:
        end += 1
    if end == 0:
        return seen, due
    return np.append(seen[end:], seen[:end].sum()), np.append(due[end:], due[:end].sum())


def same_law(first: ArrayLike, second: ArrayLike, *, least: float = 10.0) -> float:
    """P-value that two samples of counts come from one law (chi-square of homogeneity); rare cells are pooled."""
    table = np.array([np.ravel(first), np.ravel(second)], float)
    table = table[:, table.sum(axis=0) > 0]
    shares = table.sum(axis=1, keepdims=True) / table.sum()
    due = shares * table.sum(axis=0)
    few = due.min(axis=0) < least
    if few.any():
        table = np.column_stack([table[:, ~few], table[:, few].sum(axis=1)])
    if table.shape[1] < 2:
        return 1.0
    return float(stats.chi2_contingency(table, correction=False).pvalue)


def worst(rows: Iterable[tuple[str, float]], count: int = 5) -> list[tuple[str, float]]:
    """The smallest p-values with their names."""
    return sorted(rows, key=lambda row: row[1])[:count]
