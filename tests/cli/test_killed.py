"""``explain`` and its store: killed, damaged, asked twice at once, asked again after an edit; the answer is the same."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from selectorate.ensemble import Store, diverging, keeping, twins

Killed = Callable[[subprocess.Popen[Any], Store], int]

Start = Callable[..., subprocess.Popen[bytes]]
Call = Callable[..., Result]

EXPLAIN = ("explain", "association", "--seed", "7", "--json")
CHANGING = ("seconds", "threads", "provenance")


def answered(text: bytes | str) -> tuple[dict[str, Any], tuple[int, int]]:
    """What an answer says, and the blocks it read and computed."""
    found = json.loads(text)
    blocks = found["provenance"]["blocks"]
    return {name: said for name, said in found.items() if name not in CHANGING}, (blocks["read"], blocks["computed"])


def finished(process: subprocess.Popen[bytes]) -> tuple[dict[str, Any], tuple[int, int]]:
    said, complained = process.communicate(timeout=120)
    assert (process.returncode, complained) == (0, b"")
    return answered(said)


def test_killed_it_goes_on_where_it_was(start: Start, tmp_path: Path, killed: Killed) -> None:
    """SIGKILL at a moment nobody chose: finished blocks are read, nothing half-written is there, the answer is the same."""
    folder, page = tmp_path / "store", tmp_path / "page.html"
    words = (*EXPLAIN, "--histories", "1500", "--store", str(folder), "--html", str(page), "--quiet")
    with Store(folder) as store:
        kept = killed(start(*words), store)
        assert not page.exists()
        said, (read, computed) = finished(start(*words))
        assert computed == len(store.blocks()) - kept > 0
        assert kept - 2 <= read <= kept, "of twins lived together three blocks are read, or none"
        assert finished(start(*words)) == (said, (len(store.blocks()), 0))
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    assert finished(start(*EXPLAIN, "--histories", "1500", "--no-store"))[0] == said


def test_two_at_once_say_the_same(start: Start, tmp_path: Path) -> None:
    words = (*EXPLAIN, "--histories", "300", "--store", str(tmp_path))
    (one, _), (other, _) = (finished(process) for process in [start(*words) for _ in "12"])
    assert one == other
    with Store(tmp_path) as store:
        count = len(store.blocks())
    assert finished(start(*words)) == (one, (count, 0))


@pytest.mark.parametrize("damage", ["cut", "another's"])
def test_damage_is_said_and_lived_again(call: Call, tmp_path: Path, damage: str) -> None:
    """Also where the file can be read, and is that of another block: only its checksum tells."""
    words = (*EXPLAIN, "--histories", "100", "--store", str(tmp_path))
    plain, (_, count) = answered(call(*words).stdout)
    with Store(tmp_path) as store:
        assert {block.kind for block in store.blocks()} == {"twins", "histories", "parted", "flow"}
        # The largest are the two of all single worlds, alike in shape.
        lived = sorted((block for block in store.blocks() if block.kind == "twins"), key=lambda block: block.bytes)
        *_, one, other = (tmp_path / f"{block.key}.parquet" for block in lived)
        if damage == "cut":
            os.truncate(one, 200)
        else:
            one.write_bytes(other.read_bytes())
    again = call(*words)
    assert again.stderr == "selectorate: 1 block of the store was damaged and was computed again\n"
    assert answered(again.stdout) == (plain, (count - 1, 1))
    assert answered(call(*words).stdout) == (plain, (count, 0))


@pytest.mark.parametrize(("edited", "kept"), [("kernel_hash", set()), ("columns_hash", {"parted"})])
def test_after_an_edit_what_rests_on_it_is_lived_anew(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: str, kept: set[str]
) -> None:
    words = (*EXPLAIN, "--histories", "100", "--store", str(tmp_path))
    plain, (_, count) = answered(call(*words).stdout)
    with Store(tmp_path) as store:
        still = sum(block.kind in kept for block in store.blocks())
    for room in (twins, keeping, diverging):
        monkeypatch.setattr(room, edited, lambda: "f" * 64, raising=room is not diverging)
    assert answered(call(*words).stdout) == (plain, (0, count - still))
