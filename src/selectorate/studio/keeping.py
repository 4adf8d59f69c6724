"""What is kept: answers as files, each whole or not there, the newest so many; nothing is lost on a full disk."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from selectorate.errors import SelectorateError
from selectorate.report.whole import write

FILES = 256
"""Answers that are kept at most; the oldest go first."""

BYTES = 200_000_000
"""Room that they take together at most."""

DAY = 86_400.0


class Answer(NamedTuple):
    """An answer: what ``--json`` prints, and the page that ``--html`` writes, where it is whole."""

    document: Mapping[str, Any]
    page: str | None = None


class Kept:
    """The answers in a folder.

    Args:
        folder: made when there is something to keep.
        files: kept at most.
        room: in bytes, that they take at most.
    """

    def __init__(self, folder: Path, *, files: int = FILES, room: int = BYTES) -> None:
        self.folder, self.files, self.room = folder, files, room

    def read(self, name: str) -> Answer | None:
        """An answer, None where there is none or it is damaged."""
        path = self._place(name)
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            answer = Answer(told["document"], told["page"])
            whole = {"schema", "command"} <= answer.document.keys() and isinstance(answer.page, str | None)
            path.touch()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return answer if whole else None

    def write(self, name: str, answer: Answer) -> str | None:
        """Keep an answer for another time; say why it could not be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write({self._place(name): json.dumps(answer._asdict())})
        except (OSError, SelectorateError) as error:
            return str(error)
        with suppress(OSError):
            self._prune()
        return None

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _prune(self) -> None:
        """Remove the oldest beyond what may be kept, and what a program that was killed left half-written."""
        for part in self.folder.glob(".*.part"):
            if time.time() - part.stat().st_mtime > DAY:
                part.unlink(missing_ok=True)
        room = 0
        every = [(path.stat(), path) for path in self.folder.glob("*.json")]
        newest = sorted(every, key=lambda one: one[0].st_mtime_ns, reverse=True)
        for number, (about, path) in enumerate(newest):
            room += about.st_size
            if number and (number >= self.files or room > self.room):
                path.unlink(missing_ok=True)
