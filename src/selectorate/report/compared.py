"""A comparison as data and in a terminal: two worlds, their paired difference, and when twins part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rich.console import Console
from rich.text import Text

from selectorate.analysis import Interval, Statement
from selectorate.analysis.comparing import Comparison
from selectorate.analysis.doubt import OVER
from selectorate.ensemble.asking import words
from selectorate.report import sources
from selectorate.report.answer import Answer
from selectorate.report.changes_text import sentences
from selectorate.report.command import replay_command
from selectorate.report.naming import named
from selectorate.report.page_compared import compared_fragment, compared_page
from selectorate.report.page_figures import points
from selectorate.report.tables import compared_tables
from selectorate.report.terminal import grid, heading, indented, plain, whole
from selectorate.report.words import month, of_100, percent, ranged, span
from selectorate.scenario import Scenario

SCHEMA = "selectorate/compare/1"
TOLD = 3
"""So many differences are told in sentences: of the outcome that the scenario asks about, then those farthest off."""


@dataclass(frozen=True, eq=False, repr=False)
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

    @cached_property
    def was(self) -> Answer:
        """What the world as it was says."""
        spread = self.found.spread
        return Answer.of(self.found.baseline, asked=self.asked, spread=spread and spread.world(0))

    @cached_property
    def changed(self) -> Answer:
        """What the other world says."""
        spread = self.found.spread
        return Answer.of(self.found.changed, asked=self.asked, spread=spread and spread.world(1))

    @property
    def scenario(self) -> Scenario:
        """The scenario the question was asked of."""
        return self.found.baseline.scenario

    @property
    def histories(self) -> int:
        """Histories in each world."""
        return self.found.baseline.histories

    def statements(self) -> list[Statement]:
        """Every ending and outcome."""
        return [*self.was.endings.statements, *self.was.outcomes.statements]

    def ever(self, said: Statement) -> bool:
        """Whether an ending or outcome held in any history of either world."""
        return any(one.intervals[said.id].value > 0 for one in (self.was, self.changed))

    def pairs(self) -> list[tuple[str, int, str]]:
        """Histories to open, those that part first, in the middle and last: which, its number, and the command."""
        many = self.found.changed
        changes = words(many.model.scenario, many.model.changes)
        return [
            (which, number, replay_command(
                self.asked, history=number, seed=many.seed, set=many.changes, happenings=many.happenings,
                changes=changes, start=many.model.start, twin=True, parameters=sources.asked(many.model),
            ))
            for which, number in self.found.parted.pairs().items()
        ]  # fmt: skip

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more: how many end otherwise, what moves most, when twins part."""
        d, (differences, flipped) = self.scenario.document, self.differences
        said = [f"Of the histories {of_100(flipped)} end otherwise than as it was."]
        asked = d.scenario.outcome
        order = sorted(self.statements(), key=lambda one: (one.id != asked, -abs(differences[one.id].value), one.id))
        said += [
            f"'{named(d, one)}' goes from {percent(self.was.intervals[one.id].value)} to "
            f"{percent(self.changed.intervals[one.id].value)}: {points(differences[one.id])} points"
            f"{_over(differences[one.id])}."
            for one in order[:TOLD]
            if differences[one.id].value or one.id == asked
        ]
        when = self.found.parted.quantiles()["median"]
        part = f"Half of them part from their twins by {month(when)}." if when else "Half of them, or more, never part."
        return [*said, part]

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
            "baseline": self.was.document(),
            "changed": self.changed.document(),
            "difference": {name: one.document() for name, one in differences.items()},
            "flipped": flipped.document(),
            "first_divergence": found.parted.document(),
            "pairs": found.parted.pairs(),
            **sources.data(found.baseline.model, sources.kinds(found.spread)),
        }

    def page(self) -> str:
        """The answer as one HTML page that loads nothing."""
        return compared_page(self)

    def tables(self) -> dict[str, str]:
        """Its numbers as tables of comma-separated values: name of a file -> its text."""
        return compared_tables(self.document())

    def __repr__(self) -> str:
        return plain(say_compared, self)

    def _repr_html_(self) -> str:
        return compared_fragment(self)


def _over(one: Interval) -> str:
    return "".join(
        f", over {kind} between {100 * ends[0]:+.0f} and {100 * ends[1]:+.0f}"
        for kind in OVER
        if (ends := one.range(kind)) is not None
    )


def say_compared(answer: Compared, console: Console) -> None:
    """Print what is changed, what that changes, and when twins part."""
    found, (differences, flipped) = answer.found, answer.differences
    header = found.baseline.scenario.document.scenario
    console.print(Text(f"{header.title}: another world beside the world as it was", style="bold"))
    for sentence in answer.contrast():
        console.print(Text(sentence))
    lived = f"{found.baseline.histories:,} histories, each lived in both with the same luck."
    console.print(Text(f"{lived} {sources.note(found.baseline.model)}"))
    kinds = sources.kinds(found.spread)
    over = "".join(f"; over {kind} {ranged(flipped.range(kind))}" for kind in kinds)
    console.print(Text(f"{percent(flipped.value)} of them end otherwise ({span(flipped.sampling)}{over})."))
    shown = kinds if console.width >= 70 + 17 * len(kinds) else ()
    ranges = f", with its range {' and '.join(sources.columns(shown))}" if shown else ""
    told = f"as it was, changed, and the paired difference in points{ranges}"
    heading(console, f"At the end of {month(header.read)}: {told}")
    table = grid(("left", 28), ("right", 8), ("right", 8), ("right", 8), ("right", 15), *[("right", 15)] * len(shown))
    for said in filter(answer.ever, answer.statements()):
        difference, both = differences[said.id], (answer.was.intervals, answer.changed.intervals)
        known = [difference.sampling, *filter(None, map(difference.range, shown))]
        ends = [f"{100 * low:+.1f} to {100 * high:+.1f}" for low, high in known]
        table.add_row(said.id, *(percent(one[said.id].value) for one in both), f"{100 * difference.value:+.1f}", *ends)
    indented(console, table)
    if shown != kinds:
        indented(
            console, f"Ranges {' and '.join(sources.columns(kinds))} stand here in a wider terminal, and in --json."
        )
    say_divergence(answer, console)
    heading(console, "The same answer again")
    whole(console, answer.command)
    model = found.baseline.model
    if found.spread:
        console.print(Text(f"{sources.made_with(model).capitalize()}. {sources.said_of_doubt(model, kinds)}"))


def say_divergence(answer: Compared, console: Console) -> None:
    """Print when twins part, and which histories show it."""
    found, when = answer.found, answer.found.parted.quantiles()
    heading(console, "When twins part: the first month in which an event, a following or an office differs")
    never = found.parted.never
    said = "; ".join(f"{name} {month(at) if at else 'never'}" for name, at in when.items())
    indented(console, f"{said}. In {never:,} of {found.baseline.histories:,} they never do.")
    if pairs := found.parted.pairs():
        indented(console, f"To open: {', '.join(f'{name} --history {k}' for name, k in pairs.items())}.")
