"""Tables of comma-separated values: the numbers of the document, of every verb; and files wholly or not at all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from selectorate.errors import OutputError, QuestionError
from selectorate.report import Answer, whole
from selectorate.report.compared import Compared
from selectorate.report.explained import Explained


def rows(texts: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}


def test_of_a_run(party: Answer) -> None:
    d, found = party.document(), rows(party.tables())
    assert set(found) == {"endings", "outcomes", "removals", "committee"}
    assert {row["ending"]: float(row["value"]) for row in found["endings"]} == d["endings"]
    assert [float(found["outcomes"][0][end]) for end in ("low", "high")] == d["outcomes_interval"][
        found["outcomes"][0]["outcome"]
    ]
    for row in found["removals"]:
        one = d["removals"][row["contender"]][row["rung"]]
        assert [row[name] for name in ("median", "record")] == [one[name] or "" for name in ("median", "record")]
    of_one = [float(row["share"]) for row in found["committee"] if row["contender"] == "stalin"]
    assert of_one == d["committee_share"]["stalin"]


def test_of_a_comparison(compared: Compared) -> None:
    d, found = compared.document(), rows(compared.tables())
    assert set(found) == {"differences", "endings", "outcomes", "removals", "committee", "divergence"}
    differences = {row["of"]: float(row["value"]) for row in found["differences"]}
    assert differences.pop("ends otherwise") == d["flipped"]["value"]
    assert differences == {name: one["value"] for name, one in d["difference"].items()}
    for world in ("baseline", "changed"):
        shares = {row["ending"]: float(row["value"]) for row in found["endings"] if row["world"] == world}
        assert shares == d[world]["endings"]
    assert sum(int(row["histories"]) for row in found["divergence"]) == 100


def test_of_an_explanation(explained: Explained) -> None:
    d, found = explained.document(), rows(explained.tables())
    assert set(found) == {
        "outcomes", "shapley", "interactions", "powers", "matrix", "matrix_swapped", "placebos", "removals",
        "divergence", "loop_sessions", "loop_links", "loop_holders",
    }  # fmt: skip
    assert {row["month"]: int(row["histories"]) for row in found["divergence"]} == {
        **d["first_divergence"]["by_month"], "never": d["first_divergence"]["never"],
    }  # fmt: skip
    assert {row["power"]: float(row["value"]) for row in found["powers"]} == {
        name: one["value"] for name, one in d["powers"].items()
    }
    assert float(found["shapley"][0]["low"]) == d["shapley"]["chair_powers"]["low"]
    assert {(row["holder"], row["ending"]): float(row["share"]) for row in found["matrix"]} == {
        (holder, ending): share for holder, ends in d["matrix"].items() for ending, share in ends.items()
    }
    assert len(found["outcomes"]) == 3 * len(d["outcomes"])
    all_luck = [row["share"] for row in found["placebos"] if row["luck"] == "all"]
    assert all_luck == [str(d[name]["placebo"]["reseeded"]) for name in ("necessity", "sufficiency")]


def test_files_are_written_wholly_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("older")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(whole.os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            whole.write({tmp_path / "a": "newer", tmp_path / "new" / "b": "newer"}, folder=tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "older"
    whole.write({tmp_path / "new" / "b": "x"}, folder=tmp_path / "new")
    assert (tmp_path / "new" / "b").read_text() == "x"


def test_places_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(QuestionError, match="it is a folder"):
        whole.file(tmp_path)
    with pytest.raises(QuestionError, match="there is no folder"):
        whole.file(tmp_path / "no" / "page.html")
    with pytest.raises(QuestionError, match="it is no folder"):
        whole.folder(tmp_path / "file")
    with pytest.raises(QuestionError, match="No such file"):
        whole.folder(tmp_path / "no" / "tables")
    assert whole.folder(tmp_path / "tables") == tmp_path / "tables"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
