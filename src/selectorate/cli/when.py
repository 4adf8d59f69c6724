"""The verb ``when``: how probable an outcome was, month by month."""

from __future__ import annotations

import time

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.shipping import fitting, keep, place
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import compiling, parts
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import named
from selectorate.ensemble.provenance import processors
from selectorate.errors import QuestionError
from selectorate.inference.moments import Question, cheapest, course
from selectorate.inference.weighing import PARTS
from selectorate.report.answered import Answered, beside
from selectorate.report.moments import FILE, told
from selectorate.report.moments_text import say_when


def when(  # noqa: PLR0913 - as many as there are options
    asked: str | None,
    *,
    outcome: str | None,
    again: bool,
    repeats: int | None,
    seed: int | None,
    out: str | None,
    threads: int | None,
    keeping: Keeping,
    json: bool,
    quiet: bool,
) -> None:
    """Print what ships where nothing else is asked; else weigh histories month by month, and print what is found."""
    keeping.check()
    many, key = PARTS if repeats is None else repeats, 1 if seed is None else seed

    def command(name: str) -> str:
        return report.when_command(name, outcome=outcome, repeats=many, seed=key, again=again, out=out)

    found, name = loaded(asked, command, json=json)
    path = place(found, FILE, out) if again or out is not None else None
    if again and outcome not in (None, found.document.scenario.outcome):
        raise QuestionError("what ships is of the outcome that the scenario asks about: give --out FILE for another")
    if path is None and (outcome, repeats, seed) == (None, None, None):
        known = beside(found, FILE, say_when)
        if known is not None:
            say_or_json(fitting(found, known, f"selectorate when {name} --again"), say_when, json=json)
            return
    question = Question(found, outcome or found.document.scenario.outcome, key, many)
    posterior, hands = named(found), threads or processors()
    compiling(quiet=quiet)
    began = time.perf_counter()

    with opened(keeping, quiet=quiet) as store:
        weighed = course(question, threads=hands, store=store, progress=parts(quiet=quiet))
    turns = weighed.turns() if posterior is not None else []
    flips = {turn.month: cheapest(question, posterior, turn.month, threads=hands) for turn in turns if posterior}
    made = told(weighed, flips, command(name), time.perf_counter() - began)
    answer = Answered(found, made, say_when)
    if path is not None:
        keep(answer, path)
    say_or_json(answer, say_when, json=json)
