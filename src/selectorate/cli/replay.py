"""The verb ``replay``: one history of thousands, told month by month."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypedDict

from selectorate import analysis, ensemble, report
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import bar, compiling, say, say_json
from selectorate.ensemble import History
from selectorate.ensemble.prepared import Prepared
from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.report.pairing import Pair, say_pair
from selectorate.report.replaying import Replay, say_replay
from selectorate.report.terminal import shown


class Which(NamedTuple):
    """Which history is told, as typed: its number, what finds it, or a draw of the posterior; and the seed."""

    history: int | None = None
    find: str | None = None
    particle: int | None = None
    seed: int | None = None

    def check(self) -> None:
        """Refuse what contradicts itself."""
        if self.history is not None and self.find is not None:
            raise QuestionError("a history is given by --history or found by --find: not both")
        if self.particle is not None and (self.history, self.find, self.seed) != (None, None, None):
            raise QuestionError("--particle tells a draw with luck of its own: not with --history, --find or --seed")


class Asked(TypedDict):
    """What a world is asked for by."""

    set: Mapping[str, float] | None
    happenings: str
    changes: Sequence[Change]
    start: str | None
    parameters: str | None


def say_twins(pair: Pair, *, json: bool) -> None:
    """Print a history and its twin."""
    if json:
        say_json(pair.document())
    else:
        say(shown(say_pair, pair, sys.stdout))


def replay(question: Question, which: Which, *, twin: bool, json: bool, quiet: bool) -> None:
    """Find the history, live it again with its chronicle, and print it; with its twin in a changed world."""
    which.check()
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()

    def command(name: str) -> str:
        return report.replay_command(
            name, history=which.history or 0, seed=question.seed, set=numbers, happenings=question.happenings,
            changes=changed.options(), start=changed.start, parameters=question.source, particle=which.particle,
            find=(which.find, question.histories) if which.find else None, twin=twin,
        )  # fmt: skip

    found, asked = loaded(question.scenario, command, json=json)
    scenario = changed.supposing(found)
    made: Asked = {
        "set": numbers, "happenings": question.happenings, "changes": changed.made(scenario), "start": changed.start,
        "parameters": question.source,
    }  # fmt: skip
    model = ensemble.prepare(scenario, **made, seed=question.seed)
    as_was: Asked = {
        "set": None, "happenings": "recorded", "changes": (), "start": None, "parameters": question.source,
    }  # fmt: skip
    if twin and not (numbers or changed.options() or question.happenings != "recorded"):
        raise QuestionError(
            "a twin lives in a changed world: say how by --set, --without, --do, --happenings, --claim or --readings"
        )
    first = ensemble.prepare(found, **as_was, seed=question.seed) if twin else model
    if which.particle is not None:
        ensemble.demand_draw(first, which.particle)
    compiling(quiet=quiet)
    number, searched = which.history or 0, 0
    if which.find is not None:
        analysis.findable(first, which.find)
        with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
            many = ensemble.run(
                found if twin else scenario, histories=question.histories, seed=question.seed, threads=question.threads,
                progress=progress, store=store, **(as_was if twin else made),
            )  # fmt: skip
        number, searched = analysis.find(many, which.find), many.histories

    def told(of: Prepared) -> History:
        if which.particle is not None:
            return ensemble.tell_draw(of, which.particle)
        return ensemble.tell(of, seed=question.seed, number=number)

    happenings = "recorded" if twin else question.happenings
    answer = Replay(told(first), asked, question.seed, happenings, which.find, searched)
    if twin:
        other = Replay(told(model), asked, question.seed, question.happenings)
        say_twins(Pair(answer, other, command(asked)), json=json)
    elif json:
        say_json(answer.document())
    else:
        say(shown(say_replay, answer, sys.stdout))
