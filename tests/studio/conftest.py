"""Studios that show an association, and clients that ask them as their own page would."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from selectorate.cli.app import app as command
from selectorate.ensemble.posterior import folder
from selectorate.report import given
from selectorate.scenario import Scenario
from selectorate.scenario.loading import SHIPPED
from selectorate.studio.app import application
from selectorate.studio.asking import Shown
from selectorate.studio.guard import hosts
from selectorate.studio.jobs import Jobs
from selectorate.studio.shelf import Shelf
from selectorate.studio.studio import Studio

MADE = {"seconds", "threads", "provenance"}
"""What an answer says of its making; all else is the same whenever it is made."""


Asking = Callable[[Shown, Path], TestClient]


@pytest.fixture(scope="session")
def asking() -> Asking:
    """Asks a studio that shows a scenario by its name; its worker lives as long as this is open."""

    def ask(shown: Shown, kept: Path) -> TestClient:
        shelf = Shelf({shown.scenario.name: shown}, {"association": "association"})
        app = application(Studio(shelf, Jobs(kept / "answers", str(kept / "store"))), hosts(8765))
        return TestClient(app, base_url="http://localhost:8765")

    return ask


@pytest.fixture
def client(accounts: Scenario, asking: Asking, tmp_path: Path) -> Iterator[TestClient]:
    """Asks a studio of an association with readings."""
    with asking(Shown(accounts, str(folder(accounts))), tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """An association in a folder of its own, whose files may be changed."""
    place = tmp_path_factory.mktemp("scenarios") / "society"
    shutil.copytree(SHIPPED / "association", place)
    return Shown(*given(str(place)))


@pytest.fixture(scope="module")
def lasting(society: Shown, asking: Asking, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Asks one studio of a society through all tests of a file."""
    with asking(society, tmp_path_factory.mktemp("kept")) as made:
        yield made


@pytest.fixture
def ended() -> Callable[[TestClient, str], dict[str, Any]]:
    """Waits for a job; it comes back when it has ended."""

    def wait(client: TestClient, name: str) -> dict[str, Any]:
        end = time.monotonic() + 120
        while (job := client.get(f"/api/jobs/{name}").json())["state"] in ("waiting", "running"):
            assert time.monotonic() < end
            time.sleep(0.02)
        found: dict[str, Any] = job
        return found

    return wait


@pytest.fixture
def typed() -> Callable[..., Any]:
    """What a command prints with ``--json``."""

    def call(*words: str) -> Any:
        said = CliRunner().invoke(command, [*words, "--json", "--no-store"])
        assert said.exit_code == 0, said.stderr
        return json.loads(said.stdout)

    return call


@pytest.fixture
def settled() -> Callable[[Any], Any]:
    """A document without what it says of its making."""

    def strip(told: Any) -> Any:
        if isinstance(told, dict):
            return {name: strip(value) for name, value in told.items() if name not in MADE}
        return [strip(one) for one in told] if isinstance(told, list) else told

    return strip
