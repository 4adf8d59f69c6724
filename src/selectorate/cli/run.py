"""The verb ``run``: from a question on the command line to its answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import typer

from selectorate import ensemble, report
from selectorate.cli.guard import INTERRUPTED
from selectorate.cli.loading import loaded
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import bar, compiling, tell
from selectorate.cli.writing import Written, hand_over
from selectorate.errors import QuestionError
from selectorate.report.answer_text import say_answer
from selectorate.report.asking import Changed, spread_of


class Question(NamedTuple):
    """What was asked, as typed."""

    scenario: str | None
    histories: int
    seed: int
    threads: int | None
    set: tuple[str, ...]
    happenings: str
    changed: Changed = Changed()
    keeping: Keeping = Keeping()
    source: str | None = None

    @classmethod
    def typed(  # noqa: PLR0913, PLR0917 - as many as there are options
        cls,
        scenario: str | None,
        histories: int,
        seed: int,
        threads: int | None,
        set: Sequence[str] | None,
        happenings: str,
        do: Sequence[str] | None,
        swap: bool,
        without: Sequence[str] | None,
        start: str | None,
        *,
        store: str | None,
        no_store: bool,
        parameters: str | None = None,
        readings: str | None = None,
        claim: Sequence[str] | None = None,
    ) -> Question:
        """The question that these options ask."""
        changed = Changed(tuple(do or ()), swap, tuple(without or ()), start, readings, tuple(claim or ()))
        keeping = Keeping(store, no_store)
        return cls(scenario, histories, seed, threads, tuple(set or ()), happenings, changed, keeping, parameters)


def run(question: Question, *, out: str | None, written: Written, json: bool, quiet: bool) -> None:
    """Ask, write the rows, the page and the tables, print the answer."""
    answer = ask(question, out=out, written=written, json=json, quiet=quiet)
    if out is not None:
        answer.write(out)
    hand_over(answer, say_answer, written, json=json, quiet=quiet)
    if answer.ensemble.interrupted:
        many = answer.ensemble
        tell(f"selectorate: interrupted; this answers the first {many.histories:,} of {many.asked:,} histories")
        raise typer.Exit(INTERRUPTED)


def ask(question: Question, *, out: str | None, written: Written, json: bool, quiet: bool) -> report.Answer:
    """Refuse all that can be refused before a history is lived, then live them."""
    changes = parameters(question.set)
    question.keeping.check()

    def command(name: str) -> str:
        return report.run_command(
            name, histories=question.histories, seed=question.seed, set=changes, happenings=question.happenings,
            changes=question.changed.options(), start=question.changed.start, parameters=question.source,
        )  # fmt: skip

    found, asked = loaded(question.scenario, command, json=json)
    scenario = question.changed.supposing(found)
    if out is not None:
        from selectorate.report.rows import place

        place(out)
    written.check()
    compiling(quiet=quiet)
    with opened(question.keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        many = ensemble.run(
            scenario, histories=question.histories, seed=question.seed, threads=question.threads, set=changes,
            happenings=question.happenings, changes=question.changed.made(scenario), start=question.changed.start,
            parameters=question.source, progress=progress, store=store,
        )  # fmt: skip
        spread = spread_of(many, store=store, progress=progress)
    return report.Answer.of(many, asked=asked, spread=spread)


def parameters(given: Sequence[str]) -> dict[str, float]:
    """The parameters that ``--set`` names, each with its number."""
    changes: dict[str, float] = {}
    for text in given:
        name, equals, number = (part.strip() for part in text.partition("="))
        if not (name and equals and number):
            raise QuestionError(f"--set {text!r}: write it as parameter=value")
        if name in changes:
            raise QuestionError(f"--set {text!r}: {name!r} is set twice")
        changes[name] = value(text, number)
    return changes


def value(text: str, number: str) -> float:
    """A finite number, or a refusal that shows what was typed."""
    try:
        found = float(number)
    except ValueError:
        raise QuestionError(f"--set {text!r}: {number!r} is no number") from None
    if not math.isfinite(found):
        raise QuestionError(f"--set {text!r}: {number!r} is no finite number")
    return found
