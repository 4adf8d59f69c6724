"""What is written beside an answer, and how an answer is handed over: ``--html``, ``--csv``, ``--json`` or text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from rich.console import Console

from selectorate.cli.streams import say, say_json, tell
from selectorate.report import whole
from selectorate.report.terminal import shown


class Shown(Protocol):
    """An answer that can be a page, tables or data."""

    def page(self) -> str:
        """One HTML page."""
        ...

    def tables(self) -> dict[str, str]:
        """Name of a file -> its text."""
        ...

    def document(self) -> dict[str, Any]:
        """The answer as data."""
        ...


Answer = TypeVar("Answer", bound=Shown)


class Written(NamedTuple):
    """What is written beside an answer, as typed: a page, and a folder of tables."""

    html: str | None = None
    csv: str | None = None

    def check(self) -> None:
        """Refuse what could not be written."""
        if self.html is not None:
            whole.file(self.html)
        if self.csv is not None:
            whole.folder(self.csv)

    def write(self, answer: Shown) -> list[str]:
        """Write both, wholly or not at all; return what names them."""
        texts = {Path(self.html): answer.page()} if self.html is not None else {}
        if self.csv is not None:
            texts |= {Path(self.csv) / name: text for name, text in answer.tables().items()}
        if texts:
            whole.write(texts, folder=self.csv)
        both = (("The tables", self.csv), ("The report", self.html))
        return [f"{what}: {where}" for what, where in both if where is not None]


class Told(Protocol):
    """An answer that can be data."""

    def document(self) -> dict[str, Any]:
        """The answer as data."""
        ...


Data = TypeVar("Data", bound=Told)


def say_or_json(answer: Data, say_answer: Callable[[Data, Console], None], *, json: bool) -> None:
    """Print an answer that is written to no file."""
    if json:
        say_json(answer.document())
    else:
        say(shown(say_answer, answer, sys.stdout))


def hand_over(
    answer: Answer, say_answer: Callable[[Answer, Console], None], written: Written, *, json: bool, quiet: bool
) -> None:
    """Write what was asked for, and print the answer; beside JSON, standard error names what was written."""
    named = written.write(answer)
    if json:
        say_json(answer.document())
        if named and not quiet:
            tell("\n".join(named))
    else:
        say("\n".join([shown(say_answer, answer, sys.stdout), *named]))
