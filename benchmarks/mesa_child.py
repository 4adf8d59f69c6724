"""Mesa in an environment of its own: its newest version wants a newer Python than the engine does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from benchmarks.rounds import CannotRun, Measured
from benchmarks.society import Kept, Society

HERE = Path(__file__).parent
PINNED = HERE / "mesa.txt"
PLACE = HERE / ".env-mesa"
MARK = PLACE / "pinned.txt"
"""What the environment was made of."""
NEWEST_FIRST = ("3.14", "3.13", "3.12")
NEEDS = (3, 12)
GIVEN = ("months", "contenders", "chair", "turnover", "partisan", "retention", "slate")
TABLES = ("sits", "unit_patron", "seat_patron")


def python() -> str:
    """A Python that the newest Mesa runs on: this one, one on the path, or one that pyenv keeps."""
    kept = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[2-4]*/bin/python"), reverse=True)
    on_path = [shutil.which(f"python{version}") for version in NEWEST_FIRST]
    for candidate in (sys.executable, *on_path, *map(str, kept)):
        if candidate and _serves(candidate):
            return candidate
    raise CannotRun(f"the newest Mesa needs Python {NEEDS[0]}.{NEEDS[1]}, and none was found")


def _serves(candidate: str) -> bool:
    asks = f"import sys, venv; sys.exit(sys.version_info < {NEEDS})"
    try:
        return subprocess.run([candidate, "-c", asks], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def ready() -> Path | None:
    """The Python of an environment with exactly what `mesa.txt` pins, where it was made before."""
    there = PLACE / "bin" / "python"
    same = MARK.is_file() and MARK.read_bytes() == PINNED.read_bytes()
    return there if same and _serves(str(there)) else None


def environment() -> Path:
    """The same, made where it is not there."""
    if there := ready():
        return there
    chosen, there = python(), PLACE / "bin" / "python"
    shutil.rmtree(PLACE, ignore_errors=True)
    _do([chosen, "-m", "venv", str(PLACE)], "the environment for Mesa could not be made")
    install = [str(there), "-m", "pip", "install", "--quiet", "--no-deps", "-r", str(PINNED)]
    _do(install, "Mesa could not be installed")
    MARK.write_bytes(PINNED.read_bytes())
    return there


def _do(command: list[str], failure: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise CannotRun(f"{failure} (exit {done.returncode})")


class MesaChild:
    """A process that lives histories of one society in Mesa, and measures itself."""

    def __init__(self, society: Society) -> None:
        program = [str(environment()), "-P", str(HERE / "mesa_society.py")]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self.process = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=clean
        )
        given: dict[str, Any] = {name: getattr(society, name) for name in GIVEN}
        self.versions = self._ask(given | {name: getattr(society, name).tolist() for name in TABLES})

    def _ask(self, what: object) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(what) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # why it ended is on standard error; that it did is seen below
        line = self.process.stdout.readline()
        if not line:
            raise CannotRun(f"the Mesa program ended (exit {self.process.wait()})")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def live(self, histories: int) -> tuple[Kept, Measured]:
        """What is kept of further histories, and the processor seconds they took."""
        answer = self._ask(histories)
        kept = Kept(
            np.array(answer["following"], np.int16),
            np.array(answer["final"], np.int16),
            np.array(answer["holder"], np.int16),
            np.array(answer["lost"], np.int16),
            np.array(answer["owned"], np.float64),
        )
        return kept, Measured(answer["seconds"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait()
