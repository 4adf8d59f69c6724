"""The engine's `World` and `State` as C structures, printed from the classes of which their dtypes are made.

So a C program reads the very bytes of the numpy records, and a field that is added, moved or dropped in
`selectorate.world` is so in C too. The header checks every structure's size and the place of its last field.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import numpy as np

from selectorate import draws, world
from selectorate.state import State
from selectorate.structs import Rows, Struct, dtype_of
from selectorate.world import World

WORDS = {int: "int64_t", float: "double", np.int64: "int64_t", np.float64: "double", np.uint64: "uint64_t"}
CONSTANTS: dict[str, ModuleType] = {"W": world, "D": draws}
"""By their prefix in C, the modules whose whole numbers in capitals C knows, too."""


def header() -> str:
    """The text of the header."""
    nouns = list(dict.fromkeys(noun for whole in (World, State) for noun in _inner(whole)))
    parts = ["#include <stddef.h>", "#include <stdint.h>", *constants(), *(_structure(noun) for noun in nouns)]
    return "\n\n".join(["/* Printed by `benchmarks.layout`. */", *parts]) + "\n"


def constants() -> Iterator[str]:
    """Whole numbers that have names in the kernel."""
    for prefix, module in CONSTANTS.items():
        named = {name: value for name, value in vars(module).items() if name.isupper() and type(value) is int}
        yield "\n".join(f"#define {prefix}_{name} {value}" for name, value in named.items())


def _inner(noun: type[Struct]) -> Iterator[type[Struct]]:
    """The structures within a structure, and then itself."""
    for hint in get_type_hints(noun, include_extras=True).values():
        element, _ = _parts(hint)
        if issubclass(element, Struct):
            yield from _inner(element)
    yield noun


def _parts(hint: Any) -> tuple[Any, tuple[int, ...]]:
    """What a field holds: its element and its shape."""
    if get_origin(hint) is not Annotated:
        return hint, ()
    kind, shape = get_args(hint)
    element = get_args(kind)[0] if get_origin(kind) is Rows else get_args(get_args(kind)[1])[0]
    return element, shape if isinstance(shape, tuple) else (shape,)


def _structure(noun: type[Struct]) -> str:
    fields = []
    for name, hint in get_type_hints(noun, include_extras=True).items():
        element, shape = _parts(hint)
        of = element.__name__ if issubclass(element, Struct) else WORDS[element]
        fields.append(f"    {of} {name}{''.join(f'[{length}]' for length in shape)};")
    dtype, name = dtype_of(noun), noun.__name__
    last = list(dtype.fields or {})[-1]
    place = (dtype.fields or {})[last][1]
    checks = (
        f'_Static_assert(sizeof({name}) == {dtype.itemsize}, "{name} is of another size");',
        f'_Static_assert(offsetof({name}, {last}) == {place}, "{name}.{last} lies elsewhere");',
    )
    return "\n".join(["typedef struct {", *fields, f"}} {name};", *checks])
