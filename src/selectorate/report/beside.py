"""The record beside a history: what happened and who reached which rung, by the month of its last day."""

from __future__ import annotations

from typing import Any, NamedTuple

from selectorate.analysis.following import called
from selectorate.ensemble.telling import Teller
from selectorate.evidence import Event, Tally
from selectorate.report.words import MONTHS
from selectorate.scenario import Scenario
from selectorate.simulation.build import check_parameters
from selectorate.simulation.index import Index
from selectorate.simulation.layout_calendar import course


class Recorded(NamedTuple):
    """What is on record of one month.

    Attributes:
        events: id -> event, by date.
        removals: contender and rung of each removal.
    """

    events: dict[str, Event]
    removals: list[tuple[str, str]]

    def lines(self, teller: Teller) -> list[str]:
        """The month's record in words: events with votes where they are known, then removals."""
        rungs = teller.model.scenario.document.rungs
        events = [f"{event.title}{_days(event)}{tally(event.votes)}" for event in self.events.values()]
        return events + [f"{teller.name(who)}: {rungs[rung].name}" for who, rung in self.removals]

    def document(self) -> dict[str, Any]:
        """The same as data."""
        events = {
            name: event.model_dump(include={"title", "kind", "date", "until", "people", "outcome", "votes"})
            for name, event in self.events.items()
        }
        return {
            "events": [{"id": name, **event} for name, event in events.items()],
            "removals": [{"contender": who, "rung": rung} for who, rung in self.removals],
        }


def recorded(scenario: Scenario) -> dict[str, Recorded]:
    """What is on record of every month of a scenario, by month; months without record are not there."""
    d = scenario.document
    found: dict[str, Recorded] = {}
    dated = ((event.until or event.date, event.date, name) for name, event in d.events.items())
    for last, _, name in sorted(dated):
        # What is known by its year alone has no month to stand beside.
        if len(last) >= 7 and d.scenario.start <= last[:7] <= d.scenario.end:
            found.setdefault(last[:7], Recorded({}, [])).events[name] = d.events[name]
    for row in sorted(d.record.removals, key=lambda row: (row.month, row.contender, row.rung)):
        found.setdefault(row.month, Recorded({}, [])).removals.append((row.contender, row.rung))
    return dict(sorted(found.items()))


class Sat(NamedTuple):
    """Who is on record with a full seat of the presidium at the end of a month.

    Attributes:
        contenders: those who are contenders, in the order of the record.
        others: names of all others.
    """

    contenders: list[str]
    others: list[str]


def sat(scenario: Scenario) -> list[Sat | None]:
    """Who by the record sat in the presidium, by month: None of a month that it leaves out, empty where it has none.

    What begins on the first day of a month counts in the month before, as a removal by it does.
    """
    d = scenario.document
    known = [one for one in d.record.compositions if one.body == d.scenario.roles.presidium]
    if not known:
        return []
    days = (f"{scenario.month_name(t + 1)}-01" for t in range(scenario.months))
    found = (next((one.full for one in known if one.start <= day <= one.end), None) for day in days)
    return [None if full is None else _sorted(full, called(d)) for full in found]


def _sorted(full: list[str], known: dict[str, str]) -> Sat:
    """Contenders apart from all others."""
    return Sat([known[name] for name in full if name in known], [name for name in full if name not in known])


def courses(scenario: Scenario) -> list[dict[str, float]]:
    """What each measure of the economy is on record with, as an index, by month; empty where there is none."""
    index = Index(scenario, check_parameters(scenario, {}), drawn=())
    if not index.economy:
        return []
    return [dict(zip(index.economy, row, strict=True)) for row in course(index).T.tolist()]


def tally(votes: Tally | None) -> str:
    """A tally as it follows a title: what is known of it.

    >>> tally(Tally(votes_for=102, votes_against=2, abstained=10)), tally(Tally(votes_against=3, total=128))
    (': 102 to 2, 10 abstaining', ': 3 against, of 128')
    """
    if votes is None:
        return ""
    ayes, noes = votes.votes_for, votes.votes_against
    parts = [f"{ayes:,} to {noes:,}"] if ayes is not None and noes is not None else []
    if not parts:
        parts = [f"{count:,} {side}" for count, side in ((ayes, "for"), (noes, "against")) if count is not None]
    parts += [f"{votes.abstained:,} abstaining"] if votes.abstained is not None else []
    parts += [f"of {votes.total:,}"] if votes.total is not None else []
    return f": {', '.join(parts)}" if parts else ""


def _days(event: Event) -> str:
    """From when to when, where that says more than the month of the last day."""
    first, last = event.date, event.until or event.date
    if first == last:
        return f" ({_day(last, '')})" if len(last) == 10 else ""
    return f" ({_day(first, last)} to {_day(last, '')})"


def _day(date: str, until: str) -> str:
    """A date in words, without the month or year that the last day repeats.

    >>> _day("1923-10-25", "1923-10-27"), _day("1922-12", "1923-04"), _day("1923-10-27", "")
    ('25', 'December 1922', '27 October')
    """
    month = MONTHS[int(date[5:7]) - 1] if len(date) >= 7 else ""
    day = f"{int(date[8:])}" if len(date) == 10 else ""
    year = date[:4] if (until and date[:4] != until[:4]) or not month else ""
    if until and date[:7] == until[:7] and day:
        month = ""
    return " ".join(part for part in (day, month, year) if part)
