"""How things stand in a history: month by month as data, and in a line where they have changed much."""

from __future__ import annotations

from typing import Any

from selectorate.ensemble import History
from selectorate.ensemble.telling import Teller

SHARE, PLACE, INDEX = 0.1, 0.25, 0.6
"""Changes that are told: of a share of seats, of a place on an axis of policy, of an index of the economy."""

Seats = dict[str, int]


def monthly(history: History) -> list[dict[str, Any]]:
    """How things stood at the end of every month: seats by following (``""`` for nobody's), views, economy, offices."""
    names, months, model = history.model.names, history.months, history.model
    axes, economy = sorted(model.scenario.document.policy), _measures(history)
    found = []
    for t in range(history.scenario.months):
        minds = months.minds[0, t].tolist()
        views = months.views[0, t].tolist()
        count = len(names.contenders)
        found.append(
            {
                "month": history.scenario.month_name(t),
                "committee": seats(history, t, 0),
                "presidium": seats(history, t, 1),
                "line": dict(zip(axes, views[count], strict=True)),
                "opinion": dict(zip(axes, views[count + 1], strict=True)),
                "economy": dict(zip(economy, months.economy[0, t].tolist(), strict=True)),
                "base": dict(zip(names.contenders, months.base[0, t].tolist(), strict=False)),
                "standing": {who: minds[i][0] for i, who in enumerate(names.contenders)},
                "views": {who: dict(zip(axes, views[i], strict=True)) for i, who in enumerate(names.contenders)},
                "seated": [who for i, who in enumerate(names.contenders) if months.seated[0, t, i]],
                "campaigns": _whom(history, t, 0),
                "partner": _whom(history, t, 3),
                "holders": {
                    office: names.persons[who] if who >= 0 else None
                    for office, who in zip(names.offices, months.holders[0, t].tolist(), strict=True)
                },
            }
        )
    return found


def _whom(history: History, t: int, which: int) -> dict[str, str | None]:
    """By contender, who leads the campaign against him (0) or whom he leans on (3) at the end of month t."""
    names, sides = history.model.names.contenders, history.months.sides[0, t].tolist()
    return {who: names[sides[i][which]] if sides[i][which] >= 0 else None for i, who in enumerate(names)}


def seats(history: History, t: int, which: int) -> Seats:
    """Full seats of committee (0) or presidium (1) by following at the end of month t; nobody's are under ``""``."""
    counts = history.months.following[0, t, which].tolist()
    return dict(zip((*history.model.names.contenders, ""), counts, strict=True))


class Bearings:
    """Says how things stand where they have changed much since it was last said."""

    def __init__(self, history: History, teller: Teller) -> None:
        document, rules = history.scenario.document, history.model.worlds[0].rules
        self.history, self.teller = history, teller
        self.bodies = [
            document.bodies[history.model.names.bodies[int(b)]].name for b in (rules.committee, rules.presidium)
        ]
        self.axes = sorted(document.policy)
        self.economy = _measures(history)
        self.said: dict[str, Any] = {}

    def line(self, t: int) -> str | None:
        """What has changed much by the end of month t; None where nothing has."""
        n = len(self.history.model.names.contenders)
        months = self.history.months
        bodies = dict.fromkeys(range(2)) if self.bodies[0] != self.bodies[1] else {0: None}
        parts = [part for which in bodies if (part := self.leading(t, which))]
        for title, row in (("line in force", n), ("members' opinion", n + 1)):
            places = dict(zip(self.axes, months.views[0, t, row].tolist(), strict=True))
            parts += self.moved(title, places, PLACE)
        if self.economy:
            parts += self.moved("economy", dict(zip(self.economy, months.economy[0, t].tolist(), strict=True)), INDEX)
        return "; ".join(parts) or None

    def leading(self, t: int, which: int) -> str | None:
        """The leading following in a body, where its share has moved or another leads."""
        counts = seats(self.history, t, which)
        every = sum(counts.values())
        counts.pop("")
        leader = max(counts, key=lambda who: counts[who])
        if not every or not counts[leader]:
            return None
        share = counts[leader] / every
        before = self.said.get(self.bodies[which])
        if before and abs(share - before[1]) < SHARE and (before[0] == leader or counts[before[0]] == counts[leader]):
            return None
        self.said[self.bodies[which]] = (leader, share)
        after = f", after {self.name(before[0])}" if before and before[0] != leader else ""
        return f"{self.bodies[which]}: {self.name(leader)} {100 * share:.0f} %{after}"

    def name(self, who: str) -> str:
        """What a contender is called."""
        return self.teller.name(who)

    def moved(self, title: str, places: dict[str, float], much: float) -> list[str]:
        """The numbers under a title that have moved much, in one part."""
        before: dict[str, float] = self.said.setdefault(title, {})
        moved = {name: place for name, place in places.items() if abs(place - before.get(name, 9.0)) >= much}
        before |= moved
        # A rounded number below 0 must not become -0.0.
        said = ", ".join(f"{name.replace('_', ' ')} {round(place, 1) + 0.0:+.1f}" for name, place in moved.items())
        return [f"{title}: {said}"] if said else []


def _measures(history: History) -> list[str]:
    """Measures of the economy, in the order of their luck keys."""
    economy = history.scenario.document.economy
    return sorted(economy, key=lambda name: economy[name].luck_key)
