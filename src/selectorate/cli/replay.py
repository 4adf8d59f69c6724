"""The verb ``replay``: one history of thousands, told month by month."""

from __future__ import annotations

import sys

from selectorate import analysis, ensemble, report
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.streams import COMPILING, bar, say, say_json, tell
from selectorate.errors import QuestionError
from selectorate.report.replaying import Replay, say_replay
from selectorate.report.terminal import shown
from selectorate.simulation.warm import is_warm


def replay(question: Question, *, history: int | None, find: str | None, json: bool, quiet: bool) -> None:
    """Find the history, live it again with its chronicle, and print it."""
    if history is not None and find is not None:
        raise QuestionError("a history is given by --history or found by --find: not both")
    changes = parameters(question.set)

    def command(name: str) -> str:
        return report.replay_command(
            name, history=history or 0, seed=question.seed, set=changes, happenings=question.happenings,
            find=find, histories=question.histories,
        )  # fmt: skip

    scenario, asked = loaded(question.scenario, command, json=json)
    searched = question.histories if find is not None else 0
    many = None
    if not is_warm() and not quiet:
        tell(COMPILING)
    if find is not None:
        with bar(quiet=quiet) as progress:
            many = ensemble.run(
                scenario, histories=searched, seed=question.seed, threads=question.threads, set=changes,
                happenings=question.happenings, progress=progress,
            )  # fmt: skip
    number = (history or 0) if many is None else analysis.find(many, find or "")
    model = ensemble.prepare(scenario, set=changes, happenings=question.happenings, seed=question.seed)
    told = ensemble.tell(model, seed=question.seed, number=number)
    answer = Replay(told, asked, question.seed, question.happenings, find, searched)
    if json:
        say_json(answer.document())
    else:
        say(shown(say_replay, answer, sys.stdout))
