"""The scenario of the party, and a club that is lived more quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from selectorate.scenario import Scenario, load


@pytest.fixture(scope="session")
def ussr() -> Scenario:
    return load("ussr-1922")


@pytest.fixture(scope="session")
def club() -> Scenario:
    """Three years of three rivals; two of its parameters are free, and it has no record of its own."""
    return load(Path(__file__).parents[1] / "societies" / "club")
