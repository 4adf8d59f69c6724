"""What the page is told of a scenario: who there is, who chooses whom, what can be changed, and what it rests on."""

from __future__ import annotations

from typing import Any

from selectorate.analysis.judging import Verdict
from selectorate.ensemble.rivals import FILE as READINGS
from selectorate.report.answered import beside
from selectorate.report.asserted import FILE as ESSAYS
from selectorate.report.checking import Check
from selectorate.report.moments import FILE as MOMENT
from selectorate.scenario import Scenario
from selectorate.scenario.resting import uses
from selectorate.simulation.build import build

SHIPPED = {"readings": READINGS, "when": MOMENT, "essays": ESSAYS}
"""Answers that may lie beside a scenario."""


def scenario_view(scenario: Scenario, name: str, asked: str) -> dict[str, Any]:
    """The scenario as the page draws it, which knows it by a name; at a prompt it is ``asked`` for."""
    d, model = scenario.document, build(scenario)
    verdict = Verdict(model)
    check = Check.of(scenario, asked=asked).document()
    return {
        "name": name,
        "hash": scenario.hash,
        "header": d.scenario.model_dump(mode="json"),
        "months": [scenario.month_name(t) for t in range(scenario.months)],
        "contenders": {name: {"name": one.name, "short": one.short} for name, one in d.contenders.items()},
        "bodies": check["bodies"],
        "offices": check["offices"],
        "links": check["links"],
        "loops": check["loops"],
        "axes": {name: axis.model_dump(mode="json") for name, axis in d.policy.items()},
        "sessions": [
            {"id": name, "month": scenario.month_name(month)}
            for name, month in zip(model.names.sittings, model.names.sitting_months, strict=True)
        ],
        "endings": [{"id": one.id, "title": one.title, "subject": one.subject} for one in verdict.endings],
        "outcomes": [{"id": one.id, "title": one.title, "subject": one.subject} for one in verdict.outcomes],
        "factors": {name: one.model_dump(mode="json", exclude_none=True) for name, one in d.factors.items()},
        "happenings": {name: {"title": one.title, "month": one.month} for name, one in d.happenings.items()},
        "readings": {
            name: {"title": one.title, "mechanism": one.mechanism, "control": one.control is True}
            for name, one in d.readings.items()
        },
        "doubts": {name: one.because for name, one in d.doubts.items()},
    }


def evidence_view(scenario: Scenario) -> dict[str, Any]:
    """Claims, sources and parameters, and what rests on what."""
    d = scenario.document
    return {
        "claims": {name: one.model_dump(mode="json", exclude_none=True) for name, one in d.claims.items()},
        "sources": {name: one.model_dump(mode="json", exclude_none=True) for name, one in d.sources.items()},
        "parameters": {name: one.model_dump(mode="json", exclude_none=True) for name, one in d.parameters.items()},
        "events": {name: one.model_dump(mode="json", exclude_none=True) for name, one in d.events.items()},
        "rests": [[*above, *below] for above, below in uses(scenario)],
    }


def shipped_view(scenario: Scenario, name: str) -> dict[str, Any] | None:
    """An answer that lies beside the scenario, None where there is none that fits."""
    found = beside(scenario, SHIPPED[name])
    return None if found is None or found.misfit() is not None else found.document()
