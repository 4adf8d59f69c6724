"""The verb ``flow``: the circular flow of power, measured."""

from __future__ import annotations

import sys
import time

from selectorate import ensemble
from selectorate.analysis.doubt import enough_to_state
from selectorate.analysis.flow import flow as measured
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.streams import COMPILING, bar, say, say_json, tell
from selectorate.ensemble.provenance import processors
from selectorate.ensemble.running import THREADS_AT_MOST, whole
from selectorate.errors import QuestionError
from selectorate.report.command import flow_command, options
from selectorate.report.flowing import Flowing, say_flow
from selectorate.report.terminal import shown
from selectorate.simulation.warm import is_warm


def flow(question: Question, *, json: bool, quiet: bool) -> None:
    """Refuse all that can be refused before a history is lived, then measure every loop."""
    numbers, changed = parameters(question.set), question.changed
    settings = options(numbers, question.happenings, changed.options(), changed.start)

    def command(name: str) -> str:
        return flow_command(name, histories=question.histories, seed=question.seed, options=settings)

    scenario, asked = loaded(question.scenario, command, json=json)
    if changed.start is not None:
        raise QuestionError("the flow is measured from the start on: there is no --from, for a seat added later")
    enough_to_state(question.histories)
    hands = processors() if question.threads is None else question.threads
    whole("threads", hands, 1, THREADS_AT_MOST)
    base = ensemble.prepare(
        scenario, set=numbers, happenings=question.happenings, changes=changed.made(scenario), seed=question.seed
    )
    if not is_warm() and not quiet:
        tell(COMPILING)
    began = time.perf_counter()
    with bar(quiet=quiet) as progress:
        count = _Count(progress, began)
        found = measured(
            base, question.happenings, histories=question.histories, seed=question.seed, threads=hands, progress=count
        )
    answer = Flowing(found, command(asked), question.seed, hands, time.perf_counter() - began)
    if json:
        say_json(answer.document())
    else:
        say(shown(say_flow, answer, sys.stdout))


class _Count:
    """Adds up what all worlds together have lived, for a progress bar."""

    def __init__(self, progress: object, began: float) -> None:
        self.progress, self.began, self.done = progress, began, 0

    def __call__(self, count: int, total: int) -> None:
        self.done += count
        if callable(self.progress):
            self.progress(ensemble.Progress(self.done, total, time.perf_counter() - self.began))
