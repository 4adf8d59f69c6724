"""A small scenario on which the tests of this room build, and a catalogue of its own that never changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selectorate import parameters
from selectorate.parameters import ParameterSpec

HERE = Path(__file__).parent

SMALL = (
    ParameterSpec("retention", "sessions", "share", 0, 1, "seats kept"),
    ParameterSpec("majority", "sessions", "exponent", 0.1, 20, "how far the largest following takes a vacancy"),
    ParameterSpec("turnover", "patronage", "1/month", 0, 1, "chance that a seat changes hands"),
)


@pytest.fixture
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine have three parameters, so that these files stay small and true."""
    monkeypatch.setattr(parameters, "CATALOGUE", {spec.name: spec for spec in SMALL})


@pytest.fixture
def minimal(tmp_path: Path, small_catalogue: None) -> Path:
    """A copy of the minimal scenario to write in."""
    return Path(shutil.copytree(HERE / "minimal", tmp_path / "minimal"))
