"""A ledger of luck: which decision drew which key, written down while a plain history is lived.

Every key is known by the path of fields that led to it from the key of a year: (month, stream, subject, ...).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from selectorate.testing.errors import demand
from selectorate.testing.plain import plain, plain_modules

Path = tuple[int, ...]
_DRAWS = "selectorate.draws"


def streams() -> dict[str, int]:
    """The number of each stream by name."""
    constants = {name: value for name, value in vars(plain("draws")).items() if name.isupper()}
    return {name: value for name, value in constants.items() if type(value) is int}


@dataclass
class Ledger:
    """What was drawn."""

    paths: dict[int, Path] = field(default_factory=dict)
    drawn: dict[Path, set[tuple[str, str]]] = field(default_factory=dict)
    """Path of each draw (year's key, month, stream, subject, ...) to the (module, function) that opened its stream."""
    opened: dict[Path, set[tuple[str, str]]] = field(default_factory=dict)
    """Path of each stream of a month to those who took its key: what they hand on is drawn for them."""

    def open_years(self, keys: Any) -> None:
        """Let paths begin at these yearly keys."""
        for key in keys.ravel():
            self.paths[int(key)] = (int(key),)

    def streams_of(self, module: str) -> set[int]:
        """Numbers of the streams from which a module of the package drew."""
        return {path[2] for path, by in self.drawn.items() if any(name == f"selectorate.{module}" for name, _ in by)}

    def note(self, key: Any) -> None:
        """Write down who asked for the draw at a key."""
        path = self.paths.get(int(key))
        demand(
            path is not None and len(path) > 3, f"{_asked()[1]} draws at a key that is not year, month, stream, subject"
        )
        assert path is not None  # noqa: S101 - for the type checker
        self.drawn.setdefault(path, set()).update(self.opened[path[:3]])


@contextmanager
def ledger() -> Iterator[Ledger]:
    """Write down all draws of the plain kernel while the context lasts."""
    book = Ledger()
    draws = plain("draws")
    watched = {"mix_step": _mixing(book, draws.mix_step), "cell": _asking(book, draws.cell)}
    true = {name: getattr(draws, name) for name in watched}
    changed = [
        (module, name) for module in plain_modules().values() for name in true if vars(module).get(name) is true[name]
    ]
    try:
        for module, name in changed:
            setattr(module, name, watched[name])
        yield book
    finally:
        for module, name in changed:
            setattr(module, name, true[name])


def _mixing(book: Ledger, mix_step: Callable[[np.uint64, np.uint64], np.uint64]) -> Callable[..., Any]:
    back = pow(int(plain("draws").GOLDEN), -1, 2**64)

    def mix(state: np.uint64, step: np.uint64) -> np.uint64:
        key = mix_step(state, step)
        before = book.paths.get(int(state))
        if before is not None:
            path = book.paths[int(key)] = (*before, (int(step) * back - 1) % 2**64)
            if len(path) == 3:
                book.opened.setdefault(path, set()).add(_asked())
        return key

    return mix


def _asking(book: Ledger, cell: Callable[[np.uint64], int]) -> Callable[..., Any]:
    def ask(key: np.uint64) -> int:
        book.note(key)
        return cell(key)

    return ask


def _asked() -> tuple[str, str]:
    """The module and function, outside of `draws` and of this file, that is drawing."""
    frame: Any = sys._getframe(1)  # noqa: SLF001 - the documented way to one's caller
    while frame.f_globals["__name__"] in (_DRAWS, __name__):
        frame = frame.f_back
    return frame.f_globals["__name__"], frame.f_code.co_name


def demand_as_declared(book: Ledger) -> None:
    """Raise `ContractError` unless mechanisms draw from the streams they name, and no stream serves two modules."""
    owner: dict[str, str] = {}
    names = {number: name for name, number in streams().items()}
    drawn = {(names.get(path[2], str(path[2])), module) for path, by in book.drawn.items() for module, _ in by}
    for stream, module in sorted(drawn):
        demand(owner.setdefault(stream, module) == module, f"{owner[stream]} and {module} both draw {stream}")
    for stream, module in sorted(drawn):
        if ".mechanisms." in module:
            demand(stream in declared(module), f"{module} draws {stream}, which it does not declare")


def declared(module: str) -> str:
    """What the page of a mechanism says under *Draws*."""
    found = re.search(r"^Draws\s+((?:.+\n?)+?)(?=^\w+  |\Z)", plain_modules()[module].__doc__ or "", re.MULTILINE)
    return found[1] if found else ""
