"""Blocks on disk: what is read has the bits that were written, what is damaged is made again, what was begun goes on."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from selectorate import ensemble
from selectorate.ensemble import Store, keeping
from selectorate.ensemble import store as storing
from selectorate.ensemble.packing import packed, unpacked
from selectorate.errors import OutputError, QuestionError
from selectorate.scenario import Scenario

ONE = {"kind": "test", "kernel": "", "first": 0, "count": 3}
SEATS = {"seats": np.arange(6, dtype=np.int16).reshape(3, 2)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def file_of(store: Store, identity: dict[str, Any]) -> Path:
    return store.folder / f"{storing.key(identity)}.parquet"


KINDS = st.one_of(
    arrays.scalar_dtypes(), arrays.array_dtypes(arrays.integer_dtypes() | arrays.floating_dtypes(), min_size=1)
)


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.text(max_size=5),
        KINDS.flatmap(lambda kind: arrays.arrays(kind, arrays.array_shapes(min_dims=0, min_side=0))),
    )
)
def test_arrays_come_back_to_the_last_bit(given: dict[str, np.ndarray]) -> None:
    back = unpacked(packed(given))
    assert list(back) == list(given)
    for name, array in given.items():
        assert (back[name].dtype, back[name].shape) == (array.dtype, array.shape)
        assert back[name].tobytes() == array.tobytes()


def test_objects_are_no_numbers() -> None:
    with pytest.raises(TypeError, match="a block holds numbers and no objects"):
        packed({"x": np.array([[], None], object)})


@pytest.mark.parametrize("data", [b"", b"PAR1", b"x" * 1000])
def test_what_is_no_file_of_arrays_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="this is no file of arrays"):
        unpacked(data)


def test_an_identity_has_one_key() -> None:
    assert storing.key({"a": 0.1, "b": [1, None]}) == storing.key({"b": [1, None], "a": np.float64(0.1)})
    different = [{"a": 0.1}, {"a": 0.1 + 2**-56}, {"a": "0.1"}, {"a": 1}, {"a": 1.0}, {"b": 0.1}, {}]
    assert len({storing.key(identity) for identity in different}) == len(different)
    with pytest.raises(ValueError, match="not JSON compliant"):
        storing.key({"a": float("nan")})


def test_what_was_written_is_read(store: Store) -> None:
    assert store.read(ONE) is None
    assert not store.holds(ONE)
    store.write(ONE, SEATS, about="a society")
    assert store.holds(ONE)
    assert store.read(ONE)["seats"].tolist() == [[0, 1], [2, 3], [4, 5]]
    assert store.read({**ONE, "first": 3}) is None
    assert store.counts == {"read": 1, "computed": 1, "damaged": 0}
    (block,) = store.blocks()
    assert (block.kind, block.scenario, block.first, block.count) == ("test", "a society", 0, 3)
    assert block.bytes == file_of(store, ONE).stat().st_size


def test_it_is_there_for_the_next(store: Store) -> None:
    store.write(ONE, SEATS)
    with Store(store.folder) as other:
        assert other.read(ONE)["seats"].tobytes() == SEATS["seats"].tobytes()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "flipped": lambda file: file.write_bytes(bytes([*file.read_bytes()[:99], file.read_bytes()[99] ^ 1, *file.read_bytes()[100:]])),
    "cut": lambda file: os.truncate(file, 50),
    "empty": lambda file: os.truncate(file, 0),
    "gone": lambda file: file.unlink(),
    "another": lambda file: file.write_bytes(packed({"seats": np.zeros((3, 2), np.int16)})),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_block_is_forgotten(store: Store, damage: str) -> None:
    store.write(ONE, SEATS)
    DAMAGES[damage](file_of(store, ONE))
    assert store.read(ONE) is None
    assert (store.damaged, store.blocks(), list(store.folder.glob("*.parquet"))) == (1, [], [])
    store.write(ONE, SEATS)
    assert store.read(ONE) is not None
    assert store.damaged == 1


def test_a_file_that_the_manifest_does_not_have_is_no_block(store: Store) -> None:
    file_of(store, ONE).write_bytes(packed({"seats": np.zeros((3, 2), np.int16)}))
    assert store.read(ONE) is None
    store.write(ONE, SEATS)
    assert store.read(ONE)["seats"].tobytes() == SEATS["seats"].tobytes()


def test_what_stops_a_write_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    with pytest.raises(OutputError, match=r"cannot write to the store '.*': No space left on device"):
        store.write(ONE, SEATS)
    assert store.read(ONE) is None
    assert [file.name for file in store.folder.iterdir() if "manifest" not in file.name] == []


def test_a_store_that_may_fail_says_so_and_keeps_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path, needed=False) as store:
        with monkeypatch.context() as patch:
            patch.setattr(storing.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
            store.write(ONE, SEATS)
        assert "No space left on device" in store.trouble
        store.write(ONE, SEATS)
        assert (store.read(ONE), store.computed) == (None, 0)


def test_left_over_files_go_when_they_are_old(store: Store) -> None:
    old, young = (store.folder / f".{letter * 64}.1.1.part" for letter in "ab")
    mine = store.folder / ".notes.part"
    for file in (old, young, mine):
        file.write_bytes(b"half")
        os.utime(file, (1, 1))
    os.utime(young)
    Store(store.folder).close()
    assert (old.exists(), young.exists(), mine.exists()) == (False, True, True)
    assert store.clean() == 4
    assert (young.exists(), mine.exists()) == (False, True)


def test_clean_empties_it_and_says_what_that_freed(store: Store) -> None:
    for first in (0, 3):
        store.write({**ONE, "first": first}, SEATS)
    other = store.folder / f"{'0' * 64}.parquet"
    other.write_bytes(b"left over")
    sizes = [block.bytes for block in store.blocks()]
    assert store.clean() == sum(sizes) + len(b"left over")
    assert (store.blocks(), list(store.folder.glob("*.parquet"))) == ([], [])
    assert (store.read(ONE), store.damaged, store.clean()) == (None, 0, 0)


def test_clean_may_spare_what_this_kernel_made(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "kernel_hash", lambda: "mine")
    for kernel in ("mine", "", "another"):
        store.write({**ONE, "kernel": kernel}, SEATS)
    assert store.clean(other_kernels=True) > 0
    assert {block.kernel for block in store.blocks()} == {"mine", ""}


def test_a_writer_does_not_mind_who_cleans_between(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def cleaned(file: int) -> None:
        flush(file)
        monkeypatch.setattr(storing.os, "fsync", flush)
        store.clean()

    monkeypatch.setattr(storing.os, "fsync", cleaned)
    store.write(ONE, SEATS)
    assert store.read(ONE) is not None


def test_a_block_that_somebody_removed_meanwhile_is_not_damaged(store: Store) -> None:
    store.write(ONE, SEATS)
    (block,) = store.blocks()
    store.clean()
    store._forget(block)
    assert store.damaged == 0


def test_many_threads_write_and_read(store: Store) -> None:
    def work(number: int) -> bool:
        identity = {**ONE, "first": number % 20}
        store.write(identity, {"x": np.full(1000, number % 20)})
        found = store.read(identity)
        return found is not None and bool((found["x"] == number % 20).all())

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(100)))
    assert (len(store.blocks()), store.damaged) == (20, 0)


def test_another_process_may_take_too_long(store: Store) -> None:
    store.write(ONE, SEATS)
    other = sqlite3.connect(store.folder / storing.MANIFEST, isolation_level=None)
    try:
        other.execute("begin immediate")
        began = time.monotonic()
        with Store(store.folder, patience=0.2) as hasty:
            assert hasty.read(ONE) is not None  # readers do not wait
            with pytest.raises(OutputError, match=r"the store '.*' is in use by another process"):
                hasty.write({**ONE, "first": 3}, SEATS)
        assert 0.2 <= time.monotonic() - began < 10
        other.execute("rollback")
    finally:
        other.close()


@pytest.mark.parametrize("where", ["file", "file/below", "/proc/store", "nul\0"])
def test_an_impossible_place(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(QuestionError, match="there can be no store in"):
        Store(tmp_path / where)


def test_a_manifest_that_is_none(tmp_path: Path) -> None:
    (tmp_path / storing.MANIFEST).write_bytes(b"not what it should be" * 100)
    with pytest.raises(OutputError, match="cannot be used: its manifest is damaged; remove the folder, and"):
        Store(tmp_path)


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv(storing.VARIABLE, str(tmp_path / "said"))
    assert (storing.place("given"), storing.is_chosen("given")) == (Path("given"), True)
    assert (storing.place(), storing.is_chosen()) == (tmp_path / "said", True)
    monkeypatch.delenv(storing.VARIABLE)
    assert (storing.place(), storing.is_chosen()) == (tmp_path / "xdg" / "selectorate" / "store", False)
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert storing.place() == tmp_path / ".cache" / "selectorate" / "store"


def test_the_sources_of_columns_are_there() -> None:
    assert len(keeping.columns_hash()) == 64


def test_a_world_is_laid_out_the_same_every_time(association: Scenario) -> None:
    """Its bytes are a part of what a block is known by."""
    one, two = (keeping.question(ensemble.prepare(association), seed=1, happenings="recorded") for _ in "12")
    assert one == two


def test_ctrl_c_is_for_the_main_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polars raises it wherever it works at that moment."""
    times = iter([KeyboardInterrupt, KeyboardInterrupt])
    whole = pl.DataFrame.write_parquet

    def disturbed(*args: Any, **options: Any) -> None:
        if error := next(times, None):
            raise error
        whole(*args, **options)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", disturbed)
    with pytest.raises(KeyboardInterrupt):
        packed(SEATS)
    with ThreadPoolExecutor(1) as pool:
        assert unpacked(pool.submit(packed, SEATS).result(10))["seats"].tolist() == SEATS["seats"].tolist()
