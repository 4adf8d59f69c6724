"""The verb ``readings``: accounts of historians as rival models."""

from __future__ import annotations

import time

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.shipping import fitting, keep, place
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import compiling, parts
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import FOLDER
from selectorate.ensemble.provenance import processors
from selectorate.ensemble.rivals import FILE
from selectorate.errors import QuestionError
from selectorate.inference.compared import Question
from selectorate.inference.readings import compare
from selectorate.inference.weighing import PARTS
from selectorate.report import whole
from selectorate.report.answered import Answered, beside
from selectorate.report.rivals import told
from selectorate.report.rivals_text import say_rivals


def readings(  # noqa: PLR0913 - as many as there are options
    asked: str | None,
    *,
    again: bool,
    repeats: int | None,
    seed: int | None,
    out: str | None,
    threads: int | None,
    keeping: Keeping,
    json: bool,
    quiet: bool,
) -> None:
    """Print what ships, or hold readings against the record and write what is found."""
    keeping.check()
    many, key = PARTS if repeats is None else repeats, 1 if seed is None else seed

    def command(name: str) -> str:
        return report.readings_command(name, repeats=many, seed=key, out=out)

    found, name = loaded(asked, command, json=json)
    if not again and out is None:
        if repeats is not None or seed is not None:
            raise QuestionError("--repeats and --seed are of an answer that is made anew: add --again, or --out FILE")
        if not found.document.readings:
            raise QuestionError(f"{found.name} has no readings: write them under readings:")
        say_or_json(fitting(found, beside(found, FILE, say_rivals), command(name)), say_rivals, json=json)
        return
    path = place(found, FILE, out)
    posteriors = whole.folder(path.parent / (FOLDER if path.name == FILE else path.stem))
    question = Question(found, key, many)
    compiling(quiet=quiet)
    began = time.perf_counter()

    with opened(keeping, quiet=quiet) as store:
        made = compare(question, threads=threads or processors(), store=store, progress=parts(quiet=quiet))
    answer = Answered(found, told(made, command(name), time.perf_counter() - began), say_rivals)
    posteriors.mkdir(exist_ok=True)
    for reading in made.names:
        made.readings[reading].posterior.save(posteriors / f"{reading}.npz")
    keep(answer, path)
    say_or_json(answer, say_rivals, json=json)
