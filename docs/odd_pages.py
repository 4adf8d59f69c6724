"""What the description after the ODD+D protocol prints, read from the files when pages are built."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from docs.model_pages import (
    PACKAGE,
    STATUS,
    SUPPORT,
    document,
    link,
    month_order,
    names,
    plain,
    said,
    source,
    text,
    tree,
)
from selectorate import scenario
from selectorate.parameters import MECHANISMS

STATE = Path("state.py")
NOUNS = {
    "Mind": "a contender",
    "Pair": "what one contender thinks of another",
    "Life": "a person",
    "Head": "the head of a base unit",
    "Post": "an office",
}
"""Structures of the state that the description lists, and whose they are."""

FIELD = re.compile(r"^    (\w+): (?:float|int)\s*(?:#\s*(.*))?$")
SECTION = re.compile(r"^(\w+)\s{2,}(.*(?:\n\s{4,}.*)*)", re.MULTILINE)


def part(name: str, wanted: str) -> str:
    """Return one section of what a file says at its head, or nothing."""
    found = {word: " ".join(rest.split()) for word, rest in SECTION.findall(said(name)[1])}
    words = found.get(wanted, "")
    return "" if words == "none" else words


@text
def subject() -> Iterator[str]:
    """Return what the shown scenario is about and what is asked of it."""
    known = document()
    header = known.scenario
    yield f"The shipped scenario is *{plain(header.title)}*. {plain(header.summary)}\n"
    yield f"Histories run from {header.start} to {header.end}; endings and outcomes are read when {header.read} ends:\n"
    for name, one in sorted(known.endings.items(), key=lambda item: item[1].rank):
        yield f"* ending `{name}`: {plain(one.title)}"
    for name, one in known.outcomes.items():
        yield f"* outcome `{name}`: {plain(one.title)}"
    yield ""


@text
def entities() -> Iterator[str]:
    """Return the entities of the shown scenario, with their numbers and names."""
    known = document()
    units = known.units.values()
    rows = {
        "contenders": (len(known.contenders), ", ".join(plain(one.name) for one in known.contenders.values())),
        "people of the second rank": (len(known.people), "seat-holders with a name, a view and a tie that can change"),
        "bodies": (len(known.bodies), ", ".join(plain(one.name) for one in known.bodies.values())),
        "offices": (len(known.offices), ", ".join(plain(one.name) for one in known.offices.values())),
        "base units": (sum(one.repeat or 1 for one in units), "each with a head, a weight, and at most one patron"),
        "axes of policy": (len(known.policy), "; ".join(f"`{name}`" for name in known.policy)),
        "measures of the economy": (len(known.economy), "; ".join(f"`{name}`" for name in known.economy)),
    }
    yield "| entities | how many | which |\n| --- | ---: | --- |"
    yield from (f"| {name} | {count} | {which} |" for name, (count, which) in rows.items())
    yield ""


@text
def variables() -> Iterator[str]:
    """Return what moves of each entity, as the source of the state says it."""
    blocks = (PACKAGE / STATE).read_text(encoding="utf-8").split("\nclass ")
    for noun, whose in NOUNS.items():
        (block,) = (one for one in blocks if one.startswith(f"{noun}("))
        found = [match for line in block.splitlines() if (match := FIELD.match(line))]
        told = "; ".join(f"`{match[1]}`{f' ({plain(match[2])})' if match[2] else ''}" for match in found)
        yield f"* Of {whose}: {told}"
    yield ""


@text
def schedule() -> Iterator[str]:
    """Return the steps of a month in their order, with the first sentence of each."""
    for place, (name, call) in enumerate(month_order(), start=1):
        (node,) = (one for one in tree(name).body if isinstance(one, ast.FunctionDef) and one.name == call)
        does = (ast.get_docstring(node) or "").partition("\n")[0]
        yield f"{place}. {link(name)}, `{call}`: {does}"
    yield ""


@text
def background() -> Iterator[str]:
    """Return on how many claims the scenario rests, how they are known, and which readings it holds."""
    known = document()
    claims, sources = known.claims.values(), known.sources.values()
    yield "| claims | fact | causal | interpretation | evaluation |\n| --- | ---: | ---: | ---: | ---: |"
    for status, words in STATUS.items():
        kinds = ("fact", "causal", "interpretation", "evaluation")
        counts = (sum(one.status == status and one.kind == kind for one in claims) for kind in kinds)
        yield f"| {words} | {' | '.join(f'{count}' for count in counts)} |"
    opened = sum(one.consulted for one in sources)
    yield f"\nOf {len(known.sources)} sources {opened} were opened; the others are {SUPPORT['recalled']}.\n"
    yield "Readings of historians, in our simplification; none decides a history:\n"
    for one in known.readings.values():
        by = "; ".join(source(name) for name in one.sources)
        yield f"* *{plain(one.title)}*{f' ({by})' if by else ''}"
    yield ""


@text
def touched(*files: str) -> Iterator[str]:
    """Return the idea of some files, with what they read and write."""
    for name in files:
        reads, writes = part(name, "Reads"), part(name, "Writes")
        words = [f"reads {reads}" if reads else "", f"writes {writes}" if writes else ""]
        told = "; it ".join(word for word in words if word)
        idea = said(name)[0].removeprefix(f"{name.capitalize()}: ")
        yield f"* {link(name)}: {plain(idea)}{f' It {plain(told)}.' if told else ''}"
    yield ""


@text
def luck() -> Iterator[str]:
    """Return what each file draws, and by whose luck."""
    yield "| file | draws |\n| --- | --- |"
    for name in names():
        if draws := part(name, "Draws"):
            yield f"| {link(name)} | {plain(draws)} |"
    yield ""


@text
def beginning() -> Iterator[str]:
    """Return what is laid out in the first month, and how much of it is a guess."""
    known = document()
    people, units = known.people.values(), known.units.values()
    patrons = sum(one.patron is not None for one in people)
    heads = sum(one.repeat or 1 for one in units if one.patron is not None)
    liked = sum(len(one.affinities) for one in known.contenders.values())
    seated = sum(len(one.holders) for one in known.bodies.values() if one.holders)
    held = sum(one.holder is not None for one in known.offices.values())
    yield f"* {seated} full seats by people with a name, and {held} of {len(known.offices)} offices"
    yield f"* patrons of {patrons} of {len(known.people)} people of the second rank"
    yield f"* patrons of the heads of {heads} of {sum(one.repeat or 1 for one in units)} base units"
    yield f"* {liked} affinities between contenders"
    yield f"* views on {len(known.policy)} axes, and traits from scores: {', '.join(known.traits)}\n"


@text
def inputs() -> Iterator[str]:
    """Return all that is put into a history after its first month."""
    known = document()
    later = [one for one in known.calendar.values() if one.month]
    regular = [one for one in known.calendar.values() if not one.month]
    yield f"* sessions in recorded months: {', '.join(f'{plain(one.title)} ({one.month})' for one in later)}"
    yield f"* sessions at regular times, or called: {', '.join(plain(one.title) for one in regular)}"
    sizes = [plain(one.name) for one in known.bodies.values() if len(one.seats or {}) > 1]
    yield f"* sizes that change with the months, of: {', '.join(sizes)}"
    for one in known.economy.values():
        yield f"* the course of a measure of the economy, from the series `{one.series}`"
    if known.scenario.membership:
        yield f"* the number of members, from the series `{known.scenario.membership.total}`"
    yield from (f"* {one.month}: {plain(one.title)}" for one in known.happenings.values())
    yield ""


@text
def submodels() -> Iterator[str]:
    """Return each force in the order of the month: idea, equation, what it reads, writes and draws."""
    for name in MECHANISMS:
        idea = said(name)[0].removeprefix(f"{name.capitalize()}: ")
        yield f"#### {name.capitalize()}\n\n{plain(idea[0].upper() + idea[1:])} Numbers and evidence: {link(name)}.\n"
        yield f"``` text\n{said(name)[1]}\n```\n"


def shipped() -> str:
    """Return the names of the scenarios that ship."""
    return ", ".join(f"`{name}`" for name in scenario.loading.shipped())
