"""Entry by entry against the written form: what is valid becomes an entry, what is not becomes a problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from selectorate.scenario.document import Document
from selectorate.scenario.messages import closest, listed, sentence, unknown
from selectorate.scenario.places import Found, Path
from selectorate.scenario.reading import SECTIONS, Written
from selectorate.scenario.shape import fields_at


@dataclass
class Valid:
    """The sections with their valid entries, and what is wrong with the others."""

    sections: dict[str, Any] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)


def validate(written: Written) -> Valid:
    """Validate every section that is written."""
    valid = Valid()
    for name in SECTIONS:
        section = written.tree.get(name)
        if section is None or (name == "scenario" and not section and (name,) in written.refused):
            continue
        if isinstance(_shape(name), type):
            entry = _entry((name,), section, written, valid)
            valid.sections |= {name: entry} if entry is not None else {}
        else:
            valid.sections[name] = dict(_entries(name, section, written, valid))
    missing = [name for name in SECTIONS if _required(name) and name not in written.tree]
    missing = [name for name in missing if (name,) not in written.refused]
    if missing and written.complete:
        valid.found.append(Found(("scenario",), _missing_sections([repr(name) for name in missing])))
    return valid


def _missing_sections(names: list[str]) -> str:
    return f"the section{'s' * (len(names) > 1)} {listed(names)} {'are' if len(names) > 1 else 'is'} missing"


def _shape(section: str) -> Any:
    return Document.model_fields[section].annotation


def _required(section: str) -> bool:
    return Document.model_fields[section].is_required()


def _entries(section: str, entries: dict[str, Any], written: Written, valid: Valid) -> Iterator[tuple[str, Any]]:
    if not entries and _required(section) and (section,) not in written.refused:
        valid.found.append(Found((section,), f"the section {section!r} has no entry"))
    for name, raw in entries.items():
        entry = _entry((section,), {name: raw}, written, valid)
        if entry is not None:
            yield name, entry[name]


@cache
def _adapter(section: str) -> TypeAdapter[Any]:
    return TypeAdapter(_shape(section))


def _entry(at: Path, raw: Any, written: Written, valid: Valid) -> Any:
    try:
        return _adapter(str(at[0])).validate_python(raw)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        valid.found += [found for found in _translated(at, raw, details) if not _refused(found, written)]
        return None


def _refused(found: Found, written: Written) -> bool:
    """Whether the reader has already said what is wrong with a value or with what it stands in."""
    return any(found.path[:length] in written.refused for length in range(1, len(found.path) + 1))


def _translated(at: Path, raw: Any, details: list[ErrorDetails]) -> Iterator[Found]:
    """Yield one problem for each value; a field missing beside a misspelt one is not mentioned twice."""
    errors: dict[Path, list[ErrorDetails]] = {}
    for error in details:
        errors.setdefault(_path(raw, error), []).append(error)
    meant: set[Path] = set()
    for path, alike in errors.items():
        if alike[0]["type"] == "extra_forbidden":
            known = fields_at(_shape(str(at[0])), path[:-1])
            meant.update((*path[:-1], name) for name in closest(str(path[-1]), known))
            yield Found(at + path, unknown("field", str(path[-1]), known), key=True)
    missing: dict[Path, list[str]] = {}
    for path, alike in errors.items():
        kind = alike[0]["type"]
        if kind == "missing" and path not in meant:
            missing.setdefault((at + path)[:-1], []).append(repr(path[-1]))
        elif alike[0]["loc"][-1] == "[key]":
            yield Found(at + path, sentence(alike, path[-1]), key=True)
        elif kind not in {"extra_forbidden", "missing"}:
            yield Found(at + path, sentence(alike, _value(raw, path)))
    for path, names in missing.items():
        yield Found(path, f"{listed(names)} {'is' if len(names) == 1 else 'are'} missing here")


def _path(raw: Any, error: ErrorDetails) -> Path:
    """Return the path of an error in the file: without the names that stand for alternatives of the schema."""
    path: list[str | int] = []
    for part in error["loc"]:
        inside = part in raw if isinstance(raw, dict) else isinstance(raw, list) and isinstance(part, int)
        if not inside and (error["type"] != "missing" or part != error["loc"][-1]):
            break
        raw = raw[part] if inside else None
        path.append(part)
    return tuple(path)


def _value(raw: Any, path: Path) -> Any:
    for part in path:
        raw = raw[part]
    return raw
