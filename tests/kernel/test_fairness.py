"""Nothing hangs on a name or on a place in a file: not a bit."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from selectorate.scenario import load
from selectorate.scenario.loading import SHIPPED
from selectorate.scenario.reading import read
from selectorate.simulation.build import build
from selectorate.testing import check_exchange, check_permutation
from selectorate.testing.histories import demand_same, live, luck

CLUB = Path(__file__).parents[1] / "societies" / "club"
SCENARIOS = [SHIPPED / "association", CLUB, SHIPPED / "ussr-1922"]
NAMES = [folder.name for folder in SCENARIOS]


@pytest.mark.parametrize("folder", SCENARIOS, ids=NAMES)
def test_the_order_of_entries_changes_nothing(folder: Path) -> None:
    check_permutation(load(folder))


@pytest.mark.parametrize("folder", SCENARIOS[:2], ids=NAMES[:2])
def test_files_in_another_order_live_the_same_histories(folder: Path, tmp_path: Path) -> None:
    """Every section in a file of its own, its entries turned about."""
    dice = random.Random(8)

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return dict(dice.sample([(key, turned(item)) for key, item in value.items()], len(value)))
        return value

    for section, entries in read(folder).tree.items():
        (tmp_path / f"{dice.random()}.yaml").write_text(json.dumps({section: turned(entries)}), encoding="utf-8")
    one, other = build(load(folder)), build(load(tmp_path))
    assert one.names == other.names
    assert one.scenario.hash == other.scenario.hash
    demand_same(live(one, luck(one, 20)), live(other, luck(other, 20)), "files in another order")


@pytest.mark.parametrize("folder", SCENARIOS, ids=NAMES)
def test_contenders_exchange_names_only(folder: Path) -> None:
    contenders = list(load(folder).document.contenders)
    for one, other in zip(contenders[:3], contenders[-3:], strict=True):
        if one != other:
            check_exchange(load(folder), one, other)


def exchange(folder: Path, one: str, other: str) -> None:
    """Exchange two ids in every text of a folder, wherever they stand as whole ids."""
    whole = re.compile(rf"(?<![A-Za-z0-9_-])({one}|{other})(?![A-Za-z0-9_-])")
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(whole.sub(lambda found: {one: other, other: one}[found[1]], text), encoding="utf-8")


@pytest.mark.parametrize(
    ("folder", "one", "other"), [(SCENARIOS[2], "stalin", "trotsky"), (CLUB, "ada", "chen")], ids=["ussr", "club"]
)
def test_ids_exchanged_in_the_files_exchange_names_only(folder: Path, one: str, other: str, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / folder.name))
    exchange(copy, one, other)
    before, after = build(load(folder)), build(load(copy))
    swap = {one: other, other: one}
    assert after.names.contenders == tuple(swap.get(name, name) for name in before.names.contenders)
    assert after.names.contenders != before.names.contenders
    assert after.names.persons[len(swap) :] != ()
    assert before.scenario.hash != after.scenario.hash
    demand_same(live(before, luck(before, 20)), live(after, luck(after, 20)), f"{one} and {other} exchanged")
    exchange(copy, one, other)
    assert load(copy).hash == before.scenario.hash


def test_other_luck_keys_are_other_luck(tmp_path: Path) -> None:
    """And the keys do count: contenders who exchange luck keys, and nothing else, live other histories."""
    copy = Path(shutil.copytree(CLUB, tmp_path / "club"))
    text = (copy / "scenario.yaml").read_text(encoding="utf-8")
    text = text.replace("luck_key: 11\n", "luck_key: 0\n").replace("luck_key: 13\n", "luck_key: 11\n")
    (copy / "scenario.yaml").write_text(text.replace("luck_key: 0\n", "luck_key: 13\n"), encoding="utf-8")
    one, other = build(load(CLUB)), build(load(copy))
    assert other.names.contenders == one.names.contenders[::-1]
    kept, turned = live(one, luck(one, 20)), live(other, luck(other, 20))
    assert (kept.following[:, :, [2, 1, 0, 3]] != turned.following).any()
