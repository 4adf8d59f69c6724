"""What came after April 1922 is compared with, and never input."""

from __future__ import annotations

from pathlib import Path

import pytest

from selectorate.scenario import load
from selectorate.simulation.build import build
from selectorate.testing import check_record
from selectorate.testing.changes import rewritten, without_record
from selectorate.testing.histories import demand_same, live, luck

CLUB = Path(__file__).parents[1] / "societies" / "club"


@pytest.mark.parametrize("scenario", ["association", CLUB, "ussr-1922"], ids=["association", "club", "ussr"])
def test_the_record_is_no_input(scenario: str | Path) -> None:
    check_record(load(scenario))


def test_files_without_the_record_live_the_same_histories(tmp_path: Path) -> None:
    """Record, events, targets, readings, claims, later views and later heads are gone from the files themselves."""
    full = load("ussr-1922")
    bare = without_record(full)
    for gone in ("record", "events", "targets", "readings", "claims", "sources"):
        assert getattr(full.document, gone)
        assert getattr(bare.document, gone) in ({}, type(bare.document.record)())
    assert set(bare.document.series) == {"party_total"}
    assert any(person.later_views for person in full.document.contenders.values())
    assert not any(person.later_views for person in bare.document.contenders.values())
    assert any(unit.later_heads for unit in full.document.units.values())
    assert not any(unit.later_heads for unit in bare.document.units.values())
    (tmp_path / "bare.yaml").write_text(bare.written(), encoding="utf-8")
    one, other = build(full), build(load(tmp_path))
    demand_same(live(one, luck(one, 20)), live(other, luck(other, 20)), "without the record")


ALLOWED_LATER = {
    "calendar": ("month", "start"),
    "happenings": ("month", "hazard"),
    "bodies": ("seats", "candidates"),
    "series": ("points",),
}
"""Entries that may speak of months after the start: sessions, exogenous events, sizes, the membership."""


def test_no_other_entry_that_the_world_reads_speaks_of_later_months() -> None:
    """In what is left without the record, dates after April 1922 stand only where they are allowed."""
    document = without_record(load("ussr-1922")).document.model_dump(exclude_unset=True)
    document["scenario"] = {
        key: value for key, value in document["scenario"].items() if key not in ("start", "end", "read")
    }
    found: list[str] = []

    def walk(value: object, path: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(key, (*path, f"{key}"))
                walk(item, (*path, f"{key}"))
        elif isinstance(value, list):
            for item in value:
                walk(item, path)
        elif isinstance(value, str) and value[:4].isdigit() and value[4:5] == "-" and value > "1922-04-30":  # noqa: SIM102
            if not (path[0] in ALLOWED_LATER and any(part in ALLOWED_LATER[path[0]] for part in path)):
                found.append(".".join(path))

    walk({key: value for key, value in document.items() if key not in ("outcomes", "endings")}, ())
    assert not found


def test_the_world_reads_what_it_should() -> None:
    """The record can be told apart because the rest counts: another membership or size is another world."""
    full = load("ussr-1922")
    tree = full.document.model_dump(exclude_unset=True)
    tree["series"]["party_total"]["points"][-1]["value"] *= 2
    assert build(rewritten(full, tree)).worlds.tobytes() != build(full).worlds.tobytes()
