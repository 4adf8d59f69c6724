"""Programs that are compared do the same: the same bits where they share luck, the same law where they do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import c_program, engine, mesa_child, numba_society, numpy_society, society
from benchmarks.beside_c import same_bits
from benchmarks.beside_peers import STANDARD_ERRORS
from benchmarks.society import Kept, Society
from selectorate.simulation.build import Model

needs_compiler = pytest.mark.skipif(c_program.compiler() is None, reason="no C compiler on this machine")


def lived(model: Model, histories: int) -> Kept:
    """What is kept of the engine's first histories."""
    return engine.kept(model, engine.Engine(model).live(engine.keys(model, histories)))


def most_apart(one: Kept, other: Kept) -> float:
    """Of all figures, the most standard errors between the means."""
    return max(abs(errors) for errors in one.apart(other).values())


@pytest.fixture(scope="module")
def association() -> Model:
    return society.association()


@pytest.fixture(scope="module")
def numbers(association: Model) -> Society:
    return society.of(association)


@pytest.fixture(scope="module")
def many(association: Model) -> Kept:
    return lived(association, 8000)


@needs_compiler
@pytest.mark.parametrize("optimisation", c_program.FLAGS)
@pytest.mark.parametrize("tuned", [False, True])
def test_c_and_the_engine_keep_the_same_bits(
    association: Model, numbers: Society, many: Kept, optimisation: str, tuned: bool
) -> None:
    keys = engine.keys(association, 400)
    assert same_bits(many.part(0, 400), c_program.Program(numbers, optimisation).live(keys, tuned=tuned))


@needs_compiler
@pytest.mark.parametrize("units", [10, 300])
def test_so_they_do_with_other_numbers_of_branches(units: int, tmp_path: Path) -> None:
    model = society.grown(units, tmp_path)
    keys = engine.keys(model, 100)
    assert society.of(model).units == units
    for tuned in (False, True):
        assert same_bits(lived(model, 100), c_program.Program(society.of(model), "-O3").live(keys, tuned=tuned))


@needs_compiler
def test_another_chance_gives_other_bits(association: Model, numbers: Society, many: Kept) -> None:
    other = c_program.Program(replace(numbers, partisan=0.61), "-O2").live(engine.keys(association, 400))
    assert not same_bits(many.part(0, 400), other)


@needs_compiler
def test_draws_alone_are_those_of_the_engine(association: Model, numbers: Society) -> None:
    keys = engine.keys(association, 200)
    below = {name: c_program.Program(numbers, name).draw(keys) for name in c_program.FLAGS}
    made = 200 * numbers.months * numbers.units
    assert len(set(below.values())) == 1
    assert below["-O2"] / made == pytest.approx(numbers.turnover, abs=4 * (numbers.turnover / made) ** 0.5)
    assert c_program.draw_rows("-O2", 1000, 100, 0.25) / 100_000 == pytest.approx(0.25, abs=0.006)


@pytest.mark.parametrize("program", [numpy_society, numba_society], ids=["numpy", "numba"])
def test_peers_follow_the_same_law(numbers: Society, many: Kept, program: object) -> None:
    kept: Kept = program.live(numbers, 4000, seed=11)
    assert most_apart(many, kept) < STANDARD_ERRORS
    assert (kept.final.sum(1) == numbers.seats).all()
    assert (kept.following.sum(2) == numbers.seats).all()


@pytest.mark.parametrize("change", [{"turnover": 0.033}, {"partisan": 0.56}, {"retention": 0.4}, {"slate": 0.3}])
def test_another_law_would_be_seen(numbers: Society, many: Kept, change: dict[str, float]) -> None:
    assert most_apart(many, numpy_society.live(replace(numbers, **change), 4000, seed=11)) > STANDARD_ERRORS


def test_mesa_follows_the_same_law(numbers: Society, many: Kept) -> None:
    if mesa_child.MESA.ready() is None:
        pytest.skip("no environment with Mesa; `make bench` makes it")
    with mesa_child.MesaChild(numbers) as mesa:
        kept, seconds = mesa.live(150)
        assert len(mesa.live(1)[0].holder) == 1
    assert most_apart(many, kept) < STANDARD_ERRORS
    assert seconds > 0.0


def test_figures_without_spread_agree_where_they_are_equal(many: Kept) -> None:
    assert set(many.apart(many).values()) == {0.0}
    kept, lost = (replace(many, lost=np.full_like(many.lost, month)) for month in (-1, 23))
    assert lost.apart(lost)["lost"] == 0.0
    assert lost.apart(kept)["lost"] > STANDARD_ERRORS
