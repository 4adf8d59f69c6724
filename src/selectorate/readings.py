"""Accounts of historians as rival models, claims that may be false, and what texts assert: all of it can be run.

A *variant* says how another model differs from the scenario's own: mechanisms that are switched off, changes of what
is written, and other priors. A reading is a variant with what it asserts and what would set it apart; a doubt is the
variant that holds where a disputed claim is false.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from selectorate.evidence import Prior
from selectorate.questions import Change
from selectorate.targets import Statistic
from selectorate.written import Founded, Id, Month, Text, Written


class Shift(Founded):
    """What is believed of a parameter in the place of its own prior; one that was held is free here."""

    prior: Prior


class Variant(Written):
    """How another model differs from the scenario's own; changes are made in their order."""

    denies: list[Id] = []  # mechanisms that are switched off
    changes: list[Change] = []
    priors: dict[Id, Shift] = {}


class Signature(Founded):
    """What one reading implies and others do not: a statistic of histories, and where it is then to be found.

    ``value`` is what is on record, where that is known at all; of a category it says what counts as agreeing.
    """

    title: Text
    statistic: Statistic
    low: float | None = None
    high: float | None = None
    value: float | Text | None = None


class Reading(Variant):
    """An interpretation of historians, in our simplification: what it asserts and what would set it apart.

    Readings of one ``group`` are not told apart by the engine and share one prior mass. A ``control`` stands beside
    them and has none.
    """

    title: Text
    after: Annotated[list[Text], Field(min_length=1)]
    mechanism: Text
    implications: list[Text]
    asserts: list[Id] = []  # mechanisms that it rests on
    signatures: dict[Id, Signature] = {}
    group: Id | None = None
    control: Literal[True] | None = None
    topics: list[Id] = []
    claims_for: list[Id] = []
    claims_against: list[Id] = []
    essays: list[Id] = []
    sources: list[Id] = []
    note: Text | None = None


class Doubt(Variant):
    """What changes where a disputed claim is false; it stands under the claim's id."""

    because: Text


class Assertion(Written):
    """What a text says would have been, or was a cause, with the twin experiment that tests it.

    Histories are lived as they are and, with the same luck, with a ``factor`` replaced by its contrast, or with
    ``changes``, from the month ``start`` on; asked is whether the share in which ``outcome`` holds rises, falls, or
    stays within ``margin`` of what it is.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    text: Text
    essay: Id
    claims: list[Id] = []
    outcome: Text
    factor: Id | None = None
    changes: list[Change] = []
    start: Month | None = Field(None, alias="from")
    expects: Literal["rises", "falls", "stays"]
    margin: Annotated[float, Field(gt=0.0, le=1.0)] = 0.1
    note: Text | None = None
