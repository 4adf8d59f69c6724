"""Histories of a question in a store: the same bits as without, and nothing lived twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from selectorate import ensemble
from selectorate.ensemble import Ensemble, Progress, Store, keeping, running
from selectorate.ensemble import store as storing
from selectorate.questions import Change
from selectorate.scenario import Scenario

Killed = Callable[[subprocess.Popen[Any], Store], int]

GONE = Change.model_validate({"abolish_power": {"office": "chair", "powers": ["appoint"]}})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture(scope="module")
def plain(association: Scenario) -> Ensemble:
    """A thousand histories, lived without a store."""
    return ensemble.run(association, histories=1000, seed=7)


def same(one: Ensemble, other: Ensemble, histories: int) -> bool:
    pairs = zip(one.columns, other.columns, strict=True)
    return all(a.dtype == b.dtype and a[:histories].tobytes() == b[:histories].tobytes() for a, b in pairs)


@pytest.mark.parametrize(("threads", "block"), [(1, None), (2, None), (3, 7), (2, 1000), (5, 250)])
def test_the_same_bits_with_and_without(
    store: Store, association: Scenario, plain: Ensemble, threads: int, block: int | None
) -> None:
    first = ensemble.run(association, histories=1000, seed=7, threads=threads, block=block, store=store)
    again = ensemble.run(association, histories=1000, seed=7, threads=6 - threads, block=13, store=store)
    assert same(plain, first, 1000)
    assert same(plain, again, 1000)
    assert (first.histories, again.histories) == (1000, 1000)
    assert first.blocks == {"read": 0, "computed": 4}
    assert again.blocks == again.provenance()["blocks"] == {"read": 4, "computed": 0}
    assert plain.provenance()["blocks"] == {"read": 0, "computed": 0}
    assert [(block.first, block.count) for block in store.blocks()] == [(0, 250), (250, 250), (500, 250), (750, 250)]


def test_in_any_order_of_asking(store: Store, association: Scenario, plain: Ensemble) -> None:
    asked = {300: (0, 2), 1000: (1, 3), 600: (3, 0), 10: (1, 0), 1001: (4, 1)}
    for histories, (read, computed) in asked.items():
        many = ensemble.run(association, histories=histories, seed=7, store=store)
        assert same(plain, many, min(histories, 1000)), histories
        assert many.blocks == {"read": read, "computed": computed}, histories


def test_nothing_is_lived_where_all_is_there(
    store: Store, association: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensemble.run(association, histories=300, store=store)
    monkeypatch.setattr(running, "warm", lambda: pytest.fail("the kernel was loaded"))
    monkeypatch.setattr(running, "live_dealt", lambda *_: pytest.fail("a history was lived"))
    told: list[Progress] = []
    ensemble.run(association, histories=300, store=store, progress=told.append)
    assert [step.done for step in told][-1] == 300


OTHERS: list[dict[str, Any]] = [
    {"seed": 8},
    {"set": {"partisan": 0.25}},
    {"set": {"turnover": 0.020000000000000004}},
    {"changes": [GONE]},
    {"changes": [GONE], "start": "2001-06"},
    {"happenings": "drawn"},
]


def test_another_question_is_another(store: Store, association: Scenario) -> None:
    ensemble.run(association, histories=20, seed=7, store=store)
    for question in OTHERS:
        asked = {"seed": 7, **question}
        many = ensemble.run(association, histories=20, store=store, **asked)
        assert many.blocks == {"read": 0, "computed": 1}, question
        assert same(many, ensemble.run(association, histories=20, **asked), 20)


def test_the_same_question_in_other_words_is_the_same(store: Store, association: Scenario) -> None:
    ensemble.run(association, histories=20, set={"partisan": 1}, store=store)
    assert ensemble.run(association, histories=20, set={"partisan": 1.0}, store=store).blocks["read"] == 1


@pytest.mark.parametrize("name", ["kernel_hash", "columns_hash"])
def test_another_kernel_lives_anew(
    store: Store, association: Scenario, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensemble.run(association, histories=20, store=store)
    monkeypatch.setattr(keeping, name, lambda: "edited")
    assert ensemble.run(association, histories=20, store=store).blocks == {"read": 0, "computed": 1}


def test_a_damaged_block_is_lived_again(store: Store, association: Scenario, plain: Ensemble) -> None:
    ensemble.run(association, histories=1000, seed=7, store=store)
    os.truncate(store.folder / f"{store.blocks()[1].key}.parquet", 700)
    many = ensemble.run(association, histories=1000, seed=7, store=store, block=10)
    assert same(plain, many, 1000)
    assert (many.blocks, store.damaged) == ({"read": 3, "computed": 1}, 1)
    assert ensemble.run(association, histories=1000, seed=7, store=store).blocks == {"read": 4, "computed": 0}


def test_stopped_it_goes_on(store: Store, association: Scenario, plain: Ensemble) -> None:
    told: list[Progress] = []
    cut = ensemble.run(
        association, histories=1000, seed=7, threads=1, block=100, store=store,
        progress=told.append, stop=lambda: told[-1].done >= 300,
    )  # fmt: skip
    assert cut.interrupted
    kept = len(store.blocks())
    assert kept >= 1
    assert same(plain, cut, cut.histories)
    whole = ensemble.run(association, histories=1000, seed=7, store=store)
    assert whole.blocks == {"read": kept, "computed": 4 - kept}
    assert same(plain, whole, 1000)


def test_a_store_that_fails_changes_no_answer(
    tmp_path: Path, association: Scenario, plain: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    with Store(tmp_path, needed=False) as store:
        many = ensemble.run(association, histories=1000, seed=7, store=store)
        assert store.trouble
    assert same(plain, many, 1000)


LIVE = """
import sys
from selectorate import ensemble
from selectorate.scenario import load
with ensemble.Store(sys.argv[1]) as store:
    many = ensemble.run(load("association"), histories=int(sys.argv[2]), seed=7, threads=2, store=store)
    print(many.blocks["read"], many.blocks["computed"], store.damaged)
"""


def live(folder: Path, histories: int) -> subprocess.Popen[str]:
    call = [sys.executable, "-c", LIVE, str(folder), str(histories)]
    return subprocess.Popen(call, stdout=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> list[int]:
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return [int(number) for number in said.split()]


def test_killed_it_goes_on_where_it_was(tmp_path: Path, association: Scenario, killed: Killed) -> None:
    """SIGKILL at a moment nobody chose: all that was finished is read, and the answer is the same."""
    histories, blocks = 40_000, 160
    with Store(tmp_path) as store:
        kept = killed(live(tmp_path, histories), store)
        assert kept < blocks
        assert finished(live(tmp_path, histories)) == [kept, blocks - kept, 0]
        many = ensemble.run(association, histories=histories, seed=7, store=store)
        assert many.blocks == {"read": blocks, "computed": 0}
        assert same(ensemble.run(association, histories=histories, seed=7), many, histories)
        freed = sum(block.bytes for block in store.blocks())
        assert store.clean() >= freed
        assert [file.name for file in tmp_path.iterdir() if "manifest" not in file.name] == []


def test_two_processes_at_once(tmp_path: Path, association: Scenario) -> None:
    both = [live(tmp_path, 10_000) for _ in "12"]
    assert all(sum(finished(process)) == 40 for process in both)
    with Store(tmp_path) as store:
        many = ensemble.run(association, histories=10_000, seed=7, store=store)
        assert (many.blocks, store.damaged, len(store.blocks())) == ({"read": 40, "computed": 0}, 0, 40)
    assert same(ensemble.run(association, histories=10_000, seed=7), many, 10_000)
