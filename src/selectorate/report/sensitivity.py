"""Which guess matters most, as data: what ``sensitivity --json`` prints, and the plain sentences that come first."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from selectorate._version import __version__
from selectorate.analysis.doubt import Interval
from selectorate.ensemble import provenance
from selectorate.inference.sensitivity import BESIDE, Beside, Number, Sensitivity
from selectorate.inference.sensitivity_groups import ALWAYS, RUNGS, Group
from selectorate.inference.sensitivity_living import MET
from selectorate.report.terminal import plain

SCHEMA = "selectorate/sensitivity/1"

CALLED = {
    ALWAYS: "the parameters that every force reads",
    RUNGS: "the parameters of the rungs",
    "scores": "the contenders' scores",
    "first_positions": "first positions in policy",
    "patrons": "who owes whom at the start",
    "affinities": "who likes whom",
}
"""Groups in words; all others are the parameters of a mechanism."""


def sensitivity_command(scenario: str, *, outcome: str | None, samples: int, histories: int, seed: int) -> str:
    """The ``sensitivity`` command of a question.

    >>> sensitivity_command("association", outcome="captured:ada", samples=64, histories=20, seed=7)
    'selectorate sensitivity association --outcome captured:ada --samples 64 --histories 20 --seed 7'
    """
    words = ["selectorate", "sensitivity", scenario, *(["--outcome", outcome] if outcome else [])]
    return shlex.join([*words, "--samples", f"{samples}", "--histories", f"{histories}", "--seed", f"{seed}"])


@dataclass(frozen=True, eq=False, repr=False)
class Sensitive:
    """What was found, and how it was asked for.

    Attributes:
        found: which guess matters most.
        command: the command that gives this answer again.
        parameters: what the parameters of the answer with median scores are called.
        threads: threads that lived the histories; nothing depends on it.
        seconds: time they took.
    """

    found: Sensitivity
    command: str
    parameters: str
    threads: int
    seconds: float

    def ranked(self, number: Number) -> list[Group]:
        """Groups by what is left open where all others are known, the largest first."""
        return sorted(self.found.groups, key=lambda group: -number.indices[group.id].total)

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this."""
        first, *others = self.found.numbers
        if first.deviation == 0.0:
            said = [f"No guess matters: {first.id} comes in {_percent(first.mean)} of histories at every point."]
        else:
            said = [f"Which guess matters most for {first.id}: {self._most(first)}", *self._judged(first)]
        said += [f"For how many facts of the record are met: {self._most(one)}" for one in others if one.deviation > 0]
        said += [_luck(first, self.found.question.histories)] if first.deviation > 0 else []
        return [*said, *self._median()]

    def _most(self, number: Number) -> str:
        best, *rest = self.ranked(number)
        one = number.indices[best.id]
        text = (
            f"{called(best)}. Where all else is known, {_share(one.total, one.total_error)} of the variance is left "
            f"open; to know that alone settles {_share(one.first, one.first_error)}."
        )
        if rest:
            next_one = number.indices[rest[0].id]
            text += f" Next: {called(rest[0])}, {_share(next_one.total, next_one.total_error)}."
            if next_one.total + next_one.total_error > one.total - one.total_error:
                text += " Their intervals overlap, so which of them is first is not certain."
        return text

    def _judged(self, number: Number) -> list[str]:
        judged = [group for group in self.ranked(number) if group.kind == "judged"]
        if not judged:
            return []
        index = number.indices[judged[0].id]
        return [f"Of inputs that somebody judged: {called(judged[0])}, {_share(index.total, index.total_error)}."]

    def _median(self) -> list[str]:
        if not self.found.median:
            return []
        first = self.found.numbers[0].id
        beside = self.found.median[first]
        said = (
            f"With all scores at the contenders' median {first} comes in {_interval(beside.median, _percent)} of "
            f"histories, and in {_interval(beside.as_is, _percent)} as they are ({self.parameters} parameters)"
        )
        met = self.found.median.get(MET)
        if met is None:
            return [f"{said}."]
        return [f"{said}; {met.median.value:.1f} facts are met, and {met.as_is.value:.1f} as they are."]

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it; repeated, only ``seconds``, ``threads`` and provenance may differ."""
        found = self.found
        first = found.numbers[0]
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": found.model.scenario.name,
            "scenario_hash": found.model.scenario.hash,
            "version": __version__,
            "answer": " ".join(self.sentences()),
            "outcome": first.id,
            "groups": [_group(group) | _index(first, group) for group in found.groups],
            "luck": first.luck.history,
            "luck_left": first.luck.point,
            "outputs": [self._output(number) for number in found.numbers],
            "median_scores": {name: _beside(one) for name, one in found.median.items()},
            "median_histories": BESIDE if found.median else 0,
            "parameters": self.parameters,
            "samples": found.question.samples,
            "points": found.points,
            "histories": found.question.histories,
            "lived": found.lived,
            "seed": found.question.seed,
            "threads": self.threads,
            "seconds": self.seconds,
            "provenance": provenance.of(found.model, seed=found.question.seed, happenings="recorded"),
        }

    def _output(self, number: Number) -> dict[str, Any]:
        return {
            "id": number.id,
            "mean": number.mean,
            "deviation": number.deviation,
            "luck": number.luck.history,
            "luck_left": number.luck.point,
            "groups": [{"id": group.id, **_index(number, group)} for group in self.found.groups],
        }

    def __repr__(self) -> str:
        from selectorate.report.sensitivity_text import say_sensitive  # noqa: PLC0415 - which knows this class

        return plain(say_sensitive, self)


def called(group: Group) -> str:
    """A group in words."""
    return CALLED.get(group.id, f"the parameters of {group.id}")


def _luck(number: Number, histories: int) -> str:
    return (
        f"Luck is {_percent(number.luck.history)} of the variance of a single history. Each point is a mean over "
        f"{histories} histories; of the variance between points {_percent(number.luck.point)} is luck still, and by as "
        "much any of these totals may be too high."
    )


def _share(value: float, error: float) -> str:
    return f"{_percent(value)} (±{100.0 * error:.0f})"


def _percent(value: float) -> str:
    return f"{100.0 * value:.0f} %"


def _interval(one: Interval, text: Callable[[float], str]) -> str:
    return f"{text(one.value)} ({text(one.low)} to {text(one.high)})"


def _group(group: Group) -> dict[str, Any]:
    return {"id": group.id, "kind": group.kind, "members": list(group.members), "varied": group.varied}


def _index(number: Number, group: Group) -> dict[str, float]:
    return dict(vars(number.indices[group.id]))


def _beside(one: Beside) -> dict[str, Any]:
    return {name: interval.document() for name, interval in vars(one).items()}
