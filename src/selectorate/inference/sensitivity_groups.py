"""Groups of guesses, each as a way from numbers between 0 and 1 to words of a world.

A guess is a parameter, which is varied over its prior, or an input that somebody judged: a score, a first position, who
owed whom, who liked whom. So many even numbers say where in the range of a group's guesses a world lies, and what
follows is written over the words at which the guesses stand: no scenario is laid out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from selectorate.ensemble.draws import LAYOUT, places
from selectorate.ensemble.priors import Priors
from selectorate.evidence import Prior
from selectorate.parameters import CATALOGUE, MECHANISMS
from selectorate.record.batch import Floats, Ints
from selectorate.simulation.build import Model

ALWAYS, RUNGS = "always", "rungs"
"""Groups of the parameters that every force reads, and of those that only rungs name."""

EDGE = 1e-12
"""How near a quantile comes to the ends of an endless prior."""


@dataclass(frozen=True, eq=False)
class Group:
    """Guesses that are varied together.

    Attributes:
        id: what the group is called.
        kind: whether it has parameters or judged inputs.
        members: what it has, by id.
        varied: how far, in words.
        width: how many even numbers say where it lies.
        places: the words of a world that it decides.
        made: from even numbers (n, width) to what stands at these words (n, places), whole numbers as their bits.
    """

    id: str
    kind: Literal["parameters", "judged"]
    members: tuple[str, ...]
    varied: str
    width: int
    places: Ints
    made: Callable[[Floats], Floats]


def word(part: str, *at: int, field: str | None = None) -> int:
    """The word of a world at which an entry of one of its parts stands, or a field of it."""
    kind, start = LAYOUT.fields[part][:2]
    row = int(np.ravel_multi_index(at, kind.shape))
    inside = kind.base.fields[field][1] if field else 0
    return int(start + row * kind.base.itemsize + inside) // 8


def present(model: Model) -> Floats:
    """A world of a model as words."""
    there: Any = np.asarray(model.worlds).view(np.ndarray)
    return np.asarray(there[:1].view(np.float64))


def parameter_groups(model: Model) -> list[Group]:
    """All parameters of a scenario, by the mechanism that reads them."""
    mechanism = {name: CATALOGUE[name].mechanism for name in model.parameters if name in CATALOGUE}
    found = [_parameters(model, one, sorted(name for name, of in mechanism.items() if of == one))
             for one in (ALWAYS, *MECHANISMS)]  # fmt: skip
    found.append(_parameters(model, RUNGS, sorted(set(model.parameters) - set(mechanism))))
    return [group for group in found if group.width]


def _parameters(model: Model, name: str, members: Sequence[str]) -> Group:
    priors = Priors.of(model.scenario, members) if members else None
    where, columns = places(model, members)

    def made(even: Floats) -> Floats:
        return quantiles(priors, even)[:, columns] if priors else even

    return Group(name, "parameters", tuple(members), "over their priors", len(members), where, made)


def quantiles(priors: Priors, even: Floats) -> Floats:
    """Values of parameters at shares of their priors' mass, both (n, names).

    A prior F that is cut off at its parameter's bounds has the quantile F^-1(F(low) + u (F(high) - F(low))).
    """
    rows = zip(priors.priors, priors.low, priors.high, strict=True)
    return np.stack([_quantile(*row, even[:, i]) for i, row in enumerate(rows)], axis=1)


def _quantile(prior: Prior, low: float, high: float, even: Floats) -> Floats:
    from scipy import special  # noqa: PLC0415 - comes with the extra

    if prior.uniform:
        return np.asarray(low + even * (high - low))
    ends = np.array([low, high])
    if prior.beta:
        below = special.betainc(*prior.beta, np.clip(ends, 0.0, 1.0))
        found = special.betaincinv(*prior.beta, _between(below, even))
    elif prior.normal:
        middle, width = prior.normal
        found = middle + width * special.ndtri(_between(special.ndtr((ends - middle) / width), even))
    else:
        middle, width = prior.lognormal or [1.0, 1.0]
        with np.errstate(divide="ignore"):
            below = special.ndtr(np.log(np.maximum(ends, 0.0) / middle) / width)
        found = middle * np.exp(width * special.ndtri(_between(below, even)))
    return np.asarray(np.clip(found, low, high))


def _between(ends: Floats, even: Floats) -> Floats:
    return np.asarray(np.clip(ends[0] + even * (ends[1] - ends[0]), EDGE, 1.0 - EDGE))
