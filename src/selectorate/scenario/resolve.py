"""From the written form to the resolved one: defaults filled, repeated units written out, everything in one order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from selectorate.institutions import Body, Session, Unit
from selectorate.questions import Change
from selectorate.scenario.document import Document
from selectorate.scenario.parts import unit_names
from selectorate.scenario.places import Path, Place, Places
from selectorate.written import fields

ORDERED = {
    ("Rung", "motions"),  # the first that applies is brought
    ("Contrast", "changes"),  # the last that sets a thing holds
    ("Variant", "changes"),
    ("Assertion", "changes"),
    ("Target", "value"),
    ("Target", "low"),
    ("Target", "high"),
    ("Args", "at"),  # a vector has its order
    ("Prior", "uniform"),
    ("Prior", "normal"),
    ("Prior", "lognormal"),
    ("Prior", "beta"),
    ("Person", "posts"),  # prose, as its author would have it read
    ("Person", "described_as"),
    ("Reading", "after"),
    ("Reading", "implications"),
}
"""Lists whose order says something, by entry and field; all others are sets and are sorted."""


def resolve(sections: dict[str, Any], places: Places) -> tuple[Document, dict[Path, Place]]:
    """Return the resolved document, and where each of its parts was written.

    ``sections`` are valid entries by section; a part that was not written has the place of what it belongs to.
    """
    units: dict[str, Unit] = sections["units"]
    copies = {copy: name for name, unit in units.items() for copy in unit_names(name, unit)}
    bodies: dict[str, Body] = sections["bodies"]
    sections = sections | {
        "units": {copy: unit for name, unit in units.items() for copy, unit in _written_out(name, unit)},
        "calendar": {name: _delegated(one, bodies, len(copies)) for name, one in sections["calendar"].items()},
    }
    resolver = _Resolver(places, copies)
    tree = {
        name: resolver.value(sections[name], (name,), (name,), ordered=False)
        for name in Document.model_fields
        if name in sections
    }
    return Document.model_validate(tree), resolver.places


def _written_out(name: str, unit: Unit) -> list[tuple[str, Unit]]:
    names = unit_names(name, unit)
    if unit.repeat is None:
        return [(name, unit)]
    return [
        (copy, unit.model_copy(update={"repeat": None, "luck_key": unit.luck_key + i, "name": f"{unit.name} {i + 1}"}))
        for i, copy in enumerate(names)
    ]


def _delegated(session: Session, bodies: dict[str, Body], units: int) -> Session:
    """Where no number of delegates is given, each unit sends one."""
    sends = any(bodies[body].chosen.how == "delegates_of" for body in session.bodies)
    return session.model_copy(update={"delegates": units}) if sends and session.delegates is None else session


class _Resolver:
    """Makes plain values of entries; keeps in ``places`` where each part of the result was written."""

    def __init__(self, written: Places, copies: dict[str, str]) -> None:
        self.written = written
        self.copies = copies
        self.places: dict[Path, Place] = {}

    def value(self, value: Any, to: Path, at: Path, *, ordered: bool) -> Any:
        """Return ``value``, written at ``at``, as it stands in the resolved document at ``to``."""
        self.places[to] = self.written.value(at)
        if isinstance(value, BaseModel):
            return self.entry(value, to, at)
        if isinstance(value, dict):
            return {
                name: self.value(value[name], (*to, name), self.origin(at, name), ordered=False)
                for name in sorted(value)
            }
        if isinstance(value, list):
            order = list(enumerate(value)) if ordered else sorted(enumerate(value), key=lambda item: _key(item[1]))
            return [self.value(item, (*to, i), (*at, was), ordered=False) for i, (was, item) in enumerate(order)]
        return value

    def origin(self, at: Path, name: str) -> Path:
        return (*at, self.copies.get(name, name) if at == ("units",) else name)

    def entry(self, entry: BaseModel, to: Path, at: Path) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for name, attribute in fields(type(entry)).items():
            value = getattr(entry, attribute)
            if value is not None:
                given[name] = self.value(value, (*to, name), (*at, name), ordered=_ordered(type(entry), attribute))
        return given


def _key(item: Any) -> str:
    """Return what a list is sorted by: the item as resolved, so that the order of its own lists cannot matter."""
    return item if isinstance(item, str) else canonical(_Resolver(Places(), {}).value(item, (), (), ordered=False))


@cache
def _ordered(entry: type[BaseModel], field: str) -> bool:
    return any((kind.__name__, field) in ORDERED for kind in entry.__mro__)


def canonical(value: Any) -> str:
    """Return a value as JSON with sorted keys, without absent fields, and with equal numbers written alike."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        given = {name: getattr(value, attribute) for name, attribute in fields(type(value)).items()}
        return {name: _plain(item) for name, item in given.items() if item is not None}
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) + 0.0  # -0.0 is 0.0
    return value


def fingerprint(document: Document, changes: Sequence[Change] = ()) -> str:
    """Return the SHA-256 of a resolved document, and of changes that come with it, in hexadecimal digits."""
    text = canonical(document) + (canonical(list(changes)) if changes else "")
    return sha256(text.encode("utf-8")).hexdigest()
