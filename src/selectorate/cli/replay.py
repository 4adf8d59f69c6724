"""The verb ``replay``: one history of thousands, told month by month."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TypedDict

from selectorate import analysis, ensemble, report
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import bar, compiling, say, say_json
from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.report.pairing import Pair, say_pair
from selectorate.report.replaying import Replay, say_replay
from selectorate.report.terminal import shown


class Asked(TypedDict):
    """What a world is asked for by."""

    set: Mapping[str, float] | None
    happenings: str
    changes: Sequence[Change]
    start: str | None


def say_twins(pair: Pair, *, json: bool) -> None:
    """Print a history and its twin."""
    if json:
        say_json(pair.document())
    else:
        say(shown(say_pair, pair, sys.stdout))


def replay(question: Question, *, history: int | None, find: str | None, twin: bool, json: bool, quiet: bool) -> None:
    """Find the history, live it again with its chronicle, and print it; with its twin in a changed world."""
    if history is not None and find is not None:
        raise QuestionError("a history is given by --history or found by --find: not both")
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()

    def command(name: str) -> str:
        return report.replay_command(
            name, history=history or 0, seed=question.seed, set=numbers, happenings=question.happenings,
            changes=changed.options(), start=changed.start, find=(find, question.histories) if find else None,
            twin=twin,
        )  # fmt: skip

    scenario, asked = loaded(question.scenario, command, json=json)
    made: Asked = {
        "set": numbers, "happenings": question.happenings, "changes": changed.made(scenario), "start": changed.start,
    }  # fmt: skip
    model = ensemble.prepare(scenario, **made, seed=question.seed)
    as_was: Asked = {"set": None, "happenings": "recorded", "changes": (), "start": None}
    if twin and not (numbers or made["changes"] or question.happenings != "recorded"):
        raise QuestionError("a twin lives in a changed world: say how by --set, --without, --do, --happenings")
    first = ensemble.prepare(scenario, **as_was, seed=question.seed) if twin else model
    compiling(quiet=quiet)
    number, searched = history or 0, 0
    if find is not None:
        analysis.findable(first, find)
        with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
            many = ensemble.run(
                scenario, histories=question.histories, seed=question.seed, threads=question.threads,
                progress=progress, store=store, **(as_was if twin else made),
            )  # fmt: skip
        number, searched = analysis.find(many, find), many.histories
    told = ensemble.tell(first, seed=question.seed, number=number)
    happenings = "recorded" if twin else question.happenings
    answer = Replay(told, asked, question.seed, happenings, find, searched)
    if twin:
        changed_too = ensemble.tell(model, seed=question.seed, number=number)
        other = Replay(changed_too, asked, question.seed, question.happenings)
        say_twins(Pair(answer, other, command(asked)), json=json)
    elif json:
        say_json(answer.document())
    else:
        say(shown(say_replay, answer, sys.stdout))
