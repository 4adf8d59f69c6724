"""The verb ``sensitivity``: which guess matters most."""

from __future__ import annotations

import time

from selectorate.cli.loading import loaded
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import bar, compiling
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import HAND_SET, POSTERIOR, named
from selectorate.ensemble.provenance import processors
from selectorate.inference.sensitivity import Question
from selectorate.inference.sensitivity import sensitivity as ask
from selectorate.inference.sensitivity_indices import salib
from selectorate.report.sensitivity import Sensitive, sensitivity_command
from selectorate.report.sensitivity_text import say_sensitive


def sensitivity(  # noqa: PLR0913 - as many as there are options
    asked: str | None,
    *,
    outcome: str | None,
    samples: int,
    histories: int,
    seed: int,
    threads: int | None,
    keeping: Keeping,
    json: bool,
    quiet: bool,
) -> None:
    """Vary every group of guesses, and print which of them the answer hangs on most."""
    keeping.check()

    def command(name: str) -> str:
        return sensitivity_command(name, outcome=outcome, samples=samples, histories=histories, seed=seed)

    found, name = loaded(asked, command, json=json)
    salib("sample")
    question = Question(found, outcome, samples, histories, seed)
    posterior = named(found)
    compiling(quiet=quiet)
    began = time.perf_counter()
    with opened(keeping, quiet=quiet) as store, bar(quiet=quiet) as progress:
        answer = ask(question, posterior=posterior, threads=threads or processors(), store=store, progress=progress)
    called = POSTERIOR if posterior else HAND_SET
    told = Sensitive(answer, command(name), called, threads or processors(), time.perf_counter() - began)
    say_or_json(told, say_sensitive, json=json)
