"""Following in the committee: the share of its full seats that each contender and his people hold, by session.

A quantile is a share that histories have: the smallest that at least so many of them do not exceed. Nothing is put
between two shares, so it is the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.removals import quantile
from selectorate.ensemble import Ensemble
from selectorate.scenario import Scenario
from selectorate.scenario.document import Document
from selectorate.simulation.build import Names

QUANTILES = (Fraction(1, 20), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(19, 20))
"""Of the histories: 5, 25, 50, 75 and 95 %."""


@dataclass(frozen=True)
class Committee:
    """The committee at each session that elected it.

    Attributes:
        sessions: ids of the sessions.
        months: their months, ``YYYY-MM``.
        seats: full seats of the committee at each.
        shares: contender -> mean share by session; the rest owe their seats to no contender.
        ranges: contender -> by session the share at each of `QUANTILES`.
    """

    sessions: tuple[str, ...]
    months: tuple[str, ...]
    seats: tuple[int, ...]
    shares: dict[str, list[float]]
    ranges: dict[str, list[list[float]]]


def committee(ensemble: Ensemble) -> Committee:
    """The committee by session, over all histories of an ensemble."""
    names, world = ensemble.names, ensemble.model.worlds[0]
    seats = [int(world.full[world.rules.committee, month]) for month in names.sitting_months]
    following = ensemble.columns.following
    # Sums of whole numbers: the order in which histories were lived cannot change a bit.
    taken = following.sum(axis=0, dtype=np.int64)
    places = sorted((name, index) for index, name in enumerate(names.contenders))
    shares = {
        name: [int(taken[row, index]) / (ensemble.histories * count) for row, count in enumerate(seats)]
        for name, index in places
    }
    ranges = {
        name: [_quantiles(following[:, row, index], count) for row, count in enumerate(seats)] for name, index in places
    }
    months = tuple(ensemble.scenario.month_name(month) for month in names.sitting_months)
    return Committee(names.sittings, months, tuple(seats), shares, ranges)


def _quantiles(taken: NDArray[np.int16], seats: int) -> list[float]:
    """Shares of a body's seats at `QUANTILES`, from the seats taken in each history.

    >>> _quantiles(np.array([3, 0, 1, 2], np.int16), 10)
    [0.0, 0.0, 0.1, 0.2, 0.3]
    """
    return [(quantile(taken, q) or 0) / seats for q in QUANTILES]


class Recorded(NamedTuple):
    """What is on record of a following in the committee that a session elected."""

    session: str
    contender: str
    value: float
    low: float | None  # bounds of what counts as met
    high: float | None
    confidence: str
    target: str  # the fact of the record that says so


def recorded_following(scenario: Scenario, names: Names) -> list[Recorded]:
    """Every share of the committee that the record has of a contender's following at a session, by target and month."""
    d = scenario.document
    sessions = {scenario.month_name(m): name for name, m in zip(names.sittings, names.sitting_months, strict=True)}
    found = []
    for name, target in d.targets.items():
        args = target.statistic.args
        if target.statistic.fn != "share_of" or args.body != d.scenario.roles.committee:
            continue
        for k, month in enumerate(args.at if isinstance(args.at, list) else [args.at]):
            who = args.patron if args.holder_of is None else holder(scenario, args.holder_of, str(month))
            value, low, high = (_at(one, k) for one in (target.value, target.low, target.high))
            if who in d.contenders and month in sessions and value is not None:
                found.append(Recorded(sessions[month], str(who), value, low, high, target.confidence, name))
    return found


def holder(scenario: Scenario, office: str, month: str) -> str | None:
    """The contender who held an office at the end of a month, in the record; None where it was nobody of them."""
    d = scenario.document
    known = called(d)
    terms = [
        term for term in d.record.terms
        if term.office == office and term.start[:7] <= month and (term.end is None or month < term.end[:7])
    ]  # fmt: skip
    return known.get(max(terms, key=lambda term: term.start).holder) if terms else None


def called(d: Document) -> dict[str, str]:
    """The contender of each name that the record writes: his whole one, or its last word where no other has it."""
    last: dict[str, list[str]] = {}
    for name, one in d.contenders.items():
        last.setdefault(one.name.split()[-1], []).append(name)
    whole = {one.name: name for name, one in d.contenders.items()}
    return {word: names[0] for word, names in last.items() if len(names) == 1} | whole


def _at(value: Any, k: int) -> float | None:
    """A number of a target, or the k-th of several."""
    one = value[k] if isinstance(value, list) else value
    return float(one) if isinstance(one, int | float) else None
