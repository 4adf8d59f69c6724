"""A studio at an address of this machine: from start to stop, with nothing left over."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Timer

import uvicorn

from selectorate.errors import QuestionError
from selectorate.studio.app import application
from selectorate.studio.asking import Shown
from selectorate.studio.guard import hosts
from selectorate.studio.jobs import Jobs
from selectorate.studio.studio import Studio

LOOPBACK = "127.0.0.1"
PORT = 8765
TRIED = 20
"""Ports after the first that are tried where nobody asked for one."""


def serve(
    scenarios: Mapping[str, Shown],
    *,
    port: int | None,
    browser: bool,
    folder: Path,
    store: str | None,
    tell: Callable[[str], None],
) -> None:
    """Show scenarios until somebody stops it.

    Args:
        scenarios: by the names that the page knows them by, the first by default.
        port: of the address; by default the first free one from `PORT` on.
        browser: open the page.
        folder: where answers are kept.
        store: where histories are kept, None where nowhere.
        tell: says the address.

    Raises:
        QuestionError: the port that was asked for is taken, or none is free.
    """
    listening = _listening(port)
    number = listening.getsockname()[1]
    address = f"http://{LOOPBACK}:{number}/"
    app = application(Studio(scenarios, Jobs(scenarios, folder, store)), hosts(number))
    tell(f"The studio is at {address} (Ctrl-C stops it)")
    if browser:
        opening = Timer(0.5, webbrowser.open, [address])
        opening.daemon = True
        opening.start()
    config = uvicorn.Config(app, log_level="warning", ws="none", lifespan="on", timeout_graceful_shutdown=2)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int | None) -> socket.socket:
    """A socket on a port, or on the first free one."""
    for number in [port] if port is not None else [*range(PORT, PORT + TRIED), 0]:
        there = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        there.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            there.bind((LOOPBACK, number))
        except OSError as error:
            there.close()
            if port is not None:
                raise QuestionError(f"port {port} cannot be used: {error.strerror or error}") from None
        else:
            there.listen(128)
            return there
    raise QuestionError("no port of this machine is free")
