"""Which index each name has: everything stands in the order of luck keys, which travel with the person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from selectorate.scenario import Scenario


class Index:
    """The ids of a scenario in index order, its numbers as set, and where each name stands."""

    def __init__(
        self,
        scenario: Scenario,
        parameters: Mapping[str, float],
        *,
        drawn: Collection[str],
        holds: Mapping[str, float] | None = None,
    ) -> None:
        self.scenario = scenario
        self.document = d = scenario.document
        self.parameters = parameters
        self.drawn = drawn
        self.holds = holds or {}
        self.contenders = _by_key(d.contenders)
        self.persons = (*self.contenders, *_by_key(d.people))
        self.units = _by_key(d.units)
        self.bodies = _by_key(d.bodies)
        self.offices = _by_key(d.offices)
        self.rungs = tuple(sorted(d.rungs, key=lambda rung: d.rungs[rung].rank))
        self.happenings = _by_key(d.happenings)
        self.economy = _by_key(d.economy)
        self.axes = tuple(sorted(d.policy))

    def contender(self, name: str | None) -> int:
        """Where a contender stands; -1 for nobody."""
        return -1 if name is None else self.contenders.index(name)

    def person(self, name: str | None) -> int:
        """Where a person stands; -1 for nobody."""
        return -1 if name is None else self.persons.index(name)

    def body(self, name: str | None) -> int:
        """Where a body stands; -1 for none."""
        return -1 if name is None else self.bodies.index(name)

    def bits(self, bodies: Sequence[str]) -> int:
        """Bodies as bits of one number."""
        return sum(1 << self.bodies.index(name) for name in bodies)


def _by_key(entries: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(entries, key=lambda name: entries[name].luck_key))
