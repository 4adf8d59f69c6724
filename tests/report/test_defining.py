"""What is counted where an ending or outcome is said to hold, in words."""

from __future__ import annotations

from typing import Any

import pytest

from selectorate.analysis.judging import Verdict
from selectorate.questions import Condition
from selectorate.report.defining import SAID, condition, definition
from selectorate.scenario import load
from selectorate.simulation.build import build

PARTY = load("ussr-1922")
EVERY = {said.id: said for verdict in [Verdict(build(PARTY))] for said in (*verdict.endings, *verdict.outcomes)}


def test_every_field_of_a_condition_can_be_said() -> None:
    assert SAID.keys() == Condition.model_fields.keys()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("collective", "At the end of December 1929 no other ending holds."),
        (
            "open_split",
            "At the end of December 1929 either a campaign is open, or two opposed sides of a campaign each hold at least "
            "33.3 % of the full seats of Central Committee. Endings exclude one another: none that is looked for before "
            "it holds.",
        ),
        (
            "sole:stalin",
            "At the end of December 1929 every contender but Joseph Stalin is dead, holds no full seat of Politburo or is "
            "under 'Censured by a vote' or a graver sanction and not restored, and the following of Joseph Stalin, the "
            "leader included, holds more than 50 % of the full seats of Politburo.",
        ),
        (
            "office_lost:general_secretary",
            "At the end of December 1929 the first holder of 'General Secretary of the Central Committee' has lost it.",
        ),
        (
            "left_and_right_out",
            "At least 1 of Nikolai Bukharin, Alexei Rykov and Mikhail Tomsky has come to 'Off the Politburo' by December "
            "1930, and Lev Kamenev, Leon Trotsky and Grigory Zinoviev have come to 'Off the Politburo' by December 1930.",
        ),
    ],
)
def test_definitions(name: str, words: str) -> None:
    assert definition(PARTY.document, EVERY[name]) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"campaign_open": False}, "no campaign is open"),
        ({"lost": "general_secretary"}, "has lost it"),
        ({"following": {"body": PARTY.document.scenario.roles.base, "at_least": 0.25}}, "holds at least 25 % of"),
        ({"following": {"body": PARTY.document.scenario.roles.base, "at_least": 0.25}}, ", by weight"),
        ({"any": [{"campaign_open": True}]}, "a campaign is open"),
        (
            {"reached": {"rung": "exiled", "contenders": ["trotsky"], "at_least": 1}},
            "Leon Trotsky has come to 'Exiled'",
        ),
    ],
)
def test_conditions(when: dict[str, Any], words: str) -> None:
    assert words in condition(PARTY.document, Condition.model_validate(when), "Joseph Stalin")


def test_every_statement_of_what_ships_can_be_said() -> None:
    for name in ("ussr-1922", "association"):
        home = load(name)
        verdict = Verdict(build(home))
        for said in (*verdict.endings, *verdict.outcomes):
            words = definition(home.document, said)
            assert words[0].isupper()
            assert words.endswith(".")
