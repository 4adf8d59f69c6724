"""``readings`` and ``when``: what they print, keep and write, and what they refuse, from few histories."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from selectorate.cli import readings, shipping, when
from selectorate.ensemble import answers
from selectorate.inference import moments
from selectorate.report.rivals import CANNOT
from selectorate.scenario import Scenario, load
from selectorate.scenario.loading import SHIPPED

Call = Callable[..., Result]
USSR = load("ussr-1922")


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sets of parameters with two histories each, and ten to try a change with."""
    for verb in (readings, when):
        monkeypatch.setattr(verb, "Question", partial(verb.Question, sets=2, lucks=2))
    monkeypatch.setattr(readings, "Question", partial(readings.Question, further=1))
    monkeypatch.setattr(moments, "FLIPS", 4)
    monkeypatch.setattr(moments, "TURNS", 1)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `readings` writes."""
    from typer.testing import CliRunner

    from selectorate.cli.app import app

    folder = tmp_path_factory.mktemp("readings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readings, "Question", partial(readings.Question, sets=2, lucks=2, further=1))
        words = ["readings", "ussr-1922", "--out", str(folder / "a.json"), "--repeats", "5", "--no-store", "--quiet"]
        said = CliRunner().invoke(app, [*words, "--json"])
    assert said.exit_code == 0, said.stderr
    found: dict[str, Any] = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    assert json.loads(said.stdout) == found, "what is written is what is printed"
    return found


def test_readings_are_given_as_the_contract_says(written: dict[str, Any]) -> None:
    assert [one["id"] for one in written["readings"]] == list(USSR.document.readings)
    for one in written["readings"]:
        assert {"id", "title", "log_evidence", "error", "weight"} <= one.keys()
        assert one["control"] == (USSR.document.readings[one["id"]].control is True)
    assert {name for group in written["groups"] for name in group} <= set(USSR.document.readings)
    n = len(written["confusion"]["names"])
    assert [len(row) for row in written["confusion"]["named"]] == [n] * n
    assert all(sum(row) == pytest.approx(1.0) for row in written["confusion"]["named"])
    assert written["baselines"]["scenario"]["error"] > 0.0


def test_so_few_histories_are_not_ranked(written: dict[str, Any]) -> None:
    assert max(one["error"] for one in written["readings"]) > 0.3
    assert "too much to rank by" in written["answer"]
    assert CANNOT not in written["answer"]
    assert {one["weight"] for one in written["readings"]} == {None}


def test_what_ships_is_printed_and_refused_where_it_does_not_fit(
    written: dict[str, Any], call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (shipping, answers):
        monkeypatch.setattr(room, "folder", lambda _: tmp_path)
    said = call("readings", "ussr-1922")
    assert said.exit_code == 2
    assert "no answer ships with ussr-1922: `selectorate readings ussr-1922 --again" in said.stderr
    (tmp_path / "readings.json").write_text(json.dumps(written), encoding="utf-8")
    said = call("readings", "ussr-1922")
    assert said.exit_code == 0
    for words in ("historians as rivals", "cannot tell apart", "red_tsar", written["command"]):
        assert words in said.stdout
    other = written | {"kernel_hash": "0" * 64}
    (tmp_path / "readings.json").write_text(json.dumps(other), encoding="utf-8")
    said = call("readings", "ussr-1922")
    assert said.exit_code == 2
    assert "made by another kernel" in said.stderr


def test_when_prints_what_ships_unless_something_else_is_asked(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (shipping, answers):
        monkeypatch.setattr(room, "folder", lambda _: tmp_path)
    made = call("when", "ussr-1922", "--again", "--no-store", "--quiet", "--json")
    assert made.exit_code == 0, made.stderr
    found = json.loads(made.stdout)
    assert json.loads((tmp_path / "when.json").read_text(encoding="utf-8")) == found
    assert found["command"] == "selectorate when ussr-1922 --again --repeats 8 --seed 1"
    monkeypatch.setattr(when, "course", None)  # nothing is lived to print it
    assert json.loads(call("when", "ussr-1922", "--json").stdout) == found
    other = found | {"scenario_hash": "0" * 64}
    (tmp_path / "when.json").write_text(json.dumps(other), encoding="utf-8")
    said = call("when", "ussr-1922")
    assert said.exit_code == 2
    assert "made for another scenario: `selectorate when ussr-1922 --again` makes the right one" in said.stderr
    said = call("when", "ussr-1922", "--again", "--outcome", "left_first")
    assert said.exit_code == 2
    assert "give --out FILE for another" in said.stderr


def test_essays_are_tested_kept_and_printed(accounts: Scenario, call: Call) -> None:
    place = str(Path(next(iter(accounts.places.values()))[0]).parent)
    said = call("evidence", "--essays", place)
    assert said.exit_code == 2
    assert f"no answer ships with accounts: `selectorate evidence --essays {place} --again --seed 1`" in said.stderr
    made = call("evidence", "--essays", place, "--again", "--quiet", "--json")
    assert made.exit_code == 0, made.stderr
    found = json.loads(made.stdout)
    assert json.loads((Path(place) / "essays.json").read_text(encoding="utf-8")) == found
    for one in found["assertions"]:
        assert {"essay", "text", "experiment", "answer", "value", "low", "high"} <= one.keys()
        assert one["low"] <= one["value"] <= one["high"]
        assert one["value"] == pytest.approx(one["changed"] - one["was"])
    text = call("evidence", "--essays", place).stdout
    for words in ("what the essays assert", "The powers of the chair made her majority.", "Claims: grateful."):
        assert words in text
    assert "From June 2006 on: " in " ".join(text.split())


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("evidence",), "name a claim, parameter, factor, event, target or reading, or ask --essays"),
        (("evidence", "agenda", "ussr-1922", "--essays"), "--essays asks of a scenario alone"),
        (("evidence", "agenda", "--again"), "--again, --seed and --out are of --essays"),
        (("evidence", "--essays", "--seed", "3"), "add --again, or --out FILE"),
        (("evidence", "--essays", "association"), "association has no assertions"),
    ],
)
def test_essays_that_are_refused(call: Call, words: tuple[str, ...], refusal: str) -> None:
    said = call(*words)
    assert said.exit_code == 2
    assert refusal in said.stderr


def test_when_is_given_as_the_contract_says(call: Call) -> None:
    words = ("when", "ussr-1922", "--repeats", "3", "--no-store", "--quiet")
    found = json.loads(call(*words, "--json").stdout)
    assert found["outcome"] == "sole:stalin"
    for curve in (found["curve"], found["hindsight"]):
        assert [point["month"] for point in curve] == [USSR.month_name(t) for t in range(USSR.months)]
        assert all(0.0 <= point["low"] <= point["value"] <= point["high"] <= 1.0 for point in curve)
    decided = found["point_of_no_return"]
    assert decided is None or set(decided) == {"month", "low", "high"}
    for turn in found["turning_points"]:
        assert {"month", "events", "change"} <= turn.keys()
        assert all(USSR.document.events[name].date.startswith(turn["month"]) for name in turn["events"])
    text = call(*words).stdout
    assert "when was it decided?" in text
    assert "--repeats 3" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("readings association --again", "association has no readings"),
        ("readings association", "association has no readings"),
        ("readings ussr-1922 --repeats 5", "--repeats and --seed are of an answer that is made anew: add --again"),
        ("readings ussr-1922 --out a.json --repeats 4", "4 repeats are too few"),
        ("readings ussr-1922 --out nowhere/a.json", "there is no folder 'nowhere'"),
        ("when association", "association has no record to go by"),
        ("when ussr-1922 --repeats 1", "1 part is too few"),
        ("when ussr-1922 --outcome sole:stalni", "did you mean 'sole:stalin'?"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_written(
    words: str, said: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted((SHIPPED / "association").iterdir())
    found = call(*words.split(), "--no-store", "--quiet")
    assert found.exit_code == 2
    assert said in found.stderr
    assert found.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    assert sorted((SHIPPED / "association").iterdir()) == before
