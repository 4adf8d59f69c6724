"""What a question changes, typed: refused before a history is lived, and in every answer so that it comes again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable

import pytest
from typer.testing import Result

from selectorate import ensemble, report
from selectorate.ensemble.job import Job
from selectorate.scenario import load

Call = Callable[..., Result]

ASKED = (
    "--do", "general_secretary.holder=zinoviev", "--do", "happening.frunze_death=never", "--swap",
    "--without", "economy:flat", "--from", "1924-06",
)  # fmt: skip


def test_run_says_what_was_changed_and_how_to_ask_again(call: Call) -> None:
    said = call("run", "ussr-1922", "--histories", "20", "--seed", "7", *ASKED)
    assert (said.exit_code, said.stderr) == (0, "")
    text = " ".join(said.stdout.split())
    assert "Until June 1924 all runs as it was; from then on:" in text
    assert (
        "General Secretary of the Central Committee: Grigory Zinoviev, whose own main office goes to the one who had it."
        in text
    )
    assert "Frunze dies: never." in text
    assert "The economy: Prices and grain stay where nobody complains (economy:flat)." in text
    assert f"selectorate run ussr-1922 --histories 20 --seed 7 {' '.join(ASKED)}" in said.stdout


@pytest.mark.parametrize("verb", [("run", "--histories", "20"), ("replay", "--history", "3")])
def test_the_command_gives_the_answer_again(call: Call, verb: tuple[str, ...]) -> None:
    words = (verb[0], "ussr-1922", *verb[1:], "--seed", "7", *ASKED, "--set", "partisan=0.5", "--no-store", "--json")
    one = json.loads(call(*words).stdout)
    again = json.loads(call(*shlex.split(one["command"])[1:], "--json").stdout)
    changing = ("seconds", "threads", "provenance")
    assert {**again, **{key: one[key] for key in changing if key in one}} == one
    assert one["from"] == one["provenance"]["from"] == "1924-06"
    assert one["changes"] == one["provenance"]["changes"]
    assert one["changes"][0] == {"holder": {"office": "general_secretary", "contender": "zinoviev", "swap": True}}
    assert one["parameters_set"] == {"partisan": 0.5}


def test_python_asks_in_the_same_words(call: Call) -> None:
    said = json.loads(call("run", "ussr-1922", "--histories", "20", "--seed", "7", *ASKED, "--json").stdout)
    do = ["general_secretary.holder=zinoviev", "happening.frunze_death=never"]
    mine = report.run("ussr-1922", histories=20, seed=7, do=do, swap=True, without=["economy"], start="1924-06")
    assert mine.document()["endings"] == said["endings"]
    assert mine.command == said["command"]


def test_replay_finds_among_the_changed(call: Call) -> None:
    words = ("replay", "ussr-1922", "--find", "typical", "--histories", "20", "--seed", "7", *ASKED, "--json")
    said = json.loads(call(*words).stdout)
    scenario = load("ussr-1922")
    changes = ensemble.changes(scenario, do=[ASKED[1], ASKED[3]], swap=True, without=["economy"], start="1924-06")
    many = ensemble.run(scenario, histories=20, seed=7, changes=changes, start="1924-06")
    assert [event["text"] for event in said["events"]] == [e.text for e in many.history(said["history"]).events]
    assert "--find" not in said["command"]


@pytest.mark.parametrize("verb", ["run", "replay"])
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "--do general_secretry.holder=zinoviev",
            "unknown office 'general_secretry'; did you mean 'general_secretary'?",
        ),
        ("--do general_secretary.holder=zinovev", "unknown contender 'zinovev'; did you mean 'zinoviev'?"),
        ("--do general_secretary.holder=", "an office is given to a contender"),
        ("--do happening.lenin_deth=never", "unknown happening 'lenin_deth'; did you mean 'lenin_death'?"),
        ("--do happening.lenin_death=1925-13", "'1925-13' is no month of the scenario"),
        ("--do happening.lenin_enrolment=drawn", "'lenin_enrolment' has no hazard to be drawn from"),
        ("--without econmy", "unknown factor 'econmy'; did you mean 'economy'?"),
        ("--without economy:flt", "unknown contrast 'flt' of 'economy'; did you mean 'flat'?"),
        ("--from 1925-13", "'1925-13' is no month of the scenario"),
        ("--from 1931-01", "'1931-01' is no month of the scenario, which runs from 1922-04 to 1930-12"),
        ("--swap", "--swap says what becomes of an office's holder"),
        (
            "--do war_commissar.holder=rykov --do war_commissar.holder=tomsky",
            "contradict each other: both change holder war_commissar",
        ),
        (
            "--do happening.lenin_death=never --do happening.lenin_death=1925-01",
            "contradict each other: both change happening lenin_death",
        ),
    ],
)
def test_a_mistake_is_one_line_and_no_history_is_lived(
    call: Call, verb: str, words: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Job, "run", lambda *_: pytest.fail("histories were lived"))
    monkeypatch.setattr(ensemble, "tell", lambda *_, **__: pytest.fail("a history was lived"))
    said = call(verb, "ussr-1922", *words.split())
    assert (said.exit_code, said.stdout) == (2, "")
    assert message in said.stderr
    assert said.stderr.count("\n") == 1
