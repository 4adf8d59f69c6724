"""The committee by session."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from selectorate import analysis, ensemble
from selectorate.analysis.following import holder, recorded_following
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import build


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
    assert kept.ranges["ada"][0] == [4 / 9, 4 / 9, 4 / 9, 5 / 9, 5 / 9], "of two, the first half and the second"
    assert kept.ranges["ben"][5] == [0.0] * 5


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


def test_what_is_on_record_of_a_following(association: Scenario) -> None:
    assert recorded_following(association, build(association).names) == []
    party = load("ussr-1922")
    names = build(party).names
    found = recorded_following(party, names)
    assert {one.target for one in found} == {"cc_gs_faction_by_congress", "cc_trotskyists_1923"}
    assert {one.session for one in found} <= set(names.sittings)
    led = [one for one in found if one.contender == "stalin"]
    assert [(one.session, one.value, one.low, one.high) for one in led][:2] == [
        ("xii_congress", 0.25, 0.05, 0.45), ("xiii_congress", 0.3, 0.1, 0.5),
    ]  # fmt: skip
    one = next(one for one in found if one.contender == "trotsky")
    assert (one.session, one.value, one.confidence) == ("xii_congress", 0.09, "medium")


@pytest.mark.parametrize(
    ("office", "month", "who"),
    [
        ("general_secretary", "1921-03", None),
        ("general_secretary", "1922-04", "stalin"),
        ("sovnarkom_chair", "1923-12", None),
        ("sovnarkom_chair", "1924-02", "rykov"),
        ("sovnarkom_chair", "1930-11", "rykov"),
        ("sovnarkom_chair", "1931-01", None),
        ("none", "1924-02", None),
    ],
)
def test_who_held_an_office_by_the_record(office: str, month: str, who: str | None) -> None:
    assert holder(load("ussr-1922"), office, month) == who
