"""One worker: a process that is ready to live histories, answers one question after another, and says how far it is.

Messages to it are questions; from it come ``progress``, ``partial`` and ``done`` with documents, or ``failed`` with
what was wrong. Whoever sets its event stops what it is at.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any

from selectorate import ensemble, report
from selectorate.ensemble import Progress, Store
from selectorate.errors import SelectorateError
from selectorate.report.asking import spread_of
from selectorate.report.twinning import compared, explained
from selectorate.simulation.warm import warm
from selectorate.studio.asking import Question, Shown

EVERY = 0.1
"""Seconds between two messages at least."""

FIRST = 500
"""Histories of a first answer."""

Say = Callable[[str, Any], None]


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody asked to stop."""


def serve(asked: Connection, said: Connection, stop: Event, scenarios: Mapping[str, Shown], store: str | None) -> None:
    """Answer questions until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it stops it
    warm()
    said.send(("ready", None))
    while (text := asked.recv()) is not None:
        question = Question.model_validate_json(text)
        try:
            said.send(("done", answer(question, scenarios[question.scenario], said.send, stop, store)))
        except Stopped:
            said.send(("stopped", None))
        except SelectorateError as error:
            said.send(("failed", str(error)))
        except Exception as error:  # noqa: BLE001 - the worker lives on, and the page is told
            said.send(("failed", f"failed unexpectedly: {type(error).__name__}: {error}"))


def answer(
    question: Question, shown: Shown, send: Callable[[tuple[str, Any]], None], stop: Event, store: str | None
) -> dict[str, Any]:
    """The document of an answer, as ``--json`` prints it; parts are sent on the way."""
    watch = _Watch(send, stop)
    kept = Store(store) if store else None
    try:
        return _VERBS[question.verb](question, shown, watch, kept)
    finally:
        if kept:
            kept.close()


class _Watch:
    """Hears how far a question is, passes it on now and then, and stops it where that was asked."""

    def __init__(self, send: Callable[[tuple[str, Any]], None], stop: Event) -> None:
        self.send, self.stop, self.told = send, stop, 0.0

    def __call__(self, progress: Progress) -> None:
        if self.stop.is_set():
            raise Stopped
        now = time.monotonic()
        if now - self.told >= EVERY:
            self.told = now
            self.send(("progress", {"done": progress.done, "total": progress.total, "seconds": progress.seconds}))

    def part(self, document: Mapping[str, Any]) -> None:
        """A first answer."""
        self.send(("partial", document))


def _run(question: Question, shown: Shown, watch: _Watch, store: Store | None) -> dict[str, Any]:
    changed = question.changed()
    supposed = changed.supposing(shown.scenario)
    made = changed.made(supposed)
    found: dict[str, Any] = {}
    for histories in _steps(question.histories):
        many = ensemble.run(
            supposed, histories=histories, seed=question.seed, set=question.set, happenings=question.happenings,
            changes=made, start=changed.start, progress=watch, store=store,
        )  # fmt: skip
        spread = spread_of(many, store=store, progress=watch) if histories == question.histories else None
        found = report.Answer.of(many, asked=shown.asked, spread=spread).document()
        if histories < question.histories:
            watch.part(found)
    return found


def _compare(question: Question, shown: Shown, watch: _Watch, store: Store | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for histories in _steps(question.histories):
        asked = question.model_copy(update={"histories": histories}).asked(shown)
        found = compared(asked, store=store, watch=watch).document()
        if histories < question.histories:
            watch.part(found)
    return found


def _explain(question: Question, shown: Shown, watch: _Watch, store: Store | None) -> dict[str, Any]:
    asked = question.asked(shown)
    plan = asked.plan(question.outcome, question.factor)
    return explained(asked, plan, store=store, watch=watch, each=lambda one: watch.part(one.document())).document()


def _steps(histories: int) -> list[int]:
    """Numbers of histories after which there is an answer: few at first."""
    return [*([FIRST] if histories > FIRST else []), histories]


_VERBS: Mapping[str, Callable[[Question, Shown, _Watch, Store | None], dict[str, Any]]] = {
    "run": _run,
    "compare": _compare,
    "explain": _explain,
}
