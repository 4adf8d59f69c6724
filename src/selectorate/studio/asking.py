"""Questions as the page sends them: every field bounded, and turned into the same question as at a prompt."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from selectorate.ensemble.history import HISTORIES_AT_MOST
from selectorate.ensemble.keeping import hashed
from selectorate.report.asking import Changed
from selectorate.report.twinning import Asked, check_compared
from selectorate.scenario import Scenario

MOST = 20_000
"""Histories in a world at most."""

Word = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[list[Word], Field(max_length=24)]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Shown(NamedTuple):
    """A scenario that a studio shows.

    Attributes:
        scenario: the scenario.
        asked: what it is asked for by at a prompt.
        beside: what names the posteriors and weights that lie beside it.
    """

    scenario: Scenario
    asked: str
    beside: str = ""

    @property
    def hash(self) -> str:
        """What decides the answers to questions about it."""
        return f"{sources()} {self.scenario.hash} {self.beside} {self.asked}"


@cache
def sources() -> str:
    """What names everything by which answers are made: an answer that was kept by another version is not given."""
    return hashed(sorted(Path(__file__).parents[1].rglob("*.py")))


class World(BaseModel):
    """A world that the page asks about; options are in the words of the command line.

    Attributes:
        seed: of all luck.
        set: parameters to replace.
        do: offices given and happenings moved.
        swap: whoever loses an office by it gets the main office of him who takes it.
        without: factors taken away.
        claims: claims supposed to be false, each ``ID=false``.
        readings: a reading supposed to hold; of ``explain`` also ``"all"``.
        start: the month from which all this holds.
        happenings: recorded or drawn.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    seed: Annotated[int, Field(ge=0, lt=2**53)] = 1
    set: Annotated[dict[Word, Number], Field(max_length=24)] = {}
    do: Words = []
    swap: bool = False
    without: Words = []
    claims: Words = []
    readings: Word | None = None
    start: Month | None = None
    happenings: Literal["recorded", "drawn"] = "recorded"

    def changed(self) -> Changed:
        """What it supposes and changes."""
        return Changed(self.do, self.swap, self.without, self.start, self.readings, self.claims)


class Which(World):
    """Which history of a world: by its number, or by what is to have happened in it."""

    set: Annotated[dict[Word, Number], Field(max_length=0)] = {}  # a query has no mappings
    number: Annotated[int, Field(ge=0, lt=HISTORIES_AT_MOST)] = 0
    find: Word | None = None


class Question(World):
    """What the page asks of a world.

    Attributes:
        verb: by which it is answered.
        scenario: name of a scenario that this studio shows.
        histories: in each world.
        outcome: of ``explain``: what is explained.
        factor: of ``explain``: by what.
    """

    verb: Literal["run", "compare", "explain"]
    scenario: Word
    histories: Annotated[int, Field(ge=100, le=MOST, strict=True)] = 2000
    outcome: Word | None = None
    factor: Word | None = None

    def asked(self, shown: Shown, threads: int | None = None) -> Asked:
        """The same question as at a prompt."""
        return Asked(
            shown.scenario, shown.asked, self.histories, self.seed, threads, self.set, self.happenings, self.changed(),
            mixing=self.verb == "explain",
        )  # fmt: skip

    def check(self, shown: Shown) -> None:
        """Refuse what cannot be asked, before a history is lived.

        Raises:
            QuestionError: as the verb refuses it at a prompt.
        """
        asked = self.asked(shown)
        if self.verb == "compare":
            check_compared(asked)
        elif self.verb == "explain":
            asked.plan(self.outcome, self.factor)
        else:
            _ = asked.base

    def id(self, shown: Shown) -> str:
        """What its job is called: the same question has the same."""
        return hashlib.sha256(f"{shown.hash} {self.model_dump_json()}".encode()).hexdigest()[:20]
