"""Structures that Python and compiled code share: one class a noun, one line a field, a numpy dtype made of it.

A kernel that takes many arrays spends its time handing them on: every call passes seven words for each, and counts
references at every use. A structure of fixed room is one pointer, so it costs nothing to pass, and no change of a
number, a name or a count changes its type; nothing is ever compiled again for another scenario. Every field takes
eight bytes, so nothing depends on padding.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

Row = TypeVar("Row")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]


NUMBERS: dict[Any, Any] = {int: np.int64, float: np.float64}
"""What stands in a structure for the numbers of Python: eight bytes each."""


class Struct:
    """Fields by annotation: ``int``, ``float``, another structure, or ``Annotated[Rows[...] | Floats | Ints, shape]``.

    Instances are numpy records; the classes exist for their readers, for the type checker and for `dtype_of`.
    """


class Rows(Generic[Row]):
    """Room for rows of a structure, read and written as ``rows[i].field`` or ``rows[i, j].field``."""

    if TYPE_CHECKING:

        def __getitem__(self, place: int | tuple[int, int]) -> Row: ...
        def __setitem__(self, place: int | tuple[int, int], row: Row) -> None: ...
        def tobytes(self) -> bytes:
            """All rows as bytes."""
            ...


@cache
def dtype_of(noun: type[Struct]) -> np.dtype[Any]:
    """The record dtype of a structure."""
    hints = get_type_hints(noun, include_extras=True)
    taken = [name for name in hints if hasattr(np.record, name)]
    if taken:
        raise TypeError(f"numpy records have attributes of their own called {taken}")
    return np.dtype((np.record, np.dtype([(name, *_field(hint)) for name, hint in hints.items()])))


def _field(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Annotated:
        kind, shape = get_args(hint)
        element = dtype_of(get_args(kind)[0]) if get_origin(kind) is Rows else kind.__args__[1].__args__[0]
        return (element, shape if isinstance(shape, tuple) else (shape,))
    return (NUMBERS[hint] if hint in NUMBERS else dtype_of(hint),)


def new(noun: type[Struct], *, rows: int = 1) -> Any:
    """So many zeroed rows of a structure."""
    return np.zeros(rows, dtype_of(noun)).view(np.recarray)  # type: ignore[arg-type]  # a class can be hashed
