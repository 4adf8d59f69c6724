"""Targets in their written form: facts that a fit may use, each a statistic of a history and its recorded value.

A statistic is the name of a function, ``fn``, and its ``args``; `selectorate.record.statistics` says how each is read
from histories. Nothing here knows whose record it is, so any scenario writes its record in these words.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from selectorate.written import Confidence, Id, Month, OneField, Text, Written, fields

Deeds = Literal[
    "happened", "opened", "closed", "fought", "voted", "reached", "elected", "took_office", "left_office", "recanted",
    "divided", "dismissed", "allied", "parted", "turned", "letter", "forced", "defected", "honoured", "freed", "killed",
]  # fmt: skip
"""Kinds of events. Nobody is killed in any history: the model knows no such act."""

Function = Literal[
    "month_of", "lag", "lag_of_failure", "order_of", "before", "survivors", "ending", "holder", "share_of", "seats",
    "vote_share", "division_share", "delegates_against", "delegates", "intervals", "count_of", "coalition",
    "coalition_changes", "duration", "median_position", "turnover", "appointed", "workers", "membership", "growth",
    "shortfall", "partner_nearest", "partner_weakest", "support_lead", "level_gap", "convexity", "near_opinion",
    "leads",
]  # fmt: skip

ExactDay = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$")
]  # fmt: skip
"""A month or day of the calendar."""


class Deed(Written):
    """Events of a history, by what is given of them; ``where`` is a happening, rung, body, office or axis by kind."""

    kind: Deeds
    who: Id | None = None
    whom: Id | None = None
    where: Id | None = None
    nowhere: Literal[True] | None = None  # only events without a place


class RemovalOf(Written):
    """The month in which a contender reaches a rung."""

    contender: Id
    rung: Id


class Worst(Written):
    """The month in which a measure of the economy stands worst."""

    economy: Id
    before: Month


class Moment(OneField):
    """A month of a history: exactly one form is given."""

    removal: RemovalOf | None = None
    office_loss: Id | None = None  # in which the office's first holder no longer has it
    event: Deed | None = None  # of the first
    worst: Worst | None = None
    month: Month | None = None


class Partners(Written):
    """With whom a contender shares his coalition: groups by what they are called, and his own followers."""

    of: Id
    groups: dict[Text, Annotated[list[Id], Field(min_length=1)]]
    own: Text


class Args(Written):
    """What a function is given; `NEEDS` says which takes what."""

    model_config = ConfigDict(serialize_by_alias=True)

    removal: RemovalOf | None = None
    office_loss: Id | None = None
    event: Deed | None = None
    start: Moment | None = Field(None, alias="from")
    end: Moment | None = Field(None, alias="to")
    rung: Id | None = None
    rungs: list[Id] | None = None
    contender: Id | None = None
    first: list[Id] | None = None
    then: list[Id] | None = None
    body: Id | None = None
    bodies: list[Id] | None = None
    patron: Id | None = None
    holder_of: Id | None = None  # the patron is whoever holds this office then
    at: Month | list[Month] | None = None
    whom: Id | None = None
    near: Month | None = None
    side: Literal["smaller", "larger"] | None = None
    session: Id | None = None
    partners: Partners | None = None
    group: Text | None = None
    office: Id | None = None
    axis: Id | None = None
    within: float | None = None
    until: Moment | None = None
    series: Id | None = None


class Needs(Written):
    """What a function must be given (one of several where they are joined by ``|``), may be given, and gives back."""

    must: str
    may: str = ""
    form: Literal["date", "months", "count", "share", "order", "category", "sequence", "boolean"]


NEEDS: dict[str, Needs] = {
    "month_of": Needs(must="removal|office_loss|event", form="date"),
    "lag": Needs(must="from to", form="months"),
    "lag_of_failure": Needs(must="rungs", form="months"),
    "order_of": Needs(must="rung", form="order"),
    "before": Needs(must="rung first then", form="boolean"),
    "survivors": Needs(must="from to", form="count"),
    "ending": Needs(must="", form="category"),
    "holder": Needs(must="office at", form="category"),
    "share_of": Needs(must="body patron|holder_of at", form="share"),
    "seats": Needs(must="body at", form="count"),
    "vote_share": Needs(must="bodies near", may="whom", form="share"),
    "division_share": Needs(must="body at side", form="share"),
    "delegates_against": Needs(must="session", form="count"),
    "delegates": Needs(must="at", form="count"),
    "intervals": Needs(must="at", form="months"),
    "count_of": Needs(must="event", may="from to", form="count"),
    "coalition": Needs(must="partners", form="sequence"),
    "coalition_changes": Needs(must="partners", form="count"),
    "duration": Needs(must="partners group", form="months"),
    "median_position": Needs(must="contender axis within until", form="boolean"),
    "turnover": Needs(must="at", form="share"),
    "appointed": Needs(must="at", form="share"),
    "workers": Needs(must="at", form="share"),
    "membership": Needs(must="at", form="count"),
    "growth": Needs(must="from to", form="share"),
    "shortfall": Needs(must="series at", form="share"),
    "partner_nearest": Needs(must="contender", form="share"),
    "partner_weakest": Needs(must="contender", form="share"),
    "support_lead": Needs(must="contender", form="months"),
    "level_gap": Needs(must="bodies", form="share"),
    "convexity": Needs(must="body patron from to", form="share"),
    "near_opinion": Needs(must="contender", form="share"),
    "leads": Needs(must="", form="boolean"),
}
"""Functions: what each takes and gives back; a list of months makes a vector of it."""

AGREED = ("category", "sequence", "boolean")
"""Forms of which one can only say whether a history agrees with the record."""

NEVER = ("date", "months")
"""Forms of what may never happen."""


class Statistic(Written):
    """What is read from a history."""

    fn: Function
    args: Args = Args()

    @property
    def form(self) -> str:
        """What kind of value it has."""
        return NEEDS[self.fn].form

    @model_validator(mode="after")
    def _takes(self) -> Self:
        needs = NEEDS[self.fn]
        given = {name for name, attribute in fields(Args).items() if getattr(self.args, attribute) is not None}
        must = [set(one.split("|")) for one in needs.must.split()]
        wrong = sorted(given - set().union(*must, needs.may.split()))
        if wrong or any(len(one & given) != 1 for one in must):
            wanted = [
                *(" or ".join(sorted(one)) for one in must),
                *(f"{name} if need be" for name in needs.may.split()),
            ]
            context = {"fn": self.fn, "takes": ", ".join(wanted) or "nothing", "given": ", ".join(sorted(given))}
            raise PydanticCustomError("arguments", "{fn} takes {takes}", context)
        return self


class Target(Written):
    """One fact that a fit may use: a statistic of a history, its recorded value, and how near is near enough.

    What is no number is reduced to one: a category, a sequence or a truth to 1 where the history agrees with the
    record and else 0, an order to Kendall's tau with the recorded one. ``low`` and ``high`` bound what counts as met,
    ``width`` says how fast the likelihood falls off (the standard deviation of a normal kernel) and ``error`` how often
    the record is wrong about what either is or is not.
    """

    title: Text
    kind: Literal["dynamic", "input", "structural"]
    statistic: Statistic
    value: bool | float | ExactDay | Text | list[float] | list[Text]
    low: float | Month | list[float] | None = None
    high: float | Month | list[float] | None = None
    rising: Literal[True] | None = None  # a vector whose medians may not fall
    kernel: Literal["exact", "normal"]
    width: Annotated[float, Field(gt=0.0)] | None = None
    error: Annotated[float, Field(gt=0.0, lt=0.5)] | None = None
    group: Id | None = None  # targets that restate one fact count once
    confidence: Confidence
    sources: list[Id] = []
    events: list[Id] = []
    claims: list[Id] = []
    consulted: bool = False
    note: Text | None = None


__all__ = [
    "AGREED",
    "NEEDS",
    "NEVER",
    "Args",
    "Deed",
    "Moment",
    "Partners",
    "RemovalOf",
    "Statistic",
    "Target",
    "Worst",
]
