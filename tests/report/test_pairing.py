"""A pair of twins side by side: the first difference, and each line with whose it is."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from selectorate import ensemble, scenario
from selectorate.ensemble.diverging import together
from selectorate.report.pairing import Pair, say_both
from selectorate.report.replaying import Replay

USSR = scenario.load("ussr-1922")


def pair(*without: str, number: int = 17) -> Pair:
    models = [ensemble.prepare(USSR, changes=ensemble.changes(USSR, without=list(some))) for some in ((), without)]
    told = [ensemble.tell(model, seed=1, number=number) for model in models]
    was, twin = (Replay(history, "ussr-1922", 1, "recorded") for history in told)
    return Pair(was, twin, "the command")


@pytest.fixture(scope="module")
def testament() -> Pair:
    return pair("testament")


def test_they_part_in_the_month_that_the_search_finds(testament: Pair) -> None:
    worlds = ((one.history.model, "recorded") for one in (testament.was, testament.twin))
    *_, month = together(*worlds, seed=1, histories=18, threads=1).months
    assert testament.month() == USSR.month_name(int(month))
    parted = testament.parted()
    assert parted is not None
    assert [event.kind for event in parted if event] == ["letter", "letter"]


def test_before_they_part_nothing_is_marked_and_after_it_something_is(testament: Pair) -> None:
    text = repr(testament)
    before, _, after = text.partition("in which they part")
    head, _, months = before.partition("April 1922\n")
    assert "They part in May 1924:" in head
    assert not any(line.startswith(("< ", "> ")) for line in months.splitlines())
    assert sum(line.startswith("< ") for line in after.splitlines()) > 5
    assert sum(line.startswith("> ") for line in after.splitlines()) > 5


def test_twins_of_one_world_never_part() -> None:
    same = pair()
    assert same.parted() is None
    assert same.document()["first_divergence"] is None
    assert "never part" in repr(same)


def test_as_data_it_has_both(testament: Pair) -> None:
    document = testament.document()
    assert document["baseline"]["history"] == document["changed"]["history"] == 17
    assert document["first_divergence"]["month"] == "1924-05"
    assert document["first_divergence"]["baseline"]["text"] != document["first_divergence"]["changed"]["text"]
    assert document["contrast"] == ["The fate of the Testament: It is read to the Congress (testament:read)."]


def test_lines_of_both_keep_their_order() -> None:
    page = io.StringIO()
    say_both(["a", "b", "d"], ["a", "c", "d"], Console(file=page, width=40))
    assert page.getvalue().split("\n")[:4] == ["  a", "< b", "> c", "  d"]
