"""The verb `record`: the contract of its JSON, another record, and what is refused."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from selectorate import ensemble, scenario
from selectorate.cli.app import app
from selectorate.compiling import kernel_hash
from selectorate.ensemble.luck import luck
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.priors import Priors

Call = Callable[..., Result]
ASKED = ("record", "ussr-1922", "--histories", "20", "--seed", "7")
CLUB = str(Path(__file__).parents[1] / "societies" / "club")
"""Quicker to read; it has no record of its own."""

TARGET = """\
targets:
  turnover:
    kind: dynamic
    title: What part of the secretaries changes places
    statistic: {fn: turnover, args: {at: 2002-06}}
    value: 0.61
    low: 0.49
    high: 0.73
    kernel: normal
    width: 0.12
    confidence: high
"""


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    said = CliRunner().invoke(app, [*ASKED, "--json", "--quiet"])
    assert (said.exit_code, said.stderr) == (0, "")
    found: dict[str, Any] = json.loads(said.stdout)
    return found


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A record of one fact, in a file of its own."""
    file = tmp_path / "mine.yaml"
    file.write_text(TARGET)
    return file


def test_the_contract_of_its_json(answer: dict[str, Any]) -> None:
    keys = {"id", "kind", "recorded", "median", "p05", "p95", "low", "high", "within", "happens", "met", "covered"}
    assert len(answer["targets"]) == 34
    for row in answer["targets"]:
        assert row.keys() == {*keys, "score"}
        assert row["kind"] in ("dynamic", "input", "structural")
        assert isinstance(row["met"], bool)
        assert 0.0 <= row["within"] <= 1.0
    own = [row for row in answer["targets"] if row["kind"] == "dynamic"]
    assert answer["dynamic"] == len(own) == 27
    assert answer["met"] == sum(row["met"] for row in own)
    assert answer["covered"] == sum(row["covered"] for row in own)
    assert isinstance(answer["score"], float)
    assert answer["conditioned"]["met"] >= answer["met"]
    assert [row["id"] for row in answer["conditioned"]["targets"]] == [row["id"] for row in answer["targets"]]
    assert answer["parameters"] == "posterior"
    guesses = {"uniform", "office_holder_leads", "standing", "weighted_median", "prior_predictive"}
    assert answer["baselines"].keys() == guesses
    for one in answer["baselines"].values():
        assert {"score", "ours", "targets"} <= one.keys()


def test_the_command_in_an_answer_gives_the_answer(call: Call, answer: dict[str, Any]) -> None:
    assert answer["command"] == " ".join(ASKED).replace("record", "selectorate record", 1)
    again = json.loads(call(*shlex.split(answer["command"])[1:], "--threads", "2", "--json").stdout)
    changing = ("seconds", "threads", "provenance")
    assert {**again, **{key: answer[key] for key in changing}} == answer


def test_as_text(call: Call) -> None:
    said = call(*ASKED, "--quiet")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.startswith("The Bolshevik party apparatus")
    assert "What the model has to bring about: 27" in said.stdout
    assert "-0.00" not in said.stdout
    assert said.stdout.rstrip().endswith("selectorate record ussr-1922 --histories 20 --seed 7")


def test_with_a_posterior_what_is_conditioned_stands_beside(call: Call, tmp_path: Path) -> None:
    found = scenario.load("ussr-1922")
    priors, world = Priors.of(found), ensemble.prepare(found).worlds[0]
    draws = priors.draw(np.random.default_rng(7), 4)
    path = tmp_path / "made.npz"
    Posterior(priors.names, draws, luck(world, 9, 0, 4), np.zeros(4), found.hash, kernel_hash()).save(path)
    answer = json.loads(call(*ASKED, "--parameters", str(path), "--json", "--quiet").stdout)
    assert answer["conditioned"].keys() == {"targets", "met", "covered", "dynamic", "score"}
    assert [row["id"] for row in answer["conditioned"]["targets"]] == [row["id"] for row in answer["targets"]]
    assert answer["parameters"] == str(path)
    assert answer["command"] == f"selectorate record ussr-1922 --parameters {path} --histories 20 --seed 7"


def test_another_record(call: Call, mine: Path, answer: dict[str, Any]) -> None:
    """A fact of the shipped record under another name is met alike."""
    mine.write_text(TARGET.replace("2002-06", "1924-05"))
    found = json.loads(call(*ASKED, "--targets", str(mine), "--json", "--quiet").stdout)
    (row,) = found["targets"]
    (was,) = (one for one in answer["targets"] if one["id"] == "secretary_turnover_1923_24")
    assert row == {**was, "id": "turnover"}
    assert found["command"] == f"selectorate record ussr-1922 --targets {mine} --histories 20 --seed 7"


BROKEN = {
    "fn: turnover": ("fn: turnovers", "5:21", "did you mean 'turnover'?"),
    "at: 2002-06": ("at: 2012-06", "5:42", "2012-06 is after the end of every history, 2003-12"),
    "value: 0.61": ("value: many", "6:12", "turnover has a number, not the text 'many'"),
    "low: 0.49": ("low: 0.83", "8:11", "'high' must be above 'low'"),
    "    width: 0.12\n": ("", "9:13", "a normal kernel needs a 'width'"),
}


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_record_is_refused_with_its_place(call: Call, mine: Path, line: str) -> None:
    broken, place, message = BROKEN[line]
    mine.write_text(TARGET.replace(line, broken))
    said = call("record", CLUB, "--targets", str(mine))
    assert (said.exit_code, said.stdout) == (2, "")
    (only,) = said.stderr.splitlines()
    assert only.startswith(f"{mine}:{place}: ")
    assert message in only


MISTAKES = {
    "--parameters posterier": "parameters are posterior, hand-set or a file, not 'posterier'; did you mean 'posterior'?",
    "--parameters nowhere.npz": "parameters are posterior, hand-set or a file, not 'nowhere.npz'",
    "--targets nowhere.yaml": "no record 'nowhere.yaml': it is a file with a section 'targets'",
    "--histories 0": "histories must be from 1 to 10,000,000, not 0",
    "--seed -1": "seed must be from 0 to 18,446,744,073,709,551,615, not -1",
    "--threads 0": "threads must be from 1 to 1,024, not 0",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_said(call: Call, mine: Path, words: str) -> None:
    targets = () if "--targets" in words else ("--targets", str(mine))
    said = call("record", CLUB, *targets, *words.split(), "--quiet")
    assert (said.exit_code, said.stdout) == (2, "")
    assert MISTAKES[words] in said.stderr
    assert "Traceback" not in said.stderr


def test_a_scenario_without_a_record(call: Call) -> None:
    said = call("record", "association", "--quiet")
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr == "selectorate: association has no record: its files hold no targets\n"
