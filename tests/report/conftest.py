"""Answers about the small society and about the party."""

from __future__ import annotations

import pytest

from selectorate import report
from selectorate.report import Answer


@pytest.fixture(scope="session")
def answer() -> Answer:
    return report.run("association", histories=200, seed=7)


@pytest.fixture(scope="session")
def party() -> Answer:
    """Few histories of the party: enough to have every section."""
    return report.run("ussr-1922", histories=20, seed=7)
