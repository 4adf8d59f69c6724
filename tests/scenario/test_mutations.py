"""Whatever is done to the files of a scenario: it loads, or every problem has a place in one of them."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selectorate.errors import Problem, QuestionError, ScenarioError
from selectorate.scenario import load
from selectorate.scenario.loading import SHIPPED
from selectorate.scenario.reading import read

HERE = Path(__file__).parent
FULL = HERE / "resolved" / "forces" / "written"
"""The minimal scenario with every kind of entry that one can have."""

TREE = json.dumps(read(FULL).tree)
LUCK = st.integers(0, 2**32).map(random.Random)
NASTY: list[Any] = [
    *(None, True, False, 0, -1, 1, 2, 10**17, -(10**17), 0.5, -0.0, 1e308, 5e-324, 1e16, 0.1 + 0.2),
    *("", " ", "x", "no", "yes", "null", "ann", "board", "chair", "2001-01", "2001-13", "9999-12", "0000-01", "1.5"),
    *("<<", "*", "a\u2028b", "\U0001f600", "x" * 200, "sole:ann", "../..", "{0}", "%s", "a: b", "\n", "'"),
    *([], {}, [[]], [None], ["ann", "ann"], {"ann": 1}, {"": None}, {"2001-01": 1}, [1, 2], [0.0, 0.0]),
]
TEXTS = [
    "\t",
    "&a ",
    "*a ",
    "!!str ",
    "<<: ",
    "? ",
    "---\n",
    "%",
    "\x00",
    "\ufeff",
    "\u2028",
    "[",
    "}",
    ": ",
    "\n",
    "- ",
]
KEYS = ["", "name", "luck_key", "ann", "x", "2001-01", "when", "<<", "all", "holders"]


def problems_of(folder: Path) -> tuple[Problem, ...]:
    try:
        load(folder)
    except ScenarioError as error:
        return error.problems or (Problem("", 0, 0, ""),)
    except QuestionError:
        return ()
    return ()


def check(folder: Path) -> bool:
    """Return whether the scenario loads; fail unless every problem has a place in a file."""
    problems = problems_of(folder)
    for problem in problems:
        data = Path(problem.file).read_bytes()
        assert Path(problem.file).parent == folder
        assert 1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert problem.column >= 1
        assert re.fullmatch(r".+", problem.message)
        assert not re.search(r"pydantic|https?:|Traceback|validat|dict\b|NoneType", problem.message)
    return not problems


def parents(value: Any) -> list[Any]:
    """Return all lists and mappings of a tree that hold something."""
    found = [value] if value else []
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            found += parents(item)
    return found


def mutate(tree: Any, luck: random.Random) -> None:
    """Change a tree in one place."""
    spots = parents(tree)
    if not spots:
        return
    spot = luck.choice(spots)
    key = luck.choice(sorted(spot) if isinstance(spot, dict) else range(len(spot)))
    what = luck.randrange(7)
    if what == 0:
        del spot[key]
    elif what == 1 and isinstance(spot, dict):
        name = luck.choice([*KEYS, key[:-1], key + "s", key.upper(), luck.choice(sorted(spot))])
        spot[name] = spot.pop(key)
    elif what == 2 and isinstance(spot, list):
        spot.append(spot[key])
    elif what == 3:
        other = luck.choice(parents(tree))
        spot[key] = json.loads(json.dumps(luck.choice(list(other.values() if isinstance(other, dict) else other))))
    elif what == 4 and isinstance(spot[key], str):
        spot[key] = spot[key][:-1] + luck.choice(["", "e", "é", "-"])
    else:
        spot[key] = luck.choice(NASTY)


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(luck=LUCK, times=st.integers(1, 5))
def test_changed_values(luck: random.Random, times: int, minimal: Path) -> None:
    tree = json.loads(TREE)
    for _ in range(times):
        mutate(tree, luck)
    (minimal / "scenario.yaml").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    check(minimal)


def garble(data: bytes, luck: random.Random) -> bytes:
    """Change a text in one place."""
    at = luck.randrange(len(data) + 1)
    what = luck.randrange(6)
    if what == 0:
        return data[:at]
    if what == 1:
        return data[:at] + luck.choice(TEXTS).encode() + data[at:]
    if what == 2:
        return data[:at] + bytes([luck.randrange(256)]) + data[at + 1 :]
    if what == 3:
        return data[:at] + data[at + luck.randrange(1, 30) :]
    lines = data.split(b"\n")
    row = luck.randrange(len(lines))
    if what == 4:
        return b"\n".join([*lines[:row], *lines[row : row + 1] * 2, *lines[row + 1 :]])
    lines[row] = b" " * luck.randrange(8) + lines[row].lstrip(b" ")
    return b"\n".join(lines)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(luck=LUCK, times=st.integers(1, 3))
def test_garbled_text(luck: random.Random, times: int, minimal: Path) -> None:
    data = (FULL / "scenario.yaml").read_bytes()
    for _ in range(times):
        data = garble(data, luck)
    (minimal / "scenario.yaml").write_bytes(data)
    check(minimal)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_random_bytes(data: bytes, minimal: Path) -> None:
    (minimal / "scenario.yaml").write_bytes(data)
    check(minimal)


SMALLER = sorted(path.name for path in (SHIPPED / "ussr-1922").glob("*.yaml") if path.stat().st_size < 50_000)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(luck=LUCK, times=st.integers(1, 3))
def test_garbled_files_of_a_shipped_scenario(luck: random.Random, times: int, tmp_path: Path) -> None:
    folder = tmp_path / "association"
    shutil.copytree(SHIPPED / "association", folder, dirs_exist_ok=True)
    path = luck.choice(sorted(folder.iterdir()))
    data = path.read_bytes()
    for _ in range(times):
        data = garble(data, luck)
    path.write_bytes(data)
    check(folder)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(luck=LUCK)
def test_changed_values_in_the_largest_scenario(luck: random.Random, tmp_path: Path) -> None:
    folder = tmp_path / "ussr-1922"
    shutil.copytree(SHIPPED / "ussr-1922", folder, dirs_exist_ok=True)
    path = folder / luck.choice(SMALLER)
    tree = read(only(path, tmp_path / "one")).tree
    for _ in range(3):
        mutate(tree, luck)
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    check(folder)


def only(path: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(path, folder)
    return folder


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a: [" * 3000, "x" * 500_000 + ": 1", "\n" * 100_000, "#"]
)
def test_deep_and_long(text: str, minimal: Path) -> None:
    (minimal / "scenario.yaml").write_text(text)
    assert not check(minimal)
