"""A pair of twins told side by side: what is the same once, and what differs with whose it is, from the first on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from rich.console import Console
from rich.text import Text

from selectorate.analysis import ending
from selectorate.ensemble import Event
from selectorate.ensemble.diverging import seats_parted
from selectorate.report import sources
from selectorate.report.changes_text import sentences
from selectorate.report.replaying import Month, Replay, say_line
from selectorate.report.story import Story
from selectorate.report.terminal import heading, plain, whole
from selectorate.report.words import month as spelled

SCHEMA = "selectorate/twins/1"
SAID = ("month", "kind", "who", "whom", "where", "votes_for", "votes_against", "carried")
"""What an event says happened, its reasons left aside: by this twins are told apart."""

MARKS = {"same": "  ", "was": "< ", "changed": "> "}
LEGEND = (
    "Lines that begin with < are of the history as it was, lines with > of its twin, all others of both. Lines with = "
    "say how things stand at the month's end."
)


@dataclass(frozen=True, eq=False, repr=False)
class Pair:
    """One history as it was, and its twin in a changed world.

    Attributes:
        was: the history as it was.
        twin: the same history, with the same luck, in the other world.
        command: the command that tells both again.
    """

    was: Replay
    twin: Replay
    command: str

    def parted(self) -> tuple[Event | None, Event | None] | None:
        """The first two events that differ, one of either; None where nothing does."""
        one, other = self.was.history.events, self.twin.history.events
        for first, second in zip(one, other, strict=False):
            if any(getattr(first, name) != getattr(second, name) for name in SAID):
                return first, second
        if len(one) == len(other):
            return None
        count = min(len(one), len(other))
        return (one[count], None) if len(one) > count else (None, other[count])

    def month(self) -> str | None:
        """The month in which the two part: by an event, or by seats and offices, whichever comes first."""
        pair, seats = self.parted(), self.seats()
        found = [event.month for event in pair or () if event is not None] + [seats] * (seats is not None)
        return min((month for month in found if month is not None), default=None)

    def seats(self) -> str | None:
        """The first month in which followings of committee and presidium, or holders of offices, differ."""
        month = int(seats_parted(self.was.history.months, self.twin.history.months)[0])
        return None if month < 0 else self.was.scenario.month_name(month)

    def months(self) -> Iterator[tuple[str, Month | None, Month | None]]:
        """Every month of which either says something."""
        one = {month.month: month for month in self.was.months()}
        other = {month.month: month for month in self.twin.months()}
        for name in sorted({*one, *other}):
            if any(month.stands or month.told for month in (one.get(name), other.get(name)) if month):
                yield name, one.get(name), other.get(name)

    def document(self) -> dict[str, Any]:
        """Both histories as ``--json`` prints them, and where they part."""
        pair = self.parted()
        return {
            "schema": SCHEMA,
            "command": self.command,
            "contrast": sentences(self.twin.history.model, self.twin.happenings),
            "first_divergence": None
            if self.month() is None
            else {
                "month": self.month(),
                "seats": self.seats(),
                "baseline": _event(pair, 0),
                "changed": _event(pair, 1),
            },
            "baseline": self.was.document(),
            "changed": self.twin.document(),
        }

    def __repr__(self) -> str:
        return plain(say_pair, self)


def say_pair(pair: Pair, console: Console) -> None:
    """Print both, month by month."""
    was, comma = pair.was, "" if pair.was.history.draw is None else ","
    console.print(Text(was.scenario.document.scenario.title, style="bold"))
    console.print(Text(f"{was.which()}{comma} as it was, and its twin. {sources.note(was.history.model)}"))
    for sentence in sentences(pair.twin.history.model, pair.twin.happenings):
        console.print(Text(sentence))
    for line in said_of_parting(pair):
        console.print(Text(line))
    console.print(Text(LEGEND))
    for name, one, other in pair.months():
        heading(console, f"{spelled(name)}{', in which they part' if name == pair.month() else ''}")
        say_both(_stands(one), _stands(other), console, "= ")
        say_both(one.told if one else [], other.told if other else [], console)
    ends = [ending(replay.history) for replay in (was, pair.twin)]
    heading(console, f"Read at the end of {spelled(was.scenario.document.scenario.read)}")
    say_both([f"{ends[0].title} ({ends[0].id})"], [f"{ends[1].title} ({ends[1].id})"], console)
    heading(console, "The same pair again")
    whole(console, pair.command)


def said_of_parting(pair: Pair) -> list[str]:
    """When the two part, and by what."""
    parted, month = pair.parted(), pair.month()
    if month is None:
        return ["The two never part: every event, every following and every office is the same."]
    said = [f"They part in {spelled(month)}:"]
    if month == pair.seats():
        said.append("  seats or offices are held by others")
    if parted is None:
        return said
    first = min(event.month for event in parted if event is not None)
    if first > month:
        said.append(f"  the first event that differs comes in {spelled(first)}")
    for mark, replay, event in zip("<>", (pair.was, pair.twin), parted, strict=True):
        story = Story(replay.teller())
        said.append(f"{mark} {story.lines([event])[0]}" if event else f"{mark} nothing more happens")
    return said


def _event(pair: tuple[Event | None, Event | None] | None, which: int) -> dict[str, Any] | None:
    event = None if pair is None else pair[which]
    return None if event is None else {**event._asdict(), "terms": dict(event.terms)}


def say_both(one: Sequence[str], other: Sequence[str], console: Console, before: str = "") -> None:
    """Print lines of both in one order, marked where they are of one alone."""
    for what, i, j, k, m in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if what == "equal":
            _say(one[i:j], MARKS["same"] + before, console)
        else:
            _say(one[i:j], MARKS["was"] + before, console, style="cyan")
            _say(other[k:m], MARKS["changed"] + before, console, style="magenta")


def _say(lines: Sequence[str], before: str, console: Console, *, style: str = "") -> None:
    for line in lines:
        say_line(console, before, line, style=style)


def _stands(month: Month | None) -> list[str]:
    return [month.stands] if month and month.stands else []
