"""The verb ``explain``: how far a factor explains an outcome."""

from __future__ import annotations

import time

from selectorate import ensemble
from selectorate.analysis.explain import explain as explained_step_by_step
from selectorate.analysis.plan import Plan
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import COMPILING, bar, tell
from selectorate.cli.writing import Written, hand_over
from selectorate.ensemble.provenance import processors
from selectorate.report.command import explain_command, options
from selectorate.report.explained import Explained
from selectorate.report.explained_text import say_explained
from selectorate.simulation.warm import is_warm


def explain(
    question: Question, *, outcome: str | None, factor: str | None, within: float | None, written: Written,
    json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Refuse all that can be refused before a history is lived; then answer, first roughly, then in full."""
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()
    settings = options(numbers, question.happenings, changed.options(), changed.start)

    def command(name: str) -> str:
        return explain_command(
            name, outcome=outcome, factor=factor, histories=question.histories, seed=question.seed, options=settings
        )

    scenario, asked = loaded(question.scenario, command, json=json)
    base = ensemble.prepare(
        scenario, set=numbers, happenings=question.happenings, changes=changed.made(scenario), start=changed.start,
        seed=question.seed,
    )  # fmt: skip
    plan = Plan.of(base, question.happenings, outcome, factor)
    written.check()
    if not is_warm() and not quiet:
        tell(COMPILING)
    hands, began = processors() if question.threads is None else question.threads, time.perf_counter()
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        count = _Count(progress, plan, question.histories, began)
        steps = explained_step_by_step(
            plan, histories=question.histories, seed=question.seed, threads=hands, within=within, store=store,
            progress=count,
        )  # fmt: skip
        found, told = None, False
        for found in steps:
            if not told and not json and not quiet:
                rough = Explained(found, asked, question.seed, hands, time.perf_counter() - began)
                tell("\n".join([f"A first answer, from {found.histories} histories:", *rough.sentences(), "..."]))
            told = True
        assert found is not None  # noqa: S101 - for the type checker: there is at least one step
        blocks = (store.counts["read"], store.computed) if store is not None else (0, 0)
    seconds = time.perf_counter() - began
    answer = Explained(found, asked, question.seed, hands, seconds, tuple(settings), blocks)
    hand_over(answer, say_explained, written, json=json, quiet=quiet)


BESIDE = 3
"""Worlds that are lived for removals, and to see when twins part."""


class _Count:
    """Adds up what all worlds together have lived, for a progress bar."""

    def __init__(self, progress: object, plan: Plan, histories: int, began: float) -> None:
        self.progress, self.began, self.done = progress, began, 0
        worlds = len(plan.direct) + (1 << len(plan.factors)) + (1 << len(plan.powers)) + BESIDE
        self.total = histories * worlds

    def __call__(self, count: int) -> None:
        self.done += count
        if callable(self.progress):
            total = max(self.total, self.done)
            self.progress(ensemble.Progress(self.done, total, time.perf_counter() - self.began))
