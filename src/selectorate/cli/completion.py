"""What a shell can complete, from names of files alone: nothing of a scenario is read."""

from __future__ import annotations

from pathlib import Path

SCENARIOS = Path(__file__).parent.parent / "scenarios"


def scenarios(begun: str) -> list[str]:
    """Names of shipped scenarios."""
    found = sorted(folder.name for folder in SCENARIOS.iterdir() if any(folder.glob("*.yaml")))
    return [name for name in found if name.startswith(begun)]


def parameters(begun: str) -> list[str]:
    """Names of parameters of the engine, each with its ``=``."""
    from selectorate.parameters import CATALOGUE

    return [f"{name}=" for name in CATALOGUE if name.startswith(begun)]
