"""Months of removals, with never as later than the last month, beside the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from selectorate import analysis, ensemble
from selectorate.analysis import Removal
from selectorate.analysis.removals import quantile, recorded
from selectorate.ensemble import Columns
from selectorate.evidence import Record
from selectorate.evidence import Removal as Row
from selectorate.scenario import Scenario

HALF, LOW, HIGH = Fraction(1, 2), Fraction(1, 20), Fraction(19, 20)


@pytest.mark.parametrize(
    ("months", "q", "month"),
    [
        ([7], HALF, 7),
        ([7, 9], HALF, 7),
        ([9, 7, 8], HALF, 8),
        ([9, 7, -1], HALF, 9),
        ([9, 7, -1, -1], HALF, 9),
        ([9, -1, -1], HALF, None),
        ([-1, -1], HALF, None),
        ([0, 0], HALF, 0),
        (range(20), LOW, 0),
        (range(21), LOW, 1),
        (range(20), HIGH, 18),
        ([*range(19), -1], HIGH, 18),
        ([*range(18), -1, -1], HIGH, None),
        ([5] * 95 + [-1] * 5, HIGH, 5),
        ([5] * 94 + [-1] * 6, HIGH, None),
    ],
)
def test_quantiles_worked_by_hand(months: list[int], q: Fraction, month: int | None) -> None:
    assert quantile(np.array(months, np.int16), q) == month


@pytest.mark.parametrize("q", [LOW, HALF, HIGH])
def test_a_quantile_is_the_earliest_month_with_such_a_share(q: Fraction) -> None:
    months = np.random.default_rng(1).integers(-1, 60, 997).astype(np.int16)
    never_last = np.sort(np.where(months < 0, 999, months))
    place = -(-q.numerator * len(months) // q.denominator) - 1
    assert quantile(months, q) == (None if never_last[place] == 999 else int(never_last[place]))


@pytest.fixture
def removed(association: Scenario, blank: Callable[[int], Columns]) -> dict[str, dict[str, Removal]]:
    """Ada is voted out in months 5, 6 and never; on record in months 4 and 11."""
    many = ensemble.run(association, histories=3)
    months = np.full((3, 3, 1), -1, np.int16)
    months[:, 0, 0] = [6, -1, 5]
    rows = [Row(contender="ada", rung="voted_out", month=month) for month in ("2001-12", "2001-05")]
    document = association.document.model_copy(update={"record": Record(removals=rows)})
    model = replace(many.model, scenario=replace(association, document=document))
    return analysis.removals(replace(many, model=model, columns=many.columns._replace(reached=months)))


def test_beside_the_record(removed: dict[str, dict[str, Removal]], association: Scenario) -> None:
    ada = removed["ada"]["voted_out"]
    assert ada == Removal(2 / 3, "2001-07", "2001-06", None, "2001-05")
    assert ada.difference(association) == 2
    assert removed["ben"]["voted_out"] == Removal(0.0, None, None, None, None)
    assert removed["ben"]["voted_out"].difference(association) is None


def test_every_contender_has_every_rung(removed: dict[str, dict[str, Removal]]) -> None:
    rungs = {contender: list(rungs) for contender, rungs in removed.items()}
    assert rungs == {"ada": ["voted_out"], "ben": ["voted_out"], "chen": ["voted_out"]}


def test_nothing_on_record(association: Scenario) -> None:
    assert recorded(association, "ada", "voted_out") is None
