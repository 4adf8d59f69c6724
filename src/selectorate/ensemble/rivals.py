"""Readings as rival models, as they ship beside a scenario: what each weighs by the record, and its parameters."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from selectorate.ensemble.answers import beside, misfit
from selectorate.ensemble.asking import numbers
from selectorate.ensemble.posterior import POSTERIOR, folder, shipped
from selectorate.ensemble.prepared import Prepared
from selectorate.ensemble.running import prepare
from selectorate.ensemble.supposing import supposed
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model

FILE = "readings.json"
"""What ships beside a scenario: the evidence of its readings, and their weights."""


class Rival(NamedTuple):
    """A reading of a scenario.

    Attributes:
        id: of the reading.
        weight: its posterior weight among all readings; all sum to 1.
        scenario: of which it holds.
    """

    id: str
    weight: float
    scenario: Scenario


def rivals(scenario: Scenario) -> tuple[Rival, ...]:
    """The readings that have a weight, in the order of the file; none where none ship that fit, or one is supposed.

    Where claims are false they are so in every reading, at the weights that the readings have with all claims true.
    """
    found = weights(scenario.before or scenario)
    if scenario.reading is not None or not found:
        return ()
    claims = tuple(f"{name}=false" for name in scenario.false)
    home = scenario.before or scenario
    made = [Rival(name, weight, _supposed(folder(home), home, name, claims)) for name, weight in found.items()]
    return tuple(made) if all(_lives(one.scenario) for one in made) else ()


@lru_cache(maxsize=64)
def _supposed(_: Path, scenario: Scenario, reading: str, claims: tuple[str, ...]) -> Scenario:
    """A reading's scenario, made once for a folder: every question of a scenario asks for the same ones."""
    return supposed(scenario, reading, claims)


def weights(scenario: Scenario) -> dict[str, float]:
    """Posterior weights of readings, as they ship; none where none ship that fit, or they could not be ranked.

    Raises:
        QuestionError: what lies there holds no answer.
    """
    told = beside(scenario, FILE)
    if told is None or misfit(told, scenario) is not None:
        return {}
    return {one["id"]: one["weight"] for one in told["readings"] if one["weight"]}


def asked(rival: Rival, base: Model, happenings: str, each: int = 1) -> Prepared:
    """The question of a world asked of a reading, with the reading's own parameters.

    Args:
        rival: the reading.
        base: the world of the question.
        happenings: ``"recorded"`` or ``"drawn"``.
        each: histories in a row that have one draw.

    Raises:
        QuestionError: a change of the question cannot be made in the reading.
    """
    return prepare(
        rival.scenario, set=numbers(base), happenings=happenings, changes=base.changes, start=base.start,
        parameters=POSTERIOR, each=each,
    )  # fmt: skip


def _lives(scenario: Scenario) -> bool:
    """Whether a reading has parameters that fit it."""
    posterior = shipped(scenario)
    return posterior is not None and posterior.misfit(scenario) is None
