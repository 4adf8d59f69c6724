"""Whether a scenario's condition holds in each history, from what an ensemble keeps.

A share of a body is a number of full seats over the full seats in force at the month of reading; of the base it is
the weight owned. What happened by a month counts that month in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble import Columns
from selectorate.institutions import Before, Blocs, Condition, Following, Others, Reached
from selectorate.simulation.build import Model
from selectorate.simulation.facts import DEAD, OFF_PRESIDIUM, UNDER_SANCTION

Truth = NDArray[np.bool_]
"""One truth a history, (k,)."""


class Whose(NamedTuple):
    """Of which contender or office a statement is made; ``each`` is None where it is made of nobody."""

    each: str | None = None
    index: int = -1


class Seen(NamedTuple):
    """Histories as a condition sees them: the model that says what the columns mean, and the columns."""

    model: Model
    columns: Columns

    @property
    def read(self) -> int:
        """The month of reading."""
        return int(self.model.worlds[0].rules.read)

    def body(self, name: str) -> int:
        return self.model.names.bodies.index(name)

    def office(self, name: str) -> int:
        return self.model.names.offices.index(name)

    def rung(self, name: str) -> int:
        return self.model.names.rungs.index(name)

    def contenders(self, names: Sequence[str]) -> list[int]:
        return [self.model.names.contenders.index(name) for name in names]

    def seats(self, body: int) -> int:
        """Full seats in force at the month of reading."""
        return int(self.model.worlds[0].full[body, self.read])

    def by(self, months: NDArray[np.int16], last: int) -> Truth:
        """Which of some months came, and not after ``last``."""
        came: Truth = (months >= 0) & (months <= last)
        return came


def holds(condition: Condition, seen: Seen, whose: Whose) -> Truth:
    """Whether ``condition`` holds in each history, (k,); X is the contender or office of whom it is said."""
    field = next(name for name in type(condition).model_fields if getattr(condition, name) is not None)
    return READ[field](getattr(condition, field), seen, whose)


def _all(parts: Sequence[Condition], seen: Seen, whose: Whose) -> Truth:
    return np.logical_and.reduce([holds(part, seen, whose) for part in parts])


def _any(parts: Sequence[Condition], seen: Seen, whose: Whose) -> Truth:
    return np.logical_or.reduce([holds(part, seen, whose) for part in parts])


def _following(asked: Following, seen: Seen, whose: Whose) -> Truth:
    body = seen.body(asked.body)
    share: NDArray[Any] = seen.columns.owned[:, whose.index]
    if body != seen.model.worlds[0].rules.units_body:
        share = seen.columns.final[:, body, whose.index] / max(1, seen.seats(body))
    if asked.more_than is not None:
        return share > asked.more_than
    return share >= (asked.at_least or 0.0)


def _every_other(asked: Others, seen: Seen, whose: Whose) -> Truth:
    """Dead, off the presidium, or under sanction since a rung at least as high as the one asked for."""
    status = seen.columns.status
    out = np.zeros(status.shape, np.bool_)
    if asked.dead:
        out |= status & DEAD != 0
    if asked.off is not None:
        out |= status & OFF_PRESIDIUM != 0
    if asked.under is not None:
        climbed = seen.by(seen.columns.reached[:, :, seen.rung(asked.under) :], seen.read).any(axis=2)
        out |= climbed & (status & UNDER_SANCTION != 0)
    out[:, whose.index] = True
    return out.all(axis=1)


def _opposed_blocs(asked: Blocs, seen: Seen, _: Whose) -> Truth:
    body = seen.body(asked.body)
    held: Truth = seen.columns.blocs[:, body] / max(1, seen.seats(body)) >= asked.at_least
    return held


def _campaign_open(asked: bool, seen: Seen, _: Whose) -> Truth:
    return (seen.columns.campaign == 1) == asked


def _holds(office: str, seen: Seen, whose: Whose) -> Truth:
    return seen.columns.holders[:, seen.office(office)] == whose.index


def _lost(office: str, seen: Seen, whose: Whose) -> Truth:
    index = whose.index if whose.each == "office" else seen.office(office)
    return seen.by(seen.columns.lost[:, index], seen.read)


def _reached(asked: Reached, seen: Seen, _: Whose) -> Truth:
    last = seen.read if asked.by is None else seen.model.scenario.month_index(asked.by)
    months = seen.columns.reached[:, seen.contenders(asked.contenders), seen.rung(asked.rung)]
    enough: Truth = seen.by(months, last).sum(axis=1) >= asked.at_least
    return enough


def _before(asked: Before, seen: Seen, _: Whose) -> Truth:
    """The last of the first came before the first of the others did, if these came at all in the whole run."""
    months = seen.columns.reached[:, :, seen.rung(asked.rung)]
    months = np.where(months < 0, np.iinfo(np.int16).max, months)
    last = months[:, seen.contenders(asked.first)].max(axis=1)
    return last < months[:, seen.contenders(asked.then)].min(axis=1)


READ: dict[str, Callable[[Any, Seen, Whose], Truth]] = {
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
