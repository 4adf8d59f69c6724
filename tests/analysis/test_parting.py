"""When twins part, by hand: quantiles over all histories, months, and the pairs to open."""

from __future__ import annotations

import numpy as np

from selectorate.analysis.parting import Parting
from selectorate.scenario import Scenario


def parting(association: Scenario, *months: int) -> Parting:
    return Parting(association, np.array(months, np.int16))


def test_never_is_later_than_any_month(association: Scenario) -> None:
    found = parting(association, 4, 2, -1, -1, -1)
    assert found.quantiles() == {"median": None, "p05": "2001-03", "p95": None}
    assert found.never == 3


def test_months_are_counted_in_their_order(association: Scenario) -> None:
    found = parting(association, 14, 2, 14, -1)
    assert list(found.by_month().items()) == [("2001-03", 1), ("2002-03", 2)]
    assert found.document() == {
        "median": "2002-03", "p05": "2001-03", "p95": None, "never": 1, "by_month": {"2001-03": 1, "2002-03": 2},
    }  # fmt: skip


def test_pairs_are_the_first_the_middle_and_the_last(association: Scenario) -> None:
    assert parting(association, 9, -1, 3, 5).pairs() == {"first": 2, "middle": 3, "last": 0}
    assert parting(association, -1, -1).pairs() == {}
