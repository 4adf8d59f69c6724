"""Changes: the primitives that factors and what-ifs are written in, made to a scenario before it is laid out.

Most of them rewrite an entry of the document, so a changed world is read by the same layout as any other. How powers
stand, what rivals see and whether views move are no entries; they are switches of `world.Rules`, which `switches`
gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from selectorate import world as w
from selectorate.errors import QuestionError, nearest
from selectorate.parameters import RULES
from selectorate.people import Contender
from selectorate.questions import Change, SetHappening, SetHolder, SetOffice, SetRule
from selectorate.scenario import Scenario

SHARED = ("appoint", "slate", "agenda", "information")
"""Powers that the presidium's majority can hold in the place of an office."""


NEVER = "9999-12"
"""A month after every history: what falls on it never comes, and what waits for it waits in vain."""


def changed(scenario: Scenario, changes: Iterable[Change], month: int = 0) -> Scenario:
    """The scenario with the changes that are entries of its document made, in their order.

    Where they hold only from a later ``month`` on, offices are given by `act` in that month, and not here.

    Raises:
        QuestionError: a change names what the scenario does not have, or cannot be made.
    """
    for change in changes:
        for field in ("series", "happening", "holder", "share_power", "abolish_power", "strategy", "traits"):
            wanted = getattr(change, field)
            if wanted is not None and not (field == "holder" and month > 0):
                scenario = replace(scenario, document=_MAKE[field](scenario, wanted))
    return scenario


def from_month(scenario: Scenario, start: str | None) -> int:
    """The month from which a question's changes hold, counted from the scenario's first."""
    header = scenario.document.scenario
    if start is None:
        return 0
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", start) or not header.start <= start <= header.end:
        raise QuestionError(f"{start!r} is no month of the scenario, which runs from {header.start} to {header.end}")
    return scenario.month_index(start)


def act(
    scenario: Scenario, changes: Iterable[Change], world: Any, offices: Sequence[str], contenders: Sequence[str]
) -> None:
    """Write the offices that changes give into the world that takes over in a later month."""
    for change in changes:
        if change.holder is not None:
            _known(scenario.document.offices, change.holder.office, "office")
            _known(scenario.document.contenders, change.holder.contender, "contender")
            office, person = offices.index(change.holder.office), contenders.index(change.holder.contender)
            add_act(world, kind=w.GIVES_OFFICE, office=office, person=person, swap=int(change.holder.swap))


def add_act(world: Any, **fields: int) -> None:
    """Write what is done from outside in the month in which a world takes over; fields are those of `world.Act`.

    Raises:
        QuestionError: more is done than there is room for.
    """
    if world.count.acts == len(world.acts):
        raise QuestionError(f"no more than {len(world.acts)} offices and heads can be given in one question")
    for name, value in fields.items():
        setattr(world.acts[world.count.acts], name, value)
    world.count.acts += 1


def holds(scenario: Scenario, changes: Iterable[Change]) -> dict[str, float]:
    """By contender, how many times as strong ties to him are."""
    found: dict[str, float] = {}
    for change in changes:
        if change.ties is not None:
            _known(scenario.document.contenders, change.ties.contender, "contender")
            found[change.ties.contender] = found.get(change.ties.contender, 1.0) * change.ties.times
    return found


def parameters(changes: Iterable[Change]) -> dict[str, float]:
    """The parameters that changes set."""
    return {change.set.parameter: change.set.value for change in changes if change.set is not None}


def drawn(changes: Iterable[Change], before: Iterable[str]) -> frozenset[str]:
    """The happenings that are left to their hazards: those ``before``, but the last change of each counts."""
    last = dict.fromkeys(before, "drawn")
    last |= {change.happening.happening: change.happening.month for change in changes if change.happening is not None}
    return frozenset(name for name, month in last.items() if month == "drawn")


def switches(scenario: Scenario, changes: Iterable[Change]) -> dict[str, int]:
    """Entries of `world.Rules` that changes set, by name."""
    found: dict[str, int] = {}
    for change in changes:
        if change.share_power is not None:
            found |= dict.fromkeys(_borne(scenario, change.share_power), w.JOINT)
        if change.abolish_power is not None:
            found |= {power: w.GONE for power in _borne(scenario, change.abolish_power) if power in SHARED}
        if change.freeze_views is not None:
            found["frozen_views"] = int(change.freeze_views)
        if change.perceive_truth is not None:
            found["perceive_truth"] = int(change.perceive_truth)
        if change.rule is not None:
            found[_rule(change.rule)] = int(bool(change.rule.value))
    return found


def _rule(wanted: SetRule) -> str:
    if wanted.rule not in RULES:
        raise QuestionError(f"unknown rule {wanted.rule!r}{nearest(wanted.rule, RULES)}")
    if not isinstance(wanted.value, bool):
        raise QuestionError(f"the rule {wanted.rule!r} is true or false, not {wanted.value!r}")
    return wanted.rule


def _borne(scenario: Scenario, wanted: SetOffice) -> list[str]:
    borne = [power.power for power in _known(scenario.document.offices, wanted.office, "office").powers]
    for power in wanted.powers:
        if power not in borne:
            raise QuestionError(f"{wanted.office!r} does not bear the power {power!r}{nearest(power, borne)}")
    return list(wanted.powers)


def _known(entries: Mapping[str, Any], name: str, what: str) -> Any:
    if name not in entries:
        raise QuestionError(f"unknown {what} {name!r}{nearest(name, entries)}")
    return entries[name]


def _with(scenario: Scenario, part: str, entries: Mapping[str, Any]) -> Any:
    """The document with some entries of a part replaced."""
    return scenario.document.model_copy(update={part: {**getattr(scenario.document, part), **entries}})


def _flat(scenario: Scenario, wanted: Any) -> Any:
    series = _known(scenario.document.series, wanted.series, "series")
    points = [point.model_copy(update={"value": wanted.value}) for point in series.points]
    return _with(scenario, "series", {wanted.series: series.model_copy(update={"points": points})})


def _moved(scenario: Scenario, wanted: SetHappening) -> Any:
    happening = _known(scenario.document.happenings, wanted.happening, "happening")
    if wanted.month == "drawn":
        if happening.hazard is None:
            raise QuestionError(f"{wanted.happening!r} has no hazard to be drawn from")
        return scenario.document
    if wanted.month == "never":
        gone = happening.model_copy(update={"month": NEVER, "hazard": None})
        return _with(scenario, "happenings", {wanted.happening: gone})
    header = scenario.document.scenario
    if not header.start <= wanted.month <= header.end:
        raise QuestionError(f"{wanted.month} is outside the scenario, which runs from {header.start} to {header.end}")
    moved = happening.model_copy(update={"month": wanted.month})
    return _with(scenario, "happenings", {wanted.happening: moved})


def _given(scenario: Scenario, wanted: SetHolder) -> Any:
    """An office given at the start, and with it the seat that comes with it; nobody else moves, and no tie."""
    document = scenario.document
    office = _known(document.offices, wanted.office, "office")
    _known(document.contenders, wanted.contender, "contender")
    if office.holder == wanted.contender:
        return document
    main = _main_office(scenario, wanted.contender) if wanted.swap else None
    given = _take(scenario, wanted.office, wanted.contender)
    if main is None or office.holder is None:
        return given
    return _take(replace(scenario, document=given), main, office.holder)


def _main_office(scenario: Scenario, person: str) -> str | None:
    """The most visible office of somebody; ties fall to the lowest luck key."""
    offices = scenario.document.offices
    held = [name for name, office in offices.items() if office.holder == person]
    return min(held, key=lambda name: (-offices[name].visibility, offices[name].luck_key), default=None)


def _take(scenario: Scenario, name: str, person: str) -> Any:
    """The document with an office in other hands."""
    document = scenario.document
    office = document.offices[name]
    with_office = _with(scenario, "offices", {name: office.model_copy(update={"holder": person})})
    if office.heads is None:
        return with_office
    body = document.bodies[office.heads]
    holders = [who for who in body.holders if who not in (office.holder, person)] + [person]
    seats = [count for month, count in sorted(body.seats.items()) if month <= document.scenario.start]
    if len(holders) > max(seats[-1:], default=0):
        raise QuestionError(f"{office.heads!r} has no seat for the holder of {name!r}: all are taken")
    standby = [who for who in body.candidate_holders if who != person]
    seated = body.model_copy(update={"holders": holders, "candidate_holders": standby})
    return _with(replace(scenario, document=with_office), "bodies", {office.heads: seated})


def _powers(scenario: Scenario, wanted: SetOffice) -> Any:
    """Powers that no presidium can hold vanish with the office's entry; the others are switches."""
    _borne(scenario, wanted)
    office = scenario.document.offices[wanted.office]
    left = [power for power in office.powers if power.power not in wanted.powers or power.power in SHARED]
    return _with(scenario, "offices", {wanted.office: office.model_copy(update={"powers": left})})


def _shared(scenario: Scenario, wanted: SetOffice) -> Any:
    for power in _borne(scenario, wanted):
        if power not in SHARED:
            raise QuestionError(f"{power!r} cannot be held jointly: {', '.join(SHARED)} can")
    return scenario.document


def _decide(scenario: Scenario, wanted: Any) -> Any:
    contenders = {name: _known(scenario.document.contenders, name, "contender") for name in wanted.contenders}
    change = {"strategy": wanted.strategy}
    return _with(scenario, "contenders", {name: one.model_copy(update=change) for name, one in contenders.items()})


def _ordinary(scenario: Scenario, wanted: Any) -> Any:
    """The median of all contenders' scores, score by score; a contender without one counts with 0."""
    everyone: Mapping[str, Contender] = scenario.document.contenders
    names = sorted({score for one in everyone.values() for score in one.scores})
    middle = {score: float(median(one.scores.get(score, 0.0) for one in everyone.values())) for score in names}
    contenders = {name: _known(everyone, name, "contender") for name in wanted.contenders}
    change = {"scores": middle}
    return _with(scenario, "contenders", {name: one.model_copy(update=change) for name, one in contenders.items()})


_MAKE: Mapping[str, Any] = {
    "series": _flat,
    "happening": _moved,
    "holder": _given,
    "share_power": _shared,
    "abolish_power": _powers,
    "strategy": _decide,
    "traits": _ordinary,
}
