"""A told history by names and months, as statistics read it: nothing here knows whose history it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble import Event, History

Value = float | str | bool | Sequence[float | str | None] | None
"""Value of a statistic; None for never."""

COMMITTEE, PRESIDIUM = 0, 1
"""Bodies of `Months.following`."""

LEADER, AGAINST, BEHIND, PARTNER = range(4)
"""Columns of `Months.sides`."""


class Told:
    """One history, looked up by name and month; months are counted from the scenario's first."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.scenario = history.scenario
        self.document = history.scenario.document
        self.names = history.model.names
        self.world = history.model.worlds[0]
        self.months = history.months
        self.events = history.events
        self.read = self.month(self.document.scenario.read)

    def month(self, name: str) -> int:
        """The index of a month ``YYYY-MM``."""
        return self.scenario.month_index(name)

    def index(self, contender: str) -> int:
        """Row of a contender."""
        return self.names.contenders.index(contender)

    def surname(self, contender: str) -> str:
        """The last word of a contender's name."""
        return self.document.contenders[contender].name.split()[-1]

    def share(self, which: int, contender: str, month: str) -> float:
        """Share of the full seats taken in committee or presidium that a contender's following holds."""
        counts = self.months.following[0, self.month(month), which]
        return float(counts[self.index(contender)]) / max(1, int(counts.sum()))

    def shares(self, which: int, contender: str) -> NDArray[np.float64]:
        """The same for every month (months,)."""
        counts = self.months.following[0, :, which]
        found: NDArray[np.float64] = counts[:, self.index(contender)] / np.maximum(1, counts.sum(axis=1))
        return found

    def reached(self, contender: str, rung: str) -> int | None:
        """The month in which a contender reached a rung, None for never."""
        month = int(self.history.columns.reached[0, self.index(contender), self.names.rungs.index(rung)])
        return month if month >= 0 else None

    def off(self, contender: str) -> int | None:
        """The month in which a contender lost a full seat of the presidium, but by death."""
        presidium = self.document.scenario.roles.presidium
        rung = next(r for r, one in self.document.rungs.items() if (one.takes, one.body) == ("seat", presidium))
        return self.reached(contender, rung)

    def lost(self, office: str) -> int | None:
        """The month in which an office's first holder no longer held it."""
        month = int(self.history.columns.lost[0, self.names.offices.index(office)])
        return month if month >= 0 else None

    def holder(self, office: str, month: str) -> str | None:
        """Who held an office at the end of a month."""
        who = int(self.months.holders[0, self.month(month), self.names.offices.index(office)])
        return self.names.persons[who] if who >= 0 else None

    def moved(self, month: str) -> float:
        """Share of the heads of base units that were moved since the election before."""
        return float(self.months.base[0, self.month(month), len(self.names.contenders)])

    def appointed(self, month: str) -> float:
        """Share of the heads of base units that were formally appointed."""
        return float(self.months.base[0, self.month(month), len(self.names.contenders) + 1])

    def workers(self, month: str) -> float:
        """Share of workers among the members."""
        return float(self.months.base[0, self.month(month), len(self.names.contenders) + 2])

    def economy(self, measure: str) -> NDArray[np.float64]:
        """A measure of the economy by month (months,): 1 good, -1 bad."""
        order = sorted(self.document.economy, key=lambda name: self.document.economy[name].luck_key)
        found: NDArray[np.float64] = self.months.economy[0, :, order.index(measure)]
        return found

    def from_line(self, contender: str, axis: str) -> NDArray[np.float64]:
        """Distance of a contender from the line in force on an axis, by month (months,)."""
        x, line = sorted(self.document.policy).index(axis), len(self.names.contenders)
        views = self.months.views[0, :, :, x]
        found: NDArray[np.float64] = np.abs(views[:, self.index(contender)] - views[:, line])
        return found

    def of(self, kind: str, *, month: str | None = None, where: str | None = None) -> Iterator[Event]:
        """Events of a kind, in order; of one month, or of one place."""
        for event in self.events:
            if event.kind == kind and month in (None, event.month) and where in (None, event.where):
                yield event

    def bodies(self, event: Event) -> set[str]:
        """The bodies that voted on a motion."""
        bits = int(self.world.motions[event.motion].bodies)
        return {name for b, name in enumerate(self.names.bodies) if bits >> b & 1}

    @cached_property
    def congresses(self) -> list[tuple[int, int]]:
        """Months in which the committee is elected, and how many delegates then have a vote."""
        committee = 1 << int(self.world.rules.committee)
        sittings = (self.world.sittings[g] for g in range(int(self.world.count.sittings)))
        return [(int(one.month), int(one.delegates)) for one in sittings if int(one.elects) & committee]


def smoothed(values: Sequence[str], window: int = 7) -> list[str]:
    """Each value replaced by the most frequent around it; of equals its own, else the first.

    >>> "".join(smoothed("aaabaaabbbb", 5))
    'aaaaaaabbbb'
    """
    half = window // 2
    found = []
    for place, value in enumerate(values):
        near = Counter(values[max(0, place - half) : place + half + 1])
        most = max(near.values())
        found.append(value if near[value] == most else next(one for one in near if near[one] == most))
    return found


def runs(values: Sequence[str]) -> list[tuple[str, int]]:
    """Values that follow each other, each with how often it stands in a row.

    >>> runs("aab")
    [('a', 2), ('b', 1)]
    """
    found: list[tuple[str, int]] = []
    for value in values:
        found[-1:] = [(value, found[-1][1] + 1)] if found and found[-1][0] == value else [*found[-1:], (value, 1)]
    return found
