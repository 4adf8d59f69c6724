"""The verb ``compare``: the same histories in two worlds."""

from __future__ import annotations

import typer

from selectorate import ensemble
from selectorate.analysis.comparing import Comparison
from selectorate.analysis.doubt import enough_to_state
from selectorate.analysis.parting import Parting
from selectorate.cli.guard import INTERRUPTED
from selectorate.cli.loading import loaded
from selectorate.cli.run import Question, parameters
from selectorate.cli.storing import opened
from selectorate.cli.streams import COMPILING, bar, tell
from selectorate.cli.writing import Written, hand_over
from selectorate.ensemble.diverging import first_differences
from selectorate.ensemble.provenance import processors
from selectorate.errors import QuestionError
from selectorate.report.command import compare_command, options
from selectorate.report.compared import Compared, say_compared
from selectorate.simulation.warm import is_warm


def compare(question: Question, *, written: Written, json: bool, quiet: bool) -> None:
    """Live the histories in the world as it was and in the one asked for, and print what differs."""
    numbers, changed = parameters(question.set), question.changed
    question.keeping.check()
    settings = options(numbers, question.happenings, changed.options(), changed.start)

    def command(name: str) -> str:
        return compare_command(name, histories=question.histories, seed=question.seed, options=settings)

    scenario, asked = loaded(question.scenario, command, json=json)
    if not settings or (changed.start and len(settings) == 2):
        raise QuestionError("nothing is changed: say what by --set, --without, --do or --happenings")
    enough_to_state(question.histories)
    made = changed.made(scenario)
    written.check()
    if not is_warm() and not quiet:
        tell(COMPILING)
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        one = ensemble.run(
            scenario, histories=question.histories, seed=question.seed, threads=question.threads, progress=progress,
            store=store,
        )  # fmt: skip
        other = ensemble.run(
            scenario, histories=question.histories, seed=question.seed, threads=question.threads, set=numbers,
            happenings=question.happenings, changes=made, start=changed.start, progress=progress, store=store,
        )  # fmt: skip
        if one.interrupted or other.interrupted:
            tell("selectorate: interrupted before both worlds were lived; a store keeps what is finished")
            raise typer.Exit(INTERRUPTED)
        parted = first_differences(
            one.model, other.model, seed=question.seed, histories=question.histories,
            threads=question.threads or processors(), store=store,
        )  # fmt: skip
    answer = Compared(Comparison(one, other, Parting(scenario, parted)), asked, command(asked))
    hand_over(answer, say_compared, written, json=json, quiet=quiet)
