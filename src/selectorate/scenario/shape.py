"""What the written form allows at a path: the fields of the entry that stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from selectorate.written import fields


def fields_at(model: Any, path: Sequence[str | int]) -> list[str]:
    """Return the field names of the entry at ``path`` below ``model``, or none where no entry is wanted there."""
    for part in path:
        model = _below(model, part)
    entry = _entry(model)
    return list(fields(entry)) if entry else []


def _below(shape: Any, part: str | int) -> Any:
    entry = _entry(shape)
    if entry is not None:
        attribute = fields(entry).get(str(part))
        return entry.model_fields[attribute].annotation if attribute else None
    for option in _options(shape):
        if get_origin(option) in {list, dict}:
            return get_args(option)[-1]
    return None


def _entry(shape: Any) -> type[BaseModel] | None:
    for option in _options(shape):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def _options(shape: Any) -> list[Any]:
    """Return what may stand here: the members of a union, or the one thing, without its constraints."""
    if hasattr(shape, "__metadata__"):
        return _options(shape.__origin__)
    if get_origin(shape) in {list, dict, None}:
        return [shape]
    return [option for member in get_args(shape) for option in _options(member)]
