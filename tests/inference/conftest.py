"""The scenario of the party, and what a small question about it needs."""

from __future__ import annotations

import pytest

from selectorate.scenario import Scenario, load


@pytest.fixture(scope="session")
def ussr() -> Scenario:
    return load("ussr-1922")
