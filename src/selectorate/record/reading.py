"""Reading: histories are lived, a few at a time, and of each only the numbers that its targets ask for are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from selectorate import world as w
from selectorate.analysis.judging import Verdict, Verdicts
from selectorate.ensemble.columns import reduced
from selectorate.ensemble.draws import dealt, places
from selectorate.ensemble.luck import Keys
from selectorate.record.batch import CODES, Batch, Floats
from selectorate.record.statistics import read
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model
from selectorate.simulation.history import UNDEALT, live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.simulation.warm import warm
from selectorate.targets import Target

ROWS = 250
"""Histories that a thread lives before they are read: months of them take some 80 kilobytes each."""

EVENTS = 512
"""Events of a history that are kept, of the kinds that targets ask for: eight times as many as are usual."""

ASKED = {
    "lag_of_failure": (w.VOTED,),
    "vote_share": (w.VOTED,),
    "division_share": (w.DIVIDED,),
    "delegates_against": (w.DIVIDED,),
    "level_gap": (w.DIVIDED,),
}
"""Kinds of events that a function reads beside those its arguments name."""

AT_READING = {
    *("ending", "leads", "coalition", "coalition_changes", "duration"),
    *("partner_nearest", "partner_weakest", "support_lead", "level_gap", "near_opinion"),
}
"""Functions that look at all months up to the one in which a history is read."""


@dataclass(frozen=True, eq=False)
class Reader:
    """Lives histories of a model and reads targets off them.

    Attributes:
        model: the world.
        targets: what is read, by id.
        names: parameters that each history has of its own.
    """

    model: Model
    targets: Mapping[str, Target]
    names: Sequence[str] = ()

    @cached_property
    def columns(self) -> dict[str, slice]:
        """Where the numbers of each target stand among those of a history."""
        found, start = {}, 0
        for name, target in self.targets.items():
            found[name] = slice(start, start + values(target))
            start += values(target)
        return found

    @property
    def width(self) -> int:
        """Numbers of a history."""
        return sum(values(target) for target in self.targets.values())

    def __call__(
        self, keys: Keys, draws: Floats | None = None, *, threads: int = 1, months: int | None = None
    ) -> Floats:
        """The numbers of histories, (k, width): NaN is never, or not yet.

        Args:
            keys: luck of each history, one key a year (k, years).
            draws: parameters of each history (k, names); by default those of the model.
            threads: how many work at once.
            months: after how many months each history ends; by default after all.
        """
        return self._live(keys, draws, threads, months, None)

    def judged(self, keys: Keys, draws: Floats | None = None, *, threads: int = 1) -> tuple[Floats, Verdicts]:
        """The numbers of whole histories, (k, width), and how they ended, as `analysis.judging.Verdict` says it."""
        verdicts = np.zeros((len(keys), Verdict(self.model).width), np.uint8)
        return self._live(keys, draws, threads, None, verdicts), verdicts

    def _live(
        self, keys: Keys, draws: Floats | None, threads: int, months: int | None, verdicts: Verdicts | None
    ) -> Floats:
        warm()
        found = np.full((len(keys), self.width), np.nan)
        worlds = copy(self.model.worlds)
        if months is not None:
            worlds["count"]["months"] = months  # type: ignore[index]
        starts = iter(range(0, len(keys), ROWS))
        where, verdict = places(self.model, self.names), Verdict(self.model)

        def work() -> None:
            here, states = copy(worlds), new_state(events=EVENTS, heard=self.heard)
            mine = Model(self.model.scenario, here, self.model.names, self.model.parameters, self.model.numbers)
            for start in starts:
                part = slice(start, start + ROWS)
                own = UNDEALT if draws is None else dealt(here, where, draws[part])
                facts = new_facts(here[0], len(keys[part]), monthly=True, minds=False, events=EVENTS)
                with np.errstate(over="ignore"):
                    live_dealt(here, states, facts, keys[part], own)
                self.put(Batch(mine, facts, verdict=verdict), found[part])
                if verdicts is not None:
                    verdicts[part] = verdict(reduced(facts))

        with ThreadPoolExecutor(threads, thread_name_prefix="reading") as pool:
            for worker in [pool.submit(work) for _ in range(threads)]:
                worker.result()
        return found

    def put(self, batch: Batch, found: Floats) -> None:
        """Write the numbers of a batch that are known by the month to which it was lived."""
        for name, target in self.targets.items():
            at, start = target.statistic.args.at, self.columns[name].start
            if isinstance(at, list):
                there = [i for i, month in enumerate(at) if batch.month(month) < batch.lived]
                if there:
                    numbers = read(batch, target if len(there) == len(at) else _cut(target, there))
                    found[:, [start + i for i in there]] = numbers
            elif last_month(self.model.scenario, target) < batch.lived:
                found[:, start] = read(batch, target)

    @cached_property
    def heard(self) -> tuple[int, ...]:
        """Kinds of events that the targets ask for."""
        return tuple(sorted({kind for target in self.targets.values() for kind in kinds(target)}))


def values(target: Target) -> int:
    """Numbers of one history."""
    at = target.statistic.args.at
    return len(at) if isinstance(at, list) else 1


def kinds(target: Target) -> Iterator[int]:
    """Kinds of events that a target asks for."""
    args = target.statistic.args
    yield from ASKED.get(target.statistic.fn, ())
    for deed in (args.event, *(moment.event for moment in (args.start, args.end) if moment)):
        if deed is not None and deed.kind in CODES:
            yield CODES[deed.kind]


def _cut(target: Target, values: Sequence[int]) -> Target:
    """A target with some of the values of its vector."""
    at = cast("list[str]", target.statistic.args.at)
    args = target.statistic.args.model_copy(update={"at": [at[i] for i in values]})
    return target.model_copy(update={"statistic": target.statistic.model_copy(update={"args": args})})


def last_month(scenario: Scenario, target: Target) -> int:
    """The last month that a statistic looks at, by its index; -1 of what may come in any month."""
    args, document = target.statistic.args, scenario.document
    named = [month for month in (args.near, None if isinstance(args.at, list) else args.at) if month]
    for moment in (args.start, args.end, args.until):
        if moment is not None and moment.worst is not None:
            named.append(moment.worst.before)
        elif moment is not None and moment.month is not None:
            named.append(moment.month)
    if args.session is not None and document.calendar[args.session].month is not None:
        named.append(str(document.calendar[args.session].month))
    if target.statistic.fn in AT_READING:
        named.append(document.scenario.read)
    if target.statistic.fn == "median_position":
        named.append(document.scenario.end)
    return max((scenario.month_index(month) for month in named), default=-1)
