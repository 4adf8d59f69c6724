"""How far a paired difference lies from an unpaired one: near where the law is one, far where it is not."""

from __future__ import annotations

import numpy as np

from verification.pairing import apart, worth


def samples(dice: np.random.Generator, moved: float) -> list[np.ndarray]:
    """Twins that share luck, and two samples that share none, the second of them with another chance."""
    luck, first, second = dice.random((3, 2_000))
    return [luck < 0.5, luck < 0.3, first < 0.5, second < 0.3 + moved]


def test_of_one_law_they_agree_as_often_as_errors_allow() -> None:
    dice = np.random.default_rng(3)
    found = np.array([apart(*samples(dice, 0.0)) for _ in range(400)])
    assert abs(found.mean()) < 0.2
    assert 0.9 < found.std() < 1.1


def test_of_two_laws_they_do_not() -> None:
    dice = np.random.default_rng(3)
    assert min(abs(apart(*samples(dice, 0.15))) for _ in range(20)) > 4.0


def test_where_nothing_varies_nothing_is_apart() -> None:
    same = np.ones(100, np.bool_)
    assert apart(same, same, same, same) == 0.0


def test_twins_that_share_luck_are_worth_more() -> None:
    one, other, first, second = samples(np.random.default_rng(3), 0.0)
    assert worth(one, other)[0] > 2.0
    assert 0.8 < worth(first, second)[0] < 1.2
