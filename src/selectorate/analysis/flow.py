"""The circular flow of power, measured: what one base seat more comes to, by way of the loop and without each link.

The gain of a loop is the number of committee seats that the following of its holder has more, at the congress after
next, where one base unit that did not follow him does at the start. A history and its twin have the same luck. Units
differ, so histories are dealt over them: history k has the k-th of the units that do not follow him, and after the last
comes the first again. A link is cut by letting the places of whoever is chosen by it fall to contenders at random, in
both twins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from selectorate.analysis.doubt import Estimate, Interval, enough_to_state, mean, simultaneous
from selectorate.analysis.graph import Loop, loops
from selectorate.ensemble.dealing import Deal, Numbers, dealt
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.simulation.build import Model
from selectorate.state import Facts

AFTER_NEXT = 1
"""Which of the sessions that elect the committee the gain is read at: the second."""

ANOTHER = "another"
"""Who holds an office where no contender does."""


class Ring(NamedTuple):
    """A loop, the office by which it is held, and the contender whose following is measured."""

    loop: Loop
    office: str
    holder: str

    def targets(self) -> list[str]:
        """Who is chosen by each link."""
        return [link.target for link in self.loop.links]


class Gain(NamedTuple):
    """What one base seat more comes to; all intervals hold together.

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


@dataclass(frozen=True)
class Holder:
    """Everything that is lived for one contender who holds loops.

    Attributes:
        base: the world as it was.
        happenings: ``"recorded"`` or ``"drawn"``.
        name: id of the contender.
        rings: the loops that he holds.
    """

    base: Model
    happenings: str
    name: str
    rings: tuple[Ring, ...]

    @cached_property
    def units(self) -> list[str]:
        """Base units that do not follow him at the start, in the order of luck keys."""
        own, units = self.base.names.contenders.index(self.name), self.base.worlds[0].units
        return [unit for u, unit in enumerate(self.base.names.units) if units[u].patron != own]

    @cached_property
    def cuts(self) -> list[str | None]:
        """What is made loose in turn: nothing, then whoever is chosen by a link."""
        return [None, *dict.fromkeys(target for ring in self.rings for target in ring.targets())]

    def worlds(self) -> Worlds:
        """By cut, the world without a seat more, and those with one in each unit."""
        heads: list[tuple[tuple[str, str], ...]] = [(), *(((unit, self.name),) for unit in self.units)]
        twins = [Twin(heads=head, loose=(cut,) if cut else ()) for cut in self.cuts for head in heads]
        return Worlds(self.base, twins, happenings=self.happenings)

    def deals(self, histories: int) -> Iterator[Deal]:
        """Which histories are lived in which world; rows are pairs by cut, without and with the seat."""
        count = len(self.units)
        for c in range(len(self.cuts)):
            for u in range(count):
                own = range(u, histories, count)
                yield Deal(2 * c, c * (count + 1), own)
                yield Deal(2 * c + 1, c * (count + 1) + 1 + u, own)


@dataclass(frozen=True, eq=False)
class Flow:
    """What was lived for one holder.

    Attributes:
        asked: what was asked.
        found: (2 * cuts, k, width) seats of his following by session and body, then who held the offices by month.
    """

    asked: Holder
    found: Numbers

    @property
    def histories(self) -> int:
        """Histories without the seat, and as many with it, for each cut."""
        return int(self.found.shape[1])

    def gained(self, cut: str | None, session: int, body: int) -> Estimate:
        """Seats more of his following, twin by twin."""
        row, column = 2 * self.asked.cuts.index(cut), session * len(bodies(self.asked.base)) + body
        differences = self.found[row + 1, :, column] - self.found[row, :, column]
        seats = _seats(self.asked.base, session, body)
        return mean(differences, (-seats, seats))

    def gain(self, ring: Ring) -> Gain:
        """The gain of a loop, by session and without each link."""
        names, parts = self.asked.base.names.sittings, list(bodies(self.asked.base))
        cut = [self.gained(target, AFTER_NEXT, 0) for target in ring.targets()]
        held = [self.gained(None, s, b) for s in range(len(names)) for b in range(len(parts))]
        found = simultaneous([*held, *cut])
        sessions = {
            name: dict(zip(parts, found[s * len(parts) : (s + 1) * len(parts)], strict=True))
            for s, name in enumerate(names)
        }
        return Gain(sessions, dict(zip(ring.loop.texts(), found[len(held) :], strict=True)))

    def held_by_month(self, ring: Ring) -> dict[str, dict[str, float]]:
        """By month the share of histories in which each contender holds the office; ``another`` where none of them."""
        base, office = self.asked.base, self.asked.base.names.offices.index(ring.office)
        first = len(base.names.sittings) * len(bodies(base)) + office * base.scenario.months
        people = self.found[0, :, first : first + base.scenario.months]
        known = len(base.names.contenders)
        shares = {name: (people == i).mean(axis=0) for i, name in enumerate(base.names.contenders)}
        shares[ANOTHER] = (people >= known).mean(axis=0)
        return {
            base.scenario.month_name(t): {name: float(share[t]) for name, share in shares.items() if share[t]}
            for t in range(base.scenario.months)
        }


def flow(
    base: Model,
    happenings: str,
    *,
    histories: int,
    seed: int,
    threads: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[Flow]:
    """Live what has to be lived to measure every loop that a contender holds: one flow a holder.

    Args:
        base: the world as it was.
        happenings: ``"recorded"`` or ``"drawn"``.
        histories: how many, each with and without the seat, as it was and for each link.
        seed: from which each has the same luck in all worlds.
        threads: how many work at once; no bit depends on it.
        progress: called with the number of histories lived just now and the number of all.

    Raises:
        QuestionError: there are too few histories, no loop, no second congress, or no unit to add.
    """
    enough_to_state(histories)
    holders = held(base, happenings)
    total = sum(2 * len(holder.cuts) * histories for holder in holders)

    def told(count: int) -> None:
        if progress:
            progress(count, total)

    found = []
    for holder in holders:
        room = (2 * len(holder.cuts), histories, width(base))
        keep = partial(kept, holder)
        lived = dealt(
            holder.worlds(), holder.deals(histories), keep, room, seed=seed, threads=threads, progress=told
        )  # fmt: skip
        found.append(Flow(holder, lived))
    return found


def held(base: Model, happenings: str) -> list[Holder]:
    """Contenders who hold loops, each with his loops, or a refusal."""
    if base.start is not None:
        raise QuestionError("the flow is measured from the start: heads of a later month cannot be laid out")
    found: dict[str, list[Ring]] = {}
    for loop in loops(base.scenario):
        ring = _ring(base, loop)
        if ring is not None:
            found.setdefault(ring.holder, []).append(ring)
    if not found:
        raise QuestionError(f"{base.scenario.name} has no loop that a contender holds by an office")
    if len(base.names.sittings) <= AFTER_NEXT:
        raise QuestionError(f"{base.scenario.name} has no two dated sessions that elect the committee")
    holders = [Holder(base, happenings, name, tuple(rings)) for name, rings in found.items()]
    for holder in holders:
        if not holder.units:
            raise QuestionError(f"every base unit follows {holder.name} at the start: there is none to add")
    return holders


def _ring(base: Model, loop: Loop) -> Ring | None:
    """A loop with the first of its offices whose holder at the start is a contender, or follows one."""
    first = loop.links[0].office
    for office in dict.fromkeys([*([first] if first else []), *loop.holders]):
        person = int(base.worlds[0].offices[base.names.offices.index(office)].holder)
        patron = int(base.worlds[0].persons[person].patron) if person >= 0 else -1
        if patron >= 0:
            return Ring(loop, office, base.names.contenders[patron])
    return None


def bodies(base: Model) -> dict[str, str]:
    """The bodies whose seats are counted, by their parts: the committee, and the presidium where there is one."""
    roles = base.scenario.document.scenario.roles
    return {"committee": roles.committee} | ({"presidium": roles.presidium} if roles.presidium else {})


def kept(holder: Holder, facts: Facts) -> Numbers:
    """Seats of a following by session and body, then holders by office and month, (k, width)."""
    base = holder.base
    own, k = base.names.contenders.index(holder.name), len(facts.months.holders)
    seats = facts.months.following[..., own][:, list(base.names.sitting_months), : len(bodies(base))]
    offices = facts.months.holders.transpose(0, 2, 1)
    return np.concatenate([seats.reshape(k, -1), offices.reshape(k, -1)], axis=1)


def width(base: Model) -> int:
    """Numbers that are kept of a history."""
    return len(base.names.sittings) * len(bodies(base)) + len(base.names.offices) * base.scenario.months


def _seats(base: Model, session: int, body: int) -> float:
    """Full seats of a body at a session: nothing can be gained beyond them."""
    name: str = list(bodies(base).values())[body]
    return float(base.worlds[0].full[base.names.bodies.index(name), base.names.sitting_months[session]])


def rings(flows: Sequence[Flow]) -> Iterator[tuple[Flow, Ring]]:
    """Every loop with what was lived for it."""
    for one in flows:
        for ring in one.asked.rings:
            yield one, ring
