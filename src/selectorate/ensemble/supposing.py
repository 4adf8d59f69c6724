"""What is supposed of a scenario before anything is asked: that a reading of historians holds, that claims are false.

A reading comes with parameters of its own: of the histories that `readings` lived for it, some drawn by what the record
says of them. Where a claim is false, the parameters that its doubt believes otherwise have the doubt's prior in the
place of what was learnt, and all others what was learnt with the claim true; so it says what moves by this alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selectorate.errors import QuestionError, nearest, offered
from selectorate.scenario import Scenario
from selectorate.scenario.variants import varied

ALL = "all"
"""In the place of a reading: all of them, by their weights."""


def supposed(scenario: Scenario, reading: str | None = None, claims: Sequence[str] = ()) -> Scenario:
    """A scenario of which a reading holds, and of which claims are false, as ``ID=false``.

    Raises:
        QuestionError: there is no such reading or claim, a claim is switched twice, to something else than false, or
            nothing is written of what changes where it is false.
    """
    if reading is not None:
        known = scenario.document.readings
        if reading == ALL:
            raise QuestionError("only explain shares histories out over all readings: name one here")
        if reading not in known:
            raise QuestionError(f"there is no reading {reading!r}{offered(reading, known)}")
        scenario = replace(varied(scenario, [known[reading]]), reading=reading)
    false = [_false(scenario, text) for text in claims]
    if twice := {name for name in false if false.count(name) > 1}:
        raise QuestionError(f"--claim {min(twice)}=false is given twice")
    if not false:
        return scenario
    doubted = varied(scenario, [scenario.document.doubts[name] for name in false])
    return replace(doubted, false=tuple(false), before=scenario)


def _false(scenario: Scenario, text: str) -> str:
    """The claim that is switched."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not (equals and value == "false"):
        raise QuestionError(f"--claim {text!r}: write it as ID=false")
    document = scenario.document
    if name not in document.claims:
        raise QuestionError(f"--claim {text!r}: there is no claim {name!r}{nearest(name, document.claims)}")
    if name not in document.doubts:
        raise QuestionError(
            f"--claim {text!r}: it is not written what changes where this claim is false"
            f"{offered(name, document.doubts)}"
        )
    return name


def options(scenario: Scenario) -> list[str]:
    """What is supposed, as options of a prompt."""
    reading = [] if scenario.reading is None else ["--readings", scenario.reading]
    return reading + [word for name in scenario.false for word in ("--claim", f"{name}=false")]
