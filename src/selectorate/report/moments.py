"""When it was decided, as data: what ``when --json`` prints, and the plain sentences that come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from selectorate.inference.moments import SURE, Course, Flip
from selectorate.inference.weighing import Estimate
from selectorate.report.answered import head
from selectorate.report.naming import named
from selectorate.report.words import month
from selectorate.scenario import Scenario

SCHEMA = "selectorate/when/1"
FILE = "when.json"
"""What ships beside a scenario."""

ERRORS = 1.96
"""Standard errors to either side of a value."""


def told(course: Course, flips: Mapping[int, Flip | None], command: str, seconds: float) -> dict[str, Any]:
    """An answer as data; made again, only ``seconds`` may differ.

    Args:
        course: how probable the outcome was.
        flips: by the index of a turning point's month, what would still have flipped it; empty where nothing was tried.
        command: that makes the answer again.
        seconds: it took.
    """
    question = course.question
    scenario = question.scenario
    return {
        **head(SCHEMA, command, scenario),
        "answer": " ".join(sentences(course, flips)),
        "outcome": question.outcome,
        "curve": _curve(scenario, course.filtered),
        "hindsight": _curve(scenario, course.hindsight),
        "effective": [round(one, 1) for one in course.effective],
        "point_of_no_return": _decided(course),
        "turning_points": [
            {
                "month": scenario.month_name(turn.month),
                "by": round(turn.change, 9),
                "facts": list(turn.facts),
                "events": events(scenario, scenario.month_name(turn.month)),
                "change": _flip(flips.get(turn.month)),
            }
            for turn in course.turns()
        ],
        "histories": question.parts * question.sets * question.lucks,
        "repeats": question.parts,
        "seed": question.seed,
        "seconds": seconds,
    }


def events(scenario: Scenario, when: str) -> list[str]:
    """Ids of the recorded events that begin in a month."""
    return [name for name, one in scenario.document.events.items() if one.date[:7] == when]


def sentences(course: Course, flips: Mapping[int, Flip | None]) -> list[str]:
    """The answer, for somebody who reads no more than this."""
    scenario, first, last = course.question.scenario, course.filtered[0], course.filtered[-1]
    said = [
        f"From the prior alone '{_outcome(course)}' has a probability of {first.value:.0%}; given the whole record, "
        f"{last.value:.0%}."
    ]
    decided = _decided(course)
    if decided is None:
        said.append(f"It never comes to stay above {SURE:.0%}: by this record it was not decided.")
    else:
        ends = [decided["low"] and month(decided["low"]), decided["high"] and month(decided["high"])]
        between = f" (between {ends[0] or 'the start'} and {ends[1] or 'never'})" if ends[0] != ends[1] else ""
        said.append(f"It stays above {SURE:.0%} from {month(decided['month'])} on{between}.")
        judged = course.judged.get(scenario.month_index(decided["month"]), ())
        if any(scenario.document.targets[name].statistic.fn == "ending" for name in judged):
            said.append("In that month the record itself says how it ended; no fact before it decided so much.")
    for turn in course.turns():
        found = flips.get(turn.month)
        if found is not None:
            names = " and ".join(scenario.document.factors[name].title for name in found.factors)
            said.append(
                f"In {month(scenario.month_name(turn.month))} it moves by {100 * turn.change:+.0f} points; then "
                f"'{names}' replaced would still have brought it from {found.before:.0%} to {found.after:.0%}."
            )
    return said


def _outcome(course: Course) -> str:
    """The outcome in words."""
    verdict = course.question.prior().verdict
    statement = next(one for one in (*verdict.endings, *verdict.outcomes) if one.id == course.question.outcome)
    return named(course.question.scenario.document, statement)


def _curve(scenario: Scenario, values: Sequence[Estimate]) -> list[dict[str, Any]]:
    return [
        {
            "month": scenario.month_name(t),
            "value": one.value,
            "low": max(0.0, round(one.value - ERRORS * one.error, 9)),
            "high": min(1.0, round(one.value + ERRORS * one.error, 9)),
        }
        for t, one in enumerate(values)
    ]


def _decided(course: Course) -> dict[str, Any] | None:
    """The point of no return with its interval: with all values as high, and as low, as they may be."""
    scenario, at = course.question.scenario, course.decided()
    if at is None:
        return None
    early, late = course.decided(ERRORS), course.decided(-ERRORS)
    name = scenario.month_name
    return {
        "month": name(at),
        "low": None if early is None else name(early),
        "high": None if late is None else name(late),
    }


def _flip(found: Flip | None) -> dict[str, Any] | None:
    return None if found is None else {**vars(found), "factors": list(found.factors)}
