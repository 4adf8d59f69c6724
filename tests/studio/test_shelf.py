"""Files that change while the studio is open: read anew, refused with every place, and others go on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from selectorate.report import given
from selectorate.studio.asking import Shown

Asking = Callable[[Shown, Path], TestClient]
QUESTION = {"verb": "run", "scenario": "society", "histories": 100}
EVERY = ("", "/evidence", "/history", "/shipped/when", "/default/explain")


@pytest.fixture
def folder(society: Shown, tmp_path: Path) -> Path:
    """A scenario whose files may be changed."""
    found = tmp_path / "society"
    shutil.copytree(society.asked, found)
    return found


@pytest.fixture
def client(folder: Path, asking: Asking, tmp_path: Path) -> Iterator[TestClient]:
    with asking(Shown(*given(str(folder))), tmp_path) as made:
        yield made


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_changed_and_right_counts_from_then_on(
    client: TestClient, folder: Path, ended: Callable[..., dict[str, Any]]
) -> None:
    before = client.get("/api/scenarios/society").json()
    one = ended(client, client.post("/api/jobs", json=QUESTION).json()["id"])
    change(folder, "Ada Moreau", "Ada Morel")
    after = client.get("/api/scenarios/society").json()
    assert after["contenders"]["ada"]["name"] == "Ada Morel"
    assert after["hash"] != before["hash"]
    told = client.get("/api/scenarios/society/history").json()
    assert told["scenario_hash"] == after["hash"]
    other = ended(client, client.post("/api/jobs", json=QUESTION).json()["id"])
    assert other["id"] != one["id"], "the same question of another scenario is another"
    hashes = [client.get(f"/api/jobs/{job['id']}/answer").json()["scenario_hash"] for job in (one, other)]
    assert hashes == [before["hash"], after["hash"]]
    change(folder, "Ada Morel", "Ada Moreau")
    again = client.post("/api/jobs", json=QUESTION).json()
    assert (again["id"], again["state"]) == (one["id"], "done")


def test_what_is_wrong_is_said_with_its_place_and_others_go_on(client: TestClient, folder: Path) -> None:
    change(folder, "chosen_by: board", "chosen_by: bored")
    for path in EVERY:
        refused = client.get(f"/api/scenarios/society{path}")
        assert refused.status_code == 409, path
        said = refused.json()["detail"]
        assert "the files of society cannot be used as they are now" in said
        assert f"{folder / 'scenario.yaml'}:48:16: " in said
        assert "did you mean 'board'?" in said
    assert client.post("/api/jobs", json=QUESTION).status_code == 409
    assert [one["name"] for one in client.get("/api/scenarios").json()] == ["society", "association"]
    assert client.get("/api/scenarios/association").status_code == 200
    change(folder, "chosen_by: bored", "chosen_by: board")
    assert client.get("/api/scenarios/society").status_code == 200


def test_a_folder_that_is_gone_and_comes_back(client: TestClient, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    refused = client.get("/api/scenarios/society")
    assert refused.status_code == 409
    assert "no scenario" in refused.json()["detail"]
    folder.with_name("elsewhere").rename(folder)
    assert client.get("/api/scenarios/society").status_code == 200


def test_half_a_file(client: TestClient, folder: Path) -> None:
    path = folder / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: len(text) // 2], encoding="utf-8")
    assert client.get("/api/scenarios/society").status_code == 409
    path.write_text(text, encoding="utf-8")
    assert client.get("/api/scenarios/society").status_code == 200
