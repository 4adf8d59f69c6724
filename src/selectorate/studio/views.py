"""What the page is told of a scenario: who there is, who chooses whom, what can be changed, and what it rests on."""

from __future__ import annotations

from typing import Any

import numpy as np

from selectorate.analysis import Statement
from selectorate.analysis.following import recorded_following
from selectorate.analysis.judging import Verdict
from selectorate.ensemble.posterior import named
from selectorate.ensemble.rivals import FILE as READINGS
from selectorate.parameters import CATALOGUE
from selectorate.report.answered import beside
from selectorate.report.asserted import FILE as ESSAYS
from selectorate.report.checking import Check
from selectorate.report.defining import definition
from selectorate.report.moments import FILE as MOMENT
from selectorate.report.resting import Resting
from selectorate.scenario import Scenario
from selectorate.scenario.resting import KINDS, Entry, uses
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
        "contenders": {
            name: d.contenders[name].model_dump(mode="json", include={"name", "short", "fate"})
            for name in model.names.contenders
        },
        "bodies": check["bodies"],
        "offices": check["offices"],
        "links": check["links"],
        "loops": check["loops"],
        "axes": {name: axis.model_dump(mode="json") for name, axis in d.policy.items()},
        "economy": {
            name: one.model_dump(mode="json", include={"title", "axis", "series"}) for name, one in d.economy.items()
        },
        "people": {name: one.name for name, one in d.people.items()},
        "sessions": [
            {"id": name, "month": scenario.month_name(month), "title": d.calendar[name].title}
            for name, month in zip(model.names.sittings, model.names.sitting_months, strict=True)
        ],
        "recorded_following": [one._asdict() for one in recorded_following(scenario, model.names)],
        "endings": [_statement(scenario, one) for one in verdict.endings],
        "outcomes": [_statement(scenario, one) for one in verdict.outcomes],
        "factors": {name: one.model_dump(mode="json", exclude_none=True) for name, one in d.factors.items()},
        "happenings": {
            name: one.model_dump(mode="json", exclude_none=True, by_alias=True) for name, one in d.happenings.items()
        },
        "readings": {
            name: {"title": one.title, "mechanism": one.mechanism, "control": one.control is True}
            for name, one in d.readings.items()
        },
        "doubts": {name: one.because for name, one in d.doubts.items()},
    }


WRITTEN = ("claims", "sources", "parameters", "factors", "events", "targets", "readings", "happenings")
"""Sections of a scenario that the page tells entry by entry; of the others it says what they are."""

ENDS = (0.05, 0.5, 0.95)
"""Quantiles of a posterior."""


def _statement(scenario: Scenario, said: Statement) -> dict[str, Any]:
    """An ending or outcome, of whom it is said, and what is counted where it is said to hold."""
    counted = definition(scenario.document, said)
    return {"id": said.id, "title": said.title, "subject": said.subject, "definition": counted}


def evidence_view(scenario: Scenario) -> dict[str, Any]:
    """What is written, what each entry is in its own words, what was learnt of parameters, and what rests on what."""
    d, learnt = scenario.document, named(scenario)
    return {
        **{
            section: {name: one.model_dump(mode="json", exclude_none=True) for name, one in getattr(d, section).items()}
            for section in WRITTEN
        },
        "meanings": {name: CATALOGUE[name].meaning for name in d.parameters if name in CATALOGUE},
        "posterior": {}
        if learnt is None
        else dict(zip(learnt.names, np.quantile(learnt.draws, ENDS, axis=0).T.tolist(), strict=True)),
        "says": {
            kind: {
                name: getattr(one, "name", None) or Resting(scenario, Entry(kind, name), "").says()
                for name, one in getattr(d, section).items()
            }
            for section, kind in KINDS.items()
        },
        "rests": [[*above, *below] for above, below in uses(scenario)],
    }


def shipped_view(scenario: Scenario, name: str) -> dict[str, Any] | None:
    """An answer that lies beside the scenario, None where there is none that fits."""
    found = beside(scenario, SHIPPED[name])
    return None if found is None or found.misfit() is not None else found.document()
