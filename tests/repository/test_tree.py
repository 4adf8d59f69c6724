"""What no file of the tree may hold, and how large a file may grow."""

from __future__ import annotations

import os
import re
from pathlib import Path

MACHINE = re.compile(rb"(?<![\w.~>-])/(?:home|root|Users|work|farm)/\w|\b[A-Z]:\\Users\\")
"""Paths that exist on one machine only."""

PYTHON_LINES = 400
BYTES = 1_200_000


def _is_text(path: Path) -> bool:
    return b"\0" not in path.read_bytes()[:8192]


def test_no_file_names_a_place_on_a_machine(files: list[Path], root: Path) -> None:
    found = [str(path.relative_to(root)) for path in files if MACHINE.search(path.read_bytes())]
    assert found == []


def test_a_place_on_a_machine_would_be_found() -> None:
    assert MACHINE.search(b"cache: /" + b"home/ada/.cache")
    assert MACHINE.search(b'open("/' + b'root/x")')
    assert not MACHINE.search(b"docs/work/first and src/home/x and ~/.cache")


def test_files_stay_small(files: list[Path], root: Path) -> None:
    large = {str(path.relative_to(root)): path.stat().st_size for path in files if path.stat().st_size > BYTES}
    assert large == {}


def test_python_files_stay_short(files: list[Path], root: Path) -> None:
    lines = {str(path.relative_to(root)): path.read_bytes().count(b"\n") for path in files if path.suffix == ".py"}
    assert {name: count for name, count in lines.items() if count > PYTHON_LINES} == {}


def test_text_is_utf8_with_plain_line_ends(files: list[Path], root: Path) -> None:
    """Tests may keep broken files on purpose; everything else is plain text as .editorconfig says."""
    wrong = []
    for path in files:
        data = path.read_bytes()
        if path.is_relative_to(root / "tests") or not data or not _is_text(path):
            continue
        data.decode("utf-8")
        if b"\r" in data or not data.endswith(b"\n"):
            wrong.append(str(path.relative_to(root)))
    assert wrong == []


def test_scripts_can_be_run(root: Path) -> None:
    assert os.access(root / ".ci" / "run", os.X_OK)
