"""A check in a terminal: the loops first, then every link, office and body, and how the numbers are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from selectorate.analysis import Loop
from selectorate.report.terminal import HAND_SET, grid, heading, indented
from selectorate.report.words import SUPPORT, counted, month
from selectorate.scenario import Scenario

if TYPE_CHECKING:
    from selectorate.report.checking import Check

EVIDENCE = ("sources", "claims", "events", "series", "targets", "readings")


def say_check(check: Check, console: Console) -> None:
    """Print the whole check."""
    header = check.scenario.document.scenario
    console.print(Text(header.title, style="bold"))
    console.print(
        Text(f"{check.asked} is valid: {month(header.start)} to {month(header.end)}, {counts(check.scenario)}.")
    )
    say_loops(check, console)
    say_links(check, console)
    say_offices(check.scenario, console)
    say_bodies(check.scenario, console)
    say_numbers(check, console)


def counts(scenario: Scenario) -> str:
    """How much there is of what."""
    d = scenario.document
    parts = {"contenders": len(d.contenders), "bodies": len(d.bodies), "offices": len(d.offices), "units": len(d.units)}
    parts |= {"happenings": len(d.happenings), "rungs": len(d.rungs), "factors": len(d.factors)}
    return ", ".join(counted(count, name) for name, count in parts.items() if count)


def say_loops(check: Check, console: Console) -> None:
    """Print every loop, link by link, and who holds it."""
    heading(console, "Who chooses those who choose him")
    if not check.loops:
        indented(console, "Nobody: there is no loop.")
    for loop in check.loops:
        names = [body(check.scenario, link.source) for link in loop.links]
        console.print(Text(" -> ".join([*names, names[0]])))
        indented(console, f"{', '.join(link.kind for link in loop.links)}; {_held(check.scenario, loop)}")


def _held(scenario: Scenario, loop: Loop) -> str:
    offices = scenario.document.offices
    held = [f"{offices[office].name}: {person(scenario, holder)}" for office, holder in loop.holders.items()]
    return "; ".join(held) or "no office heads it"


def person(scenario: Scenario, name: str | None) -> str:
    """The name of a person, or "vacant"."""
    everyone = {**scenario.document.contenders, **scenario.document.people}
    return everyone[name].name if name else "vacant"


def body(scenario: Scenario, name: str) -> str:
    """The name of a body, or of an office that stands for itself."""
    d = scenario.document
    return d.bodies[name].name if name in d.bodies else d.offices[name].name


def say_links(check: Check, console: Console) -> None:
    """Print who chooses whom, by ids."""
    heading(console, "Who chooses whom")
    table = grid(("left", 0), ("left", 0), ("left", 0))
    for link in check.links:
        table.add_row(str(link), link.kind, f"through {link.office}" if link.office else "")
    indented(console, table)


def say_offices(scenario: Scenario, console: Console) -> None:
    """Print each office with its holder and powers."""
    heading(console, f"Offices in {month(scenario.document.scenario.start)}")
    for name, office in scenario.document.offices.items():
        console.print(Text(f"{office.name} ({name}): {person(scenario, office.holder)}"))
        powers = [f"{power.power} {', '.join(power.over)}".strip() for power in office.powers] or ["no powers"]
        heads = [f"heads {office.heads}"] if office.heads else []
        indented(console, "; ".join([f"chosen by {office.chosen_by}", *heads, *powers]))


def say_bodies(scenario: Scenario, console: Console) -> None:
    """Print each body with its size and those named who sit in it."""
    heading(console, f"Bodies in {month(scenario.document.scenario.start)}")
    d = scenario.document
    for name, one in d.bodies.items():
        seats = one.seats.get(d.scenario.start)
        size = (
            counted(seats, "seats")
            if seats
            else counted(len(d.units), "units")
            if name == d.scenario.roles.base
            else "delegates"
        )
        named = ", ".join(person(scenario, holder) for holder in one.holders)
        console.print(Text(f"{one.name} ({name}): {size}{f'; {named}' if named else ''}"))


def say_numbers(check: Check, console: Console) -> None:
    """Print how the parameters are known, and how much evidence there is."""
    heading(console, f"{len(check.scenario.document.parameters)} parameters, hand-set within their priors")
    known = (f"{count} {SUPPORT[support]}" for support, count in check.support().items())
    indented(console, ", ".join(known))
    evidence = ((len(getattr(check.scenario.document, part)), part) for part in EVIDENCE)
    indented(console, "evidence: " + (", ".join(counted(count, part) for count, part in evidence if count) or "none"))
    indented(console, f"scenario {check.scenario.hash[:12]}; --json lists every number with its reason ({HAND_SET})")
