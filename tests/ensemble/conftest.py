"""The small society, and a few histories of it."""

from __future__ import annotations

import pytest

from selectorate import ensemble
from selectorate.ensemble import Ensemble
from selectorate.scenario import Scenario, load


@pytest.fixture(scope="session")
def association() -> Scenario:
    return load("association")


@pytest.fixture(scope="session")
def many(association: Scenario) -> Ensemble:
    return ensemble.run(association, histories=100, seed=7, threads=1, block=100)
