"""The verb ``fit``: the free parameters of a scenario, learnt from its record."""

from __future__ import annotations

import time
from pathlib import Path

import typer

from selectorate import report, scenario
from selectorate.cli.guard import INTERRUPTED
from selectorate.cli.loading import loaded
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import compiling, tell
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import FILE, folder
from selectorate.ensemble.provenance import processors
from selectorate.errors import QuestionError
from selectorate.inference.fit import Question, Step
from selectorate.inference.fit import fit as learn
from selectorate.report.fitted import Fitted
from selectorate.report.fitted_text import say_fitted
from selectorate.report.whole import file


def fit(  # noqa: PLR0913 - as many as there are options
    asked: str | None,
    *,
    targets: str | None,
    draws: int,
    seed: int,
    out: str | None,
    resume: bool,
    threads: int | None,
    keeping: Keeping,
    json: bool,
    quiet: bool,
) -> None:
    """Fit, write the posterior, and print what was learnt."""
    keeping.check()
    if resume and keeping.nowhere:
        raise QuestionError("--resume goes on from what a store has kept, and --no-store says that there is none")

    def command(name: str) -> str:
        return report.fit_command(name, targets=targets, draws=draws, seed=seed, out=out)

    found, name = loaded(asked, command, json=json)
    facts = found.document.targets if targets is None else scenario.load_targets(asked, targets)
    path = Path(out) if out is not None else folder(found) / FILE
    file(str(path))
    question = Question(found, facts, draws, seed)
    hands = processors() if threads is None else threads
    compiling(quiet=quiet)
    began = time.perf_counter()
    with opened(keeping, quiet=quiet) as store:
        try:
            posterior = learn(
                question, threads=hands, store=store, resume=resume,
                progress=None if quiet else _say_step,
            )  # fmt: skip
        except KeyboardInterrupt:
            kept = "add --resume to go on from the last step" if store else "without a store nothing is kept of it"
            tell(f"selectorate: interrupted; {kept}")
            raise typer.Exit(INTERRUPTED) from None
    posterior.save(path)
    answer = Fitted(found, posterior, command(name), str(path), hands, time.perf_counter() - began)
    say_or_json(answer, say_fitted, json=json)


def _say_step(step: Step) -> None:
    p = step.particles
    done = min(p.stage + 1, step.dates) if p.temper else p.stage
    tell(
        f"date {done} of {step.dates} ({step.months} months), {100 * (p.temper or 1.0):.0f} % weighed: "
        f"{p.lived:,} histories, {100 * p.accepted:.0f} % of moves accepted, log evidence {p.evidence:.2f}, "
        f"{step.seconds:.0f} s"
    )
