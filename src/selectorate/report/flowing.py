"""The circular flow of power as data and in a terminal: what one base seat more comes to, and without each link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from selectorate._version import __version__
from selectorate.analysis import Interval
from selectorate.analysis.flow import AFTER_NEXT, Flow, Gain, Ring, bodies, rings
from selectorate.ensemble import provenance
from selectorate.report.changes_text import sentences
from selectorate.report.check_text import body
from selectorate.report.terminal import HAND_SET, NOTE, grid, heading, indented, whole
from selectorate.report.words import month, percent

SCHEMA = "selectorate/flow/1"
LEAST_SHARE = 0.0005
"""A share below this is not printed: it would read as nothing."""


class Measured(NamedTuple):
    """One loop, what was lived for it, and its gain."""

    flow: Flow
    ring: Ring
    gain: Gain


@dataclass(frozen=True, eq=False)
class Flowing:
    """What was measured, and how it was asked for.

    Attributes:
        found: what was lived, for each holder.
        command: the command that gives this answer again.
        seed: the seed.
        threads: threads that lived the histories; nothing depends on it.
        seconds: time they took.
    """

    found: Sequence[Flow]
    command: str
    seed: int
    threads: int
    seconds: float

    @cached_property
    def loops(self) -> list[Measured]:
        """Every loop with its gain."""
        return [Measured(flow, ring, flow.gain(ring)) for flow, ring in rings(self.found)]

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this."""
        return [sentence for one in self.loops for sentence in _sentences(one)]

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it; repeated, only ``seconds``, ``threads`` and provenance may differ."""
        asked = self.found[0].asked
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": asked.base.scenario.name,
            "scenario_hash": asked.base.scenario.hash,
            "version": __version__,
            "answer": " ".join(self.sentences()),
            "loops": [_loop(one) for one in self.loops],
            "histories": self.found[0].histories,
            "worlds": sum(len(one.asked.cuts) * (1 + len(one.asked.units)) for one in self.found),
            "doubt": ["sampling"],
            "parameters": "hand-set",
            "seed": self.seed,
            "threads": self.threads,
            "seconds": self.seconds,
            "provenance": provenance.of(asked.base, seed=self.seed, happenings=asked.happenings)
            | {"peak_memory_bytes": provenance.peak_memory()},
        }


def _loop(one: Measured) -> dict[str, Any]:
    sittings = one.flow.asked.base.names.sittings
    return {
        "links": one.ring.loop.texts(),
        "office": one.ring.office,
        "holder": one.ring.holder,
        "session": sittings[AFTER_NEXT],
        "units": len(one.flow.asked.units),
        "gain": one.gain.gain.document(),
        "by_session": {
            session: {part: extra.document() for part, extra in parts.items()}
            for session, parts in one.gain.by_session.items()
        },
        "without_link": {link: extra.document() for link, extra in one.gain.without_link.items()},
        "held_by_month": one.flow.held_by_month(one.ring),
    }


def _sentences(one: Measured) -> Iterator[str]:
    base = one.flow.asked.base
    d, gain = base.scenario.document, one.gain.gain
    yield (
        f"One base seat more for the following of {d.contenders[one.ring.holder].name} at the start brings "
        f"{gain.value:.2f} seats (between {gain.low:.2f} and {gain.high:.2f}) of the committee, "
        f"{d.bodies[bodies(base)['committee']].name}, at the congress after next "
        f"({_session(one, base.names.sittings[AFTER_NEXT])})."
    )
    least = min(one.gain.without_link, key=lambda link: one.gain.without_link[link].value)
    source, target = next(link[:2] for link in one.ring.loop.links if str(link) == least)
    names = f"{body(base.scenario, source)} -> {body(base.scenario, target)}"
    left = one.gain.without_link[least]
    yield (
        f"It falls farthest where the link {names} is cut: to {left.value:.2f} "
        f"(between {left.low:.2f} and {left.high:.2f})."
    )


def _session(one: Measured, session: str) -> str:
    base = one.flow.asked.base
    when = base.scenario.month_name(base.names.sitting_months[base.names.sittings.index(session)])
    return f"{base.scenario.document.calendar[session].title or session}, {month(when)}"


def say_flow(answer: Flowing, console: Console) -> None:
    """Print the whole answer."""
    asked = answer.found[0].asked
    console.print(Text(f"{asked.base.scenario.document.scenario.title}: the circular flow of power", style="bold"))
    for sentence in sentences(asked.base, asked.happenings):
        console.print(Text(sentence))
    console.print(
        Text(f"{answer.found[0].histories:,} histories, each with and without the seat and with the same luck. {NOTE}")
    )
    for one in answer.loops:
        say_loop(one, console)
    heading(console, "The same answer again")
    whole(console, answer.command)
    made = provenance.of(asked.base, seed=answer.seed, happenings=asked.happenings)
    hashes = f"Scenario {made['scenario_hash'][:12]}, kernel {made['kernel_hash'][:12]}, version {made['version']}"
    console.print(Text(f"{hashes}; {HAND_SET}. Intervals of one loop hold all together, by sampling alone."))


def say_loop(one: Measured, console: Console) -> None:
    """Print one loop: the answer in words, then every number with its interval."""
    base = one.flow.asked.base
    ring = [body(base.scenario, link.source) for link in one.ring.loop.links]
    heading(console, " -> ".join([*ring, ring[0]]))
    for sentence in _sentences(one):
        console.print(Text(sentence))
    say_sessions(one, console)
    say_links(one, console)
    say_holders(one, console)


def say_sessions(one: Measured, console: Console) -> None:
    """Print the extra seats in each body at each session."""
    base, parts = one.flow.asked.base, bodies(one.flow.asked.base)
    names = [base.scenario.document.bodies[name].name for name in parts.values()]
    indented(console, f"Extra seats by session: {', '.join(names)}")
    table = grid(("left", 24), *([("right", 7), ("right", 16)] * len(parts)))
    for session, found in one.gain.by_session.items():
        when = base.scenario.month_name(base.names.sitting_months[base.names.sittings.index(session)])
        table.add_row(f"{session} ({when})", *(cell for part in parts for cell in _cells(found[part])))
    indented(console, table)


def say_links(one: Measured, console: Console) -> None:
    """Print the gain with each link cut."""
    indented(console, "The gain at the congress after next, as it is and with one link cut")
    table = grid(("left", 24), ("left", 8), ("right", 7), ("right", 16))
    table.add_row("none is cut", "", *_cells(one.gain.gain))
    for link in one.ring.loop.links:
        table.add_row(str(link), link.kind, *_cells(one.gain.without_link[str(link)]))
    indented(console, table)


def say_holders(one: Measured, console: Console) -> None:
    """Print who holds the office of the loop at the start and at the end of each year."""
    d, months = one.flow.asked.base.scenario.document, one.flow.held_by_month(one.ring)
    last = list(months)[-1]
    indented(console, f"Who holds it ({d.offices[one.ring.office].name}), of 100 histories, at the end of each year")
    for when, shares in months.items():
        if when.endswith("-12") or when == last:
            known = sorted(((share, who) for who, share in shares.items() if share >= LEAST_SHARE), reverse=True)
            indented(console, f"{when}  {'; '.join(f'{_name(d, who)} {percent(share)}' for share, who in known)}")


def _name(document: Any, who: str) -> str:
    return document.contenders[who].name if who in document.contenders else "another"


def _cells(one: Interval) -> tuple[str, str]:
    return f"{one.value:+.3f}", f"{one.low:+.3f} to {one.high:+.3f}"
