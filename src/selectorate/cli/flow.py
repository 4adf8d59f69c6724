"""The verb ``flow``: the circular flow of power, measured."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import NamedTuple

from selectorate import ensemble
from selectorate.analysis.doubt import enough_to_state
from selectorate.analysis.flow import flow as measured
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import COMPILING, bar, say, say_json, tell
from selectorate.ensemble.provenance import processors
from selectorate.ensemble.running import THREADS_AT_MOST
from selectorate.ensemble.running import whole as whole_number
from selectorate.report import whole
from selectorate.report.command import flow_command, options
from selectorate.report.flow_text import say_flow
from selectorate.report.flowing import Flowing
from selectorate.report.page_loop import page
from selectorate.report.tables import loop_tables
from selectorate.report.terminal import shown
from selectorate.simulation.warm import is_warm


class Written(NamedTuple):
    """What is written beside the answer: a page, and a folder of tables."""

    html: str | None = None
    csv: str | None = None

    def check(self) -> None:
        """Refuse what could not be written."""
        if self.html is not None:
            whole.file(self.html)
        if self.csv is not None:
            whole.folder(self.csv)

    def write(self, answer: Flowing) -> list[str]:
        """Write both; return what names them."""
        named = []
        if self.csv is not None:
            whole.write_into(Path(self.csv), loop_tables(answer.document()["loops"]))
            named.append(f"The tables: {self.csv}")
        if self.html is not None:
            whole.write({Path(self.html): page(answer)})
            named.append(f"The report: {self.html}")
        return named


def flow(question: Question, *, written: Written, json: bool, quiet: bool) -> None:
    """Refuse all that can be refused before a history is lived, then measure every loop."""
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()
    settings = options(numbers, question.happenings, changed.options(), changed.start)

    def command(name: str) -> str:
        return flow_command(name, histories=question.histories, seed=question.seed, options=settings)

    scenario, asked = loaded(question.scenario, command, json=json)
    enough_to_state(question.histories)
    hands = processors() if question.threads is None else question.threads
    whole_number("threads", hands, 1, THREADS_AT_MOST)
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
    named = written.write(answer)
    if json:
        say_json(answer.document())
        tell("\n".join(named)) if named and not quiet else None
    else:
        say("\n".join([shown(say_flow, answer, sys.stdout), *named]))


class _Count:
    """Adds up what all worlds together have lived, for a progress bar."""

    def __init__(self, progress: object, began: float) -> None:
        self.progress, self.began, self.done = progress, began, 0

    def __call__(self, count: int, total: int) -> None:
        self.done += count
        if callable(self.progress):
            self.progress(ensemble.Progress(self.done, total, time.perf_counter() - self.began))
