"""Baselines: each guess at who leads, by hand."""

from __future__ import annotations

import pytest

from selectorate import ensemble
from selectorate.record.baselines import GUESSES, can_guess, holder, middle, standing, uniform
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model


@pytest.fixture(scope="module")
def association() -> Model:
    return ensemble.prepare(load("association"))


def test_everybody_is_as_likely(association: Model, model: Model) -> None:
    assert uniform(association) == pytest.approx({"ada": 1 / 3, "ben": 1 / 3, "chen": 1 / 3})
    assert uniform(model) == pytest.approx(dict.fromkeys(model.names.contenders, 1 / 7))


def test_whoever_has_the_office(association: Model, model: Model) -> None:
    assert holder(association) == {"ada": 1.0, "ben": 0.0, "chen": 0.0}
    assert [name for name, one in holder(model).items() if one == 1.0] == ["stalin"]


def test_everybody_by_his_standing(model: Model, ussr: Scenario) -> None:
    values = {name: float(model.worlds[0].contenders[i].standing) for i, name in enumerate(model.names.contenders)}
    assert max(values, key=lambda name: values[name]) == "trotsky"
    assert standing(model) == pytest.approx({name: one / sum(values.values()) for name, one in values.items()})


def test_whoever_stands_where_the_median_lies(model: Model) -> None:
    """Half of all standing, 2.286, is reached on the first axis by Kamenev; on the next two by three, and by one.

    First axis: Zinoviev -.6, Stalin -.5, Kamenev -.4 (1.81 so far), Rykov -.3 (2.355: the median).
    Second: Rykov -.7, Tomsky -.6, Bukharin -.3 (1.79), then Stalin, Zinoviev and Kamenev together at -.1.
    Third: Rykov, Tomsky, Stalin at 0 (1.38), Kamenev .2 (2.015), Zinoviev .4 (2.835: the median).
    """
    found = middle(model)
    third = 1 / 3
    expected = {"rykov": third, "stalin": third / 3, "kamenev": third / 3, "zinoviev": third / 3 + third}
    assert {name: one for name, one in found.items() if one > 0.0} == pytest.approx(expected)


def test_each_is_a_distribution(model: Model) -> None:
    for name, guess in GUESSES.items():
        assert can_guess(model, name)
        assert sum(guess(model).values()) == pytest.approx(1.0)


def test_who_has_no_standing_and_no_views_cannot_be_guessed_by_them(association: Model) -> None:
    """Nobody has a score in the association, and there is no policy in it."""
    assert [name for name in GUESSES if can_guess(association, name)] == ["uniform", "office_holder_leads"]
