"""Who chooses whom: bodies, offices and powers, base units, calendar, happenings, rungs, endings, factors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from selectorate.written import Confidence, Day, Founded, Id, LuckKey, Month, Share, Text, Written

Count = Annotated[int, Field(ge=0, le=1_000_000)]
Strategy = Literal["balancing", "self_enforcing"]


class Choice(Written):
    """How a body is chosen, and by which body: one edge of the who-chooses-whom graph."""

    how: Literal["appointed_by", "elected_by", "delegates_of"]
    body: Id


class Body(Founded):
    """A set of seats.

    ``seats`` maps the month of a session to the number of full seats from then on; a body whose seats are the
    base units, or the delegates of one session, gives none. ``holders`` name who sits in April of the first
    year; ``following`` says to whom the remaining full seats owe their places.
    """

    name: Text
    luck_key: LuckKey
    chosen: Choice
    seats: dict[Month, Annotated[int, Field(ge=1, le=5000)]] = {}
    candidates: dict[Month, Count] = {}
    holders: list[Id] = []
    candidate_holders: list[Id] = []
    following: dict[Id, Count] = {}


class Power(Written):
    """What an office lets its holder do, and over which bodies or units."""

    power: Literal["appoint", "slate", "agenda", "information", "press", "admit", "expel", "coerce", "protect"]
    over: list[Id] = []


class Office(Founded):
    """A single post that bears powers.

    ``heads`` names the body it sits in; a ``deputy`` takes it when it falls vacant, unless he is under sanction.
    ``reluctance`` is added, in log odds, to that of a rung which would take this office.
    """

    name: Text
    luck_key: LuckKey
    chosen_by: Id
    heads: Id | None = None
    holder: Id | None = None
    deputy: Id | None = None
    visibility: Share = 0.0
    reluctance: Annotated[float, Field(ge=-20.0, le=20.0)] = 0.0
    powers: list[Power] = []


class Head(Written):
    """One head of a base unit, as far as known."""

    name: Text
    start: Day | None = None
    end: Day | None = None
    support: Literal["looked_up", "recalled", "essay", "guess"]


class Opposition(Written):
    """What is reported of an opposition in a unit: record, never input."""

    level: Literal["yes", "partly", "no", "unknown"]
    note: Text | None = None


class Unit(Founded):
    """One base unit: a seat of the base body with its weight and the ties of its head at the start.

    ``repeat`` writes that many alike units at once: ``branch`` becomes ``branch-01`` ... with following luck keys.
    """

    name: Text
    luck_key: LuckKey
    weight: Annotated[float, Field(gt=0.0)]
    region: Id | None = None
    industry: Literal["low", "medium", "high"] | None = None
    patron: Id | None = None
    tie: Share = 0.0
    head: Head | None = None
    later_heads: list[Head] = []
    patron_via: Text | None = None
    patron_confidence: Confidence | None = None
    opposition: dict[Text, Opposition] = {}
    merged_into: Text | None = None
    merged: Text | None = None
    note: Text | None = None
    sources: list[Id] = []
    repeat: Annotated[int, Field(ge=2, le=2000)] | None = None


class Session(Written):
    """A sitting, dated (``month``) or recurring (``start`` and ``every`` so many months).

    One that is ``called`` is held only if whoever has the agenda calls it. ``discussion`` says how many months before
    it members discuss in their units and vote.
    """

    bodies: Annotated[list[Id], Field(min_length=1)]
    title: Text
    month: Month | None = None
    start: Month | None = None
    every: Annotated[int, Field(ge=1, le=600)] | None = None
    delegates: Annotated[int, Field(ge=1)] | None = None
    elects: list[Id] = []
    called: bool = False
    discussion: Annotated[int, Field(ge=1, le=24)] | None = None
    claims: list[Id] = []


class Motion(Written):
    """Where a rung can be voted: bodies sitting jointly, the share of votes needed, and for whom.

    A ``renewal`` is voted only where the seat that the rung takes is up for election.
    """

    bodies: Annotated[list[Id], Field(min_length=1)]
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)]
    only: Literal["anyone", "members_of", "others_than"] = "anyone"
    of: Id | None = None
    renewal: bool = False


class Rung(Founded):
    """One step of the ladder of sanctions.

    ``takes`` says what is lost: nothing, an office, the seats of ``body``, membership, or presence. ``hazard``
    names the parameter with the monthly chance of a rung that follows the one before without a vote.
    """

    name: Text
    rank: Annotated[int, Field(ge=1, le=32)]
    takes: Literal["nothing", "office", "seat", "membership", "presence"]
    body: Id | None = None
    motions: list[Motion] = []
    reluctance: Id | None = None
    hazard: Id | None = None


class Roles(Written):
    """Which bodies play the parts that the mechanisms speak of."""

    base: Id
    congress: Id
    committee: Id
    presidium: Id | None = None
    control: Id | None = None


class Membership(Written):
    """Which series carries the size of the membership, and which its share of workers, in per cent."""

    total: Id
    workers: Id | None = None


class Header(Written):
    """What a scenario is, its months, its parts and the questions it is asked by default."""

    title: Text
    summary: Text
    start: Month
    end: Month
    read: Month
    outcome: Text
    factor: Id | None = None
    office: Id
    mechanisms: list[Id]
    roles: Roles
    membership: Membership | None = None
