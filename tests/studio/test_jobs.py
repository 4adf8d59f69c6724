"""Jobs without a worker to wait for: one that says what a test wants it to say."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from selectorate.studio import jobs as room
from selectorate.studio.asking import Question, Shown
from selectorate.studio.jobs import Job, Jobs
from selectorate.studio.keeping import Answer
from selectorate.studio.refusing import BusyError

DONE = Answer({"schema": "x", "command": "y"}, "<p></p>")


class Puppet:
    """In the place of a worker."""

    made: list[Puppet] = []

    def __init__(self, _: str | None) -> None:
        self.alive, self.stop, self.process = True, threading.Event(), self
        self.asked: list[Question] = []
        self.says: SimpleQueue[Any] = SimpleQueue()
        Puppet.made.append(self)

    def ask(self, question: Question, _: Shown) -> None:
        if not self.alive:
            raise BrokenPipeError
        self.asked.append(question)

    def hear(self) -> Any:
        said = self.says.get()
        if isinstance(said, BaseException):
            raise said
        return said

    def kill(self) -> None:
        self.alive = False
        self.says.put(EOFError())


@pytest.fixture
def puppet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Puppet]]:
    """The last worker that was made, once there is one."""
    monkeypatch.setattr(room, "Worker", Puppet)
    monkeypatch.setattr(room, "FIRST", 0.0)
    Puppet.made.clear()

    def last() -> Puppet:
        until(lambda: Puppet.made)
        return Puppet.made[-1]

    yield last
    for one in Puppet.made:
        one.kill()


@pytest.fixture
def jobs(puppet: Callable[[], Puppet], tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(tmp_path, None)
    made.hand.start()
    yield made
    made.close()


def until(true: Callable[[], Any]) -> None:
    """Wait until something holds."""
    waiting = threading.Event()
    for _ in range(2000):
        if true():
            return
        waiting.wait(0.005)
    raise AssertionError("it never came")


def asked(seed: int) -> Question:
    return Question(verb="run", scenario="society", histories=100, seed=seed)


def test_the_same_question_is_the_same_job(jobs: Jobs, puppet: Callable[[], Puppet], society: Shown) -> None:
    one = jobs.start(asked(1), society)
    assert jobs.start(asked(1), society) is one
    assert jobs.start(asked(2), society) is not one
    assert one.id != asked(1).id(society._replace(beside="other weights"))
    until(lambda: puppet().asked)
    assert puppet().asked == [asked(1)]


def test_an_answer_is_kept_with_its_page(jobs: Jobs, puppet: Callable[[], Puppet], society: Shown) -> None:
    job = jobs.start(asked(1), society)
    puppet().says.put(("partial", {"schema": "part"}))
    until(lambda: jobs.find(job.id).answer)
    assert jobs.find(job.id).state == "running"
    puppet().says.put(("done", DONE))
    until(lambda: jobs.find(job.id).ended)
    later = Jobs(jobs.kept, None)
    found = later.start(asked(1), society)
    assert (found.state, found.answer, found.page) == ("done", *DONE)
    assert not later.queue


def test_what_is_ready_is_not_lived(jobs: Jobs, society: Shown) -> None:
    found = jobs.start(asked(1), society, ready=DONE)
    assert (found.state, found.page) == ("done", DONE.page)


def test_no_more_wait_than_may(jobs: Jobs, puppet: Callable[[], Puppet], society: Shown) -> None:
    first = jobs.start(asked(0), society)
    until(lambda: jobs.find(first.id).state == "running")
    waiting = [jobs.start(asked(1 + seed), society) for seed in range(room.WAITING)]
    with pytest.raises(BusyError, match="16 questions wait already"):
        jobs.start(asked(99), society)
    jobs.stop(waiting[3].id)
    assert jobs.find(waiting[3].id).state == "stopped"
    jobs.start(asked(99), society)


def test_no_more_are_remembered_than_may_however_long_the_first_takes(
    jobs: Jobs, puppet: Callable[[], Puppet], society: Shown
) -> None:
    long = jobs.start(asked(10**6), society)
    for seed in range(3 * room.REMEMBERED):
        jobs.start(asked(seed), society, ready=DONE)
    assert len(jobs.jobs) == room.REMEMBERED
    assert jobs.find(long.id).state in ("waiting", "running")


def test_a_lost_worker_fails_its_job_alone(jobs: Jobs, puppet: Callable[[], Puppet], society: Shown) -> None:
    one, other = jobs.start(asked(1), society), jobs.start(asked(2), society)
    until(lambda: puppet().asked)
    lost = puppet()
    lost.kill()
    until(lambda: jobs.find(one.id).ended)
    assert "ask again" in jobs.find(one.id).error
    until(lambda: puppet() is not lost and puppet().asked)
    puppet().says.put(("done", DONE))
    until(lambda: jobs.find(other.id).ended)
    assert jobs.find(other.id).state == "done"
    assert jobs.start(asked(1), society).state in ("waiting", "running"), "it can be asked again"


def test_one_that_was_lost_while_it_had_nothing_to_do_costs_no_job(
    jobs: Jobs, puppet: Callable[[], Puppet], society: Shown
) -> None:
    lost = puppet()
    lost.alive = False
    job = jobs.start(asked(1), society)
    until(lambda: puppet() is not lost and puppet().asked)
    puppet().says.put(("done", DONE))
    until(lambda: jobs.find(job.id).ended)
    assert jobs.find(job.id).state == "done"


def test_where_no_process_can_be_started_it_is_said(
    jobs: Jobs, puppet: Callable[[], Puppet], society: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unable(Puppet):
        def __init__(self, _: str | None) -> None:
            raise OSError(12, "Cannot allocate memory")

    puppet().alive = False
    monkeypatch.setattr(room, "Worker", Unable)
    job = jobs.start(asked(1), society)
    until(lambda: jobs.find(job.id).ended)
    assert "no process can be started to live histories in: Cannot allocate memory" in jobs.find(job.id).error


def test_a_watcher_always_hears_the_end(puppet: Callable[[], Puppet], society: Shown, tmp_path: Path) -> None:
    """However fast a job changes and however slow who watches is: the last he hears is how it ended."""

    async def watched(jobs: Jobs, job: Job, pause: float) -> list[str]:
        heard = []
        async for now in jobs.watch(job.id):
            heard.append((now.state, now.progress.get("done")))
            await asyncio.sleep(pause)
        return heard

    async def all_of_it() -> None:
        jobs = Jobs(tmp_path, None)
        jobs.open()
        for seed in range(20):
            job = jobs.start(asked(seed), society)
            watching = [asyncio.create_task(watched(jobs, job, pause)) for pause in (0.0, 0.001, 0.02)]
            for done in range(10):
                puppet().says.put(("progress", {"done": done}))
            await asyncio.sleep(0.001 * (seed % 3))
            puppet().says.put(("done", DONE))
            for heard in await asyncio.wait_for(asyncio.gather(*watching), 20):
                assert heard[-1][0] == "done"
                assert len(heard) <= 14, "nothing is told twice, and nothing waits for the slow"
            assert [state for state, _ in await watched(jobs, job, 0.0)] == ["done"]
        long = jobs.start(asked(999), society)
        watching = [asyncio.create_task(watched(jobs, long, 0.0))]
        await asyncio.sleep(0.01)
        jobs.end()
        assert (await asyncio.wait_for(watching[0], 5))[-1][0] != "done", "a studio that stops lets go"
        jobs.close()

    asyncio.run(all_of_it())
