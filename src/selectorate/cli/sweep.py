"""The option ``--sweep`` of ``run``: the same question at each point of a grid."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import bar, compiling, say, say_json
from selectorate.cli.writing import Written
from selectorate.errors import QuestionError
from selectorate.report.sweeping import Axis, say_sweep
from selectorate.report.sweeping import sweep as over
from selectorate.report.terminal import shown


def sweep(
    question: Question, asked: Sequence[str], *, out: str | None, written: Written, json: bool, quiet: bool
) -> None:
    """Refuse all that can be refused before a history is lived; then ask at every point, and print the rows."""
    if written != Written():
        raise QuestionError("a sweep has no page and no tables: its rows are written by --out")
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()
    axes = [Axis.read(text) for text in asked]

    def command(name: str) -> str:
        swept = [word for text in asked for word in ("--sweep", text)]
        return report.run_command(
            name, histories=question.histories, seed=question.seed, set=numbers, happenings=question.happenings,
            changes=[*changed.options(), *swept], start=changed.start,
            parameters=question.source,
        )  # fmt: skip

    found, name = loaded(question.scenario, command, json=json)
    scenario = changed.supposing(found)
    if out is not None:
        from selectorate.report.rows import place

        place(out)
    made = changed.made(scenario)
    compiling(quiet=quiet)
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        answer = over(
            scenario, axes, histories=question.histories, seed=question.seed, threads=question.threads, set=numbers,
            happenings=question.happenings, changes=made, start=changed.start, parameters=question.source,
            store=store, progress=progress, command=command(name),
        )  # fmt: skip
    if out is not None:
        answer.write(out)
    if json:
        say_json(answer.document())
    else:
        say(shown(say_sweep, answer, sys.stdout))
