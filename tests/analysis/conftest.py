"""Histories made by hand: three contenders, two offices, three bodies, three rungs, months 0 to 71."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from selectorate.analysis.conditions import Seen
from selectorate.ensemble import Columns, prepare
from selectorate.scenario import Scenario, load

CONTENDERS, OFFICES, BODIES, RUNGS, SITTINGS = 3, 2, 3, 3, 6


@pytest.fixture(scope="session")
def association() -> Scenario:
    return load("association")


def _blank(k: int) -> Columns:
    n = CONTENDERS
    return Columns(
        reached=np.full((k, n, RUNGS), -1, np.int16),
        following=np.zeros((k, SITTINGS, n + 1), np.int16),
        final=np.zeros((k, BODIES, n + 1), np.int16),
        blocs=np.zeros((k, BODIES), np.int16),
        holders=np.full((k, OFFICES), -1, np.int16),
        lost=np.full((k, OFFICES), -1, np.int16),
        status=np.zeros((k, n), np.int8),
        campaign=np.zeros(k, np.int8),
        owned=np.zeros((k, n), np.float32),
    )


@pytest.fixture
def blank() -> Callable[[int], Columns]:
    """So many histories in which nothing happened."""
    return _blank


@pytest.fixture
def seen(association: Scenario) -> Callable[[Columns], Seen]:
    """Columns as a condition sees them, read at month 60, with 0, 9 and 7 seats."""
    names = replace(
        prepare(association).names,
        contenders=("ada", "ben", "chen"),
        bodies=("branches", "board", "cabinet"),
        offices=("chair", "treasurer"),
        rungs=("censured", "stripped", "expelled"),
    )
    return lambda columns: Seen(columns, names, association, 60, (0, 9, 7))
