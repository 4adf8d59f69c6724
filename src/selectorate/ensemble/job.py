"""A job: histories in blocks, and threads that take the next one until none is left or somebody says stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event, Lock

Make = Callable[[int, int], None]
"""Makes the block from one history to before another."""


@dataclass
class Job:
    """Blocks of histories that threads make.

    Attributes:
        histories: how many, in all blocks.
        firsts: the first history of each block.
        hand: makes, in each thread, what makes blocks there.
    """

    histories: int
    firsts: Sequence[int]
    hand: Callable[[], Make]
    ended: Event = field(default_factory=Event)
    done: SimpleQueue[int | None] = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        self.blocks = len(self.firsts)
        self.waiting = iter(range(self.blocks))
        self.taking = Lock()

    def run(self, hands: int, report: Callable[[int], None], stop: Callable[[], bool] | None = None) -> int:
        """Make all blocks, or those begun before an interruption; return how many histories came without a gap.

        Args:
            hands: threads.
            report: called in this thread with how many histories are done, at the start and after every block.
            stop: asked after every block; once it says true, no further block is begun.
        """
        with ThreadPoolExecutor(min(hands, self.blocks), thread_name_prefix="histories") as pool:
            workers = [pool.submit(self.work) for _ in range(min(hands, self.blocks))]
            try:
                self.watch(report, stop)
            except KeyboardInterrupt:
                pass  # what is begun is finished, and the answer says how far it came
            finally:
                self.ended.set()
        return self.leading({number for worker in workers for number in worker.result()})

    def watch(self, report: Callable[[int], None], stop: Callable[[], bool] | None) -> None:
        """Report every block until all are done, a thread has failed, or somebody says stop."""
        total = 0
        report(total)
        while total < self.histories and not (stop and stop()):
            count = self.done.get()
            if count is None:
                return
            total += count
            report(total)

    def leading(self, finished: Set[int]) -> int:
        """The number of histories before the first block that was not finished."""
        return self.first(next(number for number in range(self.blocks + 1) if number not in finished))

    def first(self, number: int) -> int:
        """The first history of a block, and after the last block the number of all."""
        return self.firsts[number] if number < self.blocks else self.histories

    def work(self) -> list[int]:
        """Make block after block; return their numbers."""
        mine = []
        try:
            make = self.hand()
            while (number := self.next_block()) is not None:
                first, end = self.first(number), self.first(number + 1)
                make(first, end)
                self.done.put(end - first)
                mine.append(number)
        except BaseException:
            self.done.put(None)
            raise
        return mine

    def next_block(self) -> int | None:
        """The number of the next block, None where there is none or the job has ended."""
        with self.taking:
            return None if self.ended.is_set() else next(self.waiting, None)
