"""Questions as the page sends them: every field bounded, and turned into the same question as at a prompt."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from selectorate.compiling import kernel_hash
from selectorate.report.asking import Changed
from selectorate.report.twinning import Asked
from selectorate.scenario import Scenario

MOST = 20_000
"""Histories in a world at most."""

Word = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[list[Word], Field(max_length=24)]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Shown(NamedTuple):
    """A scenario that a studio shows, and what it is asked for by at a prompt."""

    scenario: Scenario
    asked: str


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
    set: Annotated[dict[Word, float], Field(max_length=24)] = {}
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

    def id(self, shown: Shown) -> str:
        """What its job is called: the same question has the same."""
        text = f"{kernel_hash()} {shown.scenario.hash} {shown.asked} {self.model_dump_json()}"
        return hashlib.sha256(text.encode()).hexdigest()[:20]
