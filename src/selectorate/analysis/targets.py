"""Targets: the facts that a fit may use, each as a statistic of one told history, and its recorded value beside it.

A date is a month, counted from the scenario's first; an order is a list of names, those of one month joined by ``+``;
a value of a vector from before the scenario begins is None. What each target needs stands in its file; how it is read
from a history, in `analysis.targets_ussr`, until files can say that themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectorate.analysis.told import Told, Value
from selectorate.ensemble import History
from selectorate.errors import QuestionError, nearest
from selectorate.evidence import Target
from selectorate.scenario import Scenario


def statistic(history: History, target: str) -> Value:
    """What a history has where a target has its recorded value: a number, a list, a category, or None for never.

    Args:
        history: a history told, with its chronicle and its months.
        target: id of the target.

    Raises:
        QuestionError: the scenario has no such target, or nobody has said how it is read from a history.
    """
    from selectorate.analysis.targets_ussr import STATISTICS  # noqa: PLC0415 - the table needs what is above it

    _known(history.scenario, target)
    if target not in STATISTICS:
        raise QuestionError(f"nobody has said yet how {target!r} is read from a history")
    return STATISTICS[target](Told(history))


def statistics(history: History) -> dict[str, Value]:
    """Every target of a history's scenario that can be read, by id."""
    from selectorate.analysis.targets_ussr import STATISTICS  # noqa: PLC0415 - as above

    told = Told(history)
    return {
        target: STATISTICS[target](told) for target in sorted(history.scenario.document.targets) if target in STATISTICS
    }


def recorded(scenario: Scenario, target: str) -> Value:
    """The recorded value of a target in the form in which `statistic` gives that of a history.

    Raises:
        QuestionError: the scenario has no such target.
    """
    known = _known(scenario, target)
    if known.form == "date":
        return scenario.month_index(str(known.value)[:7])
    if isinstance(known.value, list):
        return list(_parts(known.value))
    return known.value


def _known(scenario: Scenario, target: str) -> Target:
    targets = scenario.document.targets
    if target not in targets:
        raise QuestionError(f"unknown target {target!r}{nearest(target, targets)}")
    return targets[target]


def _parts(values: list[str] | list[float]) -> Iterator[str | float]:
    """Values of a list; what stands in brackets behind a name says more of it and is no part of it."""
    for value in values:
        yield re.sub(r"\s*\(.*\)", "", value) if isinstance(value, str) else value
