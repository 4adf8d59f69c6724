"""One history told month by month, with what is on record for the same months beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from selectorate._version import __version__
from selectorate.analysis import ending, from_record, held
from selectorate.ensemble import Event, History, provenance
from selectorate.ensemble.asking import numbers, words
from selectorate.ensemble.telling import Teller
from selectorate.report import sources
from selectorate.report.bearings import Bearings, monthly
from selectorate.report.beside import courses, recorded, sat
from selectorate.report.changes_text import sentences
from selectorate.report.command import replay_command
from selectorate.report.story import Story
from selectorate.report.terminal import heading, plain, whole
from selectorate.report.words import month as spelled
from selectorate.scenario import Scenario

SCHEMA = "selectorate/replay/1"
LEGEND = (
    "Lines with = say how things stand at the month's end, where that changed much; lines with | are the record. "
    "Behind a vote stand the terms that did most to its margin, in votes for the motion or against it; behind a "
    "campaign what its leader's hostility is made of."
)


@dataclass(frozen=True, eq=False, repr=False)
class Replay:
    """A history of a question, told.

    Attributes:
        history: the history with its chronicle.
        asked: the name by which its scenario was asked for.
        seed: the seed of its luck.
        happenings: recorded or drawn.
        find: what it was found by, None where its number was given.
        searched: how many histories were looked through for it.
    """

    history: History
    asked: str
    seed: int
    happenings: str
    find: str | None = None
    searched: int = 0

    @property
    def scenario(self) -> Scenario:
        """The scenario it is a history of."""
        return self.history.scenario

    @property
    def command(self) -> str:
        """The command that tells this history again."""
        model = self.history.model
        return replay_command(
            self.asked, history=self.history.number or 0, seed=self.seed, set=numbers(model),
            happenings=self.happenings, changes=words(self.scenario, model.changes), start=model.start,
            parameters=sources.asked(model), particle=self.particle,
        )  # fmt: skip

    @property
    def particle(self) -> int | None:
        """Which draw of the posterior it is told of with the draw's own luck; None where a seed gave it its luck."""
        return self.history.draw if self.history.number is None else None

    def which(self) -> str:
        """Which history it is."""
        if self.history.number is None:
            return f"Draw {self.history.draw} of the posterior, with the luck under which it met the record"
        drawn = "" if self.history.draw is None else f", with draw {self.history.draw} of the posterior"
        return f"History {self.history.number} of seed {self.seed}{drawn}"

    def teller(self) -> Teller:
        """Puts its events into words."""
        return Teller(self.history.model, surnames=True)

    def months(self) -> Iterator[Month]:
        """Every month of which there is something to say: what is told of it, and what is on record."""
        teller = self.teller()
        story, bearings, record = Story(teller), Bearings(self.history, teller), recorded(self.scenario)
        events: dict[str, list[Event]] = {}
        for event in self.history.events:
            events.setdefault(event.month, []).append(event)
        for t in range(self.scenario.months):
            month = self.scenario.month_name(t)
            stands, told = bearings.line(t), story.lines(events.get(month, []))
            beside = record[month].lines(teller) if month in record else []
            if stands or told or beside:
                yield Month(month, stands, told, beside)

    def document(self) -> dict[str, Any]:
        """The history as ``--json`` prints it: every event by itself, how things stood every month, and the record."""
        model = self.history.model
        end = ending(self.history)
        seated = sat(self.scenario)
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": self.scenario.name,
            "scenario_hash": self.scenario.hash,
            "version": __version__,
            "history": self.history.number,
            "seed": None if self.history.number is None else self.seed,
            "happenings": self.happenings,
            "find": self.find,
            "searched": self.searched,
            **{name: value for name, value in sources.data(model).items() if name != "doubt"},
            "draw": self.history.draw,
            "parameters_set": dict(sorted(numbers(model).items())),
            "changes": provenance.changes(model),
            "from": model.start,
            "keys": [str(key) for key in self.history.keys],
            "months_from_record": from_record(self.history),
            "ending": end.id,
            "outcomes": [said.id for said in held(self.history)],
            "events": [{**event._asdict(), "terms": dict(event.terms)} for event in self.history.events],
            "missing": self.history.missing,
            "months": monthly(self.history),
            "record": {month: found.document() for month, found in recorded(self.scenario).items()},
            "record_seated": [month and month.contenders for month in seated],
            "record_others": [month and month.others for month in seated],
            "record_economy": courses(self.scenario),
            "provenance": provenance.of(model, seed=self.seed, happenings=self.happenings),
        }

    def __repr__(self) -> str:
        return plain(say_replay, self)


class Month(NamedTuple):
    """A month told: how things stood at its end where that changed much, what happened, and what is on record."""

    month: str
    stands: str | None
    told: list[str]
    record: list[str]


def say_replay(replay: Replay, console: Console) -> None:
    """Print the history month by month."""
    header, history = replay.scenario.document.scenario, replay.history
    console.print(Text(header.title, style="bold"))
    console.print(Text(f"{replay.which()}, {len(history.events):,} events. {sources.note(history.model)}"))
    for sentence in sentences(history.model, replay.happenings):
        console.print(Text(sentence))
    if replay.find:
        console.print(Text(f"Found by {replay.find!r} among {replay.searched:,} histories."))
    away = from_record(history)
    if away is not None:
        console.print(Text(f"Rungs that are on record lie {away:.1f} months from the record, on average."))
    console.print(Text(LEGEND))
    for month in replay.months():
        say_month(replay, month, console)
    if history.missing:
        console.print(Text(f"\n... and {history.missing:,} more events"))
    heading(console, "The same history again")
    whole(console, replay.command)
    made = provenance.of(history.model, seed=replay.seed, happenings=replay.happenings)
    hashes = f"Scenario {made['scenario_hash'][:12]}, kernel {made['kernel_hash'][:12]}, version {made['version']}"
    console.print(Text(f"{hashes}; {sources.made_with(history.model)}."))


def say_month(replay: Replay, month: Month, console: Console) -> None:
    """Print one month: how things stand, what happens, how it is read, and the record."""
    heading(console, spelled(month.month))
    if month.stands:
        say_line(console, "  = ", month.stands, style="italic")
    for line in month.told:
        say_line(console, "  ", line)
    if month.month == replay.scenario.document.scenario.read:
        end = ending(replay.history)
        say_line(console, "  = ", f"Read here: {end.title} ({end.id})", style="italic")
    for line in month.record:
        say_line(console, "  | ", line, style="cyan")


def say_line(console: Console, before: str, line: str, *, style: str = "") -> None:
    """Print a line, what does not fit under it."""
    width = max(20, console.width - 1)
    after = before if before.strip() == "|" else " " * len(before)
    for part in textwrap.wrap(line, width, initial_indent=before, subsequent_indent=after + "  "):
        console.print(Text(part, style=style))
