"""The address of a studio: a port of this machine that nobody else has, and a browser that goes there."""

from __future__ import annotations

import errno
import socket
import webbrowser
from threading import Thread

from selectorate.errors import QuestionError

LOOPBACK = "127.0.0.1"
PORT = 8765
TRIED = 20
"""Ports after the first that are tried where nobody asked for one."""


def listening(port: int | None) -> socket.socket:
    """A socket on a port, by default on the first free one from `PORT` on; who connects waits until he is served.

    Raises:
        QuestionError: the port that was asked for is taken, or none is free.
    """
    for number in [port] if port is not None else [*range(PORT, PORT + TRIED), 0]:
        there = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        there.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            there.bind((LOOPBACK, number))
        except OSError as error:
            there.close()
            if port is not None:
                raise QuestionError(_unusable(port, error)) from None
        else:
            there.listen(128)
            return there
    raise QuestionError("no port of this machine is free")


def address(there: socket.socket) -> str:
    """Where the page is."""
    return f"http://{LOOPBACK}:{there.getsockname()[1]}/"


def show(page: str) -> None:
    """Open a page in a browser, without waiting for it."""
    Thread(target=webbrowser.open, args=[page], daemon=True).start()


def _unusable(port: int, error: OSError) -> str:
    """Why a port cannot be used, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken, perhaps by another studio: give another one, or none to have a free one"
    return f"port {port} cannot be used: {error.strerror or error}"
