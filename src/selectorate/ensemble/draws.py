"""Draws of parameters: each history lived with parameters of its own, dealt over those of the world.

A parameter stands at one word of a world or at several: among the `Parameters`, or as a rung's reluctance or hazard.
What a question sets by name it sets in every draw, so nothing is dealt there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.errors import QuestionError, nearest
from selectorate.simulation.build import Model
from selectorate.state import Dealt
from selectorate.structs import Rows, dtype_of
from selectorate.world import Rung, World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LAYOUT: Any = dtype_of(World)
RUNG: Any = dtype_of(Rung)
WORDS = LAYOUT.itemsize // 8
"""Words of eight bytes in a world."""


def places(model: Model, names: Sequence[str]) -> tuple[Ints, Ints]:
    """The words of a model's worlds at which parameters stand, and which parameter stands at each.

    Raises:
        QuestionError: the scenario has no such parameter.
    """
    known = model.scenario.document.parameters
    for name in names:
        if name not in known:
            raise QuestionError(f"unknown parameter {name!r}{nearest(name, known)}")
    rows = range(len(np.asarray(model.worlds)))
    found = [
        (row * WORDS + word, column)
        for row in rows
        for column, name in enumerate(names)
        if not (row == rows[-1] and name in model.numbers)
        for word in words(model, name)
    ]
    return np.array([place for place, _ in found], np.int64), np.array([column for _, column in found], np.int64)


def words(model: Model, name: str) -> Iterator[int]:
    """The words of one world at which a parameter stands."""
    kind, start = LAYOUT.fields["parameters"][:2]
    if name in kind.fields:
        yield (start + kind.fields[name][1]) // 8
    start = LAYOUT.fields["rungs"][1]
    for row, one in enumerate(model.names.rungs):
        written = model.scenario.document.rungs[one]
        for field in ("reluctance", "hazard"):
            if getattr(written, field) == name:
                yield (start + row * RUNG.itemsize + RUNG.fields[field][1]) // 8


def dealt(worlds: Rows[World], found: tuple[Ints, Ints], draws: Floats) -> Dealt:
    """Draws (k, parameters) as the kernel deals them over the worlds of one thread."""
    there: Floats = np.asarray(worlds).view(np.ndarray).view(np.float64)
    return Dealt(there, *found, np.ascontiguousarray(draws))
