"""One history told month by month, with what is on record for the same months beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from selectorate._version import __version__
from selectorate.ensemble import History, provenance
from selectorate.report.command import replay_command
from selectorate.report.terminal import NOTE, plain, whole
from selectorate.report.words import month as spelled
from selectorate.scenario import Scenario

SCHEMA = "selectorate/replay/1"


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
        return replay_command(
            self.asked, history=self.history.number or 0, seed=self.seed, set=self.history.model.numbers,
            happenings=self.happenings,
        )  # fmt: skip

    def recorded(self) -> dict[str, list[str]]:
        """What the record has of removals, by month."""
        document, found = self.scenario.document, dict[str, list[str]]()
        for row in sorted(document.record.removals, key=lambda row: (row.month, row.contender, row.rung)):
            said = f"{document.contenders[row.contender].name}: {document.rungs[row.rung].name}"
            found.setdefault(row.month, []).append(said)
        return found

    def months(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Every month in which something happened here or on record: the month, what happened, what is on record."""
        told: dict[str, list[str]] = {}
        for event in self.history.events:
            told.setdefault(event.month, []).append(event.text)
        record = self.recorded()
        for month in sorted({*told, *record}):
            yield month, told.get(month, []), record.get(month, [])

    def document(self) -> dict[str, Any]:
        """The history as ``--json`` prints it."""
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": self.scenario.name,
            "scenario_hash": self.scenario.hash,
            "version": __version__,
            "history": self.history.number,
            "seed": self.seed,
            "happenings": self.happenings,
            "find": self.find,
            "searched": self.searched,
            "parameters": "hand-set",
            "parameters_set": dict(sorted(self.history.model.numbers.items())),
            "keys": [str(key) for key in self.history.keys],
            "events": [{**event._asdict(), "terms": dict(event.terms)} for event in self.history.events],
            "missing": self.history.missing,
            "record": self.recorded(),
            "provenance": provenance.of(self.history.model, seed=self.seed, happenings=self.happenings),
        }

    def __repr__(self) -> str:
        return plain(say_replay, self)


def say_replay(replay: Replay, console: Console) -> None:
    """Print the history month by month."""
    header, history = replay.scenario.document.scenario, replay.history
    console.print(Text(header.title, style="bold"))
    console.print(Text(f"History {history.number} of seed {replay.seed}, {len(history.events):,} events. {NOTE}"))
    if replay.find:
        console.print(Text(f"Found by {replay.find!r} among {replay.searched:,} histories."))
    console.print(Text("Behind a vote stand the terms that did most to its margin. Lines with | are the record."))
    for month, told, record in replay.months():
        console.print()
        console.print(Text(spelled(month), style="bold"))
        for line in told:
            say_line(console, "  ", line)
        for line in record:
            say_line(console, "  | ", line)
    if history.missing:
        console.print(Text(f"\n... and {history.missing:,} more events"))
    console.print()
    console.print(Text("The same history again", style="bold"))
    whole(console, replay.command)


def say_line(console: Console, before: str, line: str) -> None:
    """Print a line, what does not fit under it."""
    width = max(20, console.width - 1)
    for part in textwrap.wrap(line, width, initial_indent=before, subsequent_indent=before + "  "):
        console.print(Text(part))
