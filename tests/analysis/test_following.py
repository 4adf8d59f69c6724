"""The committee by session."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from selectorate import analysis, ensemble
from selectorate.scenario import Scenario


def test_shares_are_of_all_seats(association: Scenario) -> None:
    many = ensemble.run(association, histories=2)
    following = np.zeros((2, 6, 4), np.int16)
    following[:, 0] = [[4, 3, 1, 1], [5, 0, 0, 4]]
    following[:, 5] = [[9, 0, 0, 0], [9, 0, 0, 0]]
    kept = analysis.committee(replace(many, columns=many.columns._replace(following=following)))
    assert kept.sessions[0] == "assembly_2001"
    assert kept.months == ("2001-12", "2002-12", "2003-12", "2004-12", "2005-12", "2006-12")
    assert kept.seats == (9,) * 6
    assert kept.shares["ada"] == [0.5, 0.0, 0.0, 0.0, 0.0, 1.0]
    assert kept.shares["ben"][0] == 3 / 18


def test_the_committee_is_full_after_a_session(association: Scenario) -> None:
    many = ensemble.run(association, histories=50)
    assert (many.columns.following.sum(axis=2) == 9).all()
    owed = sum(shares[-1] for shares in analysis.committee(many).shares.values())
    assert 0.0 < owed <= 1.0 + 1e-12


def test_no_bit_depends_on_how_histories_were_lived(association: Scenario) -> None:
    parts = [
        analysis.committee(ensemble.run(association, histories=120, threads=threads, block=block))
        for threads, block in ((1, 120), (2, 7))
    ]
    assert parts[0] == parts[1]


def test_halves_make_the_whole(association: Scenario) -> None:
    many = ensemble.run(association, histories=100)
    halves = [replace(many, columns=many.columns.rows(*part)) for part in ((0, 50), (50, 100))]
    whole, one, two = (analysis.committee(part).shares["ada"][-1] for part in (many, *halves))
    assert whole == pytest.approx((one + two) / 2)
