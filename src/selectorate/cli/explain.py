"""The verb ``explain``: how far a factor explains an outcome."""

from __future__ import annotations

from functools import partial

from selectorate.cli.run import Question
from selectorate.cli.storing import opened
from selectorate.cli.streams import bar, compiling, tell
from selectorate.cli.twinning import asked_of
from selectorate.cli.writing import Written, hand_over
from selectorate.report.command import explain_command
from selectorate.report.explained import Explained
from selectorate.report.explained_text import say_explained
from selectorate.report.twinning import explained


def explain(
    question: Question, *, outcome: str | None, factor: str | None, within: float | None, written: Written,
    json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Refuse all that can be refused before a history is lived; then answer, first roughly, then in full."""
    asked = asked_of(question, partial(explain_command, outcome=outcome, factor=factor), json=json, mixing=True)
    plan = asked.plan(outcome, factor)
    written.check()
    compiling(quiet=quiet)
    first = _First(quiet=quiet or json)
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        answer = explained(asked, plan, within=within, store=store, watch=progress, each=first)
    hand_over(answer, say_explained, written, json=json, quiet=quiet)


class _First:
    """Tells the first of many answers."""

    def __init__(self, *, quiet: bool) -> None:
        self.told = quiet

    def __call__(self, answer: Explained) -> None:
        if not self.told:
            many = answer.found.histories
            tell("\n".join([f"A first answer, from {many} histories:", *answer.sentences(), "..."]))
        self.told = True
