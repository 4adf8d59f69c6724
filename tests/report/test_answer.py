"""What an answer and a check hold, key by key."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

import selectorate
from selectorate import report
from selectorate.errors import Problem, QuestionError, ScenarioError
from selectorate.report import Answer

SAME = {"seconds", "threads", "provenance"}
"""Keys that may differ when a question is asked again."""


def test_every_key_of_an_answer(answer: Answer) -> None:
    d = answer.document()
    assert list(d) == [
        "schema", "command", "scenario", "scenario_hash", "version", "histories", "seed", "happenings", "threads",
        "seconds", "interrupted", "doubt", "parameters", "posterior", "parameters_set", "changes", "from", "endings",
        "endings_interval", "endings_parameters", "endings_readings", "outcomes", "outcomes_interval",
            "outcomes_parameters", "outcomes_readings", "removals",
        "sessions", "committee_share", "committee_range", "provenance",
    ]  # fmt: skip
    assert d["schema"] == "selectorate/run/1"
    assert d["command"] == "selectorate run association --histories 200 --seed 7"
    assert (d["scenario"], d["histories"], d["seed"], d["parameters"]) == ("association", 200, 7, "hand-set")
    assert (d["doubt"], d["posterior"], d["endings_parameters"]) == (["sampling"], None, None)
    assert d["scenario_hash"] == answer.scenario.hash
    assert d["version"] == selectorate.__version__
    assert sum(d["endings"].values()) == pytest.approx(1.0, abs=1e-12)
    assert list(d["endings"]) == ["captured:ada", "captured:ben", "captured:chen", "open"]
    assert list(d["endings_interval"]) == list(d["endings"])
    assert all(low <= d["endings"][name] <= high for name, (low, high) in d["endings_interval"].items())
    assert list(d["outcomes_interval"]) == list(d["outcomes"])
    assert set(d["removals"]["ada"]["voted_out"]) == {"share", "median", "p05", "p95", "record"}
    assert d["sessions"][0] == {"id": "assembly_2001", "month": "2001-12", "seats": 9}
    assert {len(shares) for shares in d["committee_share"].values()} == {len(d["sessions"])}
    assert list(d["committee_range"]) == list(d["committee_share"])
    assert {len(ranges) for ranges in d["committee_range"].values()} == {len(d["sessions"])}


def test_a_range_of_the_committee_is_of_shares_that_histories_have(answer: Answer) -> None:
    """Each is the smallest that so many histories do not exceed: counted here one by one."""
    names, following = answer.ensemble.names, answer.ensemble.columns.following
    d = answer.document()
    for who, ranges in d["committee_range"].items():
        for row, (session, told) in enumerate(zip(d["sessions"], ranges, strict=True)):
            taken = sorted(following[:, row, names.contenders.index(who)].tolist())
            ranks = [-(-percent * len(taken) // 100) for percent in (5, 25, 50, 75, 95)]
            assert told == [taken[rank - 1] / session["seats"] for rank in ranks]


def test_an_answer_is_json_as_it_stands(answer: Answer) -> None:
    d = answer.document()
    assert json.loads(json.dumps(d, allow_nan=False)) == d


def test_provenance_holds_what_is_needed(answer: Answer) -> None:
    assert set(answer.document()["provenance"]) == {
        "scenario_hash", "kernel_hash", "version", "seed", "histories", "histories_asked", "happenings", "parameters",
        "parameters_from", "posterior", "parameters_set", "reading", "claims_false", "changes", "from", "environment",
        "threads", "seconds", "blocks", "peak_memory_bytes",
    }  # fmt: skip


def test_the_party_by_its_ids(party: Answer) -> None:
    d = party.document()
    contenders = ["bukharin", "kamenev", "rykov", "stalin", "tomsky", "trotsky", "zinoviev"]
    assert list(d["endings"]) == [*(f"sole:{name}" for name in contenders), "open_split", "collective"]
    assert list(d["removals"]) == contenders
    assert list(d["removals"]["trotsky"]) == [
        "censured", "stripped", "off_presidium", "off_committee", "expelled", "exiled",
    ]  # fmt: skip
    assert d["removals"]["trotsky"]["off_presidium"]["record"] == "1926-10"
    assert "last_rival_censured:stalin" in d["outcomes"]
    assert d["sessions"][0]["id"] == "xii_congress"


@pytest.mark.parametrize(("threads", "block"), [(1, 200), (2, 3)])
def test_asked_again_it_is_the_same_to_the_last_digit(answer: Answer, threads: int, block: int) -> None:
    again = report.Answer.of(
        selectorate.ensemble.run(answer.scenario, histories=200, seed=7, threads=threads, block=block)
    )
    one, other = (
        json.dumps({key: value for key, value in d.items() if key not in SAME})
        for d in (answer.document(), again.document())
    )
    assert one == other


def test_the_command_has_the_question_alone() -> None:
    asked = report.run(
        "association", histories=3, seed=2, threads=1, set={"turnover": 0.02, "partisan": 1}, happenings="drawn"
    )
    assert asked.command == (
        "selectorate run association --histories 3 --seed 2 --set partisan=1 --set turnover=0.02 --happenings drawn"
    )
    assert asked.document()["parameters_set"] == {"partisan": 1, "turnover": 0.02}


def test_a_folder_with_a_blank_can_be_typed_again() -> None:
    assert report.check_command("my society") == "selectorate check 'my society'"


def test_interrupted_the_command_gives_what_was_answered(answer: Answer) -> None:
    part = replace(answer.ensemble, columns=answer.ensemble.columns.rows(0, 50))
    cut = Answer.of(part)
    assert cut.document()["interrupted"]
    assert "--histories 50 " in cut.command
    again = report.run("association", histories=50, seed=7)
    assert again.document()["endings"] == cut.document()["endings"]


def test_every_key_of_a_check() -> None:
    d = report.check("association").document()
    assert list(d) == [
        "schema", "command", "provenance", "ok", "errors", "scenario", "scenario_hash", "version", "bodies", "offices",
        "links", "loops", "claims", "parameters", "support",
    ]  # fmt: skip
    assert (d["schema"], d["command"], d["ok"], d["errors"]) == (
        "selectorate/check/1", "selectorate check association", True, [],
    )  # fmt: skip
    assert d["offices"]["chair"]["powers"][0].keys() == {"power", "over"}
    assert d["bodies"]["board"]["chosen"] == {"how": "elected_by", "body": "assembly"}
    assert d["loops"][0] == {
        "links": ["executive->branches", "branches->assembly", "assembly->board", "board->executive"],
        "kinds": ["appoints", "sends", "elects", "elects"],
        "holders": {"chair": "ada"},
    }
    assert d["parameters"][0].keys() == {"name", "unit", "value", "prior", "because", "support", "claims"}
    assert sum(d["support"].values()) == len(d["parameters"]) == 14
    assert json.loads(json.dumps(d, allow_nan=False)) == d


def test_a_refusal_has_the_keys_of_a_check() -> None:
    problem = Problem("rules.yaml", 3, 7, "unknown body 'bord'; did you mean 'board'?")
    d = report.refusal("selectorate run x", ScenarioError([problem]))
    whole = report.check("association").document()
    assert d.keys() <= whole.keys()
    assert {
        "schema",
        "command",
        "provenance",
        "ok",
        "errors",
        "bodies",
        "offices",
        "loops",
        "claims",
        "parameters",
    } <= d.keys()
    assert d["ok"] is False
    assert d["errors"] == [{"file": "rules.yaml", "line": 3, "column": 7, "message": problem.message}]
    assert report.refusal("x", QuestionError("no scenario"))["errors"][0]["message"] == "no scenario"


def test_the_package_has_the_same_nouns(answer: Answer) -> None:
    assert selectorate.run is report.run
    assert selectorate.check is report.check
    assert selectorate.Answer is Answer
    assert selectorate.shipped() == ["association", "ussr-1922"]
    assert selectorate.run(answer.scenario, histories=200, seed=7).endings.counts == answer.endings.counts
    assert set(selectorate.__all__) <= set(dir(selectorate))
    with pytest.raises(AttributeError, match="no attribute 'rnu'"):
        selectorate.rnu  # noqa: B018


def test_what_cannot_be_decided_is_refused(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    problem: Any = Problem("x.yaml", 1, 1, "nobody knows")
    monkeypatch.setattr(report.asking, "undecidable", lambda _: [problem])
    with pytest.raises(ScenarioError, match=r"x\.yaml:1:1: nobody knows"):
        report.run(answer.scenario)
