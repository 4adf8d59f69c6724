"""One history of thousands, as the page asks for it: told once, remembered, and searched for one at a time."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from selectorate import analysis, ensemble
from selectorate.ensemble import Store
from selectorate.ensemble.opening import opened
from selectorate.report.replaying import Replay
from selectorate.studio.asking import Shown, Which
from selectorate.studio.refusing import BusyError

LOOKED_THROUGH = 2000
"""Histories among which one is found by what happened in it."""

REMEMBERED = 32
"""Histories that are remembered as they were told; each takes half a megabyte."""

WAITING = 8
"""Searches that may wait for another."""

PATIENCE = 20.0
"""Seconds that one of them waits at most."""

Gone = Callable[[], bool]
"""Whether whoever asked has gone away."""


class Histories:
    """Tells histories; each question once, as long as it is remembered.

    Args:
        store: where histories that are looked through are kept, None where nowhere.
    """

    def __init__(self, store: str | None = None) -> None:
        self.store = store
        self.known: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self.lock, self.searching, self.waiting = Lock(), Lock(), 0

    def told(self, shown: Shown, which: Which, gone: Gone = lambda: False, ready: Any = None) -> bytes:
        """A history as ``replay --json`` prints it, as text; ``ready`` where it is there already.

        Raises:
            QuestionError: it cannot be asked for, or there is no such history.
            BusyError: too many searches wait, or whoever asked went away.
        """
        key = (shown.hash, _plain(which).model_dump_json())
        found = self._known(key)
        if found is None:
            found = _text(ready) if ready else self._told(shown, which, gone, key)
            with self.lock:
                self.known[key] = found
                while len(self.known) > REMEMBERED:
                    self.known.popitem(last=False)
        return found

    def _told(self, shown: Shown, which: Which, gone: Gone, key: tuple[str, str]) -> bytes:
        if which.find is None:
            return _text(told(shown, which))
        with self._turn():
            known = self._known(key)  # who waited for the same has it now
            if known is not None:
                return known
            with opened(self.store) as store:
                return _text(told(shown, which, store=store, stop=gone))

    def _known(self, key: tuple[str, str]) -> bytes | None:
        with self.lock:
            if key in self.known:
                self.known.move_to_end(key)
            return self.known.get(key)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One search at a time; few wait, and not for long."""
        busy = "other histories are being searched for: wait a moment, and ask again"
        with self.lock:
            if self.waiting >= WAITING:
                raise BusyError(busy)
            self.waiting += 1
        try:
            there = self.searching.acquire(timeout=PATIENCE)
        finally:
            with self.lock:
                self.waiting -= 1
        if not there:
            raise BusyError(busy)
        try:
            yield
        finally:
            self.searching.release()


def told(shown: Shown, which: Which, *, store: Store | None = None, stop: Gone = lambda: False) -> dict[str, Any]:
    """One history as ``replay --json`` prints it.

    Raises:
        QuestionError: it cannot be asked for, or there is no such history.
        BusyError: the search was stopped.
    """
    changed = which.changed()
    supposed = changed.supposing(shown.scenario)
    made, number, searched = changed.made(supposed), which.number, 0
    model = ensemble.prepare(
        supposed, happenings=which.happenings, changes=made, start=which.start, seed=which.seed
    )  # fmt: skip
    if which.find is not None:
        analysis.findable(model, which.find)
        if stop():
            raise BusyError("nobody waits for this any more")
        many = ensemble.run(
            supposed, histories=LOOKED_THROUGH, seed=which.seed, happenings=which.happenings, changes=made,
            start=which.start, stop=stop, store=store,
        )  # fmt: skip
        if many.interrupted:
            raise BusyError("nobody waits for this any more")
        number, searched = analysis.find(many, which.find), many.histories
    one = ensemble.tell(model, seed=which.seed, number=number)
    return Replay(one, shown.asked, which.seed, which.happenings, which.find, searched).document()


def _plain(which: Which) -> Which:
    """The same question without what it does not say: a history that is found has no number to begin with."""
    return which if which.find is None else which.model_copy(update={"number": 0})


def _text(document: Any) -> bytes:
    return json.dumps(document, allow_nan=False, separators=(",", ":")).encode()
