"""Every mistake gets one clear message and exit code 2; what is no mistake of the user's, 1; never a traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from selectorate.ensemble.job import Job
from selectorate.scenario.loading import SHIPPED

Call = Callable[..., Result]

MISTAKES = {
    "--histories 0": "histories must be from 1 to 100,000,000, not 0",
    "--histories -1": "histories must be from 1 to",
    "--histories many": "Invalid value for '--histories'",
    "--histories 1.5": "Invalid value for '--histories'",
    "--histories 1000000000000000000000": "histories must be from 1 to",
    "--seed -1": "seed must be from 0 to 18,446,744,073,709,551,615, not -1",
    "--seed 18446744073709551616": "seed must be from 0 to",
    "--seed x": "Invalid value for '--seed'",
    "--threads 0": "threads must be from 1 to 1,024, not 0",
    "--threads -2": "threads must be from 1 to",
    "--happenings drawm": "happenings are recorded or drawn, not 'drawm'; did you mean 'drawn'?",
    "--set partisn=0.5": "unknown parameter 'partisn'; did you mean 'partisan'?",
    "--set threat=0.5": "unknown parameter 'threat'",
    "--set partisan": "--set 'partisan': write it as parameter=value",
    "--set partisan=": "--set 'partisan=': write it as parameter=value",
    "--set =0.5": "--set '=0.5': write it as parameter=value",
    "--set partisan=half": "--set 'partisan=half': 'half' is no number",
    "--set partisan=nan": "'nan' is no finite number",
    "--set partisan=-inf": "'-inf' is no finite number",
    "--set partisan=1.01": "parameter 'partisan' must lie between -1 and 1, not 1.01",
    "--set partisan=0.1 --set partisan=0.1": "'partisan' is set twice",
    "--out rows.xlsx": "'rows.xlsx' must end in .parquet or .csv",
    "--out no-such-folder/rows.csv": "there is no folder 'no-such-folder'",
    "--nonsense": "--nonsense",
    "more": "(more)",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_said_before_a_history_is_lived(call: Call, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Job, "run", lambda *_: pytest.fail("histories were lived"))
    said = call("run", "association", *words.split())
    assert (said.exit_code, said.stdout) == (2, "")
    assert MISTAKES[words] in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("verb", ["run", "check"])
def test_no_such_scenario(call: Call, verb: str) -> None:
    said = call(verb, "asociation")
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.count("\n") == 1
    assert "did you mean 'association'?" in said.stderr
    as_json = call(verb, "asociation", "--json")
    assert (as_json.exit_code, as_json.stderr) == (2, "")
    d = json.loads(as_json.stdout)
    assert d["ok"] is False
    assert "did you mean 'association'?" in d["errors"][0]["message"]
    assert d["command"].startswith(f"selectorate {verb} asociation")


@pytest.mark.parametrize("verb", ["run", "check"])
def test_a_refused_scenario(call: Call, verb: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED / "association", tmp_path / "society"))
    rules = folder / "rules.yaml"
    rules.write_text(rules.read_text().replace("body: board", "body: bord"))
    said = call(verb, str(folder))
    assert (said.exit_code, said.stdout) == (2, "")
    lines = said.stderr.splitlines()
    assert len(lines) == 2
    assert all("rules.yaml:" in line and "did you mean 'board'?" in line for line in lines)
    as_json = call(verb, str(folder), "--json")
    assert (as_json.exit_code, as_json.stderr) == (2, "")
    d = json.loads(as_json.stdout)
    assert d["ok"] is False
    assert [f"{e['file']}:{e['line']}:{e['column']}: {e['message']}" for e in d["errors"]] == lines
    assert {"schema", "provenance", "bodies", "offices", "loops", "claims", "parameters"} <= d.keys()


def test_what_nobody_could_decide_is_refused_by_check_too(call: Call, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED / "association", tmp_path / "society"))
    rules = folder / "rules.yaml"
    rules.write_text(rules.read_text().replace("{following: {body: board", "{following: {body: assembly"))
    said = call("check", str(folder))
    assert said.exit_code == 2
    assert "'assembly' is drawn for one session" in said.stderr


def test_a_file_is_no_scenario(call: Call, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").touch()
    said = call("check", str(tmp_path / "x.yaml"))
    assert said.exit_code == 2
    assert "a scenario is a folder" in said.stderr


def test_an_unknown_verb(call: Call) -> None:
    said = call("rnu")
    assert (said.exit_code, said.stdout) == (2, "")
    assert "rnu" in said.stderr


def test_a_file_that_cannot_be_written_is_no_mistake(call: Call) -> None:
    said = call("run", "association", "--histories", "5", "--out", "/proc/rows.csv")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.startswith("selectorate: cannot write '/proc/rows.csv'")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("a\nb"), "selectorate: failed unexpectedly: RuntimeError: a b (--debug shows where)\n"),
        (MemoryError(), "selectorate: there is not enough memory for this\n"),
    ],
)
def test_what_nobody_foresaw_is_one_line(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("selectorate.cli.run.ask", fail)
    failed = call("run", "association")
    assert (failed.exit_code, failed.stdout, failed.stderr) == (1, "", said)
    if isinstance(error, RuntimeError):
        assert call("run", "association", "--debug").exception is error


def test_interrupted_before_anything(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Job, "run", lambda *_: 0)
    said = call("run", "association")
    assert (said.exit_code, said.stdout) == (130, "")
    assert said.stderr == "selectorate: interrupted before anything was answered\n"
