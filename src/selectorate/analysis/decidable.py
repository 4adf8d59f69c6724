"""Conditions that a scenario's files may say but that nothing which is kept of a history could decide."""

from __future__ import annotations

from collections.abc import Iterator

from selectorate.errors import Problem
from selectorate.questions import Condition
from selectorate.scenario import Scenario
from selectorate.scenario.places import Path


def undecidable(scenario: Scenario) -> list[Problem]:
    """Return what is wrong with the conditions of a scenario's endings and outcomes, each with its place."""
    found = [found for path, condition in _conditions(scenario) for found in _inside(scenario, path, condition)]
    return [Problem(*_place(scenario, path), message) for path, message in found]


def _conditions(scenario: Scenario) -> Iterator[tuple[Path, Condition]]:
    for name, ending in scenario.document.endings.items():
        if ending.when is not None:
            yield ("endings", name, "when"), ending.when
    for name, outcome in scenario.document.outcomes.items():
        yield ("outcomes", name, "when"), outcome.when


def _inside(scenario: Scenario, path: Path, condition: Condition) -> Iterator[tuple[Path, str]]:
    for field in ("all", "any"):
        for index, part in enumerate(getattr(condition, field) or ()):
            yield from _inside(scenario, (*path, field, index), part)
    bodies, roles = scenario.document.bodies, scenario.document.scenario.roles
    if condition.following and bodies[condition.following.body].chosen.how == "delegates_of":
        name = condition.following.body
        yield (*path, "following", "body"), f"{name!r} is drawn for one session: nobody has a following in it later"
    if condition.opposed_blocs and not bodies[condition.opposed_blocs.body].seats:
        name = condition.opposed_blocs.body
        yield (*path, "opposed_blocs", "body"), f"{name!r} has no seats of its own, so it has no blocs"
    presidium = roles.presidium or roles.committee
    if condition.every_other and condition.every_other.off not in {None, presidium}:
        name = condition.every_other.off
        yield (*path, "every_other", "off"), f"who is off {name!r} is not kept; it is kept of {presidium!r}"


def _place(scenario: Scenario, path: Path) -> tuple[str, int, int]:
    while path not in scenario.places and path:
        path = path[:-1]
    return scenario.places.get(path, (scenario.name, 1, 1))
