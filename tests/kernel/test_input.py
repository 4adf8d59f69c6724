"""What came after April 1922 is compared with, and never input, but for what a history may be told: by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts
from selectorate.testing import check_record
from selectorate.testing.changes import rewritten, without_record
from selectorate.testing.histories import demand_same, luck

CLUB = load(Path(__file__).parents[1] / "societies" / "club")
USSR = load("ussr-1922")
START = USSR.document.scenario.start
DATE = re.compile(r"(\d{4})(-\d\d|/\d\d)?(-\d\d)?")


@cache
def bare() -> Scenario:
    return without_record(USSR)


def lived(model: Model, histories: int = 20) -> Facts:
    facts = new_facts(model.worlds[0], histories, monthly=True)
    live_all(model.worlds, new_state(), facts, luck(model, histories))
    return facts


@pytest.mark.parametrize("scenario", [load("association"), CLUB, USSR], ids=lambda scenario: scenario.name)
def test_the_record_is_no_input(scenario: Scenario) -> None:
    check_record(scenario)


def test_files_without_the_record_live_the_same_histories(tmp_path: Path) -> None:
    """The rows are gone from the files themselves, and every month of every history is as it was."""
    (tmp_path / "bare.yaml").write_text(bare().written(), encoding="utf-8")
    one, other = build(USSR), build(load(tmp_path))
    demand_same(lived(one), lived(other), "without the record")


def test_all_that_is_told_of_later_is_gone() -> None:
    for section in ("record", "events", "targets", "readings", "claims", "sources"):
        assert getattr(USSR.document, section)
        assert getattr(bare().document, section) in ({}, type(bare().document.record)())
    told = {"later_views", "posts", "power_base", "described_as", "fate", "justification"}
    told |= {"head", "later_heads", "opposition", "patron_via", "merged_into", "merged", "note", "region"}
    for section in ("contenders", "people", "units"):
        full, left = getattr(USSR.document, section), getattr(bare().document, section)
        written = {name for one in full.values() for name in told & set(type(one).model_fields) if getattr(one, name)}
        assert (
            written
            == {
                "contenders": {"later_views", "posts", "power_base", "described_as", "fate", "justification"},
                "people": {"later_views", "posts", "power_base", "described_as", "fate", "justification"},
                "units": {"head", "later_heads", "opposition", "patron_via", "merged_into", "merged", "note", "region"},
            }[section]
        ), section
        assert not any(getattr(one, name, None) for one in left.values() for name in told)


# What is left


def dated(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every key or text that is a date after the start, with the way to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from dated(key, (*path, f"{key}"))
            yield from dated(item, (*path, f"{key}"))
    elif isinstance(value, list):
        for item in value:
            yield from dated(item, path)
    elif isinstance(value, str) and DATE.fullmatch(value) and value[:7] > START:
        yield path, value


def input_of(scenario: Scenario) -> dict[str, set[str]]:
    """Entries by section that speak of months after the start; what is asked of a history is no part of it."""
    document = scenario.document.model_dump(exclude_unset=True)
    header = {name: value for name, value in document["scenario"].items() if name not in ("end", "read")}
    document = {name: entries for name, entries in document.items() if name not in ("endings", "outcomes")}
    found: dict[str, set[str]] = {}
    for (section, entry, *_), _ in dated(document | {"scenario": header}):
        found.setdefault(section, set()).add(entry)
    return found


INPUT = {
    "happenings": {
        *("lenin_stroke_1", "lenin_stroke_2", "lenin_stroke_3", "lenin_death", "lenin_testament", "lenin_enrolment"),
        *("trotsky_ill_1923", "frunze_death", "dzerzhinsky_death", "war_scare"),
    },
    "calendar": {
        *("xii_congress", "xiii_congress", "xiv_congress", "xv_congress", "xvi_congress"),
        *("xii_conference", "xiii_conference", "xiv_conference", "xv_conference", "xvi_conference"),
        *("politburo_meeting", "plenum", "called_plenum"),
    },
    "bodies": {"central_committee", "control_commission", "politburo", "orgburo", "secretariat"},
    "series": {"scissors_ratio", "grain_beside_year_before", "party_total"},
}
"""Strokes, death, dictation and enrolment; other deaths and illnesses; the war scare; months of congresses and conferences,
and how often bodies meet between them; sizes of bodies; the series of the economy, and the membership.
"""


def test_what_is_left_is_what_may_be_input() -> None:
    assert input_of(bare()) == INPUT
    assert set(bare().document.series) == INPUT["series"] | {"worker_share"}
    assert [point.date for point in bare().document.series["worker_share"].points] == ["1922"]


def test_bodies_are_dated_by_their_sizes_alone() -> None:
    """Who sits in April 1922 is told once, without a month."""
    document = bare().document.model_dump(exclude_unset=True)
    ways = {path[2] for path, _ in dated(document) if path[0] == "bodies"}
    assert ways == {"seats", "candidates"}
    ways = {path[2:] for path, _ in dated(document) if path[0] == "happenings"}
    assert ways == {("month",), ("hazard", "start")}
    ways = {path[2] for path, _ in dated(document) if path[0] == "calendar"}
    assert ways == {"month", "start"}


def test_a_date_would_be_found() -> None:
    tree = {
        "bodies": {"board": {"seats": {"1923-04": 1}, "founded": "1924"}},
        "people": {"ann": {"x": ["1923/24", "1922"]}},
    }
    assert [(path[-1], date) for path, date in dated(tree)] == [
        *(("1923-04", "1923-04"), ("founded", "1924"), ("x", "1923/24")),
    ]


def perturbed(tree: dict[str, Any], section: str, name: str) -> None:
    """Change one entry in what it says of later months."""
    entry = tree[section][name]
    if section == "happenings":
        entry["month"] = "1928-11"
    elif section == "series":
        for point in entry["points"]:
            point["value"] *= 1.1 if point["date"] > START else 1.0
    elif section == "bodies":
        last = max(month for sizes in (entry["seats"], entry.get("candidates", {})) for month in sizes)
        for sizes in (entry["seats"], entry.get("candidates", {})):
            sizes.update({last: sizes[last] + 1} if last in sizes else {})
    else:
        field = "month" if "month" in entry else "start"
        entry[field] = "1929-01"


@pytest.mark.parametrize(("section", "name"), [(section, name) for section in INPUT for name in sorted(INPUT[section])])
def test_what_may_be_input_is_read(section: str, name: str) -> None:
    """The record can be told apart because the rest counts: another month, size or value is another world."""
    tree = deepcopy(bare().document.model_dump(exclude_unset=True))
    perturbed(tree, section, name)
    assert build(rewritten(USSR, tree)).worlds.tobytes() != build(bare()).worlds.tobytes()


@pytest.mark.parametrize("scenario", [CLUB, USSR], ids=lambda scenario: scenario.name)
def test_of_the_share_of_workers_the_start_alone_is_read(scenario: Scenario) -> None:
    name = scenario.document.scenario.membership.workers
    tree = json.loads(json.dumps(scenario.document.model_dump(exclude_unset=True)))
    points = tree["series"][name]["points"]
    (*_, known) = [point for point in points if point["date"][:7] <= scenario.document.scenario.start]
    for point in points:
        point["value"] = point["value"] if point is known else 99.0
    assert build(rewritten(scenario, tree)).worlds.tobytes() == build(scenario).worlds.tobytes()
    known["value"] += 1.0
    assert build(rewritten(scenario, tree)).worlds.tobytes() != build(scenario).worlds.tobytes()


def test_a_series_that_nothing_names_is_read_by_nobody() -> None:
    tree = CLUB.document.model_dump(exclude_unset=True)
    tree["series"]["rain"]["points"] = [{"date": "2001", "value": 1e6}]
    assert build(rewritten(CLUB, tree)).worlds.tobytes() == build(CLUB).worlds.tobytes()
    assert "rain" not in without_record(CLUB).document.series
