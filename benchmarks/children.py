"""Programs in an environment of their own, that are asked line by line and measure themselves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.rounds import CannotRun

HERE = Path(__file__).parent
SOURCES = HERE.parent / "src"
NEWEST_FIRST = ("3.14", "3.13", "3.12")


@dataclass(frozen=True)
class Environment:
    """Packages that a program needs and the engine does not.

    Attributes:
        name: of what is compared.
        needs: the oldest Python that it runs on.
    """

    name: str
    needs: tuple[int, int]

    @property
    def pinned(self) -> Path:
        """Where its packages are pinned."""
        return HERE / f"{self.name.lower()}.txt"

    @property
    def place(self) -> Path:
        """Where it is made."""
        return HERE / f".env-{self.name.lower()}"

    @property
    def mark(self) -> Path:
        """What it was made of."""
        return self.place / "pinned.txt"

    def python(self) -> str:
        """A Python that is new enough: this one, one on the path, or one that pyenv keeps."""
        kept = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[2-4]*/bin/python"), reverse=True)
        on_path = [shutil.which(f"python{version}") for version in NEWEST_FIRST]
        for candidate in (sys.executable, *on_path, *map(str, kept)):
            if candidate and self.serves(candidate):
                return candidate
        raise CannotRun(f"the newest {self.name} needs Python {self.needs[0]}.{self.needs[1]}, and none was found")

    def serves(self, candidate: str) -> bool:
        """Whether a Python is there, and new enough."""
        asks = f"import sys, venv; sys.exit(sys.version_info < {self.needs})"
        try:
            return subprocess.run([candidate, "-c", asks], capture_output=True, check=False).returncode == 0
        except OSError:
            return False

    def ready(self) -> Path | None:
        """The Python of an environment with exactly what is pinned, where it was made before."""
        there = self.place / "bin" / "python"
        same = self.mark.is_file() and self.mark.read_bytes() == self.pinned.read_bytes()
        return there if same and self.serves(str(there)) else None

    def made(self) -> Path:
        """The same, made where it is not there."""
        if there := self.ready():
            return there
        chosen, there = self.python(), self.place / "bin" / "python"
        shutil.rmtree(self.place, ignore_errors=True)
        _do([chosen, "-m", "venv", str(self.place)], f"the environment for {self.name} could not be made")
        install = [str(there), "-m", "pip", "install", "--quiet", "--no-deps", "-r", str(self.pinned)]
        _do(install, f"{self.name} could not be installed")
        self.mark.write_bytes(self.pinned.read_bytes())
        return there


def _do(command: list[str], failure: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise CannotRun(f"{failure} (exit {done.returncode})")


class Child:
    """A process with a program, in an environment, that answers every line with one.

    Args:
        environment: where it runs.
        program: its file.
        first: the first line it is told.
        paths: where it finds modules beside those of its environment.
    """

    def __init__(self, environment: Environment, program: str, first: object, paths: Sequence[Path] = ()) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        if paths:
            clean["PYTHONPATH"] = os.pathsep.join(map(str, paths))
        self.name = environment.name
        self.process = subprocess.Popen(
            [str(environment.made()), "-P", str(HERE / program)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=clean,
        )  # fmt: skip
        self.versions = self.ask(first)

    def ask(self, what: object) -> dict[str, Any]:
        """The answer to a line."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(what) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # why it ended is on standard error; that it did is seen below
        line = self.process.stdout.readline()
        if not line:
            raise CannotRun(f"the {self.name} program ended (exit {self.process.wait()})")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait()
