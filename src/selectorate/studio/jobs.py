"""Jobs: questions that are being answered, each in a worker of its own kind of process; watched, found again, stopped.

A job is named by its question. So a page that asks again, after a reload or in another tab, finds the job that is at
work, or its answer; answers are kept as files beside the store, and outlive the studio.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Literal

from selectorate.studio.asking import Question, Shown
from selectorate.studio.keeping import Answer, Kept
from selectorate.studio.refusing import BusyError
from selectorate.studio.worker import Worker

WAITING = 16
"""Jobs that may wait for a worker."""

REMEMBERED = 64
"""Jobs that are remembered; of older ones the answer is on the disk."""

FIRST = 2.0
"""Seconds until a worker is started ahead of the first question: the page itself comes first."""

State = Literal["waiting", "running", "done", "failed", "stopped"]
ENDED = ("done", "failed", "stopped")

LOST = "the process that lived these histories was lost, as happens where memory runs out: ask again"


@dataclass(eq=False)
class Job:
    """One question and how far it is.

    Attributes:
        id: by which it is found.
        question: what was asked.
        shown: of which scenario.
        state: how it stands.
        progress: histories done and asked for, and seconds.
        answer: the last document, of a part or of the whole.
        page: the whole answer as a page, once there is one.
        error: what was wrong.
        note: what did not go well, though it was answered.
        changes: how often anything of this changed.
    """

    id: str
    question: Question
    shown: Shown
    state: State = "waiting"
    progress: Mapping[str, Any] = field(default_factory=dict)
    answer: Mapping[str, Any] | None = None
    page: str | None = None
    error: str | None = None
    note: str | None = None
    changes: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing of it will change any more."""
        return self.state in ENDED

    def told(self) -> dict[str, Any]:
        """The job without its answer."""
        return {
            "id": self.id,
            "question": self.question.model_dump(),
            "state": self.state,
            "progress": dict(self.progress),
            "error": self.error,
            "note": self.note,
            "answered": self.answer is not None,
        }


class Jobs:
    """All jobs of a studio, and the worker that is at them.

    Args:
        kept: answers that outlive the studio, or the folder of them.
        store: where histories are kept, None where nowhere.
        tell: says once at the prompt what does not go well.
    """

    def __init__(self, kept: Kept | Path, store: str | None, tell: Callable[[str], None] = lambda _: None) -> None:
        self.kept, self.store, self.tell = kept if isinstance(kept, Kept) else Kept(kept), store, tell
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.queue: OrderedDict[str, Job] = OrderedDict()
        self.lock, self.wake = Lock(), Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.bell = asyncio.Event()
        self.closing = self.complained = False
        self.worker: Worker | None = None
        self.hand = Thread(target=self._work, name="jobs", daemon=True)

    def open(self) -> None:
        """Begin to work; called within the loop that watches."""
        self.loop = asyncio.get_running_loop()
        self.hand.start()

    def end(self) -> None:
        """Let go of whoever watches: the studio is about to stop."""
        self.closing = True
        self._wake()

    def close(self) -> None:
        """Stop what is at work, and leave nothing behind."""
        self.closing = True
        self.wake.set()
        if self.worker is not None:
            self.worker.process.kill()
        if self.hand.is_alive():
            self.hand.join(timeout=5.0)

    def start(self, question: Question, shown: Shown, ready: Answer | None = None) -> Job:
        """The job of a question that can be asked, begun where there is none yet and no answer is ``ready``.

        Raises:
            BusyError: too many wait already.
        """
        name = question.id(shown)
        with self.lock:
            if (known := self._known(name)) is not None:
                return known
        answer = ready or self.kept.read(name)  # not under the lock: a disk may be slow
        with self.lock:
            if (known := self._known(name)) is not None:
                return known
            job = Job(name, question, shown)
            if answer is not None:
                job.state, job.answer, job.page = "done", answer.document, answer.page
            elif len(self.queue) >= WAITING:
                raise BusyError(f"{WAITING} questions wait already: stop one, or wait")
            else:
                self.queue[name] = job
            self.jobs[name] = job
            self._forget()
        self.wake.set()
        return job

    def _known(self, name: str) -> Job | None:
        """The job of a name, unless it came to nothing."""
        known = self.jobs.get(name)
        if known is None or known.state in ("failed", "stopped"):
            return None
        self.jobs.move_to_end(name)
        return known

    def _forget(self) -> None:
        """Forget the oldest that have ended, beyond what is remembered."""
        ended = [name for name, job in self.jobs.items() if job.ended]
        for name in ended[: max(0, len(self.jobs) - REMEMBERED)]:
            del self.jobs[name]

    def find(self, name: str) -> Job | None:
        """The job of a name as it stands, None where there is none."""
        with self.lock:
            known = self.jobs.get(name)
            return None if known is None else replace(known)

    def stop(self, name: str) -> None:
        """Stop a job; what it has found so far stays."""
        with self.lock:
            waiting = self.queue.pop(name, None)
            job = self.jobs.get(name)
            if job is not None and job.state == "running" and self.worker is not None:
                self.worker.stop.set()
        if waiting is not None:
            self._change(waiting, state="stopped")

    async def watch(self, name: str) -> AsyncIterator[Job]:
        """The job as it stands, now and after whatever changes, until it has ended.

        Whoever is slow misses what came in between and never the end: nothing is held for him.
        """
        job, seen = self.jobs.get(name), -1
        while job is not None and not self.closing:
            bell = self.bell  # taken first: what changes from here on rings it
            with self.lock:
                now = replace(job)
            if now.changes == seen:
                await bell.wait()
                continue
            seen = now.changes
            yield now
            if now.ended:
                return

    def _change(self, job: Job, **fields: Any) -> None:
        """Change a job all at once, and wake whoever watches."""
        with self.lock:
            for name, value in fields.items():
                setattr(job, name, value)
            job.changes += 1
        self._wake()

    def _wake(self) -> None:
        with suppress(RuntimeError):  # the loop has ended, and nobody watches any more
            if self.loop is not None:
                self.loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        self.bell.set()
        self.bell = asyncio.Event()

    def _work(self) -> None:
        """Give one job after another to the worker; one that was lost is replaced."""
        self.wake.wait(timeout=FIRST)
        while not self.closing:
            worker = self._ready()
            with self.lock:
                job = self.queue.popitem(last=False)[1] if self.queue else None
                if job is None:
                    self.wake.clear()
                elif isinstance(worker, Worker):
                    worker.stop.clear()
                    job.state = "running"
            if job is None:
                self.wake.wait(timeout=1.0)
            elif isinstance(worker, Worker):
                self._follow(job, worker)
            else:
                self._change(job, state="failed", error=worker)
        if self.worker is not None:
            self.worker.kill()

    def _ready(self) -> Worker | str:
        """The worker, another one where it was lost; or why there is none."""
        if self.worker is not None and not self.worker.alive:
            self.worker.kill()
            self.worker = None
        if self.worker is None:
            try:
                self.worker = Worker(self.store)
            except OSError as error:
                return f"no process can be started to live histories in: {error.strerror or error}"
        return self.worker

    def _follow(self, job: Job, worker: Worker) -> None:
        """Hear of a job until it has ended."""
        try:
            worker.ask(job.question, job.shown)
            self._change(job)
            while job.state == "running":
                self._heard(job, *worker.hear())
        except (EOFError, OSError):
            worker.kill()
            self.worker = None
            self._change(job, state="failed", error=LOST)

    def _heard(self, job: Job, kind: str, told: Any) -> None:
        if kind == "done":
            self._keep(job, told)
            self._change(job, state="done", answer=told.document, page=told.page)
        elif kind == "failed":
            self._change(job, state="failed", error=told)
        elif kind == "stopped":
            self._change(job, state="stopped")
        elif kind == "note":
            self._complain(job, told)
        else:
            self._change(job, **{"progress" if kind == "progress" else "answer": told})

    def _keep(self, job: Job, answer: Answer) -> None:
        """Keep an answer for another time, where the disk lets it."""
        wrong = self.kept.write(job.id, answer)
        if wrong is not None:
            self._complain(job, f"this answer is not kept for another time: {wrong}")

    def _complain(self, job: Job, said: str) -> None:
        """Say on the page of a job what did not go well, and once at the prompt."""
        self._change(job, note=said)
        if not self.complained:
            self.complained = True
            self.tell(f"selectorate: {said}")
