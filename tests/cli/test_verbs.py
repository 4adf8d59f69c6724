"""What each verb prints, and that the answer alone is on standard output."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from typer.testing import Result

import selectorate
from selectorate import report
from selectorate.ensemble import HISTORIES, SEED
from selectorate.scenario.loading import SHIPPED

Call = Callable[..., Result]
RUN = ("run", "association", "--histories", "50", "--seed", "7", "--no-store")


def test_version(call: Call) -> None:
    said = call("--version")
    assert (said.exit_code, said.stdout) == (0, f"selectorate {selectorate.__version__}\n")


def test_help_shows_every_verb(call: Call) -> None:
    said = call("--help")
    assert said.exit_code == 0
    assert all(f"\n  {verb} " in said.stdout for verb in ("run", "replay", "check", "warm"))
    assert "130 interrupted" in said.stdout


@pytest.mark.parametrize("verb", ["run", "compare", "explain", "flow", "replay"])
def test_every_verb_that_lives_histories_takes_the_same_options(call: Call, verb: str) -> None:
    said = call(verb, "--help").stdout
    options = ("histories", "seed", "threads", "set", "do", "swap", "without", "from", "happenings", "quiet", "json")
    assert [name for name in options if f"  --{name} " not in said] == []


def test_the_defaults_that_help_names_are_the_packages_own(call: Call) -> None:
    said = " ".join(call("run", "--help").stdout.split())
    assert f"How many histories to live. [default: {HISTORIES}]" in said
    assert f"the same seed gives the same answer. [default: {SEED}]" in said


def test_run_as_text(call: Call) -> None:
    said = call(*RUN, "--quiet")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.startswith("An association of forty branches\n50 histories from January 2001 on.")
    assert "\nselectorate run association --histories 50 --seed 7\n" in said.stdout


def test_the_text_depends_on_nothing_that_changes_from_run_to_run(call: Call) -> None:
    one, two = (call(*RUN, "--threads", threads).stdout for threads in "12")
    assert one == two


def test_run_as_json(call: Call) -> None:
    said = call(*RUN, "--json", "--quiet")
    assert (said.exit_code, said.stderr) == (0, "")
    d = json.loads(said.stdout)
    mine = report.run("association", histories=50, seed=7).document()
    changing = {"seconds", "threads", "provenance"}
    assert {key: d[key] for key in d if key not in changing} == {key: mine[key] for key in mine if key not in changing}


def test_the_command_in_an_answer_gives_the_answer(call: Call) -> None:
    asked = json.loads(call(*RUN, "--threads", "1", "--set", "turnover=2e-2", "--set", "partisan=.5", "--json").stdout)
    assert asked["command"].endswith("--set partisan=0.5 --set turnover=0.02")
    again = json.loads(call(*shlex.split(asked["command"])[1:], "--json").stdout)
    assert {**again, **{key: asked[key] for key in ("seconds", "threads", "provenance")}} == asked


def test_a_folder_is_a_scenario(call: Call, tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED / "association", tmp_path / "my society")
    mine = json.loads(call("run", str(folder), "--histories", "50", "--seed", "7", "--json").stdout)
    shipped = json.loads(call(*RUN, "--json").stdout)
    assert mine["scenario"] == "my society"
    assert mine["command"] == f"selectorate run '{folder}' --histories 50 --seed 7"
    assert [mine[key] for key in ("scenario_hash", "endings")] == [shipped[key] for key in ("scenario_hash", "endings")]


@pytest.mark.parametrize("name", ["rows.parquet", "rows.csv"])
def test_out_writes_a_row_a_history(call: Call, tmp_path: Path, name: str) -> None:
    said = call(*RUN, "--quiet", "--json", "--out", str(tmp_path / name))
    assert said.exit_code == 0
    frame = pl.read_parquet(tmp_path / name) if name.endswith("parquet") else pl.read_csv(tmp_path / name)
    d = json.loads(said.stdout)
    assert frame.height == 50
    assert d["endings"] == {ending: (frame["ending"] == ending).sum() / 50 for ending in d["endings"]}
    assert "--out" not in d["command"]


def test_check_as_text_and_as_json(call: Call) -> None:
    text, said = call("check", "association"), call("check", "association", "--json")
    assert text.exit_code == said.exit_code == 0
    assert "The chair's office -> Heads of the branches -> Yearly assembly -> Board" in text.stdout
    d = json.loads(said.stdout)
    assert d["ok"]
    assert d["claims"] == 0
    assert d["loops"][0]["holders"] == {"chair": "ada"}


def test_check_knows_the_default_scenario(call: Call) -> None:
    d = json.loads(call("check", "--json").stdout)
    assert d["command"] == "selectorate check ussr-1922"
    assert d["loops"][0]["links"] == [
        "secretariat->provincial_committees", "provincial_committees->congress", "congress->central_committee",
        "central_committee->secretariat",
    ]  # fmt: skip
    assert d["claims"] == 306


def test_warm_says_how_long_it_took(call: Call) -> None:
    said = call("warm")
    assert said.exit_code == 0
    assert said.stdout.startswith("The kernel is ready: ")


def test_the_first_run_says_that_it_compiles(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selectorate.simulation.warm.is_warm", lambda: False)
    assert call(*RUN).stderr == "Compiling the kernel, once; about a minute ...\n"
    assert call(*RUN, "--quiet").stderr == ""
