"""How property tests run: the same examples every time, however slow the machine; and nothing is kept for another."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from selectorate.ensemble import Store

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


@pytest.fixture
def killed() -> Callable[[subprocess.Popen[Any], Store], int]:
    """Kills a process at a moment nobody chose, once its store has ten blocks; says how many it left."""

    def kill(process: subprocess.Popen[Any], store: Store) -> int:
        try:
            end = time.monotonic() + 60
            while len(store.blocks()) < 10 and process.poll() is None:
                assert time.monotonic() < end
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
        finally:
            process.communicate()
        assert process.returncode == -signal.SIGKILL
        kept = len(store.blocks())
        assert kept >= 10
        return kept

    return kill
