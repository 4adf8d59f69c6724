"""One history told: by its number, or found by what happened in it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from selectorate import analysis, ensemble
from selectorate.scenario import load

Call = Callable[..., Result]
SEARCH = ("--seed", "7", "--histories", "40", "--quiet")


def test_a_history_by_its_number(call: Call) -> None:
    said = call("replay", "association", "--history", "3", "--seed", "7")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.startswith("An association of forty branches\nHistory 3 of seed 7, ")
    assert "\nselectorate replay association --history 3 --seed 7\nScenario " in said.stdout
    assert said.stdout.endswith("; hand-set\nparameters.\n")


def test_as_json_it_is_the_history_of_the_ensemble(call: Call) -> None:
    said = json.loads(call("replay", "ussr-1922", "--history", "2", "--seed", "7", "--json").stdout)
    many = ensemble.run(load("ussr-1922"), histories=3, seed=7)
    told = many.history(2)
    assert said["schema"] == "selectorate/replay/1"
    assert said["command"] == "selectorate replay ussr-1922 --history 2 --seed 7"
    assert [event["text"] for event in said["events"]] == [event.text for event in told.events]
    assert said["provenance"]["kernel_hash"] == many.provenance()["kernel_hash"]
    votes = [event for event in said["events"] if event["kind"] == "voted"]
    assert votes
    assert all(
        sum(vote["terms"].values()) == pytest.approx(vote["votes_for"] - vote["votes_against"]) for vote in votes
    )
    assert said["record"]["1923-10"]["removals"] == [{"contender": "trotsky", "rung": "censured"}]
    plenum = said["record"]["1923-10"]["events"][-1]
    assert (plenum["id"], plenum["votes"]["votes_for"]) == ("ev_oct1923_plenum", 102)
    assert [month["month"] for month in said["months"]] == [
        many.scenario.month_name(t) for t in range(many.scenario.months)
    ]
    assert sum(said["months"][12]["committee"].values()) == 40
    assert said["ending"] in analysis.endings(many).shares()


def test_the_record_stands_beside_it(call: Call) -> None:
    lines = call("replay", "ussr-1922", "--history", "2", "--seed", "7").stdout.splitlines()
    at = lines.index("October 1923")
    end = lines.index("", at)
    month = lines[at:end]
    assert "  | Trotsky: Censured by a vote" in month
    assert "  | Declaration of the 46 (15 October)" in month
    votes = month.index("  | CC and CCC together condemn Trotsky and the forty-six (25 to 27 October):")
    assert month[votes + 1] == "  |   102 to 2, 10 abstaining"
    assert all(len(line) <= 80 for line in lines[:-1])


def test_found_by_its_ending(call: Call) -> None:
    said = json.loads(
        call("replay", "association", "--find", "captured:ben", *SEARCH[:2], "--histories", "900", "--json").stdout
    )
    many = ensemble.run(load("association"), histories=900, seed=7)
    ended = analysis.endings(many)
    wanted = [s.id for s in ended.statements].index("captured:ben")
    assert ended.which[said["history"]] == wanted
    assert not (ended.which[: said["history"]] == wanted).any()
    assert said["searched"] == 900


@pytest.mark.parametrize("what", ["typical", "closest-to-record"])
def test_found_by_what_is_near(call: Call, what: str) -> None:
    said = call("replay", "ussr-1922", "--find", what, *SEARCH)
    assert said.exit_code == 0
    assert f"Found by '{what}' among 40 histories." in said.stdout


def test_the_closest_ended_as_recorded_and_is_nearest_of_those() -> None:
    many = ensemble.run(load("ussr-1922"), histories=200, seed=7)
    ended = analysis.endings(many)
    wanted = [said.id for said in ended.statements].index("sole:stalin")
    months, names = many.columns.reached.astype(int), many.names
    away = []
    for k in range(many.histories):
        found = []
        for row in {(r.contender, r.rung) for r in many.scenario.document.record.removals}:
            record = analysis.removals(many)[row[0]][row[1]].record
            month = months[k, names.contenders.index(row[0]), names.rungs.index(row[1])]
            found.append(abs((month if month >= 0 else 105) - many.scenario.month_index(record or "")))
        away.append(sum(found) / len(found) if ended.which[k] == wanted or not ended.counts[wanted] else 1e9)
    assert analysis.find(many, "closest-to-record") == away.index(min(away))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--find", "captured:bn"), "unknown ending or outcome 'captured:bn'; did you mean 'captured:ben'?"),
        (("--find", "ben"), "unknown ending or outcome 'ben'; did you mean 'board_majority:ben'?"),
        (("--find", "xyzzy"), "unknown ending or outcome 'xyzzy'; there is board_majority:ada, "),
        (("--find", "closest"), "unknown ending or outcome 'closest'; did you mean 'closest-to-record'?"),
        (("--find", "closest-to-record"), "association has no record of removals to be close to"),
        (("--find", "captured:chen"), "'captured:chen' came in none of the 40 histories looked through"),
        (("--find", "typical", "--history", "3"), "a history is given by --history or found by --find: not both"),
        (("--history", "-1"), "histories are 0 to 99,999,999, not -1"),
    ],
)
def test_what_cannot_be_found(call: Call, words: tuple[str, ...], message: str) -> None:
    said = call("replay", "association", *words, *SEARCH)
    assert (said.exit_code, said.stdout) == (2, "")
    assert message in said.stderr
