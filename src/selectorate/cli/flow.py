"""The verb ``flow``: the circular flow of power, measured."""

from __future__ import annotations

import time

from selectorate import ensemble
from selectorate.analysis.doubt import enough_to_state
from selectorate.analysis.flow import flow as measured
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import COMPILING, bar, tell
from selectorate.cli.writing import Written, hand_over
from selectorate.ensemble.history import HISTORIES_AT_MOST
from selectorate.ensemble.provenance import processors
from selectorate.ensemble.running import THREADS_AT_MOST, whole
from selectorate.report.command import flow_command, options
from selectorate.report.flow_text import say_flow
from selectorate.report.flowing import Flowing
from selectorate.simulation.warm import is_warm


def flow(question: Question, *, written: Written, json: bool, quiet: bool) -> None:
    """Refuse all that can be refused before a history is lived, then measure every loop."""
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()
    settings = options(numbers, question.happenings, changed.options(), changed.start)

    def command(name: str) -> str:
        return flow_command(name, histories=question.histories, seed=question.seed, options=settings)

    scenario, asked = loaded(question.scenario, command, json=json)
    enough_to_state(question.histories)
    whole("histories", question.histories, 1, HISTORIES_AT_MOST)
    hands = processors() if question.threads is None else question.threads
    whole("threads", hands, 1, THREADS_AT_MOST)
    base = ensemble.prepare(
        scenario, set=numbers, happenings=question.happenings, changes=changed.made(scenario), start=changed.start,
        seed=question.seed,
    )  # fmt: skip
    written.check()
    if not is_warm() and not quiet:
        tell(COMPILING)
    began = time.perf_counter()
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        count = _Count(progress, began)
        found = measured(
            base, question.happenings, histories=question.histories, seed=question.seed, threads=hands, store=store,
            progress=count,
        )  # fmt: skip
        blocks = (store.counts["read"], store.computed) if store is not None else (0, 0)
    answer = Flowing(found, command(asked), question.seed, hands, time.perf_counter() - began, blocks)
    hand_over(answer, say_flow, written, json=json, quiet=quiet)


class _Count:
    """Adds up what all worlds together have lived, for a progress bar."""

    def __init__(self, progress: object, began: float) -> None:
        self.progress, self.began, self.done = progress, began, 0

    def __call__(self, count: int, total: int) -> None:
        self.done += count
        if callable(self.progress):
            self.progress(ensemble.Progress(self.done, total, time.perf_counter() - self.began))
