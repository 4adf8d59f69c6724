"""The verb ``when``: how probable an outcome was, month by month."""

from __future__ import annotations

import time

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import compiling, parts
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import named
from selectorate.ensemble.provenance import processors
from selectorate.inference.moments import Question, cheapest, course
from selectorate.report.answered import Answered
from selectorate.report.moments import told
from selectorate.report.moments_text import say_when


def when(
    asked: str | None,
    *,
    outcome: str | None,
    repeats: int,
    seed: int,
    threads: int | None,
    keeping: Keeping,
    json: bool,
    quiet: bool,
) -> None:
    """Weigh histories month by month, and print when the outcome was decided."""
    keeping.check()

    def command(name: str) -> str:
        return report.when_command(name, outcome=outcome, repeats=repeats, seed=seed)

    found, name = loaded(asked, command, json=json)
    question = Question(found, outcome or found.document.scenario.outcome, seed, repeats)
    posterior, hands = named(found), threads or processors()
    compiling(quiet=quiet)
    began = time.perf_counter()

    with opened(keeping, quiet=quiet) as store:
        weighed = course(question, threads=hands, store=store, progress=parts(quiet=quiet))
    turns = weighed.turns() if posterior is not None else []
    flips = {turn.month: cheapest(question, posterior, turn.month, threads=hands) for turn in turns if posterior}
    made = told(weighed, flips, command(name), time.perf_counter() - began)
    say_or_json(Answered(found, made, say_when), say_when, json=json)
