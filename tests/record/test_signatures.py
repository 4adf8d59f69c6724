"""Signatures: how power was come by, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from selectorate.record import statistics
from selectorate.record.batch import COMMITTEE, PARTNER, Batch
from selectorate.scenario import load
from selectorate.targets import Args, Moment, Statistic, Target

USSR = load("ussr-1922")
Made = Callable[..., Batch]
Event = Callable[..., tuple[int, ...]]


def read(batch: Batch, fn: Any, **args: Any) -> float:
    """A statistic of one history."""
    statistic = Statistic(fn=fn, args=Args(**args))
    target = Target(
        title="A signature", kind="structural", statistic=statistic, value=0.0, kernel="normal", width=1.0,
        confidence="low",
    )  # fmt: skip
    return float(statistics.read(batch, target)[0])


def who(batch: Batch, *names: str) -> list[int]:
    return [batch.contender(name) for name in names]


@pytest.fixture
def partnered(made: Made) -> Batch:
    """Bukharin is his partner for ten months and Kamenev for thirty; Trotsky, Bukharin and Kamenev sit with him."""
    batch = made()
    he, bukharin, kamenev, trotsky, rykov = who(batch, "stalin", "bukharin", "kamenev", "trotsky", "rykov")
    months = batch.facts.months
    months.seated[0, :, [he, bukharin, kamenev, trotsky]] = 1
    months.sides[0, :10, he, PARTNER] = bukharin
    months.sides[0, 10:40, he, PARTNER] = kamenev
    for name, (view, seats) in {bukharin: (0.1, 9), kamenev: (0.2, 3), trotsky: (0.9, 5), rykov: (0.0, 0)}.items():
        months.views[0, :, name, 0] = view
        months.following[0, :, COMMITTEE, name] = seats
    return batch


def test_in_what_share_of_months_the_partner_is_the_nearest_or_the_weakest(partnered: Batch) -> None:
    """Of those who sit Bukharin is nearest and Kamenev weakest; Rykov is nearer and weaker, and does not sit."""
    assert read(partnered, "partner_nearest", contender="stalin") == pytest.approx(0.25)
    assert read(partnered, "partner_weakest", contender="stalin") == pytest.approx(0.75)


def test_who_never_has_a_partner_says_nothing(partnered: Batch) -> None:
    assert np.isnan(read(partnered, "partner_nearest", contender="trotsky"))


def test_a_partner_off_the_presidium_is_neither(partnered: Batch) -> None:
    partnered.facts.months.seated[0, :, who(partnered, "kamenev")[0]] = 0
    assert read(partnered, "partner_weakest", contender="stalin") == 0.0


def test_how_long_votes_come_after_posts(made: Made) -> None:
    """The base rises from 0.1 in month 10 to 0.5, past its middle at once; the committee passes its own in month 26."""
    batch = made()
    he = who(batch, "stalin")[0]
    months = batch.facts.months
    months.base[0, :, he] = 0.1
    months.base[0, 10:, he] = 0.5
    months.following[0, :, COMMITTEE, -1] = 20
    months.following[0, 12:, COMMITTEE, he] = 2
    months.following[0, 26:, COMMITTEE, he] = 10
    assert read(batch, "support_lead", contender="stalin") == 16.0
    months.base[0, :, he] = 0.1
    assert np.isnan(read(batch, "support_lead", contender="stalin")), "where nothing rises there is no middle"


def test_opposition_by_level(made: Made, event: Event, model: Any) -> None:
    """Local committees divide 60 to 40 and 70 to 30, the congress 90 to 10: 0.35 - 0.1."""
    base, top = (model.names.bodies.index(name) for name in ("provincial_committees", "congress"))
    batch = made(
        event("1923-12", "divided", where=base, votes=(60, 40)),
        event("1927-11", "divided", where=base, votes=(30, 70)),
        event("1927-12", "divided", where=top, votes=(90, 10)),
    )
    bodies = ["provincial_committees", "congress"]
    assert read(batch, "level_gap", bodies=bodies) == pytest.approx(0.25)
    assert np.isnan(read(made(), "level_gap", bodies=bodies))


def test_faster_and_faster(made: Made) -> None:
    """Of ten seats one at the start, two in the middle and eight in the end: (0.8 - 0.2) - (0.2 - 0.1)."""
    batch = made()
    he = who(batch, "stalin")[0]
    start, end = USSR.month_index("1922-04"), USSR.month_index("1927-12")
    counts = batch.facts.months.following[0, :, COMMITTEE]
    for first, seats in ((start, 1), ((start + end) // 2, 2), (end, 8)):
        counts[first:, he], counts[first:, -1] = seats, 10 - seats
    ends = {"from": Moment(month="1922-04"), "to": Moment(month="1927-12")}
    assert read(batch, "convexity", body="central_committee", patron="stalin", **ends) == pytest.approx(0.5)


def test_how_far_from_what_members_think(made: Made) -> None:
    batch = made()
    months = batch.facts.months
    months.views[0, :, -1, :2] = 0.3, 0.4
    assert read(batch, "near_opinion", contender="stalin") == pytest.approx(0.5)
    months.views[0, :, who(batch, "stalin")[0], :2] = 0.3, 0.4
    assert read(batch, "near_opinion", contender="stalin") == 0.0


def test_whether_anybody_leads_alone(made: Made) -> None:
    assert read(made(), "leads") == 0.0
