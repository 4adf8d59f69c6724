"""Many histories side by side, as statistics read them: by names and months, one row a history.

Months are counted from the scenario's first. A batch may have been lived to an early month alone (`Batch.lived`): what
comes later has not happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate import world as w
from selectorate.analysis.judging import Verdict
from selectorate.ensemble.columns import reduced
from selectorate.ensemble.telling import KINDS
from selectorate.simulation.build import Model
from selectorate.state import Facts
from selectorate.targets import Deed

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Truth = NDArray[np.bool_]

COMMITTEE, PRESIDIUM = 0, 1
"""Bodies of `Months.following`."""

LEADER, AGAINST, BEHIND, PARTNER = range(4)
"""Columns of `Months.sides`."""

MONTH, KIND, WHO, WHOM, WHERE, FOR, OTHERS, CARRIED = range(8)
"""Columns of `Facts.events`."""

FEW = 32
"""Rows of events that are looked at first: each history fills its own from the first on."""

NOTHING = 0
"""Kind of a row of events in which nothing stands."""

CODES = {name: code for code, name in KINDS.items()}
"""Kinds of events by what they are called."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Histories that were lived, and where to find what in them.

    Attributes:
        model: the world in which they were lived.
        facts: with months and events.
        made: what several statistics need, made once.
        verdict: what says how histories end; made if it is not given.
    """

    model: Model
    facts: Facts
    made: dict[str, Any] = field(default_factory=dict)
    verdict: Verdict | None = None

    @property
    def histories(self) -> int:
        """How many histories there are."""
        return len(self.facts.reached)

    @property
    def lived(self) -> int:
        """How many months were lived."""
        return int(self.model.worlds[0].count.months)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What was made under this name, or is made now."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def month(self, name: str) -> int:
        """The index of a month ``YYYY-MM``."""
        return self.model.scenario.month_index(name)

    def contender(self, name: str) -> int:
        """Where a contender stands."""
        return self.model.names.contenders.index(name)

    def rung(self, name: str) -> int:
        """Where a rung stands."""
        return self.model.names.rungs.index(name)

    def reached(self, contender: str, rung: str) -> Floats:
        """The month in which a contender reached a rung, NaN for never (k,)."""
        return dated(self.facts.reached[:, self.contender(contender), self.rung(rung)])

    def lost(self, office: str) -> Floats:
        """The month in which an office's first holder no longer held it, NaN for never (k,)."""
        return dated(self.facts.lost[:, self.model.names.offices.index(office)])

    def following(self, body: int, contender: int) -> Floats:
        """Share of the full seats taken of committee or presidium that a following holds, by month (k, months)."""
        counts = self.facts.months.following[:, : self.lived, body]
        shares: Floats = counts[:, :, contender] / np.maximum(1, counts.sum(axis=2))
        return shares

    def ended(self) -> Ints:
        """Who leads alone at the month of reading, -1 for nobody (k,)."""

        def judge() -> Ints:
            verdict = self.verdict or Verdict(self.model)
            subjects = [-1 if said.subject is None else self.contender(said.subject) for said in verdict.endings]
            return np.array(subjects, np.int64)[verdict(reduced(self.facts))[:, 0]]

        found: Ints = self.once("ended", judge)
        return found

    def bodies(self) -> Ints:
        """The bodies that vote on each motion, as bits (motions,)."""
        world = self.model.worlds[0]
        return np.array([int(world.motions[m].bodies) for m in range(int(world.count.motions))], np.int64)

    def rungs(self) -> Ints:
        """The rung of each motion (motions,)."""
        world = self.model.worlds[0]
        return np.array([int(world.motions[m].rung) for m in range(int(world.count.motions))], np.int64)

    @cached_property
    def events(self) -> NDArray[np.int32]:
        """The events column by column (columns, k, rows), without rows in which no history has any."""
        rows = FEW
        while rows < self.facts.events.shape[1] and self.facts.events[:, rows - 1, KIND].any():
            rows *= 2
        return np.ascontiguousarray(np.moveaxis(self.facts.events[:, :rows], 2, 0))

    def column(self, which: int) -> Ints:
        """A column of the events (k, rows)."""
        found: Ints = self.once(f"events {which}", lambda: self.events[which].astype(np.int64))
        return found

    def of(self, deed: Deed) -> Truth:
        """Which rows are events of a kind that have what is given of them (k, rows)."""
        if deed.kind not in CODES:
            return np.zeros(self.events.shape[1:], np.bool_)
        rows: Truth = self.column(KIND) == CODES[deed.kind]
        for name, which in ((deed.who, WHO), (deed.whom, WHOM)):
            if name is not None:
                rows = rows & (self.column(which) == self.model.names.persons.index(name))
        if deed.nowhere:
            rows = rows & (self.column(WHERE) < 0)
        if deed.where is not None:
            rows = rows & self.placed(deed.kind, deed.where)
        return rows

    def placed(self, kind: str, where: str) -> Truth:
        """Which rows name a happening, rung, body, office or axis (k, rows)."""
        place = places(self.model)[kind].index(where)
        if kind == "voted":
            rungs: Truth = np.append(self.rungs(), -1)[self.column(WHERE)] == place
            return rungs
        here: Truth = self.column(WHERE) == place
        return here


def places(model: Model) -> dict[str, tuple[str, ...]]:
    """By kind of event, the ids of what it can name as where."""
    names = model.names
    return {
        "happened": names.happenings,
        "reached": names.rungs,
        "voted": names.rungs,
        "elected": names.bodies,
        "divided": names.bodies,
        "dismissed": names.bodies,
        "took_office": names.offices,
        "left_office": names.offices,
        "turned": tuple(sorted(model.scenario.document.policy)),
    }


def dated(months: NDArray[Any]) -> Floats:
    """Months as numbers, with NaN for those below 0: never."""
    return np.where(months < 0, np.nan, months.astype(np.float64))


HEARD = tuple(code for code in KINDS if code not in (w.ALLIED, w.PARTED))
"""Kinds of events that a batch may be asked for."""
