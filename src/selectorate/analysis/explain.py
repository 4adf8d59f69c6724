"""From a plan to an explanation: worlds lived block after block, and what is known after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from selectorate.analysis.among import spread
from selectorate.analysis.doubt import LEAST, enough, enough_to_state
from selectorate.analysis.explaining import Explanation, Flip
from selectorate.analysis.flow import Flow, flow
from selectorate.analysis.judging import Verdict, Verdicts
from selectorate.analysis.parting import Parting
from selectorate.analysis.plan import AS_WAS, Plan
from selectorate.analysis.spread import Spread
from selectorate.ensemble import Progress, Store, prepare
from selectorate.ensemble.asking import numbers
from selectorate.ensemble.diverging import together
from selectorate.ensemble.mixed import Mixed
from selectorate.ensemble.prepared import same
from selectorate.ensemble.progress import added
from selectorate.ensemble.running import THREADS_AT_MOST, whole
from selectorate.ensemble.twins import Judge, lay_out, twins
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.simulation.build import Model

BLOCK = 50
"""Histories of a block of single worlds: a first answer is there after one."""

PLAYED = 25
"""Histories of a block of a game, in each of its worlds."""

MORE = 100
"""Histories that are added in every world while intervals are wider than was asked."""

MOST = 100_000
"""No more histories a world are lived for the sake of an interval."""

LOOPED = 500
"""Histories in which the loops are measured at most: with a seat more and without, and for each link."""

ODDS = 0.5
"""An outcome less likely than this has been flipped."""


class Living:
    """What all parts of an explanation are lived with: seed, hands, store, and somebody who counts."""

    def __init__(
        self, plan: Plan, *, seed: int, threads: int, store: Store | None, progress: Callable[[int], None] | None
    ) -> None:
        self.plan, self.seed, self.threads, self.store, self.progress = plan, seed, threads, store, progress

    def blocks(
        self, worlds: Worlds | Mixed, histories: int, block: int, after: int = 0, *, judge: Judge | None = None
    ) -> Iterator[Verdicts]:
        """The verdicts of some worlds, block after block; by default on the outcome alone."""
        yield from twins(
            worlds, judge or self.plan.single, seed=self.seed, histories=histories, block=block, threads=self.threads,
            after=after, store=self.store, progress=self.progress,
        )  # fmt: skip

    def refuse(self, *parts: tuple[Worlds | Mixed | None, Judge, int], histories: int) -> None:
        """Refuse what cannot be before anything is lived: worlds, their judge, and the histories of a block."""
        for worlds, judge, block in parts:
            if worlds is not None:
                lay_out(worlds, judge, seed=self.seed, histories=histories, block=block, store=self.store)

    def shares(self, asked: list[Twin], histories: int) -> list[float]:
        """The share of histories with the outcome in each of some worlds."""
        single = Worlds(self.plan.base, asked, happenings=self.plan.happenings).shorten(self.plan.single.months)
        worlds = self.plan.mixed(single)
        found = np.concatenate(list(self.blocks(worlds, histories, BLOCK)), axis=1)
        shares: list[float] = found[..., 0].mean(axis=1).tolist()
        return shares

    def beside(self, found: Explanation, histories: int) -> Explanation:
        """The same with so many histories of the world as it was, and when they part from those without the factor.

        Of histories of several readings neither is told.
        """
        if self.plan.rivals:
            return replace(found, spread=found.spread or self.spread())
        if found.as_was is not None and found.as_was.histories >= histories:
            return found
        worlds = ((world, self.plan.happenings) for world in (self.plan.base, without(self.plan)))
        both = together(
            *worlds, seed=self.seed, histories=histories, threads=self.threads, store=self.store,
            progress=self._counted(),
        )  # fmt: skip
        spread = found.spread or self.spread()
        parted = Parting(both.one.scenario, both.months)
        return replace(found, as_was=both.one, parted=parted, spread=spread)

    def spread(self) -> Spread | None:
        """Histories among draws of the posterior with the factor and without; None with hand-set parameters."""
        plan = self.plan
        found = spread(
            (plan.base, plan.happenings), (without(plan), plan.happenings), seed=self.seed, threads=self.threads,
            store=self.store, counted=self._counted,
        )  # fmt: skip
        return found and replace(found, mixed=bool(plan.rivals))

    def _counted(self) -> Callable[[Progress], None]:
        """Hears how far a run is, and says how many histories more were lived."""
        return added(self.progress or (lambda _: None))

    def flows(self, histories: int) -> tuple[Flow, ...]:
        """The loops measured; nothing where the scenario has none that a contender holds, or over several readings."""
        if self.plan.rivals:
            return ()
        try:
            return tuple(
                flow(
                    self.plan.base, self.plan.happenings, histories=histories, seed=self.seed, threads=self.threads,
                    spread=False, store=self.store,
                    progress=lambda count, _: self.progress(count) if self.progress else None,
                )
            )  # fmt: skip
        except QuestionError:  # no loop, no second congress or no unit left: the rest of the answer stands without it
            return ()


def without(plan: Plan) -> Model:
    """The world without the factor that is asked about."""
    base = plan.base
    changes = (*base.changes, *plan.changes(plan.factor, plan.contrast))
    return prepare(
        base.scenario, set=numbers(base), happenings=plan.happenings, changes=changes, start=base.start,
        parameters=same(base),
    )  # fmt: skip


def explain(
    plan: Plan,
    *,
    histories: int,
    seed: int,
    threads: int,
    within: float | None = None,
    store: Store | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Explanation]:
    """Answer a question again and again, each time from more: single worlds, then powers, factors, loops, the flip.

    Removals, and when twins part, are known after the first answer.

    Args:
        plan: the question.
        histories: how many in every world, ``MOST`` at most; with ``within`` rounded up to whole blocks.
        seed: from which each has the same luck in all worlds.
        threads: how many work at once; no bit depends on it.
        within: histories are added until no half-width of the first family exceeds this.
        store: where finished blocks are kept and read back.
        progress: called with histories as they are lived or read, all worlds together.

    Raises:
        QuestionError: there are too few histories for an interval, or intervals do not come within what was asked.
    """
    whole("histories", histories, 1, MOST)
    whole("threads", threads, 1, THREADS_AT_MOST)
    enough_to_state(histories)
    if within is not None and not 0.0 < within < 1.0:
        raise QuestionError(f"--within must lie between 0 and 1, not {within:g}")
    living = Living(plan, seed=seed, threads=threads, store=store, progress=progress)
    direct, game, powers, judge = plan.worlds(), plan.game(), plan.power_game(), Verdict(plan.base)
    found: Explanation | None = None
    histories = histories if within is None else -(-histories // BLOCK) * BLOCK
    known, asked = 0, histories
    living.refuse((direct, judge, BLOCK), (game, plan.single, PLAYED), (powers, plan.single, BLOCK), histories=asked)
    while True:
        for more in living.blocks(direct, asked, BLOCK, known, judge=judge):
            found = Explanation(plan, more) if found is None else replace(found, direct=_joined(found.direct, more))
            if found.histories >= LEAST:
                yield found
                found = living.beside(found, histories)
        assert found is not None  # noqa: S101 - for the type checker: there is at least one history
        if powers is not None:
            parts = np.concatenate(list(living.blocks(powers, asked, BLOCK, known)), axis=1)
            found = replace(found, powers=_joined(found.powers, parts))
            yield found
        for more in living.blocks(game, asked, PLAYED, known):
            found = replace(found, factors=_joined(found.factors, more))
            if found.factors is not None and found.factors.shape[1] >= LEAST:
                yield found
        known = asked
        if within is None or enough(found.main, within, histories=known, block=BLOCK):
            break
        if known >= MOST:
            raise QuestionError(f"with {known:,} histories the widest half-width is {found.half_width:.3f}: ask wider")
        asked = min(MOST, known + MORE)
    found = living.beside(found, known)
    found = replace(found, flows=living.flows(min(known, LOOPED)))
    yield found
    yield replace(found, flip=cheapest_flip(found, living, known))


def _joined(known: Verdicts | None, more: Verdicts) -> Verdicts:
    return more if known is None else np.concatenate([known, more], axis=1)


Parts = tuple[tuple[str, str], ...]
"""Factors, each with the contrast that stands in its place."""


def cheapest_flip(found: Explanation, living: Living, histories: int) -> Flip | None:
    """The fewest factors, two at most; of these the latest January or July; of these the least probability.

    Only changes that would have flipped the outcome from the start are looked for later. None where nothing does, where
    the outcome was less likely than not to begin with, or where the question itself begins later.
    """
    plan = found.plan
    if found.held((AS_WAS,)).mean() < ODDS or plan.base.start is not None:
        return None
    single: list[Parts] = [
        ((name, contrast),) for name, factor in plan.factors.items() for contrast in sorted(factor.contrasts)
    ]
    double: list[Parts] = [
        ((one, plan.factors[one].contrast), (other, plan.factors[other].contrast))
        for one, other in combinations(plan.factors, 2)
    ]
    for asked in (single, double):
        if asked:
            flip = _latest(plan, living, asked, histories)
            if flip is not None:
                return flip
    return None


def _latest(plan: Plan, living: Living, asked: list[Parts], histories: int) -> Flip | None:
    scenario = plan.base.scenario
    twins_of = {parts: tuple(change for part in parts for change in plan.changes(*part)) for parts in asked}
    shares = living.shares([Twin(twins_of[parts]) for parts in asked], histories)
    able = [parts for parts, at_once in zip(asked, shares, strict=True) if at_once < ODDS]
    if not able:
        return None
    last = int(plan.base.worlds[0].rules.read)
    for month in range(last, 0, -1):
        if scenario.month_name(month)[5:] in ("01", "07"):
            later = living.shares([Twin(twins_of[parts], month) for parts in able], histories)
            if min(later) < ODDS:
                return _flip(able, later, scenario.month_name(month))
    return _flip(asked, shares, scenario.month_name(0))


def _flip(asked: list[Parts], shares: list[float], start: str) -> Flip:
    least = int(np.argmin(shares))
    names, contrasts = zip(*asked[least], strict=True)
    return Flip(names, contrasts, start, shares[least])
