"""One history told: what happened month by month, and how the committee stood after each session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from selectorate import world as w
from selectorate.ensemble.columns import Columns, reduced
from selectorate.ensemble.figures import followings, table
from selectorate.ensemble.luck import Keys, luck
from selectorate.errors import QuestionError
from selectorate.parameters import EVENTS
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state

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
}

HISTORIES_AT_MOST = 100_000_000
"""Histories that a seed has."""


class Event(NamedTuple):
    """One event of a history: ids of who, whom and where, None for nobody and nothing; votes of a motion.

    ``terms`` say why a vote fell so: what each term of the log odds, and luck, did to votes for less votes against.
    They add up to that margin (see `mechanisms.voting`).
    """

    month: str
    kind: str
    who: str | None
    whom: str | None
    where: str | None  # happening, rung, body or office, by kind
    votes_for: int
    votes_against: int
    carried: bool
    text: str
    terms: Mapping[str, float] = {}


@dataclass(frozen=True, repr=False, eq=False)
class History:
    """One history, lived again with its chronicle.

    Attributes:
        model: the world it was lived in.
        number: which history of a seed it is; None where its keys were given.
        keys: its luck: one key a calendar year.
        columns: the one row that an ensemble keeps of it.
        events: what happened, in order.
        missing: events past the room of the chronicle, which are counted and not told.
    """

    model: Model
    number: int | None
    keys: tuple[int, ...]
    columns: Columns
    events: tuple[Event, ...]
    missing: int

    @property
    def scenario(self) -> Scenario:
        """The scenario it is a history of."""
        return self.model.scenario

    def __repr__(self) -> str:
        end = [f"... and {self.missing:,} more events"] if self.missing else []
        return "\n".join([self._title(), *(f"{event.month}  {event.text}" for event in self.events), *end])

    def _repr_html_(self) -> str:
        rows = [(event.month, event.text) for event in self.events]
        figure = followings(self.scenario, self.model.names, self.columns.following[0].astype(np.int64), "one history")
        return table(self._title(), rows, head=("month", "event")) + figure

    def _title(self) -> str:
        which = "One history" if self.number is None else f"History {self.number}"
        return f"{which} of {self.scenario.name}, with hand-set parameters: {len(self.events):,} events"


def replay(model: Model, keys: Keys, *, number: int | None = None) -> History:
    """Live one history of a model under ``keys`` (1, years), and keep what happens in it."""
    states, facts = new_state(events=EVENTS), new_facts(model.worlds[0], 1)
    with np.errstate(over="ignore"):
        live_all(model.worlds, states, facts, keys)
    count = int(states[0].events)
    tell = _Teller(model)
    events = tuple(tell.event(states[0].chronicle[row]) for row in range(min(count, EVENTS)))
    years = tuple(int(key) for key in keys[0])
    return History(model, number, years, reduced(facts).frozen(), events, max(0, count - EVENTS))


def tell(model: Model, *, seed: int, number: int) -> History:
    """Live history ``number`` of a seed alone, and tell it: the same as in any ensemble of that seed.

    Raises:
        QuestionError: the number is below 0 or beyond all histories.
    """
    if not 0 <= number < HISTORIES_AT_MOST:
        raise QuestionError(f"histories are 0 to {HISTORIES_AT_MOST - 1:,}, not {number:,}")
    return replay(model, luck(model.worlds[0], seed, number, 1), number=number)


def strongest(terms: Mapping[str, float], count: int = 3) -> list[str]:
    """The terms that did most to a margin, for or against, the strongest first."""
    return sorted(terms, key=lambda name: (-abs(terms[name]), name))[:count]


class _Teller:
    """Says rows of a chronicle in words."""

    def __init__(self, model: Model) -> None:
        d, names = model.scenario.document, model.names
        self.model = model
        self.people = {
            **{q: one.name for q, one in d.contenders.items()},
            **{q: one.name for q, one in d.people.items()},
        }
        self.places: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
            "happened": (names.happenings, {h: one.title for h, one in d.happenings.items()}),
            "reached": (names.rungs, {r: one.name for r, one in d.rungs.items()}),
            "elected": (names.bodies, {b: one.name for b, one in d.bodies.items()}),
            "took_office": (names.offices, {o: one.name for o, one in d.offices.items()}),
        }
        self.places |= {"voted": self.places["reached"], "left_office": self.places["took_office"]}

    def event(self, row: Any) -> Event:
        """A row as an event."""
        kind = KINDS[int(row.kind)]
        who, whom = (self.person(int(place)) for place in (row.who, row.whom))
        where = int(self.model.worlds[0].motions[row.where].rung) if kind == "voted" else int(row.where)
        ids, named = self.places.get(kind, ((), {}))
        place = ids[where] if ids and where >= 0 else None
        votes = (int(row.votes_for), int(row.votes_against), bool(row.carried)) if kind == "voted" else (0, 0, False)
        terms: dict[str, float] = {}
        text = TEXTS[kind](self.name(who), self.name(whom), named[place] if place else "")
        if kind == "voted":
            text += f", {self.venue(int(row.where))}: {votes[0]} to {votes[1]}, {'carried' if votes[2] else 'lost'}"
            terms = {name: float(value) for name, value in zip(w.TERMS, row.terms, strict=True)}
            text += f" ({', '.join(f'{name} {terms[name]:+.0f}' for name in strongest(terms))})"
        return Event(self.model.scenario.month_name(int(row.month)), kind, who, whom, place, *votes, text, terms)

    def person(self, index: int) -> str | None:
        return self.model.names.persons[index] if index >= 0 else None

    def name(self, person: str | None) -> str:
        return self.people[person] if person else "nobody"

    def venue(self, motion: int) -> str:
        """The bodies that vote on a motion."""
        bits, bodies = int(self.model.worlds[0].motions[motion].bodies), self.places["elected"]
        return " and ".join(bodies[1][name] for b, name in enumerate(bodies[0]) if bits >> b & 1)


TEXTS: dict[str, Callable[[str, str, str], str]] = {
    "happened": lambda who, whom, where: where,
    "opened": lambda who, whom, where: f"{who} opens a campaign against {whom}",
    "closed": lambda who, whom, where: f"The campaign against {whom} ends",
    "fought": lambda who, whom, where: f"{who} fights in the open against {whom}",
    "voted": lambda who, whom, where: f"{who} moves against {whom}: {where}",
    "reached": lambda who, whom, where: f"{who}: {where}",
    "elected": lambda who, whom, where: f"{who} takes a seat: {where}",
    "took_office": lambda who, whom, where: f"{who} takes the office: {where}",
    "left_office": lambda who, whom, where: f"{who} loses the office: {where}",
    "recanted": lambda who, whom, where: f"{who} recants",
}
"""What an event says, from the names of who, whom and where."""
