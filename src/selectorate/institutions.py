"""Who chooses whom: bodies, offices and powers, base units, calendar, happenings, rungs, endings, factors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from selectorate.written import Confidence, Day, Founded, Id, LuckKey, Month, OneField, Share, Text, Written

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


class Capacity(Written):
    """A person acts with this share of his authority from now on."""

    person: Id
    value: Share


class Absence(Written):
    """A person is away, ill or silent for ``months``."""

    person: Id
    months: Annotated[int, Field(ge=1)]


class Mood(Written):
    """Discipline rises by ``value`` for ``months``: a threat from outside closes ranks."""

    value: float
    months: Annotated[int, Field(ge=1)]


class Letter(Written):
    """The founder writes a letter that names whom to remove from his post; it is opened when he is gone."""

    against: Id


class Enrolment(Written):
    """For ``months`` such a share of those admitted are workers."""

    workers: Share
    months: Annotated[int, Field(ge=1)]


class Effect(OneField):
    """What a happening does: exactly one field is given."""

    dies: Id | None = None
    capacity: Capacity | None = None
    absent: Absence | None = None
    discipline: Mood | None = None
    testament: Letter | None = None
    enrolment: Enrolment | None = None


class Hazard(Written):
    """How a happening is drawn when its date is not taken from the record."""

    monthly: Annotated[float, Field(ge=0.0, le=1.0)]
    start: Month | None = None
    after: Id | None = None


class Happening(Founded):
    """An exogenous event: it falls on its recorded month, or is drawn from its hazard."""

    title: Text
    luck_key: LuckKey
    month: Month
    hazard: Hazard | None = None
    effects: list[Effect] = []


class Measure(Founded):
    """How things go, by a series: at ``good`` its index is 1, at ``bad`` it is -1, and on a straight line between.

    A good index speaks for the line in force on ``axis``, a bad one against it.
    """

    title: Text
    luck_key: LuckKey
    series: Id
    axis: Id
    good: float
    bad: float


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
