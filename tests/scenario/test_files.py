"""Files and folders as they should not be: told plainly, with a place, and never with a traceback."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from selectorate.errors import QuestionError, ScenarioError
from selectorate.scenario import files, load


def said(folder: Path) -> list[str]:
    with pytest.raises(ScenarioError) as refused:
        load(folder)
    return str(refused.value).replace(f"{folder}{os.sep}", "").splitlines()


WRONG = {
    b"\xff\xfes\x00c\x00": "1:1: this file is UTF-16: save it as UTF-8",
    b"\xfe\xff\x00s": "1:1: this file is UTF-16: save it as UTF-8",
    b"\xef\xbb\xbfpeople:\n": "1:1: this file begins with a byte-order mark: save it as UTF-8 without one",
    b"# Caf\xc3\xa9\n# Caf\xe9\n": "2:6: this byte (0xe9) is not UTF-8: save the file as UTF-8",
    b"# caf\xc3\xa9 \xc3": "1:8: this byte (0xc3) is not UTF-8: save the file as UTF-8",
    b"people:\n  # \x00\n": "2:5: a NUL byte stands here: is this a text file, saved as UTF-8?",
    b"people: # \x07\n": "1:11: the character U+0007 cannot be seen and stands here: delete it",
    "# a\u2028b\n".encode(): "1:4: the character U+2028 cannot be seen and stands here: delete it",
    "# a\n#\ufeff\n".encode(): "2:2: the character U+FEFF cannot be seen and stands here: delete it",
}


@pytest.mark.parametrize("data", WRONG, ids=lambda data: WRONG[data][:30])
def test_bytes_that_are_no_text(data: bytes, minimal: Path) -> None:
    (minimal / "extra.yaml").write_bytes(data)
    assert said(minimal) == [f"extra.yaml:{WRONG[data]}"]


def test_a_file_that_is_too_large_is_not_read(minimal: Path) -> None:
    with (minimal / "extra.yaml").open("wb") as file:
        file.truncate(files.LARGEST + 1)
    assert said(minimal) == ["extra.yaml:1:1: this file is too large: 5,000,001 bytes, where 5,000,000 are allowed"]


def test_line_ends_of_other_systems(minimal: Path) -> None:
    before = load(minimal).hash
    for end in (b"\r\n", b"\r"):
        data = (minimal / "scenario.yaml").read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end)
        (minimal / "scenario.yaml").write_bytes(data)
        assert load(minimal).hash == before


def test_links_and_pipes_are_refused(minimal: Path) -> None:
    (minimal / "elsewhere").write_text("people:\n  sam: {name: Sam, luck_key: 9}\n")
    (minimal / "linked.yaml").symlink_to(minimal / "elsewhere")
    (minimal / "nowhere.yaml").symlink_to(minimal / "gone")
    os.mkfifo(minimal / "pipe.yml")
    assert said(minimal) == [
        "linked.yaml:1:1: this is a link: put the file itself into the folder",
        "nowhere.yaml:1:1: this is a link: put the file itself into the folder",
        "pipe.yml:1:1: this is no plain file",
    ]


def test_other_files_are_left_alone(minimal: Path) -> None:
    before = load(minimal).hash
    (minimal / "notes.txt").write_text("bodies: nonsense\n")
    (minimal / ".hidden.yaml").write_text("bodies: nonsense\n")
    (minimal / "older").mkdir()
    (minimal / "older" / "scenario.yaml").write_text("bodies: nonsense\n")
    (minimal / "folder.yaml").mkdir()
    (minimal / "empty.yaml").write_text("")
    (minimal / "more.yml").write_text("events:\n")
    assert load(minimal).hash == before


def test_a_file_that_cannot_be_opened(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "extra.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    (minimal / "extra.yaml").write_text("events:\n")
    monkeypatch.setattr(Path, "open", refuse)
    assert said(minimal) == ["extra.yaml:1:1: this file cannot be read: Permission denied"]


def test_a_folder_that_cannot_be_listed(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.listdir

    def refuse(folder: Path) -> list[str]:
        if folder == minimal:
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(QuestionError, match=r"cannot read the scenario folder '.*minimal': Permission denied"):
        load(minimal)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind here")
def test_rights_that_are_missing(minimal: Path) -> None:
    (minimal / "scenario.yaml").chmod(0)
    assert said(minimal) == ["scenario.yaml:1:1: this file cannot be read: Permission denied"]
    minimal.chmod(0)
    with pytest.raises(QuestionError, match="cannot read the scenario folder"):
        load(minimal)
    minimal.chmod(0o700)


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"holds no \.yaml or \.yml file"):
        load(tmp_path)


def test_what_is_no_folder(minimal: Path) -> None:
    with pytest.raises(QuestionError, match=r"is a file: a scenario is a folder of \.yaml files"):
        load(minimal / "scenario.yaml")
    for name in ("nowhere", "a\0b", "x" * 5000, ""):
        with pytest.raises(QuestionError):
            load(minimal / name if name != "" else minimal / "gone" / "deeper")


def test_one_unreadable_file_does_not_hide_the_problems_of_another(minimal: Path) -> None:
    shutil.copy(minimal / "scenario.yaml", minimal / "zz.yaml")
    text = (minimal / "scenario.yaml").read_text().replace("luck_key: 4", "luck_key: four")
    (minimal / "scenario.yaml").write_text(text)
    (minimal / "zz.yaml").write_bytes(b"\xff\xfe")
    assert [line.split(":")[0] for line in said(minimal)] == ["scenario.yaml", "zz.yaml"]
