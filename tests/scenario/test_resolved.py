"""Written and resolved forms in pairs, and what makes two scenarios the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate.errors import ScenarioError
from selectorate.scenario import load
from selectorate.scenario.reading import read
from selectorate.scenario.resolve import ORDERED

HERE = Path(__file__).parent
PAIRS = sorted((HERE / "resolved").iterdir())
ORDERED_FIELDS = {field for _, field in ORDERED}

pytestmark = pytest.mark.usefixtures("small_catalogue")


@pytest.mark.parametrize("folder", PAIRS, ids=lambda folder: folder.name)
def test_written_is_resolved_as_expected(folder: Path) -> None:
    scenario = load(folder / "written")
    assert scenario.written() == (folder / "resolved.yaml").read_text(encoding="utf-8")
    assert load(folder).hash == scenario.hash
    assert load(folder).document == scenario.document


def test_pairs() -> None:
    assert len(PAIRS) >= 4


def test_layout_is_no_part_of_the_hash() -> None:
    assert load(HERE / "resolved/several-files/written").hash == load(HERE / "resolved/minimal/written").hash


def shuffled(value: Any, order: random.Random, field: str = "") -> Any:
    """Return a tree with the same entries in another order."""
    if isinstance(value, dict):
        names = order.sample(sorted(value), len(value))
        return {name: shuffled(value[name], order, name) for name in names}
    if isinstance(value, list):
        items = value if field in ORDERED_FIELDS else order.sample(value, len(value))
        return [shuffled(item, order) for item in items]
    if isinstance(value, int) and not isinstance(value, bool) and field in {"value", "weight", "nerve"}:
        return order.choice([value, float(value)])
    return value


def dumped(tree: dict[str, Any], order: random.Random, folder: Path) -> Path:
    """Write a tree as some files, with entries of one section in several of them."""
    files: list[dict[str, Any]] = [{} for _ in range(order.randint(1, 4))]
    for section, entries in tree.items():
        if section == "scenario":
            order.choice(files)[section] = entries
            continue
        for name, entry in entries.items():
            order.choice(files).setdefault(section, {})[name] = entry
    for number, content in enumerate(files):
        text = f"# File {number}\n" + json.dumps(content, indent=order.choice([None, 1, 4]), ensure_ascii=False) + "\n"
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


@settings(max_examples=40, deadline=None)
@given(order=st.integers(0, 2**32).map(random.Random), name=st.sampled_from([folder.name for folder in PAIRS]))
def test_order_is_no_part_of_the_hash(
    order: random.Random, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = HERE / "resolved" / name / "written"
    again = load(dumped(shuffled(read(folder).tree, order), order, tmp_path_factory.mktemp("shuffled")))
    assert again.hash == load(folder).hash
    assert again.document == load(folder).document


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


def changed(value: Any) -> list[Any]:
    """Return other values that might stand in the place of one."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value / 2 + 0.125, value + 50]
    return [f"{value} again", "bob", "2002-03"]


def set_at(tree: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = set_at(tree[path[0]], path[1:], value)
    return copy


def value_at(tree: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        tree = tree[part]
    return tree


@pytest.mark.parametrize(("name", "least"), [("minimal", 150), ("forces", 220)])
def test_every_change_of_a_value_changes_the_hash(name: str, least: int, tmp_path: Path) -> None:
    folder = HERE / "resolved" / name / "written"
    tree = read(folder).tree
    hashes = {load(folder).hash}
    tried = 0
    for path in leaves(tree):
        for value in changed(value_at(tree, path)):
            if value == value_at(tree, path):
                continue
            (tmp_path / "scenario.yaml").write_text(json.dumps(set_at(tree, path, value)), encoding="utf-8")
            try:
                scenario = load(tmp_path)
            except ScenarioError:
                continue
            tried += 1
            assert scenario.hash not in hashes, path
            hashes.add(scenario.hash)
    assert tried > least


@pytest.mark.parametrize("field", sorted(ORDERED_FIELDS & {"posts", "changes", "motions", "implications"}))
def test_an_order_that_matters_is_part_of_the_hash(field: str, minimal: Path) -> None:
    first, second = {
        "posts": ("posts: [one, two], short: A", "posts: [two, one], short: A"),
        "changes": ("[{freeze_views: true}, {perceive_truth: true}]", "[{perceive_truth: true}, {freeze_views: true}]"),
        "motions": (
            "[{bodies: [board], threshold: 0.5}, {bodies: [assembly], threshold: 0.6}]",
            "[{bodies: [assembly], threshold: 0.6}, {bodies: [board], threshold: 0.5}]",
        ),
        "implications": ("[It leads., It ends.]", "[It ends., It leads.]"),
    }[field]
    place = {
        "posts": "short: A",
        "changes": "[{abolish_power: {office: chair, powers: [appoint]}}]",
        "motions": "[{bodies: [board], threshold: 0.5}]",
        "implications": "[It leads.]",
    }[field]
    text = (minimal / "scenario.yaml").read_text(encoding="utf-8")
    hashes = set()
    for words in (first, second):
        assert place in text
        (minimal / "scenario.yaml").write_text(text.replace(place, words), encoding="utf-8")
        hashes.add(load(minimal).hash)
    assert len(hashes) == 2


def test_places_are_those_of_the_files(minimal: Path) -> None:
    text = (minimal / "scenario.yaml").read_text(encoding="utf-8")
    (minimal / "scenario.yaml").write_text(text.replace("holders: [ann, bob]", "holders: [bob, ann]"), encoding="utf-8")
    scenario = load(minimal)
    lines = (minimal / "scenario.yaml").read_text(encoding="utf-8").splitlines()

    def at(*path: str | int) -> str:
        file, line, column = scenario.places[path]
        assert file == str(minimal / "scenario.yaml")
        return lines[line - 1][column - 1 :]

    assert at("bodies", "board").startswith("board:")
    assert at("bodies", "board", "seats", "2001-01").startswith("5}")
    assert at("bodies", "board", "holders", 1).startswith("bob, ann]")
    assert at("units", "south-02", "weight").startswith("1, repeat")
    assert at("units", "south-02").startswith("south:")
    assert at("people", "pat", "support").startswith("pat:")  # a default stands where its entry does
    assert at("bodies", "board", "holders", 0).startswith("ann]")  # the list is sorted
