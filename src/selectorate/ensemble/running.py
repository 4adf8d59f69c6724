"""Blocks of histories over threads: every history has a row of its own, so nothing depends on who lives it when."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from selectorate.ensemble.columns import Columns, reduced, room, size
from selectorate.ensemble.ensemble import NO_BLOCKS, Ensemble
from selectorate.ensemble.history import HISTORIES_AT_MOST
from selectorate.ensemble.job import Job, Make
from selectorate.ensemble.keeping import BLOCK, Kept, cut, question
from selectorate.ensemble.luck import luck
from selectorate.ensemble.prepared import Dealer, Parameters, Prepared, prepared
from selectorate.ensemble.progress import Progress
from selectorate.ensemble.provenance import memory, processors
from selectorate.ensemble.store import Store
from selectorate.errors import QuestionError, nearest
from selectorate.questions import Change
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.simulation.warm import warm

HISTORIES = 2000
"""Histories of a question that does not say how many: an interval is then at most .022 to either side."""

SEED = 1
"""The seed of a question that does not give one."""

THREADS_AT_MOST = 1024
HAPPENINGS = ("recorded", "drawn")


def prepare(
    scenario: Scenario,
    *,
    set: Mapping[str, float] | None = None,
    happenings: str = HAPPENINGS[0],
    changes: Sequence[Change] = (),
    start: str | None = None,
    seed: int = SEED,
    parameters: Parameters = None,
    each: int = 1,
) -> Prepared:
    """Lay out the world of a question, refusing a question that cannot be asked.

    With ``start`` (``YYYY-MM``) histories run as they were until that month, and all that is asked holds from then on.
    ``parameters`` says where the numbers come from that the question does not set, as for `run`; with ``each`` so many
    histories in a row have one draw of a posterior.

    Raises:
        QuestionError: an unknown name, a value out of its bounds, a change that cannot be made, a seed that is none, or
            a posterior that there is not or that does not fit.
    """
    whole("seed", seed, 0, 2**64 - 1)
    if happenings not in HAPPENINGS:
        hint = nearest(str(happenings), HAPPENINGS)
        raise QuestionError(f"happenings are {' or '.join(HAPPENINGS)}, not {happenings!r}{hint}")
    model = build(scenario, set=set, happenings=happenings, changes=changes, start=start)
    return prepared(model, parameters, whole("each", each, 1, HISTORIES_AT_MOST))


def run(  # noqa: PLR0913 - so many things make up a question
    scenario: Scenario,
    *,
    histories: int = HISTORIES,
    seed: int = SEED,
    threads: int | None = None,
    set: Mapping[str, float] | None = None,
    happenings: str = HAPPENINGS[0],
    changes: Sequence[Change] = (),
    start: str | None = None,
    parameters: Parameters = None,
    each: int = 1,
    block: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    store: Store | None = None,
) -> Ensemble:
    """Live ``histories`` histories of a scenario. The same seed gives the same bits, whatever threads and block are.

    Args:
        scenario: what is lived.
        histories: how many, from 1.
        seed: from 0 to 2^64 - 1.
        threads: how many work at once; by default as many as there are processors.
        set: parameters to replace, by name.
        happenings: ``"recorded"`` exogenous events fall on their recorded months; ``"drawn"`` from their hazards.
        changes: primitives of a factor or a what-if, made in their order (`ensemble.changes` reads them from words).
        start: the month (``YYYY-MM``) from which all that is asked holds; by default the first.
        parameters: ``"posterior"`` gives each history a draw of the one beside the scenario, picked by its luck;
            ``"hand-set"``, a file of draws, or a `Posterior`; by default the posterior, if there is one that fits.
        each: histories in a row that have the same draw.
        block: histories that a thread takes at a time.
        progress: called in this thread after every block.
        stop: asked after every block; once it says true, no further block is begun.
        store: where blocks are kept, and read instead of lived again; the bits are the same without.

    Returns:
        The ensemble. Where ``stop`` or Ctrl-C ended it early, it holds the first histories without a gap.

    Raises:
        QuestionError: a number out of range, an unknown parameter, a posterior that does not fit, or more histories
            than memory holds.
        OutputError: the store cannot be used, and is needed.
        KeyboardInterrupt: Ctrl-C before the first block was done.
    """
    whole("histories", histories, 1, HISTORIES_AT_MOST)
    whole("threads", processors() if threads is None else threads, 1, THREADS_AT_MOST)
    whole("block", BLOCK if block is None else block, 1, HISTORIES_AT_MOST)
    model = prepare(
        scenario, set=set, happenings=happenings, changes=changes, start=start, seed=seed, parameters=parameters,
        each=each,
    )  # fmt: skip
    hands = threads or processors()
    length = block or max(1, min(BLOCK, -(-histories // hands)))
    columns = space(model, histories)
    asked = question(model, seed=seed, happenings=happenings)
    kept = Kept(store, asked, histories, about=scenario.name) if store else None
    job = Job(histories, cut(histories, length, kept.there if kept else ()), _Blocks(model, seed, columns, kept).hand)
    if not (kept and kept.complete):
        warm()
    began = time.perf_counter()
    done = job.run(hands, lambda count: _report(progress, count, histories, began), stop)
    seconds = time.perf_counter() - began
    if done == 0:
        raise KeyboardInterrupt
    blocks = kept.counts if kept else NO_BLOCKS
    return Ensemble(model, columns.rows(0, done).frozen(), seed, histories, happenings, hands, seconds, blocks)


def whole(name: str, value: int, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``; anything else is refused."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise QuestionError(f"{name} must be a whole number, not {value!r}")
    if not low <= value <= high:
        raise QuestionError(f"{name} must be from {low:,} to {high:,}, not {value:,}")
    return value


def _report(progress: Callable[[Progress], None] | None, done: int, total: int, start: float) -> None:
    if progress:
        progress(Progress(done, total, time.perf_counter() - start))


def space(model: Model, histories: int) -> Columns:
    """Columns for so many histories of a model.

    Raises:
        QuestionError: they need more memory than there is.
    """
    like = reduced(new_facts(model.worlds[0], 0))
    wanted, there = size(like) * histories, memory()
    message = f"{histories} histories of {model.scenario.name} need {wanted / 1e9:.1f} GB of memory"
    if there and wanted > there:
        raise QuestionError(f"{message}, and this machine has {there / 1e9:.1f} GB")
    try:
        return room(like, histories)
    except MemoryError:
        raise QuestionError(message) from None


@dataclass(frozen=True)
class _Blocks:
    """Blocks of histories, read or lived by whichever thread takes them, each in rows of its own."""

    model: Model
    seed: int
    columns: Columns
    kept: Kept | None

    def hand(self) -> Make:
        """What makes a block in one thread, with a world and a state of its own."""
        worlds, states, dealer = copy(self.model.worlds), new_state(), Dealer(self.model)

        def make(first: int, end: int) -> None:
            known = self.kept.read(first) if self.kept else None
            if known:
                self.columns.put(first, Columns(**known))
                return
            # Uncompiled, luck wraps around 2^64 with a warning that compiled code does not give.
            with np.errstate(over="ignore"):
                facts = new_facts(worlds[0], end - first)
                keys = luck(worlds[0], self.seed, first, end - first)
                live_dealt(worlds, states, facts, keys, dealer(worlds, self.seed, first, end - first))
            self.columns.put(first, reduced(facts))
            if self.kept:
                self.kept.done(first, end - first, self.columns._asdict())

        return make
