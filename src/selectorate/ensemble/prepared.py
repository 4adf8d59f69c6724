"""A world ready to run, and where the parameters of its histories come from: hand-set, or one draw of a posterior each.

History k of a seed is dealt the draw that its own luck picks, so twins share it whatever world they are lived in. What
a question sets by name, or by a change of its own, it sets in every draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from selectorate.ensemble.draws import Ints, dealt, places
from selectorate.ensemble.posterior import HAND_SET, Posterior, fitting, misfitting, named
from selectorate.errors import QuestionError
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model
from selectorate.simulation.history import UNDEALT
from selectorate.state import Dealt
from selectorate.structs import Rows
from selectorate.world import World

Parameters = str | Path | Posterior | None
"""Where parameters come from: ``"posterior"``, ``"hand-set"``, a file, or a posterior at hand; None is the default."""


@dataclass(frozen=True)
class Prepared(Model):
    """A world ready to run, and where the parameters of its histories come from.

    Attributes:
        posterior: that each history has a draw of; None where all have the hand-set parameters.
        asked: what was asked for by name, None where nobody said.
        unfit: why the posterior beside the scenario is not taken, where nobody asked for another; None else.
        each: histories in a row that have one draw: 1, but where the draws themselves are compared.
    """

    posterior: Posterior | None = None
    asked: str | None = None
    unfit: str | None = None
    each: int = 1


def prepared(model: Model, parameters: Parameters = None, each: int = 1) -> Prepared:
    """A model with the parameters that are asked for.

    Raises:
        QuestionError: they are asked for by name or file, and there are none or they do not fit.
    """
    scenario = model.scenario
    posterior = chosen(scenario, parameters)
    named_so = parameters.file if isinstance(parameters, Posterior) else parameters
    asked = None if named_so is None else str(named_so)
    unfit = misfitting(scenario) if parameters is None and posterior is None else None
    fields: dict[str, Any] = dict(vars(model)) | {"posterior": posterior, "asked": asked, "unfit": unfit, "each": each}
    return Prepared(**fields)


def chosen(scenario: Scenario, parameters: Parameters) -> Posterior | None:
    """The posterior that is asked for, None where parameters are the hand-set ones.

    Raises:
        QuestionError: it does not fit the scenario or the kernel, or there is none.
    """
    if not isinstance(parameters, Posterior):
        return named(scenario, parameters)
    if wrong := parameters.misfit(scenario):
        raise QuestionError(f"the posterior {wrong}: `{fitting(scenario)}` makes the right one")
    return parameters


def posterior_of(model: Model) -> Posterior | None:
    """The posterior that a model's histories have their parameters from, None where they are the hand-set ones."""
    return model.posterior if isinstance(model, Prepared) else None


def same(model: Model) -> Posterior | str:
    """What has to be asked for to have the parameters of a model again."""
    return posterior_of(model) or HAND_SET


def source(model: Model) -> str:
    """What the parameters of a model are called: ``posterior``, ``hand-set`` or the name of a file."""
    posterior = posterior_of(model)
    return HAND_SET if posterior is None else posterior.called


def identity(model: Model) -> dict[str, Any]:
    """What decides which parameters each history has, but for the world and the seed; nothing with hand-set ones."""
    posterior = posterior_of(model)
    if posterior is None or not isinstance(model, Prepared):
        return {}
    return {"posterior": {"draws": posterior.hash, "each": model.each, "set": sorted(model.numbers)}}


def which(model: Model, seed: int, first: int, count: int) -> Ints:
    """Which draw each of so many histories of a seed has, (count,); with hand-set parameters it says nothing."""
    posterior = posterior_of(model)
    if posterior is None or not isinstance(model, Prepared):
        return np.zeros(count, np.int64)
    begin, end = first // model.each, (first + count - 1) // model.each + 1
    known = posterior.chosen(seed, begin, end - begin)
    return np.asarray(known[np.arange(first, first + count) // model.each - begin])


class Dealer:
    """Deals the histories of a model their parameters."""

    def __init__(self, model: Model) -> None:
        self.model, self.posterior = model, posterior_of(model)
        self.places = places(model, self.posterior.names) if self.posterior else None

    def deal(self, worlds: Rows[World], draws: Ints) -> Dealt:
        """The parameters of histories that have these draws, over the worlds of one thread."""
        if self.posterior is None or self.places is None:
            return UNDEALT
        return dealt(worlds, self.places, self.posterior.draws[draws])

    def __call__(self, worlds: Rows[World], seed: int, first: int, count: int) -> Dealt:
        """The parameters of so many histories of a seed, over the worlds of one thread."""
        return self.deal(worlds, which(self.model, seed, first, count))


def of_parameters(model: Model) -> str:
    """What the parameters of a model are, in words."""
    posterior = posterior_of(model)
    if posterior is None:
        return "hand-set parameters"
    return "parameters learnt from the record" + ("" if posterior.file is None else f" ({posterior.file})")
