"""Readings as rival models, as they ship beside a scenario: what each weighs by the record, and its parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from selectorate.compiling import kernel_hash
from selectorate.ensemble.posterior import folder, shipped
from selectorate.ensemble.supposing import supposed
from selectorate.scenario import Scenario

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
    claims = [f"{name}=false" for name in scenario.false]
    made = [Rival(name, weight, supposed(scenario.before or scenario, name, claims)) for name, weight in found.items()]
    return tuple(made) if all(_lives(one.scenario) for one in made) else ()


def weights(scenario: Scenario) -> dict[str, float]:
    """Posterior weights of readings, as they ship; none where none ship that fit, or they could not be ranked."""
    path = folder(scenario) / FILE if scenario.places else None
    if path is None or not path.is_file():
        return {}
    told: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if (told["scenario_hash"], told["kernel_hash"]) != (scenario.hash, kernel_hash()):
        return {}
    return {one["id"]: one["weight"] for one in told["readings"] if one["weight"]}


def _lives(scenario: Scenario) -> bool:
    """Whether a reading has parameters that fit it."""
    posterior = shipped(scenario)
    return posterior is not None and posterior.misfit(scenario) is None
