"""One worker: a process that is ready to live histories, answers one question after another, and says how far it is.

Messages to it are questions; from it come ``progress``, ``partial`` with a document, ``note`` with what did not go
well, and in the end ``done`` with an answer, ``stopped``, or ``failed`` with what was wrong. Whoever sets its event
stops what it is at.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any, Protocol

from selectorate import ensemble, report
from selectorate.ensemble import Progress, Store
from selectorate.ensemble.opening import opened
from selectorate.errors import SelectorateError
from selectorate.report.asking import spread_of
from selectorate.report.twinning import compared, explained
from selectorate.simulation.warm import warm
from selectorate.studio.asking import Question, Shown
from selectorate.studio.keeping import Answer

EVERY = 0.25
"""Seconds between two messages at least."""

FIRST = 250
"""Histories of a first answer."""

Watch = Callable[[Progress], None] | None
Part = Callable[[Mapping[str, Any]], None]


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody asked to stop."""


class Said(Protocol):
    """An answer that can be data and a page."""

    def document(self) -> dict[str, Any]:
        """The answer as data."""
        ...

    def page(self) -> str:
        """One HTML page."""
        ...


def serve(asked: Connection, said: Connection, stop: Event, store: str | None) -> None:
    """Answer questions until there are no more, or nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it stops it
    warm()
    known: dict[str, Shown] = {}
    try:
        while True:
            text, shown = asked.recv()
            question = Question.model_validate_json(text)
            known |= {question.scenario: shown} if shown is not None else {}
            said.send(_said(question, known[question.scenario], said, stop, store))
    except (EOFError, BrokenPipeError):
        return


def _said(question: Question, shown: Shown, said: Connection, stop: Event, store: str | None) -> tuple[str, Any]:
    """How a question ended, as a message."""
    watch = _Watch(said, stop)
    try:
        with opened(store, watch.note) as kept:
            return "done", answer(question, shown, store=kept, watch=watch, part=watch.part)
    except Stopped:
        return "stopped", None
    except SelectorateError as error:
        return "failed", str(error)
    except MemoryError:
        return "failed", "there is not enough memory for this: ask for fewer histories"
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the worker lives on, and the page is told
        return "failed", f"failed unexpectedly: {type(error).__name__}: {error}"


class _Watch:
    """Hears how far a question is, passes it on now and then, and stops it where that was asked."""

    def __init__(self, said: Connection, stop: Event) -> None:
        self.said, self.stop, self.told = said, stop, 0.0

    def __call__(self, progress: Progress) -> None:
        if self.stop.is_set():
            raise Stopped
        now = time.monotonic()
        if now - self.told >= EVERY:
            self.told = now
            self.said.send(("progress", {"done": progress.done, "total": progress.total, "seconds": progress.seconds}))

    def part(self, document: Mapping[str, Any]) -> None:
        """A first answer."""
        self.said.send(("partial", document))

    def note(self, trouble: str) -> None:
        """What went wrong with the store."""
        self.said.send(("note", trouble))


def answer(
    question: Question, shown: Shown, *, store: Store | None = None, watch: Watch = None, part: Part | None = None
) -> Answer:
    """The answer to a question, as at a prompt; first answers on the way go to ``part``."""
    made = _VERBS[question.verb](question, shown, store, watch, part)
    return Answer(made.document(), made.page())


def _run(question: Question, shown: Shown, store: Store | None, watch: Watch, part: Part | None) -> Said:
    changed = question.changed()
    supposed = changed.supposing(shown.scenario)
    made = changed.made(supposed)

    def lived(histories: int, *, last: bool) -> Said:
        many = ensemble.run(
            supposed, histories=histories, seed=question.seed, set=question.set, happenings=question.happenings,
            changes=made, start=changed.start, progress=watch if last else None, store=store,
        )  # fmt: skip
        spread = spread_of(many, store=store, progress=watch) if last else None
        return report.Answer.of(many, asked=shown.asked, spread=spread)

    if part and question.histories > FIRST:
        part(lived(FIRST, last=False).document())
    return lived(question.histories, last=True)


def _compare(question: Question, shown: Shown, store: Store | None, watch: Watch, part: Part | None) -> Said:
    if part and question.histories > FIRST:
        few = question.model_copy(update={"histories": FIRST}).asked(shown)
        part(compared(few, store=store, ranged=False).document())
    each = None if part is None else lambda one: part(one.document())
    return compared(question.asked(shown), store=store, watch=watch, each=each)


def _explain(question: Question, shown: Shown, store: Store | None, watch: Watch, part: Part | None) -> Said:
    asked = question.asked(shown)
    plan = asked.plan(question.outcome, question.factor)
    each = None if part is None else lambda one: part(one.document())
    return explained(asked, plan, store=store, watch=watch, each=each)


_VERBS: Mapping[str, Callable[[Question, Shown, Store | None, Watch, Part | None], Said]] = {
    "run": _run,
    "compare": _compare,
    "explain": _explain,
}
