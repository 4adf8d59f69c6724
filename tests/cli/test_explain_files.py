"""``explain --html`` and ``--csv``: what is written beside the answer, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from selectorate.cli import explain as verb

Call = Callable[..., Result]
EXPLAIN = ("explain", "association", "--histories", "100", "--seed", "7", "--no-store", "--quiet")


def test_a_page_and_tables_are_written_and_named(call: Call, tmp_path: Path) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "tables"
    said = call(*EXPLAIN, "--html", str(page), "--csv", str(folder))
    assert said.exit_code == 0, said.stderr
    assert said.stdout.splitlines()[-2:] == [f"The tables: {folder}", f"The report: {page}"]
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert {path.stem for path in folder.iterdir()} == {
        "outcomes", "shapley", "interactions", "powers", "matrix", "matrix_swapped", "placebos",
        "loop_sessions", "loop_links", "loop_holders",
    }  # fmt: skip


def test_data_stay_data(call: Call, tmp_path: Path) -> None:
    said = call(*EXPLAIN, "--json", "--html", str(tmp_path / "page.html"))
    assert said.exit_code == 0, said.stderr
    assert json.loads(said.stdout)["scenario_hash"] in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--html", "--csv"])
def test_what_cannot_be_written_is_refused_before_anything_is_lived(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr(verb, "explained_step_by_step", None)
    said = call(*EXPLAIN, option, str(tmp_path / "no" / "place"))
    assert said.exit_code == 2
    assert "cannot write" in said.stderr
    assert said.stdout == ""
    assert list(tmp_path.iterdir()) == []
