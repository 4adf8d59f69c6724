"""How property tests run: the same examples every time, however slow the machine; and nothing is kept for another."""

from __future__ import annotations

import json
import shutil
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
from selectorate.ensemble.priors import Priors
from selectorate.ensemble.supposing import supposed
from selectorate.scenario import Scenario, load
from selectorate.scenario.loading import SHIPPED
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


ACCOUNTS = """\
sources:
  minutes: {author: A clerk, title: Minutes, year: "2003", kind: notes, consulted: true}
claims:
  grateful:
    {statement: The appointed are grateful., kind: causal, status: disputed, sources: [{source: minutes}]}
  listed: {statement: There is a list., kind: fact, status: supported, sources: [{source: minutes}]}
readings:
  machine:
    {title: After A, after: [A], mechanism: All owe their places., implications: [], asserts: [patronage],
     priors: {partisan: {prior: {uniform: [0.9, 1.0]}, because: All are grateful.}}}
  club:
    {title: After B, after: [B], mechanism: Nobody owes anything., implications: [], asserts: [sessions],
     priors: {partisan: {prior: {uniform: [0.0, 0.1]}, because: Nobody is grateful.}},
     changes: [{set: {parameter: slate, value: 0}}]}
  luck:
    {title: "Control, after C", after: [C], control: true, mechanism: Chance., implications: [], asserts: [sessions],
     priors: {turnover: {prior: {uniform: [0.05, 0.1]}, because: Heads come and go.}}}
doubts:
  grateful:
    because: If they are not, hardly anybody owes his place.
    priors: {partisan: {prior: {uniform: [0.0, 0.05]}, because: Nobody is grateful.}}
    changes: [{set: {parameter: slate, value: 0}}]
assertions:
  powers:
    {text: The powers of the chair made her majority., essay: minutes, claims: [grateful], outcome: "board_majority:ada",
     factor: chair_powers, expects: falls}
  later:
    {text: "By 2004 it was decided.", essay: minutes, claims: [grateful], outcome: "board_majority:ada",
     changes: [{abolish_power: {office: chair, powers: [appoint, slate]}}], from: 2006-06, expects: stays}
"""
WEIGHTS = {"machine": 0.75, "club": 0.25, "luck": None}


@pytest.fixture
def accounts(tmp_path: Path) -> Scenario:
    """An association with readings, a doubt and assertions, a posterior, and weights and posteriors of its readings."""
    place = tmp_path / "accounts"
    shutil.copytree(SHIPPED / "association", place)
    (place / "accounts.yaml").write_text(ACCOUNTS, encoding="utf-8")
    home = load(str(place))
    posterior(home, ["partisan", "slate", "turnover"]).save(place / "posterior.npz")
    (place / "readings").mkdir()
    for name in WEIGHTS:
        posterior(supposed(home, name)).save(place / "readings" / f"{name}.npz")
    told = {"scenario_hash": home.hash, "kernel_hash": kernel_hash(), "command": "selectorate readings --again"}
    rows = [{"id": name, "weight": weight} for name, weight in WEIGHTS.items()]
    (place / "readings.json").write_text(json.dumps(told | {"readings": rows}), encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def make_posterior() -> Callable[..., Posterior]:
    """Makes draws for a scenario, so many, of its free parameters or of those named."""
    return posterior
