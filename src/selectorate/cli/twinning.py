"""What twins are asked, from what was typed."""

from __future__ import annotations

from collections.abc import Callable

from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.report.command import options
from selectorate.report.twinning import Asked


def asked_of(question: Question, command: Callable[..., str], *, json: bool, mixing: bool = False) -> Asked:
    """What twins are asked, from what was typed; a scenario is refused with the ``command`` that asked for it."""
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()
    settings = options(numbers, question.happenings, changed.options(), changed.start, question.source)

    def again(name: str) -> str:
        return command(name, histories=question.histories, seed=question.seed, options=settings)

    scenario, name = loaded(question.scenario, again, json=json)
    return Asked(
        scenario, name, question.histories, question.seed, question.threads, numbers, question.happenings, changed,
        question.source, mixing=mixing,
    )  # fmt: skip
