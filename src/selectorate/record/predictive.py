"""What histories have where the record has its facts: with fresh luck, with conditioned luck, and beside baselines.

*Fresh luck* draws parameters from the posterior and luck from nothing that has seen the record: what the model says of
a history like this one. *Conditioned luck* lives each draw with the luck that it met the record with: it is fitted to
every fact beside it, and shows how near the model can come, not how near it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from selectorate.ensemble.luck import luck
from selectorate.ensemble.posterior import HAND_SET, Posterior
from selectorate.ensemble.prepared import prepared
from selectorate.ensemble.priors import Priors
from selectorate.ensemble.running import THREADS_AT_MOST, whole
from selectorate.errors import QuestionError
from selectorate.record.baselines import GUESSES, can_guess
from selectorate.record.batch import Floats
from selectorate.record.reading import Reader
from selectorate.record.scores import brier, mean_score, surprise
from selectorate.record.table import Table, table
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model, build
from selectorate.targets import Target

PRIOR = "prior_predictive"
"""The baseline that lives histories with parameters drawn from their priors."""


@dataclass(frozen=True)
class Baseline:
    """A guess at some targets, beside ours at the same.

    Attributes:
        score: of the guess, lower being better.
        ours: of the histories.
        targets: which it says anything of.
        surprise: log score of who leads, where it is one of them; infinite where it held that to be impossible.
        ours_surprise: that of the histories.
    """

    score: float
    ours: float
    targets: tuple[str, ...]
    surprise: float | None
    ours_surprise: float | None


@dataclass(frozen=True, eq=False)
class Predicted:
    """The record beside what histories have.

    Attributes:
        model: the world in which they were lived.
        targets: of the record.
        posterior: that parameters were drawn from; None where they are the hand-set ones.
        histories: how many with fresh luck.
        seed: of the fresh luck.
        fresh: with fresh luck.
        conditioned: with the luck that each draw met the record with; None with hand-set parameters.
        wide: with parameters from their priors, and fresh luck; None where no parameter is free.
        baselines: by name.
    """

    model: Model
    targets: Mapping[str, Target]
    posterior: Posterior | None
    histories: int
    seed: int
    fresh: Table
    conditioned: Table | None
    wide: Table | None
    baselines: Mapping[str, Baseline]


def predict(
    scenario: Scenario,
    *,
    targets: Mapping[str, Target] | None = None,
    posterior: Posterior | None = None,
    histories: int = 2000,
    seed: int = 1,
    threads: int = 1,
) -> Predicted:
    """Live histories with fresh luck and hold them against a record.

    Args:
        scenario: whose histories.
        targets: of the record, by id; by default the scenario's own.
        posterior: that parameters are drawn from; by default they are the hand-set ones.
        histories: how many, with fresh luck and with parameters from the prior.
        seed: of the fresh luck.
        threads: how many work at once; no bit depends on it.

    Raises:
        QuestionError: the record is empty, or a number is out of range.
    """
    whole("histories", histories, 1, 10_000_000)
    whole("seed", seed, 0, 2**64 - 1)
    whole("threads", threads, 1, THREADS_AT_MOST)
    asked = scenario.document.targets if targets is None else targets
    if not asked:
        raise QuestionError(f"{scenario.name} has no record: its files hold no targets")
    model = prepared(build(scenario), posterior or HAND_SET)
    keys = luck(model.worlds[0], seed, 0, histories)
    reader = Reader(model, asked, posterior.names if posterior else ())
    draws = posterior.draws[posterior.chosen(seed, 0, histories)] if posterior else None
    numbers = reader(keys, draws, threads=threads)
    fresh = table(scenario, asked, numbers, reader.columns)
    kept = reader(posterior.keys, posterior.draws, threads=threads) if posterior else None
    conditioned = table(scenario, asked, kept, reader.columns) if kept is not None else None
    baselines = dict(_baselines(model, asked, reader, numbers, fresh))
    wide = None
    if any(one.free for one in scenario.document.parameters.values()):
        priors = Priors.of(scenario)
        drawn = priors.draw(np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, 3]))), histories)
        wide = table(scenario, asked, Reader(model, asked, priors.names)(keys, drawn, threads=threads), reader.columns)
        baselines[PRIOR] = _prior(wide, fresh, asked)
    return Predicted(model, asked, posterior, histories, seed, fresh, conditioned, wide, baselines)


def _baselines(
    model: Model, targets: Mapping[str, Target], reader: Reader, numbers: Floats, fresh: Table
) -> dict[str, Baseline]:
    """The guesses at who leads, where the record says who does."""
    leads = {name: one for name, one in targets.items() if one.kind == "dynamic" and one.statistic.fn == "ending"}
    if not leads:
        return {}
    ours = mean_score({row.id: row.score for row in fresh.rows if row.id in leads and row.score is not None}, targets)
    shares = {name: float(numbers[:, reader.columns[name]].mean()) for name in leads}
    found = {}
    for name, guess in GUESSES.items():
        if can_guess(model, name):
            said = guess(model)
            scores = {target: brier(said[str(one.value)]) for target, one in leads.items()}
            surprises = [surprise(said[str(one.value)]) for one in leads.values()]
            found[name] = Baseline(
                mean_score(scores, targets), ours, tuple(leads), max(surprises), max(map(surprise, shares.values()))
            )
    return found


def _prior(wide: Table, fresh: Table, targets: Mapping[str, Target]) -> Baseline:
    """Histories with parameters from the prior, beside ours, over all dynamic targets."""
    names = tuple(row.id for row in fresh.rows if row.kind == "dynamic")
    leads = [name for name in names if targets[name].statistic.fn == "ending"]

    def surprised(found: Table) -> float | None:
        return max((surprise(row.within) for row in found.rows if row.id in leads), default=None)

    return Baseline(wide.score, fresh.score, names, surprised(wide), surprised(fresh))
