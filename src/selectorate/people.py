"""Who they are: contenders, the second rank of seat-holders, and how traits follow from scores."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from selectorate.written import Confidence, Day, Founded, Id, LuckKey, Share, Text, Written

View = Annotated[float, Field(ge=-1.0, le=1.0)]
"""A place on one axis of the policy space."""


class Axis(Written):
    """One axis of the policy space, from -1 to 1."""

    low: Text
    high: Text


class Trait(Founded):
    """A trait of each contender as a weighted sum of his scores plus a constant."""

    constant: float = 0.0
    weights: dict[Id, float]


class LaterView(Written):
    """A position taken after the start: record to compare with, never input."""

    period: Text
    views: dict[Id, View]
    justification: Text


class Person(Founded):
    """Somebody with a name who can hold seats and offices."""

    name: Text
    luck_key: LuckKey
    born: Day | None = None
    scores: dict[Id, Share] = {}
    views: dict[Id, View] = {}
    posts: list[Text] = []
    power_base: Text | None = None
    described_as: list[Text] = []
    fate: Text | None = None
    justification: Text | None = None
    later_views: list[LaterView] = []
    confidence: Confidence = "low"


class Contender(Person):
    """A person who fights for primacy."""

    short: Annotated[str, Field(min_length=1, max_length=3)]
    affinities: dict[Id, Annotated[float, Field(ge=-1.0, le=1.0)]] = {}
    strategy: Literal["balancing", "self_enforcing"] = "balancing"


class SecondRank(Person):
    """A seat-holder of the second rank: ties that can change, not a fixed client.

    The ``founder`` is a person of authority who is no contender: while he acts, openings and motions are
    scaled down, and he enters no median, ending or matrix.
    """

    patron: Id | None = None
    tie: Share = 0.0
    founder: bool = False
