"""Variants: readings and doubts made to a scenario, which is then built, run and fitted like any other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from selectorate.evidence import Parameter, Prior
from selectorate.parameters import CATALOGUE, NEEDS
from selectorate.readings import Shift, Variant
from selectorate.scenario.resolve import fingerprint
from selectorate.scenario.scenario import Scenario


def varied(scenario: Scenario, variants: Iterable[Variant], width: float = 1.0) -> Scenario:
    """A scenario with variants made to it, one after another; their priors are ``width`` times as wide.

    It has a hash of its own. What it denies and believes is in its document; its changes are made before those of any
    question, and in every world.
    """
    for one in variants:
        scenario = _denying(scenario, one.denies)
        scenario = _believing(scenario, one.priors, width)
        scenario = replace(scenario, changes=(*scenario.changes, *one.changes))
    return replace(scenario, hash=fingerprint(scenario.document, scenario.changes))


def dependents(scenario: Scenario, mechanisms: Iterable[str]) -> list[str]:
    """Mechanisms and those that need what they write, as far as the scenario uses them."""
    off = set(mechanisms)
    while more := {name for name, needs in NEEDS.items() if off & set(needs)} - off:
        off |= more
    return [name for name in scenario.document.scenario.mechanisms if name in off]


def without(scenario: Scenario, mechanisms: Iterable[str]) -> Scenario:
    """Mechanisms switched off, with those that need them, and their parameters taken away."""
    off, document = dependents(scenario, mechanisms), scenario.document
    used = [name for name in document.scenario.mechanisms if name not in off]
    parameters = {
        name: parameter
        for name, parameter in document.parameters.items()
        if name not in CATALOGUE or CATALOGUE[name].mechanism not in off
    }
    header = document.scenario.model_copy(update={"mechanisms": used})
    return replace(scenario, document=document.model_copy(update={"scenario": header, "parameters": parameters}))


def _denying(scenario: Scenario, mechanisms: Iterable[str]) -> Scenario:
    """Mechanisms switched off; what was said of their parameters stays, so that a change may still name them."""
    off, header = dependents(scenario, mechanisms), scenario.document.scenario
    used = [name for name in header.mechanisms if name not in off]
    header = header.model_copy(update={"mechanisms": used})
    return replace(scenario, document=scenario.document.model_copy(update={"scenario": header}))


def _believing(scenario: Scenario, priors: Mapping[str, Shift], width: float) -> Scenario:
    parameters = dict(scenario.document.parameters)
    for name, shift in priors.items():
        parameters[name] = _shifted(name, parameters[name], shift, width)
    return replace(scenario, document=scenario.document.model_copy(update={"parameters": parameters}))


def _shifted(name: str, parameter: Parameter, shift: Shift, width: float) -> Parameter:
    """A parameter with another prior: free, and at a value that this allows."""
    prior = scaled(shift.prior, width, *_ends(name))
    low, high = prior.uniform or (-math.inf, math.inf)
    value = min(max(parameter.value, low), high)
    change = {"prior": prior, "free": True, "value": value, "because": shift.because or parameter.because}
    return parameter.model_copy(update=change | {"support": shift.support, "claims": shift.claims or parameter.claims})


def scaled(prior: Prior, width: float, low: float, high: float) -> Prior:
    """A prior so many times as wide about its middle, cut off where its parameter ends."""
    if width == 1.0:
        return prior
    if prior.uniform:
        middle, half = 0.5 * sum(prior.uniform), 0.5 * width * (prior.uniform[1] - prior.uniform[0])
        return Prior(uniform=[max(low, middle - half), min(high, middle + half)])
    if prior.normal:
        return Prior(normal=[prior.normal[0], prior.normal[1] * width])
    if prior.lognormal:
        return Prior(lognormal=[prior.lognormal[0], prior.lognormal[1] * width])
    a, b = prior.beta or [1.0, 1.0]
    # The mean stays, and the variance is so many squares as large, or the largest that a beta of this mean has.
    mean, size = a / (a + b), max((a + b + 1.0) / width**2 - 1.0, 1e-3)
    return Prior(beta=[mean * size, (1.0 - mean) * size])


def _ends(name: str) -> tuple[float, float]:
    spec = CATALOGUE.get(name)
    return (spec.low, spec.high) if spec else (0.0, math.inf)
