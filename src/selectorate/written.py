"""What every written entry of a scenario shares: strict fields, months, and how well a statement is supported."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
"""A name that other entries refer to: small letters, digits, ``_`` and ``-``."""

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
"""A month of the calendar, ``YYYY-MM``."""

Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
"""A date as exact as it is known: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

Support = Literal["looked_up", "recalled", "essay", "guess"]
"""How a value is known: a source was opened, a source is remembered, an essay says so, or it is a guess."""

Confidence = Literal["high", "medium", "low"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]
LuckKey = Annotated[int, Field(ge=1, le=1_000_000)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Written(BaseModel):
    """An entry of a scenario file: unknown fields are refused, and nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def fields(entry: type[BaseModel]) -> dict[str, str]:
    """The fields of an entry as they are written, and the attribute behind each: ``from`` is a word of Python."""
    return {field.alias or name: name for name, field in entry.model_fields.items()}


class Founded(Written):
    """An entry that says what it rests on."""

    support: Support = "guess"
    because: Text | None = None
    claims: list[Id] = []


class OneField(Written):
    """An entry of which exactly one field is given: which one says what the entry is."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError("one_field", "{given}", {"given": " and ".join(given)})
        return self
