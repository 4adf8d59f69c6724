"""The written form as JSON Schema, with which an editor completes and checks the files while one types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from selectorate.scenario.document import Document

FILE = Path(__file__).parent.parent / "schema.json"
"""Where the package keeps it; the first line of each scenario file names it."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one file of a scenario, which may hold any of the sections."""
    described: dict[str, Any] = Document.model_json_schema()
    described.pop("required")
    described["properties"] = {name: _or_empty(section) for name, section in described["properties"].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **described,
        "title": "A file of a scenario",
        "description": "Some sections of a scenario; each entry stands in one file of the folder.",
    }


def _or_empty(section: dict[str, Any]) -> dict[str, Any]:
    """A section may be written without entries; it then holds none."""
    return {"anyOf": [{key: value for key, value in section.items() if key != "default"}, {"type": "null"}]}
