"""Answers about the small society and about the party, and how a page is read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest

from selectorate import ensemble, report, scenario
from selectorate.analysis.comparing import Comparison
from selectorate.analysis.explain import explain
from selectorate.analysis.flow import flow
from selectorate.analysis.parting import Parting
from selectorate.analysis.plan import Plan
from selectorate.ensemble.diverging import together
from selectorate.report import Answer
from selectorate.report.compared import Compared
from selectorate.report.explained import Explained
from selectorate.report.flowing import Flowing
from selectorate.scenario import Scenario

Tree = Callable[[str], ET.Element]
Words = Callable[[ET.Element], str]


@pytest.fixture(scope="session")
def answer() -> Answer:
    return report.run("association", histories=200, seed=7)


@pytest.fixture(scope="session")
def party() -> Answer:
    """Few histories of the party, with hand-set parameters: enough to have every section."""
    return report.run("ussr-1922", histories=20, seed=7, parameters="hand-set")


def _compared(home: Scenario, histories: int, without: str, asked: str) -> Compared:
    worlds = (
        (ensemble.prepare(home, changes=ensemble.changes(home, without=some)), "recorded") for some in ([], [without])
    )
    one, other, months = together(*worlds, seed=7, histories=histories, threads=2)
    words = f"selectorate compare {asked} --histories {histories} --seed 7 --without {without}"
    return Compared(Comparison(one, other, Parting(home, months)), asked, words)


def _explained(home: Scenario) -> Explained:
    plan = Plan.of(ensemble.prepare(home, seed=7), "recorded")
    *_, found = explain(plan, histories=100, seed=7, threads=2)
    return Explained(found, "association", 7, 2, 1.0)


def _flowing(home: Scenario) -> Flowing:
    found = flow(ensemble.prepare(home, seed=7), "recorded", histories=100, seed=7, threads=2)
    return Flowing(found, f"selectorate flow {home.name} --histories 100 --seed 7", 7, 2, 1.0)


@pytest.fixture(scope="session")
def asked() -> Callable[[Scenario], dict[str, Any]]:
    """The answer of every verb that has a page, by the verb, about a society like the association."""
    return lambda home: {
        "run": report.run(home, histories=200, seed=7),
        "compare": _compared(home, 100, "chair_powers", home.name),
        "explain": _explained(home),
        "flow": _flowing(home),
    }


@pytest.fixture(scope="session")
def answers(asked: Callable[[Scenario], dict[str, Any]]) -> dict[str, Any]:
    """The same about the association itself."""
    return asked(scenario.load("association"))


@pytest.fixture(scope="session")
def explained(answers: dict[str, Any]) -> Explained:
    return answers["explain"]


@pytest.fixture(scope="session")
def compared(answers: dict[str, Any]) -> Compared:
    return answers["compare"]


@pytest.fixture(scope="session")
def of_the_party() -> Compared:
    """Two worlds of the party, which has a record."""
    return _compared(scenario.load("ussr-1922"), 100, "testament", "ussr-1922")


@pytest.fixture(scope="session")
def tree() -> Tree:
    """A page as a tree."""
    return lambda text: ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


@pytest.fixture(scope="session")
def words() -> Words:
    """The words of a part of a page."""
    return lambda element: " ".join("".join(element.itertext()).split())
