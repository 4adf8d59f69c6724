"""Targets of a fit: values of the form that their statistic has, bounds around them, and places that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from selectorate.scenario.messages import described, unknown
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found, Path
from selectorate.scenario.references import known_names
from selectorate.targets import AGREED, Deed, Moment, Target

VALUES: dict[str, tuple[type, ...]] = {
    "date": (str,),
    "months": (int, float),
    "count": (int, float),
    "share": (int, float),
    "category": (str,),
    "boolean": (bool,),
    "order": (list,),
    "sequence": (list,),
}
"""What a value is written as, by the form of its statistic."""

WORDS = {
    "date": "a month or day, such as 1924-01 or 1924-01-21",
    "months": "a number of months",
    "count": "a number",
    "share": "a number",
    "category": "a name",
    "boolean": "true or false",
    "order": "a list of contenders",
    "sequence": "a list of groups",
}

PLACES = {
    "happened": "happening",
    "reached": "rung",
    "voted": "rung",
    "elected": "body",
    "divided": "body",
    "dismissed": "body",
    "took_office": "office",
    "left_office": "office",
    "turned": "policy axis",
}
"""What a kind of event names as where."""


SERIES = ("membership", "growth", "shortfall")
"""Functions that read a series, which may begin before any history."""


def values_of_their_form(parts: Parts) -> Iterator[Found]:
    """A value is of the kind that its statistic has, with as many parts as there are months."""
    for name, target in parts.targets.items():
        at, form = target.statistic.args.at, target.statistic.form
        if isinstance(at, list):
            yield from _vector(name, target, len(at))
        elif not isinstance(target.value, VALUES[form]) or (isinstance(target.value, bool) and form != "boolean"):
            message = f"{target.statistic.fn} has {WORDS[form]}, not {described(target.value)}"
            yield Found(("targets", name, "value"), message)
        elif form == "date":
            yield from _day(("targets", name, "value"), str(target.value))
        if not isinstance(at, list) and form not in AGREED:
            yield from _bounds(name, target)


def _bounds(name: str, target: Target) -> Iterator[Found]:
    """Bounds of a date are months, and of anything else numbers."""
    dated = target.statistic.form == "date"
    for field in ("low", "high"):
        given = getattr(target, field)
        if given is not None and not isinstance(given, str if dated else int | float):
            wanted = "a month such as 1924-01" if dated else "a number"
            yield Found(("targets", name, field), f"{wanted} is wanted here, not {described(given)}")


def _vector(name: str, target: Target, count: int) -> Iterator[Found]:
    for field in ("value", "low", "high"):
        given = getattr(target, field)
        if given is None and field != "value":
            continue
        if not isinstance(given, list) or len(given) != count or any(isinstance(one, str) for one in given):
            message = f"a list of {count} numbers is wanted, one for each month of 'at', not {described(given)}"
            long = f" of {len(given)}" if isinstance(given, list) else ""
            yield Found(("targets", name, field), message + long)


def _day(path: Path, day: str) -> Iterator[Found]:
    months = {"04", "06", "09", "11"}
    parts = day.split("-")
    if len(parts) < 2 or not all(part.isdigit() for part in parts):
        yield Found(path, f"{WORDS['date']} is wanted, not {described(day)}")
    elif len(parts) == 3 and int(parts[2]) > (29 if parts[1] == "02" else 30 if parts[1] in months else 31):
        yield Found(path, f"there is no {day} in any calendar")


def bounds_around_values(parts: Parts) -> Iterator[Found]:
    """What is near enough reaches from below the recorded value to above it, and is wider than nothing."""
    for name, target in parts.targets.items():
        if target.statistic.form in AGREED:
            continue
        if target.kind == "dynamic" and (target.low is None or target.high is None):
            missing = " and ".join(repr(f) for f in ("low", "high") if getattr(target, f) is None)
            yield Found(("targets", name), f"{missing} missing here: between them a history is near enough")
        elif target.kind == "dynamic" and any(low >= high for low, _, high in _around(target)):
            yield Found(("targets", name, "high"), "'high' must be above 'low': no width is left between them")
        elif any(not low <= value <= high for low, value, high in _around(target)):
            yield Found(("targets", name, "value"), "the recorded value lies outside of 'low' and 'high'")


def _around(target: Target) -> list[tuple[Any, Any, Any]]:
    """Bounds with what lies between them, where all are of one form; an order is as good as it can be."""
    low, high, form = target.low, target.high, target.statistic.form
    value: Any = 1.0 if form == "order" else target.value
    if isinstance(low, list) and isinstance(high, list) and isinstance(value, list):
        return list(zip(low, value, high, strict=False))
    if form == "date":
        value = str(value)[:7]
        return [(low, value, high)] if isinstance(low, str) and isinstance(high, str) else []
    numbers = all(isinstance(one, int | float) for one in (low, value, high))
    return [(low, value, high)] if numbers else []


def kernels(parts: Parts) -> Iterator[Found]:
    """A normal kernel has a width, an exact one an error rate; what agrees with the record or not is exact."""
    for name, target in parts.targets.items():
        if target.kernel == "normal" and target.width is None:
            yield Found(("targets", name, "kernel"), "a normal kernel needs a 'width'")
        if target.kernel == "exact" and target.error is None:
            yield Found(("targets", name, "kernel"), "an exact kernel needs an 'error': how often such a fact is wrong")
        if target.statistic.form in AGREED and target.kernel != "exact":
            message = f"{target.statistic.fn} agrees with the record or does not: its kernel is exact"
            yield Found(("targets", name, "kernel"), message)


def subjects(parts: Parts) -> Iterator[Found]:
    """Who is named as a value is somebody, a list of them those that are asked for, and a group one that is written."""
    contenders, people = parts.names("contenders"), parts.names("contenders", "people")
    for name, target in parts.targets.items():
        args, fn, path = target.statistic.args, target.statistic.fn, ("targets", name, "value")
        if fn == "ending" and contenders is not None and target.value not in contenders:
            yield Found(path, unknown("contender", str(target.value), contenders))
        if fn == "holder" and people is not None and target.value not in people:
            yield Found(path, unknown("person", str(target.value), people))
        if fn == "order_of" and isinstance(target.value, list) and contenders is not None:
            yield from _ordered(path, target.value, contenders)
        groups = [*args.partners.groups, args.partners.own] if args.partners else []
        for index, one in enumerate(target.value if fn == "coalition" and isinstance(target.value, list) else ()):
            if one not in groups:
                yield Found((*path, index), unknown("group", str(one), groups))
        if fn == "duration" and args.group not in groups:
            yield Found(("targets", name, "statistic", "args", "group"), unknown("group", str(args.group), groups))


def _ordered(path: Path, names: Sequence[Any], known: Collection[str]) -> Iterator[Found]:
    for index, name in enumerate(names):
        if name not in known:
            yield Found((*path, index), unknown("contender", str(name), known))
        elif name in names[:index]:
            yield Found((*path, index), f"{name!r} stands in this list twice")


def deeds(parts: Parts) -> Iterator[Found]:
    """Where an event falls is a place that its kind can name."""
    known = known_names(parts)
    for name, target in parts.targets.items():
        args = target.statistic.args
        path: Path = ("targets", name, "statistic", "args")
        found = [((*path, "event"), args.event)]
        for field, moment in (("from", args.start), ("to", args.end)):
            found += [((*path, field, "event"), moment.event)] if isinstance(moment, Moment) else []
        for where, deed in found:
            yield from _place(where, deed, known)


def _place(path: Path, deed: Deed | None, known: Any) -> Iterator[Found]:
    if deed is None or deed.where is None:
        return
    kind = PLACES.get(deed.kind)
    if kind is None:
        yield Found((*path, "where"), f"an event of the kind {deed.kind!r} has no place: leave 'where' out")
    elif known[kind] is not None and deed.where not in known[kind]:
        yield Found((*path, "where"), unknown(kind, deed.where, known[kind]))


def months_lived(parts: Parts) -> Iterator[Found]:
    """Months that are asked of a history are not after its end, nor before its beginning, where nothing is lived."""
    if parts.header is None:
        return
    for name, target in parts.targets.items():
        path: Path = ("targets", name, "statistic", "args")
        for where, month, early in _asked(target, parts.header.start):
            if month > parts.header.end:
                yield Found((*path, *where), f"{month} is after the end of every history, {parts.header.end}")
            elif not early and month < parts.header.start:
                yield Found((*path, *where), f"{month} is before the beginning of every history, {parts.header.start}")


def _asked(target: Target, start: str) -> Iterator[tuple[Path, str, bool]]:
    """Where a target names a month, the month, and whether it may be one before the beginning."""
    args, fn = target.statistic.args, target.statistic.fn
    if isinstance(args.at, list):
        # Values of before the beginning count for nothing, so there must be others.
        yield from ((("at",), month, max(args.at) >= start or fn in SERIES) for month in args.at)
    elif args.at is not None:
        yield ("at",), args.at, fn in SERIES
    if args.near is not None:
        yield ("near",), args.near, False
    for field, moment in (("from", args.start), ("to", args.end), ("until", args.until)):
        if moment is not None and moment.month is not None:
            yield (field, "month"), moment.month, fn not in ("survivors", "median_position")


RULES = (values_of_their_form, bounds_around_values, kernels, subjects, deeds, months_lived)
