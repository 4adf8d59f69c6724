"""Every command that the pages show can be typed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from selectorate._version import __version__
from selectorate.compiling import kernel_hash
from selectorate.scenario import load
from verification.printed import BLOCK

SHELL = re.compile(r"^``` ?(?:sh|console)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _pages(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def _shown(root: Path) -> set[str]:
    """Every line of every shell block of the pages, without its comment."""
    blocks = [block for page in _pages(root) for block in SHELL.findall(page.read_text(encoding="utf-8"))]
    lines = [line.removeprefix("$ ").split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return {line for line in lines if line and line[0] != "#"}


def _targets(root: Path) -> dict[str, str]:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z]+):(?:.*## (.*))?$", makefile, flags=re.MULTILINE))


@cache
def _help(*verb: str) -> str:
    """What the command says of itself, or nothing where there is no such verb."""
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}
    call = [sys.executable, "-m", "selectorate", *verb, "--help"]
    said = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    return said.stdout if said.returncode == 0 else ""


def test_make_alone_lists_every_target(root: Path) -> None:
    targets = _targets(root)
    listed = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert {"install", "run", "test", "lint", "docs", "bench", "verify", "clean"} <= targets.keys()
    for target, said in targets.items():
        assert said, f"make {target} has no description"
        assert re.search(rf"^  make {target} +{re.escape(said)}$", listed, flags=re.MULTILINE)


def test_targets_shown_exist(root: Path) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in _pages(root))
    asked = {word for words in re.findall(r"`make ([a-z ]+)`", text) for word in words.split()}
    asked |= {word for line in _shown(root) if line.startswith("make ") for word in line.split()[1:]}
    assert {"run", "test"} <= asked
    assert asked - _targets(root).keys() == set()


def test_the_readme_shows_the_two_commands(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make run\b.*\nmake test\b", readme, flags=re.MULTILINE)


def test_files_shown_exist(root: Path) -> None:
    """A path in backquotes is one of the tree, unless a target makes it."""
    made = ("site/", "my-", "histories.", "benchmarks/out", "verification/out")
    named = {
        (page.name, path)
        for page in _pages(root)
        for path in re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?)`", page.read_text(encoding="utf-8"))
        if not path.startswith((*made, ".venv"))
    }
    missing = {(page, path) for page, path in named if not (root / path).exists()}
    # CONTRIBUTING.md makes new files; test_contributing.py follows it.
    new = set(re.findall(r"New file `(.+?)`", (root / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert {(page, path) for page, path in missing if path not in new} == set()


def test_commands_shown_are_understood(root: Path) -> None:
    wrong = []
    for line in _shown(root):
        words = shlex.split(line)
        if Path(words[0]).name != "selectorate":
            continue
        verb = words[1:3] if words[1] == "store" else words[1:2]
        said = _help(*verb)
        options = [word.split("=")[0] for word in words[2:] if word.startswith("--")]
        if not said or any(not re.search(rf"{re.escape(option)}\b", said) for option in options):
            wrong.append(line)
    assert wrong == []


@pytest.mark.parametrize("verb", ["run", "replay", "check"])
def test_the_readme_shows_every_verb(root: Path, verb: str) -> None:
    assert f"selectorate {verb} " in (root / "README.md").read_text(encoding="utf-8")


def test_what_the_readme_says_is_printed_was_printed_by_this_kernel(root: Path) -> None:
    """By the hashes in it; `python -m verification printed` prints all of it anew."""
    shown = BLOCK.findall((root / "README.md").read_text(encoding="utf-8"))
    assert shown
    made = f"Scenario {load('ussr-1922').hash[:12]}, kernel {kernel_hash()[:12]}, version {__version__};"
    assert all(made in " ".join(text.split()) for _, text in shown)
