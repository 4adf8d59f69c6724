"""Endings and outcomes: one of them always holds, their names are distinct, and each can be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectorate.questions import Condition
from selectorate.scenario.messages import unknown
from selectorate.scenario.parts import Parts, repeated
from selectorate.scenario.places import Found, Path


def one_otherwise(parts: Parts) -> Iterator[Found]:
    """The last ending by rank has no condition, so that every history has one; all others have a condition."""
    if not parts.endings or not parts.valid("endings"):
        return
    last = max(parts.endings, key=lambda name: parts.endings[name].rank)
    otherwise = [name for name, ending in parts.endings.items() if ending.when is None]
    if not otherwise:
        yield Found(("endings",), "one ending must have no 'when': it is taken where no other fits")
    elif len(otherwise) > 1:
        for name in otherwise[1:]:
            yield Found(("endings", name), f"one ending has no 'when', and {otherwise[0]!r} is already that one")
    elif otherwise != [last]:
        rank = ("endings", otherwise[0], "rank")
        yield Found(rank, f"the ending without 'when' is taken last, so its rank must be above that of {last!r}")
    elif parts.endings[last].each:
        yield Found(("endings", last, "each"), "the ending without a condition is of nobody: leave this out")


def names(parts: Parts) -> dict[str, Path]:
    """Return the names that can be asked for, ``sole:stalin`` for one of ``each``, with the entry each is of."""
    return dict(_names(parts))


def _names(parts: Parts) -> Iterator[tuple[str, Path]]:
    for section, entries in _sections(parts):
        for name, entry in entries.items():
            each = {None: None, "contender": parts.names("contenders"), "office": parts.names("offices")}[entry.each]
            for whose in sorted(each or []) if entry.each else [""]:
                yield f"{name}:{whose}".rstrip(":"), (section, name)


def _sections(parts: Parts) -> tuple[tuple[str, dict[str, Any]], ...]:
    return ("endings", parts.endings), ("outcomes", parts.outcomes)


def distinct(parts: Parts) -> Iterator[Found]:
    """No two endings or outcomes have the same name."""
    for name, path, first in repeated(_names(parts)):
        if path != first:
            yield Found(path, f"{name!r} is already the name of one of the {first[0]}", key=True)


def outcome_known(parts: Parts) -> Iterator[Found]:
    """The scenario, and each assertion of a text, asks for an ending or an outcome that there is."""
    if not parts.valid("endings", "outcomes") or parts.names("contenders", "offices") is None:
        return
    asked: list[tuple[Path, str]] = [(("scenario", "outcome"), parts.header.outcome)] if parts.header else []
    asked += [(("assertions", name, "outcome"), one.outcome) for name, one in parts.assertions.items()]
    known = names(parts)
    for path, outcome in asked:
        if outcome not in known:
            yield Found(path, unknown("ending or outcome", outcome, known))


def conditions(parts: Parts) -> Iterator[tuple[Path, Condition, str | None]]:
    """Yield (path, condition, each) of every condition with those inside it."""
    for section, entries in _sections(parts):
        for name, entry in entries.items():
            if entry.when is not None:
                yield from _inside((section, name, "when"), entry.when, entry.each)


def _inside(path: Path, condition: Condition, each: str | None) -> Iterator[tuple[Path, Condition, str | None]]:
    yield path, condition, each
    for field in ("all", "any"):
        for index, part in enumerate(getattr(condition, field) or ()):
            yield from _inside((*path, field, index), part, each)


def of_whom(parts: Parts) -> Iterator[Found]:
    """Some conditions are of one contender, so the ending or outcome is one for each."""
    for path, condition, each in conditions(parts):
        for field in ("following", "every_other", "holds"):
            if getattr(condition, field) is not None and each != "contender":
                yield Found(
                    (*path, field), f"{field!r} is a statement about one contender: 'each: contender' is missing", True
                )


def decidable(parts: Parts) -> Iterator[Found]:
    """A condition says enough, and asks for what there can be."""
    for path, condition, _ in conditions(parts):
        for field in ("all", "any"):
            if getattr(condition, field) == []:
                yield Found((*path, field), "no condition is named here", key=True)
        if (following := condition.following) and (following.more_than is None) == (following.at_least is None):
            yield Found(
                (*path, "following"), "a following is 'more_than' or 'at_least' a share: one of them is wanted", True
            )
        if condition.reached and condition.reached.at_least > len(condition.reached.contenders):
            most = len(condition.reached.contenders)
            yield Found((*path, "reached", "at_least"), f"at least so many of {most} can never be")


def of_which_office(parts: Parts) -> Iterator[Found]:
    """An office that was lost is named, unless the statement is made for each office."""
    for path, condition, each in conditions(parts):
        if condition.lost is True and each != "office":
            yield Found((*path, "lost"), "name the office here, or make the statement for 'each: office'")
        elif condition.lost is not None and condition.lost is not True and each == "office":
            yield Found((*path, "lost"), "the statement is made for each office: write true here")


def reached_in_window(parts: Parts) -> Iterator[Found]:
    """A rung is reached within the months of the scenario."""
    header = parts.header
    for path, condition, _ in conditions(parts):
        month = condition.reached.by if condition.reached else None
        if header and month and header.start <= header.end and not header.start <= month <= header.end:
            message = f"{month} is outside the scenario, which runs from {header.start} to {header.end}"
            yield Found((*path, "reached", "by"), message)


RULES = (one_otherwise, distinct, outcome_known, of_whom, of_which_office, decidable, reached_in_window)
