"""From a question to its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from selectorate import ensemble
from selectorate.analysis import undecidable
from selectorate.analysis.among import spread
from selectorate.analysis.spread import Spread
from selectorate.ensemble import HISTORIES, SEED, Ensemble, Progress, Store
from selectorate.ensemble.prepared import Parameters
from selectorate.ensemble.supposing import ALL, supposed
from selectorate.errors import ScenarioError
from selectorate.questions import Change
from selectorate.report.answer import Answer
from selectorate.report.counting import Count, among
from selectorate.scenario import Scenario, load


class Changed(NamedTuple):
    """What a question supposes and changes beside parameters and happenings, in the words of the command line."""

    do: Sequence[str] = ()
    swap: bool = False
    without: Sequence[str] = ()
    start: str | None = None
    readings: str | None = None
    claims: Sequence[str] = ()

    def supposing(self, scenario: Scenario, *, mixing: bool = False) -> Scenario:
        """The scenario of which all that is supposed holds, or a refusal; with ``mixing`` readings may be ``"all"``."""
        reading = None if mixing and self.readings == ALL else self.readings
        return supposed(scenario, reading, self.claims)

    def made(self, scenario: Scenario) -> tuple[Change, ...]:
        """The changes, or a refusal."""
        return ensemble.changes(scenario, do=self.do, swap=self.swap, without=self.without, start=self.start)

    def options(self) -> list[str]:
        """The same options again, unread."""
        said = [] if self.readings is None else ["--readings", self.readings]
        said += [word for text in self.claims for word in ("--claim", text)]
        said += [word for text in self.do for word in ("--do", text)] + ["--swap"] * self.swap
        return said + [word for text in self.without for word in ("--without", text)]


def run(  # noqa: PLR0913 - so many things make up a question
    scenario: str | Path | Scenario | None = None,
    *,
    histories: int = HISTORIES,
    seed: int = SEED,
    threads: int | None = None,
    set: Mapping[str, float] | None = None,
    happenings: str = "recorded",
    do: Sequence[str] = (),
    swap: bool = False,
    without: Sequence[str] = (),
    start: str | None = None,
    readings: str | None = None,
    claims: Sequence[str] = (),
    parameters: Parameters = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    store: Store | None = None,
) -> Answer:
    """Run a scenario forward many times, and answer how it ends.

    Args:
        scenario: a shipped name, a folder, or a loaded scenario; by default the package's default scenario.
        histories: how many, from 1.
        seed: from 0 to 2^64 - 1; the same seed gives the same answer to the last bit.
        threads: how many work at once; by default as many as there are processors.
        set: parameters to replace, by name.
        happenings: ``"recorded"`` exogenous events fall on their recorded months; ``"drawn"`` from their hazards.
        do: offices given, as ``"chair.holder=ben"``, and happenings moved, as ``"happening.lenin_death=never"``.
        swap: the holder of an office that is given gets the most visible office of him who takes it.
        without: factors, each with the contrast that stands in its place: ``"economy"`` or ``"economy:flat"``.
        start: the month (``YYYY-MM``) from which all that is asked holds; until then the world runs as it was.
        readings: a reading of historians that is supposed to hold, with the parameters that it has by the record.
        claims: disputed claims that are supposed to be false, each as ``"ID=false"``.
        parameters: ``"posterior"``, of which each history has a draw, ``"hand-set"``, a file of draws, or a posterior
            at hand; by default the posterior that ships with the scenario, if it fits.
        progress: called after every block of histories.
        stop: asked after every block; once it says true, what is done is answered.
        store: where blocks of histories are kept, and read instead of lived again; by default nowhere.

    Raises:
        ScenarioError: the scenario's files say something wrong, with every place.
        OutputError: the store cannot be used.
        QuestionError: there is no such scenario, parameter, office, happening, factor, reading or claim; a number or a
            month is out of range; two changes contradict each other; or a posterior that is asked for does not fit.

    >>> import selectorate
    >>> answer = selectorate.run("association", histories=1000, seed=7)
    >>> sum(answer.endings.counts)
    1000
    """
    found, asked = given(scenario)
    changed = Changed(do, swap, without, start, readings, claims)
    loaded = changed.supposing(found)
    changes = changed.made(loaded)
    many = ensemble.run(
        loaded, histories=histories, seed=seed, threads=threads, set=set, happenings=happenings,
        changes=changes, start=start, parameters=parameters, progress=progress, stop=stop, store=store,
    )  # fmt: skip
    return Answer.of(many, asked=asked, spread=spread_of(many, store=store, progress=progress))


def spread_of(
    many: Ensemble, *, store: Store | None = None, progress: Callable[[Progress], None] | None = None
) -> Spread | None:
    """Histories of the same question among draws and readings; None with hand-set parameters, or if interrupted."""
    if many.interrupted:
        return None
    try:
        return spread(
            (many.model, many.happenings), seed=many.seed, threads=many.threads, store=store,
            counted=Count(progress, among(many.model, 1)).run,
        )  # fmt: skip
    except KeyboardInterrupt:
        return None


def given(scenario: str | Path | Scenario | None) -> tuple[Scenario, str]:
    """A scenario whose conditions can all be decided, and the name it was asked for by."""
    loaded = scenario if isinstance(scenario, Scenario) else load(scenario)
    if problems := undecidable(loaded):
        raise ScenarioError(problems)
    return loaded, loaded.name if scenario is None or isinstance(scenario, Scenario) else str(scenario)
