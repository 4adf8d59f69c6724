"""What a question changes, in sentences: parameters, happenings, offices given, factors taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from selectorate.ensemble.asking import numbers, parts
from selectorate.questions import Change
from selectorate.report.words import month
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model


def sentences(model: Model, happenings: str) -> list[str]:
    """What a question changes; nothing where it changes nothing."""
    scenario, said = model.scenario, list(_parameters(model))
    if happenings == "drawn":
        said.append("Happenings are drawn from their hazards and do not fall on their recorded months.")
    said += [_part(scenario, contrast, made) for contrast, made in parts(scenario, model.changes)]
    if model.start and said:
        said.insert(0, f"Until {month(model.start)} all runs as it was; from then on:")
    return said


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
    return f"{json.dumps(change.model_dump(exclude_none=True))}."
