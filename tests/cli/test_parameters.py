"""``--parameters``: whose numbers histories have, that this is said, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import Result

from selectorate import ensemble, scenario
from selectorate.ensemble.posterior import FILE, Posterior
from selectorate.scenario.loading import SHIPPED

Call = Callable[..., Result]
NAMES = ("slate", "partisan", "turnover", "retention")
FEW = ("--histories", "100", "--seed", "7", "--no-store")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, make_posterior: Callable[..., Posterior]) -> Path:
    """The association in a folder of its own, with a posterior beside its files."""
    folder = tmp_path_factory.mktemp("homes") / "society"
    shutil.copytree(SHIPPED / "association", folder)
    make_posterior(scenario.load(folder), NAMES, draws=9).save(folder / FILE)
    return folder


@pytest.fixture
def stale(tmp_path: Path, home: Path) -> Path:
    """The same with a posterior that another kernel made."""
    folder = tmp_path / "stale"
    shutil.copytree(home, folder)
    replace(Posterior.load(folder / FILE), kernel="0" * 64).save(folder / FILE)
    return folder


def data(call: Call, *words: str) -> Any:
    said = call(*words, "--json", "--quiet")
    assert said.exit_code == 0, said.stderr
    return json.loads(said.stdout)


def text(said: Result) -> str:
    return " ".join(said.stdout.split())


def test_by_default_the_posterior_beside_the_scenario(call: Call, home: Path) -> None:
    learnt = Posterior.load(home / FILE)
    found = data(call, "run", str(home), *FEW)
    assert (found["parameters"], found["posterior"]) == ("posterior", learnt.hash)
    assert found["doubt"] == ["sampling", "parameters"]
    assert "--parameters" not in found["command"]
    made = found["provenance"]
    assert (made["parameters_from"], made["posterior"]) == ("posterior", learnt.hash)
    assert not set(NAMES) & set(made["parameters"])
    many = ensemble.run(scenario.load(home), histories=100, seed=7, parameters=learnt)
    counts = ensemble.run(scenario.load(home), histories=100, seed=7, parameters="hand-set")
    assert not np.array_equal(many.columns.following, counts.columns.following)
    said = text(call("run", str(home), *FEW, "--quiet"))
    assert "each history has one of 9 draws of the posterior" in said
    assert f"parameters learnt from the record, posterior {learnt.hash[:12]}" in said


def test_each_by_its_name(call: Call, home: Path) -> None:
    by_default = data(call, "run", str(home), *FEW)
    by_name = data(call, "run", str(home), *FEW, "--parameters", "posterior")
    by_file = data(call, "run", "association", *FEW, "--parameters", str(home / FILE))
    by_hand = data(call, "run", str(home), *FEW, "--parameters", "hand-set")
    shipped = data(call, "run", "association", *FEW)
    for part in ("endings", "outcomes", "outcomes_parameters", "committee_share"):
        assert by_default[part] == by_name[part] == by_file[part] != by_hand[part] == shipped[part]
    assert by_name["command"].endswith("--parameters posterior")
    assert by_file["command"].endswith(f"--parameters {home / FILE}")
    assert by_hand["command"].endswith("--parameters hand-set")
    assert (by_file["parameters"], by_hand["parameters"], by_hand["posterior"]) == (str(home / FILE), "hand-set", None)
    assert by_file["posterior"] == by_name["posterior"]
    assert (by_hand["doubt"], shipped["command"]) == (
        ["sampling"],
        "selectorate run association --histories 100 --seed 7",
    )


def test_the_command_gives_the_answer_again(call: Call, home: Path) -> None:
    found = data(call, "run", str(home), *FEW, "--parameters", "posterior", "--set", "slate=0.9")
    again = data(call, *found["command"].split()[1:], "--no-store")
    assert found["parameters_set"] == {"slate": 0.9}
    assert "slate" in found["provenance"]["parameters"]
    assert all(again[part] == found[part] for part in ("command", "endings", "outcomes", "outcomes_parameters"))


def test_one_that_does_not_fit_is_not_taken_and_that_is_said(call: Call, stale: Path) -> None:
    said = call("run", str(stale), *FEW, "--quiet")
    assert said.exit_code == 0
    assert "Parameters are hand-set within their priors" in text(said)
    assert "The posterior beside the scenario was made by another kernel" in text(said)
    assert f"`selectorate fit {stale}` makes the right one" in text(said)
    assert data(call, "run", str(stale), *FEW)["parameters"] == "hand-set"


@pytest.mark.parametrize("verb", ["run", "compare --without chair_powers", "explain", "flow", "replay"])
def test_every_verb_refuses_one_that_does_not_fit(call: Call, verb: str, stale: Path, home: Path) -> None:
    name, *options = verb.split()
    for where, source, what in (
        (str(stale), "posterior", "was made by another kernel"),
        ("ussr-1922", str(home / FILE), "was made for another scenario"),
    ):
        asked = ["--without", "economy"] if options and where == "ussr-1922" else options
        said = call(name, where, *asked, "--parameters", source, "--no-store", "--quiet")
        assert (said.exit_code, said.stdout) == (2, "")
        assert what in said.stderr
        make = f"selectorate fit {where}" + (f" --out {source}" if where == "ussr-1922" else "")
        assert f"`{make}` makes the right one" in said.stderr
        assert said.stderr.count("\n") == 1


def broken(folder: Path) -> dict[str, str]:
    """Files that are no posterior, and what is said of each."""
    (folder / "empty.npz").write_bytes(b"")
    (folder / "text.npz").write_text("slate,partisan\n0.5,0.5\n", encoding="utf-8")
    np.savez(folder / "other.npz", draws=np.zeros((3, 2)))
    np.save(folder / "bare.npy", np.zeros(3))
    told = np.frombuffer(b'{"names": ["slate"], "scenario": "", "kernel": "", "about": {}}', np.uint8)
    none = np.zeros((0, 6), np.uint64)
    np.savez(folder / "none.npz", draws=np.zeros((0, 1)), keys=none, logs=np.zeros(0), about=told)
    return {
        **dict.fromkeys(
            ["empty.npz", "text.npz", "other.npz", "bare.npy", "none.npz"],
            "holds no posterior: `selectorate fit` makes",
        ),
        ".": "cannot read the posterior",
        "handset": "parameters are posterior, hand-set or a file, not 'handset'; did you mean 'hand-set'?",
        "posterier": "did you mean 'posterior'?",
    }


def test_what_is_no_posterior_is_refused(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for source, what in broken(tmp_path).items():
        said = call("run", "association", "--parameters", source, "--no-store", "--quiet")
        assert (said.exit_code, said.stdout) == (2, ""), source
        assert what in said.stderr
    said = call("run", "association", "--parameters", "posterior", "--no-store", "--quiet")
    assert "association has no posterior: `selectorate fit association` makes one" in said.stderr


def test_a_comparison_has_the_same_draws_in_both_worlds(call: Call, home: Path) -> None:
    """A parameter set in the changed world alone: histories that have it so by their draw do not part."""
    learnt = Posterior.load(home / FILE)
    value = learnt.parameters(2)["slate"]
    found = data(call, "compare", str(home), *FEW, "--set", f"slate={value!r}")
    assert found["doubt"] == ["sampling", "parameters"]
    assert found["posterior"] == found["baseline"]["posterior"] == found["changed"]["posterior"] == learnt.hash
    same = int((learnt.chosen(7, 0, 100) == 2).sum())
    assert same > 0
    assert found["first_divergence"]["never"] >= same
    assert set(found["flipped"]) == {"value", "low", "high", "sampling", "parameters"}
    assert all("parameters" in one for one in found["difference"].values())
    said = text(call("compare", str(home), *FEW, "--set", f"slate={value!r}", "--quiet"))
    assert "of them end otherwise (" in said
    assert "; over parameters " in said


def test_an_explanation_tells_both_doubts_of_its_first_numbers(call: Call, home: Path) -> None:
    found = data(call, "explain", str(home), *FEW)
    assert found["doubt"] == ["sampling", "parameters"]
    for name in ("probability", "probability_without", "necessity", "sufficiency"):
        one = found[name]
        assert one["parameters"][0] <= one["value"] <= one["parameters"][1]
        assert one["low"] == min(one["sampling"][0], one["parameters"][0])
    assert all("parameters" not in one for one in found["shapley"].values())
    assert found["answer"].startswith("In this model, with parameters learnt from the record, ")
    assert "; over parameters between " in found["answer"]
    said = text(call("explain", str(home), *FEW, "--quiet"))
    assert "which is told of outcomes and of their necessity and sufficiency alone" in said
    plain = data(call, "explain", str(home), *FEW, "--parameters", "hand-set")
    assert (plain["doubt"], plain["parameters"]) == (["sampling"], "hand-set")
    assert "parameters" not in plain["necessity"]


def test_a_flow_tells_both_doubts_of_its_gain(call: Call, home: Path) -> None:
    found = data(call, "flow", str(home), *FEW)
    assert (found["doubt"], found["parameters"]) == (["sampling", "parameters"], "posterior")
    for one in found["loops"]:
        low, high = one["gain"]["parameters"]
        assert one["gain"]["low"] <= low <= one["gain"]["value"] <= high <= one["gain"]["high"]
        assert all("parameters" in part for parts in one["by_session"].values() for part in parts.values())
        assert not any("parameters" in left for left in one["without_link"].values())
    said = text(call("flow", str(home), *FEW, "--quiet"))
    assert "over parameters" in said
    assert "from 250 twins with each of 40 draws" in said


def test_a_sweep_sets_its_parameter_in_every_draw(call: Call, home: Path) -> None:
    found = data(call, "run", str(home), *FEW, "--sweep", "slate=0:1:3", "--parameters", "posterior")
    assert (found["doubt"], found["parameters_from"]) == (["sampling"], "posterior")
    assert "--parameters posterior --sweep slate=0:1:3" in found["command"]
    for point in found["points"]:
        one = data(call, "run", str(home), *FEW, "--set", f"slate={point['at']['slate']}")
        assert point["shares"] == one["endings"] | one["outcomes"]


def test_tables_have_columns_for_both_doubts(call: Call, home: Path, tmp_path: Path) -> None:
    for verb in (["run"], ["compare", "--without", "chair_powers"], ["explain"]):
        assert call(verb[0], str(home), *verb[1:], *FEW, "--csv", str(tmp_path / verb[0]), "--quiet").exit_code == 0
        head, first, *_ = (tmp_path / verb[0] / "outcomes.csv").read_text(encoding="utf-8").splitlines()
        assert head.endswith("value,low,high,sampling_low,sampling_high,parameters_low,parameters_high")
        low, high, *kinds = map(float, first.split(",")[-6:])
        assert (low, high) == (min(kinds[::2]), max(kinds[1::2]))


def test_pages_draw_both_doubts(call: Call, home: Path, tmp_path: Path) -> None:
    for verb in (["run"], ["compare", "--without", "chair_powers"], ["explain"], ["flow"]):
        page = tmp_path / f"{verb[0]}.html"
        assert call(verb[0], str(home), *verb[1:], *FEW, "--html", str(page), "--quiet").exit_code == 0
        shown = page.read_text(encoding="utf-8")
        assert 'class="sampling"' in shown
        assert "the thin one the range over parameters" in shown
        assert "were learnt from the record" in shown
        assert "hand-set" not in shown


# One draw with luck of its own


def test_a_draw_is_told_with_its_own_luck(call: Call, home: Path) -> None:
    learnt = Posterior.load(home / FILE)
    found = data(call, "replay", str(home), "--particle", "4")
    assert (found["draw"], found["history"], found["seed"]) == (4, None, None)
    assert found["keys"] == [str(key) for key in learnt.keys[4]]
    own = ensemble.prepare(scenario.load(home), set=learnt.parameters(4), parameters="hand-set")
    assert [event["text"] for event in found["events"]] == [
        e.text for e in ensemble.replay(own, learnt.keys[4:5]).events
    ]
    said = call("replay", str(home), "--particle", "4")
    assert "Draw 4 of the posterior, with the luck under which it met the record" in text(said)
    assert f"selectorate replay {home} --particle 4" in said.stdout.splitlines()
    twins = data(call, "replay", str(home), "--particle", "4", "--twin", "--without", "chair_powers")
    assert twins["baseline"]["keys"] == twins["changed"]["keys"] == found["keys"]
    assert twins["command"] == f"selectorate replay {home} --particle 4 --twin --without chair_powers"


def test_a_history_of_a_seed_says_its_draw(call: Call, home: Path) -> None:
    learnt = Posterior.load(home / FILE)
    draw = int(learnt.chosen(7, 3, 1)[0])
    found = data(call, "replay", str(home), "--history", "3", "--seed", "7")
    assert (found["draw"], found["history"], found["parameters"]) == (draw, 3, "posterior")
    assert f"History 3 of seed 7, with draw {draw} of the posterior" in text(
        call("replay", str(home), "--history", "3", "--seed", "7")
    )
    assert data(call, "replay", "association")["draw"] is None


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--particle", "9"), "draws of this posterior are 0 to 8, not 9"),
        (("--particle", "-1"), "draws of this posterior are 0 to 8, not -1"),
        (("--particle", "1", "--history", "0"), "not with --history, --find or --seed"),
        (("--particle", "1", "--find", "typical"), "not with --history, --find or --seed"),
        (("--particle", "1", "--seed", "1"), "not with --history, --find or --seed"),
        (
            ("--particle", "1", "--parameters", "hand-set"),
            "there is no draw of a posterior: parameters are the hand-set",
        ),
    ],
)
def test_a_draw_that_is_none(call: Call, home: Path, words: tuple[str, ...], what: str) -> None:
    said = call("replay", str(home), *words)
    assert (said.exit_code, said.stdout) == (2, "")
    assert what in said.stderr


def test_a_draw_of_a_posterior_that_does_not_fit(call: Call, stale: Path) -> None:
    said = call("replay", str(stale), "--particle", "1")
    assert said.exit_code == 2
    assert "was made by another kernel (000000000000" in said.stderr
    assert f"`selectorate fit {stale}` makes the right one" in said.stderr
