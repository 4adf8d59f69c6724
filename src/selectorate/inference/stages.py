"""Stages: the dates up to which histories are lived while they are fitted, and which targets each can judge already."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from selectorate.inference.likelihood import Likelihood
from selectorate.record.batch import Floats
from selectorate.record.reading import Reader, last_month
from selectorate.targets import NEVER, Target

DATES = 2
"""Dates of a fit, at most: a few early years cost little, and more dates bought fewer particles for the same time."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One date: histories are lived up to it, and judged by what can be known by then.

    Attributes:
        months: how many months are lived.
        years: how many calendar years have begun by then.
        active: which numbers are judged (width,).
        dates: which of them are months that may still come: one that has not come yet counts as coming now (width,).
        likelihood: of the numbers.
        columns: where the numbers of each target stand.
        record: what is recorded; by default what the likelihood has.
    """

    months: int
    years: int
    active: Floats
    dates: Floats
    likelihood: Likelihood
    columns: Mapping[str, slice] = field(default_factory=dict)
    record: Floats | None = None

    def parts(self, numbers: Floats) -> Floats:
        """Log likelihood of what is known by this date, number by number (k, width)."""
        waiting = (self.dates > 0) & ~(numbers < self.months)
        seen = np.where(waiting, float(self.months), numbers)
        return np.where(self.active > 0, self.likelihood.logs(seen, self.record), 0.0)

    def weigh(self, numbers: Floats) -> Floats:
        """The same, target by target summed (k,)."""
        # Sums differ in their last bit between processors that add in another order.
        return np.asarray(np.round(self.parts(numbers).sum(axis=1), 9))

    def loudest(self, numbers: Floats) -> str:
        """The target that speaks against histories most."""
        parts = np.maximum(self.parts(numbers), -1e300)
        return min(self.columns, key=lambda name: float(parts[:, self.columns[name]].sum(axis=1).max()))


def stages(reader: Reader, likelihood: Likelihood, record: Floats | None = None, at_most: int = DATES) -> list[Stage]:
    """Ends of calendar years by which another number can be judged, and the end of the history.

    Of more than ``at_most`` so many are taken, evenly, and always the last.
    """
    world = reader.model.worlds[0]
    months = int(world.count.months)
    years = np.asarray(world.calendar)[:months]
    ends = [int(end) for end in np.flatnonzero(np.diff(years)) + 1]
    found: list[Stage] = []
    for stage in _at(reader, likelihood, record, [*ends, months]):
        new = not found or not (found[-1].active == stage.active).all()
        if stage.active.any() and (new or stage.months == months):
            found.append(stage)
    count = min(at_most, len(found))
    return [found[math.ceil(len(found) * (i + 1) / count) - 1] for i in range(count)]


def monthly(reader: Reader, likelihood: Likelihood) -> list[Stage]:
    """The end of each month of a history."""
    return _at(reader, likelihood, None, range(1, int(reader.model.worlds[0].count.months) + 1))


def _at(reader: Reader, likelihood: Likelihood, record: Floats | None, ends: Iterable[int]) -> list[Stage]:
    """What is known when so many months have been lived.

    A month on record that may be any month can be judged once it has passed by its width; what may come at any time
    and is no month, only in the end. The values of a vector are judged each in its time.
    """
    world = reader.model.worlds[0]
    months = int(world.count.months)
    years = np.asarray(world.calendar)[:months]
    there = likelihood.record if record is None else record
    known = np.full(reader.width, float(months))
    date = np.zeros(reader.width, np.bool_)
    for name, target in reader.targets.items():
        known[reader.columns[name]] = _known(reader, target, there[reader.columns[name]])
        date[reader.columns[name]] = target.statistic.form == "date"
    found: list[Stage] = []
    for end in ends:
        active = (known < end) | (end == months)
        begun = int(years[end - 1] - years[0] + 1)
        waiting = (active & date & (end < months)).astype(np.float64)
        found.append(Stage(end, begun, active.astype(np.float64), waiting, likelihood, reader.columns, record))
    return found


def _known(reader: Reader, target: Target, record: Floats) -> Floats:
    """The last month that must have been lived before each number of a target can be judged (values,)."""
    scenario, months = reader.model.scenario, float(reader.model.worlds[0].count.months)
    at = target.statistic.args.at
    if target.statistic.form == "date":
        return np.where(np.isnan(record), months, record + (target.width or 0.0))
    if target.statistic.form in NEVER or target.statistic.fn in ("order_of", "before"):
        return np.full(len(record), months)
    if isinstance(at, list):
        return np.array([float(scenario.month_index(month)) for month in at])
    return np.full(len(record), float(last_month(scenario, target)))


def dynamic(targets: Mapping[str, Target]) -> dict[str, Target]:
    """The targets that a fit uses: those that the model has to bring about."""
    return {name: target for name, target in targets.items() if target.kind == "dynamic"}
