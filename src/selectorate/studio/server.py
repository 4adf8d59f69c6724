"""A studio at work: from the first request until somebody stops it, with nothing left over."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from selectorate.studio.app import application
from selectorate.studio.guard import hosts
from selectorate.studio.jobs import Jobs
from selectorate.studio.shelf import Shelf
from selectorate.studio.studio import Studio

CONNECTIONS = 256
"""Of browsers at most, at once."""


def serve(shelf: Shelf, there: socket.socket, *, folder: Path, store: str | None, tell: Callable[[str], None]) -> None:
    """Show scenarios until Ctrl-C stops it.

    Args:
        shelf: the scenarios.
        there: listens for requests.
        folder: where answers are kept.
        store: where histories are kept, None where nowhere.
        tell: says what does not go well.
    """
    jobs = Jobs(folder, store, tell)
    app = application(Studio(shelf, jobs), hosts(there.getsockname()[1]))
    config = uvicorn.Config(
        app, log_level="warning", ws="none", lifespan="on", timeout_graceful_shutdown=2, limit_concurrency=CONNECTIONS,
        server_header=False,
    )  # fmt: skip
    with there:
        _Server(config, jobs).run(sockets=[there])


class _Server(uvicorn.Server):
    """A server that lets go of whoever watches a job before it waits for open connections."""

    def __init__(self, config: uvicorn.Config, jobs: Jobs) -> None:
        super().__init__(config)
        self.jobs = jobs

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.jobs.end()
        self.force_exit, self.should_exit = self.should_exit, True
