"""Sittings, members admitted, the ladder and the happenings as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.evidence import Series
from selectorate.happenings import Effect
from selectorate.institutions import Session
from selectorate.scenario import Scenario
from selectorate.simulation.index import Index
from selectorate.structs import Floats, Ints

TAKES = {
    "nothing": w.NOTHING,
    "office": w.OFFICE_LOST,
    "seat": w.SEAT_LOST,
    "membership": w.MEMBERSHIP,
    "presence": w.PRESENCE,
}
ONLY = {"anyone": w.ANYONE, "members_of": w.MEMBERS_OF, "others_than": w.OTHERS_THAN}

Dated = tuple[int, str, Session]
"""A month, the id of a session, and the session."""


def sessions(index: Index) -> list[Dated]:
    """All sittings by month: dated ones, and each turn of recurring ones."""
    found = []
    for name, session in index.document.calendar.items():
        if session.month is not None:
            found.append((index.scenario.month_index(session.month), name, session))
        elif session.start is not None and session.every is not None:
            months = range(index.scenario.month_index(session.start), index.scenario.months, session.every)
            found += [(month, name, session) for month in months]
    found += [discussion(index, *dated) for dated in found if dated[2].discussion is not None]
    found = [dated for dated in found if dated[0] >= 0]
    return sorted(found, key=lambda row: (row[0], index.bits(row[2].bodies), index.bits(row[2].elects)))


def discussion(index: Index, month: int, name: str, session: Session) -> Dated:
    """The discussion in the units that goes before a session."""
    base = index.document.scenario.roles.base
    discussed = Session(bodies=[base], title=session.title, month=index.document.scenario.start)
    return month - (session.discussion or 0), name, discussed


def is_kept(index: Index, session: Session) -> bool:
    """Whether the committee's following is kept at a session: a dated one that elects the committee."""
    return session.month is not None and index.document.scenario.roles.committee in session.elects


def sitting_rows(index: Index, sessions: list[Dated]) -> list[tuple[Any, ...]]:
    """Sittings in order of month."""
    rows, kept = [], 0
    for month, _, session in sessions:
        row = -1
        if is_kept(index, session):
            row, kept = kept, kept + 1
        delegates = session.delegates or len(index.units)
        bodies = index.bits(session.bodies)
        rows.append((month, bodies, index.bits(session.elects), delegates, row, int(session.called)))
    return rows


def counted(index: Index, sessions: list[Dated]) -> Ints:
    """1 in months in which members are counted anew: delegates or members sit, or bodies are elected."""
    months = np.zeros(index.scenario.months, np.int64)
    for month, _, session in sessions:
        how = {index.document.bodies[body].chosen.how for body in session.bodies}
        if session.elects or how & {"delegates_of", "appointed_by"}:
            months[month] = 1
    return months


def newcomers(index: Index) -> Floats:
    """Share of members admitted since the start: all above the smallest membership so far."""
    months = np.arange(index.scenario.months)
    membership = index.document.scenario.membership
    if membership is None:
        return np.zeros(months.size)
    total = monthly(index.document.series[membership.total], index.scenario, months)
    return 1.0 - np.minimum.accumulate(total) / total


def admitted(index: Index) -> Floats:
    """Share of a month's members who were admitted in it, as far as the membership grew."""
    months = np.arange(index.scenario.months)
    membership = index.document.scenario.membership
    if membership is None:
        return np.zeros(months.size)
    total = monthly(index.document.series[membership.total], index.scenario, np.arange(-1, index.scenario.months))
    grown: Floats = np.maximum(0.0, total[1:] - total[:-1]) / total[1:]
    return grown


def economy_row(index: Index, name: str) -> tuple[int, int]:
    """One measure of how things go."""
    measure = index.document.economy[name]
    return (measure.luck_key, index.axes.index(measure.axis))


def course(index: Index) -> Floats:
    """Recorded index of each measure by month, from -1 to 1."""
    months = np.arange(index.scenario.months)
    table = np.zeros((len(index.economy), months.size))
    for s, name in enumerate(index.economy):
        measure = index.document.economy[name]
        values = monthly(index.document.series[measure.series], index.scenario, months)
        table[s] = 2.0 * (values - measure.bad) / (measure.good - measure.bad) - 1.0
    return np.clip(table, -1.0, 1.0)


def rung_row(index: Index, name: str) -> tuple[Any, ...]:
    """One rung."""
    rung = index.document.rungs[name]
    reluctance, hazard = (index.parameters[p] if p else 0.0 for p in (rung.reluctance, rung.hazard))
    return (TAKES[rung.takes], index.body(rung.body), reluctance, hazard)


def motion_rows(index: Index) -> list[tuple[Any, ...]]:
    """Motions by rung, each rung's in the order in which they are tried."""
    rows = [(r, motion) for r, name in enumerate(index.rungs) for motion in index.document.rungs[name].motions]
    return [(r, ONLY[m.only], index.body(m.of), index.bits(m.bodies), int(m.renewal), m.threshold) for r, m in rows]


def happening_row(index: Index, name: str) -> tuple[Any, ...]:
    """One happening, recorded or drawn."""
    happening = index.document.happenings[name]
    hazard = happening.hazard
    month = index.scenario.month_index(happening.month)
    if hazard is None or name not in index.drawn:
        return (happening.luck_key, month, 0, 0, -1, 0.0)
    start = index.scenario.month_index(hazard.start) if hazard.start else 0
    after = index.happenings.index(hazard.after) if hazard.after else -1
    return (happening.luck_key, month, 1, start, after, hazard.monthly)


def effect_rows(index: Index, name: str) -> list[tuple[Any, ...]]:
    """Effects of one happening."""
    h = index.happenings.index(name)
    return [(h, *effect_row(index, effect)) for effect in index.document.happenings[name].effects]


def effect_row(index: Index, effect: Effect) -> tuple[int, int, int, float]:
    """Kind, person, months and value of one effect."""
    if effect.dies is not None:
        return (w.DIES, index.person(effect.dies), 0, 0.0)
    if effect.capacity is not None:
        return (w.CAPACITY, index.person(effect.capacity.person), 0, effect.capacity.value)
    if effect.absent is not None:
        return (w.ABSENT, index.person(effect.absent.person), effect.absent.months, 0.0)
    if effect.discipline is not None:
        return (w.DISCIPLINE, -1, effect.discipline.months, effect.discipline.value)
    if effect.testament is not None:
        return (w.TESTAMENT, index.person(effect.testament.against), 0, 0.0)
    if effect.enrolment is not None:
        return (w.ENROLMENT, -1, effect.enrolment.months, effect.enrolment.workers)
    raise ValueError("an effect without a field: the reader lets none through")


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
