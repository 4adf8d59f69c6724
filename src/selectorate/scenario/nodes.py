"""What a YAML text is made of, each part with its place: scalars, mappings and sequences."""

from __future__ import annotations

from dataclasses import dataclass, field

DEPTH = 40
"""Collections within collections that a file may hold; the written form needs about a dozen."""


@dataclass(slots=True)
class Scalar:
    """One value as written; ``plain`` where it stands without quotes and may thus be a number."""

    text: str
    plain: bool
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the text; a key may stand there twice."""

    line: int
    column: int
    entries: list[tuple[Node, Node]] = field(default_factory=list)


@dataclass(slots=True)
class Sequence:
    """Items in the order of the text."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence
