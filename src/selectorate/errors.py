"""The few errors a user can meet.

SelectorateError            something the user can put right; exit code 2
├── ScenarioError           the files of a scenario: every problem with file, line and column
├── QuestionError           a question that cannot be asked: an unknown name, a number out of range
└── OutputError             an answer that could not be written, through no fault of the question; exit code 1
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place of one file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class SelectorateError(Exception):
    """Something the user can put right."""

    exit_code = 2


class ScenarioError(SelectorateError):
    """A scenario that cannot be used, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class QuestionError(SelectorateError):
    """A question that cannot be asked of this scenario."""


class OutputError(SelectorateError):
    """An answer that could not be written."""

    exit_code = 1


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the known name nearest to ``name``, or nothing."""
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def offered(name: str, known: Iterable[str]) -> str:
    """The known name nearest to ``name``, also where only a part of it, as in ``part:part``, was meant; else all."""
    names = sorted(known)
    if begun := [one for one in names if one.startswith(f"{name.rstrip(':')}:")]:
        return f"; there is {', '.join(begun)}"
    if hint := nearest(name, names):
        return hint
    parts = {part: one for one in reversed(names) for part in (*one.split(":"), *one.split("-to-"))}
    part = nearest(name, parts).split("'")
    return f"; did you mean {parts[part[1]]!r}?" if len(part) > 1 else f"; there is {', '.join(names)}"
