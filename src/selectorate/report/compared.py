"""A comparison as data and in a terminal: two worlds, their paired difference, and when twins part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rich.console import Console
from rich.text import Text

from selectorate.analysis import Interval
from selectorate.analysis.comparing import Comparison
from selectorate.report.answer import Answer
from selectorate.report.changes_text import sentences
from selectorate.report.terminal import NOTE, grid, heading, indented, whole
from selectorate.report.words import month, percent, span

SCHEMA = "selectorate/compare/1"


@dataclass(frozen=True, eq=False)
class Compared:
    """One comparison, and how it was asked for.

    Attributes:
        found: both worlds.
        asked: the scenario as it was asked for.
        command: the command that gives this answer again.
    """

    found: Comparison
    asked: str
    command: str

    @cached_property
    def differences(self) -> tuple[dict[str, Interval], Interval]:
        """Difference by ending and outcome, and the share of histories that ends otherwise."""
        return self.found.intervals()

    def contrast(self) -> list[str]:
        """What is changed, in sentences."""
        return sentences(self.found.changed.model, self.found.changed.happenings)

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it."""
        found, (differences, flipped) = self.found, self.differences
        return {
            "schema": SCHEMA,
            "command": self.command,
            "contrast": self.contrast(),
            "histories": found.baseline.histories,
            "seed": found.baseline.seed,
            "baseline": Answer.of(found.baseline, asked=self.asked).document(),
            "changed": Answer.of(found.changed, asked=self.asked).document(),
            "difference": {name: one.document() for name, one in differences.items()},
            "flipped": flipped.document(),
            "first_divergence": found.divergence() | {"never": int((found.parted < 0).sum())},
            "pairs": found.pairs(),
            "doubt": ["sampling"],
        }


def say_compared(answer: Compared, console: Console) -> None:
    """Print what is changed, what that changes, and when twins part."""
    found, (differences, flipped) = answer.found, answer.differences
    header = found.baseline.scenario.document.scenario
    console.print(Text(f"{header.title}: another world beside the world as it was", style="bold"))
    for sentence in answer.contrast():
        console.print(Text(sentence))
    console.print(Text(f"{found.baseline.histories:,} histories, each lived in both with the same luck. {NOTE}"))
    console.print(Text(f"{percent(flipped.value)} of them end otherwise ({span((flipped.low, flipped.high))})."))
    heading(console, f"At the end of {month(header.read)}: as it was, changed, and the paired difference in points")
    table = grid(("left", 28), ("right", 8), ("right", 8), ("right", 8), ("right", 15))
    one, other = (Answer.of(many, asked=answer.asked) for many in (found.baseline, found.changed))
    before, after = (made.endings.shares() | made.outcomes.shares() for made in (one, other))
    for name, difference in differences.items():
        if before[name] or after[name]:
            ends = f"{100 * difference.low:+.1f} to {100 * difference.high:+.1f}"
            table.add_row(name, percent(before[name]), percent(after[name]), f"{100 * difference.value:+.1f}", ends)
    indented(console, table)
    say_divergence(answer, console)
    heading(console, "The same answer again")
    whole(console, answer.command)


def say_divergence(answer: Compared, console: Console) -> None:
    """Print when twins part, and which histories show it."""
    found, when = answer.found, answer.found.divergence()
    heading(console, "When twins part: the first month in which an event, a following or an office differs")
    never = int((found.parted < 0).sum())
    said = "; ".join(f"{name} {month(at) if at else 'never'}" for name, at in when.items())
    indented(console, f"{said}. In {never:,} of {found.baseline.histories:,} they never do.")
    if pairs := found.pairs():
        indented(console, f"To open: {', '.join(f'{name} --history {k}' for name, k in pairs.items())}.")
