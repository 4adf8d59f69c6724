"""Following in the committee: the mean share of its full seats that each contender and his people hold, by session."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from selectorate.ensemble import Ensemble


@dataclass(frozen=True)
class Committee:
    """The committee at each session that elected it.

    Attributes:
        sessions: ids of the sessions.
        months: their months, ``YYYY-MM``.
        seats: full seats of the committee at each.
        shares: contender -> mean share by session; the rest owe their seats to no contender.
    """

    sessions: tuple[str, ...]
    months: tuple[str, ...]
    seats: tuple[int, ...]
    shares: dict[str, list[float]]


def committee(ensemble: Ensemble) -> Committee:
    """The committee by session, over all histories of an ensemble."""
    names, world = ensemble.names, ensemble.model.worlds[0]
    seats = [int(world.full[world.rules.committee, month]) for month in names.sitting_months]
    # Sums of whole numbers: the order in which histories were lived cannot change a bit.
    taken = ensemble.columns.following.sum(axis=0, dtype=np.int64)
    shares = {
        name: [int(taken[row, index]) / (ensemble.histories * count) for row, count in enumerate(seats)]
        for name, index in sorted((name, index) for index, name in enumerate(names.contenders))
    }
    months = tuple(ensemble.scenario.month_name(month) for month in names.sitting_months)
    return Committee(names.sittings, months, tuple(seats), shares)
