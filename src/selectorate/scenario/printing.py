"""A resolved document as YAML text: block style, one field a line, nothing left to the reader's guess."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from selectorate.scenario.document import Document
from selectorate.scenario.nodes import Scalar
from selectorate.scenario.reading import scalar
from selectorate.written import fields

_PLAIN = re.compile(r"[^\W\d_][\w ,.;()/+*%&=§’“”–—-]*", re.UNICODE)
_OLD = {"yes", "no", "on", "off", "y", "n"}
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def printed(document: Document) -> str:
    """Return ``document`` as text; absent fields are left out, empty sections as well."""
    sections = {name: getattr(document, name) for name in type(document).model_fields}
    filled = {name: section for name, section in sections.items() if isinstance(section, BaseModel) or section}
    return "\n".join("\n".join(_field(name, section, 0)) + "\n" for name, section in filled.items())


def _fields(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        given = [(name, getattr(value, attribute)) for name, attribute in fields(type(value)).items()]
        return [(name, item) for name, item in given if item is not None]
    return list(value.items())


def _field(name: str, value: Any, indent: int) -> Iterator[str]:
    start = f"{' ' * indent}{_text(name)}:"
    if isinstance(value, BaseModel | dict) and _fields(value):
        yield start
        yield from _mapping(value, indent + 2)
    elif isinstance(value, list) and any(isinstance(item, BaseModel) for item in value):
        yield start
        for item in value:
            lines = list(_mapping(item, indent + 4))
            yield f"{' ' * (indent + 2)}- {lines[0].lstrip(' ')}"
            yield from lines[1:]
    else:
        yield f"{start} {_inline(value)}"


def _mapping(value: Any, indent: int) -> Iterator[str]:
    for name, item in _fields(value):
        yield from _field(name, item, indent)


def _inline(value: Any) -> str:
    if isinstance(value, BaseModel | dict):
        return "{}"
    if isinstance(value, list):
        return f"[{', '.join(_quoted(item) if isinstance(item, str) else _inline(item) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    """Return text as an item of a flow list, where a comma or bracket would end it."""
    return text if re.fullmatch(r"[a-z][\w-]*", text, re.ASCII) and _is_text(text) else _double(text)


def _text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and not text.endswith(" ") and _is_text(text) else _double(text)


def _is_text(text: str) -> bool:
    """Whether text is text without quotes: to the core schema, and to older programs with their `no` for false."""
    return isinstance(scalar(Scalar(text, True, 0, 0))[0], str) and text.lower() not in _OLD


def _double(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
