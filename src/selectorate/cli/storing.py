"""The store of a verb: which one was asked for, and what is said of it on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from selectorate.cli.streams import tell
from selectorate.ensemble import Store, opening
from selectorate.ensemble.store import is_chosen, place
from selectorate.errors import QuestionError


class Keeping(NamedTuple):
    """Where blocks are kept, as typed: ``--store`` and ``--no-store``."""

    folder: str | None = None
    nowhere: bool = False

    def check(self) -> None:
        """Refuse what contradicts itself."""
        if self.folder is not None and self.nowhere:
            raise QuestionError("--store says where blocks are kept and --no-store that none are: not both")


@contextmanager
def opened(keeping: Keeping, *, quiet: bool) -> Iterator[Store | None]:
    """The store of a question, or none; at the end the user is told what was wrong with it.

    Raises:
        QuestionError: the place that was asked for is none. Where nobody asked for one, there is no store.
    """
    keeping.check()
    folder, needed = None if keeping.nowhere else partial(place, keeping.folder), is_chosen(keeping.folder)
    with opening.opened(folder, lambda said: None if quiet else tell(f"selectorate: {said}"), needed=needed) as store:
        yield store
