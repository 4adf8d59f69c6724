"""Priors: what was believed of each free parameter before the record, as densities to walk in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selectorate.ensemble.draws import Floats
from selectorate.errors import QuestionError
from selectorate.evidence import Prior
from selectorate.parameters import CATALOGUE
from selectorate.scenario import Scenario

TRIES = 1000
"""Draws that a prior is given to fall within the bounds of its parameter."""


@dataclass(frozen=True, eq=False)
class Priors:
    """Independent priors of parameters, each cut off where its parameter ends.

    Attributes:
        names: of the parameters.
        priors: of each.
        low: least values that parameters can have (names,).
        high: greatest (names,).
    """

    names: tuple[str, ...]
    priors: tuple[Prior, ...]
    low: Floats
    high: Floats

    @classmethod
    def of(cls, scenario: Scenario, names: Sequence[str] | None = None) -> Priors:
        """Those of some parameters of a scenario, by default of the free ones.

        Raises:
            QuestionError: the scenario frees none.
        """
        parameters = scenario.document.parameters
        chosen = tuple(sorted(name for name, one in parameters.items() if one.free) if names is None else names)
        if not chosen:
            raise QuestionError(f"{scenario.name} frees no parameter, so none can be learnt: write free: true at one")
        priors = tuple(parameters[name].prior for name in chosen)
        ends = np.array([_ends(name, prior) for name, prior in zip(chosen, priors, strict=True)])
        return cls(chosen, priors, ends[:, 0], ends[:, 1])

    def draw(self, luck: np.random.Generator, count: int) -> Floats:
        """Draws (count, names).

        Raises:
            QuestionError: a prior has no mass where its parameter can be.
        """
        return np.stack([self._column(luck, count, i) for i in range(len(self.names))], axis=1)

    def _column(self, luck: np.random.Generator, count: int, i: int) -> Floats:
        found = np.full(count, np.nan)
        for _ in range(TRIES):
            there = np.isnan(found)
            if not there.any():
                return found
            drawn = _draw(self.priors[i], luck, int(there.sum()))
            found[there] = np.where((drawn >= self.low[i]) & (drawn <= self.high[i]), drawn, np.nan)
        raise QuestionError(
            f"the prior of {self.names[i]!r} has no mass between {self.low[i]:g} and {self.high[i]:g}, where it can be"
        )

    def logs(self, values: Floats) -> Floats:
        """Log density of each row (k, names), but for a constant; -inf out of bounds (k,)."""
        total = np.zeros(len(values))
        for i, prior in enumerate(self.priors):
            inside = (values[:, i] >= self.low[i]) & (values[:, i] <= self.high[i])
            with np.errstate(divide="ignore", invalid="ignore"):
                total = total + np.where(inside, _log(prior, values[:, i]), -np.inf)
        return total

    def folded(self, values: Floats) -> Floats:
        """Values reflected at the ends of their priors, so that a symmetric step stays symmetric (k, names)."""
        values = np.where(values < self.low, 2.0 * self.low - values, values)
        return np.where(values > self.high, 2.0 * self.high - values, values)


def _ends(name: str, prior: Prior) -> tuple[float, float]:
    spec = CATALOGUE.get(name)
    low, high = (spec.low, spec.high) if spec else (-math.inf, math.inf)
    if prior.uniform:
        low, high = max(low, prior.uniform[0]), min(high, prior.uniform[1])
    return low, high


def _draw(prior: Prior, luck: np.random.Generator, count: int) -> Floats:
    if prior.uniform:
        return luck.uniform(prior.uniform[0], prior.uniform[1], size=count)
    if prior.normal:
        return luck.normal(prior.normal[0], prior.normal[1], size=count)
    if prior.lognormal:
        return np.asarray(prior.lognormal[0] * np.exp(prior.lognormal[1] * luck.normal(size=count)))
    a, b = prior.beta or (1.0, 1.0)
    return luck.beta(a, b, size=count)


def _log(prior: Prior, x: Floats) -> Floats:
    if prior.normal:
        return np.asarray(-0.5 * ((x - prior.normal[0]) / prior.normal[1]) ** 2)
    if prior.lognormal:
        there = np.log(x)
        return np.asarray(-0.5 * ((there - math.log(prior.lognormal[0])) / prior.lognormal[1]) ** 2 - there)
    if prior.beta:
        return np.asarray((prior.beta[0] - 1.0) * np.log(x) + (prior.beta[1] - 1.0) * np.log1p(-x))
    return np.zeros_like(x)
