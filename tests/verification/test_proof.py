"""Checks accept what is true and refuse what is not, at the level they state."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from verification.proof import LEVEL, Checks, Proof, chi_square, pooled, same_law


def test_all_p_values_share_one_level() -> None:
    checks = Checks()
    for k in range(10):
        checks.p(f"check {k}", 2 * LEVEL / 10)
    assert checks.failed() == []
    checks.p("low", LEVEL / 20)
    assert len(checks.failed()) == 1


def test_what_is_no_number_fails() -> None:
    checks = Checks()
    checks.p("nothing", float("nan"))
    assert checks.failed() != []


def test_a_proof_without_checks_proves_nothing() -> None:
    empty = Proof("empty", "nothing", "", Checks(), {}, Figure())
    assert not empty.passed


def test_an_exact_check_allows_no_exception() -> None:
    checks = Checks()
    checks.holds("bits differ", False)
    assert checks.failed() == ["bits differ"]


def test_z_is_two_sided() -> None:
    checks = Checks()
    checks.z("up", 1.96)
    checks.z("down", -1.96)
    assert all(abs(p - 0.05) < 1e-3 for p in checks.p_values.values())


def test_the_impossible_has_p_value_zero() -> None:
    assert chi_square([50, 50, 1], [50.0, 51.0, 0.0]) == 0.0
    assert chi_square([50, 51, 0], [50.0, 51.0, 0.0]) > 0.5


def test_rare_cells_are_pooled_until_they_expect_enough() -> None:
    seen, due = pooled(np.array([1.0, 2.0, 3.0, 100.0, 200.0]), np.array([2.0, 2.0, 2.0, 100.0, 200.0]), 10.0)
    assert due.tolist() == [200.0, 106.0]
    assert seen.tolist() == [200.0, 106.0]


def test_chi_square_is_even_under_the_law_and_low_off_it() -> None:
    dice = np.random.default_rng(3)
    chances = np.array([0.5, 0.3, 0.15, 0.04, 0.01])
    values = [chi_square(dice.multinomial(2000, chances), 2000 * chances) for _ in range(400)]
    assert 0.4 < float(np.mean(values)) < 0.6
    assert min(values) > 1e-5
    assert chi_square(dice.multinomial(2000, [0.4, 0.4, 0.15, 0.04, 0.01]), 2000 * chances) < 1e-9


def test_two_samples_of_one_law_and_of_two() -> None:
    dice = np.random.default_rng(5)
    chances = [0.6, 0.3, 0.1]
    values = [same_law(dice.multinomial(1000, chances), dice.multinomial(1000, chances)) for _ in range(400)]
    assert 0.4 < float(np.mean(values)) < 0.6
    assert same_law(dice.multinomial(1000, chances), dice.multinomial(1000, [0.4, 0.5, 0.1])) < 1e-9
    assert same_law([10, 0, 0], [10, 0, 0]) == 1.0
