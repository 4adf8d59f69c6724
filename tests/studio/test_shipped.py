"""What a page opens with: made by the same functions, given at once where it fits, and as it would be made again."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from selectorate.cli.app import app
from selectorate.compiling import kernel_hash
from selectorate.errors import QuestionError
from selectorate.report import given
from selectorate.scenario.loading import SHIPPED
from selectorate.studio import shipped
from selectorate.studio.asking import Shown, Which
from selectorate.studio.histories import told

FEW = {"explained": 100, "compared": 100}
Settled = Callable[[Any], Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario with what ships beside it."""
    found = tmp_path_factory.mktemp("shipping") / "society"
    shutil.copytree(SHIPPED / "association", found)
    made = shipped.made(Shown(*given(str(found))), **FEW)
    (found / shipped.FILE).write_bytes(shipped.packed(made))
    return found


def read(folder: Path) -> Any:
    """What ships."""
    return json.loads(gzip.decompress((folder / shipped.FILE).read_bytes()))


@pytest.fixture
def client(folder: Path, asking: Callable[[Shown, Path], TestClient], tmp_path: Path) -> Iterator[TestClient]:
    with asking(Shown(*given(str(folder))), tmp_path) as made:
        yield made


def test_it_says_what_it_was_made_for(folder: Path) -> None:
    found = read(folder)
    home = given(str(folder))[0]
    assert (found["schema"], found["scenario_hash"], found["kernel_hash"]) == (
        "selectorate/studio/1", home.hash, kernel_hash(),
    )  # fmt: skip
    assert found["command"] == f"selectorate studio {folder} --again"
    assert list(found["histories"]) == ["typical"], "without a record none is closest to it"
    for verb in ("explain", "compare"):
        document = found["answers"][verb]["document"]
        assert document["command"].startswith(f"selectorate {verb} {folder} ")
        assert "--histories 100 --seed 1" in document["command"]
        assert found["answers"][verb]["page"].startswith("<!DOCTYPE html>")


def test_it_is_given_at_once(client: TestClient, folder: Path, settled: Settled) -> None:
    found = read(folder)
    for verb in ("explain", "compare"):
        assert client.get(f"/api/scenarios/society/default/{verb}").json() == found["answers"][verb]["document"]
        assert client.get("/api/scenarios/society").json()["ships"][verb] is None
    told = client.get("/api/scenarios/society/history", params={"find": "typical", "number": 5})
    assert told.json() == found["histories"]["typical"]

    explain = {"verb": "explain", "scenario": "society", "histories": 100}
    same = [
        explain,
        explain | {"outcome": "board_majority:ada"},
        explain | {"factor": "chair_powers"},
        explain | {"factor": "chair_powers:elected", "readings": None},
        {"verb": "compare", "scenario": "society", "histories": 100, "without": ["chair_powers:elected"]},
    ]
    for question in same:
        job = client.post("/api/jobs", json=question).json()
        assert job["state"] == "done", question
        answer = found["answers"][question["verb"]]
        assert client.get(f"/api/jobs/{job['id']}/answer").json() == answer["document"]
        assert client.get(f"/api/jobs/{job['id']}/page").text == answer["page"]
    for question in (explain | {"seed": 2}, explain | {"histories": 101}, explain | {"outcome": "board_majority:ben"}):
        job = client.post("/api/jobs", json=question).json()
        assert job["state"] in ("waiting", "running"), question
        client.delete(f"/api/jobs/{job['id']}")


def test_it_is_as_it_would_be_made_again(folder: Path, settled: Settled) -> None:
    found = read(folder)
    again = shipped.made(Shown(*given(str(folder))), **FEW)
    assert settled(again) == settled(found)
    assert shipped.packed(found) == (folder / shipped.FILE).read_bytes()


@pytest.mark.parametrize("change", ["scenario", "kernel", "posterior", "damaged", "none"])
def test_what_does_not_fit_is_not_given(
    client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    file = folder / shipped.FILE
    data, found, beside = file.read_bytes(), read(folder), folder / "posterior.npz"
    try:
        if change == "posterior":
            beside.write_bytes(b"another")
        elif change == "none":
            file.unlink()
        elif change == "damaged":
            file.write_bytes(data[:1000])
        else:
            file.write_bytes(shipped.packed(found | {f"{change}_hash": "0" * 64}))
        home = given(str(folder))[0]
        shown = Shown(home, str(folder))
        assert shipped.history(shown, Which(find="typical")) is None
        question = shipped.questions(home, **FEW)["explain"]
        assert shipped.ready(question, shown) is None
        with pytest.raises(QuestionError, match="--again"):
            shipped.shipped(home)
        refused = client.get("/api/scenarios/society/default/explain")
        ships = client.get("/api/scenarios/society").json()["ships"]
        assert ships["explain"] == refused.json()["detail"]
        assert ships["essays"] == "no answer of that kind ships with society"
        assert refused.status_code == 404
        assert "--again" in refused.json()["detail"]
    finally:
        beside.unlink(missing_ok=True)
        file.write_bytes(data)


def test_the_command_writes_it_and_opens_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = shipped.made
    monkeypatch.setattr(shipped, "made", lambda shown, **options: few(shown, **FEW, store=options["store"]))
    copied = tmp_path / "society"
    shutil.copytree(folder, copied)
    (copied / shipped.FILE).unlink()
    said = CliRunner().invoke(app, ["studio", str(copied), "--again", "--store", str(tmp_path / "store")])
    assert (said.exit_code, said.stdout) == (0, "")
    assert f"What the page opens with: {copied / shipped.FILE}" in said.stderr
    assert "compare" in shipped.shipped(given(str(copied))[0])["answers"]
    assert [path.name for path in copied.iterdir() if path.name.startswith(".")] == []
    refused = CliRunner().invoke(app, ["studio", str(copied), "--again", "--port", "8765"])
    assert (refused.exit_code, "not with --port" in refused.stderr) == (2, True)


def test_what_ships_with_the_package(folder: Path, settled: Settled) -> None:
    """It fits, holds all that an answer holds, and its first history is to the bit the one that is lived now."""
    for name in [one.name for one in SHIPPED.iterdir() if (one / shipped.FILE).is_file()]:
        home, asked = given(name)
        found = shipped.shipped(home)
        assert found["histories"].keys() == shipped.histories(home).keys()
        assert found["answers"].keys() == shipped.questions(home).keys()
        for verb, one in read(folder)["answers"].items():
            assert found["answers"][verb]["document"].keys() == one["document"].keys(), verb
        first = found["histories"]["typical"]
        again = told(Shown(home, asked), Which(number=first["history"]))
        same = {"find": first["find"], "searched": first["searched"]}
        assert json.loads(json.dumps(settled(again))) | same == settled(first)
