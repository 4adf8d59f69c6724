"""What a question changes, in sentences: parameters, happenings, offices given, factors taken away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from selectorate.ensemble.asking import numbers, parts
from selectorate.questions import Change
from selectorate.report.words import month
from selectorate.scenario import Scenario
from selectorate.scenario.document import Document
from selectorate.simulation.build import Model


def sentences(model: Model, happenings: str) -> list[str]:
    """What a question changes; nothing where it changes nothing."""
    scenario, found = model.scenario, list(_parameters(model))
    if happenings == "drawn":
        found.append("Happenings are drawn from their hazards and do not fall on their recorded months.")
    found += said(scenario, model.changes)
    if model.start and found:
        found.insert(0, f"Until {month(model.start)} all runs as it was; from then on:")
    return [*supposed(scenario), *found]


def said(scenario: Scenario, changes: Sequence[Change]) -> list[str]:
    """Changes in sentences: whole contrasts by their titles, others one by one."""
    return [_part(scenario, contrast, made) for contrast, made in parts(scenario, changes)]


def supposed(scenario: Scenario) -> list[str]:
    """What is supposed of a scenario, in sentences; nothing where it is taken as it is written."""
    document, found = scenario.document, []
    if scenario.reading is not None:
        title = document.readings[scenario.reading].title
        found.append(f"Supposed is a reading, in our simplification and not its author's claim: {title}.")
    for name in scenario.false:
        doubt = document.doubts[name]
        believed = f" Believed otherwise: {', '.join(doubt.priors)}." if doubt.priors else ""
        found.append(f"Supposed is that a claim is false: {name}. {doubt.because}{believed}")
    return found


def _parameters(model: Model) -> Iterator[str]:
    given = model.scenario.document.parameters
    found = [f"{name} = {value:g} (not {given[name].value:g})" for name, value in sorted(numbers(model).items())]
    if found:
        yield f"With {', '.join(found)}."


def _part(scenario: Scenario, contrast: str | None, made: Sequence[Change]) -> str:
    document, change = scenario.document, made[0]
    if contrast is not None:
        factor, _, name = contrast.partition(":")
        return f"{document.factors[factor].title}: {document.factors[factor].contrasts[name].title} ({contrast})."
    if change.holder is not None:
        who = document.contenders[change.holder.contender].name
        swap = ", whose own main office goes to the one who had it" if change.holder.swap else ""
        return f"{document.offices[change.holder.office].name}: {who}{swap}."
    if change.happening is not None:
        when = change.happening.month
        said = {"never": "never", "drawn": "in a month drawn from its hazard"}.get(when) or f"in {month(when)}"
        return f"{document.happenings[change.happening.happening].title}: {said}."
    return f"{_primitive(document, change)}."


def _primitive(d: Document, change: Change) -> str:
    """Any other primitive in words."""
    for field, words in _WORDS.items():
        if (made := getattr(change, field)) is not None:
            return words(d, made)
    return json.dumps(change.model_dump(exclude_none=True))


def _names(d: Document, contenders: Sequence[str]) -> str:
    return ", ".join(d.contenders[name].name for name in contenders)


_WORDS: Mapping[str, Callable[[Document, Any], str]] = {
    "share_power": lambda d, made: f"{d.offices[made.office].name}: held jointly instead: {', '.join(made.powers)}",
    "abolish_power": lambda d, made: f"{d.offices[made.office].name}: nobody has {', '.join(made.powers)}",
    "strategy": lambda d, made: f"Whom to side with is decided by {made.strategy}: {_names(d, made.contenders)}",
    "traits": lambda d, made: f"Personal scores at the median of all contenders: {_names(d, made.contenders)}",
    "ties": lambda d, made: f"Ties to {d.contenders[made.contender].name} are {made.times:g} times as strong",
    "series": lambda _, made: f"{made.series} stays at {made.value:g}",
    "set": lambda _, made: f"{made.parameter} = {made.value:g}",
}
