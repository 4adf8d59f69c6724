"""The verb ``flow``: the circular flow of power, measured."""

from __future__ import annotations

from selectorate.cli.run import Question
from selectorate.cli.storing import opened
from selectorate.cli.streams import bar, compiling
from selectorate.cli.twinning import asked_of
from selectorate.cli.writing import Written, hand_over
from selectorate.report.command import flow_command
from selectorate.report.flow_text import say_flow
from selectorate.report.twinning import flowing


def flow(question: Question, *, written: Written, json: bool, quiet: bool) -> None:
    """Refuse all that can be refused before a history is lived, then measure every loop."""
    asked = asked_of(question, flow_command, json=json)
    asked.check()
    written.check()
    compiling(quiet=quiet)
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        answer = flowing(asked, store=store, watch=progress)
    hand_over(answer, say_flow, written, json=json, quiet=quiet)
