"""The record beside histories: target by target what happened, what histories have, and whether they meet it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from selectorate.record.batch import Floats
from selectorate.record.recorded import after_start, bounds, recorded
from selectorate.record.scores import mean_score, score
from selectorate.scenario import Scenario
from selectorate.targets import AGREED, Target

RANGE = (0.05, 0.5, 0.95)
"""Quantiles that are shown: the range that holds nine tenths, and its middle."""

SHARE = 0.05
"""Share of histories that must agree with the record for it to be covered."""

Number = float | None
"""A number, or None for never."""


@dataclass(frozen=True)
class Row:
    """One target beside histories; lists have a value for each of a vector's.

    Attributes:
        id: of the target.
        kind: dynamic, input or structural.
        recorded: what the statistic gives on the recorded facts.
        median: of histories; None where half never have it.
        p05: nine tenths of histories lie from here ...
        p95: ... to here.
        low: the least that is near enough.
        high: the most.
        within: share of histories that are near enough.
        happens: share of histories in which it happens at all.
        met: whether the median is near enough, or half of the histories agree with the record.
        covered: whether the record lies between ``p05`` and ``p95``, or a twentieth of them agree with it.
        score: lower is better (`record.scores`); None of what the model need not bring about.
    """

    id: str
    kind: str
    recorded: float | list[float]
    median: Number | list[Number]
    p05: Number | list[Number]
    p95: Number | list[Number]
    low: float | list[float]
    high: float | list[float]
    within: float
    happens: float
    met: bool
    covered: bool
    score: float | None


@dataclass(frozen=True)
class Table:
    """Targets beside histories.

    Attributes:
        rows: one for each target.
        met: dynamic targets that are met.
        covered: dynamic targets that are covered.
        dynamic: how many there are.
        score: mean over the dynamic targets, groups counted once.
    """

    rows: tuple[Row, ...]
    met: int
    covered: int
    dynamic: int
    score: float


def table(scenario: Scenario, targets: Mapping[str, Target], numbers: Floats, columns: Mapping[str, slice]) -> Table:
    """The table of some targets, from the numbers of histories (k, width)."""
    rows = tuple(_row(scenario, name, target, numbers[:, columns[name]]) for name, target in targets.items())
    own = [row for row in rows if row.kind == "dynamic"]
    scores = {row.id: row.score for row in own if row.score is not None}
    return Table(
        rows,
        sum(row.met for row in own),
        sum(row.covered for row in own),
        len(own),
        mean_score(scores, targets) if scores else 0.0,
    )


def _row(scenario: Scenario, name: str, target: Target, numbers: Floats) -> Row:
    record, (low, high) = recorded(scenario, target), bounds(scenario, target)
    later = np.array(after_start(scenario, target))
    # What never happens lies beyond every bound.
    placed = np.where(np.isnan(numbers), np.inf, numbers)
    p05, median, p95 = (np.quantile(placed, q, axis=0, method="nearest") for q in RANGE)
    near = ((placed >= low) & (placed <= high))[:, later].all(axis=1)
    agreed = target.statistic.form in AGREED
    if agreed:
        share = float(numbers.mean())
        met, covered = share >= 0.5, share >= SHARE
    elif target.statistic.form == "order":
        met, covered = bool(median[0] >= low[0]), bool(p95[0] >= low[0])
    else:
        rising = not target.rising or bool((np.diff(median[later]) >= 0).all())
        met = bool(((median >= low) & (median <= high))[later].all()) and rising
        covered = bool(((p05 <= record) & (record <= p95))[later].all())
    vector = isinstance(target.statistic.args.at, list)
    return Row(
        id=name,
        kind=target.kind,
        recorded=_plain(record, vector=vector),
        median=_shown(median, vector=vector),
        p05=_shown(p05, vector=vector),
        p95=_shown(p95, vector=vector),
        low=_plain(low, vector=vector),
        high=_plain(high, vector=vector),
        within=float(near.mean()),
        happens=float((~np.isnan(numbers[:, later])).all(axis=1).mean()),
        met=met,
        covered=covered,
        score=score(scenario, target, numbers) if target.kind == "dynamic" else None,
    )


def _plain(values: Floats, *, vector: bool) -> float | list[float]:
    found = [float(value) for value in values]
    return found if vector else found[0]


def _shown(values: Sequence[float] | Floats, *, vector: bool) -> Number | list[Number]:
    found = [float(value) if np.isfinite(value) else None for value in values]
    return found if vector else found[0]
