"""The files of a scenario's folder as text: every ``.yaml`` and ``.yml`` file, none of the others."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

from selectorate.errors import Problem, QuestionError

LARGEST = 5_000_000
"""Bytes that a file may hold: ten times what the largest shipped scenario holds in all its files."""

_MARKS = {
    b"\xff\xfe": "this file is UTF-16: save it as UTF-8",
    b"\xfe\xff": "this file is UTF-16: save it as UTF-8",
    b"\xef\xbb\xbf": "this file begins with a byte-order mark: save it as UTF-8 without one",
}
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def texts(folder: Path) -> tuple[list[tuple[str, str]], list[str], list[Problem]]:
    """Return (file, text) of each file that can be read, the names of all files, and what is wrong with the others.

    Raises:
        QuestionError: ``folder`` is no folder, cannot be listed, or holds no scenario file.
    """
    return read_all(_listed(folder))


def read_all(paths: Sequence[Path]) -> tuple[list[tuple[str, str]], list[str], list[Problem]]:
    """Return (file, text) of each file that can be read, the names of all, and what is wrong with the others."""
    good: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            good.append((str(path), _text(path)))
        except _UnreadableError as error:
            problems.append(Problem(str(path), *error.place, error.message))
        except OSError as error:
            problems.append(Problem(str(path), 1, 1, f"this file cannot be read: {error.strerror or error}"))
    return good, [str(path) for path in paths], problems


class _UnreadableError(Exception):
    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        self.message, self.place = message, (line, column)
        super().__init__(message)


def _listed(folder: Path) -> list[Path]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - the names alone, which no link can lead astray
        paths = [folder / name for name in names if _wanted(folder / name)]
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise QuestionError(f"cannot read the scenario folder {str(folder)!r}: {reason}") from None
    if not paths:
        raise QuestionError(f"no scenario in {str(folder)!r}: it holds no .yaml or .yml file")
    return paths


def _wanted(path: Path) -> bool:
    return path.suffix in {".yaml", ".yml"} and not path.name.startswith(".") and not _is_folder(path)


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)


def _text(path: Path) -> str:
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        raise _UnreadableError("this is a link: put the file itself into the folder")
    if not stat.S_ISREG(about.st_mode):
        raise _UnreadableError("this is no plain file")
    if about.st_size > LARGEST:
        raise _UnreadableError(f"this file is too large: {about.st_size:,} bytes, where {LARGEST:,} are allowed")
    with path.open("rb") as file:
        return _decoded(file.read(LARGEST + 1))


def _decoded(data: bytes) -> str:
    for mark, message in _MARKS.items():
        if data.startswith(mark):
            raise _UnreadableError(message)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        byte = data[error.start]
        raise _UnreadableError(
            f"this byte (0x{byte:02x}) is not UTF-8: save the file as UTF-8", *_end(before)
        ) from None
    text = text.replace("\r\n", "\n")
    if match := _UNWANTED.search(text):
        raise _UnreadableError(_unwanted(match[0]), *_end(text[: match.start()]))
    return text


def _unwanted(character: str) -> str:
    if character == "\x00":
        return "a NUL byte stands here: is this a text file, saved as UTF-8?"
    return f"the character U+{ord(character):04X} cannot be seen and stands here: delete it"


def _end(before: str) -> tuple[int, int]:
    """Return line and column of what follows ``before``."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
