"""The verb ``readings``: accounts of historians as rival models."""

from __future__ import annotations

import json as text
import time
from pathlib import Path

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import compiling, tell
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import folder
from selectorate.ensemble.provenance import processors
from selectorate.errors import QuestionError
from selectorate.inference.readings import Question, compare
from selectorate.report.rivals import FILE, Rivals, told
from selectorate.report.rivals_text import say_rivals
from selectorate.report.whole import file, write
from selectorate.scenario import Scenario


def readings(  # noqa: PLR0913 - as many as there are options
    asked: str | None,
    *,
    again: bool,
    repeats: int,
    seed: int,
    out: str | None,
    threads: int | None,
    keeping: Keeping,
    json: bool,
    quiet: bool,
) -> None:
    """Print what ships, or hold readings against the record and write what is found."""
    keeping.check()

    def command(name: str) -> str:
        return report.readings_command(name, repeats=repeats, seed=seed, out=out)

    found, name = loaded(asked, command, json=json)
    if not again and out is None:
        say_or_json(_shipped(found, command(name)), say_rivals, json=json)
        return
    path = Path(out) if out is not None else folder(found) / FILE
    file(str(path))
    question = Question(found, seed, repeats)
    compiling(quiet=quiet)
    began = time.perf_counter()

    def progress(which: str, done: int, total: int) -> None:
        if not quiet:
            tell(f"{which}: part {done} of {total}, {time.perf_counter() - began:.0f} s")

    with opened(keeping, quiet=quiet) as store:
        made = compare(question, threads=threads or processors(), store=store, progress=progress)
    answer = Rivals(found, told(made, command(name), time.perf_counter() - began))
    write({path: text.dumps(answer.document(), indent=1) + "\n"})
    say_or_json(answer, say_rivals, json=json)


def _shipped(found: Scenario, command: str) -> Rivals:
    path = folder(found) / FILE
    if not found.document.readings:
        raise QuestionError(f"{found.name} has no readings: write them under readings:")
    if not path.is_file():
        raise QuestionError(f"no answer ships with {found.name}: `{command}` makes one")
    answer = Rivals(found, text.loads(path.read_text(encoding="utf-8")))
    if (wrong := answer.misfit()) is not None:
        raise QuestionError(f"the answer that ships cannot be used, {wrong}: `{command}` makes the right one")
    return answer
