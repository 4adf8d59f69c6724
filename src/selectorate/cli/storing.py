"""The store of a verb: which one was asked for, and what is said of it on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from selectorate.cli.streams import tell
from selectorate.ensemble import Store
from selectorate.ensemble.store import is_chosen, place
from selectorate.errors import QuestionError, SelectorateError


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
    note = (lambda _: None) if quiet else tell
    store = None if keeping.nowhere else _store(keeping.folder)
    if isinstance(store, str):
        note(f"selectorate: nothing is kept for another time: {store}")
        store = None
    try:
        yield store
    finally:
        if store:
            store.close()
            for said in told(store):
                note(f"selectorate: {said}")


def told(store: Store) -> list[str]:
    """What the user should know of a store when a verb is done."""
    many = store.damaged
    damaged = f"{many:,} block{'s' if many > 1 else ''} of the store {'were' if many > 1 else 'was'} damaged"
    said = [f"{damaged} and {'were' if many > 1 else 'was'} computed again"] if many else []
    return said + ([f"not everything is kept for another time: {store.trouble}"] if store.trouble else [])


def _store(folder: str | None) -> Store | str:
    """The store in a folder, or why there is none at the place that nobody chose."""
    if is_chosen(folder):
        return Store(place(folder))
    try:
        return Store(place(), needed=False)
    except SelectorateError as error:
        return str(error)
