"""Endings and outcomes as single statements: ``sole`` of each contender becomes ``sole:ada``, ``sole:ben`` ..."""

from __future__ import annotations

from typing import NamedTuple

from selectorate.analysis.conditions import Whose
from selectorate.questions import Condition, Ending, Outcome
from selectorate.scenario import Scenario
from selectorate.simulation.build import Names


class Statement(NamedTuple):
    """One statement about a history, and of whom it is made."""

    id: str
    entry: str  # its id among the scenario's endings or outcomes
    subject: str | None  # contender or office
    title: str
    when: Condition | None  # None: it holds where no other does
    whose: Whose


def ending_statements(scenario: Scenario, names: Names) -> list[Statement]:
    """The scenario's endings by rank, then by the id of whom they are."""
    endings = scenario.document.endings
    ranked = sorted(endings, key=lambda entry: (endings[entry].rank, entry))
    return [statement for entry in ranked for statement in _each(entry, endings[entry], names)]


def outcome_statements(scenario: Scenario, names: Names) -> list[Statement]:
    """The scenario's outcomes by id, then by the id of whom they are."""
    outcomes = scenario.document.outcomes
    return [statement for entry in sorted(outcomes) for statement in _each(entry, outcomes[entry], names)]


def _each(entry: str, said: Ending | Outcome, names: Names) -> list[Statement]:
    if said.each is None:
        return [Statement(entry, entry, None, said.title, said.when, Whose())]
    subjects = names.contenders if said.each == "contender" else names.offices
    return [
        Statement(f"{entry}:{subject}", entry, subject, said.title, said.when, Whose(said.each, index))
        for subject, index in sorted((subject, index) for index, subject in enumerate(subjects))
    ]
