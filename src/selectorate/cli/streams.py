"""Standard output carries the answer and nothing else; messages and progress go to standard error."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TextIO

import typer

from selectorate.errors import OutputError

if TYPE_CHECKING:
    from selectorate.ensemble import Progress

COMPILING = "Compiling the kernel, once; about a minute ..."
"""What a verb says before it has to wait for the compiler."""


def say(text: str) -> None:
    """Print an answer. A reader who has seen enough and closed the pipe is no error."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
        raise typer.Exit(0) from None
    except OSError as error:
        _let_go(sys.stdout)
        raise OutputError(f"cannot write the answer: {error.strerror}") from None


def say_json(document: dict[str, Any]) -> None:
    """Print an answer as JSON: numbers to the last bit, keys in one order."""
    say(json.dumps(document, indent=2, allow_nan=False))


def tell(message: str) -> None:
    """Print a message to standard error, if anybody listens."""
    try:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    except OSError:
        _let_go(sys.stderr)


def compiling(*, quiet: bool) -> None:
    """Say that the compiler will have to be waited for, where it will."""
    from selectorate.simulation.warm import is_warm

    if not quiet and not is_warm():
        tell(COMPILING)


def _let_go(stream: TextIO) -> None:
    """Point a stream that cannot be written at nothing, or Python complains again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def bar(*, quiet: bool) -> AbstractContextManager[Callable[[Progress], None] | None]:
    """A progress bar on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from selectorate.cli.progress import Bar

    return Bar()


def parts(*, quiet: bool) -> Callable[[str, int, int], None] | None:
    """A line on standard error for each part that is done: what is lived, how many, of how many, and since when."""
    began = time.perf_counter()
    if quiet:
        return None
    return lambda what, done, total: tell(f"{what}: part {done} of {total}, {time.perf_counter() - began:.0f} s")
