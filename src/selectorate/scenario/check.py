"""All rules across entries, one small function each; every problem is found, and each place is blamed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectorate.scenario import (
    checks_bodies,
    checks_calendar,
    checks_endings,
    checks_evidence,
    checks_factors,
    checks_names,
    checks_parameters,
    checks_powers,
    checks_readings,
    checks_room,
    checks_targets,
)
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found
from selectorate.scenario.references import unknown_names

Rule = Callable[[Parts], Iterator[Found]]

RULES: tuple[Rule, ...] = (
    unknown_names,
    *checks_names.RULES,
    *checks_calendar.RULES,
    *checks_room.RULES,
    *checks_bodies.RULES,
    *checks_powers.RULES,
    *checks_parameters.RULES,
    *checks_endings.RULES,
    *checks_factors.RULES,
    *checks_evidence.RULES,
    *checks_targets.RULES,
    *checks_readings.RULES,
)


def check(parts: Parts, found: list[Found]) -> list[Found]:
    """Return what all rules find, but for places that ``found`` or an earlier rule has already named."""
    named = {(one.path, one.key) for one in found}
    news: list[Found] = []
    for rule in RULES:
        for one in rule(parts):
            if (one.path, one.key) not in named:
                named.add((one.path, one.key))
                news.append(one)
    return news
