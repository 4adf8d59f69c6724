"""Questions that twins answer: the same histories in several worlds, from what is asked to what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from selectorate import ensemble
from selectorate.analysis.among import spread
from selectorate.analysis.comparing import Comparison
from selectorate.analysis.doubt import enough_to_state
from selectorate.analysis.explain import explain as step_by_step
from selectorate.analysis.flow import flow as measured
from selectorate.analysis.parting import Parting
from selectorate.analysis.plan import Plan
from selectorate.ensemble import HISTORIES, SEED, Store
from selectorate.ensemble.diverging import together
from selectorate.ensemble.history import HISTORIES_AT_MOST
from selectorate.ensemble.prepared import Parameters
from selectorate.ensemble.provenance import processors
from selectorate.ensemble.running import HAPPENINGS, THREADS_AT_MOST, whole
from selectorate.ensemble.supposing import ALL
from selectorate.errors import QuestionError
from selectorate.report import sources
from selectorate.report.asking import Changed, given
from selectorate.report.command import compare_command, flow_command, options
from selectorate.report.compared import Compared
from selectorate.report.counting import Count, Watch, among
from selectorate.report.explained import Explained
from selectorate.report.flowing import Flowing
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model

EXPLAINED = 500
"""Histories in every world of an explanation that does not say how many."""

BESIDE = 2
"""Worlds that an explanation lives to see when twins part, and how many were removed in the first."""


@dataclass(frozen=True)
class Asked:
    """What is asked of which scenario; what it can be refused for is found out when its world is laid out.

    Attributes:
        scenario: the scenario.
        name: what it was asked for by.
        histories: how many in each world.
        seed: from which each has the same luck in all worlds.
        threads: how many work at once, by default as many as there are processors.
        set: parameters to replace.
        happenings: ``"recorded"`` or ``"drawn"``.
        changed: what else is changed.
        parameters: where they come from.
        mixing: whether histories may be shared out over all readings.
    """

    scenario: Scenario
    name: str
    histories: int
    seed: int = SEED
    threads: int | None = None
    set: Mapping[str, float] = field(default_factory=dict)
    happenings: str = HAPPENINGS[0]
    changed: Changed = field(default_factory=Changed)
    parameters: Parameters = None
    mixing: bool = False

    def options(self) -> list[str]:
        """The options by which its world differs from the scenario."""
        asked = sources.asked(self.base)
        return options(self.set, self.happenings, self.changed.options(), self.changed.start, asked)

    @property
    def hands(self) -> int:
        """How many threads work at once."""
        return processors() if self.threads is None else self.threads

    @cached_property
    def supposed(self) -> Scenario:
        """The scenario of which all that is supposed holds."""
        return self.changed.supposing(self.scenario, mixing=self.mixing)

    def plan(self, outcome: str | None, factor: str | None) -> Plan:
        """How far a factor explains an outcome, as what is lived for it.

        Raises:
            QuestionError: as `Plan.of` and `Plan.mixing`.
        """
        made = Plan.of(self.base, self.happenings, outcome, factor)
        if self.changed.readings != ALL:
            return made
        if self.parameters is not None:
            raise QuestionError("every reading has parameters of its own: not with --parameters")
        return made.mixing()

    @cached_property
    def base(self) -> Model:
        """The world that is asked about.

        Raises:
            QuestionError: it cannot be.
        """
        return ensemble.prepare(
            self.supposed, set=self.set, happenings=self.happenings, changes=self.changed.made(self.supposed),
            start=self.changed.start, seed=self.seed, parameters=self.parameters,
        )  # fmt: skip

    def check(self) -> None:
        """Refuse what cannot be lived, or too few histories to state an interval."""
        enough_to_state(self.histories)
        whole("histories", self.histories, 1, HISTORIES_AT_MOST)
        whole("threads", self.hands, 1, THREADS_AT_MOST)
        _ = self.base


def _counted(store: Store | None) -> Callable[[], tuple[int, int]]:
    """What counts the blocks read from a store, and those computed, from now on."""
    kinds = ("read", "computed")
    before = [store.counts[kind] if store else 0 for kind in kinds]

    def since() -> tuple[int, int]:
        read, computed = (store.counts[kind] - was if store else 0 for kind, was in zip(kinds, before, strict=True))
        return read, computed

    return since


def check_compared(asked: Asked) -> None:
    """Refuse to compare a world with itself, and what else cannot be.

    Raises:
        QuestionError: nothing is changed, there are too few histories, or the other world cannot be.
    """
    if not (asked.set or asked.changed.options() or asked.happenings != HAPPENINGS[0]):
        raise QuestionError(
            "nothing is changed: say what by --set, --without, --do, --happenings, --claim or --readings"
        )
    asked.check()


def compared(
    asked: Asked,
    *,
    store: Store | None = None,
    watch: Watch | None = None,
    ranged: bool = True,
    each: Callable[[Compared], None] | None = None,
) -> Compared:
    """The same histories in the world as it was and in the one asked for; ranges over parameters take longest of all.

    Args:
        asked: what is asked.
        store: where histories are kept.
        watch: told how far it is.
        ranged: say how far each number moves over parameters and readings.
        each: called with the answer that has no ranges yet.

    Raises:
        KeyboardInterrupt: it came before both worlds were lived.
        QuestionError: as `check_compared`.
    """
    check_compared(asked)
    as_was = ensemble.prepare(asked.scenario, seed=asked.seed, parameters=asked.parameters)
    worlds = ((as_was, HAPPENINGS[0]), (asked.base, asked.happenings))
    count = Count(watch, 2 * asked.histories + (among(as_was, len(worlds)) if ranged else 0))
    both = together(
        *worlds, seed=asked.seed, histories=asked.histories, threads=asked.threads, store=store, progress=count.run()
    )
    command = compare_command(asked.name, histories=asked.histories, seed=asked.seed, options=asked.options())
    found = Comparison(both.one, both.other, Parting(asked.scenario, both.months), None)
    if not ranged:
        return Compared(found, asked.name, command)
    if each:
        each(Compared(found, asked.name, command))
    known = spread(*worlds, seed=asked.seed, threads=asked.threads, store=store, counted=count.run)
    return Compared(replace(found, spread=known), asked.name, command)


def explained(
    asked: Asked, plan: Plan, *, within: float | None = None, store: Store | None = None, watch: Watch | None = None,
    each: Callable[[Explained], None] | None = None,
) -> Explained:  # fmt: skip
    """How far a factor explains an outcome; ``each`` hears every answer on the way, from the first histories on.

    Raises:
        QuestionError: there are too few histories, or intervals do not come within what was asked.
    """
    worlds = len(plan.direct) + (1 << len(plan.factors)) + (1 << len(plan.powers)) + BESIDE
    count, blocks = Count(watch, asked.histories * worlds + among(plan.base, 2)), _counted(store)
    answer = None
    for found in step_by_step(
        plan, histories=asked.histories, seed=asked.seed, threads=asked.hands, within=within, store=store,
        progress=count,
    ):  # fmt: skip
        answer = Explained(
            found, asked.name, asked.seed, asked.hands, count.seconds, tuple(asked.options()), blocks()
        )  # fmt: skip
        if each is not None:
            each(answer)
    assert answer is not None  # noqa: S101 - for the type checker: there is at least one step
    return answer


def flowing(asked: Asked, *, store: Store | None = None, watch: Watch | None = None) -> Flowing:
    """What one base seat more comes to, by every loop that a contender holds.

    Raises:
        QuestionError: there are too few histories, or there is nothing to measure.
    """
    asked.check()
    count, blocks = Count(watch), _counted(store)
    found = measured(
        asked.base, asked.happenings, histories=asked.histories, seed=asked.seed, threads=asked.hands, store=store,
        progress=count,
    )  # fmt: skip
    command = flow_command(asked.name, histories=asked.histories, seed=asked.seed, options=asked.options())
    return Flowing(found, command, asked.seed, asked.hands, count.seconds, blocks())


def compare(  # noqa: PLR0913 - so many things make up a question
    scenario: str | Path | Scenario | None = None,
    *,
    histories: int = HISTORIES,
    seed: int = SEED,
    threads: int | None = None,
    set: Mapping[str, float] | None = None,
    happenings: str = HAPPENINGS[0],
    do: Sequence[str] = (),
    swap: bool = False,
    without: Sequence[str] = (),
    start: str | None = None,
    readings: str | None = None,
    claims: Sequence[str] = (),
    parameters: Parameters = None,
    progress: Watch | None = None,
    store: Store | None = None,
) -> Compared:
    """Live the same histories in the world as it was and in a changed one.

    Args and errors are those of `run`; ``progress`` hears both worlds one after the other.

    >>> import selectorate
    >>> both = selectorate.compare("association", without=["chair_powers"], histories=200)
    >>> bool(both.found.flipped().any())
    True
    """
    changed = Changed(do, swap, without, start, readings, claims)
    asked = Asked(*given(scenario), histories, seed, threads, set or {}, happenings, changed, parameters)
    return compared(asked, store=store, watch=progress)


def explain(  # noqa: PLR0913 - as above
    scenario: str | Path | Scenario | None = None,
    *,
    outcome: str | None = None,
    factor: str | None = None,
    within: float | None = None,
    histories: int = EXPLAINED,
    seed: int = SEED,
    threads: int | None = None,
    set: Mapping[str, float] | None = None,
    happenings: str = HAPPENINGS[0],
    do: Sequence[str] = (),
    swap: bool = False,
    without: Sequence[str] = (),
    start: str | None = None,
    readings: str | None = None,
    claims: Sequence[str] = (),
    parameters: Parameters = None,
    progress: Watch | None = None,
    store: Store | None = None,
    each: Callable[[Explained], None] | None = None,
) -> Explained:
    """Say how far a factor explains an outcome, by twins.

    ``outcome`` is the id of an ending or outcome and ``factor`` that of a factor, or ``"factor:contrast"``; by default
    they are what the scenario asks. ``histories`` are lived in every world; with ``within`` more are added until no
    half-width of the first family of intervals exceeds it. ``each`` hears every answer on the way, the first of them
    from 100 histories of the single worlds. With ``readings="all"`` histories are shared out over all readings by the
    weights that these have by the record. Other arguments, and errors, are those of `run`.

    >>> import selectorate
    >>> answer = selectorate.explain("association", histories=100)
    >>> answer.found.necessity.low <= answer.found.necessity.value <= answer.found.necessity.high
    True
    """
    changed = Changed(do, swap, without, start, readings, claims)
    asked = Asked(*given(scenario), histories, seed, threads, set or {}, happenings, changed, parameters, mixing=True)
    plan = asked.plan(outcome, factor)
    return explained(asked, plan, within=within, store=store, watch=progress, each=each)


def flow(  # noqa: PLR0913 - as above
    scenario: str | Path | Scenario | None = None,
    *,
    histories: int = HISTORIES,
    seed: int = SEED,
    threads: int | None = None,
    set: Mapping[str, float] | None = None,
    happenings: str = HAPPENINGS[0],
    do: Sequence[str] = (),
    swap: bool = False,
    without: Sequence[str] = (),
    start: str | None = None,
    readings: str | None = None,
    claims: Sequence[str] = (),
    parameters: Parameters = None,
    progress: Watch | None = None,
    store: Store | None = None,
) -> Flowing:
    """Measure the circular flow of power: what one base seat more brings, and without each link.

    Args and errors are those of `run`; ``start`` is the month in which the seat is added.

    >>> import selectorate
    >>> selectorate.flow("association", histories=100).sentences()[0]
    'One base seat more for the following of Ada Moreau at the start brings ...
    """
    changed = Changed(do, swap, without, start, readings, claims)
    asked = Asked(*given(scenario), histories, seed, threads, set or {}, happenings, changed, parameters)
    return flowing(asked, store=store, watch=progress)
