"""What was measured of loops in words and as plain data, wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from selectorate.analysis import Interval
from selectorate.analysis.doubt import OVER
from selectorate.analysis.flow import Flow
from selectorate.analysis.graph import Link, Loop
from selectorate.analysis.holding import LOOKED_AT, Ring, bodies
from selectorate.report.check_text import body
from selectorate.report.words import month
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model

LEAST_SHARE = 0.0005
"""A share below this is not shown: it would read as nothing."""


def sentences(flow: Flow) -> Iterator[str]:
    """What one base seat more for a holder comes to, for somebody who reads no more than this."""
    asked = flow.asked
    base, gain = asked.base, flow.gain(asked.rings[0].loop).gain
    d, when = base.scenario.document, added(flow)
    name = d.contenders[asked.name].name
    for ring in _by_office(asked.rings):
        if ring.share is not None:
            yield (
                f"Of the first {LOOKED_AT} histories {name} holds the office {d.offices[ring.office].name} at the end "
                f"of {month(when)} in {100 * ring.share:.0f} of 100, more often than anybody else."
            )
    yield (
        f"One base seat more for the following of {name} {f'in {month(when)}' if asked.month else 'at the start'} "
        f"brings {gain.value:.2f} seats ({between(gain)}) of the committee, "
        f"{d.bodies[bodies(base)['committee']].name}, at the congress after next "
        f"({session(base, after_next(flow))})."
    )
    links = [link for ring in asked.rings for link in ring.loop.links]
    left = dict(zip(links, [one for ring in asked.rings for one in _left(flow, ring.loop)], strict=True))
    least = min(left, key=lambda link: left[link].value)
    if left[least].value >= gain.value:
        yield "It is no smaller where any one link is cut."
        return
    yield (
        f"It falls farthest where the link {linked(base.scenario, least)} is cut: to {left[least].value:.2f} "
        f"({between(left[least])})."
    )


def between(one: Interval) -> str:
    """The ends of a number of seats by sampling, then its range over parameters where that is known."""
    said = "between {:.2f} and {:.2f}".format(*one.sampling)
    return said + "".join(f"; over {kind} {over(one, kind, '.2f')}" for kind in OVER if one.range(kind) is not None)


def over(one: Interval, kind: str, digits: str) -> str:
    """A number of seats over a kind of doubt: a range, or that none was seen."""
    low, high = one.range(kind) or one.sampling
    return f"{low:{digits}} to {high:{digits}}" if high > low else "none seen"


def _left(flow: Flow, loop: Loop) -> list[Interval]:
    return list(flow.gain(loop).without_link.values())


def _by_office(rings: Iterable[Ring]) -> list[Ring]:
    """The first ring of each office."""
    return list({ring.office: ring for ring in reversed(tuple(rings))}.values())[::-1]


def added(flow: Flow) -> str:
    """The month in which the seat is added, as ``YYYY-MM``."""
    return flow.asked.base.scenario.month_name(flow.asked.month)


def after_next(flow: Flow) -> str:
    """Id of the congress after next."""
    return next(name for name, when in flow.asked.sessions.items() if when == flow.asked.after_next)


def session(base: Model, name: str) -> str:
    """A dated session in words: its title and its month."""
    when = base.scenario.month_name(base.names.sitting_months[base.names.sittings.index(name)])
    return f"{base.scenario.document.calendar[name].title or name}, {month(when)}"


def linked(scenario: Scenario, link: Link, arrow: str = "->") -> str:
    """A link by the names of who chooses and who is chosen."""
    return f"{body(scenario, link.source)} {arrow} {body(scenario, link.target)}"


def around(scenario: Scenario, loop: Loop, arrow: str = "->") -> str:
    """A loop by the names of its bodies, back to the first."""
    names = [body(scenario, link.source) for link in loop.links]
    return f" {arrow} ".join([*names, names[0]])


def holder(scenario: Scenario, who: str) -> str:
    """The name of a contender who holds an office, or "another"."""
    known = scenario.document.contenders
    return known[who].name if who in known else "another"


def at_years_end(flow: Flow, office: str) -> dict[str, dict[str, float]]:
    """Who holds an office at the end of each year and of the last month: by month, shares that can be shown."""
    months = flow.held_by_month(office)
    last = list(months)[-1]
    return {
        when: {who: share for who, share in shares.items() if share >= LEAST_SHARE}
        for when, shares in months.items()
        if when.endswith("-12") or when == last
    }


def documents(flows: Iterable[Flow]) -> list[dict[str, Any]]:
    """Every loop as ``--json`` prints it."""
    return [_document(flow, ring) for flow in flows for ring in flow.asked.rings]


def _document(flow: Flow, ring: Ring) -> dict[str, Any]:
    gain = flow.gain(ring.loop)
    return {
        "links": ring.loop.texts(),
        "office": ring.office,
        "holder": ring.holder,
        "holder_share": ring.share,
        "added": added(flow),
        "session": after_next(flow),
        "histories": flow.histories,
        "units": len(flow.asked.units),
        "gain": gain.gain.document(),
        "by_session": {
            name: {part: extra.document() for part, extra in parts.items()} for name, parts in gain.by_session.items()
        },
        "without_link": {link: extra.document() for link, extra in gain.without_link.items()},
        "held_by_month": flow.held_by_month(ring.office),
    }
