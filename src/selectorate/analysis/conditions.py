"""Whether a scenario's condition holds in each history, from what an ensemble keeps.

A share of a body is a number of full seats over the full seats in force at the month of reading; of the base it is
the weight owned. What happened by a month counts that month in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble import Columns, Ensemble
from selectorate.questions import Before, Blocs, Condition, Following, Others, Reached
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model, Names
from selectorate.simulation.facts import DEAD, OFF_PRESIDIUM, UNDER_SANCTION

Truth = NDArray[np.bool_]
"""One truth a history, (k,)."""


@dataclass(frozen=True)
class Whose:
    """Of which contender or office a statement is made; ``each`` is None where it is made of nobody."""

    each: str | None = None
    index: int = -1


@dataclass(frozen=True)
class Seen:
    """Histories as a condition sees them: what columns there are, what their indices mean, and when they are read."""

    columns: Columns
    names: Names
    scenario: Scenario
    read: int  # month of reading
    seats: tuple[int, ...]  # full seats in force in that month, by body

    @classmethod
    def of(cls, ensemble: Ensemble) -> Seen:
        """The histories of an ensemble."""
        return cls.at(ensemble.columns, ensemble.model)

    @classmethod
    def at(cls, columns: Columns, model: Model) -> Seen:
        """Histories that were lived in a model."""
        world = model.worlds[0]
        read = int(world.rules.read)
        seats = tuple(int(world.full[body, read]) for body in range(world.count.bodies))
        return cls(columns, model.names, model.scenario, read, seats)

    def reached(self, contenders: Sequence[str], rung: str) -> NDArray[np.int16]:
        """Months in which these contenders reached a rung (k, contenders), -1 never."""
        rows = [self.names.contenders.index(name) for name in contenders]
        months: NDArray[np.int16] = self.columns.reached[:, rows, self.names.rungs.index(rung)]
        return months


def holds(condition: Condition, seen: Seen, whose: Whose) -> Truth:
    """Whether ``condition`` holds in each history, (k,); X is the contender or office of whom it is said."""
    field = next(name for name in type(condition).model_fields if getattr(condition, name) is not None)
    return np.asarray(READ[field](getattr(condition, field), seen, whose), np.bool_)


def decided(condition: Condition, scenario: Scenario) -> int:
    """The month, counted from the first, after which nothing can change whether a condition holds."""
    read = scenario.month_index(scenario.document.scenario.read)
    if condition.before is not None:
        return scenario.months - 1
    if condition.reached is not None and condition.reached.by is not None:
        return max(read, scenario.month_index(condition.reached.by))
    return max([read, *(decided(part, scenario) for part in (*(condition.all or ()), *(condition.any or ())))])


def _all(parts: Sequence[Condition], seen: Seen, whose: Whose) -> Any:
    return np.logical_and.reduce([holds(part, seen, whose) for part in parts])


def _any(parts: Sequence[Condition], seen: Seen, whose: Whose) -> Any:
    return np.logical_or.reduce([holds(part, seen, whose) for part in parts])


def _following(asked: Following, seen: Seen, whose: Whose) -> Any:
    body = seen.names.bodies.index(asked.body)
    share: NDArray[Any] = seen.columns.final[:, body, whose.index] / max(1, seen.seats[body])
    if asked.body == seen.scenario.document.scenario.roles.base:
        share = seen.columns.owned[:, whose.index]
    if asked.more_than is not None:
        return share > asked.more_than
    return share >= (asked.at_least or 0.0)


def _every_other(asked: Others, seen: Seen, whose: Whose) -> Any:
    """Dead, off the presidium, or under sanction since a rung at least as high as the one asked for."""
    status = seen.columns.status
    out = np.zeros(status.shape, np.bool_)
    if asked.dead:
        out |= status & DEAD != 0
    if asked.off is not None:
        out |= status & OFF_PRESIDIUM != 0
    if asked.under is not None:
        months = seen.columns.reached[:, :, seen.names.rungs.index(asked.under) :]
        out |= _by(months, seen.read).any(axis=2) & (status & UNDER_SANCTION != 0)
    out[:, whose.index] = True
    return out.all(axis=1)


def _opposed_blocs(asked: Blocs, seen: Seen, _: Whose) -> Any:
    body = seen.names.bodies.index(asked.body)
    return seen.columns.blocs[:, body] / max(1, seen.seats[body]) >= asked.at_least


def _campaign_open(asked: bool, seen: Seen, _: Whose) -> Any:
    return (seen.columns.campaign == 1) == asked


def _holds(office: str, seen: Seen, whose: Whose) -> Any:
    return seen.columns.holders[:, seen.names.offices.index(office)] == whose.index


def _lost(office: str | Literal[True], seen: Seen, whose: Whose) -> Any:
    index = whose.index if office is True else seen.names.offices.index(office)
    return _by(seen.columns.lost[:, index], seen.read)


def _reached(asked: Reached, seen: Seen, _: Whose) -> Any:
    last = seen.read if asked.by is None else seen.scenario.month_index(asked.by)
    return _by(seen.reached(asked.contenders, asked.rung), last).sum(axis=1) >= asked.at_least


def _before(asked: Before, seen: Seen, _: Whose) -> Any:
    """The last of the first came before the first of the others did, if these came at all in the whole run."""
    first, then = (_never_last(seen.reached(whose, asked.rung)) for whose in (asked.first, asked.then))
    return first.max(axis=1) < then.min(axis=1)


def _never_last(months: NDArray[np.int16]) -> NDArray[np.int64]:
    return np.where(months < 0, np.iinfo(np.int16).max, months.astype(np.int64))


def _by(months: NDArray[np.int16], last: int) -> Truth:
    """Which of some months came, and not after ``last``."""
    return np.logical_and(months >= 0, months <= last)


READ: dict[str, Callable[[Any, Seen, Whose], Any]] = {
    "all": _all,
    "any": _any,
    "following": _following,
    "every_other": _every_other,
    "opposed_blocs": _opposed_blocs,
    "campaign_open": _campaign_open,
    "holds": _holds,
    "lost": _lost,
    "reached": _reached,
    "before": _before,
}
"""How each field of a `Condition` is read."""
