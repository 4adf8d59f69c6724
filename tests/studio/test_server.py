"""A studio as a process: where it is, what it refuses to begin with, and that nothing of it is left when it has stopped."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest
from typer.testing import CliRunner

from selectorate.cli.app import app
from selectorate.errors import QuestionError
from selectorate.scenario.loading import SHIPPED
from selectorate.studio import address

Started = Callable[..., tuple[subprocess.Popen[str], str]]
LONG = {"verb": "explain", "scenario": "association", "histories": 20_000}


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    """Starts a studio; its process and its address come back."""
    made: list[subprocess.Popen[str]] = []

    def start(*words: str) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "selectorate", "studio", "association", "--no-browser", *words]
        made.append(subprocess.Popen([*command, "--store", str(tmp_path / "store")], stderr=subprocess.PIPE, text=True))
        said = lines(made[-1]).readline()
        found = re.fullmatch(r"The studio is at (http://127\.0\.0\.1:[0-9]+)/ \(Ctrl-C stops it\)\n", said)
        assert found, said
        return made[-1], found[1]

    yield start
    for process in made:
        process.kill()
        process.communicate()


def lines(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stderr is not None
    return process.stderr


def get(where: str, asked: object = None) -> urllib.request.Request:
    body = None if asked is None else json.dumps(asked).encode()
    return urllib.request.Request(where, body, {"content-type": "application/json"})


def children(process: subprocess.Popen[str]) -> list[int]:
    """Processes that a studio has started."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()] + [
        int(pid)
        for task in Path(f"/proc/{process.pid}/task").iterdir()
        if task.name != str(process.pid)
        for pid in (task / "children").read_text().split()
    ]


def gone(pids: list[int]) -> bool:
    """Whether processes have ended; one that nobody has asked after yet counts as such."""
    states = []
    for pid in pids:
        with suppress(OSError):
            states.append(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0])
    return set(states) <= {"Z"}


def at_work(where: str) -> tuple[str, IO[bytes]]:
    """A long job, once histories are being lived, and an open stream that watches it."""
    with urllib.request.urlopen(get(f"{where}/api/jobs", LONG)) as answer:
        name = json.load(answer)["id"]
    stream = urllib.request.urlopen(f"{where}/api/jobs/{name}/events")
    while b'"done"' not in stream.readline():
        pass
    return name, stream


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_it(started: Started, how: signal.Signals) -> None:
    process, where = started()
    _, stream = at_work(where)
    both = children(process)
    assert both
    begun = time.monotonic()
    process.send_signal(how)
    said = b""
    with stream, suppress(http.client.IncompleteRead):
        said = stream.read()
    assert b"event: end" not in said, "the question has not ended, and whoever watches asks again"
    code = process.wait(timeout=15)
    assert time.monotonic() - begun < 10
    if how != signal.SIGKILL:
        assert (code, lines(process).read()) == (0, "")
    end = time.monotonic() + 15
    while not gone(both):
        assert time.monotonic() < end, "a worker whose studio is gone ends"
        time.sleep(0.05)


def test_two_studios(started: Started) -> None:
    _, one = started()
    port = one.rpartition(":")[2]
    said = CliRunner().invoke(app, ["studio", "association", "--no-browser", "--port", port])
    assert said.exit_code == 2
    assert (
        f"port {port} is taken, perhaps by another studio: give another one, or none to have a free one" in said.stderr
    )
    _, other = started()
    assert other != one
    for where in (one, other):
        with urllib.request.urlopen(f"{where}/api/scenarios") as answer:
            assert json.load(answer)[0]["name"] == "association"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "8765.5"])
def test_a_port_that_is_none(port: str) -> None:
    assert CliRunner().invoke(app, ["studio", "association", "--no-browser", "--port", port]).exit_code == 2


def test_a_port_that_may_not_be_used() -> None:
    """Of a system's own ports, or of one that somebody else listens on."""
    with socket.socket() as other:
        other.bind((address.LOOPBACK, 0))
        other.listen()
        with pytest.raises(QuestionError, match="is taken"):
            address.listening(other.getsockname()[1])
    if os.geteuid() != 0:
        with pytest.raises(QuestionError, match="port 1 cannot be used: Permission denied"):
            address.listening(1)


def test_a_scenario_that_does_not_check(tmp_path: Path) -> None:
    folder = tmp_path / "society"
    shutil.copytree(SHIPPED / "association", folder)
    path = folder / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("chosen_by: board", "chosen_by: bored"), encoding="utf-8")
    for words in (["--no-browser"], ["--again"]):
        said = CliRunner().invoke(app, ["studio", str(folder), *words])
        assert said.exit_code == 2
        assert f"{path}:48:16: unknown body 'bored'; did you mean 'board'?" in said.stderr
        assert "The studio is at" not in said.stderr
    assert CliRunner().invoke(app, ["studio", str(tmp_path / "none")]).exit_code == 2


def test_only_this_machine_is_listened_to() -> None:
    with address.listening(None) as there:
        assert there.getsockname()[0] == "127.0.0.1"
    assert "--host" not in CliRunner().invoke(app, ["studio", "--help"]).stdout
