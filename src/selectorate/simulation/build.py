"""Names to indices: a resolved scenario becomes the arrays of a `World`.

Everything is laid out in the order of luck keys, which travel with the person, the unit, the body; so the order of
entries in the files cannot matter, and exchanging two ids exchanges names only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_type_hints

import numpy as np

from selectorate import world as w
from selectorate.errors import QuestionError, nearest
from selectorate.evidence import Series
from selectorate.institutions import Body, Effect, Office, Session
from selectorate.parameters import CATALOGUE, MECHANISMS
from selectorate.scenario import Scenario
from selectorate.structs import Floats, Ints, Rows, new
from selectorate.world import Counts, World

HOW = {"appointed_by": w.APPOINTED, "delegates_of": w.DELEGATED, "elected_by": w.ELECTED}
TAKES = {
    "nothing": w.NOTHING,
    "office": w.OFFICE_LOST,
    "seat": w.SEAT_LOST,
    "membership": w.MEMBERSHIP,
    "presence": w.PRESENCE,
}
ONLY = {"anyone": w.ANYONE, "members_of": w.MEMBERS_OF, "others_than": w.OTHERS_THAN}
STRATEGY = {"balancing": w.BALANCING, "self_enforcing": w.SELF_ENFORCING}
INDUSTRY = {"low": 0.5, "medium": 1.0, "high": 1.5, None: 1.0}
"""How strongly newcomers go to a unit, relative to the mean, by its band of industry (a guess)."""


@dataclass(frozen=True)
class Names:
    """The ids behind the indices of a world, each in index order."""

    contenders: tuple[str, ...]
    persons: tuple[str, ...]
    units: tuple[str, ...]
    bodies: tuple[str, ...]
    offices: tuple[str, ...]
    rungs: tuple[str, ...]
    happenings: tuple[str, ...]
    sittings: tuple[str, ...]
    sitting_months: tuple[int, ...]


@dataclass(frozen=True)
class Model:
    """A world ready to run, with its names and the numbers that were set by hand."""

    scenario: Scenario
    worlds: Rows[World]
    names: Names
    parameters: Mapping[str, float]
    changes: Mapping[str, float] = field(default_factory=dict)


def build(scenario: Scenario, *, set: Mapping[str, float] | None = None, happenings: str = "recorded") -> Model:
    """Lay out ``scenario`` as arrays, with the parameters named in ``set`` replaced.

    Raises `QuestionError` for an unknown parameter or a value out of its bounds.
    """
    return _Layout(scenario, dict(set or {}), happenings).model()


def check_parameters(scenario: Scenario, changes: Mapping[str, float]) -> dict[str, float]:
    """The scenario's parameters with ``changes`` made."""
    given = {name: float(parameter.value) for name, parameter in scenario.document.parameters.items()}
    for name, value in changes.items():
        if name not in given:
            raise QuestionError(f"unknown parameter {name!r}{nearest(name, given)}")
        spec = CATALOGUE.get(name)
        low, high = (spec.low, spec.high) if spec else (0.0, float("inf"))
        if not low <= value <= high:
            raise QuestionError(f"parameter {name!r} must lie between {low:g} and {high:g}, not {value:g}")
    return given | dict(changes)


class _Layout:
    """Indices of one scenario while its world is being laid out."""

    def __init__(self, scenario: Scenario, changes: dict[str, float], happenings: str) -> None:
        self.scenario = scenario
        self.document = d = scenario.document
        self.changes = changes
        self.drawn = happenings == "drawn"
        self.parameters = check_parameters(scenario, changes)
        self.contenders = _by_key(d.contenders)
        self.persons = (*self.contenders, *_by_key(d.people))
        self.units = _by_key(d.units)
        self.bodies = _by_key(d.bodies)
        self.offices = _by_key(d.offices)
        self.rungs = tuple(sorted(d.rungs, key=lambda rung: d.rungs[rung].rank))
        self.happenings = tuple(sorted(d.happenings, key=lambda h: (d.happenings[h].month, d.happenings[h].luck_key)))

    def model(self) -> Model:
        sessions = self.sessions()
        kept = [(name, month) for month, name, session in sessions if session.month and self.elects_committee(session)]
        names = Names(
            self.contenders, self.persons, self.units, self.bodies, self.offices, self.rungs, self.happenings,
            tuple(name for name, _ in kept), tuple(month for _, month in kept),
        )  # fmt: skip
        return Model(self.scenario, self.world(sessions), names, self.parameters, self.changes)

    def world(self, sessions: list[tuple[int, str, Session]]) -> Rows[World]:
        full, spare = self.sizes("seats"), self.sizes("candidates")
        bodies = self.body_rows(full, spare)
        parts: dict[str, Any] = {
            "parameters": [self.parameters.get(name, math.nan) for name in CATALOGUE],
            "rules": self.rules(),
            "uses": [name in self.document.scenario.mechanisms for name in MECHANISMS],
            "calendar": [int(self.scenario.month_name(t)[:4]) for t in range(self.scenario.months)],
            "contenders": [self.contender_row(i) for i in self.contenders],
            "affinity": self.affinities(),
            "persons": [self.person_row(q) for q in self.persons],
            "views": self.views(),
            "units": [self.unit_row(u) for u in self.units],
            "unit_keys": np.array([self.document.units[u].luck_key for u in self.units], np.uint64),
            "bodies": bodies,
            "order": self.order(),
            "full": full,
            "spare": spare,
            "seats": self.seat_rows(bodies),
            "offices": [self.office_row(o) for o in self.offices],
            "sittings": self.sitting_rows(sessions),
            "sitting": np.searchsorted([m for m, _, _ in sessions], np.arange(self.scenario.months + 1)),
            "newcomers": self.newcomers(),
            "rungs": [self.rung_row(r) for r in self.rungs],
            "motions": self.motion_rows(),
            "happenings": [self.happening_row(h) for h in self.happenings],
            "effects": [row for h in self.happenings for row in self.effect_rows(h)],
        }
        return self.fill(parts)

    def fill(self, parts: dict[str, Any]) -> Rows[World]:
        """Put every part into its room, and count it."""
        worlds: Rows[World] = new(World)
        world = worlds[0]
        counts = get_type_hints(Counts)
        for name, part in parts.items():
            room = getattr(world, name)
            if name in ("rules", "parameters"):
                for entry, value in zip(room.dtype.names, part, strict=True):
                    setattr(room, entry, value)
            elif isinstance(part, np.ndarray):
                room[tuple(slice(0, length) for length in part.shape)] = part
            elif part:
                room[: len(part)] = part
            if name in counts:
                setattr(world.count, name, len(part))
        world.count.months = self.scenario.months
        world.count.axes = len(self.document.policy)
        return worlds

    # People

    def contender_row(self, name: str) -> tuple[Any, ...]:
        contender = self.document.contenders[name]
        traits = [self.trait(trait, contender.scores) for trait in ("standing", "boldness", "skill")]
        return (contender.luck_key, STRATEGY[contender.strategy], *traits)

    def trait(self, trait: str, scores: Mapping[str, float]) -> float:
        rule = self.document.traits.get(trait)
        if rule is None:
            return 0.0
        # Term by term in the order of names: the last bit must hang neither on the order of a file nor on how this
        # version of Python sums.
        value = rule.constant
        for name in sorted(rule.weights):
            value += rule.weights[name] * scores.get(name, 0.0)
        return value

    def person_row(self, name: str) -> tuple[Any, ...]:
        if name in self.document.contenders:
            return (self.document.contenders[name].luck_key, self.contenders.index(name), 1.0, 0)
        person = self.document.people[name]
        return (person.luck_key, self.contender(person.patron), person.tie, int(person.founder))

    def contender(self, name: str | None) -> int:
        return -1 if name is None else self.contenders.index(name)

    def person(self, name: str | None) -> int:
        return -1 if name is None else self.persons.index(name)

    def body(self, name: str | None) -> int:
        return -1 if name is None else self.bodies.index(name)

    def affinities(self) -> Floats:
        affinity = np.zeros((len(self.contenders), len(self.contenders)))
        for i, name in enumerate(self.contenders):
            for other, value in self.document.contenders[name].affinities.items():
                affinity[i, self.contenders.index(other)] = value
        return affinity

    def views(self) -> Floats:
        axes = sorted(self.document.policy)
        everyone = {**self.document.contenders, **self.document.people}
        rows = [[everyone[q].views.get(axis, 0.0) for axis in axes] for q in self.persons]
        return np.array(rows, np.float64).reshape(len(self.persons), len(axes))

    # Bodies, units and seats

    def unit_row(self, name: str) -> tuple[Any, ...]:
        unit = self.document.units[name]
        guards = [o for o in self.offices if any(name in p.over for p in self.powers(o, "protect"))]
        protector = self.offices.index(guards[0]) if guards else -1
        patron = self.contender(unit.patron)
        return (patron, unit.tie, protector, unit.weight, INDUSTRY[unit.industry])

    def sizes(self, what: str) -> Ints:
        table = np.zeros((len(self.bodies), self.scenario.months), np.int64)
        for b, name in enumerate(self.bodies):
            for month, count in sorted(getattr(self.document.bodies[name], what).items()):
                table[b, max(0, self.scenario.month_index(month)) :] = count
        return table

    def body_rows(self, full: Ints, spare: Ints) -> list[tuple[Any, ...]]:
        rows, first = [], 0
        for b, name in enumerate(self.bodies):
            body = self.document.bodies[name]
            seats, candidates = int(full[b].max()), int(spare[b].max())
            chooser = self.bodies.index(body.chosen.body)
            how = HOW[body.chosen.how]
            rows.append((body.luck_key, how, chooser, first, seats, first + seats, candidates))
            first += seats + candidates
        return rows

    def seat_rows(self, bodies: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for b, name in enumerate(self.bodies):
            body = self.document.bodies[name]
            sitting = self.full_holders(body)
            start = max([0, *(count for month, count in body.seats.items() if self.scenario.month_index(month) <= 0)])
            sitting += [(1, -1, -1, 0.0)] * (start - len(sitting))
            rows += [(b, *row) for row in sitting] + [(b, 0, -1, -1, 0.0)] * (bodies[b][4] - len(sitting))
            standby = [self.named(q) for q in sorted(body.candidate_holders, key=self.persons.index)]
            rows += [(b, *row) for row in standby] + [(b, 0, -1, -1, 0.0)] * (bodies[b][6] - len(standby))
        return rows

    def full_holders(self, body: Body) -> list[tuple[int, int, int, float]]:
        tie = self.parameters.get("newcomer_tie", 1.0)
        named = [self.named(q) for q in sorted(body.holders, key=self.persons.index)]
        owed = [(i, body.following.get(name, 0)) for i, name in enumerate(self.contenders)]
        return named + [(1, -1, i, tie) for i, seats in owed for _ in range(seats)]

    def named(self, name: str) -> tuple[int, int, int, float]:
        _, patron, tie, _ = self.person_row(name)
        return (1, self.persons.index(name), patron, tie)

    def order(self) -> Ints:
        """Bodies with those who choose before those who are chosen, as far as the ring allows."""
        rank = dict.fromkeys(self.bodies, 0)
        elected = {name: body for name, body in self.document.bodies.items() if body.chosen.how == "elected_by"}
        for _ in self.bodies:
            for name, body in elected.items():
                rank[name] = min(len(self.bodies), rank[body.chosen.body] + 1)
        return np.array(sorted(range(len(self.bodies)), key=lambda b: (rank[self.bodies[b]], b)), np.int64)

    # Offices and powers

    def office_row(self, name: str) -> tuple[Any, ...]:
        office = self.document.offices[name]
        coerce = int(bool(self.powers(name, "coerce")))
        chooser = self.bodies.index(office.chosen_by)
        holder, heads = self.person(office.holder), self.body(office.heads)
        return (office.luck_key, holder, chooser, heads, coerce, office.visibility)

    def powers(self, office: str, power: str) -> list[Any]:
        return [p for p in self.document.offices[office].powers if p.power == power]

    def bearer(self, power: str, over: str | None = None) -> int:
        def bears(office: Office) -> bool:
            return any(p.power == power and (over is None or over in p.over) for p in office.powers)

        found = [o for o, name in enumerate(self.offices) if bears(self.document.offices[name])]
        return found[0] if found else -1

    def rules(self) -> tuple[Any, ...]:
        roles = self.document.scenario.roles
        body = {part: self.bodies.index(name) for part, name in roles.model_dump().items() if name is not None}
        committee = body["committee"]
        offices = (
            self.bearer("appoint", roles.base),
            self.bearer("slate", roles.committee),
            self.bearer("agenda"),
            self.bearer("information"),
        )
        powers = [part for office in offices for part in (office, w.HELD if office >= 0 else w.GONE)]
        read = self.scenario.month_index(self.document.scenario.read)
        parts = (body["base"], body["congress"], committee, body.get("presidium", committee), body.get("control", -1))
        return (read, *parts, *powers, 0, 1)

    # Calendar

    def sessions(self) -> list[tuple[int, str, Session]]:
        found = []
        for name, session in self.document.calendar.items():
            if session.month is not None:
                found.append((self.scenario.month_index(session.month), name, session))
            elif session.start is not None and session.every is not None:
                months = range(self.scenario.month_index(session.start), self.scenario.months, session.every)
                found += [(month, name, session) for month in months]
        return sorted(found, key=lambda row: (row[0], self.bits(row[2].bodies), self.bits(row[2].elects)))

    def bits(self, bodies: Sequence[str]) -> int:
        return sum(1 << self.bodies.index(name) for name in bodies)

    def elects_committee(self, session: Session) -> bool:
        return self.document.scenario.roles.committee in session.elects

    def sitting_rows(self, sessions: list[tuple[int, str, Session]]) -> list[tuple[Any, ...]]:
        rows, kept = [], 0
        for month, _, session in sessions:
            row = -1
            if session.month and self.elects_committee(session):
                row, kept = kept, kept + 1
            delegates = session.delegates or len(self.units)
            rows.append((month, self.bits(session.bodies), self.bits(session.elects), delegates, row))
        return rows

    def newcomers(self) -> Floats:
        """Share of members admitted since the start: all above the smallest membership so far."""
        months = np.arange(self.scenario.months)
        membership = self.document.scenario.membership
        if membership is None:
            return np.zeros(months.size)
        total = monthly(self.document.series[membership.total], self.scenario, months)
        return 1.0 - np.minimum.accumulate(total) / total

    # Rungs and happenings

    def rung_row(self, name: str) -> tuple[Any, ...]:
        rung = self.document.rungs[name]
        reluctance, hazard = (self.parameters[p] if p else 0.0 for p in (rung.reluctance, rung.hazard))
        return (TAKES[rung.takes], self.body(rung.body), reluctance, hazard)

    def motion_rows(self) -> list[tuple[Any, ...]]:
        rows = [(r, motion) for r, name in enumerate(self.rungs) for motion in self.document.rungs[name].motions]
        return [(r, ONLY[m.only], self.body(m.of), self.bits(m.bodies), m.threshold) for r, m in rows]

    def happening_row(self, name: str) -> tuple[Any, ...]:
        happening = self.document.happenings[name]
        hazard = happening.hazard
        month = self.scenario.month_index(happening.month)
        if hazard is None or not self.drawn:
            return (happening.luck_key, month, 0, 0, -1, 0.0)
        start = self.scenario.month_index(hazard.start) if hazard.start else 0
        after = self.happenings.index(hazard.after) if hazard.after else -1
        return (happening.luck_key, month, 1, start, after, hazard.monthly)

    def effect_rows(self, name: str) -> list[tuple[Any, ...]]:
        h = self.happenings.index(name)
        return [(h, *self.effect(effect)) for effect in self.document.happenings[name].effects]

    def effect(self, effect: Effect) -> tuple[int, int, int, float]:
        if effect.dies is not None:
            return (w.DIES, self.person(effect.dies), 0, 0.0)
        if effect.capacity is not None:
            return (w.CAPACITY, self.person(effect.capacity.person), 0, effect.capacity.value)
        if effect.absent is not None:
            return (w.ABSENT, self.person(effect.absent.person), effect.absent.months, 0.0)
        if effect.discipline is not None:
            return (w.DISCIPLINE, -1, effect.discipline.months, effect.discipline.value)
        raise ValueError("an effect without a field: the reader lets none through")


def _by_key(entries: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(entries, key=lambda name: entries[name].luck_key))


def monthly(series: Series, scenario: Scenario, months: Ints) -> Floats:
    """A series by month, between its points on a straight line; a year stands for its January."""
    points = sorted((scenario.month_index(_month(point.date)), point.value) for point in series.points)
    return np.array([_between(points, int(month)) for month in months])


def _month(date: str) -> str:
    return f"{date}-01" if len(date) == 4 else date[:7]


def _between(points: Sequence[tuple[int, float]], month: int) -> float:
    # Our own straight line: a library may contract it to a fused multiply-add on some processors.
    before = [point for point in points if point[0] <= month] or [points[0]]
    after = [point for point in points if point[0] >= month] or [points[-1]]
    (start, low), (end, high) = before[-1], after[0]
    return low if start >= end else low + (high - low) * ((month - start) / (end - start))
