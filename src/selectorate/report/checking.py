"""What a scenario holds: who chooses whom, in which loops, who holds them, and how its numbers are known."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from selectorate._version import __version__
from selectorate.analysis import Link, Loop, links, loops
from selectorate.compiling import kernel_hash
from selectorate.ensemble.provenance import environment
from selectorate.errors import ScenarioError, SelectorateError
from selectorate.evidence import Parameter
from selectorate.institutions import Body, Office
from selectorate.report.asking import given
from selectorate.report.check_text import say_check
from selectorate.report.command import check_command
from selectorate.report.html import check_html
from selectorate.report.terminal import plain
from selectorate.report.words import SUPPORT
from selectorate.scenario import Scenario

SCHEMA = "selectorate/check/1"


@dataclass(frozen=True, repr=False, eq=False)
class Check:
    """A valid scenario's institutions and evidence.

    Attributes:
        scenario: the scenario.
        asked: the scenario as it was asked for: a shipped name or a folder.
        links: who chooses whom.
        loops: every way by which a body chooses those who choose it; rings with an appointment first.
    """

    scenario: Scenario
    asked: str
    links: list[Link]
    loops: list[Loop]

    @classmethod
    def of(cls, scenario: Scenario, *, asked: str | None = None) -> Check:
        """Find who chooses whom in a scenario."""
        return cls(scenario, asked or scenario.name, links(scenario), loops(scenario))

    def support(self) -> dict[str, int]:
        """The number of parameters by how they are known, every kind named."""
        counts: Counter[str] = Counter(one.support for one in self.scenario.document.parameters.values())
        return {support: counts[support] for support in SUPPORT}

    def document(self) -> dict[str, Any]:
        """The check as what ``--json`` prints."""
        d = self.scenario.document
        return {
            **_head(check_command(self.asked), self.scenario),
            "scenario": self.scenario.name,
            "scenario_hash": self.scenario.hash,
            "version": __version__,
            "bodies": {name: _body(d.bodies[name]) for name in sorted(d.bodies)},
            "offices": {name: _office(d.offices[name]) for name in sorted(d.offices)},
            "links": [{"from": a, "to": b, "kind": kind, "office": office} for a, b, kind, office in self.links],
            "loops": [_loop(loop) for loop in self.loops],
            "claims": len(d.claims),
            "parameters": [_parameter(name, d.parameters[name]) for name in sorted(d.parameters)],
            "support": self.support(),
        }

    def __repr__(self) -> str:
        return plain(say_check, self)

    def _repr_html_(self) -> str:
        return check_html(self)


def check(scenario: str | Path | Scenario | None = None) -> Check:
    """Read a scenario, refuse what cannot be, and find who chooses whom.

    Raises:
        ScenarioError: its files say something wrong; every problem has file, line and column.
        QuestionError: there is no such scenario, or its folder cannot be read.

    >>> import selectorate
    >>> selectorate.check("association").loops[0].holders
    {'chair': 'ada'}
    """
    loaded, asked = given(scenario)
    return Check.of(loaded, asked=asked)


def refusal(command: str, error: SelectorateError) -> dict[str, Any]:
    """What ``--json`` prints of a scenario that is refused, whatever was asked of it."""
    errors: list[dict[str, Any]] = [{"file": None, "line": None, "column": None, "message": str(error)}]
    if isinstance(error, ScenarioError):
        errors = [asdict(problem) for problem in error.problems]
    empty: dict[str, Any] = {"bodies": {}, "offices": {}, "links": [], "loops": [], "claims": 0, "parameters": []}
    return {**_head(command, None), "ok": False, "errors": errors, **empty}


def _head(command: str, scenario: Scenario | None) -> dict[str, Any]:
    provenance = {
        "scenario_hash": scenario.hash if scenario else None,
        "kernel_hash": kernel_hash(),
        "version": __version__,
        "environment": environment(),
    }
    return {"schema": SCHEMA, "command": command, "provenance": provenance, "ok": True, "errors": []}


def _body(body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "chosen": body.chosen.model_dump(),
        "seats": body.seats,
        "candidates": body.candidates,
        "holders": body.holders,
        "candidate_holders": body.candidate_holders,
    }


def _office(office: Office) -> dict[str, Any]:
    return office.model_dump(include={"name", "chosen_by", "heads", "holder", "visibility", "powers"})


def _loop(loop: Loop) -> dict[str, Any]:
    return {"links": loop.texts(), "kinds": [link.kind for link in loop.links], "holders": loop.holders}


def _parameter(name: str, parameter: Parameter) -> dict[str, Any]:
    prior = parameter.prior.model_dump(exclude_none=True)
    return {
        "name": name,
        "unit": parameter.unit,
        "value": parameter.value,
        "prior": prior,
        "because": parameter.because,
        "support": parameter.support,
        "claims": parameter.claims,
    }
