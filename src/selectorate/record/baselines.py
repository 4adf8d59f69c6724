"""Baselines: who leads in the end, as one would guess without any model of what happens in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from selectorate.simulation.build import Model

Guess = Mapping[str, float]
"""Probability that each contender leads."""


def uniform(model: Model) -> Guess:
    """Everybody is as likely as anybody."""
    return dict.fromkeys(model.names.contenders, 1.0 / len(model.names.contenders))


def holder(model: Model) -> Guess:
    """Whoever has the office in question from the start."""
    asked = model.scenario.document.scenario.office
    who = model.scenario.document.offices[asked].holder if asked else None
    return {name: float(name == who) for name in model.names.contenders}


def standing(model: Model) -> Guess:
    """Everybody as much as his standing at the start."""
    values = np.array([float(model.worlds[0].contenders[i].standing) for i in range(len(model.names.contenders))])
    return dict(zip(model.names.contenders, (values / values.sum()).tolist(), strict=True))


def middle(model: Model) -> Guess:
    """Whoever stands where the median lies, each weighed by his standing, on every axis of policy alike."""
    names = model.names.contenders
    world = model.worlds[0]
    weights = np.array([float(world.contenders[i].standing) for i in range(len(names))])
    found = dict.fromkeys(names, 0.0)
    axes = len(model.scenario.document.policy)
    for x in range(axes):
        places = np.array([float(world.views[i, x]) for i in range(len(names))])
        order = np.argsort(places, kind="stable")
        at = places[order][np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)]
        there = np.flatnonzero(places == at)
        for i in there:
            found[names[i]] += 1.0 / (axes * len(there))
    return found


GUESSES: Mapping[str, Callable[[Model], Guess]] = {
    "uniform": uniform,
    "office_holder_leads": holder,
    "standing": standing,
    "weighted_median": middle,
}
"""Baselines that say who leads, by name."""


def can_guess(model: Model, name: str) -> bool:
    """Whether a baseline has anything to go by in a scenario."""
    if name == "office_holder_leads":
        return model.scenario.document.scenario.office is not None
    if name == "uniform":
        return True
    known = any(model.worlds[0].contenders[i].standing > 0.0 for i in range(len(model.names.contenders)))
    return known and (name == "standing" or bool(model.scenario.document.policy))
