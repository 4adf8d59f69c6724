"""The verb ``evidence``: what rests on what, and what the essays assert."""

from __future__ import annotations

import time

from selectorate import ensemble, report
from selectorate.analysis.assertions import examine, lives
from selectorate.cli.loading import loaded
from selectorate.cli.shipping import fitting, keep, place
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import bar, compiling
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.provenance import processors
from selectorate.errors import QuestionError
from selectorate.report.answered import Answered, beside
from selectorate.report.asserted import FILE, say_asserted, told
from selectorate.report.counting import Count
from selectorate.report.resting import Resting, say_resting
from selectorate.scenario.resting import entry


def evidence(name: str, asked: str | None, *, json: bool) -> None:
    """Print what an entry rests on, what rests on it, and with which sources."""

    def command(scenario: str) -> str:
        return report.evidence_command(name, scenario)

    found, called = loaded(asked, command, json=json)
    say_or_json(Resting(found, entry(found, name), command(called)), say_resting, json=json)


def essays(
    asked: str | None,
    *,
    again: bool,
    seed: int | None,
    out: str | None,
    threads: int | None,
    keeping: Keeping,
    json: bool,
    quiet: bool,
) -> None:
    """Print what ships, or test what the essays assert and write what is found."""
    keeping.check()

    def command(scenario: str) -> str:
        return report.essays_command(scenario, seed=1 if seed is None else seed, out=out)

    found, called = loaded(asked, command, json=json)
    if not found.document.assertions:
        raise QuestionError(f"{found.name} has no assertions: write them under assertions:")
    if not again and out is None:
        if seed is not None:
            raise QuestionError("--seed is of an answer that is made anew: add --again, or --out FILE")
        say_or_json(fitting(found, beside(found, FILE, say_asserted), command(called)), say_asserted, json=json)
        return
    path, key = place(found, FILE, out), 1 if seed is None else seed
    base = ensemble.prepare(found, seed=key)
    compiling(quiet=quiet)
    began = time.perf_counter()
    with opened(keeping, quiet=quiet) as store, bar(quiet=quiet) as watch:
        count = Count(watch, lives(base))
        made = examine(base, seed=key, threads=threads or processors(), store=store, progress=count)
    seconds = time.perf_counter() - began
    answer = Answered(found, told(found, made, command=command(called), seed=key, seconds=seconds), say_asserted)
    keep(answer, path)
    say_or_json(answer, say_asserted, json=json)
