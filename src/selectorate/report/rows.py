"""One row a history, as a polars frame or as a file that is written wholly or not at all.

Columns: ``history``, ``seed``, ``ending``; ``outcome:<id>`` true or false; ``removal:<contender>:<rung>`` the month
as YYYY-MM, nothing for never; ``committee:<session>:<contender>`` full seats; ``holder:<office>`` who holds it at the
month of reading, nothing for nobody.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.io.plugins import register_io_source

from selectorate.errors import OutputError, QuestionError, nearest
from selectorate.report import whole

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from selectorate.report.answer import Answer

ENDINGS = (".parquet", ".csv")
Frames = Callable[[], Iterator[pl.DataFrame]]
"""Makes the frames of a file, one after the other."""

CHUNK = 5_000
"""Histories of a frame: texts of more would take more memory than what an ensemble keeps."""


def frame(answer: Answer) -> pl.DataFrame:
    """All rows."""
    return pl.concat(list(_frames(answer)))


def place(path: str | Path) -> Path:
    """Refuse a file that could not be written, before anything is simulated; return its path."""
    target = Path(path)
    if target.suffix not in ENDINGS:
        hint = nearest(target.suffix, ENDINGS)
        raise QuestionError(f"{str(path)!r} must end in {' or '.join(ENDINGS)}{hint}")
    return whole.file(target, refusal=OutputError)


def write(answer: Answer, path: str | Path) -> None:
    """Write all rows of an answer."""
    write_frames(lambda: _frames(answer), path)


def write_frames(frames: Frames, path: str | Path) -> None:
    """Write frames to a file, wholly or not at all."""
    target = place(path)
    with whole.opened(target) as (file,):
        try:
            (_write_csv if target.suffix == ".csv" else _write_parquet)(frames, file)
        except pl.exceptions.PolarsError as error:
            raise OSError(str(error)) from error


def _write_csv(frames: Frames, file: BinaryIO) -> None:
    for number, chunk in enumerate(frames()):
        # As text first: then every write is ours, and a full disk is an error like any other.
        file.write(chunk.write_csv(include_header=number == 0).encode())


def _write_parquet(frames: Frames, file: BinaryIO) -> None:
    def chunks(columns: Any, predicate: Any, rows: Any, size: Any) -> Iterator[pl.DataFrame]:
        del columns, predicate, rows, size  # a file takes all of them
        return frames()

    schema = next(frames()).schema
    writer = _Writer(file)
    try:
        register_io_source(chunks, schema=schema).sink_parquet(cast("BinaryIO", writer), row_group_size=CHUNK)
    except pl.exceptions.PolarsError as error:
        raise writer.failed or error from None


class _Writer(io.BufferedIOBase):
    """Remembers why a write failed: what polars says of it names no disk."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.failed: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        try:
            return self.file.write(data)
        except OSError as error:
            self.failed = error
            raise


def _frames(answer: Answer) -> Iterator[pl.DataFrame]:
    """The rows, a chunk of histories at a time."""
    for start in range(0, answer.ensemble.histories, CHUNK):
        yield _frame(answer, start, min(answer.ensemble.histories, start + CHUNK))


def _frame(answer: Answer, start: int, end: int) -> pl.DataFrame:
    many, names = answer.ensemble, answer.ensemble.names
    kept = many.columns.rows(start, end)
    ids = pl.Series([said.id for said in answer.endings.statements])
    columns: dict[str, pl.Series] = {
        "history": pl.Series(np.arange(start, end)),
        "seed": pl.Series(np.full(end - start, many.seed, np.uint64)),
        "ending": ids.gather(answer.endings.which[start:end]),
    }
    for said, held in zip(answer.outcomes.statements, answer.outcomes.held, strict=True):
        columns[f"outcome:{said.id}"] = pl.Series(held[start:end])
    months = pl.Series([many.scenario.month_name(month) for month in range(many.scenario.months)])
    for contender, i in _by_id(names.contenders):
        for r, rung in enumerate(names.rungs):
            columns[f"removal:{contender}:{rung}"] = _looked_up(months, kept.reached[:, i, r])
    for row, session in enumerate(names.sittings):
        for contender, i in _by_id(names.contenders):
            columns[f"committee:{session}:{contender}"] = pl.Series(kept.following[:, row, i])
    for office, o in _by_id(names.offices):
        columns[f"holder:{office}"] = _looked_up(pl.Series(names.persons), kept.holders[:, o])
    return pl.DataFrame(columns)


def _by_id(names: tuple[str, ...]) -> list[tuple[str, int]]:
    return sorted((name, index) for index, name in enumerate(names))


def _looked_up(texts: pl.Series, indices: NDArray[np.int16]) -> pl.Series:
    """Texts by index; -1 is nothing."""
    places = pl.Series(indices.astype(np.int64))
    return texts.gather(places.set(places < 0, None))
