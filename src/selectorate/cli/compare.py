"""The verb ``compare``: the same histories in two worlds."""

from __future__ import annotations

import typer

from selectorate.cli.guard import INTERRUPTED
from selectorate.cli.run import Question
from selectorate.cli.storing import opened
from selectorate.cli.streams import bar, compiling, tell
from selectorate.cli.twinning import asked_of
from selectorate.cli.writing import Written, hand_over
from selectorate.report.command import compare_command
from selectorate.report.compared import say_compared
from selectorate.report.twinning import check_compared, compared


def compare(question: Question, *, written: Written, json: bool, quiet: bool) -> None:
    """Live the histories in the world as it was and in the one asked for, and print what differs."""
    asked = asked_of(question, compare_command, json=json)
    check_compared(asked)
    written.check()
    compiling(quiet=quiet)
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        try:
            answer = compared(asked, store=store, watch=progress)
        except KeyboardInterrupt:
            tell("selectorate: interrupted before both worlds were lived; a store keeps what is finished")
            raise typer.Exit(INTERRUPTED) from None
    hand_over(answer, say_compared, written, json=json, quiet=quiet)
