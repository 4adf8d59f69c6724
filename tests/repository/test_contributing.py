"""The steps of CONTRIBUTING.md, followed to the letter in a copy of the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

STEP = re.compile(
    r"(?:^New file `(?P<new>[^`\n]+)`:\n\n"
    r"|^In `(?P<file>[^`\n]+)`, (?P<how>after|instead of) the line that begins with `(?P<line>[^`\n]+)`:\n\n)?"
    r"^```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COPIED = ("src", "tests", "examples", "docs", "pyproject.toml")


class Step(NamedTuple):
    """A file to write (``how`` is new), a line to follow or to replace, or commands to type (``file`` is empty)."""

    file: str
    how: str
    line: str
    text: str


def steps(section: str) -> list[Step]:
    """Every fenced block of a section as a step; one that says neither where nor what to type is refused."""
    found = []
    for match in STEP.finditer(section):
        file, how = (match["new"], "new") if match["new"] else (match["file"] or "", match["how"] or "type")
        assert (match["language"] == "sh") == (how == "type"), f"where does this go?\n{match['text']}"
        found.append(Step(file, how, match["line"] or "", match["text"]))
    return found


def follow(step: Step, folder: Path, environment: dict[str, str]) -> None:
    """Do what a step says."""
    if step.how == "type":
        for command in step.text.splitlines():
            said = subprocess.run(
                command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            assert said.returncode == 0, f"{command}\n{said.stdout}\n{said.stderr}"
        return
    path = folder / step.file
    if step.how == "new":
        assert not path.exists(), f"{step.file} is not new"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (place,) = (n for n, line in enumerate(lines) if line.lstrip().startswith(step.line))
    lines[place : place + 1] = [*lines[place : place + (step.how == "after")], step.text]
    path.write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of what the steps touch, with the environment of this run as its own."""
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (root / name).exists():
            shutil.copy(root / name, tmp_path)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


@pytest.fixture
def environment(checkout: Path) -> dict[str, str]:
    """The copy's package comes first; nothing is compiled, since these few histories run sooner without."""
    return os.environ | {"PYTHONPATH": str(checkout / "src"), "NUMBA_DISABLE_JIT": "1"}


def _sections(root: Path) -> dict[str, list[Step]]:
    parts = re.split(r"^## (Add .+)\n", (root / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title: steps(text) for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_the_three_sections_have_steps(root: Path) -> None:
    sections = _sections(root)
    assert list(sections) == ["Add a mechanism", "Add an office", "Add a scenario"]
    assert all(any(step.how == "type" for step in found) for found in sections.values())


@pytest.mark.parametrize("title", ["Add a mechanism", "Add an office", "Add a scenario"])
def test_steps_can_be_followed(root: Path, title: str, checkout: Path, environment: dict[str, str]) -> None:
    for step in _sections(root)[title]:
        follow(step, checkout, environment)


def test_what_was_added_passes_the_rules(root: Path, checkout: Path, environment: dict[str, str]) -> None:
    """The example mechanism is written as the checks ask."""
    edits = [step for step in _sections(root)["Add a mechanism"] if step.how != "type"]
    touched = [step.file for step in edits if step.file.endswith(".py")]
    for step in edits:
        if not step.file.startswith("my-society"):
            follow(step, checkout, environment)
    for tool in (["check"], ["format", "--check"]):
        call = [sys.executable, "-m", "ruff", *tool, *touched]
        said = subprocess.run(call, cwd=checkout, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout
