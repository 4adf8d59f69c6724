"""The manifest of a store: which blocks there are, in one SQLite file that threads and processes share.

Readers never wait. Whoever adds or removes takes his turn, and waits for it for some seconds at most.
"""

from __future__ import annotations

import sqlite3
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from threading import RLock
from typing import Any

from selectorate.errors import OutputError

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
TABLE = """
create table if not exists blocks (
    key text primary key, kind text not null, scenario text not null, kernel text not null,
    first integer not null, count integer not null, bytes integer not null, sha256 text not null, made text not null
) without rowid
"""


@dataclass(frozen=True)
class Block:
    """A block as the manifest has it.

    Attributes:
        key: names its file.
        kind: what it holds.
        scenario: what it is about, as a list calls it.
        kernel: hash of the kernel that made it, empty where it does not matter.
        first: number of its first history.
        count: histories in it.
        bytes: size of its file.
        sha256: checksum of its file.
        made: when, in UTC.
    """

    key: str
    kind: str
    scenario: str
    kernel: str
    first: int
    count: int
    bytes: int
    sha256: str
    made: str


FIELDS = ", ".join(field.name for field in fields(Block))


class Manifest:
    """The blocks of one folder.

    Args:
        file: the SQLite file; made if it is not there.
        patience: seconds to wait for another process.
    """

    def __init__(self, file: Path, patience: float) -> None:
        self.file, self.patience, self.lock = file, patience, RLock()
        with self.told():
            self.connection = sqlite3.connect(file, timeout=patience, isolation_level=None, check_same_thread=False)
            self.close = weakref.finalize(self, self.connection.close)
            try:
                self.prepare()
            except sqlite3.Error:
                self.close()
                raise

    def prepare(self) -> None:
        """Make the table. Two processes that begin at once may be in each other's way, whatever SQLite would wait."""
        end = time.monotonic() + self.patience
        while True:
            try:
                self.connection.execute("pragma journal_mode = wal")
                self.connection.execute("pragma synchronous = normal")
                self.connection.execute(TABLE)
                return
            except sqlite3.OperationalError as error:
                if not _is(error, BUSY) or time.monotonic() > end:
                    raise
                time.sleep(0.01)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say what SQLite could not do as an error of ours."""
        try:
            yield
        except sqlite3.Error as error:
            folder = str(self.file.parent)
            if _is(error, BUSY):
                raise OutputError(f"the store {folder!r} is in use by another process") from None
            if _is(error, BROKEN):
                said = "its manifest is damaged; remove the folder, and what it held is computed again"
                raise OutputError(f"the store {folder!r} cannot be used: {said}") from None
            raise OutputError(f"the store {folder!r} cannot be used: {error}") from None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Change blocks and files with nobody between; undone where it fails."""
        with self.lock, self.told():
            self.connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                self.connection.execute("rollback")
                raise
            self.connection.execute("commit")

    def rows(self, statement: str, given: Sequence[Any] = ()) -> list[Any]:
        """What a statement gives."""
        with self.lock, self.told():
            return self.connection.execute(statement, given).fetchall()

    def find(self, key: str) -> Block | None:
        """The block of a key."""
        found = self.rows(f"select {FIELDS} from blocks where key = ?", [key])  # noqa: S608 - words of this file
        return Block(*found[0]) if found else None

    def blocks(self) -> list[Block]:
        """All blocks, the oldest first."""
        order = "order by made, kind, scenario, first, key"
        return [Block(*row) for row in self.rows(f"select {FIELDS} from blocks {order}")]  # noqa: S608 - as above

    def add(self, block: Block) -> None:
        """Count a block from now on."""
        row = astuple(block)
        self.rows(f"insert into blocks values ({', '.join('?' * len(row))})", row)  # noqa: S608 - as above

    def remove(self, key: str, sha256: str) -> bool:
        """Forget a block with this checksum; whether there was one."""
        return bool(self.rows("delete from blocks where key = ? and sha256 = ? returning key", [key, sha256]))


def _is(error: sqlite3.Error, codes: tuple[int, ...]) -> bool:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in codes
