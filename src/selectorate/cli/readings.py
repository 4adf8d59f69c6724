"""The verb ``readings``: accounts of historians as rival models."""

from __future__ import annotations

import json as text
import time
from pathlib import Path

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import compiling, parts
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import folder
from selectorate.ensemble.provenance import processors
from selectorate.errors import QuestionError
from selectorate.inference.readings import Question, compare
from selectorate.inference.weighing import PARTS
from selectorate.report.answered import Answered
from selectorate.report.rivals import FILE, told
from selectorate.report.rivals_text import say_rivals
from selectorate.report.whole import file, write
from selectorate.scenario import Scenario


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
        return report.readings_command(
            name, repeats=PARTS if repeats is None else repeats, seed=1 if seed is None else seed, out=out
        )

    found, name = loaded(asked, command, json=json)
    if not again and out is None:
        if repeats is not None or seed is not None:
            raise QuestionError("--repeats and --seed are of an answer that is made anew: add --again, or --out FILE")
        say_or_json(_shipped(found, command(name)), say_rivals, json=json)
        return
    path = Path(out) if out is not None else folder(found) / FILE
    file(str(path))
    question = Question(found, key, many)
    compiling(quiet=quiet)
    began = time.perf_counter()

    with opened(keeping, quiet=quiet) as store:
        made = compare(question, threads=threads or processors(), store=store, progress=parts(quiet=quiet))
    answer = Answered(found, told(made, command(name), time.perf_counter() - began), say_rivals)
    write({path: text.dumps(answer.document(), indent=1) + "\n"})
    say_or_json(answer, say_rivals, json=json)


def _shipped(found: Scenario, command: str) -> Answered:
    path = folder(found) / FILE
    if not found.document.readings:
        raise QuestionError(f"{found.name} has no readings: write them under readings:")
    if not path.is_file():
        raise QuestionError(f"no answer ships with {found.name}: `{command}` makes one")
    answer = Answered(found, text.loads(path.read_text(encoding="utf-8")), say_rivals)
    if (wrong := answer.misfit()) is not None:
        raise QuestionError(f"the answer that ships cannot be used, {wrong}: `{command}` makes the right one")
    return answer
