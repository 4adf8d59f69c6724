"""Indices: how much of the variance of a number is due to each group of guesses.

Of a number Y(x) that depends on independent groups x_1 ... x_G, with x_-g all groups but g (Sobol' 1993, 2001; Saltelli
and others 2010; all recalled and not consulted)::

    first_g = Var(E[Y | x_g]) / Var(Y)                 what is decided by knowing g alone
    total_g = 1 - Var(E[Y | x_-g]) / Var(Y)            what is left open where all but g is known

Points are pairs A, B of a scrambled Sobol' sequence, and A with each group in turn from B: samples (G + 2) of them.
SALib makes the points and estimates the indices, with the half-width of a 95 % bootstrap interval. What is asked for at
a point is a mean over histories that are the same lucks at every point. What luck is still left in such means is no
group's, but stands in every total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from selectorate.errors import QuestionError
from selectorate.inference.sensitivity_groups import Group
from selectorate.record.batch import Floats

INSTALL = 'pip install "selectorate[analysis]"'
SAMPLES_AT_MOST = 65_536


@dataclass(frozen=True)
class Index:
    """What one group is to one number, each with the half-width of its 95 % interval."""

    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True)
class Luck:
    """What luck is to one number.

    Attributes:
        history: share of the variance of a single history that is luck.
        point: share of the variance between points that is luck, left in means over so many histories.
    """

    history: float
    point: float


def salib(part: str) -> ModuleType:
    """A part of SALib: ``sample`` or ``analyze``.

    Raises:
        QuestionError: SALib is not installed.
    """
    try:
        return import_module(f"SALib.{part}.sobol")
    except ImportError as error:
        raise QuestionError(f"sensitivities need the extra `analysis`: {INSTALL} ({error})") from None


def sampled(groups: Sequence[Group], samples: int, seed: int) -> Floats:
    """Even numbers of all points (samples (groups + 2), widths): A, A with each group from B, B, and so on.

    Raises:
        QuestionError: ``samples`` is no power of two, as balanced points must be; or SALib is not installed.
    """
    if samples < 2 or samples & (samples - 1) or samples > SAMPLES_AT_MOST:
        low = 1 << max(1, min(samples, SAMPLES_AT_MOST // 2).bit_length() - 1)
        raise QuestionError(f"samples must be a power of two from 2 on, such as {low} or {2 * low}, not {samples}")
    luck = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, 0])))
    found = salib("sample").sample(problem(groups), samples, calc_second_order=False, seed=luck)
    return np.asarray(found, np.float64)


def problem(groups: Sequence[Group]) -> dict[str, Any]:
    """Groups as SALib wants them: even numbers, each with the group that it belongs to."""
    of = [group.id for group in groups for _ in range(group.width)]
    names = [f"{group.id} {i}" for group in groups for i in range(group.width)]
    return {"num_vars": len(of), "names": names, "bounds": [[0.0, 1.0]] * len(of), "groups": of}


def indices(groups: Sequence[Group], values: Floats, seed: int) -> dict[str, Index]:
    """The indices of each group on a number that has these values (points,); all 0 where it never varies."""
    if np.ptp(values) == 0.0:
        return {group.id: Index(0.0, 0.0, 0.0, 0.0) for group in groups}
    # A seed of 0 would be none to SALib.
    found = salib("analyze").analyze(problem(groups), values, calc_second_order=False, seed=seed + 1)
    columns = (found[name].tolist() for name in ("S1", "S1_conf", "ST", "ST_conf"))
    return {group.id: Index(*row) for group, row in zip(groups, zip(*columns, strict=True), strict=True)}


def luck_of(groups: Sequence[Group], values: Floats) -> Luck:
    """What luck is to a number that histories have at points (points, histories), the same lucks at each.

    Over the points of A and B, which are drawn independently, the sums of squares of points, of lucks and of what is
    left over are those of an analysis of variance with two ways and no repetition. What is left over varies from point
    to point within a luck: divided by the number of histories, it is the part of the variance of means that is luck.
    """
    apart = len(groups) + 2
    drawn = np.concatenate([values[::apart], values[apart - 1 :: apart]])
    points, histories = drawn.shape
    of_points, of_lucks = drawn.mean(axis=1), drawn.mean(axis=0)
    rest = drawn - of_points[:, np.newaxis] - of_lucks + drawn.mean()
    left = float((rest**2).sum()) / ((points - 1) * (histories - 1)) / histories
    between = float(of_points.var(ddof=1))
    within = float(drawn.var(axis=1, ddof=1).mean())
    real = max(0.0, between - left)
    whole = within + real
    return Luck(within / whole if whole > 0 else 0.0, min(1.0, left / between) if between > 0 else 0.0)
