"""Twins from Python: the answers of `compare`, `explain` and `flow` are those of the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

import selectorate as sel
from selectorate.cli.app import app
from selectorate.ensemble import Progress
from selectorate.report.asking import Changed
from selectorate.report.compared import Compared
from selectorate.report.twinning import Asked, compared
from selectorate.scenario import load

VARIES = {"seconds", "threads", "provenance"}


def said(*words: str) -> str:
    found = CliRunner().invoke(app, [*words, "--no-store", "--quiet"], env={"COLUMNS": "100"})
    assert found.exit_code == 0, found.stderr
    return found.stdout


def steady(document: Any) -> Any:
    """A document without what may differ between two runs."""
    if isinstance(document, dict):
        return {name: steady(value) for name, value in document.items() if name not in VARIES}
    return [steady(one) for one in document] if isinstance(document, list) else document


ASKED = {
    "compare": (
        lambda: sel.compare("association", without=["chair_powers"], histories=120, seed=4),
        ["compare", "association", "--without", "chair_powers", "--histories", "120", "--seed", "4"],
    ),
    "explain": (
        lambda: sel.explain("association", histories=100, seed=4, set={"partisan": 0.5}),
        ["explain", "association", "--histories", "100", "--seed", "4", "--set", "partisan=0.5"],
    ),
    "flow": (
        lambda: sel.flow("association", histories=100, seed=4, start="2002-01"),
        ["flow", "association", "--histories", "100", "--seed", "4", "--from", "2002-01"],
    ),
}


@pytest.mark.parametrize("verb", ASKED)
def test_the_answer_is_that_of_the_command_line(verb: str) -> None:
    ask, words = ASKED[verb]
    answer = ask()
    assert steady(answer.document()) == steady(json.loads(said(*words, "--json")))
    assert repr(answer).splitlines() == [line.rstrip() for line in said(*words).splitlines()]
    assert answer._repr_html_() in answer.page()


def test_progress_and_answers_on_the_way_are_heard() -> None:
    heard: list[Progress] = []
    answers: list[Any] = []
    last = sel.explain("association", histories=150, progress=heard.append, each=answers.append)
    assert [one.done for one in heard] == sorted(one.done for one in heard)
    assert heard[-1].done <= heard[-1].total
    assert answers[0].found.histories == 100
    assert answers[0].found.shapley == {}
    assert answers[-1] is last


def test_mistakes_are_those_of_the_command_line() -> None:
    with pytest.raises(sel.QuestionError, match="nothing is changed"):
        sel.compare("association", histories=200)
    with pytest.raises(sel.QuestionError, match="at least 100"):
        sel.compare("association", without=["chair_powers"], histories=20)
    with pytest.raises(sel.QuestionError, match="chair_powers"):
        sel.explain("association", factor="chair_power")
    with pytest.raises(sel.QuestionError, match="at least 100"):
        sel.flow("association", histories=20)


def test_a_store_is_used(tmp_path: Any) -> None:
    with sel.Store(tmp_path) as store:
        one = sel.explain("association", histories=100, store=store)
        computed = store.computed
        other = sel.explain("association", histories=100, store=store)
        assert computed > 0
        assert store.computed == computed
        measured = sel.flow("association", histories=100, store=store)
    blocks = [answer.document()["provenance"]["blocks"] for answer in (one, other, measured)]
    assert [block["computed"] for block in blocks] == [computed, 0, 0]
    assert blocks[1]["read"] == computed
    assert blocks[2]["read"] == 1  # the loops of an explanation are those of the question alone
    assert steady(one.document()) == steady(other.document())


def test_a_comparison_comes_before_its_ranges() -> None:
    """The same numbers with the same luck; only how far they move over parameters and readings is not known yet."""
    asked = Asked(load("ussr-1922"), "ussr-1922", 100, 3, changed=Changed(without=["testament"]))
    first: list[Compared] = []
    whole = compared(asked, each=first.append).document()
    (early,) = [one.document() for one in first]
    assert early["doubt"] == ["sampling"]
    assert whole["doubt"] == ["sampling", "parameters", "readings"]
    for name, one in whole["difference"].items():
        assert early["difference"][name]["value"] == one["value"]
        assert early["difference"][name]["sampling"] == one["sampling"]
    assert early["baseline"]["endings"] == whole["baseline"]["endings"]
    assert compared(asked, ranged=False).document()["difference"] == early["difference"]
