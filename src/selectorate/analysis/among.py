"""What is lived to say how far numbers hang on parameters and on readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from selectorate.analysis.spread import DRAWS, EACH, FEW, Among, Spread
from selectorate.ensemble import Ensemble, Progress, Store, run
from selectorate.ensemble.asking import numbers
from selectorate.ensemble.posterior import POSTERIOR
from selectorate.ensemble.prepared import posterior_of, same
from selectorate.ensemble.rivals import rivals
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model


def among_draws(
    model: Model,
    *,
    seed: int,
    happenings: str,
    scenario: Scenario | None = None,
    each: int = EACH,
    threads: int | None = None,
    store: Store | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Ensemble | None:
    """``each`` histories of a question with each of ``DRAWS`` draws, one draw after the other; None if hand-set.

    With ``scenario`` the question is asked of that one, with the posterior beside it.

    Raises:
        KeyboardInterrupt: it came before all were lived.
    """
    if posterior_of(model) is None:
        return None
    many = run(
        scenario or model.scenario, histories=DRAWS * each, seed=seed, threads=threads, set=numbers(model),
        happenings=happenings, changes=model.changes, start=model.start,
        parameters=POSTERIOR if scenario else same(model), each=each, store=store, progress=progress,
    )  # fmt: skip
    if many.interrupted:
        raise KeyboardInterrupt
    return many


def spread(
    *worlds: tuple[Model, str],
    seed: int,
    threads: int | None = None,
    store: Store | None = None,
    counted: Callable[[], Callable[[Progress], None]] | None = None,
) -> Spread | None:
    """Live what tells how far the numbers of a question hang on parameters and on readings; None if hand-set.

    Args:
        worlds: one or two, each with where its happenings fall: ``"recorded"`` or ``"drawn"``.
        seed: of the question.
        threads: how many work at once.
        store: where blocks of histories are kept.
        counted: makes what hears, after every block, how far one run is.

    Raises:
        KeyboardInterrupt: it came before all were lived.
    """

    def lived(scenarios: Sequence[Scenario | None], each: int) -> list[Ensemble | None]:
        return [
            among_draws(
                model, seed=seed, happenings=how, scenario=scenario, each=each, threads=threads, store=store,
                progress=counted() if counted else None,
            )
            for (model, how), scenario in zip(worlds, scenarios, strict=True)
        ]  # fmt: skip

    own = lived([None] * len(worlds), EACH)
    if own[0] is None:
        return None
    by_scenario = {model.scenario.hash: model.scenario for model, _ in worlds}
    found_by = {name: rivals(one) for name, one in by_scenario.items()}
    known = [found_by[model.scenario.hash] for model, _ in worlds]
    readings = []
    if len({tuple(one.id for one in many) for many in known}) == 1:
        for reading in zip(*known, strict=True):
            found = lived([one.scenario for one in reading], FEW)
            if found[0] is not None:
                readings.append(Among(reading[0].weight, found[0], found[1] if len(found) > 1 else None))
    return Spread(own[0], own[1] if len(own) > 1 else None, tuple(readings))
