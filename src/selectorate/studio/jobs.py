"""Jobs: questions that are being answered, each in a worker of its own kind of process; watched, found again, stopped.

A job is named by its question. So a page that asks again, after a reload or in another tab, finds the job that is at
work, or its answer; answers are kept as files beside the store, and outlive the studio.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Literal

from selectorate.errors import QuestionError
from selectorate.studio.asking import Question, Shown
from selectorate.studio.work import serve

WAITING = 16
"""Jobs that may wait for a worker."""

KEPT = 64
"""Jobs that are remembered; of older ones the answer is on the disk."""

State = Literal["waiting", "running", "done", "failed", "stopped"]
ENDED = ("done", "failed", "stopped")


@dataclass(eq=False)
class Job:
    """One question and how far it is.

    Attributes:
        id: by which it is found.
        question: what was asked.
        state: how it stands.
        progress: histories done and asked for, and seconds.
        answer: the last document, of a part or of the whole.
        error: what was wrong.
        changes: how often anything of this changed.
    """

    id: str
    question: Question
    state: State = "waiting"
    progress: Mapping[str, Any] = field(default_factory=dict)
    answer: Mapping[str, Any] | None = None
    error: str | None = None
    changes: int = 0

    def told(self) -> dict[str, Any]:
        """The job without its answer."""
        return {
            "id": self.id,
            "question": self.question.model_dump(),
            "state": self.state,
            "progress": dict(self.progress),
            "error": self.error,
            "answered": self.answer is not None,
        }


class Jobs:
    """All jobs of a studio, and the worker that is at them."""

    def __init__(self, scenarios: Mapping[str, Shown], folder: Path, store: str | None) -> None:
        self.scenarios, self.folder, self.store = dict(scenarios), folder, store
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.lock, self.changed = Lock(), asyncio.Condition()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.closing = False
        self.worker: _Worker | None = None
        self.hand = Thread(target=self._work, name="jobs", daemon=True)
        self.queue: OrderedDict[str, Job] = OrderedDict()
        self.wake = Event()

    def open(self) -> None:
        """Begin to work; called within the loop that watches."""
        self.loop = asyncio.get_running_loop()
        self.hand.start()

    def close(self) -> None:
        """Stop what is at work, and leave nothing behind."""
        self.closing = True
        self.wake.set()
        if self.worker is not None:
            self.worker.kill()
        if self.hand.is_alive():
            self.hand.join(timeout=5.0)

    def start(self, question: Question) -> Job:
        """The job of a question, begun where there is none yet.

        Raises:
            QuestionError: the question cannot be asked, or too many wait already.
        """
        shown = self.scenarios[question.scenario]
        asked = question.asked(shown)
        _ = asked.base
        if question.verb == "explain":
            asked.plan(question.outcome, question.factor)
        name = question.id(shown)
        with self.lock:
            known = self.jobs.get(name)
            if known is not None and known.state not in ("failed", "stopped"):
                self.jobs.move_to_end(name)
                return known
            job = Job(name, question)
            if (kept := self._kept(name)) is not None:
                job.state, job.answer = "done", kept
            elif len(self.queue) >= WAITING:
                raise QuestionError(f"{WAITING} questions wait already: stop one, or wait")
            else:
                self.queue[name] = job
            self.jobs[name] = job
            while len(self.jobs) > KEPT and next(iter(self.jobs.values())).state in ENDED:
                self.jobs.popitem(last=False)
        self.wake.set()
        return job

    def find(self, name: str) -> Job | None:
        """The job of a name, None where there is none."""
        return self.jobs.get(name)

    def stop(self, job: Job) -> None:
        """Stop a job; what it has found so far stays."""
        with self.lock:
            if self.queue.pop(job.id, None) is not None:
                job.state = "stopped"
            elif job.state == "running" and self.worker is not None:
                self.worker.stop.set()
        self._tell(job)

    async def watch(self, job: Job) -> AsyncIterator[Job]:
        """The job, now and whenever something of it changes, until it has ended."""
        seen = -1
        while job.state not in ENDED or seen != job.changes:
            async with self.changed:
                while seen == job.changes:
                    await self.changed.wait()
            seen = job.changes
            yield job

    def _kept(self, name: str) -> Mapping[str, Any] | None:
        path = self.folder / f"{name}.json"
        try:
            found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def _keep(self, job: Job) -> None:
        """Keep an answer for another time, where the disk lets it."""
        part = self.folder / f".{job.id}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(job.answer), encoding="utf-8")
            part.replace(self.folder / f"{job.id}.json")
        except OSError:
            part.unlink(missing_ok=True)

    def _tell(self, job: Job) -> None:
        """Wake whoever watches."""
        job.changes += 1
        if self.loop is not None and not self.loop.is_closed():
            asyncio.run_coroutine_threadsafe(self._notify(), self.loop)

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    def _work(self) -> None:
        """Give one job after another to the worker; one that was killed is replaced."""
        while not self.closing:
            if self.worker is None:
                self.worker = _Worker(self.scenarios, self.store)
            with self.lock:
                job = self.queue.popitem(last=False)[1] if self.queue else None
                if job is None:
                    self.wake.clear()
                else:
                    job.state = "running"
                    self.worker.stop.clear()
            if job is None:
                self.wake.wait(timeout=1.0)
                continue
            self._tell(job)
            self._follow(job, self.worker)
        if self.worker is not None:
            self.worker.kill()

    def _follow(self, job: Job, worker: _Worker) -> None:
        """Hear of a job until it has ended."""
        try:
            worker.asked.send(job.question.model_dump_json())
            while job.state == "running":
                kind, told = worker.said.recv()
                if kind == "progress":
                    job.progress = told
                elif kind == "partial":
                    job.answer = told
                elif kind == "done":
                    job.answer, job.state = told, "done"
                    self._keep(job)
                elif kind == "stopped":
                    job.state = "stopped"
                elif kind == "failed":
                    job.error, job.state = told, "failed"
                self._tell(job)
        except (EOFError, OSError):
            job.error, job.state = "the process that lived these histories was lost: ask again", "failed"
            self.worker = None
            self._tell(job)


class _Worker:
    """A process, the ways to it and from it, and the event that stops what it is at."""

    def __init__(self, scenarios: Mapping[str, Shown], store: str | None) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self.asked = context.Pipe(duplex=False)
        self.said, their_own = context.Pipe(duplex=False)
        self.stop = context.Event()
        self.process = context.Process(
            target=serve, args=(theirs, their_own, self.stop, dict(scenarios), store), name="histories", daemon=True
        )
        self.process.start()
        theirs.close()
        their_own.close()

    def kill(self) -> None:
        """End the process, whatever it is at."""
        self.process.kill()
        self.process.join(timeout=5.0)
