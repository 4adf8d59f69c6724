"""A store opened for a while: what goes wrong with it, where it may fail, is said, and histories are lived anyhow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from selectorate.ensemble.store import Store
from selectorate.errors import SelectorateError


@contextmanager
def opened(
    folder: str | Path | Callable[[], Path] | None,
    note: Callable[[str], None] = lambda _: None,
    *,
    needed: bool = False,
) -> Iterator[Store | None]:
    """The store in a folder, or none where it cannot be used or nothing is to be kept.

    Args:
        folder: where it lies, or what finds out; None keeps nothing.
        note: told what went wrong, now or when all is done.
        needed: whether there has to be one.

    Raises:
        QuestionError: the place is none for a store, and it is needed.
    """
    if folder is None:
        yield None
        return
    try:
        store = Store(folder() if callable(folder) else folder, needed=needed)
    except SelectorateError as error:
        if needed:
            raise
        note(f"nothing is kept for another time: {error}")
        yield None
        return
    try:
        yield store
    finally:
        store.close()
        for said in told(store):
            note(said)


def told(store: Store) -> list[str]:
    """What whoever asked should know of a store in the end."""
    many = store.damaged
    damaged = f"{many:,} block{'s' if many > 1 else ''} of the store {'were' if many > 1 else 'was'} damaged"
    said = [f"{damaged} and {'were' if many > 1 else 'was'} computed again"] if many else []
    return said + ([f"not everything is kept for another time: {store.trouble}"] if store.trouble else [])
