"""The limit of patronage, the rule of coalitions and the changes of files that proofs compare with."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from selectorate.scenario import load
from verification.coalitions import by_definition, next_fall, remaining_by_rule, size, theorem
from verification.fairness import dealt, exchangeable, exchanged, shuffled, swapped, values_alike
from verification.histories import document_of, fingerprint, live, made, model_of
from verification.mean_field import limit, society
from verification.proof import Setting


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(quick=True, work=tmp_path)


def test_without_careerism_fluctuations_are_those_of_independent_heads(setting: Setting) -> None:
    model = model_of(society(setting, "overtaking", 40), {"careerism": 0.0})
    known, p = limit(model), model.parameters
    start = np.array([0.0, 0.3, 0.1, 0.6])
    newcomer = np.array([p["partisan"], 0.0, 0.0, 1.0 - p["partisan"]])
    for month in (0, 10, 71):
        kept = (1.0 - p["turnover"]) ** (month + 1)
        each = kept * np.eye(4) + (1.0 - kept) * newcomer
        np.testing.assert_allclose(known.shares[month], start @ each, atol=1e-12)
        np.testing.assert_allclose(np.diag(known.covariance[month]), start @ (each * (1.0 - each)), atol=1e-12)


def test_the_limit_keeps_shares_and_careerism_feeds_the_front_runner(setting: Setting) -> None:
    with_it = limit(model_of(society(setting, "ahead from the start", 40)))
    without = limit(model_of(society(setting, "ahead from the start", 40), {"careerism": 0.0}))
    np.testing.assert_allclose(with_it.shares.sum(axis=1), 1.0)
    np.testing.assert_allclose(with_it.covariance.sum(axis=2), 0.0, atol=1e-12)
    assert with_it.shares[-1, 0] > without.shares[-1, 0]
    np.testing.assert_allclose(with_it.shares[:, 1], without.shares[:, 1])


@pytest.mark.parametrize(("n", "alpha", "due"), [(6, 0.5, 3), (7, 0.5, 7), (14, 0.5, 7), (15, 0.5, 15), (5, 0.75, 5)])
def test_the_theorem(n: int, alpha: float, due: int) -> None:
    assert theorem(n, alpha) == due


@pytest.mark.parametrize("n", range(1, 9))
def test_near_equals_rule_as_the_theorem_says(n: int) -> None:
    assert size(n, 0.5) == theorem(n, 0.5)


def test_the_definition_on_games_worked_by_hand() -> None:
    half = Fraction(1, 2)
    assert by_definition((3, 4, 5), half) == {0, 1, 2}
    assert by_definition((3, 4, 5, 10), half) == {0, 1, 2}
    assert by_definition((3, 4), half) == {1}
    assert by_definition((1, 1), half) == {0, 1}
    assert by_definition((2, 2, 2, 20), half) == {3}


def test_one_falls_after_the_other() -> None:
    assert next_fall((101, 102, 104, 108), frozenset(range(4))) == {3}
    assert next_fall((101, 102, 104), frozenset(range(3))) == set()
    assert remaining_by_rule((101, 102, 104, 108, 116)) == {frozenset({0, 1, 2})}
    assert remaining_by_rule([200 + 2**k for k in range(6)]) == {frozenset(range(6))}


def test_another_order_is_the_same_document_and_another_text() -> None:
    document = document_of("association")
    mixed = shuffled(document)
    assert mixed == document
    assert list(mixed["contenders"]) != list(document["contenders"]) or list(mixed) != list(document)


def test_ids_are_exchanged_as_words_and_not_within_others() -> None:
    assert exchanged("ada: ben, ada_s, adam, sole:ada", "ada", "ben") == "ben: ada, ada_s, adam, sole:ben"
    assert swapped("sole:ada", {"ada": "ben", "ben": "ada"}) == "sole:ben"


def test_keys_are_dealt_within_each_kind() -> None:
    before, after = document_of("association"), dealt(document_of("association"), 1)
    keys = [[unit["luck_key"] for unit in document["units"].values()] for document in (before, after)]
    assert sorted(keys[0]) == sorted(keys[1])
    assert keys[0] != keys[1]


def test_a_made_scenario_is_the_one_that_was_written(setting: Setting) -> None:
    scenario = load("association")
    assert made(setting.work, "again", document_of(scenario)).hash == scenario.hash


def test_samples_that_differ_are_told_apart() -> None:
    dice = np.random.default_rng(7)
    one, other = dice.integers(-1, 20, 5000), dice.integers(-1, 21, 5000)
    assert values_alike(one, dice.integers(-1, 20, 5000)) > 1e-3
    assert values_alike(one, other) < 1e-9


def test_three_who_fall_equally_often_and_three_who_do_not() -> None:
    fell = np.random.default_rng(9).random((4000, 3)) < 0.3
    assert exchangeable(fell) > 1e-3
    fell[:400, 2] = True
    assert exchangeable(fell) < 1e-9


def test_a_fingerprint_sees_one_bit() -> None:
    facts = live(model_of("association"), 3, seed=1)
    before = fingerprint(facts)
    assert fingerprint(live(model_of("association"), 3, seed=1)) == before
    facts.owned[2, 0] = np.nextafter(facts.owned[2, 0], 2.0)
    assert fingerprint(facts) != before
