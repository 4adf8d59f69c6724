"""The process that lives histories, seen from the studio: what is asked of it, what it says, and its end."""

from __future__ import annotations

import multiprocessing
from typing import Any

from selectorate.studio.asking import Question, Shown
from selectorate.studio.work import serve


class Worker:
    """A process, the ways to it and from it, and the event that stops what it is at.

    Args:
        store: where it keeps histories, None where nowhere.

    Raises:
        OSError: no process can be started.
    """

    def __init__(self, store: str | None) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self.asked = context.Pipe(duplex=False)
        self.said, their_own = context.Pipe(duplex=False)
        self.stop = context.Event()
        self.known: dict[str, str] = {}
        self.process = context.Process(
            target=serve, args=(theirs, their_own, self.stop, store), name="histories", daemon=True
        )
        self.process.start()
        theirs.close()
        their_own.close()

    @property
    def alive(self) -> bool:
        """Whether it is there."""
        return self.process.is_alive()

    def ask(self, question: Question, shown: Shown) -> None:
        """Give it a question, with the scenario where it does not know that yet.

        Raises:
            OSError: it is lost.
        """
        known = self.known.get(question.scenario) == shown.hash
        self.asked.send((question.model_dump_json(), None if known else shown))
        self.known[question.scenario] = shown.hash

    def hear(self) -> tuple[str, Any]:
        """What it says next.

        Raises:
            OSError: it is lost.
            EOFError: it is lost.
        """
        said: tuple[str, Any] = self.said.recv()
        return said

    def kill(self) -> None:
        """End the process, whatever it is at."""
        self.process.kill()
        self.process.join(timeout=5.0)
        self.asked.close()
        self.said.close()
