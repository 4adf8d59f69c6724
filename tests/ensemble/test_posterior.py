"""A posterior: kept to the last bit, refused where it does not fit, and found by what it is called."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from selectorate.compiling import kernel_hash
from selectorate.ensemble.posterior import FILE, HAND_SET, POSTERIOR, Posterior, folder, named, shipped
from selectorate.errors import OutputError, QuestionError
from selectorate.scenario import Scenario, load
from selectorate.scenario.loading import SHIPPED


@pytest.fixture
def society(tmp_path: Path) -> Scenario:
    """The association in a folder of its own, where a posterior can be put beside it."""
    return load(shutil.copytree(SHIPPED / "association", tmp_path / "society"))


def made(scenario: Scenario, count: int = 5) -> Posterior:
    luck = np.random.default_rng(7)
    draws = luck.random((count, 2))
    keys = luck.integers(0, 2**64, size=(count, 6), dtype=np.uint64)
    about = {"seed": 7, "evidence": -3.25, "distinct_lucks": [5, 4]}
    return Posterior(
        ("partisan", "turnover"), draws, keys, luck.normal(size=count), scenario.hash, kernel_hash(), about
    )


def test_what_is_saved_is_loaded_to_the_last_bit(society: Scenario, tmp_path: Path) -> None:
    one = made(society)
    one.save(tmp_path / "mine.npz")
    two = Posterior.load(tmp_path / "mine.npz")
    for name in ("draws", "keys", "logs"):
        mine, his = getattr(one, name), getattr(two, name)
        assert (mine.dtype, mine.tobytes()) == (his.dtype, his.tobytes())
    assert (one.names, one.scenario, one.kernel, one.about) == (two.names, two.scenario, two.kernel, two.about)
    assert one.hash == two.hash
    assert len(two) == 5


def test_saving_replaces_and_leaves_nothing_beside(society: Scenario, tmp_path: Path) -> None:
    made(society).save(tmp_path / "mine.npz")
    made(society, 3).save(tmp_path / "mine.npz")
    assert len(Posterior.load(tmp_path / "mine.npz")) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.npz", "society"]


@pytest.mark.skipif(os.name == "nt", reason="there files have no such modes")
def test_others_may_read_it_as_any_file(society: Scenario, tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    made(society).save(tmp_path / "mine.npz")
    assert stat.S_IMODE((tmp_path / "mine.npz").stat().st_mode) == stat.S_IMODE((tmp_path / "any").stat().st_mode)


def test_where_nothing_can_be_written(society: Scenario, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write '.*': No such file or directory"):
        made(society).save(tmp_path / "nowhere" / "mine.npz")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=r"cannot write '.*folder': Is a directory"):
        made(society).save(tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "society"]


def test_what_is_no_posterior_is_refused(society: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    made(society).save(path)
    whole = path.read_bytes()
    for data in (b"", b"not a posterior", whole[:100], whole[:-50]):
        path.write_bytes(data)
        with pytest.raises(QuestionError, match=r"'.*mine.npz' holds no posterior: `selectorate fit` makes one"):
            Posterior.load(path)
    with path.open("wb") as other:
        np.save(other, np.zeros(3))
    with pytest.raises(QuestionError, match="holds no posterior"):
        Posterior.load(path)
    with path.open("wb") as other:
        np.savez(other, draws=np.zeros((1, 1)))
    with pytest.raises(QuestionError, match="holds no posterior"):
        Posterior.load(path)
    with pytest.raises(QuestionError, match=r"cannot read the posterior '.*': Is a directory"):
        Posterior.load(tmp_path)


def test_for_another_scenario_or_kernel_it_is_worth_nothing(society: Scenario) -> None:
    one = made(society)
    assert one.misfit(society) is None
    another = replace(one, scenario="f" * 64).misfit(society)
    assert another == f"was made for another scenario (ffffffffffff, and this one is {society.hash[:12]})"
    older = replace(one, kernel="0" * 64).misfit(society)
    assert older == f"was made by another kernel (000000000000, and this one is {kernel_hash()[:12]})"


def test_by_default_it_is_the_one_beside_the_scenario_if_it_fits(society: Scenario) -> None:
    assert shipped(society) is None
    assert named(society) is None
    one = made(society)
    one.save(folder(society) / FILE)
    for parameters in (None, POSTERIOR):
        found = named(society, parameters)
        assert found is not None
        assert found.hash == one.hash
    assert named(society, HAND_SET) is None
    replace(one, kernel="0" * 64).save(folder(society) / FILE)
    assert named(society) is None


def test_one_that_is_asked_for_must_fit(society: Scenario, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"society has no posterior: `selectorate fit .*/society` makes one"):
        named(society, POSTERIOR)
    replace(made(society), kernel="0" * 64).save(folder(society) / FILE)
    with pytest.raises(
        QuestionError,
        match=r"the posterior of society was made by another kernel \(.*\): `selectorate fit .*society` makes the right one",
    ):
        named(society, POSTERIOR)
    path = tmp_path / "mine.npz"
    replace(made(society), scenario="f" * 64).save(path)
    with pytest.raises(
        QuestionError, match=r"was made for another scenario \(.*\): `selectorate fit .*society --out .*mine.npz` makes"
    ):
        named(society, path)


def test_a_file_is_found_by_its_path(society: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    made(society).save(path)
    for parameters in (path, str(path)):
        found = named(society, parameters)
        assert found is not None
        assert len(found) == 5


def test_a_word_that_is_none_is_refused_with_the_nearest(society: Scenario) -> None:
    with pytest.raises(
        QuestionError,
        match=r"parameters are posterior, hand-set or a file, not 'posterier'; did you mean 'posterior'\?",
    ):
        named(society, "posterier")


def test_draws_have_numbers(society: Scenario) -> None:
    one = made(society)
    assert one.parameters(4) == {"partisan": one.draws[4, 0], "turnover": one.draws[4, 1]}
    with pytest.raises(QuestionError, match="draws of this posterior are 0 to 4, not 5"):
        one.parameters(5)


def test_which_draw_a_history_has_depends_on_seed_and_number_alone(society: Scenario) -> None:
    one = made(society, 50)
    chosen = one.chosen(7, 0, 2000)
    assert (chosen[300:320] == one.chosen(7, 300, 20)).all()
    assert (chosen != one.chosen(8, 0, 2000)).any()
    assert set(chosen.tolist()) == set(range(50)), "each is used"


def test_a_hash_names_draws_and_their_names(society: Scenario) -> None:
    one = made(society)
    assert replace(one, about={}, logs=one.logs + 1.0).hash == one.hash
    assert replace(one, draws=one.draws + 1e-9).hash != one.hash
    assert replace(one, names=("turnover", "partisan")).hash != one.hash
