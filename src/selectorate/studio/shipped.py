"""What a page shows before anybody has asked: answers to its first questions, in a file beside the scenario.

They were made by the functions that answer any question, and count only for the scenario, the kernel, the posteriors
and the weights that they were made with: else they are lived again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from selectorate.analysis.finding import CLOSEST, TYPICAL
from selectorate.ensemble import Store, answers
from selectorate.ensemble.asking import named
from selectorate.ensemble.posterior import folder
from selectorate.errors import QuestionError
from selectorate.report.answered import head
from selectorate.report.command import studio_command
from selectorate.scenario import Scenario
from selectorate.studio.asking import Question, Shown, Which
from selectorate.studio.histories import told
from selectorate.studio.keeping import Answer
from selectorate.studio.shelf import parameters, stamp
from selectorate.studio.work import Watch, answer

SCHEMA = "selectorate/studio/1"
FILE = "studio.json.gz"
"""What ships beside a scenario; packed it is a tenth as large."""

EXPLAINED, COMPARED = 100, 2000
"""Histories in each world of the first explanation, as of ``make run``, and of the first comparison."""


def histories(scenario: Scenario) -> dict[str, Which]:
    """The histories that a page opens with, by what they are found by."""
    asked = [TYPICAL, *([CLOSEST] if scenario.document.record.removals else [])]
    return {find: Which(find=find) for find in asked}


def questions(scenario: Scenario, *, explained: int = EXPLAINED, compared: int = COMPARED) -> dict[str, Question]:
    """The questions that a page begins with, by their verbs; none where the scenario asks about no factor."""
    factor = scenario.document.scenario.factor
    if factor is None:
        return {}
    return {
        "explain": Question(verb="explain", scenario=scenario.name, histories=explained),
        "compare": Question(verb="compare", scenario=scenario.name, histories=compared, without=[factor]),
    }


def made(
    shown: Shown, *, explained: int = EXPLAINED, compared: int = COMPARED, store: Store | None = None,
    watch: Watch = None,
) -> dict[str, Any]:  # fmt: skip
    """What ships beside a scenario, made anew; repeated, only what every answer says of its making may differ."""
    scenario = shown.scenario
    first = {find: told(shown, which, store=store) for find, which in histories(scenario).items()}
    asked = questions(scenario, explained=explained, compared=compared)
    found = {verb: answer(question, shown, store=store, watch=watch) for verb, question in asked.items()}
    return {
        **head(SCHEMA, studio_command(shown.asked), scenario),
        "beside": beside(scenario),
        "histories": first,
        "answers": {verb: {"question": asked[verb].model_dump(), **one._asdict()} for verb, one in found.items()},
    }


def packed(told: Mapping[str, Any]) -> bytes:
    """What ships as it is written: the same bytes for the same answers."""
    return gzip.compress(json.dumps(told, allow_nan=False, separators=(",", ":")).encode(), mtime=0)


def shipped(scenario: Scenario) -> Mapping[str, Any]:
    """What ships beside a scenario.

    Raises:
        QuestionError: nothing does that fits.
    """
    found = _read(scenario, _stamp(scenario))
    if isinstance(found, str):
        raise QuestionError(found)
    return found


def history(shown: Shown, which: Which) -> Mapping[str, Any] | None:
    """The document of a history, if it ships."""
    first: Mapping[str, Any] = _fitting(shown.scenario).get("histories", {})
    same = which.find in first and which.model_copy(update={"number": 0}) == Which(find=which.find)
    return first[str(which.find)] if same else None


def ready(question: Question, shown: Shown) -> Answer | None:
    """The answer to a question, if it ships."""
    known = _fitting(shown.scenario).get("answers", {}).get(question.verb)
    if known is None:
        return None
    same = _plain(question, shown.scenario) == _plain(Question.model_validate(known["question"]), shown.scenario)
    return Answer(known["document"], known["page"]) if same else None


def _plain(question: Question, scenario: Scenario) -> dict[str, Any]:
    """A question with all that it leaves to the scenario written out."""
    header = scenario.document.scenario
    explain = question.verb == "explain"
    factor = question.factor or header.factor
    return question.model_dump() | {
        "scenario": scenario.name,
        "outcome": (question.outcome or header.outcome) if explain else None,
        "factor": named(scenario, "factor", factor) if explain and factor else None,
        "without": [named(scenario, "without", text) for text in question.without],
    }


def _fitting(scenario: Scenario) -> Mapping[str, Any]:
    found = _read(scenario, _stamp(scenario))
    return {} if isinstance(found, str) else found


@lru_cache(maxsize=4)
def _read(scenario: Scenario, _: object) -> Mapping[str, Any] | str:
    """What the file holds, or why it holds nothing."""
    try:
        found = answers.beside(scenario, FILE)
    except QuestionError as error:
        return str(error)
    if found is None:
        return f"no first answers ship with {scenario.name}: `{studio_command(scenario.name)}` makes them"
    wrong = answers.misfit(found, scenario)
    if wrong is None and found.get("beside") != beside(scenario):
        wrong = "they were made with other parameters or weights of readings"
    again = f"`{studio_command(scenario.name)}` makes the right ones"
    return found if wrong is None else f"the first answers that ship cannot be used, {wrong}: {again}"


def beside(scenario: Scenario) -> str:
    """A digest over the posteriors and weights beside a scenario: on them, too, its answers hang."""
    digest = hashlib.sha256()
    for path in parameters(scenario):
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _stamp(scenario: Scenario) -> object:
    """What has changed if any file has."""
    return stamp([*parameters(scenario), folder(scenario) / FILE])
