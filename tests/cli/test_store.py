"""The store at a prompt: used where nobody forbids it, listed, emptied, and said where something is wrong with it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from selectorate import report
from selectorate.compiling import kernel_hash
from selectorate.ensemble import Store

Call = Callable[..., Result]
RUN = ("run", "association", "--histories", "600", "--seed", "7", "--json")
CHANGING = {"seconds", "threads", "provenance"}


def told(said: Result) -> dict[str, Any]:
    assert said.exit_code == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def blocks(said: Result) -> tuple[int, int]:
    found = told(said)["provenance"]["blocks"]
    return found["read"], found["computed"]


def test_a_repeated_question_is_read(call: Call) -> None:
    one, two, three = call(*RUN), call(*RUN), call(*RUN, "--no-store")
    assert [blocks(said) for said in (one, two, three)] == [(0, 3), (3, 0), (0, 0)]
    assert one.stderr == two.stderr == ""
    answers = [{key: value for key, value in told(said).items() if key not in CHANGING} for said in (one, two, three)]
    assert answers[0] == answers[1] == answers[2]
    assert "store" not in answers[0]["command"]


def test_python_keeps_nothing_unless_asked(call: Call, tmp_path: Path) -> None:
    call(*RUN)
    assert report.run("association", histories=600, seed=7).document()["provenance"]["blocks"]["read"] == 0
    with Store(os.environ["SELECTORATE_STORE"]) as store:
        many = report.run("association", histories=600, seed=7, store=store)
        assert many.document()["provenance"]["blocks"] == {"read": 3, "computed": 0}


def test_it_lies_where_one_says(call: Call, tmp_path: Path) -> None:
    assert blocks(call(*RUN, "--store", str(tmp_path / "mine"))) == (0, 3)
    assert blocks(call(*RUN)) == (0, 3)
    assert blocks(call(*RUN, "--store", str(tmp_path / "mine"))) == (3, 0)


def test_replay_looks_through_what_is_kept(call: Call, tmp_path: Path) -> None:
    words = ("replay", "association", "--find", "typical", "--histories", "600", "--seed", "7", "--json")
    folder = ("--store", str(tmp_path))
    call(*RUN, *folder)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.glob("*.parquet")}
    found, plain = told(call(*words, *folder)), told(call(*words, "--no-store"))
    assert found["history"] == plain["history"]
    assert {file: file.stat().st_mtime_ns for file in tmp_path.glob("*.parquet")} == before
    assert len(before) == 3


def test_damage_is_said(call: Call, tmp_path: Path) -> None:
    folder = ("--store", str(tmp_path))
    plain = told(call(*RUN, *folder))["endings"]
    for count, said in (
        (1, "1 block of the store was damaged and was"),
        (3, "3 blocks of the store were damaged and were"),
    ):
        for file in sorted(tmp_path.glob("*.parquet"))[:count]:
            file.write_bytes(file.read_bytes()[:-1])
        again = call(*RUN, *folder)
        assert (again.stderr, blocks(again)) == (f"selectorate: {said} computed again\n", (3 - count, count))
        assert told(again)["endings"] == plain
    next(tmp_path.glob("*.parquet")).unlink()
    assert call(*RUN, *folder, "--quiet").stderr == ""


@pytest.mark.parametrize("verb", [("run",), ("replay", "--find", "typical"), ("replay",)])
def test_here_and_nowhere_is_a_mistake(call: Call, tmp_path: Path, verb: tuple[str, ...]) -> None:
    said = call(verb[0], "association", *verb[1:], "--store", str(tmp_path), "--no-store")
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr == "selectorate: --store says where blocks are kept and --no-store that none are: not both\n"
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_was_asked_for_has_to_be_one(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("--store", "/proc/store"), ()):
        said = call(*RUN, *words)
        assert (said.exit_code, said.stdout) == (2, "")
        assert said.stderr == "selectorate: there can be no store in '/proc/store': No such file or directory\n"
        monkeypatch.setenv("SELECTORATE_STORE", "/proc/store")
    assert call(*RUN, "--no-store").exit_code == 0


def test_without_a_place_it_answers_all_the_same(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SELECTORATE_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/cache")
    said = call(*RUN)
    assert blocks(said) == (0, 0)
    assert said.stderr.startswith("selectorate: nothing is kept for another time: there can be no store in '/proc/")
    assert said.stderr.count("\n") == 1
    assert call(*RUN, "--quiet").stderr == ""


def test_the_users_cache_is_the_default(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SELECTORATE_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    call(*RUN)
    assert len(list((tmp_path / "selectorate" / "store").glob("*.parquet"))) == 3


def test_a_full_disk_ends_a_store_that_was_asked_for(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("selectorate.ensemble.store.os.fsync", full)
    said = call(*RUN, "--store", str(tmp_path))
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == f"selectorate: cannot write to the store '{tmp_path}': No space left on device\n"
    monkeypatch.delenv("SELECTORATE_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    said = call(*RUN)
    assert said.exit_code == 0
    assert said.stderr.startswith("selectorate: not everything is kept for another time: cannot write to the store ")


def test_list_and_clean(call: Call, tmp_path: Path) -> None:
    folder = ("--store", str(tmp_path / "store"))
    assert call("store", "list", *folder).stdout == f"{tmp_path}/store: 0 blocks, 0 bytes\n"
    assert call("store", "clean", *folder).stdout == f"{tmp_path}/store: removed 0 blocks, 0 bytes\n"
    assert list(tmp_path.iterdir()) == []
    call(*RUN, *folder)
    d = told(call("store", "list", "--json", *folder))
    assert (d["schema"], d["kernel"], len(d["blocks"])) == ("selectorate/store/1", kernel_hash(), 3)
    assert [(block["scenario"], block["first"], block["count"]) for block in d["blocks"]] == [
        ("association", 0, 250), ("association", 250, 250), ("association", 500, 100),
    ]  # fmt: skip
    assert d["bytes"] == sum(file.stat().st_size for file in (tmp_path / "store").glob("*.parquet"))
    lines = call("store", "list", *folder).stdout.splitlines()
    assert lines[0] == f"{tmp_path}/store: 3 blocks, {d['bytes']:,} bytes"
    assert lines[1].startswith(f"  association: 600 histories in 3 blocks, {d['bytes']:,} bytes; last ")
    said = call("store", "clean", *folder)
    assert (said.exit_code, said.stdout) == (0, f"{tmp_path}/store: removed 3 blocks, {d['bytes']:,} bytes\n")
    assert told(call("store", "list", "--json", *folder))["blocks"] == []
    assert blocks(call(*RUN, *folder)) == (0, 3)


def test_what_another_kernel_made_is_told_apart(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ("--store", str(tmp_path))
    call(*RUN, *folder)
    with monkeypatch.context() as patch:
        patch.setattr("selectorate.ensemble.keeping.kernel_hash", lambda: "f" * 64)
        assert blocks(call(*RUN, *folder)) == (0, 3)
    text = call("store", "list", *folder).stdout
    assert ", by another kernel (ffffffffffff); last " in text
    assert call("store", "clean", "--other-kernels", *folder).stdout.startswith(f"{tmp_path}: removed 3 blocks, ")
    assert blocks(call(*RUN, *folder)) == (3, 0)


def test_the_store_says_what_it_can(call: Call) -> None:
    said = call("store", "--help")
    assert all(f"\n  {verb} " in said.stdout for verb in ("list", "clean"))
