"""Score intervals of a share."""

from __future__ import annotations

import pytest

from selectorate.analysis import interval
from selectorate.analysis.intervals import Z


def test_worked_by_hand() -> None:
    """Wilson's interval for 81 of 263, as in Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    low, high = interval(81, 263)
    assert round(low, 4) == 0.2553
    assert round(high, 4) == 0.3662


def test_never_and_always() -> None:
    low, high = interval(0, 20)
    assert low == 0.0
    assert high == pytest.approx(Z**2 / (20 + Z**2))
    assert interval(20, 20) == (1.0 - high, 1.0)


@pytest.mark.parametrize("histories", [1, 7, 1000, 10**8])
def test_it_holds_the_share_and_stays_within_bounds(histories: int) -> None:
    for count in {0, 1, histories // 3, histories - 1, histories}:
        low, high = interval(count, histories)
        assert 0.0 <= low <= count / histories <= high <= 1.0
        assert low < high


def test_more_histories_narrow_it() -> None:
    widths = [high - low for low, high in (interval(n // 4, n) for n in (100, 1000, 10_000))]
    assert widths == sorted(widths, reverse=True)
