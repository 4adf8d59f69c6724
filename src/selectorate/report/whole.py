"""Texts as files, written wholly or not at all; a place that cannot be written is refused before anything is lived."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from selectorate.errors import OutputError, QuestionError


def file(path: str | Path) -> Path:
    """Refuse a file that could not be written; return its path."""
    target = Path(path)
    try:
        if target.is_dir():
            raise QuestionError(f"cannot write {str(path)!r}: it is a folder")
        if not target.parent.is_dir():
            raise QuestionError(f"cannot write {str(path)!r}: there is no folder {str(target.parent)!r}")
        _try(target)
    except (OSError, ValueError) as error:
        raise QuestionError(_unwritable(target, error)) from None
    return target


def folder(path: str | Path) -> Path:
    """Refuse a folder that is none, or could be neither made nor written into; return its path."""
    target = Path(path)
    try:
        if target.is_dir():
            _try(target / "table.csv")
        elif target.exists():
            raise QuestionError(f"cannot write into {str(path)!r}: it is no folder")
        else:
            target.mkdir()
            target.rmdir()
    except (OSError, ValueError) as error:
        raise QuestionError(_unwritable(target, error)) from None
    return target


def write(texts: Mapping[Path, str]) -> None:
    """Write every text beside its file under another name; give them their names when all of them are on the disk."""
    try:
        for target, text in texts.items():
            with _part(target).open("xb") as part:
                part.write(text.encode())
                part.flush()
                os.fsync(part.fileno())
        for target in texts:
            _part(target).replace(target)
    except OSError as error:
        raise OutputError(_unwritable(next(iter(texts)), error)) from None
    finally:
        for target in texts:
            _part(target).unlink(missing_ok=True)


def write_into(place: Path, texts: Mapping[str, str]) -> None:
    """Write every text under its name into a folder, which is made where there is none."""
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(_unwritable(place, error)) from None
    write({place / name: text for name, text in texts.items()})


def _try(target: Path) -> None:
    _part(target).open("xb").close()
    _part(target).unlink()


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def _unwritable(target: Path, error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot write {str(target)!r}: {said}"
