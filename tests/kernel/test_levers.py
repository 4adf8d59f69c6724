"""Every factor and every power of ussr-1922 can change a history: a lever that moves nothing would answer nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from selectorate import analysis, ensemble
from selectorate.questions import Change
from selectorate.scenario import load

USSR = load("ussr-1922")
HISTORIES = 400
MANY = 6000
OFFICE = "general_secretary"
POWERS = ("appoint", "slate", "agenda", "information")


@cache
def factual() -> np.ndarray:
    return ends(())


def ends(changes: Sequence[Change]) -> np.ndarray:
    """Which ending each history has."""
    return analysis.endings(ensemble.run(USSR, histories=HISTORIES, seed=5, changes=changes)).which


@pytest.mark.parametrize(
    ("factor", "contrast"),
    [(name, contrast) for name, one in USSR.document.factors.items() for contrast in one.contrasts],
)
def test_each_factor_changes_how_histories_end(factor: str, contrast: str) -> None:
    changed = ends(tuple(USSR.document.factors[factor].contrasts[contrast].changes))
    assert (changed != factual()).mean() >= 0.01


@pytest.mark.parametrize("power", POWERS)
@pytest.mark.parametrize("how", ["share_power", "abolish_power"])
def test_each_power_of_the_office_changes_how_histories_end(power: str, how: str) -> None:
    changed = ends((Change.model_validate({how: {"office": OFFICE, "powers": [power]}}),))
    assert (changed != factual()).mean() >= 0.01


def lost(times: float) -> float:
    """Share of histories in which the office is lost, ties to its first holder so many times as strong."""
    ties = Change.model_validate({"ties": {"contender": "stalin", "times": times}})
    many = ensemble.run(USSR, histories=MANY, seed=5, changes=() if times == 1.0 else (ties,))
    return analysis.outcomes(many).shares()[f"office_lost:{OFFICE}"]


def test_the_office_hangs_on_the_ties_of_its_holder() -> None:
    assert lost(0.5) > lost(1.0) > lost(2.0)
