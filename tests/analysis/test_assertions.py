"""Assertions put to the test: each answer follows from its interval and margin, and says where it does not hold."""

from __future__ import annotations

import pytest

from selectorate import ensemble
from selectorate.analysis.assertions import Examined, examine, lives
from selectorate.analysis.doubt import Interval
from selectorate.errors import QuestionError
from selectorate.readings import Assertion
from selectorate.scenario import Scenario, load

ONE = Interval.of(0.5, (0.5, 0.5))


def answer(expects: str, low: float, high: float, **others: tuple[float, float]) -> tuple[str, bool]:
    asserted = Assertion.model_validate({
        "text": "So it was.", "essay": "e", "outcome": "o", "factor": "f", "expects": expects, "margin": 0.1,
    })  # fmt: skip
    found = Examined(asserted, ONE, ONE, Interval.of((low + high) / 2, (low, high), **others))
    return found.answer(), found.throughout()


@pytest.mark.parametrize(
    ("expects", "low", "high", "said"),
    [
        ("falls", -0.4, -0.2, "yes"),
        ("falls", -0.4, -0.05, "open"),
        ("falls", -0.05, 0.3, "no"),
        ("rises", 0.2, 0.4, "yes"),
        ("rises", 0.0, 0.4, "open"),
        ("rises", -0.4, 0.05, "no"),
        ("stays", -0.05, 0.05, "yes"),
        ("stays", -0.3, 0.05, "open"),
        ("stays", -0.3, -0.15, "no"),
        ("stays", 0.15, 0.3, "no"),
    ],
)
def test_what_an_interval_says(expects: str, low: float, high: float, said: str) -> None:
    assert answer(expects, low, high) == (said, True)


def test_an_answer_holds_throughout_only_where_every_doubt_says_so() -> None:
    assert answer("falls", -0.4, -0.2, parameters=(-0.5, -0.15)) == ("yes", True)
    assert answer("falls", -0.4, -0.2, parameters=(-0.5, 0.0)) == ("yes", False)
    assert answer("falls", -0.4, -0.2, parameters=(-0.5, -0.15), readings=(-0.3, 0.1)) == ("yes", False)


def test_assertions_are_lived_as_they_are_written(accounts: Scenario) -> None:
    counted: list[int] = []
    base = ensemble.prepare(accounts, seed=5)
    found = examine(base, seed=5, histories=300, threads=2, progress=counted.append)
    assert found.keys() == {"powers", "later"}
    powers, later = found["powers"], found["later"]
    assert powers.difference.value == pytest.approx(powers.changed.value - powers.was.value)
    assert powers.was.value == later.was.value
    assert powers.difference.value < -0.1
    assert abs(later.difference.value) < abs(powers.difference.value), "what changes later moves less"
    assert powers.difference.parameters is not None
    assert powers.difference.readings is not None
    assert sum(counted) == lives(base, 300) == 3 * (300 + 1000 + 2 * 400)
    again = examine(base, seed=5, histories=300, threads=1)
    assert again["powers"].difference == powers.difference


def test_without_assertions_there_is_nothing_to_test() -> None:
    with pytest.raises(QuestionError, match="association has no assertions"):
        examine(ensemble.prepare(load("association")), seed=1)
