"""Two ways to call the command: within this process, which is quick, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from selectorate.cli.app import app
from selectorate.simulation.warm import warm

Call = Callable[..., Result]


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """A process that has to compile says so and takes a minute; these are about other things."""
    warm()


@pytest.fixture
def call() -> Call:
    """Call a verb here; the result has exit_code, stdout and stderr."""
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """Start the command as a process of its own."""

    def started(*words: str, **options: Any) -> subprocess.Popen[bytes]:
        environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1"} | options.pop("env", {})
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.Popen([sys.executable, "-m", "selectorate", *words], env=environment, **pipes)

    return started
