"""What a scenario rests on: sources, claims, series, events and the record."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from selectorate.written import Confidence, Day, Founded, Id, Month, OneField, Share, Text, Written


class Source(Written):
    """A text the scenario cites; ``consulted`` is false where it was recalled and not opened."""

    author: Text
    title: Text
    year: Text
    kind: Text
    consulted: bool
    found: Text | None = None
    used_for: Text | None = None
    reliability: Text | None = None


class Citation(Written):
    """Where a source makes a claim."""

    source: Id
    locator: Text | None = None


class Claim(Written):
    """One statement of a source, with its standing in general scholarship."""

    statement: Text
    kind: Literal["fact", "causal", "interpretation", "evaluation"]
    status: Literal["supported", "disputed", "mistaken_in_essay"]
    date: Text | None = None
    people: list[Text] = []
    topics: list[Id] = []
    sources: list[Citation]
    correction: Text | None = None
    note: Text | None = None
    conflicts: list[Id] = []


class Point(Written):
    """One value of a series; ``date`` is a year, month, day, agricultural year ``1923/24`` or interval."""

    date: Text
    value: float
    confidence: Confidence | None = None
    note: Text | None = None


class Series(Written):
    """Dated figures, as found; what reads them says how it fills the gaps."""

    title: Text
    unit: Text
    frequency: Text
    confidence: Confidence
    points: Annotated[list[Point], Field(min_length=1)]
    sources: list[Id] = []
    claims: list[Id] = []
    consulted: bool = False
    note: Text | None = None


class Tally(Written):
    """Votes counted on one day: for and against the leadership, and what else is known of them."""

    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    total: int | None = None
    confidence: Confidence | None = None
    note: Text | None = None


class Event(Written):
    """One thing that happened; ``until`` is its last day where it took more than one."""

    title: Text
    kind: Text
    date: Day
    until: Day | None = None
    people: list[Text] = []
    outcome: Text | None = None
    votes: Tally | None = None
    confidence: Confidence
    claims: list[Id] = []
    sources: list[Id] = []
    consulted: bool = False


class Term(Written):
    """One holder of a post between two days, in the record."""

    post: Text
    office: Id | None = None
    holder: Text
    start: Day
    end: Day | None = None
    confidence: Confidence
    note: Text | None = None


class Composition(Written):
    """Who sat in a body between two days, in the record."""

    body: Id
    start: Day
    end: Day
    full: list[Text]
    candidates: list[Text] = []
    confidence: Confidence
    verified: Text
    note: Text | None = None


class Removal(Written):
    """The month in which a contender reached a rung, in the record."""

    contender: Id
    rung: Id
    month: Month
    event: Id | None = None
    note: Text | None = None


class Record(Written):
    """What happened after the start: to compare with, never input."""

    removals: list[Removal] = []
    terms: list[Term] = []
    compositions: list[Composition] = []


Pair = Annotated[list[float], Field(min_length=2, max_length=2)]


class Prior(OneField):
    """What was believed of a parameter before the record; exactly one form is given.

    ``uniform: [low, high]``, ``normal: [mean, deviation]``, ``lognormal: [median, deviation of the log]``,
    ``beta: [a, b]``.
    """

    uniform: Pair | None = None
    normal: Pair | None = None
    lognormal: Pair | None = None
    beta: Pair | None = None


class Parameter(Founded):
    """One number of the model: unit, hand-set value, prior, and what both rest on.

    A ``free`` one is to be learnt from the record; the others are held where they are, and their priors say how far
    they might be wrong.
    """

    unit: Text
    value: float
    prior: Prior
    free: bool = False
    because: Text


__all__ = [
    "Citation",
    "Claim",
    "Composition",
    "Event",
    "Parameter",
    "Point",
    "Prior",
    "Record",
    "Removal",
    "Series",
    "Share",
    "Source",
    "Tally",
    "Term",
]
