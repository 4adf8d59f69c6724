"""Units, bodies, seats, offices and the parts they play as rows."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.draws import GOLDEN, ONE
from selectorate.institutions import Body, Office, Power
from selectorate.simulation.index import Index
from selectorate.simulation.layout_people import person_row
from selectorate.structs import Ints, Keys

HOW = {"appointed_by": w.APPOINTED, "delegates_of": w.DELEGATED, "elected_by": w.ELECTED}
INDUSTRY = {"low": 0.5, "medium": 1.0, "high": 1.5, None: 1.0}
"""How strongly newcomers go to a unit, relative to the mean, by its band of industry (a guess)."""


def unit_row(index: Index, name: str) -> tuple[Any, ...]:
    """One base unit with its head at the start."""
    unit = index.document.units[name]
    guards = [o for o in index.offices if any(name in p.over for p in powers(index, o, "protect"))]
    protector = index.offices.index(guards[0]) if guards else -1
    patron = index.contender(unit.patron)
    step = grain(index)
    return (patron, unit.tie, protector, round(unit.weight / step) * step, INDUSTRY[unit.industry])


def grain(index: Index) -> float:
    """The step of weights: 2^-40 of the base's, so 2^12 times that base is still summed without rounding."""
    return math.ldexp(1.0, math.frexp(sum(unit.weight for unit in index.document.units.values()))[1] - 40)


def unit_keys(index: Index) -> Ints:
    """Luck keys of the units."""
    return np.array([index.document.units[u].luck_key for u in index.units], np.int64)


def unit_steps(index: Index) -> Keys:
    """The same, multiplied out for `draws.mix_step`."""
    return (unit_keys(index).astype(np.uint64) + ONE) * GOLDEN


def sizes(index: Index, what: str) -> Ints:
    """Full or candidate seats in force by body and month."""
    table = np.zeros((len(index.bodies), index.scenario.months), np.int64)
    for b, name in enumerate(index.bodies):
        for month, count in sorted(getattr(index.document.bodies[name], what).items()):
            table[b, max(0, index.scenario.month_index(month)) :] = count
    return table


def body_rows(index: Index, full: Ints, spare: Ints) -> list[tuple[Any, ...]]:
    """Bodies, each with its stretch of seats: full ones first, then candidates."""
    rows, first = [], 0
    for b, name in enumerate(index.bodies):
        body = index.document.bodies[name]
        seats, candidates = int(full[b].max()), int(spare[b].max())
        chooser = index.bodies.index(body.chosen.body)
        how = HOW[body.chosen.how]
        rows.append((body.luck_key, how, chooser, first, seats, first + seats, candidates, 0))
        first += seats + candidates
    return rows


def seat_rows(index: Index, bodies: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Seats of all elected bodies as they were at the start."""
    rows: list[tuple[Any, ...]] = []
    for b, name in enumerate(index.bodies):
        body = index.document.bodies[name]
        sitting = full_holders(index, body)
        start = [count for month, count in sorted(body.seats.items()) if index.scenario.month_index(month) <= 0]
        sitting += [(1, -1, -1, 0.0)] * ((start[-1] if start else 0) - len(sitting))
        rows += [(b, *row) for row in sitting] + [(b, 0, -1, -1, 0.0)] * (bodies[b][4] - len(sitting))
        standby = [named(index, q) for q in sorted(body.candidate_holders, key=index.persons.index)]
        rows += [(b, *row) for row in standby] + [(b, 0, -1, -1, 0.0)] * (bodies[b][6] - len(standby))
    return rows


def full_holders(index: Index, body: Body) -> list[tuple[int, int, int, float]]:
    """Who sits at the start: those with a name, then followers without one."""
    tie = index.parameters.get("newcomer_tie", 1.0)
    seats = [named(index, q) for q in sorted(body.holders, key=index.persons.index)]
    owed = [(i, body.following.get(name, 0)) for i, name in enumerate(index.contenders)]
    return seats + [(1, -1, i, tie) for i, number in owed for _ in range(number)]


def named(index: Index, name: str) -> tuple[int, int, int, float]:
    """The seat of somebody with a name."""
    _, patron, tie, _ = person_row(index, name)
    return (1, index.persons.index(name), patron, tie)


def order(index: Index) -> Ints:
    """Bodies with those who choose before those who are chosen, as far as the ring allows."""
    rank = dict.fromkeys(index.bodies, 0)
    elected = {name: body for name, body in index.document.bodies.items() if body.chosen.how == "elected_by"}
    for _ in index.bodies:
        for name, body in elected.items():
            rank[name] = min(len(index.bodies), rank[body.chosen.body] + 1)
    return np.array(sorted(range(len(index.bodies)), key=lambda b: (rank[index.bodies[b]], b)), np.int64)


def office_row(index: Index, name: str) -> tuple[Any, ...]:
    """One office."""
    office = index.document.offices[name]
    coerce = int(bool(powers(index, name, "coerce")))
    chooser = index.bodies.index(office.chosen_by)
    holder, heads = index.person(office.holder), index.body(office.heads)
    standing = (office.visibility, office.reluctance)
    return (office.luck_key, holder, index.person(office.deputy), chooser, heads, coerce, 0, *standing)


def powers(index: Index, office: str, power: str) -> list[Power]:
    """The entries of one power of an office."""
    return [p for p in index.document.offices[office].powers if p.power == power]


def bearer(index: Index, power: str, over: str | None = None) -> int:
    """The office that bears a power (over a body, where that matters); -1 none."""

    def bears(office: Office) -> bool:
        return any(p.power == power and (over is None or over in p.over) for p in office.powers)

    found = [o for o, name in enumerate(index.offices) if bears(index.document.offices[name])]
    return found[0] if found else -1


def rules(index: Index) -> tuple[Any, ...]:
    """Who plays which part, and how powers stand, in the order of `world.Rules`."""
    roles = index.document.scenario.roles
    body = {part: index.bodies.index(name) for part, name in roles.model_dump().items() if name is not None}
    committee = body["committee"]
    offices = (
        bearer(index, "appoint", roles.base),
        bearer(index, "slate", roles.committee),
        bearer(index, "agenda"),
        bearer(index, "information"),
        bearer(index, "press"),
        bearer(index, "admit"),
        bearer(index, "expel"),
    )
    powers = [part for office in offices for part in (office, w.HELD if office >= 0 else w.GONE)]
    read = index.scenario.month_index(index.document.scenario.read)
    bodies = (committee, body.get("presidium", committee))
    base = body["base"]
    return (read, index.scenario.months, *bodies, *powers, 0, base, 1, 0, 0, workers_at_start(index), grain(index))


def workers_at_start(index: Index) -> float:
    """Share of workers among the members at the start; 0 where no series tells it."""
    membership = index.document.scenario.membership
    if membership is None or membership.workers is None:
        return 0.0
    points = sorted(index.document.series[membership.workers].points, key=lambda point: point.date)
    known = [point.value for point in points if point.date[:7] <= index.document.scenario.start]
    return (known or [points[0].value])[-1] / 100.0
