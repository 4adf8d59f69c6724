"""Where each part of a scenario stands: file, line and column by path."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from selectorate.errors import Problem

Path = tuple[str | int, ...]
"""The way to a part of a scenario: section, entry, field, and the index of an item of a list (from 0)."""

Place = tuple[str, int, int]
"""File, line and column, both counted from 1."""


class Found(NamedTuple):
    """Something wrong with the part at ``path``; with its key, where ``key`` is true."""

    path: Path
    message: str
    key: bool = False


@dataclass
class Places:
    """Places by path: of a value as written, or of its key where it holds further parts."""

    files: list[str] = field(default_factory=list)
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def value(self, path: Path) -> Place:
        """Return the place of the value at ``path``, or of what it would stand in where nothing is written."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, (self.files[0] if self.files else "", 1, 1))

    def key(self, path: Path) -> Place:
        """Return the place of the key at ``path``, or of the value where it has none (an item of a list)."""
        return self.keys.get(path) or self.value(path)

    def problem(self, found: Found) -> Problem:
        """Return what was found as a problem with its place."""
        return Problem(*(self.key if found.key else self.value)(found.path), found.message)
