"""The verb `fit`: what it writes and prints, how it goes on, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from selectorate import scenario
from selectorate.cli import fit as verb
from selectorate.cli.app import app
from selectorate.ensemble.posterior import Posterior

Call = Callable[..., Result]
CLUB = str(Path(__file__).parents[1] / "societies" / "club")
TARGETS = """\
targets:
  turnover:
    kind: dynamic
    title: What part of the secretaries changes places
    statistic: {fn: turnover, args: {at: 2001-12}}
    value: 0.4
    low: 0.3
    high: 0.5
    kernel: normal
    width: 0.1
    confidence: high
"""
"""One fact, known when the first year ends."""


def asked(folder: Path, *more: str) -> list[str]:
    """A small fit, with all that it writes in a folder."""
    targets = folder / "mine.yaml"
    targets.write_text(TARGETS)
    words = ["fit", CLUB, "--targets", str(targets), "--draws", "4", "--seed", "7"]
    return [*words, "--out", str(folder / "mine.npz"), "--store", str(folder / "store"), *more]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fitted")


@pytest.fixture(scope="module")
def answer(folder: Path) -> dict[str, Any]:
    said = CliRunner().invoke(app, asked(folder, "--json", "--quiet"))
    assert (said.exit_code, said.stderr) == (0, "")
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_its_json(answer: dict[str, Any], folder: Path) -> None:
    known = scenario.load(CLUB)
    assert [one["id"] for one in answer["parameters"]] == sorted(
        name for name, one in known.document.parameters.items() if one.free
    )
    for one in answer["parameters"]:
        assert one.keys() == {"id", "unit", "hand_set", "prior", "posterior", "width", "worth"}
        assert one["hand_set"] == known.document.parameters[one["id"]].value
        assert one["prior"] == sorted(one["prior"])
        assert one["posterior"] == sorted(one["posterior"])
    assert answer["scenario_hash"] == known.hash
    assert (answer["draws"], answer["seed"]) == (4, 7)
    assert len(answer["distinct_lucks"]) == 3
    assert answer["effective_sample_size"] <= 4
    assert answer["out"] == str(folder / "mine.npz")
    assert {"evidence", "lived", "steps", "accepted", "begun", "distinct_parameters"} <= answer.keys()


def test_the_posterior_that_is_written_can_be_used(answer: dict[str, Any], folder: Path, call: Call) -> None:
    found = Posterior.load(folder / "mine.npz")
    assert found.misfit(scenario.load(CLUB)) is None
    assert len(found) == 4
    assert found.about["evidence"] == answer["evidence"]
    words = ("--parameters", answer["out"], "--targets", str(folder / "mine.yaml"), "--histories", "5")
    said = json.loads(call("record", CLUB, *words, "--json", "--quiet").stdout)
    assert said["conditioned"]["dynamic"] == 1


def test_what_is_done_already_is_read_and_written_again(answer: dict[str, Any], folder: Path, call: Call) -> None:
    written = (folder / "mine.npz").read_bytes()
    said = call(*asked(folder, "--resume", "--json", "--threads", "2"))
    assert (said.exit_code, said.stderr) == (0, ""), "no step is told"
    assert {**json.loads(said.stdout), "seconds": 0, "threads": 0} == {**answer, "seconds": 0, "threads": 0}
    assert Posterior.load(folder / "mine.npz").hash == answer_hash(written, folder)


def answer_hash(data: bytes, folder: Path) -> str:
    """The hash of a posterior that was written before."""
    (folder / "before.npz").write_bytes(data)
    return Posterior.load(folder / "before.npz").hash


def test_as_text(call: Call, tmp_path: Path) -> None:
    said = call(*asked(tmp_path, "--threads", "1"))
    assert said.exit_code == 0
    assert said.stdout.startswith("A club of three rivals: fitted to its record\n")
    words = " ".join(said.stdout.split())
    assert "4 draws of 2 parameters" in words
    command = f"selectorate fit {CLUB} --targets {tmp_path / 'mine.yaml'} --draws 4 --seed 7 --out"
    assert command in words
    assert "Written to" in words
    steps = said.stderr.splitlines()
    assert steps[0].startswith("date 1 of 2 (12 months), ")
    assert steps[-1].startswith("date 2 of 2 (36 months), 100 % weighed: ")
    assert not any("store" in word for word in command.split()), "where steps are kept is no part of the question"


@pytest.mark.parametrize("kept", [True, False])
def test_interrupted_it_says_how_to_go_on(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(verb, "learn", interrupted)
    words = asked(tmp_path)
    if not kept:
        words = [*words[: words.index("--store")], "--no-store"]
    said = call(*words, "--quiet")
    assert (said.exit_code, said.stdout) == (130, "")
    told = "add --resume to go on from the last step" if kept else "without a store nothing is kept of it"
    assert said.stderr == f"selectorate: interrupted; {told}\n"
    assert not (tmp_path / "mine.npz").exists()


MISTAKES = {
    "--resume": "there is no fit to go on from: the store has none of this question",
    "--draws 1": "draws must be from 2 to 1,000,000, not 1",
    "--seed -1": "seed must be from 0 to 18,446,744,073,709,551,615, not -1",
    "--threads 0": "threads must be from 1 to 1,024, not 0",
    "--out nowhere/mine.npz": "cannot write 'nowhere/mine.npz': there is no folder 'nowhere'",
    "--targets nowhere.yaml": "no record 'nowhere.yaml'",
    "--no-store": "--store says where blocks are kept and --no-store that none are: not both",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_said_and_nothing_written(call: Call, tmp_path: Path, words: str) -> None:
    said = call(*asked(tmp_path), *words.split(), "--quiet")
    assert (said.exit_code, said.stdout) == (2, "")
    assert MISTAKES[words] in said.stderr
    assert not (tmp_path / "mine.npz").exists()


def test_what_contradicts_itself(call: Call, tmp_path: Path) -> None:
    said = call("fit", CLUB, "--resume", "--no-store", "--out", str(tmp_path / "mine.npz"))
    assert said.exit_code == 2
    assert "--resume goes on from what a store has kept, and --no-store says that there is none" in said.stderr


def test_a_broken_record_is_refused_with_its_place(call: Call, tmp_path: Path) -> None:
    words = asked(tmp_path)
    (tmp_path / "mine.yaml").write_text(TARGETS.replace("turnover, args", "turnovers, args"))
    said = call(*words, "--quiet")
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.startswith(f"{tmp_path / 'mine.yaml'}:5:21: ")


def test_a_scenario_without_a_record(call: Call, tmp_path: Path) -> None:
    said = call("fit", "association", "--out", str(tmp_path / "mine.npz"), "--quiet")
    assert (said.exit_code, said.stdout) == (2, "")
    assert "association has no record to learn from: it holds no dynamic targets" in said.stderr
