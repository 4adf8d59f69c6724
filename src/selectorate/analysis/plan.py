"""What is lived to say how far a factor explains an outcome: one question as lists of worlds.

Each list is lived with the same luck in all of its worlds. *Direct* holds the world as it was, the one without the
factor by each of its contrasts, the office given to each contender, and the worlds in which part of the luck is drawn
anew; *factors* and *powers* are games, all sets of their members as they were or replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module

from selectorate import draws
from selectorate.analysis.judging import Single, Verdict
from selectorate.ensemble.asking import named
from selectorate.ensemble.mixed import Mixed
from selectorate.ensemble.rivals import Rival, rivals
from selectorate.ensemble.rivals import asked as of_reading
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.questions import Change, Factor, SetHolder, SetOffice
from selectorate.simulation.build import Model
from selectorate.simulation.changes import SHARED

AS_WAS = "as it was"


def streams(model: Model) -> dict[str, int]:
    """Kinds of decisions that a scenario's mechanisms draw for, by name, and the number under which each is drawn."""
    names = [f"mechanisms.{name}" for name in model.scenario.document.scenario.mechanisms]
    names += ["mechanisms.seats", *(["strategies"] if "mechanisms.alignment" in names else [])]
    known = {name for module in names for name in vars(import_module(f"selectorate.{module}"))}
    return {name.lower(): value for name, value in sorted(vars(draws).items()) if name in known and name in _NUMBERED}


_NUMBERED = {name for name, value in vars(draws).items() if name.isupper() and type(value) is int}


@dataclass(frozen=True)
class Plan:
    """A question about one factor and one outcome.

    Attributes:
        base: the world as it was.
        happenings: ``"recorded"`` or ``"drawn"``.
        outcome: id of an ending or outcome.
        factor: id of a factor.
        contrast: which of its contrasts stands in its place.
        rivals: readings that histories are shared out over by their weights, each as a world; none by default.
    """

    base: Model
    happenings: str
    outcome: str
    factor: str
    contrast: str
    rivals: tuple[tuple[Rival, Model], ...] = ()

    @classmethod
    def of(cls, base: Model, happenings: str, outcome: str | None = None, factor: str | None = None) -> Plan:
        """The plan of a question; what is not given is what the scenario asks by default.

        Raises:
            QuestionError: there is no such outcome, factor or contrast, the scenario has no factor, or nothing changes
                without it: the base lacks it already, or the outcome is decided before the month of the question.
        """
        header = base.scenario.document.scenario
        asked = header.factor if factor is None else factor
        if asked is None:
            raise QuestionError(f"{base.scenario.name} has no factor to explain anything by")
        name = header.outcome if outcome is None else outcome
        Verdict(base).find(name)
        plan = cls(base, happenings, name, *named(base.scenario, f"--factor {asked!r}", asked))
        plan.check()
        return plan

    def mixing(self) -> Plan:
        """The same question over all readings, by their weights.

        Raises:
            QuestionError: there are none with weights that fit the scenario, or a change cannot be made in one.
        """
        base = self.base
        known = rivals(base.scenario)
        if not known:
            name = base.scenario.name
            again = f"`selectorate readings {name} --again` makes them"
            raise QuestionError(f"no weights of readings ship with {name} that fit it: {again}")
        return replace(self, rivals=tuple((one, of_reading(one, base, self.happenings)) for one in known))

    def mixed(self, worlds: Worlds) -> Worlds | Mixed:
        """Worlds as they are, or the same of every reading where histories are shared out over these."""
        if not self.rivals:
            return worlds
        months = int(worlds.pair[0].count.months)
        parts = [
            Worlds(base, worlds.asked, game=worlds.game, happenings=self.happenings).shorten(months)
            for _, base in self.rivals
        ]
        return Mixed(parts, [one.weight for one, _ in self.rivals])

    def check(self) -> None:
        """Refuse a question whose answer could be nothing but none.

        Raises:
            QuestionError: the world is the same without the factor, or the outcome is decided before the question's
                month.
        """
        start = self.base.start
        if start is not None and self.base.scenario.month_index(start) >= self.single.months:
            decided = self.base.scenario.month_name(self.single.months - 1)
            raise QuestionError(f"{self.outcome!r} is decided at the end of {decided}: no later change moves it")
        alone = Worlds(self.base, [Twin(self.changes(self.factor, self.contrast))]).lay_out()
        if not alone.differences[0].places.size:
            said = f"{self.factor}:{self.contrast}"
            raise QuestionError(f"{said!r} changes nothing in the world that is asked about: there is no contrast")

    @property
    def factors(self) -> dict[str, Factor]:
        """Every factor of the scenario, in the order of their ids."""
        return dict(sorted(self.base.scenario.document.factors.items()))

    @property
    def office(self) -> str:
        """The office that the factor is about, or else the one the scenario asks about."""
        for change in self.changes(self.factor, self.contrast):
            of: SetOffice | None = change.share_power or change.abolish_power
            if of is not None:
                return of.office
        return self.base.scenario.document.scenario.office

    def changes(self, factor: str, contrast: str | None = None) -> tuple[Change, ...]:
        """The changes of a contrast, by default the factor's own."""
        entry = self.factors[factor]
        return tuple(entry.contrasts[contrast or entry.contrast].changes)

    @cached_property
    def single(self) -> Single:
        """Judges the outcome alone."""
        return Single(self.base, self.outcome)

    @cached_property
    def powers(self) -> dict[str, Twin]:
        """Each power of the office that can be held jointly, and the world in which it is."""
        borne = [power.power for power in self.base.scenario.document.offices[self.office].powers]
        return {
            power: Twin((Change(share_power=SetOffice(office=self.office, powers=[power])),))
            for power in SHARED
            if power in borne
        }

    @cached_property
    def direct(self) -> dict[tuple[str, ...], Twin]:
        """Single worlds by what they are."""
        return dict(self._direct())

    def _direct(self) -> Iterator[tuple[tuple[str, ...], Twin]]:
        yield (AS_WAS,), Twin()
        for contrast in sorted(self.factors[self.factor].contrasts):
            yield ("without", contrast), Twin(self.changes(self.factor, contrast))
        if self.base.start is None:
            for contender in self.base.names.contenders:
                for how, swap in (("held", False), ("swapped", True)):
                    given = SetHolder(office=self.office, contender=contender, swap=swap)
                    yield (how, contender), Twin((Change(holder=given),))
        for name, twin in self._anew():
            yield (AS_WAS, *name), Twin((), 0, *twin)
            yield ("without", self.contrast, *name), Twin(self.changes(self.factor, self.contrast), 0, *twin)

    def _anew(self) -> Iterator[tuple[tuple[str, ...], tuple[tuple[int, ...], tuple[int, ...]]]]:
        """Parts of the luck that are drawn anew, as streams and years: all of it, one year's, one stream's."""
        world = self.base.worlds[0]
        years = sorted({int(year) for year in world.calendar[: world.count.months]})
        yield ("reseeded",), ((), tuple(years))
        for year in years:
            yield ("year", str(year)), ((), (year,))
        for name, number in streams(self.base).items():
            yield ("stream", name), ((number,), ())

    def worlds(self) -> Worlds | Mixed:
        """The worlds of `direct`."""
        return self.mixed(Worlds(self.base, list(self.direct.values()), happenings=self.happenings))

    def game(self) -> Worlds | Mixed:
        """The game of all factors, each replaced by its own contrast; the factor asked about by the one asked for.

        Histories of a game end as soon as the outcome is decided.
        """
        asked = [Twin(self.changes(name, self.contrast if name == self.factor else None)) for name in self.factors]
        return self.mixed(Worlds(self.base, asked, game=True, happenings=self.happenings).shorten(self.single.months))

    def power_game(self) -> Worlds | Mixed | None:
        """The game of the office's powers, or None where it bears none that can be shared."""
        if not self.powers:
            return None
        made = Worlds(self.base, list(self.powers.values()), game=True, happenings=self.happenings)
        return self.mixed(made.shorten(self.single.months))
