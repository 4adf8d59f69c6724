"""Answers on the disk: whole or not there, no more of them than is allowed, and none is lost where it is full."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from selectorate.errors import OutputError
from selectorate.studio import keeping
from selectorate.studio.keeping import Answer, Kept

ANSWER = Answer({"schema": "selectorate/run/1", "command": "selectorate run", "endings": {"open": 0.1}}, "<p>ä</p>")


def test_an_answer_comes_back(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "new" / "answers")
    assert kept.read("one") is None
    assert kept.write("one", ANSWER) is None
    assert kept.read("one") == ANSWER
    assert [path.name for path in kept.folder.iterdir()] == ["one.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "\ufeff{}", '{"document": 1, "page": null}', '{"document": {"schema": 1}, "page": null}',
     '{"document": {"schema": "", "command": ""}, "page": 5}', "[" * 100_000, '{"document": {"schema": "", "comm'],
)  # fmt: skip
def test_a_damaged_one_is_as_if_it_were_not_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "one.json").write_text(text, encoding="utf-8")
    assert Kept(tmp_path).read("one") is None
    assert Kept(tmp_path).write("one", ANSWER) is None
    assert Kept(tmp_path).read("one") == ANSWER


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(b"\xff\xfe")
    assert Kept(tmp_path).read("one") is None


def test_the_oldest_go_first(tmp_path: Path) -> None:
    kept = Kept(tmp_path, files=3)
    for number in range(5):
        kept.write(f"{number}", ANSWER)
        os.utime(tmp_path / f"{number}.json", ns=(number, number))
    assert {path.stem for path in tmp_path.iterdir()} == {"2", "3", "4"}
    kept.read("2")  # what is asked for again counts as new
    kept.write("5", ANSWER)
    assert {path.stem for path in tmp_path.iterdir()} == {"2", "4", "5"}


def test_they_take_no_more_room_than_is_allowed(tmp_path: Path) -> None:
    size = 4 * len(str(ANSWER))
    kept = Kept(tmp_path, room=3 * size)
    for number in range(20):
        kept.write(f"{number}", ANSWER)
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3 * size
    assert kept.read("19") == ANSWER
    large = Answer(ANSWER.document, "x" * 10 * size)
    kept.write("large", large)
    assert kept.read("large") == large, "one is kept however large it is"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_program_left_goes_after_a_day(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    for name, age in ((".old.json.1.part", 2 * keeping.DAY), (".new.json.2.part", 60.0)):
        (tmp_path / name).write_text("half", encoding="utf-8")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    kept.write("one", ANSWER)
    assert {path.name for path in tmp_path.iterdir()} == {".new.json.2.part", "one.json"}


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    wrong = Kept(tmp_path / "file").write("one", ANSWER)
    assert wrong is not None
    assert "file" in wrong
    assert Kept(tmp_path / "file").read("one") is None


def test_a_full_disk_is_said_once_and_the_answer_given(
    lasting: TestClient, ended: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OutputError("cannot write 'x.json': No space left on device")

    heard: list[str] = []
    jobs = lasting.app.state.jobs
    monkeypatch.setattr(jobs, "tell", heard.append)
    monkeypatch.setattr(keeping, "write", full)
    for seed in (1, 2):
        question = {"verb": "run", "scenario": "society", "histories": 100, "seed": seed}
        job = ended(lasting, lasting.post("/api/jobs", json=question).json()["id"])
        assert job["state"] == "done"
        assert job["note"] == "this answer is not kept for another time: cannot write 'x.json': No space left on device"
        assert lasting.get(f"/api/jobs/{job['id']}/answer").json()["histories"] == 100
        assert lasting.get(f"/api/jobs/{job['id']}/page").status_code == 200
    assert heard == [f"selectorate: {job['note']}"]


def test_a_store_that_cannot_be_written_is_said_and_the_answer_given(
    lasting: TestClient, ended: Callable[..., dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    jobs = lasting.app.state.jobs
    monkeypatch.setattr(jobs, "store", str(tmp_path / "file"))
    if jobs.worker is not None:
        jobs.worker.process.kill()
        jobs.worker.process.join()  # the next one is told of the other store
    question = {"verb": "run", "scenario": "society", "histories": 100, "seed": 3}
    job = ended(lasting, lasting.post("/api/jobs", json=question).json()["id"])
    assert job["state"] == "done", job
    assert "nothing is kept for another time" in job["note"]
