"""A studio in a process of its own, as one starts it at a prompt, and this machine's browser to look at it with."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Names under which a browser may be installed; none is ever downloaded."""

OPTIONS = ("--disable-gpu", "--disable-quic", "--disable-component-update", "--disable-sync", "--hide-scrollbars")
"""It talks to the studio alone, and draws the same on every machine."""


def chromium() -> str | None:
    """Where the browser of this machine lies."""
    return next((place for name in BROWSERS if (place := shutil.which(name))), None)


@dataclass(frozen=True)
class Opened:
    """A studio at work, and where it is."""

    address: str
    process: subprocess.Popen[str]

    def stop(self) -> int:
        """Stop it as Ctrl-C does; its exit code comes back."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        return self.process.returncode


@contextmanager
def opened(store: Path, *words: str) -> Iterator[Opened]:
    """A studio on the first free port, which keeps what it lives in a folder.

    Args:
        store: of histories and answers.
        words: more of the command.
    """
    command = [sys.executable, "-m", "selectorate", "studio", *words, "--no-browser", "--store", str(store)]
    quiet = os.environ | {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=quiet)
    studio = Opened(_address(process), process)
    try:
        yield studio
    finally:
        studio.stop()


def _address(process: subprocess.Popen[str]) -> str:
    """The address that it says it is at."""
    said = ""
    for line in process.stdout or ():
        said += line
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found[0]
    raise RuntimeError(f"the studio did not start:\n{said}")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of an extra: who has it not can measure the rest

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
        try:
            yield browser
        finally:
            browser.close()
