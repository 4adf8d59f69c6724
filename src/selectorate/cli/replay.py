"""The verb ``replay``: one history of thousands, told month by month."""

from __future__ import annotations

import sys

from selectorate import analysis, ensemble, report
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import COMPILING, bar, say, say_json, tell
from selectorate.errors import QuestionError
from selectorate.report.replaying import Replay, say_replay
from selectorate.report.terminal import shown
from selectorate.simulation.warm import is_warm


def replay(question: Question, *, history: int | None, find: str | None, json: bool, quiet: bool) -> None:
    """Find the history, live it again with its chronicle, and print it."""
    if history is not None and find is not None:
        raise QuestionError("a history is given by --history or found by --find: not both")
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()

    def command(name: str) -> str:
        return report.replay_command(
            name, history=history or 0, seed=question.seed, set=numbers, happenings=question.happenings,
            changes=changed.options(), start=changed.start, find=(find, question.histories) if find else None,
        )  # fmt: skip

    scenario, asked = loaded(question.scenario, command, json=json)
    changes = changed.made(scenario)
    model = ensemble.prepare(
        scenario, set=numbers, happenings=question.happenings, changes=changes, start=changed.start, seed=question.seed
    )
    if not is_warm() and not quiet:
        tell(COMPILING)
    number, searched = history or 0, 0
    if find is not None:
        analysis.findable(model, find)
        with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
            many = ensemble.run(
                scenario, histories=question.histories, seed=question.seed, threads=question.threads, set=numbers,
                happenings=question.happenings, changes=changes, start=changed.start, progress=progress, store=store,
            )  # fmt: skip
        number, searched = analysis.find(many, find), many.histories
    told = ensemble.tell(model, seed=question.seed, number=number)
    answer = Replay(told, asked, question.seed, question.happenings, find, searched)
    if json:
        say_json(answer.document())
    else:
        say(shown(say_replay, answer, sys.stdout))
