"""The JSON Schema that editors use."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from selectorate.scenario import schema
from selectorate.scenario.document import Document
from selectorate.scenario.loading import SHIPPED
from selectorate.scenario.schema import FILE

FILES = sorted(SHIPPED.glob("*/*.y*ml"))


def test_file_is_current() -> None:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert kept == schema(), "run python -m selectorate.scenario.schema"


def test_command_writes_what_is_there() -> None:
    before = FILE.read_bytes()
    done = subprocess.run([sys.executable, "-m", "selectorate.scenario.schema"], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert FILE.read_bytes() == before


def test_a_file_may_hold_any_of_the_sections() -> None:
    described = schema()
    assert "required" not in described
    assert described["additionalProperties"] is False
    assert list(described["properties"]) == list(Document.model_fields)


@pytest.mark.parametrize("name", ["Change", "Condition", "Effect", "Prior"])
def test_exactly_one_field(name: str) -> None:
    entry = schema()["$defs"][name]
    assert (entry["minProperties"], entry["maxProperties"]) == (1, 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_name_it(path: object) -> None:
    assert path.read_text(encoding="utf-8").startswith(  # type: ignore[attr-defined]
        "# yaml-language-server: $schema=../../scenario/schema.json\n"
    )
    assert (path.parent / "../../scenario/schema.json").resolve() == FILE.resolve()  # type: ignore[attr-defined]
