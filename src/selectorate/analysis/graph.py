"""Who chooses whom: the links between bodies that a scenario's files make, and the loops that they close.

A link runs from those who choose to those who are chosen. A body chooses by its choice rule; an office by its powers,
and its links start from the body that it heads, or from the office itself where it heads none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from selectorate.scenario import Scenario

KINDS = {"appointed_by": "appoints", "delegates_of": "sends", "elected_by": "elects"}
LOOPS_AT_MOST = 1000
"""Loops of a dense graph grow without measure; more than these nobody would read."""


class Link(NamedTuple):
    """Who chooses whom, and how: ``appoints``, ``sends``, ``elects`` or ``slates``."""

    source: str
    target: str
    kind: str
    office: str | None = None  # the office whose power it is

    def __str__(self) -> str:
        return f"{self.source}->{self.target}"


class Loop(NamedTuple):
    """A way by which a body chooses those who choose it."""

    links: tuple[Link, ...]
    holders: dict[str, str | None]  # office -> who holds it at the start, of the offices in the loop

    def texts(self) -> list[str]:
        """The links as ``from->to``."""
        return [str(link) for link in self.links]


def links(scenario: Scenario) -> list[Link]:
    """Every link, in the order of ids; where two bodies are linked twice, the stronger kind comes first."""
    strength = ("appoints", "sends", "elects", "slates")
    found = sorted(
        {*_rules(scenario), *_powers(scenario)},
        key=lambda link: (link.source, link.target, strength.index(link.kind), link.office or ""),
    )
    # An appointment by a body through its office is one link: the one that names the office.
    named = {(link.source, link.target, link.kind) for link in found if link.office}
    return [link for link in found if link.office or (link.source, link.target, link.kind) not in named]


def _rules(scenario: Scenario) -> Iterator[Link]:
    for name, body in scenario.document.bodies.items():
        yield Link(body.chosen.body, name, KINDS[body.chosen.how])
    for name, office in scenario.document.offices.items():
        if office.heads is None:
            yield Link(office.chosen_by, name, "elects")
        elif office.chosen_by != office.heads:
            yield Link(office.chosen_by, office.heads, "elects")


def _powers(scenario: Scenario) -> Iterator[Link]:
    kinds = {"appoint": "appoints", "slate": "slates"}
    for name, office in scenario.document.offices.items():
        for power in office.powers:
            if power.power in kinds:
                yield from (Link(office.heads or name, body, kinds[power.power], name) for body in power.over)


def loops(scenario: Scenario) -> list[Loop]:
    """Every loop by which a body chooses, through others, those who choose it.

    Each starts at the body of an office that appoints, where there is one; loops with an appointment come first,
    and among these the longest.
    """
    import networkx as nx  # noqa: PLC0415 - networkx is heavy, and few questions are about the graph

    first: dict[tuple[str, str], Link] = {}
    for link in links(scenario):
        first.setdefault((link.source, link.target), link)
    graph: nx.DiGraph[str] = nx.DiGraph(list(first))
    rings = [
        [first[pair] for pair in zip(ring, [*ring[1:], ring[0]], strict=True)]
        for ring in islice(nx.simple_cycles(graph), LOOPS_AT_MOST)
    ]
    turned = [_turned(ring) for ring in rings]
    found = sorted(turned, key=lambda ring: (ring[0].kind != "appoints", -len(ring), [str(link) for link in ring]))
    return [Loop(tuple(ring), _holders(scenario, ring)) for ring in found]


def _turned(ring: list[Link]) -> list[Link]:
    """The ring from where it should be read: from an appointment, else from a slate, else from the first id."""
    order = ("appoints", "slates")
    ranks = [(order.index(link.kind) if link.kind in order else len(order), link.source) for link in ring]
    start = ranks.index(min(ranks))
    return ring[start:] + ring[:start]


def _holders(scenario: Scenario, ring: list[Link]) -> dict[str, str | None]:
    inside = {link.source for link in ring}
    offices = scenario.document.offices
    return {name: offices[name].holder for name in sorted(offices) if (offices[name].heads or name) in inside}
