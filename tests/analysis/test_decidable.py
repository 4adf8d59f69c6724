"""What a scenario may say and nobody could decide is refused, in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selectorate.analysis import undecidable
from selectorate.scenario import load
from selectorate.scenario.loading import SHIPPED


@pytest.mark.parametrize("name", ["association", "ussr-1922"])
def test_shipped_scenarios_can_be_decided(name: str) -> None:
    assert undecidable(load(name)) == []


@pytest.mark.parametrize(
    ("said", "place", "message"),
    [
        ("{following: {body: assembly, more_than: 0.5}}", "assembly", "drawn for one session: nobody has a following"),
        ("{every_other: {off: executive}}", "executive", "who is off 'executive' is not kept; it is kept of 'board'"),
        ("{any: [{campaign_open: true}, {opposed_blocs: {body: branches, at_least: 0.5}}]}", "branches", "no blocs"),
    ],
)
def test_each_is_found_in_its_place(tmp_path: Path, said: str, place: str, message: str) -> None:
    folder = Path(shutil.copytree(SHIPPED / "association", tmp_path / "society"))
    rules = (folder / "rules.yaml").read_text(encoding="utf-8")
    wrong = rules.replace("when: {following: {body: board, more_than: 0.5}}", f"when: {said}")
    assert wrong != rules
    (folder / "rules.yaml").write_text(wrong, encoding="utf-8")
    (problem,) = undecidable(load(folder))
    assert problem.file.endswith("rules.yaml")
    assert message in problem.message
    assert wrong.splitlines()[problem.line - 1][problem.column - 1 :].startswith(place)
