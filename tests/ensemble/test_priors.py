"""Priors: draws are within bounds and have the density that is said; one without mass is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from selectorate.ensemble.priors import Priors
from selectorate.errors import QuestionError
from selectorate.evidence import Prior
from selectorate.parameters import CATALOGUE
from selectorate.scenario import load

COUNT = 20_000
FORMS: dict[str, tuple[dict[str, Any], float, float]] = {
    "uniform": ({"uniform": [0.2, 0.7]}, 0.2, 0.7),
    "normal": ({"normal": [0.5, 0.2]}, -math.inf, math.inf),
    "normal, cut": ({"normal": [0.5, 0.4]}, 0.0, 1.0),
    "lognormal": ({"lognormal": [0.5, 0.6]}, 0.0, math.inf),
    "lognormal, cut": ({"lognormal": [0.5, 0.6]}, 0.1, 1.0),
    "beta": ({"beta": [2.0, 5.0]}, 0.0, 1.0),
    "beta, cut": ({"beta": [2.0, 0.7]}, 0.0, 0.8),
}


def priors(form: str) -> Priors:
    written, low, high = FORMS[form]
    return Priors(("one",), (Prior.model_validate(written),), np.array([low]), np.array([high]))


@pytest.mark.parametrize("form", FORMS)
def test_draws_have_the_density_that_is_given(form: str) -> None:
    """By Kolmogorov and Smirnov, against the density normalised by summing; at most one chance in a thousand."""
    prior = priors(form)
    drawn = np.sort(prior.draw(np.random.default_rng(7), COUNT)[:, 0])
    assert drawn[0] >= prior.low[0]
    assert drawn[-1] <= prior.high[0]
    low, high = max(float(prior.low[0]), drawn[0] - 1.0), min(float(prior.high[0]), drawn[-1] + 3.0)
    step = (high - low) / 400_000
    middles = low + step * (np.arange(400_000) + 0.5)
    law = np.cumsum(np.exp(prior.logs(middles[:, np.newaxis])))
    seen = (np.arange(COUNT) + 0.5) / COUNT
    assert np.abs(np.interp(drawn, middles, law / law[-1]) - seen).max() < 1.95 / math.sqrt(COUNT)


@pytest.mark.parametrize("form", FORMS)
def test_beyond_its_ends_a_prior_has_no_density(form: str) -> None:
    prior = priors(form)
    outside = [end + sign for end, sign in ((prior.low[0], -0.01), (prior.high[0], 0.01)) if np.isfinite(end)]
    assert np.isneginf(prior.logs(np.array(outside).reshape(-1, 1))).all()


def test_densities_of_several_multiply() -> None:
    both = Priors(
        ("one", "two"),
        (Prior(normal=[0.0, 1.0]), Prior(normal=[1.0, 2.0])),
        np.full(2, -math.inf),
        np.full(2, math.inf),
    )
    assert both.logs(np.array([[1.0, 3.0]])) - both.logs(np.array([[0.0, 1.0]])) == pytest.approx(-1.0)


def test_a_prior_without_mass_where_its_parameter_can_be_is_refused() -> None:
    prior = Priors(("lost",), (Prior(normal=[50.0, 0.1]),), np.array([0.0]), np.array([1.0]))
    with pytest.raises(QuestionError, match=r"the prior of 'lost' has no mass between 0 and 1, where it can be"):
        prior.draw(np.random.default_rng(7), 10)


def test_values_are_reflected_at_the_ends() -> None:
    prior = priors("uniform")
    assert prior.folded(np.array([[0.15], [0.3], [0.75]])) == pytest.approx(np.array([[0.25], [0.3], [0.65]]))
    assert np.isneginf(prior.logs(prior.folded(np.array([[9.0]]))))  # too far to be reflected into them


def test_the_free_parameters_of_the_party() -> None:
    ussr = load("ussr-1922")
    prior, known = Priors.of(ussr), ussr.document.parameters
    assert list(prior.names) == sorted(name for name, one in known.items() if one.free)
    drawn = prior.draw(np.random.default_rng(7), 500)
    assert drawn.shape == (500, len(prior.names))
    for i, name in enumerate(prior.names):
        if name in CATALOGUE:
            assert CATALOGUE[name].low <= drawn[:, i].min() <= drawn[:, i].max() <= CATALOGUE[name].high
    assert np.isfinite(prior.logs(drawn)).all()
    by_hand = np.array([[known[name].value for name in prior.names]])
    assert np.isfinite(prior.logs(by_hand)).all()


def test_where_nothing_is_free_nothing_can_be_learnt() -> None:
    with pytest.raises(QuestionError, match="association frees no parameter, so none can be learnt"):
        Priors.of(load("association"))


def test_others_than_the_free_ones_can_be_asked_for() -> None:
    prior = Priors.of(load("association"), ["turnover", "partisan"])
    assert prior.names == ("turnover", "partisan")
    assert (prior.low.tolist(), prior.high.tolist()) == ([0.0, 0.0], [0.1, 1.0])
