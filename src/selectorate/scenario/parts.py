"""What the checks across entries look at: the valid entries, and the names that are written even if not valid."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from selectorate.evidence import Claim, Parameter, Series
from selectorate.happenings import Happening, Measure
from selectorate.institutions import Body, Header, Office, Rung, Session, Unit
from selectorate.people import Contender, SecondRank
from selectorate.questions import Ending, Factor, Outcome
from selectorate.readings import Assertion, Doubt, Reading
from selectorate.scenario.document import Document
from selectorate.scenario.reading import Written
from selectorate.scenario.validate import Valid
from selectorate.targets import Target

_T = TypeVar("_T")


@dataclass
class Parts:
    """A scenario as far as it is valid. A rule that needs a part which is not there says nothing."""

    written: Written
    header: Header | None = None
    contenders: dict[str, Contender] = field(default_factory=dict)
    people: dict[str, SecondRank] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    calendar: dict[str, Session] = field(default_factory=dict)
    happenings: dict[str, Happening] = field(default_factory=dict)
    economy: dict[str, Measure] = field(default_factory=dict)
    rungs: dict[str, Rung] = field(default_factory=dict)
    endings: dict[str, Ending] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    factors: dict[str, Factor] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    assertions: dict[str, Assertion] = field(default_factory=dict)

    def names(self, *sections: str) -> Collection[str] | None:
        """Return all names written in these sections, or None where one of them could not be read or is missing."""
        if any((section,) in self.written.refused or self._missing(section) for section in sections):
            return None
        return {name for section in sections for name in self.written.tree.get(section, {})}

    def _missing(self, section: str) -> bool:
        return not self.written.tree.get(section) and Document.model_fields[section].is_required()

    def valid(self, *sections: str) -> bool:
        """Whether every entry of these sections is valid, so that one may say what they lack."""
        names = self.names(*sections)
        return names is not None and len(names) <= sum(len(getattr(self, section)) for section in sections)


def parts(written: Written, valid: Valid) -> Parts:
    """Return the parts of a scenario that the rules look at."""
    known = {name: value for name, value in valid.sections.items() if name in Parts.__dataclass_fields__}
    return Parts(written, header=valid.sections.get("scenario"), **known)


def unit_names(name: str, unit: Unit) -> list[str]:
    """Return the names of the units that one entry stands for: itself, or ``name-01``, ``name-02`` ..."""
    if unit.repeat is None:
        return [name]
    width = max(2, len(str(unit.repeat)))
    return [f"{name}-{number:0{width}}" for number in range(1, unit.repeat + 1)]


def all_units(units: dict[str, Unit]) -> Iterator[tuple[str, str, int]]:
    """Yield (name, name of its entry, luck key) of every unit, with those that ``repeat`` stands for."""
    for entry, unit in units.items():
        for offset, name in enumerate(unit_names(entry, unit)):
            yield name, entry, unit.luck_key + offset


def repeated(values: Iterator[tuple[_T, Any]]) -> Iterator[tuple[_T, Any, Any]]:
    """Yield (value, who has it, who had it first) for each value that comes again."""
    first: dict[_T, Any] = {}
    for value, owner in values:
        if first.setdefault(value, owner) is not owner:
            yield value, owner, first[value]
