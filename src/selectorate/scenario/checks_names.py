"""Who and what is who: names, luck keys and ranks that may occur once, and relations of people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectorate.parameters import NEEDS, TRAITS
from selectorate.scenario.messages import listed, short, unknown
from selectorate.scenario.parts import Parts, all_units, repeated
from selectorate.scenario.places import Found, Path


def person_written_twice(parts: Parts) -> Iterator[Found]:
    """Contenders and people are one set of persons, so no id may stand in both sections."""
    for name in parts.written.tree.get("people", {}):
        if name in parts.written.tree.get("contenders", {}):
            yield Found(("people", name), f"{name!r} is a contender, too: a person stands in one section", key=True)


def luck_keys(parts: Parts) -> Iterator[Found]:
    """Draws use the luck key alone, so two of a kind that shared one would share their luck."""
    people: list[tuple[int, Path]] = [(one.luck_key, ("contenders", name)) for name, one in parts.contenders.items()]
    people += [(one.luck_key, ("people", name)) for name, one in parts.people.items()]
    yield from _keys(people)
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("bodies", parts.bodies),
        ("offices", parts.offices),
        ("happenings", parts.happenings),
        ("economy", parts.economy),
    )
    for section, entries in kinds:
        yield from _keys([(entry.luck_key, (section, name)) for name, entry in entries.items()])


def _keys(keys: list[tuple[int, Path]]) -> Iterator[Found]:
    for key, path, first in repeated(iter(keys)):
        yield Found((*path, "luck_key"), f"luck key {key} is already that of {first[-1]!r}")


def units_apart(parts: Parts) -> Iterator[Found]:
    """Units have their own names and luck keys, those that ``repeat`` stands for as well."""
    units = list(all_units(parts.units))
    blamed = set()
    for name, entry, first in repeated((name, entry) for name, entry, _ in units):
        if entry not in blamed:
            blamed.add(entry)
            yield Found(
                ("units", entry), f"two units would be called {name!r}, of {first!r} and of {entry!r}", key=True
            )
    for key, entry, first in repeated((key, entry) for _, entry, key in units):
        if entry not in blamed:
            blamed.add(entry)
            yield Found(("units", entry, "luck_key"), f"luck key {key} is already that of {first!r}")


def ranks(parts: Parts) -> Iterator[Found]:
    """Rungs and endings stand in one order."""
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (("rungs", parts.rungs), ("endings", parts.endings))
    for section, entries in kinds:
        for rank, name, first in repeated((entry.rank, name) for name, entry in entries.items()):
            yield Found((section, name, "rank"), f"rank {rank} is already that of {first!r}")


def affinities_to_others(parts: Parts) -> Iterator[Found]:
    """Nobody has an affinity to himself."""
    for name, contender in parts.contenders.items():
        if name in contender.affinities:
            yield Found(("contenders", name, "affinities", name), "this is an affinity to himself", key=True)


def one_founder(parts: Parts) -> Iterator[Found]:
    """Openings and motions are scaled by the authority of one person."""
    founders = [name for name, person in parts.people.items() if person.founder]
    for name in founders[1:]:
        yield Found(("people", name, "founder"), f"there is one founder at most, and {founders[0]!r} is already he")


def named_once(parts: Parts) -> Iterator[Found]:
    """A list of names holds each of them once."""
    tree = {section: value for section, value in parts.written.tree.items() if section != "targets"}
    yield from _named_once(tree, ())


def _named_once(value: Any, path: Path) -> Iterator[Found]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _named_once(item, (*path, name))
    elif isinstance(value, list):
        seen: set[str] = set()
        for index, item in enumerate(value):
            if isinstance(item, str):
                if item in seen:
                    yield Found((*path, index), f"{short(item)!r} stands in this list twice")
                seen.add(item)
            yield from _named_once(item, (*path, index))


def mechanisms_needed(parts: Parts) -> Iterator[Found]:
    """Some mechanisms read what others write."""
    given = parts.header.mechanisms if parts.header else []
    for index, name in enumerate(given):
        needed = [repr(other) for other in NEEDS.get(name, ()) if other not in given]
        if needed:
            yield Found(("scenario", "mechanisms", index), f"the mechanism {name!r} also needs {listed(needed)}")


def traits_known(parts: Parts) -> Iterator[Found]:
    """A trait is one that a mechanism or a strategy reads."""
    for name in parts.names("traits") or ():
        if name not in TRAITS:
            yield Found(("traits", name), unknown("trait", name, TRAITS), key=True)


RULES = (
    traits_known,
    person_written_twice,
    luck_keys,
    units_apart,
    ranks,
    affinities_to_others,
    one_founder,
    named_once,
    mechanisms_needed,
)
