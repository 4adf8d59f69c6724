"""How property tests run: the same examples every time, however slow the machine; and nothing is kept for another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("tests", deadline=None, derandomize=True)
settings.load_profile("tests")

NUMBERS = count()


@pytest.fixture(scope="session", autouse=True)
def _stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the store of whoever runs it."""
    folder = tmp_path_factory.mktemp("stores")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SELECTORATE_STORE", str(folder / "shared"))
        yield folder


@pytest.fixture(autouse=True)
def _store(_stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads what another has kept."""
    monkeypatch.setenv("SELECTORATE_STORE", str(_stores / f"{next(NUMBERS)}"))
