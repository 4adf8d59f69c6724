"""One row a history, in a frame and in a file that is written wholly or not at all."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from selectorate.errors import OutputError, QuestionError
from selectorate.report import Answer, rows, whole


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_rows_say_what_the_answer_counts(party: Answer) -> None:
    frame = party.rows()
    assert frame.height == 20
    assert frame["history"].to_list() == list(range(20))
    assert frame["seed"].unique().to_list() == [7]
    shares = party.endings.shares()
    assert {name: (frame["ending"] == name).sum() / 20 for name in shares} == shares
    assert {name: frame[f"outcome:{name}"].sum() / 20 for name in party.outcomes.shares()} == party.outcomes.shares()
    removal = frame["removal:trotsky:censured"]
    assert removal.count() / 20 == party.removals["trotsky"]["censured"].share
    assert removal.drop_nulls().sort().to_list()[0] >= "1922-04"
    mean = frame["committee:xii_congress:stalin"].mean() / party.committee.seats[0]
    assert mean == pytest.approx(party.committee.shares["stalin"][0])
    assert set(frame["holder:general_secretary"].drop_nulls()) <= set(party.ensemble.names.persons)


def test_nobody_and_never_are_empty(answer: Answer) -> None:
    frame = answer.rows()
    never = answer.ensemble.columns.reached[:, answer.ensemble.names.contenders.index("ada"), 0] < 0
    assert frame["removal:ada:voted_out"].is_null().to_numpy().tolist() == never.tolist()


@pytest.mark.parametrize("name", ["rows.parquet", "rows.csv"])
@pytest.mark.parametrize("chunk", [7, 100_000])
def test_files_hold_the_frame(
    answer: Answer, tmp_path: Path, name: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = answer.rows()
    monkeypatch.setattr(rows, "CHUNK", chunk)
    path = tmp_path / name
    path.write_text("an older file")
    answer.write(path)
    read = pl.read_parquet(path) if name.endswith("parquet") else pl.read_csv(path, schema=whole.schema)
    assert read.equals(whole)
    assert listed(tmp_path) == [name]


def test_a_file_has_the_rights_of_any_other(answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    answer.write(tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may grow past 4 kB, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["rows.parquet", "rows.csv"])
def test_a_full_disk_leaves_nothing_half_written(party: Answer, tmp_path: Path, name: str, full_disk: None) -> None:
    (tmp_path / name).write_text("an older file")
    with pytest.raises(OutputError, match=r"cannot write '.*rows\.\w+': .*File too large"):
        party.write(tmp_path / name)
    assert listed(tmp_path) == [name]
    assert (tmp_path / name).read_text() == "an older file"


def test_an_interruption_leaves_nothing_half_written(
    answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", press)
    with pytest.raises(KeyboardInterrupt):
        answer.write(tmp_path / "rows.csv")
    assert listed(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rows.txt", "must end in .parquet or .csv"),
        ("rows", "must end in .parquet or .csv"),
        ("rows.parqet", "must end in .parquet or .csv; did you mean '.parquet'?"),
        ("no/rows.csv", "there is no folder"),
        ("folder.csv", "it is a folder"),
    ],
)
def test_a_place_that_is_none(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(QuestionError) as refused:
        rows.place(tmp_path / name)
    assert said in str(refused.value)
    assert listed(tmp_path) == ["folder.csv"]


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(whole, "_create", refuse)
    with pytest.raises(OutputError, match="Permission denied"):
        rows.place(tmp_path / "rows.csv")


def test_texts_by_index() -> None:
    found = rows._looked_up(pl.Series(["a", "b"]), np.array([1, -1, 0], np.int16))
    assert found.to_list() == ["b", None, "a"]
