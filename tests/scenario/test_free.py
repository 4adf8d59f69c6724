"""What is to be learnt from the record is little, and every number lies where its prior allows it."""

from __future__ import annotations

from math import inf

import pytest

from selectorate.evidence import Prior
from selectorate.parameters import CATALOGUE
from selectorate.scenario import load, shipped

MOST = 25
"""Numbers that a record of some forty facts may be asked to teach."""


def support(prior: Prior) -> tuple[float, float]:
    """Where a prior has any mass."""
    if prior.uniform:
        return prior.uniform[0], prior.uniform[1]
    return {True: (0.0, 1.0), False: (0.0 if prior.lognormal else -inf, inf)}[prior.beta is not None]


@pytest.mark.parametrize("name", shipped())
def test_few_numbers_are_free(name: str) -> None:
    free = {one for one, parameter in load(name).document.parameters.items() if parameter.free}
    assert len(free) <= MOST, sorted(free)
    assert bool(free) == (name == "ussr-1922")


@pytest.mark.parametrize("name", shipped())
def test_every_value_lies_within_its_prior_and_its_bounds(name: str) -> None:
    for one, parameter in load(name).document.parameters.items():
        low, high = support(parameter.prior)
        assert low <= parameter.value <= high, one
        if one in CATALOGUE:
            assert CATALOGUE[one].low <= parameter.value <= CATALOGUE[one].high, one


def test_a_free_number_is_one_that_the_engine_knows() -> None:
    document = load("ussr-1922").document
    named = {name for rung in document.rungs.values() for name in (rung.reluctance, rung.hazard) if name}
    assert {name for name, one in document.parameters.items() if one.free} <= named | set(CATALOGUE)
