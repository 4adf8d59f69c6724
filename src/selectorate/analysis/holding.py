"""Who holds which loop, and the worlds in which what he gains by one base seat more is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np

from selectorate.analysis.graph import Loop, loops
from selectorate.ensemble import dealing, worlds
from selectorate.ensemble.dealing import Deal, Numbers, dealt
from selectorate.ensemble.keeping import hashed, kept_or_lived, question
from selectorate.ensemble.prepared import Prepared
from selectorate.ensemble.rivals import Rival, asked
from selectorate.ensemble.store import Store, key
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.simulation.build import Model
from selectorate.simulation.changes import from_month
from selectorate.state import Facts

AFTER_NEXT = 1
"""Which of the sessions that elect the committee the gain is read at: the second after the seat is added."""

LOOKED_AT = 250
"""The first histories of a seed: who holds an office in a later month is looked up in them."""


class Ring(NamedTuple):
    """A loop, the office by which it is held, and the contender whose following is measured.

    Attributes:
        loop: the links.
        office: the first of its offices that a contender or one of his people holds.
        holder: that contender.
        share: of the histories looked at, those in which he holds the office when the seat is added; None at the
            start, where all are alike.
    """

    loop: Loop
    office: str
    holder: str
    share: float | None = None

    def targets(self) -> list[str]:
        """Who is chosen by each link."""
        return [link.target for link in self.loop.links]


@dataclass(frozen=True)
class Holder:
    """Everything that is lived for one contender who holds loops.

    Attributes:
        base: the world of the question.
        happenings: ``"recorded"`` or ``"drawn"``.
        name: id of the contender.
        rings: the loops that he holds.
    """

    base: Model
    happenings: str
    name: str
    rings: tuple[Ring, ...]

    @property
    def month(self) -> int:
        """The month, counted from the first, in which the seat is added."""
        return from_month(self.base.scenario, self.base.start)

    @cached_property
    def sessions(self) -> dict[str, int]:
        """The dated sessions that elect the committee, from that month on, each with its month."""
        names = self.base.names
        dated = zip(names.sittings, names.sitting_months, strict=True)
        return {name: month for name, month in dated if month >= self.month}

    @cached_property
    def units(self) -> list[str]:
        """Base units that are dealt out, in the order of luck keys: those not known to be his when the seat is added.

        At the start they are those that do not follow him. Later every unit may follow him in one history and not in
        another: all are dealt out, and one that is his stands for the next that is not.
        """
        own, units = self.base.names.contenders.index(self.name), self.base.worlds[0].units
        known = self.month == 0
        return [unit for u, unit in enumerate(self.base.names.units) if not known or units[u].patron != own]

    @cached_property
    def cuts(self) -> list[str]:
        """What is made loose in turn: whoever is chosen by a link."""
        return list(dict.fromkeys(target for ring in self.rings for target in ring.targets()))

    @cached_property
    def offices(self) -> list[str]:
        """The offices by which he holds the loops."""
        return list(dict.fromkeys(ring.office for ring in self.rings))

    @cached_property
    def worlds(self) -> Worlds:
        """The world without a seat more, and those with one in each unit."""
        return Worlds(self.base, [Twin(heads=heads) for heads in self._heads()], happenings=self.happenings)

    @cached_property
    def cut_worlds(self) -> Worlds:
        """The same for each cut, as far as the congress after next: nothing later is asked of them."""
        twins = [Twin(heads=heads, loose=(cut,)) for cut in self.cuts for heads in self._heads()]
        return Worlds(self.base, twins, happenings=self.happenings).shorten(self.after_next + 1)

    def among(self, each: int) -> Holder:
        """The same with so many histories in a row that have one draw of the posterior, and with no link cut."""
        return replace(self, base=replace(cast("Prepared", self.base), each=each), rings=())

    def by(self, rival: Rival, each: int) -> Holder:
        """The same question by a reading, with so many histories for each of its draws, and with no link cut."""
        return replace(self, base=asked(rival, self.base, self.happenings, each), rings=())

    def _heads(self) -> list[tuple[tuple[str, str], ...]]:
        return [(), *(((unit, self.name),) for unit in self.units)]

    @property
    def worlds_lived(self) -> int:
        """How many worlds histories are dealt over."""
        return (1 + len(self.cuts)) * (1 + len(self.units))

    @property
    def after_next(self) -> int:
        """The month of the congress after next, counted from the first."""
        return list(self.sessions.values())[AFTER_NEXT]

    def deals(self, first: int, count: int, groups: int) -> Iterator[Deal]:
        """Which of ``count`` histories from one on are lived in which world, counted from the first of them.

        Worlds stand in so many groups, each without a seat more and then with one in each unit; rows are two a group.
        """
        units = len(self.units)
        for g in range(groups):
            yield Deal(2 * g, g * (units + 1), range(count))
            for u in range(units):
                yield Deal(2 * g + 1, g * (units + 1) + 1 + u, range((u - first) % units, count, units))

    def seats(self, session: int, body: int) -> float:
        """Full seats of a body at a session: nothing can be gained beyond them."""
        name: str = list(bodies(self.base).values())[body]
        return float(
            self.base.worlds[-1].full[self.base.names.bodies.index(name), list(self.sessions.values())[session]]
        )

    def identity(self, seed: int, first: int, count: int) -> dict[str, Any]:
        """What a block of his is known by: everything that decides its bits."""
        mine = {"holder": self.name, "units": self.units, "cuts": self.cuts, "offices": self.offices}
        return _identity(
            self.base, self.happenings, seed, {**mine, "sessions": self.sessions, "first": first, "count": count}
        )


def held(base: Model, happenings: str, *, seed: int, threads: int, store: Store | None = None) -> list[Holder]:
    """Contenders who hold loops when the question begins, each with his loops, or a refusal.

    At the start that is who holds the office then. In a later month it is the contender who holds it more often than
    any other at the end of that month, in the first histories of the seed; of equals, whose luck key comes first.

    Args:
        base: the world of the question.
        happenings: ``"recorded"`` or ``"drawn"``.
        seed: of the luck.
        threads: how many work at once.
        store: where it is kept who held which office.

    Raises:
        QuestionError: there is no loop that a contender holds, no second congress, or no unit to add.
    """
    known, month = loops(base.scenario), from_month(base.scenario, base.start)
    when = f" from {base.start} on" if base.start and month else ""
    if not known:
        raise QuestionError(f"{base.scenario.name} has no loop that a contender holds by an office")
    if sum(sitting >= month for sitting in base.names.sitting_months) <= AFTER_NEXT:
        raise QuestionError(f"{base.scenario.name} has no two dated sessions that elect the committee{when}")
    people = _at_the_start(base) if month == 0 else _in_month(base, happenings, month, seed, threads, store)
    found: dict[str, list[Ring]] = {}
    for ring in (_ring(base, loop, people) for loop in known):
        if ring is not None:
            found.setdefault(ring.holder, []).append(ring)
    if not found:
        raise QuestionError(f"{base.scenario.name} has no loop that a contender holds by an office{when}")
    holders = [Holder(base, happenings, name, tuple(rings)) for name, rings in found.items()]
    for holder in holders:
        if not holder.units:
            raise QuestionError(f"every base unit follows {holder.name} at the start: there is none to add")
    return holders


Held = dict[str, tuple[str, float | None]]
"""By office the contender who holds it, and in what share of the histories; offices that none holds are left out."""


def _at_the_start(base: Model) -> Held:
    """Whose each office is in the world as it is laid out: a contender's, or one of his people's."""
    found: Held = {}
    for o, office in enumerate(base.names.offices):
        holder = int(base.worlds[0].offices[o].holder)
        patron = int(base.worlds[0].persons[holder].patron) if holder >= 0 else -1
        if patron >= 0:
            found[office] = base.names.contenders[patron], None
    return found


def _in_month(base: Model, happenings: str, month: int, seed: int, threads: int, store: Store | None) -> Held:
    """Which contender holds each office in most histories at the end of a month."""

    def live() -> dict[str, Numbers]:
        there = Worlds(base, [Twin()], happenings=happenings).shorten(month + 1)
        room = (1, LOOKED_AT, len(base.names.offices))
        deals = [Deal(0, 0, range(LOOKED_AT))]
        return {"holders": dealt(there, deals, lambda f: f.months.holders[:, month], room, seed=seed, threads=threads)}

    identity = _identity(base, happenings, seed, {"month": month, "first": 0, "count": LOOKED_AT})
    holders = kept_or_lived(store, identity, live, about=base.scenario.name)["holders"][0]
    found: Held = {}
    for o, office in enumerate(base.names.offices):
        counts = [int((holders[:, o] == i).sum()) for i in range(len(base.names.contenders))]
        most = int(np.argmax(counts))
        if counts[most]:
            found[office] = base.names.contenders[most], counts[most] / LOOKED_AT
    return found


def _ring(base: Model, loop: Loop, people: Held) -> Ring | None:
    """A loop with the first of its offices that somebody holds."""
    first = loop.links[0].office
    for office in dict.fromkeys([*([first] if first else []), *loop.holders]):
        if office in people:
            return Ring(loop, office, *people[office])
    return None


def _identity(base: Model, happenings: str, seed: int, asked: dict[str, Any]) -> dict[str, Any]:
    """What some numbers of a question's loops are known by."""
    whole = {**question(base, seed=seed, happenings=happenings), "kind": "flow", "sources": _sources()}
    listed = {name: whole[name] for name in ("kind", "kernel")}
    return {**listed, "question": key({**whole, "asked": asked}), "first": asked["first"], "count": asked["count"]}


def _sources() -> str:
    """Sha-256 over the sources between the kernel and what is kept."""
    return hashed(Path(file) for file in (__file__, dealing.__file__, worlds.__file__))


def bodies(base: Model) -> dict[str, str]:
    """The bodies whose seats are counted, by their parts: the committee, and the presidium where there is one."""
    roles = base.scenario.document.scenario.roles
    return {"committee": roles.committee} | ({"presidium": roles.presidium} if roles.presidium else {})


def kept(holder: Holder, facts: Facts) -> Numbers:
    """Seats of his following by session and body, then holders of the offices by office and month, (k, width)."""
    names, k = holder.base.names, len(facts.months.holders)
    own, offices = names.contenders.index(holder.name), [names.offices.index(office) for office in holder.offices]
    seats = facts.months.following[..., own][:, list(holder.sessions.values()), : len(bodies(holder.base))]
    people = facts.months.holders[..., offices].transpose(0, 2, 1)
    return np.concatenate([seats.reshape(k, -1), people.reshape(k, -1)], axis=1)


def kept_of_cuts(holder: Holder, facts: Facts) -> Numbers:
    """Committee seats of his following at the congress after next, (k, 1)."""
    own = holder.base.names.contenders.index(holder.name)
    return facts.months.following[:, holder.after_next, :1, own]


def width(holder: Holder) -> int:
    """Numbers that `kept` keeps of a history."""
    seats = len(holder.sessions) * len(bodies(holder.base))
    return seats + len(holder.offices) * holder.base.scenario.months
