"""The same scenario, changed in a way that must not matter, or that takes one thing away."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from selectorate.scenario import Scenario
from selectorate.scenario.document import Document

_SETS = {"holders", "candidate_holders", "powers", "over", "bodies", "elects", "claims", "sources"}
"""Lists whose order means nothing."""

_EVIDENCE = {"claims", "sources", "events", "record", "targets", "readings", "doubts", "assertions"}
_TOLD_OF_PEOPLE = {"later_views", "posts", "power_base", "described_as", "fate", "justification"}
_TOLD_OF_UNITS = {
    *("head", "later_heads", "patron_via", "patron_confidence", "opposition", "merged_into", "merged", "note"),
    *("region", "sources"),
}
_TOLD = {"contenders": _TOLD_OF_PEOPLE, "people": _TOLD_OF_PEOPLE, "units": _TOLD_OF_UNITS}


def rewritten(scenario: Scenario, tree: Mapping[str, Any]) -> Scenario:
    """A scenario with the document that a tree of plain values says."""
    return replace(scenario, document=Document.model_validate(tree))


def shuffled(scenario: Scenario, seed: int) -> Scenario:
    """All entries, and all lists whose order means nothing, in another order."""
    dice = random.Random(seed)  # noqa: S311 - an order, no secret

    def mixed(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            entries = [(key, mixed(key, item)) for key, item in value.items()]
            return dict(dice.sample(entries, len(entries)))
        if isinstance(value, list):
            items = [mixed("", item) for item in value]
            return dice.sample(items, len(items)) if name in _SETS else items
        return value

    return rewritten(scenario, mixed("", scenario.document.model_dump(exclude_unset=True)))


def exchanged(scenario: Scenario, one: str, other: str) -> Scenario:
    """Two ids exchanged everywhere: keys, references, and names made of them such as ``sole:one``."""
    swap = {one: other, other: one}

    def named(text: str) -> str:
        return ":".join(swap.get(part, part) for part in text.split(":"))

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {named(key): walk(item) for key, item in value.items()}
        if isinstance(value, list):
            return [walk(item) for item in value]
        return named(value) if isinstance(value, str) else value

    return rewritten(scenario, walk(scenario.document.model_dump(exclude_unset=True)))


def without_record(scenario: Scenario) -> Scenario:
    """Nothing said of what came after the start, but for what a history may be told.

    No record, no evidence, and no series but those of the membership and of the economy; of the share of workers what
    was known at the start.
    """
    tree = scenario.document.model_dump(exclude_unset=True)
    tree = {section: entries for section, entries in tree.items() if section not in _EVIDENCE}
    for section, told in _TOLD.items():
        for entry in tree.get(section, {}).values():
            for name in told & entry.keys():
                del entry[name]
    tree["series"] = _series_read(scenario, tree.get("series", {}))
    return rewritten(scenario, _without(tree, {"claims", "sources"}))


def _series_read(scenario: Scenario, series: Mapping[str, Any]) -> dict[str, Any]:
    """The series that a world reads, as far as it reads them."""
    document = scenario.document
    membership, start = document.scenario.membership, document.scenario.start
    kept = {measure.series for measure in document.economy.values()}
    kept |= {membership.total} if membership else set()
    found = {name: one for name, one in series.items() if name in kept}
    workers = membership.workers if membership else None
    if workers is not None and workers not in kept:
        points = [point for point in series[workers]["points"] if point["date"][:7] <= start]
        found[workers] = {**series[workers], "points": points}
    return found


def _without(value: Any, names: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(item, names) for key, item in value.items() if key not in names}
    return [_without(item, names) for item in value] if isinstance(value, list) else value
