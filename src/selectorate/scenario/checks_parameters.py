"""Parameters: exactly those that the mechanisms read, in their units, within their bounds, with a usable prior."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp, inf, log

from selectorate import parameters as engine
from selectorate.evidence import Prior
from selectorate.scenario.messages import closest, listed, unknown
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found, Path

_FAR = 8.0
"""Deviations beyond which a normal prior has no mass worth the name (1e-15)."""


def needed(parts: Parts) -> dict[str, engine.ParameterSpec]:
    """Return what the switched-on mechanisms read."""
    switched = {"always", *(parts.header.mechanisms if parts.header else ())}
    return {name: spec for name, spec in engine.CATALOGUE.items() if spec.mechanism in switched}


def named_by_rungs(parts: Parts) -> dict[str, float]:
    """Return the parameters that rungs name beside the catalogue, with the largest value each may have."""
    highest: dict[str, float] = {}
    for rung in parts.rungs.values():
        for name, high in ((rung.reluctance, inf), (rung.hazard, 1.0)):
            if name and name not in engine.CATALOGUE:
                highest[name] = min(high, highest.get(name, inf))
    return highest


def all_given(parts: Parts) -> Iterator[Found]:
    """Every parameter that is read is given."""
    given = parts.names("parameters")
    if parts.header is None or given is None:
        return
    strangers = [name for name in given if name not in engine.CATALOGUE]
    meant = {name for stranger in strangers for name in closest(stranger, engine.CATALOGUE)}
    missing = sorted(repr(name) for name in needed(parts) if name not in given and name not in meant)
    if missing:
        which = "which is" if len(missing) == 1 else "which are"
        yield Found(("parameters",), f"the mechanisms read {listed(missing)}, {which} missing here", key=True)


def all_read(parts: Parts) -> Iterator[Found]:
    """Every parameter that is given is read by something."""
    given = parts.names("parameters")
    if parts.header is None or given is None or not parts.valid("rungs"):
        return
    named = named_by_rungs(parts)
    for name in sorted(given):
        if name in engine.CATALOGUE and name not in needed(parts):
            mechanism = engine.CATALOGUE[name].mechanism
            yield Found(
                ("parameters", name), f"{name!r} belongs to the mechanism {mechanism!r}, which is not on", key=True
            )
        elif name not in engine.CATALOGUE and name not in named and set(named) <= set(given):
            yield Found(("parameters", name), unknown("parameter", name, engine.CATALOGUE), key=True)


def units(parts: Parts) -> Iterator[Found]:
    """A parameter is written in the unit in which the engine reads it."""
    for name, parameter in parts.parameters.items():
        spec = engine.CATALOGUE.get(name)
        if spec and parameter.unit != spec.unit:
            yield Found(("parameters", name, "unit"), f"the unit of {name!r} is {spec.unit!r}, not {parameter.unit!r}")


def bounds(parts: Parts) -> Iterator[Found]:
    """Value and prior lie where the parameter can lie, and the value where the prior does."""
    others = named_by_rungs(parts)
    for name, parameter in parts.parameters.items():
        path: Path = ("parameters", name)
        wrong = list(_prior_in_itself(path, parameter.prior))
        yield from wrong
        if (ends := ends_of(name, others)) is None:
            continue
        low, high = ends
        if not low <= parameter.value <= high:
            yield Found((*path, "value"), f"{name!r} lies {_range(low, high)}, so it cannot be {parameter.value:g}")
        if not wrong:
            yield from _prior_and_bounds(path, parameter.prior, parameter.value, (low, high))


def ends_of(name: str, others: Mapping[str, float]) -> tuple[float, float] | None:
    """Between what a parameter lies, None where there is none of that name; ``others`` are those named by rungs."""
    if spec := engine.CATALOGUE.get(name):
        return spec.low, spec.high
    return (0.0, others[name]) if name in others else None


def prior_usable(path: Path, prior: Prior, ends: tuple[float, float]) -> Iterator[Found]:
    """A prior makes sense in itself, and has mass where its parameter can lie."""
    wrong = list(_prior_in_itself(path, prior))
    yield from wrong or _prior_and_bounds(path, prior, None, ends)


def _range(low: float, high: float) -> str:
    return f"between {low:g} and {high:g}" if high < inf else f"at {low:g} or above"


def _prior_in_itself(path: Path, prior: Prior) -> Iterator[Found]:
    if prior.uniform and prior.uniform[0] >= prior.uniform[1]:
        yield Found(
            (*path, "prior", "uniform"), "the lower end of a uniform prior comes first, and is below the upper", True
        )
    for form, which in (("normal", (1,)), ("lognormal", (0, 1)), ("beta", (0, 1))):
        pair = getattr(prior, form)
        for index in which if pair else ():
            if pair[index] <= 0:
                yield Found((*path, "prior", form, index), f"this number of a {form} prior must be above 0")


def _prior_and_bounds(path: Path, prior: Prior, value: float | None, bounds: tuple[float, float]) -> Iterator[Found]:
    low, high = max(_support(prior)[0], bounds[0]), min(_support(prior)[1], bounds[1])
    mass = _mass(prior)
    if max(mass[0], low) >= min(mass[1], high):
        yield Found((*path, "prior"), f"this prior has no mass {_range(*bounds)}", key=True)
    elif value is not None and bounds[0] <= value <= bounds[1] and not low <= value <= high:
        yield Found((*path, "value"), f"the prior allows nothing but what lies {_range(low, high)}: not {value:g}")


def _support(prior: Prior) -> tuple[float, float]:
    """Return where a prior is not zero."""
    if prior.uniform:
        return prior.uniform[0], prior.uniform[1]
    if prior.beta:
        return 0.0, 1.0
    return (0.0, inf) if prior.lognormal else (-inf, inf)


def _mass(prior: Prior) -> tuple[float, float]:
    """Return where practically all of a prior lies."""
    if prior.normal:
        mean, deviation = prior.normal
        return mean - _FAR * deviation, mean + _FAR * deviation
    if prior.lognormal:
        median, deviation = prior.lognormal
        low, high = (max(-700.0, min(700.0, log(median) + far * deviation)) for far in (-_FAR, _FAR))
        return exp(low), exp(high)
    return _support(prior)


RULES = (all_given, all_read, units, bounds)
