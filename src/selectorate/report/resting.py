"""What rests on what, as data and in a terminal: what ``evidence NAME`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rich.console import Console
from rich.text import Text

from selectorate._version import __version__
from selectorate.report.terminal import heading, indented, plain
from selectorate.scenario import Scenario
from selectorate.scenario.resting import Entry, uses, written

SCHEMA = "selectorate/evidence/1"
RECALLED = "recalled, not consulted"
SAYS = ("statement", "title", "was", "because", "mechanism", "text", "name")
"""Fields that say what an entry is, the first there is."""


@dataclass(frozen=True, eq=False, repr=False)
class Resting:
    """What one entry rests on, and what rests on it.

    Attributes:
        scenario: whose entries.
        entry: which.
        command: the command that gives this answer again.
    """

    scenario: Scenario
    entry: Entry
    command: str

    @cached_property
    def edges(self) -> list[tuple[Entry, Entry]]:
        """Every entry with each that it rests on."""
        return list(uses(self.scenario))

    def rests_on(self) -> list[Entry]:
        """What it rests on, but for sources."""
        return [below for above, below in self.edges if above == self.entry and below.kind != "source"]

    def supports(self) -> list[Entry]:
        """What rests on it."""
        return [above for above, below in self.edges if below == self.entry]

    def sources(self) -> list[str]:
        """Its own sources; where it has none, those of what it rests on, as far down as there are any."""
        level, seen = [self.entry], {self.entry}
        while level:
            below = [other for one, other in self.edges if one in level]
            found = dict.fromkeys(other.id for other in below if other.kind == "source")
            if found:
                return list(found)
            level = list(dict.fromkeys(other for other in below if other not in seen))
            seen |= set(level)
        return []

    def recalled(self) -> bool:
        """Whether it has sources, and none of them was consulted."""
        known, names = self.scenario.document.sources, self.sources()
        return bool(names) and not any(known[name].consulted for name in names)

    def says(self) -> str:
        """What it is, in its own words."""
        entry = written(self.scenario, self.entry)
        return next((str(getattr(entry, field)) for field in SAYS if getattr(entry, field, None)), "")

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this."""
        names, known = self.sources(), self.scenario.document.sources
        consulted = sum(known[name].consulted for name in names)
        below, above = len(self.rests_on()), len(self.supports())
        said = [f"Entries of the scenario that {self.entry.id} rests on: {below}; that rest on it: {above}."]
        if self.recalled():
            said.append("It rests on recalled sources alone: none of them was consulted.")
        elif names:
            said.append(f"Sources: {len(names)}, of which consulted: {consulted}.")
        else:
            said.append("No source stands behind it.")
        return said

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it."""
        known = self.scenario.document.sources
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": self.scenario.name,
            "scenario_hash": self.scenario.hash,
            "version": __version__,
            "answer": " ".join(self.sentences()),
            "name": self.entry.id,
            "kind": self.entry.kind,
            "says": self.says(),
            "rests_on": self._rows(self.rests_on()),
            "supports": self._rows(self.supports()),
            "sources": [{"id": name, "consulted": known[name].consulted} for name in self.sources()],
            "recalled_alone": self.recalled(),
        }

    def _rows(self, entries: Iterable[Entry]) -> list[dict[str, Any]]:
        rows = []
        for one in entries:
            entry = written(self.scenario, one)
            support, status = getattr(entry, "support", None), getattr(entry, "status", None)
            rows.append({"id": one.id, "kind": one.kind, "support": support, "status": status})
        return rows

    def __repr__(self) -> str:
        return plain(say_resting, self)


def say_resting(answer: Resting, console: Console) -> None:
    """Print the whole answer."""
    told = answer.document()
    console.print(Text(f"{told['kind']} {told['name']}", style="bold"))
    if told["says"]:
        console.print(Text(told["says"]))
    console.print(Text(told["answer"]))
    for words, rows in (("Rests on", told["rests_on"]), ("What rests on it", told["supports"])):
        if rows:
            heading(console, words)
        for row in rows:
            marks = ", ".join(str(row[field]) for field in ("support", "status") if row[field])
            indented(console, f"{row['kind']} {row['id']}" + (f" ({marks})" if marks else ""))
    if told["sources"]:
        heading(console, "Sources")
    for row in told["sources"]:
        source = answer.scenario.document.sources[row["id"]]
        mark = "" if row["consulted"] else f" ({RECALLED})"
        indented(console, f"{row['id']}: {source.author}, {source.title} ({source.year}){mark}")
