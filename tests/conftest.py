"""How property tests run: the same examples every time, however slow the machine; and nothing is kept for another."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

from selectorate.compiling import kernel_hash
from selectorate.ensemble import Store
from selectorate.ensemble.luck import luck as luck_of
from selectorate.ensemble.posterior import Posterior
from selectorate.record.priors import Priors
from selectorate.scenario import Scenario
from selectorate.simulation.build import build

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


def posterior(home: Scenario, names: Sequence[str] | None = None, *, draws: int = 7) -> Posterior:
    """Some draws from the priors of a scenario, by default of its free parameters, in the place of a posterior."""
    priors = Priors.of(home, names)
    luck = np.random.default_rng(1922)
    years = luck_of(build(home).worlds[0], 1, 0, 1).shape[1]
    keys = luck.integers(0, 2**64, (draws, years), np.uint64)
    return Posterior(priors.names, priors.draw(luck, draws), keys, np.zeros(draws), home.hash, kernel_hash())


@pytest.fixture(scope="session")
def make_posterior() -> Callable[..., Posterior]:
    """Makes draws for a scenario, so many, of its free parameters or of those named."""
    return posterior
