"""A society laid out by hand: a few people, units and bodies in which a mechanism can be worked with a pencil.

Contenders have the luck keys 11, 12 ..., others 51, 52 ..., measures of how things go 81, 82 ..., units 101, 102 ...;
bodies and offices 1, 2 ...
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.draws import GOLDEN, ONE
from selectorate.parameters import CATALOGUE, MECHANISMS, STREAMS
from selectorate.state import State
from selectorate.structs import Rows, Struct, new
from selectorate.testing.plain import plain
from selectorate.world import World

BASE, CONGRESS, COMMITTEE, PRESIDIUM, CONTROL = range(5)
"""The bodies of a society: units, their delegates, the two bodies these elect, and the one the committee elects."""

POWERS = ("appoint", "slate", "agenda", "information", "press", "admit", "expel")
"""Powers of which `world.Rules` says who bears them and how they stand."""

Sits = tuple[int, Sequence[int], Sequence[int], int] | tuple[int, Sequence[int], Sequence[int], int, int]
"""A sitting: month, bodies that sit, bodies elected anew, delegates, and (1) whether it must be called."""


@dataclass(frozen=True)
class Society:
    """A world and a state to work on, as records of one row each."""

    worlds: Rows[World]
    states: Rows[State]

    @property
    def world(self) -> Any:
        """The one world."""
        return self.worlds[0]

    @property
    def state(self) -> Any:
        """The one state."""
        return self.states[0]

    def set(self, **parameters: float) -> None:
        """Give parameters other values."""
        for name, value in parameters.items():
            if name not in CATALOGUE:
                raise KeyError(name)
            setattr(self.world.parameters, name, value)

    def begin(self) -> None:
        """Lay the state out anew as the world says; where there are no units, nobody owns anything of one."""
        plain("simulation.history").begin(self.world, self.state)
        self.state.heard = -1
        if self.world.count.units == 0:
            self.state.owned_all = 1.0

    def bear(self, power: str, office: int, how: int = w.HELD) -> None:
        """Let an office bear a power: held by its holder, shared by the presidium, or gone."""
        put(self.world.rules, **{power: how, f"{power}_office": office})

    def place(self, person: int, *view: float) -> None:
        """Let a person stand somewhere in the policy space, from the start on."""
        for x, coordinate in enumerate(view):
            self.world.views[person, x] = self.state.views[person, x] = coordinate
            if person < self.world.count.contenders:
                self.state.told[person, x] = self.state.conviction[person, x] = coordinate
        plain("mechanisms.policy").measure(self.world, self.state)

    def owe(self, person: int, patron: int, tie: float = 1.0) -> None:
        """Let a person owe somebody (-1: nobody), from now on, in every seat he holds."""
        plain("mechanisms.seats").change_person(self.world, self.state, person, patron, tie)
        plain("mechanisms.seats").bind(self.state, patron, tie)

    def head(self, unit: int, patron: int, tie: float = 1.0, *, weight: float = 1.0, delivery: float = 1.0) -> None:
        """Let the head of a unit owe somebody (-1: nobody), and deliver so much of its delegation."""
        put(self.state.heads[unit], patron=patron, tie=tie, weight=weight, delivery=delivery)
        plain("mechanisms.seats").bind(self.state, patron, tie)
        plain("mechanisms.patronage").count_owned(self.world, self.state)

    def seat(self, body: int, patrons: Sequence[int], *, tie: float = 1.0, candidates: bool = False) -> None:
        """Let people without a name take the first vacant seats of a body, one for each patron."""
        for patron in patrons:
            self.take(body, -1, patron, tie, candidates=candidates)

    def take(self, body: int, person: int, patron: int, tie: float = 1.0, *, candidates: bool = False) -> int:
        """Let a person (-1: without a name) take the first vacant seat of a body; return the seat."""
        row = self.world.bodies[body]
        first, room = (row.candidates, row.spare) if candidates else (row.first, row.full)
        seat = first + int(np.flatnonzero(self.state.seats["taken"][first : first + room] == 0)[0])
        seats = plain("mechanisms.seats")
        seats.take_seat(self.world, self.state, seat, person, patron, tie)
        if person != patron:
            seats.bind(self.state, patron, tie)
        return int(seat)

    def sit(self, *sittings: Sits) -> None:
        """Lay down the calendar in order of month: members are counted where units or delegates sit, or choose."""
        world = self.world
        world.counted[:] = 0
        for g, (month, sits, elects, delegates, *called) in enumerate(sittings):
            put(world.sittings[g], month=month, bodies=bits(sits), elects=bits(elects), delegates=delegates, kept=-1)
            world.sittings[g].called = called[0] if called else 0
            if elects or {BASE, CONGRESS} & set(sits):
                world.counted[month] = 1
        world.count.sittings = len(sittings)
        months = [month for month, *_ in sittings]
        world.sitting[: world.count.months + 1] = np.searchsorted(months, np.arange(world.count.months + 1))

    def rung(self, takes: int, body: int = -1, *, reluctance: float = 0.0, hazard: float = 0.0) -> int:
        """Add a rung to the ladder; return its number."""
        rung = int(self.world.count.rungs)
        put(self.world.rungs[rung], takes=takes, body=body, reluctance=reluctance, hazard=hazard)
        self.world.count.rungs = rung + 1
        self.state.reached[:, rung] = -1
        return rung

    def motion(
        self,
        rung: int,
        bodies: Sequence[int],
        threshold: float = 0.5,
        *,
        only: int = w.ANYONE,
        of: int = -1,
        renewal: int = 0,
    ) -> int:
        """Add a venue of a rung; return its number."""
        motion = int(self.world.count.motions)
        put(self.world.motions[motion], rung=rung, only=only, of=of, bodies=bits(bodies), threshold=threshold)
        self.world.motions[motion].renewal = renewal
        self.world.count.motions = motion + 1
        return motion

    def measure(self, axis: int = 0, course: Sequence[float] = (0.0,)) -> int:
        """Add a measure of how things go, with its recorded course (the last value stays); return its number."""
        s = int(self.world.count.economies)
        put(self.world.economies[s], luck_key=81 + s, axis=axis)
        self.world.course[s] = course[-1]
        self.world.course[s, : len(course)] = course
        self.state.index[s] = self.state.deviation[s] = 0.0
        self.world.count.economies = s + 1
        return s

    def campaign(self, target: int, leader: int, *, against: Sequence[int] = (), behind: Sequence[int] = ()) -> None:
        """Let a campaign stand since month 0, with the sides that others take in it."""
        self.state.minds[target].leader = leader
        self.state.minds[target].opened = 0
        for i in (leader, *against):
            self.state.pairs[i, target].stance = 1
        for i in behind:
            self.state.pairs[i, target].stance = -1
        self.count_sides()

    def stand(self, who: int, target: int, stance: int) -> None:
        """Let somebody take another side in the campaign against ``target``."""
        self.state.pairs[who, target].stance = stance
        self.count_sides()

    def count_sides(self) -> None:
        """Say in bits what the stances say, and whom the presidium's majority is against."""
        plain("mechanisms.alignment").count_sides(self.world, self.state)
        plain("mechanisms.alignment").count_majorities(self.world, self.state)

    def tell(self, events: int = 64) -> None:
        """Keep a chronicle from now on, with nothing in it yet."""
        self.state.chronicle[:events] = 0
        put(self.state, keep=events, heard=-1, reasoned=1, events=0, followed=1)

    def told(self, kind: int | None = None) -> list[Any]:
        """The events kept so far, of one kind or all."""
        events = self.state.chronicle[: min(int(self.state.events), int(self.state.keep))]
        return [event for event in events if kind is None or event.kind == kind]


def bits(bodies: Sequence[int]) -> int:
    """A set of bodies as the bits of a number."""
    return sum(1 << body for body in bodies)


def put(row: Any, **fields: float) -> None:
    """Write fields of a row by name."""
    for name, value in fields.items():
        setattr(row, name, value)


def society(
    *,
    contenders: int = 3,
    others: int = 0,
    units: int = 0,
    seats: Sequence[int] = (0, 0, 0),
    spare: Sequence[int] = (0, 0, 0),
    offices: int = 0,
    months: int = 36,
    axes: int = 0,
    **parameters: float,
) -> Society:
    """Lay out a society in which every mechanism is on, every other parameter 0, every seat and office vacant.

    Args:
        contenders: how many fight for primacy; of no standing, boldness, skill or flexibility, and balancing; ties to
            them are as strong as they are.
        others: how many other people have a name; nobody is their patron.
        units: how many base units of weight 1 there are; their heads owe nobody.
        seats: full seats of committee, presidium and control commission.
        spare: candidate seats of the same.
        offices: how many offices there are; the committee fills them, and no power is borne by any.
        months: how long a history is; it starts in January 2001.
        axes: dimensions of the policy space; everybody stands at its middle.
        **parameters: values by name; ``gap``, ``veil_months``, ``majority`` and ``newcomer_tie`` are 1 where not given.
    """
    made = Society(_empty(World).copy(), _empty(State).copy())
    world = made.world
    put(world.count, months=months, contenders=contenders, persons=contenders + others, axes=axes)
    put(world.count, units=units, bodies=5, offices=offices)
    put(world.rules, read=months - 1, until=months, committee=COMMITTEE, presidium=PRESIDIUM, branding=1)
    put(world.rules, base_body=BASE, grain=2.0**-30)
    for power in POWERS:
        made.bear(power, -1, w.GONE)
    world.uses[:] = [1] * len(MECHANISMS)
    world.streams[:] = np.arange(STREAMS)
    world.calendar[:months] = 2001 + np.arange(months) // 12
    _people(world, contenders, others)
    world.units["patron"][:units] = world.units["protector"][:units] = -1
    world.units["weight"][:units] = world.units["industry"][:units] = 1.0
    world.unit_keys[:units] = 101 + np.arange(units)
    world.unit_steps[:units] = (world.unit_keys[:units].astype(np.uint64) + ONE) * GOLDEN
    _bodies(world, seats, spare)
    for o in range(offices):
        put(world.offices[o], luck_key=1 + o, holder=-1, deputy=-1, chooser=COMMITTEE, heads=-1)
    made.set(**({"gap": 1.0, "veil_months": 1.0, "majority": 1.0, "newcomer_tie": 1.0} | parameters))
    made.begin()
    return made


@cache
def _empty(noun: type[Struct]) -> Any:
    return new(noun)


def _people(world: Any, contenders: int, others: int) -> None:
    for i in range(contenders):
        put(world.contenders[i], luck_key=11 + i, strategy=w.BALANCING, hold=1.0)
        put(world.persons[i], luck_key=11 + i, patron=i, tie=1.0)
    for q in range(others):
        put(world.persons[contenders + q], luck_key=51 + q, patron=-1)


def _bodies(world: Any, seats: Sequence[int], spare: Sequence[int]) -> None:
    put(world.bodies[BASE], luck_key=1, how=w.APPOINTED, chooser=COMMITTEE)
    put(world.bodies[CONGRESS], luck_key=2, how=w.DELEGATED, chooser=BASE)
    first = 0
    for k, body in enumerate((COMMITTEE, PRESIDIUM, CONTROL)):
        chooser = COMMITTEE if body == PRESIDIUM else CONGRESS
        put(world.bodies[body], luck_key=1 + body, how=w.ELECTED, chooser=chooser)
        put(world.bodies[body], first=first, full=seats[k], candidates=first + seats[k], spare=spare[k])
        world.full[body], world.spare[body] = seats[k], spare[k]
        world.seats["body"][first : first + seats[k] + spare[k]] = body
        first += seats[k] + spare[k]
    world.seats["person"][:first] = world.seats["patron"][:first] = -1
    world.count.seats = first
    world.order[:5] = (BASE, CONGRESS, COMMITTEE, CONTROL, PRESIDIUM)
