"""Rows of a chronicle in words: who did what to whom, where, by how many votes, and for what reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from selectorate import world as w
from selectorate.simulation.build import Model

KINDS = {
    w.HAPPENED: "happened",
    w.OPENED: "opened",
    w.CLOSED: "closed",
    w.FOUGHT: "fought",
    w.VOTED: "voted",
    w.REACHED: "reached",
    w.ELECTED_TO: "elected",
    w.TOOK_OFFICE: "took_office",
    w.LEFT_OFFICE: "left_office",
    w.RECANTED: "recanted",
    w.DIVIDED: "divided",
    w.DISMISSED: "dismissed",
    w.ALLIED: "allied",
    w.PARTED: "parted",
    w.TURNED: "turned",
    w.LETTER: "letter",
    w.FORCED: "forced",
    w.DEFECTED: "defected",
    w.HONOURED: "honoured",
    w.FREED: "freed",
}
"""What the kinds of events are called."""

VOTES = ("voted", "divided")
"""Events with votes for and against, and terms that add up to their margin."""

REASONED = ("opened", "allied", "parted")
"""Events with what the hostility of one to the other is made of."""

COUNTED = ("dismissed", "freed")
"""Events of so many people."""

LETTERS = {w.READ: "read", w.KEPT: "kept"}
"""What becomes of the founder's letter."""


class Event(NamedTuple):
    """One event of a history: ids of who, whom and where, None for nobody and nothing.

    ``terms`` of a vote say why it fell so: what each term of the log odds, and luck, did to votes for less votes
    against; they add up to that margin (see `mechanisms.voting`). Those of a campaign or an alliance say what the
    hostility of one to the other was made of (see `mechanisms.alignment`).
    """

    month: str
    kind: str
    who: str | None
    whom: str | None
    where: str | None  # happening, rung, body, office or axis by kind; of a letter "read" or "kept"
    votes_for: int
    votes_against: int
    carried: bool
    text: str
    terms: Mapping[str, float] = {}
    number: int = 0  # of people dismissed or freed; of a turn 1 to the high end of the axis, -1 to the low one
    motion: int = -1  # row of the motion that was voted


class Row(NamedTuple):
    """One row of a chronicle, as `world.Event` lays it out, in Python's own numbers."""

    month: int
    kind: int
    who: int
    whom: int
    where: int
    votes_for: int
    votes_against: int
    carried: int
    terms: list[float]


def strongest(terms: Mapping[str, float], count: int = 3) -> list[str]:
    """The terms that did most, for or against, the strongest first."""
    return sorted(terms, key=lambda name: (-abs(terms[name]), name))[:count]


class Teller:
    """Says rows of a chronicle in words.

    Args:
        model: the world they are of, for its names and motions.
        surnames: people are called by the last word of their name, where nobody shares it.
    """

    def __init__(self, model: Model, *, surnames: bool = False) -> None:
        d, names = model.scenario.document, model.names
        self.model = model
        everybody: dict[str, Any] = {**d.contenders, **d.people}
        self.people = {name: one.name for name, one in everybody.items()}
        if surnames:
            self.people = short(self.people)
        self.ends = {axis: (one.low, one.high) for axis, one in d.policy.items()}
        rungs = (names.rungs, {r: one.name for r, one in d.rungs.items()})
        bodies = (names.bodies, {b: one.name for b, one in d.bodies.items()})
        offices = (names.offices, {o: one.name for o, one in d.offices.items()})
        axes = tuple(sorted(d.policy))
        self.bodies = bodies
        self.places: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
            "happened": (names.happenings, {h: one.title for h, one in d.happenings.items()}),
            "reached": rungs,
            "voted": rungs,
            "elected": bodies,
            "divided": bodies,
            "dismissed": bodies,
            "took_office": offices,
            "left_office": offices,
            "turned": (axes, {axis: axis for axis in axes}),
        }

    def events(self, chronicle: Any) -> tuple[Event, ...]:
        """Rows of a chronicle as events."""
        return tuple(self.event(Row._make(row)) for row in chronicle.tolist())

    def event(self, row: Row) -> Event:
        """A row as an event."""
        kind = KINDS[row.kind]
        motion = row.where if kind == "voted" else -1
        turned = kind == "turned"
        votes = (row.votes_for, row.votes_against) if kind in VOTES else (0, 0)
        number = (1 if row.whom == 1 else -1) if turned else row.votes_for if kind in COUNTED else 0
        event = Event(
            month=self.model.scenario.month_name(row.month),
            kind=kind,
            who=self.person(row.who),
            whom=None if turned else self.person(row.whom),
            where=self.where(kind, row.where, motion),
            votes_for=votes[0],
            votes_against=votes[1],
            carried=row.carried == 1 and kind in (*VOTES, "forced"),
            text="",
            terms=self.terms(kind, row.terms),
            number=number,
            motion=motion,
        )
        return event._replace(text=self.sentence(event) + self.reasons(event))

    def where(self, kind: str, index: int, motion: int) -> str | None:
        """Id of what a row says of where."""
        if kind == "letter":
            return LETTERS.get(index)
        if motion >= 0:
            index = int(self.model.worlds[0].motions[motion].rung)
        ids = self.places[kind][0] if kind in self.places else ()
        return ids[index] if ids and index >= 0 else None

    def terms(self, kind: str, found: list[float]) -> dict[str, float]:
        """Terms of a vote, or reasons of hostility, by name."""
        if kind in VOTES:
            return dict(zip(w.TERMS, found, strict=True))
        return {name: value for name, value in zip(w.REASONS, found, strict=False) if kind in REASONED and value != 0.0}

    def sentence(self, event: Event) -> str:
        """What an event says, without the reasons for it."""
        return TEXTS[event.kind](self.name(event.who), self.name(event.whom), self.place(event)) + self.outcome(event)

    def reasons(self, event: Event) -> str:
        """The terms that did most, in brackets."""
        said = (f"{name.replace('_', ' ')} {_size(event, name)}" for name in strongest(event.terms))
        return f" ({', '.join(said)})" if event.terms else ""

    def place(self, event: Event) -> str:
        """The name of where, and the end of an axis towards which somebody turned."""
        if event.where is None or event.kind not in self.places:
            return event.where or ""
        name = self.places[event.kind][1][event.where]
        return self.ends[event.where][1 if event.number > 0 else 0] if event.kind == "turned" else name

    def outcome(self, event: Event) -> str:
        """What came of a vote, how many were dismissed."""
        votes = f": {event.votes_for:,} to {event.votes_against:,}"
        if event.kind == "voted":
            again = " (seat up for election)" if self.model.worlds[0].motions[event.motion].renewal else ""
            return f", {self.venue(event.motion)}{again}{votes}, {'carried' if event.carried else 'lost'}"
        if event.kind == "divided":
            return votes
        if event.kind == "forced":
            return ": he succeeds" if event.carried else ": he fails, and falls himself"
        return f": {event.number:,}" if event.kind in COUNTED else ""

    def person(self, index: int) -> str | None:
        """Id of a person, None for nobody."""
        return self.model.names.persons[index] if index >= 0 else None

    def name(self, person: str | None) -> str:
        """What a person is called."""
        return self.people[person] if person else "nobody"

    def venue(self, motion: int) -> str:
        """The bodies that vote on a motion."""
        bits = int(self.model.worlds[0].motions[motion].bodies)
        return " and ".join(self.bodies[1][name] for b, name in enumerate(self.bodies[0]) if bits >> b & 1)


def short(names: Mapping[str, str]) -> dict[str, str]:
    """By id the last word of each name, or the whole where another name ends in it.

    >>> short({"a": "Ada Holt", "b": "Ben Holt", "c": "Chen Wei"})
    {'a': 'Ada Holt', 'b': 'Ben Holt', 'c': 'Wei'}
    """
    last = {who: name.split()[-1] for who, name in names.items()}
    often = Counter(last.values())
    return {who: last[who] if often[last[who]] == 1 else name for who, name in names.items()}


def _size(event: Event, name: str) -> str:
    """A term as it is printed: in votes, or in units of hostility."""
    return f"{event.terms[name]:+,.0f}" if event.kind in VOTES else f"{event.terms[name]:+.2f}"


TEXTS: dict[str, Callable[[str, str, str], str]] = {
    "happened": lambda who, whom, where: where,
    "opened": lambda who, whom, where: f"{who} opens a campaign against {whom}",
    "closed": lambda who, whom, where: f"The campaign against {whom} ends",
    "fought": lambda who, whom, where: f"{who} fights in the open" + (f" against {whom}" if whom != "nobody" else ""),
    "voted": lambda who, whom, where: f"{who} moves against {whom}: {where}",
    "reached": lambda who, whom, where: f"{who}: {where}",
    "elected": lambda who, whom, where: f"{who} takes a seat: {where}",
    "took_office": lambda who, whom, where: f"{who} takes the office: {where}",
    "left_office": lambda who, whom, where: f"{who} loses the office: {where}",
    "recanted": lambda who, whom, where: f"{who} recants and is a member again",
    "divided": lambda who, whom, where: f"{where} divide over {whom}, {who} leading against him",
    "dismissed": lambda who, whom, where: (
        f"Followers of {who} lose their seats, {where}" if where else f"Active followers of {who} are expelled"
    ),
    "allied": lambda who, whom, where: f"{who} leans on {whom}",
    "parted": lambda who, whom, where: f"{who} leans on {whom} no more",
    "turned": lambda who, whom, where: f"{who} has moved towards: {where}",
    "letter": lambda who, whom, where: (
        f"The founder's letter against {whom} is {'read to all' if where == 'read' else 'kept among few'}"
    ),
    "forced": lambda who, whom, where: f"{who} uses force against {whom}",
    "defected": lambda who, whom, where: f"{who} goes over to {whom}",
    "honoured": lambda who, whom, where: f"{who} is seen at the founder's grave",
    "freed": lambda who, whom, where: f"Followers of {who} hold themselves free of him",
}
"""What an event says, from the names of who, whom and where."""
