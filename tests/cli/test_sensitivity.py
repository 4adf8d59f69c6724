"""The verb that says which guess matters most."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable

import pytest
from typer.testing import Result

Call = Callable[..., Result]
ASKED = ("sensitivity", "association", "--samples", "8", "--histories", "5", "--no-store")
CHANGING = {"seconds", "threads", "provenance"}


def test_as_json(call: Call) -> None:
    said = call(*ASKED, "--json", "--quiet")
    assert (said.exit_code, said.stderr) == (0, "")
    d = json.loads(said.stdout)
    assert d["schema"] == "selectorate/sensitivity/1"
    assert {"id", "kind", "members", "first", "first_error", "total", "total_error"} <= d["groups"][0].keys()
    assert [(one["id"], one["kind"]) for one in d["groups"]] == [
        ("always", "parameters"), ("patronage", "parameters"), ("sessions", "parameters"), ("patrons", "judged"),
    ]  # fmt: skip
    assert [one["id"] for one in d["outputs"]] == ["board_majority:ada"]
    assert d["outputs"][0]["groups"][0]["total"] == d["groups"][0]["total"]
    assert 0 < d["luck"] < 1
    assert (d["samples"], d["points"], d["histories"], d["lived"], d["seed"]) == (8, 48, 5, 240, 1)
    assert d["median_scores"] == {}
    again = json.loads(call(*shlex.split(d["command"])[1:], "--threads", "1", "--json").stdout)
    assert {key: again[key] for key in again if key not in CHANGING} == {
        key: d[key] for key in d if key not in CHANGING
    }


def test_as_text(call: Call) -> None:
    said = call(*ASKED, "--outcome", "board_majority:ada")
    lines = said.stdout.splitlines()
    assert (said.exit_code, said.stderr) == (0, "")
    assert lines[1] == "48 points (8 samples of 4 groups), 5 histories each, seed 1."
    assert lines[2].startswith("Which guess matters most for board_majority:ada: the parameters of ")
    assert lines[-1] == (
        "selectorate sensitivity association --outcome board_majority:ada --samples 8 --histories 5 --seed 1"
    )


def test_an_outcome_that_no_guess_moves(call: Call) -> None:
    said = call(*ASKED, "--outcome", "holds_chair:ada").stdout
    assert "No guess matters: holds_chair:ada comes in 100 % of histories at every point." in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--samples", "300"), "samples must be a power of two from 2 on, such as 256 or 512, not 300"),
        (("--outcome", "nothing"), "unknown ending or outcome 'nothing'"),
        (("--histories", "1"), "histories must be from 2 to 100,000, not 1"),
        (("--store", "somewhere"), "not both"),
    ],
)
def test_refused(call: Call, words: tuple[str, ...], told: str) -> None:
    said = call(*ASKED, *words)
    assert (said.exit_code, said.stdout) == (2, "")
    assert told in said.stderr


def test_without_the_extra(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample.sobol", None)
    said = call(*ASKED)
    assert (said.exit_code, said.stdout) == (2, "")
    assert 'pip install "selectorate[analysis]"' in said.stderr
