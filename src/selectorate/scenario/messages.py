"""What is wrong, in plain sentences: what is wanted, what is given, and the valid name nearest to a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from selectorate.written import Day, Id, Month

_FEW = 10
_LONGEST = 200
_ENGLISH = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_NUMBERS = {"int_type", "float_type"}


def closest(name: str, known: Iterable[str]) -> list[str]:
    """Return the known name nearest to ``name``, be it written large or small, in a list, or an empty list."""
    if len(name) > _LONGEST:
        return []
    small = {one.casefold(): one for one in sorted(known)}
    return [small[one] for one in get_close_matches(name.casefold(), small, n=1, cutoff=0.6)]


def _nearest(name: str, known: Iterable[str]) -> str:
    return "".join(f"; did you mean {close!r}?" for close in closest(name, known))


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that no ``kind`` has this name, and which name is meant or, where they are few, which there are."""
    names = sorted(known)
    hint = _nearest(name, names)
    if not names:
        hint = f": the scenario has no {kind} at all"
    elif not hint and len(names) <= _FEW:
        hint = f"; known: {', '.join(names)}"
    return f"unknown {kind} {short(name)!r}{hint}"


def listed(names: Sequence[str], conjunction: str = "and") -> str:
    """Join names to ``a, b and c``."""
    return f" {conjunction} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def sentence(errors: Sequence[ErrorDetails], given: Any) -> str:
    """Say what is wrong with one value; several errors are the alternatives that it might have met and does not."""
    wants = [_wanted(error) for error in errors]
    if all(wants):
        phrase = listed(list(dict.fromkeys(wants)), "or")
        if given is None or given == "":
            return f"{phrase} is wanted, but nothing is written here"
        return f"{phrase} is wanted, not {described(given)}{_hint(errors, given)}"
    return _limit(next(error for error, want in zip(errors, wants, strict=True) if not want), given)


def described(value: Any) -> str:
    """Name a value as a reader of the file would."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value!r}"
    if isinstance(value, str):
        return f"the text {short(value)!r}"
    return "a list" if isinstance(value, list) else "a mapping"


def short(text: str) -> str:
    """Return a text, or its beginning where it would fill the screen."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def _pattern(annotated: Any) -> str:
    return str(annotated.__metadata__[0].pattern)


_PATTERNS = {
    _pattern(Id): "a name of small letters, digits, '_' and '-'",
    _pattern(Month): "a month such as 1924-01",
    _pattern(Day): "a date such as 1924, 1924-01 or 1924-01-21",
}
_TYPES = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def _wanted(error: ErrorDetails) -> str:
    """Return what the schema asks for in place of a value of the wrong kind, or nothing where the kind is right."""
    kind = error["type"]
    if kind == "literal_error":
        return (
            f"one of {', '.join(_choices(error))}" if len(_choices(error)) > 1 else f"the word {_choices(error)[0]!r}"
        )
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(error["ctx"]["pattern"], "text of another form")
    return _TYPES.get(kind, "")


def _choices(error: ErrorDetails) -> list[str]:
    return re.findall("'([^']*)'", error["ctx"]["expected"])


def _hint(errors: Sequence[ErrorDetails], given: Any) -> str:
    kinds = {error["type"] for error in errors}
    if "literal_error" in kinds and isinstance(given, str):
        choices = (_choices(error) for error in errors if error["type"] == "literal_error")
        return _nearest(given, [name for names in choices for name in names])
    if kinds <= {"string_type", "string_pattern_mismatch"} and isinstance(given, int | float):
        return ": put quotes around it"
    if not isinstance(given, str):
        return ""
    if given.lower() in _ENGLISH and kinds & (_NUMBERS | {"bool_type"}):
        return (
            f": write {_ENGLISH[given.lower()]}" if "bool_type" in kinds else " (yes and no are written true and false)"
        )
    quoted = re.fullmatch(r"[-+]?[0-9.]+", given) if kinds & _NUMBERS else given in {"true", "false"}
    if quoted and kinds & (_NUMBERS | {"bool_type"}):
        return ": leave out the quotes"
    return ""


def _limit(error: ErrorDetails, given: Any) -> str:
    """Say what is wrong with a value of the right kind."""
    limits = error.get("ctx", {})
    ge, gt, le, lt = (_number(limits.get(name)) for name in ("ge", "gt", "le", "lt"))
    sentences = {
        "greater_than_equal": f"{given} is too small: it must be at least {ge}",
        "greater_than": f"{given} is too small: it must be above {gt}",
        "less_than_equal": f"{given} is too large: it must be at most {le}",
        "less_than": f"{given} is too large: it must be below {lt}",
        "string_too_short": "text is wanted, but nothing is written here",
        "string_too_long": f"this text is too long: it may have {limits.get('max_length')} characters",
        "too_short": f"this list is too short: at least {_items(limits.get('min_length'))} wanted",
        "too_long": f"this list is too long: at most {_items(limits.get('max_length'))} wanted",
        "arguments": f"{limits.get('fn')} takes {limits.get('takes')}, not {limits.get('given') or 'nothing'}",
        "one_field": f"exactly one field is wanted here, {_instead(limits)}",
    }
    return sentences.get(error["type"], f"{described(given)} cannot stand here")


def _number(limit: Any) -> str:
    return f"{int(limit)}" if isinstance(limit, float) and limit.is_integer() else f"{limit}"


def _instead(limits: dict[str, Any]) -> str:
    return f"not {limits['given']}" if limits.get("given") else "and none is given"


def _items(count: Any) -> str:
    return "1 item is" if count == 1 else f"{count} items are"
