"""A studio that shows an association with readings, and a client that asks it as its own page would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from selectorate.scenario import Scenario
from selectorate.studio.app import application
from selectorate.studio.asking import Shown
from selectorate.studio.guard import hosts
from selectorate.studio.jobs import Jobs
from selectorate.studio.studio import Studio


@pytest.fixture
def client(accounts: Scenario, tmp_path: Path) -> Iterator[TestClient]:
    """Asks a studio; its worker is started, and stopped at the end."""
    place = str(Path(next(iter(accounts.places.values()))[0]).parent)
    shown = {"accounts": Shown(accounts, place)}
    app = application(Studio(shown, Jobs(shown, tmp_path / "answers", str(tmp_path / "store"))), hosts(8765))
    with TestClient(app, base_url="http://localhost:8765") as asking:
        yield asking
