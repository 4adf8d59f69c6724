"""Indices that are known, groups of guesses that are what they say, and answers that hang on the seed alone."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import ensemble, scenario
from selectorate.ensemble import Store
from selectorate.ensemble.luck import luck
from selectorate.ensemble.priors import Priors
from selectorate.errors import QuestionError
from selectorate.evidence import Prior
from selectorate.inference import sensitivity as module
from selectorate.inference.sensitivity import Question, Sensitivity, made, median_scores, sensitivity
from selectorate.inference.sensitivity_groups import Group, parameter_groups, present, quantiles
from selectorate.inference.sensitivity_indices import indices, luck_of, sampled
from selectorate.inference.sensitivity_judged import judged_groups, patrons, scores
from selectorate.inference.sensitivity_living import Living
from selectorate.inference.stages import dynamic
from selectorate.questions import Change, SetTraits
from selectorate.record.batch import Floats
from selectorate.record.reading import Reader
from selectorate.record.table import table
from selectorate.scenario import Scenario
from selectorate.simulation.build import build

SMALL: dict[str, Any] = {"samples": 8, "histories": 5}


@pytest.fixture(scope="module")
def association() -> Scenario:
    return scenario.load("association")


@pytest.fixture(scope="module")
def ussr() -> Scenario:
    return scenario.load("ussr-1922")


def toy(**widths: int) -> list[Group]:
    """Groups of so many even numbers each, which decide nothing."""
    nowhere = np.zeros(0, np.int64)
    return [Group(name, "judged", (), "", width, nowhere, lambda even: even) for name, width in widths.items()]


def of(groups: list[Group], number: Callable[[Floats], Floats], seed: int = 3) -> dict[str, tuple[float, float]]:
    even = sampled(groups, 1024, seed)
    return {name: (one.first, one.total) for name, one in indices(groups, number(even), seed).items()}


def test_an_additive_number() -> None:
    """Variances of a x are a^2 / 12: 9 + 16 of 30 are of the group of two, 4 and 1 of the others."""
    found = of(toy(both=2, one=1, last=1), lambda x: x @ np.array([3.0, 4.0, 2.0, 1.0]))
    for name, share in {"both": 25 / 30, "one": 4 / 30, "last": 1 / 30}.items():
        assert found[name] == pytest.approx((share, share), abs=0.03), name


def test_a_number_of_parts_that_work_together() -> None:
    """Ishigami and Homma: sin x1 + 7 sin^2 x2 + .1 x3^4 sin x1, whose indices are known in closed form."""

    def number(even: Floats) -> Floats:
        x = math.pi * (2.0 * even - 1.0)
        return np.asarray(np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))

    found = of(toy(one=1, two=1, three=1), number)
    for name, pair in {"one": (0.3139, 0.5576), "two": (0.4424, 0.4424), "three": (0.0, 0.2437)}.items():
        assert found[name] == pytest.approx(pair, abs=0.06), name


@pytest.mark.parametrize("seed", [0, 2**64 - 1])
def test_the_same_seed_gives_the_same_indices(seed: int) -> None:
    groups = toy(one=1, two=2)
    assert of(groups, lambda x: x[:, 0] * x[:, 1], seed) == of(groups, lambda x: x[:, 0] * x[:, 1], seed)


def test_what_never_varies_has_no_indices() -> None:
    assert set(of(toy(one=1, two=1), lambda x: np.ones(len(x))).values()) == {(0.0, 0.0)}


def test_how_much_is_luck() -> None:
    """Points have variance 4, lucks 9 and what both do together 1: of a history 10 of 14 is luck, of a mean of 10 .1."""
    groups, draws = toy(one=1, two=1), np.random.default_rng(5)
    points, lucks = 2.0 * draws.normal(size=(4000, 1)), 3.0 * draws.normal(size=10)
    lucks = 3.0 * (lucks - lucks.mean()) / lucks.std(ddof=1)
    found = luck_of(groups, points + lucks + draws.normal(size=(4000, 10)))
    assert found.history == pytest.approx(10 / 14, abs=0.02)
    assert found.point == pytest.approx(0.1 / 4.1, abs=0.003)


def test_quantiles_are_those_of_the_priors() -> None:
    priors = Priors(
        tuple("abcde"),
        (
            Prior(uniform=[0.1, 0.6]),
            Prior(normal=[-2.5, 0.7]),
            Prior(normal=[0.5, 0.4]),
            Prior(lognormal=[60.0, 0.5]),
            Prior(beta=[31.0, 52.0]),
        ),
        np.array([0.1, -20.0, 0.0, 1.0, 0.0]),
        np.array([0.6, 20.0, 1.0, 80.0, 1.0]),
    )
    drawn = priors.draw(np.random.default_rng(1), 40_000)
    shares = np.array([0.05, 0.3, 0.5, 0.9])
    found = quantiles(priors, np.tile(shares[:, None], 5))
    wide = np.quantile(drawn, 0.9, axis=0) - np.quantile(drawn, 0.1, axis=0)
    assert np.abs(found - np.quantile(drawn, shares, axis=0)).max(axis=0) / wide == pytest.approx(0.0, abs=0.02)
    ends = quantiles(priors, np.array([[0.0] * 5, [1.0] * 5]))
    assert ((ends >= priors.low) & (ends <= priors.high)).all()


def test_groups_have_every_parameter_once(ussr: Scenario) -> None:
    model = build(ussr)
    groups = parameter_groups(model)
    members = [name for group in groups for name in group.members]
    assert sorted(members) == sorted(ussr.document.parameters)
    assert {"alignment", "motions", "rungs"} <= {group.id for group in groups}
    every = [*groups, *judged_groups(model)]
    words = np.concatenate([group.places for group in every])
    assert len(np.unique(words)) == len(words)


@pytest.mark.parametrize("name", ["association", "ussr-1922"])
def test_the_middle_is_the_world_as_it_is_written(name: str) -> None:
    model = build(scenario.load(name))
    for group in judged_groups(model):
        found = group.made(np.full((1, group.width), 0.5))[0]
        assert found.tobytes() == present(model)[group.places].tobytes(), group.id


def test_scores_are_laid_out_as_if_they_were_written(ussr: Scenario) -> None:
    people = {
        name: one.model_copy(update={"scores": {key: min(1.0, value + 0.1) for key, value in one.scores.items()}})
        for name, one in ussr.document.contenders.items()
    }
    changed = replace(ussr, document=ussr.document.model_copy(update={"contenders": people}))
    group = scores(build(ussr))
    assert group.made(np.ones((1, group.width)))[0] == pytest.approx(present(build(changed))[group.places], abs=1e-12)


def test_patrons_that_are_struck_are_as_if_they_were_not_written(association: Scenario) -> None:
    def loosened(part: str, **fields: Any) -> Mapping[str, Any]:
        return {name: one.model_copy(update=fields) for name, one in getattr(association.document, part).items()}

    parts = {"units": loosened("units", patron=None, tie=0.0), "bodies": loosened("bodies", following={})}
    changed = replace(association, document=association.document.model_copy(update=parts))
    model, other = build(association), build(changed)
    group, keys = patrons(model), luck(model.worlds[0], 7, 0, 300)
    assert len(group.members) == 20
    all_struck = group.made(np.array([[1.0] + [0.0] * 20]))
    living, loose = (Living(one, "board_majority:ada", {}) for one in (model, other))
    found = living(keys, np.tile(all_struck, (300, 1)), group.places)
    nowhere = np.zeros(0, np.int64)
    wanted = loose(keys, np.zeros((300, 0)), nowhere)
    as_was = living(keys, np.zeros((300, 0)), nowhere)
    assert (found == wanted).all()
    assert (found != as_was).any()


def test_how_many_targets_a_history_meets(ussr: Scenario) -> None:
    targets = dynamic(ussr.document.targets)
    model = build(ussr)
    keys = luck(model.worlds[0], 7, 0, 60)
    found = Living(model, "sole:stalin", targets)(keys, np.zeros((60, 0)), np.zeros(0, np.int64))
    reader = Reader(model, targets)
    rows = table(ussr, targets, reader(keys), reader.columns).rows
    assert found[:, 1].mean() == pytest.approx(sum(row.within for row in rows))
    assert found[:, 1].std() > 0


def numbers(found: Sensitivity) -> list[Any]:
    return [(one.id, one.mean, one.deviation, dict(one.indices), one.luck) for one in found.numbers]


def test_threads_do_not_matter_and_the_seed_does(association: Scenario) -> None:
    one, two = (sensitivity(Question(association, **SMALL), threads=threads) for threads in (1, 2))
    other = sensitivity(Question(association, **SMALL, seed=2))
    assert numbers(one) == numbers(two) != numbers(other)
    assert (one.points, one.lived) == (48, 240)
    assert one.median == {}
    assert [group.id for group in one.groups] == ["always", "patronage", "sessions", "patrons"]


def test_points_that_are_kept_are_not_lived_again(
    association: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 50)
    steps: list[tuple[int, int]] = []
    with Store(tmp_path) as store:
        question = Question(association, **SMALL)
        one = sensitivity(question, store=store, progress=lambda p: steps.append((p.done, p.total)))
        assert store.computed == 5
        again = sensitivity(question, store=store)
        assert store.computed == 5
    assert numbers(one) == numbers(again) == numbers(sensitivity(question))
    assert steps == [(50, 240), (100, 240), (150, 240), (200, 240), (240, 240)]


def test_what_matters_in_the_association(association: Scenario) -> None:
    """The board is elected by list, and by ties: both matter. Whoever owed his branch at the start is soon replaced."""
    found = sensitivity(Question(association, samples=32, histories=10)).numbers[0]
    ranked = sorted(found.indices, key=lambda name: found.indices[name].total)
    assert ranked[0] == "patrons"
    assert set(ranked[-2:]) == {"always", "sessions"}
    assert found.indices["sessions"].first > found.indices["patrons"].first


def test_an_outcome_that_no_guess_moves(association: Scenario) -> None:
    found = sensitivity(Question(association, "holds_chair:ada", **SMALL)).numbers[0]
    assert (found.mean, found.deviation) == (1.0, 0.0)
    assert {one.total for one in found.indices.values()} == {0.0}


def test_the_answer_with_median_scores_is_that_of_run(ussr: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BESIDE", 100)
    found = median_scores(Living(build(ussr), "sole:stalin", {}), None, seed=5, threads=1)
    change = Change(traits=SetTraits(contenders=sorted(ussr.document.contenders), to="median"))
    for changes, value in (((), found["sole:stalin"].as_is), ((change,), found["sole:stalin"].median)):
        lived = ensemble.run(ussr, histories=100, seed=5, changes=changes, parameters="hand-set")
        assert value.value == pytest.approx(Living(lived.model, "sole:stalin", {}).single(lived.columns).mean())
    gone = found["sole:stalin"]
    assert gone.difference.value == pytest.approx(gone.median.value - gone.as_is.value)


def test_words_of_all_groups_stand_side_by_side(association: Scenario) -> None:
    model = build(association)
    groups = [*parameter_groups(model), *judged_groups(model)]
    even = np.full((3, sum(group.width for group in groups)), 0.25)
    assert made(groups, even).shape == (3, sum(len(group.places) for group in groups))


@pytest.mark.parametrize("samples", [0, 1, 300, 1 << 17])
def test_samples_are_powers_of_two(association: Scenario, samples: int) -> None:
    with pytest.raises(QuestionError, match="samples must be a power of two from 2 on"):
        sensitivity(Question(association, samples=samples))


def test_what_cannot_be_asked(association: Scenario) -> None:
    with pytest.raises(QuestionError, match="did you mean 'board_majority:ada'"):
        sensitivity(Question(association, "board_majority:adda"))
    with pytest.raises(QuestionError, match="histories must be from 2 to"):
        sensitivity(Question(association, histories=1))


def test_without_the_extra_it_is_named(association: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample.sobol", None)
    with pytest.raises(QuestionError, match=r'pip install "selectorate\[analysis\]"'):
        sensitivity(Question(association))
