"""Texts as files, written wholly or not at all; a place that cannot be written is refused before anything is lived."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from selectorate.errors import OutputError, QuestionError, SelectorateError


def file(path: str | Path, *, refusal: type[SelectorateError] = QuestionError) -> Path:
    """Refuse a file that could not be written; return its path.

    Raises:
        QuestionError: it is a folder, or its folder does not exist.
        SelectorateError: of the kind of ``refusal``, where the system does not let it be written.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise QuestionError(f"cannot write {str(path)!r}: it is a folder")
        if not target.parent.is_dir():
            raise QuestionError(f"cannot write {str(path)!r}: there is no folder {str(target.parent)!r}")
        _try(target)
    except (OSError, ValueError) as error:
        raise refusal(_unwritable(target, error)) from None
    return target


def folder(path: str | Path) -> Path:
    """Refuse a folder that is none, or could be neither made nor written into; return its path."""
    target = Path(path)
    if not str(path):
        raise QuestionError("cannot write into '': name a folder")
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


@contextmanager
def opened(*targets: Path) -> Iterator[tuple[BinaryIO, ...]]:
    """Files beside the targets, to be written; they get the targets' names when all of them are on the disk."""
    parts = [_part(target) for target in targets]
    try:
        with ExitStack() as stack:
            files = tuple(stack.enter_context(_create(part)) for part in parts)
            yield files
            for kept in files:
                kept.flush()
                os.fsync(kept.fileno())
        for part, target in zip(parts, targets, strict=True):
            part.replace(target)
    except OSError as error:
        raise OutputError(_unwritable(targets[0], error)) from None
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def write(texts: Mapping[Path, str], *, folder: str | Path | None = None) -> None:
    """Write every text under its path, all of them or none; ``folder`` is made where it is not there."""
    made = folder is not None and _made(Path(folder))
    try:
        with opened(*texts) as files:
            for into, text in zip(files, texts.values(), strict=True):
                into.write(text.encode())
    except BaseException:
        if made:
            Path(str(folder)).rmdir()
        raise


def _made(folder: Path) -> bool:
    """Make a folder; say whether it was not there."""
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    except OSError as error:
        raise OutputError(_unwritable(folder, error)) from None
    return True


def _try(target: Path) -> None:
    _create(_part(target)).close()
    _part(target).unlink()


def _create(part: Path) -> BinaryIO:
    return part.open("xb")


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def _unwritable(target: Path, error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot write {str(target)!r}: {said}"
