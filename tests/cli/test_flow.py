"""The verb ``flow``: what it prints, as text and as data, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Call = Callable[..., Result]
FLOW = ("flow", "association", "--histories", "100", "--seed", "7", "--no-store")
LINKS = ["executive->branches", "branches->assembly", "assembly->board", "board->executive"]


def data(call: Call, *words: str) -> Any:
    said = call(*words, "--json", "--quiet")
    assert said.exit_code == 0, said.stderr
    return json.loads(said.stdout)


def test_a_flow_has_all_that_is_promised(call: Call) -> None:
    d = data(call, *FLOW)
    assert d["schema"] == "selectorate/flow/1"
    assert d["command"] == "selectorate flow association --histories 100 --seed 7"
    assert (d["histories"], d["seed"], d["doubt"]) == (100, 7, ["sampling"])
    loop, short = d["loops"]
    assert (loop["links"], loop["office"], loop["holder"]) == (LINKS, "chair", "ada")
    assert short["links"] == ["executive->board", "board->executive"]
    assert list(loop["without_link"]) == LINKS
    assert list(loop["by_session"]) == [f"assembly_{year}" for year in range(2001, 2007)]
    assert loop["by_session"][loop["session"]]["committee"] == loop["gain"]
    assert len(loop["held_by_month"]) == 72
    assert loop["held_by_month"]["2001-01"] == {"ada": 1.0}
    for one in (loop["gain"], *loop["without_link"].values()):
        assert one["low"] <= one["value"] <= one["high"]
        assert one["sampling"] == [one["low"], one["high"]]
    assert {"scenario_hash", "kernel_hash", "version"} <= set(d["provenance"])


def test_the_same_question_has_the_same_answer(call: Call) -> None:
    one, other = (data(call, *FLOW, "--threads", threads) for threads in ("1", "3"))
    for changing in ("seconds", "threads", "provenance"):
        del one[changing], other[changing]
    assert one == other


def test_a_seat_can_be_added_later(call: Call) -> None:
    d = data(call, *FLOW, "--from", "2003-02", "--without", "chair_powers")
    assert d["command"].endswith("--without chair_powers --from 2003-02")
    loop = d["loops"][0]
    assert (loop["added"], loop["session"], loop["holder"]) == ("2003-02", "assembly_2004", "ada")
    assert list(loop["by_session"]) == [f"assembly_{year}" for year in range(2003, 2007)]
    assert 0.9 < loop["holder_share"] <= 1.0
    assert d["answer"].startswith("Of the first 250 histories Ada Moreau holds the office Chair of the association at")
    assert "One base seat more for the following of Ada Moreau in February 2003 brings" in d["answer"]
    assert data(call, *FLOW)["loops"][0]["holder_share"] is None


def test_a_question_asked_again_is_read(call: Call, tmp_path: Path) -> None:
    words = (*FLOW[:-1], "--store", str(tmp_path / "store"))
    one, other = data(call, *words), data(call, *words)
    assert one["provenance"]["blocks"] == {"read": 0, "computed": 1}
    assert other["provenance"]["blocks"] == {"read": 1, "computed": 0}
    assert one["loops"] == other["loops"] == data(call, *FLOW)["loops"]


def test_words_come_first(call: Call) -> None:
    said = call(*FLOW, "--set", "slate=0")
    assert said.exit_code == 0
    text = " ".join(said.stdout.split())
    assert text.startswith("An association of forty branches: the circular flow of power With slate = 0 (not 0.25).")
    assert "One base seat more for the following of Ada Moreau at the start brings" in text
    assert text.index("One base seat more") < text.index("Extra seats by session")
    assert "selectorate flow association --histories 100 --seed 7 --set slate=0" in said.stdout


def test_what_a_question_changes_is_in_the_command(call: Call) -> None:
    d = data(call, *FLOW, "--do", "chair.holder=ben")
    assert d["loops"][0]["holder"] == "ben"
    assert d["command"].endswith("--do chair.holder=ben")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--histories", "99"), "at least 100 histories"),
        (("--from", "2006-02"), "no two dated sessions that elect the committee from 2006-02 on"),
        (("--from", "1999-01"), "'1999-01' is no month of the scenario"),
        (("--store", "x", "--no-store"), "not both"),
        (("--threads", "0"), "threads must be from 1"),
        (("--set", "partisn=0"), "partisan"),
        (("--do", "chair.holder=bem"), "ben"),
        (("--seed", "-1"), "seed must be from 0"),
    ],
)
def test_a_mistake_is_said_before_anything_is_lived(call: Call, words: tuple[str, ...], says: str) -> None:
    said = call(*FLOW[:2], *words)
    assert said.exit_code == 2
    assert says in " ".join(said.stderr.split())
    assert said.stdout == ""
