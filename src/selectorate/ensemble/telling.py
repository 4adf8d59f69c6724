"""Rows of a chronicle in words: who did what to whom, where, by how many votes, and for what reasons."""

from __future__ import annotations

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
    where: str | None  # happening, rung, body, office or axis of policy, by kind
    votes_for: int
    votes_against: int
    carried: bool
    text: str
    terms: Mapping[str, float] = {}
    number: int = 0  # of people dismissed or freed
    motion: int = -1  # row of the motion that was voted


def strongest(terms: Mapping[str, float], count: int = 3) -> list[str]:
    """The terms that did most, for or against, the strongest first."""
    return sorted(terms, key=lambda name: (-abs(terms[name]), name))[:count]


class Teller:
    """Says rows of a chronicle in words."""

    def __init__(self, model: Model) -> None:
        d, names = model.scenario.document, model.names
        self.model = model
        everybody: dict[str, Any] = {**d.contenders, **d.people}
        self.people = {name: one.name for name, one in everybody.items()}
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

    def event(self, row: Any) -> Event:
        """A row as an event."""
        kind = KINDS[int(row.kind)]
        motion = int(row.where) if kind == "voted" else -1
        turn = int(row.whom)
        who = self.person(int(row.who))
        whom = None if kind == "turned" else self.person(turn)
        where = int(self.model.worlds[0].motions[motion].rung) if kind == "voted" else int(row.where)
        ids, named = self.places.get(kind, ((), {}))
        place = ids[where] if ids and where >= 0 else None
        votes = (int(row.votes_for), int(row.votes_against), bool(row.carried)) if kind in (*VOTES, "forced") else None
        number = int(row.votes_for) if kind in COUNTED else 0
        terms = self.terms(kind, row)
        text = TEXTS[kind](self.name(who), self.name(whom), named[place] if place else "")
        if kind == "turned" and place:
            text += self.ends[place][1 if turn == 1 else 0]
        text += self.outcome(kind, motion, votes, number, where)
        if terms:
            said = (f"{name.replace('_', ' ')} {_size(kind, terms[name])}" for name in strongest(terms))
            text += f" ({', '.join(said)})"
        month = self.model.scenario.month_name(int(row.month))
        return Event(month, kind, who, whom, place, *(votes or (0, 0, False)), text, terms, number, motion)

    def terms(self, kind: str, row: Any) -> dict[str, float]:
        """Terms of a vote, or reasons of hostility, by name."""
        names = w.TERMS if kind in VOTES else w.REASONS if kind in REASONED else ()
        found = {name: float(row.terms[k]) for k, name in enumerate(names)}
        return found if kind in VOTES else {name: value for name, value in found.items() if value != 0.0}

    def outcome(self, kind: str, motion: int, votes: tuple[int, int, bool] | None, number: int, where: int) -> str:
        """What came of a vote, how many were dismissed, what became of a letter."""
        if kind == "voted" and votes:
            again = " (seat up for election)" if self.model.worlds[0].motions[motion].renewal else ""
            return f", {self.venue(motion)}{again}: {votes[0]:,} to {votes[1]:,}, {'carried' if votes[2] else 'lost'}"
        if kind == "divided" and votes:
            return f": {votes[0]:,} to {votes[1]:,}"
        if kind == "forced" and votes:
            return ": he succeeds" if votes[2] else ": he fails, and falls himself"
        if kind in COUNTED:
            return f": {number:,}"
        if kind == "letter":
            return " is read to all" if where == w.READ else " is kept among few"
        return ""

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


def _size(kind: str, value: float) -> str:
    """A term as it is printed: in votes, or in units of hostility."""
    return f"{value:+,.0f}" if kind in VOTES else f"{value:+.2f}"


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
    "turned": lambda who, whom, where: f"{who} has moved, {where}, towards: ",
    "letter": lambda who, whom, where: f"The founder's letter against {whom}",
    "forced": lambda who, whom, where: f"{who} uses force against {whom}",
    "defected": lambda who, whom, where: f"{who} goes over to {whom}",
    "honoured": lambda who, whom, where: f"{who} is seen at the founder's grave",
    "freed": lambda who, whom, where: f"Followers of {who} hold themselves free of him",
}
"""What an event says, from the names of who, whom and where."""
