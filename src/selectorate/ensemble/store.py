"""The store: blocks of histories kept on disk, each under a hash of all that decides its bits.

So what was asked before is read and not lived again, and what was interrupted goes on. A block is one file. It is
written under another name, flushed and renamed, and counts once the manifest has it: whenever a program is stopped,
finished blocks stay, and nothing half-written is ever read. What cannot be trusted any more is forgotten.

>>> import tempfile
>>> import numpy as np
>>> folder = tempfile.TemporaryDirectory()
>>> with Store(folder.name) as store:
...     store.write({"kind": "example", "seed": 7}, {"seats": np.arange(3)})
...     store.read({"kind": "example", "seed": 7}), store.read({"kind": "example", "seed": 8})
({'seats': array([0, 1, 2])}, None)
>>> folder.cleanup()
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, get_ident
from typing import Any, Self, TypeVar

from selectorate.compiling import kernel_hash
from selectorate.ensemble.manifest import Block, Manifest
from selectorate.ensemble.packing import Array, packed, unpacked
from selectorate.errors import OutputError, QuestionError

Result = TypeVar("Result")

SCHEMA = 1
"""Of files and manifest; what another version wrote is neither read nor counted."""

PATIENCE = 30.0
"""Seconds to wait for another process."""

DAY = 86_400.0
VARIABLE = "SELECTORATE_STORE"
MANIFEST = f"manifest-{SCHEMA}.sqlite"
BLOCK = re.compile(r"[0-9a-f]{64}\.parquet")
PART = re.compile(r"\.[0-9a-f]{64}\.[0-9]+\.[0-9]+\.part")


class Store:
    """Blocks in a folder. Threads and processes may share it.

    Attributes:
        folder: where the blocks lie.
        computed: blocks written.
        damaged: blocks that were found damaged, and are forgotten.
        trouble: why nothing is kept any more, where the store may fail; else empty.

    Args:
        folder: made if it is not there.
        needed: whether what goes wrong is an error; if not, `trouble` says it, and nothing is kept from then on.
        patience: seconds to wait for another process.

    Raises:
        QuestionError: there can be no store in this folder.
        OutputError: another process uses it for longer than anybody would wait.
    """

    def __init__(self, folder: str | Path, *, needed: bool = True, patience: float = PATIENCE) -> None:
        self.folder = Path(folder)
        self.needed = needed
        self.counts = {"read": 0, "computed": 0, "damaged": 0}
        self.trouble = ""
        self.counting = Lock()
        self._prepare()
        self.manifest = Manifest(self.folder / MANIFEST, patience)
        for part in self._files(PART):
            if _age(part) > DAY:
                _removed(part)

    def _prepare(self) -> None:
        """Refuse a folder that cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self._part("0" * 64)
            probe.touch()
            probe.unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise QuestionError(f"there can be no store in {str(self.folder)!r}: {said}") from None

    @property
    def computed(self) -> int:
        """Blocks written."""
        return self.counts["computed"]

    @property
    def damaged(self) -> int:
        """Blocks that were found damaged, and are forgotten."""
        return self.counts["damaged"]

    def read(self, identity: Mapping[str, Any]) -> dict[str, Array] | None:
        """The arrays kept under an identity, not to be written; None where there are none that can be trusted."""
        block = self._tried(lambda: self.manifest.find(key(identity)))
        if block is None:
            return None
        arrays = self._arrays(block)
        if arrays is None:
            self._tried(lambda: self._forget(block))
        else:
            self._count("read")
        return arrays

    def holds(self, identity: Mapping[str, Any]) -> bool:
        """Whether there is a block of an identity; its file is not looked at."""
        return self._tried(lambda: self.manifest.find(key(identity))) is not None

    def write(self, identity: Mapping[str, Any], arrays: Mapping[str, Array], *, about: str = "") -> None:
        """Keep arrays under an identity.

        Args:
            identity: everything that decides their bits, as JSON has it; ``kind``, ``kernel``, ``first`` and ``count``
                are listed as well.
            arrays: of any shape and dtype.
            about: what a list calls it: the name of the scenario.

        Raises:
            OutputError: the store cannot be written, and is needed.
        """
        if not self.trouble:
            data = packed(arrays)
            self._tried(lambda: self._place(identity, data, about))

    def forget(self, identity: Mapping[str, Any]) -> None:
        """Remove the block of an identity, if there is one: what has been gone on from is needed no more."""
        block = self._tried(lambda: self.manifest.find(key(identity)))
        if block is not None:
            self._tried(lambda: self._removed(block))

    def _removed(self, block: Block) -> None:
        with self.manifest.turn():
            if self.manifest.remove(block.key, block.sha256):
                self._file(block.key).unlink(missing_ok=True)

    def blocks(self) -> list[Block]:
        """All blocks, the oldest first."""
        return self.manifest.blocks()

    def clean(self, *, other_kernels: bool = False) -> int:
        """Remove all blocks, or those that another kernel made, and what was left over; return the bytes it freed."""
        mine = kernel_hash()
        with self.manifest.turn():
            for block in self.blocks():
                if not other_kernels or block.kernel not in ("", mine):
                    self.manifest.remove(block.key, block.sha256)
        # Files go last: were this stopped between, they would be left over, and no block would be without its file.
        with self.manifest.turn():
            kept = {f"{block.key}.parquet" for block in self.blocks()}
            lost = [file for file in self._files(BLOCK) if file.name not in kept]
            return sum(_removed(file) for file in [*lost, *self._files(PART)])

    def close(self) -> None:
        """Let go of the manifest."""
        self.manifest.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def _part(self, name: str) -> Path:
        return self.folder / f".{name}.{os.getpid()}.{get_ident()}.part"

    def _arrays(self, block: Block) -> dict[str, Array] | None:
        """What is in the file of a block, if it is the file that was written."""
        try:
            data = self._file(block.key).read_bytes()
            return unpacked(data) if hashlib.sha256(data).hexdigest() == block.sha256 else None
        except (OSError, ValueError):
            return None

    def _place(self, identity: Mapping[str, Any], data: bytes, about: str) -> None:
        """Write the file of a block, and count it; where another was quicker, his stays."""
        entry = _entry(key(identity), identity, data, about)
        part = self._part(entry.key)
        try:
            try:
                self._put(part, entry, data)
            except FileNotFoundError:
                self._put(part, entry, data)  # somebody cleaned the store between
        except OSError as error:
            raise OutputError(f"cannot write to the store {str(self.folder)!r}: {error.strerror}") from None
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        self._count("computed")

    def _put(self, part: Path, entry: Block, data: bytes) -> None:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with self.manifest.turn():
            if self.manifest.find(entry.key) is None:
                part.replace(self._file(entry.key))
                self.manifest.add(entry)

    def _forget(self, block: Block) -> None:
        """Remove a damaged block; one that somebody removed meanwhile was not damaged."""
        with self.manifest.turn():
            if self.manifest.remove(block.key, block.sha256):
                self._file(block.key).unlink(missing_ok=True)
                self._count("damaged")

    def _files(self, names: re.Pattern[str]) -> list[Path]:
        """The files of the store that are called so; no other is ever touched."""
        return [Path(entry.path) for entry in os.scandir(self.folder) if names.fullmatch(entry.name)]

    def _count(self, what: str) -> None:
        with self.counting:
            self.counts[what] += 1

    def _tried(self, work: Callable[[], Result]) -> Result | None:
        """Remember what goes wrong with a store that is not needed."""
        try:
            return work()
        except OutputError as error:
            if self.needed:
                raise
            self.trouble = str(error)
            return None


def key(identity: Mapping[str, Any]) -> str:
    """The name of a block: a hash over its identity in one written form, and over the version of the store.

    >>> key({"seed": 7, "kind": "histories"}) == key({"kind": "histories", "seed": 7}) != key({"seed": 7})
    True
    """
    text = json.dumps(identity, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(f"{SCHEMA}\0{text}".encode()).hexdigest()


def place(given: str | None = None) -> Path:
    """Where the store lies: in the folder that is given, in ``$SELECTORATE_STORE``, or in the user's cache folder.

    Raises:
        QuestionError: nothing is given, and the user has no home.
    """
    if said := given or os.environ.get(VARIABLE):
        return Path(said)
    if cache := os.environ.get("XDG_CACHE_HOME"):
        return Path(cache) / "selectorate" / "store"
    try:
        return Path.home() / ".cache" / "selectorate" / "store"
    except RuntimeError:
        raise QuestionError("there is no home folder to keep a store in") from None


def is_chosen(given: str | None = None) -> bool:
    """Whether somebody chose the place of the store, so that it has to work."""
    return bool(given or os.environ.get(VARIABLE))


def _entry(name: str, identity: Mapping[str, Any], data: bytes, about: str) -> Block:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    kind, kernel = str(identity.get("kind", "")), str(identity.get("kernel", ""))
    first, count = int(identity.get("first", 0)), int(identity.get("count", 0))
    return Block(name, kind, about, kernel, first, count, len(data), hashlib.sha256(data).hexdigest(), made)


def _removed(file: Path) -> int:
    """Remove a file; return its bytes."""
    try:
        size = file.stat().st_size
        file.unlink()
    except OSError:
        return 0
    return size


def _age(file: Path) -> float:
    """Seconds since a file was last written."""
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0
