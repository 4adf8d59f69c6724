"""Answers that ship beside a scenario: read where they fit, written where they are made anew."""

from __future__ import annotations

import json
from pathlib import Path

from selectorate.ensemble.posterior import folder
from selectorate.errors import QuestionError
from selectorate.report.answered import Answered
from selectorate.report.whole import file, write
from selectorate.scenario import Scenario


def fitting(found: Scenario, answer: Answered | None, command: str) -> Answered:
    """The answer that ships, or a refusal with the command that makes the right one.

    Raises:
        QuestionError: there is none, or it was made for another scenario or by another kernel.
    """
    if answer is None:
        raise QuestionError(f"no answer ships with {found.name}: `{command}` makes one")
    if (wrong := answer.misfit()) is not None:
        raise QuestionError(f"the answer that ships cannot be used, {wrong}: `{command}` makes the right one")
    return answer


def place(found: Scenario, name: str, out: str | None) -> Path:
    """Where an answer is to be written, by default beside the scenario; refused where it cannot be."""
    return file(folder(found) / name if out is None else out)


def keep(answer: Answered, path: Path) -> None:
    """Write an answer, whole or not at all."""
    write({path: json.dumps(answer.document(), indent=1) + "\n"})
