"""A society laid out by hand: a few people, units and bodies in which a mechanism can be worked with a pencil.

Contenders have the luck keys 11, 12 ..., others 51, 52 ..., units 101, 102 ...; bodies and offices 1, 2 ...
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.draws import GOLDEN, ONE
from selectorate.parameters import CATALOGUE, MECHANISMS
from selectorate.structs import Rows, Struct, new
from selectorate.testing.plain import plain
from selectorate.world import State, World

BASE, CONGRESS, COMMITTEE, PRESIDIUM, CONTROL = range(5)
"""The bodies of a society: units, their delegates, the two bodies these elect, and the one the committee elects."""


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
        """Lay the state out anew as the world says."""
        plain("simulation.history").begin(self.world, self.state)

    def seat(self, body: int, patrons: Sequence[int], *, tie: float = 1.0, candidates: bool = False) -> None:
        """Let people without a name take the first vacant seats of a body, one for each patron."""
        for patron in patrons:
            self.take(body, -1, patron, tie, candidates=candidates)

    def take(self, body: int, person: int, patron: int, tie: float = 1.0, *, candidates: bool = False) -> int:
        """Let a person (-1: without a name) take the first vacant seat of a body; return the seat."""
        row = self.world.bodies[body]
        first, room = (row.candidates, row.spare) if candidates else (row.first, row.full)
        seat = first + int(np.flatnonzero(self.state.seats["taken"][first : first + room] == 0)[0])
        plain("mechanisms.seats").take_seat(self.world, self.state, seat, person, patron, tie)
        return int(seat)

    def sit(self, *sittings: tuple[int, Sequence[int], Sequence[int], int]) -> None:
        """Lay down the calendar: (month, bodies that sit, bodies elected anew, delegates), in order of month."""
        world = self.world
        for g, (month, sits, elects, delegates) in enumerate(sittings):
            put(world.sittings[g], month=month, bodies=bits(sits), elects=bits(elects), delegates=delegates, kept=-1)
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
        self, rung: int, bodies: Sequence[int], threshold: float = 0.5, *, only: int = w.ANYONE, of: int = -1
    ) -> int:
        """Add a venue of a rung; return its number."""
        motion = int(self.world.count.motions)
        put(self.world.motions[motion], rung=rung, only=only, of=of, bodies=bits(bodies), threshold=threshold)
        self.world.count.motions = motion + 1
        return motion

    def campaign(self, target: int, leader: int, *, against: Sequence[int] = (), behind: Sequence[int] = ()) -> None:
        """Let a campaign stand since month 0, with the sides that others take in it."""
        self.state.minds[target].leader = leader
        self.state.minds[target].opened = 0
        for i in (leader, *against):
            self.state.pairs[i, target].stance = 1
        for i in behind:
            self.state.pairs[i, target].stance = -1


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
        contenders: how many fight for primacy; of no standing, boldness or skill, and balancing.
        others: how many other people have a name; nobody is their patron.
        units: how many base units of weight 1 there are; their heads owe nobody.
        seats: full seats of committee, presidium and control commission.
        spare: candidate seats of the same.
        offices: how many offices there are; the committee fills them, and no power is borne by any.
        months: how long a history is; it starts in January 2001.
        axes: dimensions of the policy space; everybody stands at its middle.
        **parameters: values by name; ``gap``, ``veil_months`` and ``majority`` are 1 where not given.
    """
    made = Society(_empty(World).copy(), _empty(State).copy())
    world = made.world
    put(world.count, months=months, contenders=contenders, persons=contenders + others, axes=axes)
    put(world.count, units=units, bodies=5, offices=offices)
    put(world.rules, read=months - 1, committee=COMMITTEE, presidium=PRESIDIUM, branding=1)
    for power in ("appoint", "slate", "agenda", "information"):
        put(world.rules, **{power: w.GONE, f"{power}_office": -1})
    world.uses[:] = [1] * len(MECHANISMS)
    world.calendar[:months] = 2001 + np.arange(months) // 12
    _people(world, contenders, others)
    world.units["patron"][:units] = world.units["protector"][:units] = -1
    world.units["weight"][:units] = world.units["industry"][:units] = 1.0
    world.unit_keys[:units] = 101 + np.arange(units)
    world.unit_steps[:units] = (world.unit_keys[:units].astype(np.uint64) + ONE) * GOLDEN
    _bodies(world, seats, spare)
    for o in range(offices):
        put(world.offices[o], luck_key=1 + o, holder=-1, deputy=-1, chooser=COMMITTEE, heads=-1)
    made.set(**({"gap": 1.0, "veil_months": 1.0, "majority": 1.0} | parameters))
    made.begin()
    return made


@cache
def _empty(noun: type[Struct]) -> Any:
    return new(noun)


def _people(world: Any, contenders: int, others: int) -> None:
    for i in range(contenders):
        put(world.contenders[i], luck_key=11 + i, strategy=w.BALANCING)
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
