"""Factors: that each has its contrast; and, wherever changes are written, that they change what is there."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from selectorate import parameters as engine
from selectorate.questions import Change, SetOffice
from selectorate.scenario.checks_parameters import named_by_rungs
from selectorate.scenario.messages import described, unknown
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found, Path


def contrast_known(parts: Parts) -> Iterator[Found]:
    """The contrast that is taken by default is one of those described."""
    for name, factor in parts.factors.items():
        if factor.contrast not in factor.contrasts:
            yield Found(("factors", name, "contrast"), unknown("contrast", factor.contrast, factor.contrasts))


def _changes(parts: Parts) -> Iterator[tuple[Path, Change]]:
    for name, factor in parts.factors.items():
        for name_of_contrast, contrast in factor.contrasts.items():
            for index, change in enumerate(contrast.changes):
                yield ("factors", name, "contrasts", name_of_contrast, "changes", index), change
    for section in ("readings", "doubts", "assertions"):
        for name, entry in getattr(parts, section).items():
            for index, change in enumerate(entry.changes):
                yield (section, name, "changes", index), change


def powers_borne(parts: Parts) -> Iterator[Found]:
    """A power that is shared or abolished is one that the office bears."""
    for path, change in _changes(parts):
        for field in ("share_power", "abolish_power"):
            wanted: SetOffice | None = getattr(change, field)
            office = parts.offices.get(wanted.office) if wanted else None
            if wanted and office:
                borne = [power.power for power in office.powers]
                for index, power in enumerate(wanted.powers):
                    if power not in borne:
                        yield Found((*path, field, "powers", index), unknown("power", power, borne))


def values_in_bounds(parts: Parts) -> Iterator[Found]:
    """A parameter is set to what it can be."""
    others = named_by_rungs(parts)
    for path, change in _changes(parts):
        if change.set and (change.set.parameter in engine.CATALOGUE or change.set.parameter in others):
            spec = engine.CATALOGUE.get(change.set.parameter)
            low, high = (spec.low, spec.high) if spec else (0.0, others.get(change.set.parameter, inf))
            if not low <= change.set.value <= high:
                message = (
                    f"{change.set.parameter!r} lies between {low:g} and {high:g}, so it cannot be {change.set.value:g}"
                )
                yield Found((*path, "set", "value"), message)


def moved_in_window(parts: Parts) -> Iterator[Found]:
    """A happening is moved to a month of the scenario."""
    header = parts.header
    for path, change in _changes(parts):
        month = change.happening.month if change.happening else "never"
        if header and header.start <= header.end and month[0].isdigit() and not header.start <= month <= header.end:
            message = f"{month} is outside the scenario, which runs from {header.start} to {header.end}"
            yield Found((*path, "happening", "month"), message)


def drawn_from_a_hazard(parts: Parts) -> Iterator[Found]:
    """A happening that is drawn has a hazard to be drawn from."""
    for path, change in _changes(parts):
        if change.happening and change.happening.month == "drawn":
            happening = parts.happenings.get(change.happening.happening)
            if happening and not happening.hazard:
                message = f"{change.happening.happening!r} has no hazard to be drawn from"
                yield Found((*path, "happening", "month"), message)


def rules_are_switches(parts: Parts) -> Iterator[Found]:
    """A rule holds or does not."""
    for path, change in _changes(parts):
        if change.rule and not isinstance(change.rule.value, bool):
            message = f"a rule holds or not: true or false is wanted, not {described(change.rule.value)}"
            yield Found((*path, "rule", "value"), message)


RULES = (contrast_known, powers_borne, values_in_bounds, moved_in_window, drawn_from_a_hazard, rules_are_switches)
