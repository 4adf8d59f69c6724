"""``--html`` and ``--csv`` of every verb that has them: what is written beside the answer, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from selectorate import ensemble
from selectorate.cli import run
from selectorate.report import twinning

Call = Callable[..., Result]
COMMON = ("--histories", "100", "--seed", "7", "--no-store", "--quiet")
VERBS = {
    "run": ("run", "association", *COMMON),
    "compare": ("compare", "association", "--without", "chair_powers", *COMMON),
    "explain": ("explain", "association", *COMMON),
    "flow": ("flow", "association", *COMMON),
}
TABLES = {
    "run": {"endings", "outcomes", "removals", "committee"},
    "compare": {"differences", "endings", "outcomes", "removals", "committee", "divergence"},
    "explain": {
        "outcomes", "shapley", "interactions", "powers", "matrix", "matrix_swapped", "placebos", "removals",
        "divergence", "loop_sessions", "loop_links", "loop_holders",
    },
    "flow": {"loop_sessions", "loop_links", "loop_holders"},
}  # fmt: skip


@pytest.mark.parametrize("verb", list(VERBS))
def test_a_page_and_tables_are_written_and_named(call: Call, tmp_path: Path, verb: str) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "tables"
    said = call(*VERBS[verb], "--html", str(page), "--csv", str(folder))
    assert said.exit_code == 0, said.stderr
    assert said.stdout.splitlines()[-2:] == [f"The tables: {folder}", f"The report: {page}"]
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert {path.stem for path in folder.iterdir()} == TABLES[verb]
    assert call(*VERBS[verb]).stdout in said.stdout


@pytest.mark.parametrize("verb", list(VERBS))
def test_data_stay_data(call: Call, tmp_path: Path, verb: str) -> None:
    said = call(*VERBS[verb], "--json", "--html", str(tmp_path / "page.html"))
    assert said.exit_code == 0, said.stderr
    assert json.loads(said.stdout)["command"].split()[1] == verb
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize("option", ["--html", "--csv"])
def test_what_cannot_be_written_is_refused_before_anything_is_lived(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, verb: str
) -> None:
    monkeypatch.setattr(twinning, "step_by_step", None)
    monkeypatch.setattr(ensemble, "run", None)
    monkeypatch.setattr(twinning, "measured", None)
    said = call(*VERBS[verb], option, str(tmp_path / "no" / "place"))
    assert said.exit_code == 2
    assert "cannot write" in said.stderr
    assert said.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--html", "--csv"])
def test_a_sweep_has_no_page(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    monkeypatch.setattr(ensemble, "run", None)
    said = call(*VERBS["run"], "--sweep", "partisan=0:1:2", option, str(tmp_path / "x"))
    assert said.exit_code == 2
    assert "a sweep has no page" in said.stderr


def test_a_page_that_cannot_be_finished_leaves_no_tables(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run.Written.write.__globals__["whole"].os, "fsync", full)
    said = call(*VERBS["run"], "--html", str(tmp_path / "page.html"), "--csv", str(tmp_path / "tables"))
    assert said.exit_code == 1
    assert "No space left" in said.stderr
    assert list(tmp_path.iterdir()) == []
