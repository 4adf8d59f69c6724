"""What rests on what: every name that one entry of a scenario uses of another, where `references.TABLE` has names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from selectorate.errors import QuestionError, nearest
from selectorate.scenario.references import KEYS, TABLE
from selectorate.scenario.scenario import Scenario

KINDS: Mapping[str, str] = {
    "claims": "claim",
    "parameters": "parameter",
    "factors": "factor",
    "events": "event",
    "targets": "target",
    "readings": "reading",
    "doubts": "doubt",
    "assertions": "assertion",
    "series": "series",
    "happenings": "happening",
    "contenders": "contender",
    "people": "person",
    "bodies": "body",
    "offices": "office",
    "units": "unit",
    "calendar": "session",
    "rungs": "rung",
    "economy": "measure",
    "outcomes": "outcome",
    "endings": "ending",
    "sources": "source",
}
"""What an entry of each section is called; where a name stands in several, the first here is meant."""

SHOWN = ("claim", "parameter", "factor", "event", "target", "reading", "series", "happening", "source")
"""Kinds whose use says what an entry rests on; others only say who or what is meant."""


AGAINST = ("conflicts", "claims_against")
"""Fields that name what speaks against an entry: it does not rest on that."""


class Entry(NamedTuple):
    """One entry of a scenario."""

    kind: str
    id: str


def entry(scenario: Scenario, name: str) -> Entry:
    """The entry of a name, or of ``kind:name``.

    Raises:
        QuestionError: there is none.
    """
    kind, _, bare = name.rpartition(":")
    known: list[str] = []
    for section, called in KINDS.items():
        entries = getattr(scenario.document, section)
        if bare in entries and kind in ("", called):
            return Entry(called, bare)
        known += entries
    raise QuestionError(f"nothing is called {name!r}{nearest(bare, known)}")


def written(scenario: Scenario, one: Entry) -> Any:
    """What is written of an entry."""
    section = next(section for section, called in KINDS.items() if called == one.kind)
    return getattr(scenario.document, section)[one.id]


def uses(scenario: Scenario) -> Iterator[tuple[Entry, Entry]]:
    """Every entry with each entry that it rests on, once."""
    tree = scenario.document.model_dump(exclude_none=True, by_alias=True)
    for section, called in KINDS.items():
        shape = TABLE.get(section, {})
        for name, value in tree.get(section, {}).items():
            places = {field: below for field, below in shape.get("*", {}).items() if field not in AGAINST}
            found = dict.fromkeys(_walk(value, places))
            if section == "doubts":
                found[Entry("claim", name)] = None
            for other in found:
                if other.kind in SHOWN and other != Entry(called, name):
                    yield Entry(called, name), other


def _walk(value: Any, shape: Any) -> Iterator[Entry]:
    if isinstance(shape, str):
        if isinstance(value, str):
            yield Entry(shape, value)
    elif isinstance(shape, list):
        for item in value if isinstance(value, list) else ():
            yield from _walk(item, shape[0])
    elif isinstance(value, dict):
        for name, item in value.items():
            if KEYS in shape:
                yield Entry(shape[KEYS], name)
            if below := shape.get(name) or shape.get("*"):
                yield from _walk(item, below)
