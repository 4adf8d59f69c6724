"""The command as a process: interrupted, with closed pipes and full disks, on a terminal, and quick to help."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

Start = Callable[..., subprocess.Popen[bytes]]

HEAVY = ("numba", "llvmlite", "numpy", "pydantic", "ruamel", "polars", "rich", "networkx")


def test_help_imports_nothing_heavy() -> None:
    """Counted and not timed: what makes help slow is what it imports."""
    code = (
        "import sys\n"
        "from selectorate.cli.app import app\n"
        "for words in (['--help'], ['--version']):\n"
        "    try:\n        app(words)\n    except SystemExit as end:\n        assert not end.code\n"
        f"found = {{name.partition('.')[0] for name in sys.modules}} & set({HEAVY!r})\n"
        "sys.exit(f'imported: {sorted(found)}' if found else 0)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_the_package_imports_nothing_heavy() -> None:
    code = f"import sys, selectorate; print({{n.partition('.')[0] for n in sys.modules}} & set({HEAVY!r}) or 'nothing')"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "nothing\n"
    )


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("selectorate run us", "ussr-1922"),
        ("selectorate check a", "association"),
        ("selectorate run --set part", "partisan=\npartner_spared="),
    ],
)
def test_a_shell_completes_names(start: Start, words: str, offered: str) -> None:
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_SELECTORATE_COMPLETE": "complete_bash"}
    code = "import sys; sys.argv[0] = 'selectorate'; from selectorate.cli.app import main; main()"
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.strip() == offered
    # typer itself converts words with pydantic; nothing of ours is imported for it.
    assert not any(f" {name}\n" in said.stderr for name in HEAVY if name != "pydantic")


def test_two_processes_agree_on_any_number_of_threads(start: Start) -> None:
    asked = [
        start("run", "association", "--histories", "400", "--seed", "7", "--json", "--no-store", "--threads", threads)
        for threads in "12"
    ]
    one, two = (json.loads(process.communicate()[0]) for process in asked)
    assert {key for key in one if one[key] != two[key]} <= {"seconds", "threads", "provenance"}
    assert (one["threads"], two["threads"]) == (1, 2)


class Screen:
    """A terminal for standard error; what is shown there is read all the time, or a process would wait for it."""

    def __init__(self) -> None:
        self.ours, self.theirs = pty.openpty()
        self.shown = b""
        self.reader = Thread(target=self._read, daemon=True)

    def _read(self) -> None:
        # Where nobody has the other side open any more, reading fails.
        with suppress(OSError):
            while part := os.read(self.ours, 4096):
                self.shown += part

    def wait_for(self, text: bytes, seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            time.sleep(0.01)


def test_interrupted_it_answers_what_is_done(start: Start, tmp_path: Path) -> None:
    screen, out = Screen(), tmp_path / "rows.csv"
    words = ("run", "association", "--histories", "5000000", "--seed", "7", "--json", "--out", str(out))
    process = start(*words, stderr=screen.theirs, env={"TERM": "xterm"})
    os.close(screen.theirs)
    screen.reader.start()
    try:
        screen.wait_for(b" a second, ")
        process.send_signal(signal.SIGINT)
        answer, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    screen.reader.join(10)
    os.close(screen.ours)
    assert process.returncode == 130
    assert b"of 5,000,000 histories" in screen.shown
    d = json.loads(answer)
    assert d["interrupted"]
    assert 0 < d["histories"] < 5_000_000
    assert d["command"] == f"selectorate run association --histories {d['histories']} --seed 7"
    assert len(out.read_text().splitlines()) == d["histories"] + 1
    assert f"this answers the first {d['histories']:,} of 5,000,000 histories".encode() in screen.shown


def test_no_progress_where_nobody_looks(start: Start) -> None:
    process = start("run", "association", "--histories", "500")
    answer, said = process.communicate()
    assert (process.returncode, said) == (0, b"")
    assert answer.startswith(b"An association of forty branches\n")


def test_a_full_disk_under_the_answer(start: Start) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("run", "association", "--histories", "5", stdout=full)
        _, said = process.communicate()
    assert process.returncode == 1
    assert said == b"selectorate: cannot write the answer: No space left on device\n"


def test_a_reader_who_has_seen_enough(start: Start) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("run", "association", "--histories", "5", stdout=writing)
    os.close(writing)
    _, said = process.communicate()
    assert (process.returncode, said) == (0, b"")


def test_a_terminal_that_knows_only_ascii(start: Start) -> None:
    process = start("run", "association", "--histories", "50", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    answer, _ = process.communicate()
    assert process.returncode == 0
    assert b"####" in answer.decode("ascii").encode()
