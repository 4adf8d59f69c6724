"""What is asked: conditions, endings and outcomes, and changes of a scenario with their contrasts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from selectorate.institutions import Strategy
from selectorate.written import Founded, Id, Month, OneField, Share, Text, Written


class Following(Written):
    """The share of a body's full seats held by X and the seat-holders whose patron is X."""

    body: Id
    more_than: Share | None = None
    at_least: Share | None = None


class Reached(Written):
    """At least ``at_least`` of ``contenders`` have reached a rung by ``by`` (default: the month of reading)."""

    rung: Id
    contenders: Annotated[list[Id], Field(min_length=1)]
    at_least: Annotated[int, Field(ge=1)]
    by: Month | None = None


class Before(Written):
    """All of ``first`` reached ``rung`` before any of ``then`` did."""

    rung: Id
    first: Annotated[list[Id], Field(min_length=1)]
    then: Annotated[list[Id], Field(min_length=1)]


class Blocs(Written):
    """Two opposed blocs each hold at least this share of a body."""

    body: Id
    at_least: Share


class Others(Written):
    """Every contender but X is dead, holds no full seat of ``off``, or is under the rung ``under`` and not restored."""

    dead: bool = True
    off: Id | None = None
    under: Id | None = None


class Condition(OneField):
    """A statement about a history at the month of reading: exactly one field is given.

    ``lost`` names an office that its first holder has lost; where a statement is made for ``each: office``, it is
    ``true`` and means that office.
    """

    all: list[Condition] | None = None
    any: list[Condition] | None = None
    following: Following | None = None
    every_other: Others | None = None
    opposed_blocs: Blocs | None = None
    campaign_open: bool | None = None
    holds: Id | None = None
    lost: Id | Literal[True] | None = None
    reached: Reached | None = None
    before: Before | None = None


class Ending(Written):
    """One of the exclusive ends of a history; the first by ``rank`` whose condition holds is taken."""

    title: Text
    rank: Annotated[int, Field(ge=1)]
    each: Literal["contender"] | None = None
    when: Condition | None = None


class Outcome(Written):
    """A statement that may hold of a history beside others."""

    title: Text
    each: Literal["contender", "office"] | None = None
    when: Condition


class SetParameter(Written):
    """A parameter takes another value."""

    parameter: Id
    value: float


class SetOffice(Written):
    """Some powers of an office are shared or vanish."""

    office: Id
    powers: list[Id]


class SetHolder(Written):
    """A contender takes an office; with ``swap`` its holder gets the most visible office of his in return."""

    office: Id
    contender: Id
    swap: bool = False


class SetHappening(Written):
    """A happening falls on another month, never, or on a month drawn from its hazard."""

    happening: Id
    month: Month | Literal["never", "drawn"]


class SetStrategy(Written):
    """Contenders decide by another rule."""

    contenders: list[Id]
    strategy: Strategy


class SetSeries(Written):
    """A series is flat at one value."""

    series: Id
    value: float


class SetTraits(Written):
    """Contenders get the median scores of all contenders."""

    contenders: list[Id]
    to: Literal["median"]


class SetTies(Written):
    """Ties to a contender are so many times as strong, 1 at most in the end."""

    contender: Id
    times: Annotated[float, Field(ge=0.0, le=100.0)]


class SetRule(Written):
    """A rule of the institution is switched."""

    rule: Id
    value: float | bool | Id


class Change(OneField):
    """One primitive of a factor: exactly one field is given."""

    set: SetParameter | None = None
    series: SetSeries | None = None
    happening: SetHappening | None = None
    holder: SetHolder | None = None
    share_power: SetOffice | None = None
    abolish_power: SetOffice | None = None
    strategy: SetStrategy | None = None
    traits: SetTraits | None = None
    ties: SetTies | None = None
    freeze_views: bool | None = None
    perceive_truth: bool | None = None
    rule: SetRule | None = None


class Contrast(Written):
    """What stands in a factor's place."""

    title: Text
    changes: Annotated[list[Change], Field(min_length=1)]


class Factor(Founded):
    """A named list of changes with an explicit contrast: replaced by what?"""

    title: Text
    was: Text
    contrast: Id
    contrasts: dict[Id, Contrast]
