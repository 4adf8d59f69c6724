"""The plain twin of the kernel: the same sources with nothing compiled, side by side with the compiled ones.

A mechanism worked by hand runs at once in it, and its histories must have the bits of the compiled kernel.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from selectorate import compiling

PACKAGE = Path(compiling.__file__).parent
_COMPILED = (
    "draws",
    "mechanisms",
    "strategies",
    "simulation.facts",
    "simulation.forks",
    "simulation.month",
    "simulation.history",
)
"""The rooms that hold compiled functions."""


def plain(name: str) -> ModuleType:
    """The uncompiled twin of a kernel module, named as within the package.

    >>> from selectorate.testing import plain
    >>> float(plain("draws").exp(0.0))
    1.0
    """
    return plain_modules()[f"selectorate.{name}"]


@cache
def plain_modules() -> dict[str, ModuleType]:
    """All uncompiled modules by full name; they know each other and not their compiled twins."""
    names = [name for room in _COMPILED for name in _modules(room)]
    with _set_aside(names), _uncompiled():
        return {name: importlib.import_module(name) for name in names}


def _modules(room: str) -> list[str]:
    place = PACKAGE / room.replace(".", "/")
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    parts = [file.relative_to(PACKAGE.parent).with_suffix("").parts for file in files]
    return [".".join(part[:-1] if part[-1] == "__init__" else part) for part in parts]


@contextmanager
def _set_aside(names: list[str]) -> Iterator[None]:
    """Hide modules from imports, and put all back as it was: what others have imported stays theirs."""
    loaded = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(loaded)
        for name in names:
            _restore(name, loaded.get(name))


def _restore(name: str, module: ModuleType | None) -> None:
    """Let a package know a module of its own again, or forget the twin of one that was not loaded."""
    package, _, last = name.rpartition(".")
    parent = sys.modules.get(package)
    if parent is not None and module is not None:
        setattr(parent, last, module)
    elif parent is not None and hasattr(parent, last):
        delattr(parent, last)


@contextmanager
def _uncompiled() -> Iterator[None]:
    room: Any = compiling
    kept = room.compiled, room.folded, room.shared, room.entry
    try:
        room.compiled = room.folded = room.shared = room.entry = _as_written
        yield
    finally:
        room.compiled, room.folded, room.shared, room.entry = kept


def _as_written(function: Callable[..., Any]) -> Callable[..., Any]:
    return function
