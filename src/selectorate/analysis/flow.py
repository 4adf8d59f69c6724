"""The circular flow of power, measured: what one base seat more comes to, by way of the loop and without each link.

The gain of a loop is the number of committee seats that the following of its holder has more, at the congress after
next, where one base unit more follows him from the start, or from a later month. A history and its twin have the same
luck. Units differ, so histories are dealt over them: history k is given the k-th, and after the last comes the first
again. A link is cut by letting the places of whoever is chosen by it fall to contenders at random, in both twins.

Where parameters come from a posterior, every history has a draw of its own, and the gain is that over all of them. How
far it hangs on the draw is told by more twins with each of some draws (`analysis.spread`): a seat's gain is small
beside the play of luck, so each draw needs many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from selectorate.analysis.doubt import OVER, Estimate, Interval, enough_to_state, mean, simultaneous
from selectorate.analysis.graph import Loop
from selectorate.analysis.holding import AFTER_NEXT, Holder, bodies, held, kept, kept_of_cuts, width
from selectorate.analysis.spread import DRAWS, Told, beside, over
from selectorate.ensemble.dealing import Numbers, dealt
from selectorate.ensemble.keeping import kept_or_lived
from selectorate.ensemble.prepared import posterior_of
from selectorate.ensemble.rivals import rivals
from selectorate.ensemble.store import Store
from selectorate.simulation.build import Model

BLOCK = 250
"""Histories that are lived, kept and read together: with more of them the first blocks are the same."""

EACH = 250
"""Twins with each of the draws that are compared."""

FEW = 25
"""Twins with each draw of a reading."""

ANOTHER = "another"
"""Who holds an office where no contender does."""


class Gain(NamedTuple):
    """What one base seat more comes to; all intervals of one holder hold together.

    Attributes:
        by_session: extra seats by session and body, ``committee`` and, where there is one, ``presidium``.
        without_link: extra committee seats at the congress after next by the link that is cut.
    """

    by_session: dict[str, dict[str, Interval]]
    without_link: dict[str, Interval]

    @property
    def gain(self) -> Interval:
        """Extra committee seats at the congress after next."""
        return list(self.by_session.values())[AFTER_NEXT]["committee"]


@dataclass(frozen=True, eq=False)
class Flow:
    """What was lived for one holder.

    Attributes:
        asked: what was asked.
        found: (2, k, width) seats of his following by session and body, then who held the offices by month.
        cut: (2 * cuts, k, 1) committee seats of his following at the congress after next.
        among: (2, draws * EACH, seats) as ``found``, without holders, with each of some draws; None if it is not told.
        readings: each reading's weight, and (2, draws * FEW, seats) the same with its draws.
    """

    asked: Holder
    found: Numbers
    cut: Numbers
    among: Numbers | None = None
    readings: tuple[tuple[float, Numbers], ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of doubt, beside sampling, that its gains are given over."""
        if self.among is None:
            return ()
        return OVER if self.readings else OVER[:1]

    @property
    def histories(self) -> int:
        """Histories without the seat, and as many with it, for each cut."""
        return int(self.found.shape[1])

    def gained(self, session: int, body: int) -> Estimate:
        """Seats more of his following, twin by twin."""
        return mean(self._more(self.found, session, body), self._possible(session, body))

    def _more(self, found: Numbers, session: int, body: int) -> Numbers:
        column = session * len(bodies(self.asked.base)) + body
        return np.asarray(found[1, :, column] - found[0, :, column])

    def _possible(self, session: int, body: int) -> tuple[float, float]:
        seats = self.asked.seats(session, body)
        return -seats, seats

    def left(self, cut: str) -> Estimate:
        """Committee seats more at the congress after next where whoever is chosen by a link is chosen at random."""
        row = 2 * self.asked.cuts.index(cut)
        return mean(self.cut[row + 1, :, 0] - self.cut[row, :, 0], self._possible(AFTER_NEXT, 0))

    @cached_property
    def _intervals(self) -> list[Interval]:
        """By session and body, then by what is cut: one family."""
        sessions, parts = range(len(self.asked.sessions)), range(len(bodies(self.asked.base)))
        where = [(s, b) for s in sessions for b in parts]
        known = simultaneous([*(self.gained(*at) for at in where), *(self.left(cut) for cut in self.asked.cuts)])
        if self.among is None:
            return known
        ranged = [self._range(one, self.among, *at) for one, at in zip(known, where, strict=False)]
        return ranged + known[len(where) :]

    def _range(self, one: Interval, among: Numbers, session: int, body: int) -> Interval:
        """A gain with its ranges over parameters and over readings."""
        possible = self._possible(session, body)
        found = beside(one, self._more(among, session, body), possible=possible, each=EACH)
        told = [Told(weight, self._more(lived, session, body), None) for weight, lived in self.readings]
        return over(found, told, possible=possible, each=FEW)

    @property
    def by_session(self) -> dict[str, dict[str, Interval]]:
        """Extra seats by session and body: the same for every loop that he holds."""
        parts = list(bodies(self.asked.base))
        return {
            name: dict(zip(parts, self._intervals[s * len(parts) : (s + 1) * len(parts)], strict=True))
            for s, name in enumerate(self.asked.sessions)
        }

    def gain(self, loop: Loop) -> Gain:
        """The gain of a loop that he holds, by session and without each link."""
        cut = dict(zip(self.asked.cuts, self._intervals[-len(self.asked.cuts) :], strict=True))
        return Gain(self.by_session, {str(link): cut[link.target] for link in loop.links})

    def held_by_month(self, office: str) -> dict[str, dict[str, float]]:
        """By month the share of histories in which each contender holds an office; ``another`` where none of them."""
        base, months = self.asked.base, self.asked.base.scenario.months
        first = self.found.shape[2] - months * (len(self.asked.offices) - self.asked.offices.index(office))
        people, known = self.found[0, :, first : first + months], len(base.names.contenders)
        shares = {name: (people == i).mean(axis=0) for i, name in enumerate(base.names.contenders)}
        shares[ANOTHER] = (people >= known).mean(axis=0)
        return {
            base.scenario.month_name(t): {name: float(share[t]) for name, share in shares.items() if share[t]}
            for t in range(months)
        }


def flow(
    base: Model,
    happenings: str,
    *,
    histories: int,
    seed: int,
    threads: int,
    spread: bool = True,
    store: Store | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Flow]:
    """Live what has to be lived to measure every loop that a contender holds: one flow a holder.

    Args:
        base: the world of the question; where it begins in a later month, the seat is added in that month.
        happenings: ``"recorded"`` or ``"drawn"``.
        histories: how many, each with and without the seat, as it was and for each link.
        seed: from which each has the same luck in all worlds.
        threads: how many work at once; no bit depends on it.
        spread: also how far gains hang on the draw and on readings, where parameters come from a posterior.
        store: where finished blocks are kept and read back.
        progress: called with the number of histories lived or read just now and the number of all.

    Raises:
        QuestionError: there are too few histories, no loop, no second congress, or no unit to add.
    """
    enough_to_state(histories)
    holders = held(base, happenings, seed=seed, threads=threads, store=store)
    asked = [(holder, histories) for holder in holders]
    readings = rivals(base.scenario) if spread and posterior_of(base) is not None else ()
    if spread and posterior_of(base) is not None:
        asked += [(holder.among(EACH), DRAWS * EACH) for holder in holders]
        asked += [(holder.by(one, FEW), DRAWS * FEW) for one in readings for holder in holders]
    total = sum(2 * (1 + len(one.cuts)) * count for one, count in asked)

    def told(count: int) -> None:
        if progress:
            progress(count, total)

    def all_of(one: Holder, count: int) -> tuple[Numbers, Numbers]:
        bounds = pairwise([*range(0, count, BLOCK), count])
        blocks = [_block(one, first, end - first, seed, threads, store, told) for first, end in bounds]
        whole, cut = (np.concatenate([block[name] for block in blocks], axis=1) for name in ("found", "cut"))
        return whole, cut

    lived = [all_of(*one) for one in asked]
    whole, count = [found for found, _ in lived], len(holders)
    return [
        Flow(
            holder,
            *lived[h],
            whole[count + h] if len(whole) > count else None,
            tuple((one.weight, whole[(2 + r) * count + h]) for r, one in enumerate(readings)),
        )
        for h, holder in enumerate(holders)
    ]


def _block(
    holder: Holder,
    first: int,
    count: int,
    seed: int,
    threads: int,
    store: Store | None,
    progress: Callable[[int], None],
) -> dict[str, Numbers]:
    """Some histories of a holder, read or lived."""
    cuts, lived = len(holder.cuts), 0

    def tell(more: int) -> None:
        nonlocal lived
        lived += more
        progress(more)

    def live() -> dict[str, Numbers]:
        made = partial(dealt, seed=seed, threads=threads, first=first, progress=tell)
        whole = made(holder.worlds, holder.deals(first, count, 1), partial(kept, holder), (2, count, width(holder)))
        keep, room = partial(kept_of_cuts, holder), (2 * cuts, count, 1)
        cut = (
            made(holder.cut_worlds, holder.deals(first, count, cuts), keep, room) if cuts else np.zeros(room, np.int16)
        )
        return {"found": whole, "cut": cut}

    identity = holder.identity(seed, first, count)
    found: dict[str, Numbers] = kept_or_lived(store, identity, live, about=holder.base.scenario.name)
    progress(2 * (1 + cuts) * count - lived)
    return found
