"""What comes from outside: happenings, their effects and hazards, and measures of how things go."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from selectorate.written import Founded, Id, LuckKey, Month, OneField, Share, Text, Written


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
