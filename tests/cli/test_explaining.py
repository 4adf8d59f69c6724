"""The verbs ``explain`` and ``compare``: what they print, as text and as data, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import Result

Call = Callable[..., Result]
EXPLAIN = ("explain", "association", "--histories", "100", "--seed", "7", "--no-store")
COMPARE = ("compare", "association", "--histories", "100", "--seed", "7", "--no-store")


def data(call: Call, *words: str) -> Any:
    said = call(*words, "--json", "--quiet")
    assert said.exit_code == 0, said.stderr
    return json.loads(said.stdout)


def test_an_explanation_has_all_that_is_promised(call: Call) -> None:
    d = data(call, *EXPLAIN)
    assert (d["outcome"], d["factor"], d["contrast"]) == ("board_majority:ada", "chair_powers", "elected")
    assert d["answer"].startswith("In this model, with hand-set parameters, ")
    for name in ("probability", "probability_all_contrasts", "necessity", "sufficiency"):
        assert d[name]["low"] <= d[name]["value"] <= d[name]["high"]
        assert d[name]["sampling"] == [d[name]["low"], d[name]["high"]]
    for name in ("necessity", "sufficiency"):
        assert d[name]["bound_low"] <= d[name]["bound_high"]
        assert {"reseeded", "years", "streams"} <= set(d[name]["placebo"])
    total = sum(one["value"] for one in d["shapley"].values())
    assert abs(total - (d["probability"]["value"] - d["probability_all_contrasts"]["value"])) < 1e-9
    assert set(d["powers"]) == {"appoint", "slate"}
    assert set(d["matrix"]) == set(d["matrix_swapped"]) == {"ada", "ben", "chen"}
    assert set(d["outcomes"]["board_majority:ada"]) == {"probability", "necessity", "sufficiency"}
    assert set(d["cheapest_flip"]) == {"factors", "contrasts", "from", "probability"}
    assert set(d["removals"]["ada"]["voted_out"]) == {"share", "median", "p05", "p95", "record"}
    assert set(d["first_divergence"]) == {"median", "p05", "p95", "never", "by_month"}
    assert (d["histories"], d["doubt"]) == (100, ["sampling"])
    assert d["provenance"]["blocks"] == {"read": 0, "computed": 0}


def half_widths(d: Any) -> list[float]:
    numbers = [d["probability"], d["necessity"], d["sufficiency"], *d["shapley"].values()]
    return [(one["high"] - one["low"]) / 2 for one in numbers]


def test_histories_are_added_until_all_is_within(call: Call) -> None:
    words = ("explain", "association", "--histories", "100", "--seed", "7", "--no-store")
    assert max(half_widths(data(call, *words))) > 0.07
    d = data(call, *words, "--within", "0.07")
    assert max(half_widths(d)) <= 0.07
    assert d["histories"] > 100


NEVER = ("--outcome", "board_majority:chen", "--set", "partisan=1", "--set", "turnover=0.2")
ALWAYS = ("--outcome", "holds_chair:ada", "--set", "retention=1", "--set", "slate=0.1")


@pytest.mark.parametrize(
    ("words", "name", "why"),
    [
        (NEVER, "necessity", "the outcome held in no history"),
        (ALWAYS, "sufficiency", "the outcome held in every history"),
    ],
)
def test_what_is_undefined_is_said_and_is_no_number(call: Call, words: tuple[str, ...], name: str, why: str) -> None:
    said = call(*EXPLAIN, *words, "--json", "--quiet")
    assert said.exit_code == 0, said.stderr
    d = json.loads(said.stdout, parse_constant=lambda text: pytest.fail(f"{text} is no JSON"))
    one = d[name]
    assert [one[end] for end in ("value", "low", "high", "sampling")] == [None] * 4
    assert one["why"].startswith(why)
    assert one["placebo"]["reseeded"] is None
    other = d["sufficiency" if name == "necessity" else "necessity"]
    assert other["low"] <= other["value"] <= other["high"]
    text = " ".join(call(*EXPLAIN, *words, "--quiet").stdout.split())
    assert f"{name.capitalize()} is undefined: {why}" in text


def test_the_same_question_has_the_same_answer(call: Call) -> None:
    one, other = (data(call, *EXPLAIN, "--threads", threads) for threads in ("1", "3"))
    for changing in ("seconds", "threads", "provenance"):
        del one[changing], other[changing]
    assert one == other


def test_asked_again_it_is_read_back(call: Call) -> None:
    words = [word for word in EXPLAIN if word != "--no-store"]
    first, again = data(call, *words), data(call, *words)
    assert first["provenance"]["blocks"]["read"] == 0
    assert again["provenance"]["blocks"]["computed"] == 0
    assert again["provenance"]["blocks"]["read"] == first["provenance"]["blocks"]["computed"] > 0
    assert again["shapley"] == first["shapley"]


def test_a_comparison_asked_again_is_read_back(call: Call) -> None:
    words = [word for word in (*COMPARE, "--without", "chair_powers") if word != "--no-store"]
    first, again = data(call, *words), data(call, *words)
    assert again["first_divergence"] == first["first_divergence"]
    kinds = [block["kind"] for block in json.loads(call("store", "list", "--json").stdout)["blocks"]]
    assert kinds.count("parted") == 1


def test_words_come_first_and_a_rough_answer_before_them(call: Call) -> None:
    said = call(*EXPLAIN)
    lines = said.stdout.splitlines()
    assert lines[0].startswith("How far does 'The powers of the chair' explain")
    assert any("necessity" in line for line in lines[:14])
    assert "selectorate explain association" in said.stdout
    assert said.stderr.startswith("A first answer, from 100 histories:")


def test_a_comparison_has_all_that_is_promised(call: Call) -> None:
    d = data(call, *COMPARE, "--without", "chair_powers")
    assert d["contrast"] == [
        "The powers of the chair: Branches choose their own heads, and the assembly elects the board without a list "
        "(chair_powers:elected)."
    ]
    ends = d["baseline"]["endings"]
    assert all(abs(d["difference"][end]["value"] - (d["changed"]["endings"][end] - ends[end])) < 1e-12 for end in ends)
    assert d["flipped"]["value"] >= max(abs(d["difference"][end]["value"]) for end in ends)
    assert {"median", "p05", "p95"} <= set(d["first_divergence"])
    assert set(d["pairs"]) <= {"first", "middle", "last"}
    assert "paired difference" in call(*COMPARE, "--without", "chair_powers").stdout


def test_both_worlds_are_said_as_run_says_them(call: Call) -> None:
    d = data(call, *COMPARE, "--without", "chair_powers", "--from", "2002-01")
    for world, words in (("baseline", ()), ("changed", ("--without", "chair_powers", "--from", "2002-01"))):
        alone = data(call, "run", *COMPARE[1:], *words)
        one = d[world]
        assert {name for name in alone if one.get(name) != alone[name]} <= {
            "seconds",
            "threads",
            "provenance",
            "command",
        }


def test_a_parameter_set_to_what_it_is_changes_nothing(call: Call) -> None:
    d = data(call, *COMPARE, "--set", "turnover=0.03")
    assert d["flipped"]["value"] == 0.0
    assert all(one["value"] == 0.0 for one in d["difference"].values())
    assert d["first_divergence"] == {
        "median": None, "p05": None, "p95": None, "never": 100, "by_month": {},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((*EXPLAIN[:2], "--outcome", "board_majority:adda"), "board_majority:ada"),
        ((*EXPLAIN[:2], "--factor", "chair_power"), "chair_powers"),
        ((*EXPLAIN[:2], "--histories", "20"), "at least 100 histories"),
        ((*EXPLAIN[:2], "--within", "2"), "between 0 and 1"),
        ((*EXPLAIN[:2], "--threads", "-3"), "threads must be from 1"),
        ((*EXPLAIN[:2], "--threads", "0"), "threads must be from 1"),
        ((*EXPLAIN[:2], "--histories", "1000000"), "histories must be from 1 to 100,000"),
        (COMPARE[:2], "nothing is changed"),
        ((*COMPARE[:2], "--from", "2001-06"), "nothing is changed"),
        ((*COMPARE[:2], "--set", "turnover=0.1", "--histories", "20"), "at least 100 histories"),
    ],
)
def test_a_mistake_is_said_before_anything_is_lived(call: Call, words: tuple[str, ...], says: str) -> None:
    said = call(*words)
    assert said.exit_code == 2
    assert says in " ".join(said.stderr.split())
    assert said.stdout == ""
