"""The shape of made-up histories is read as it was made, each bound refuses what lies beyond it, and the sheet is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from selectorate.analysis.removals import recorded
from selectorate.scenario import load
from verification import shape, shape_picture
from verification.proof import Checks

SCENARIO = load(shape.SCENARIO)
HISTORIES = 400


@pytest.fixture
def good() -> shape.Shape:
    """Histories in which everything recorded comes about when it did, and the rest never."""
    contenders, rungs = tuple(sorted(SCENARIO.document.contenders)), tuple(SCENARIO.document.rungs)
    apart = np.arange(HISTORIES) % 13 - 6
    reached = np.full((HISTORIES, len(contenders), len(rungs)), -1, np.int16)
    for i, who in enumerate(contenders):
        for r, rung in enumerate(rungs):
            month = recorded(SCENARIO, who, rung)
            if month is not None:
                reached[:, i, r] = np.clip(SCENARIO.month_index(month) + apart, 0, SCENARIO.months - 1)
    campaigns = np.where(reached[:, :, 0] > 3, reached[:, :, 0] - 3, -1).astype(np.int16)
    return shape.Shape(
        scenario=SCENARIO,
        contenders=contenders,
        rungs=rungs,
        reached=reached,
        campaigns=campaigns,
        fights=campaigns,
        endings={"sole:bukharin": 0.05, "sole:stalin": 0.75, "open_split": 0.2, "collective": 0.0},
        outcomes={"left_and_right_out": 0.8, "left_first": 0.6, "office_lost:general_secretary": 0.1},
    )


def failed(seen: shape.Shape) -> list[str]:
    checks = Checks()
    for check in (shape.check_leader, shape.check_order, shape.check_dates, shape.check_pace):
        check(seen, checks)
    return checks.failed()


def with_rung(seen: shape.Shape, who: str, rung: str, change: Callable[[Any], Any]) -> shape.Shape:
    """The same with another column of months."""
    reached = seen.reached.copy()
    place = (slice(None), seen.contenders.index(who), seen.rungs.index(rung))
    reached[place] = change(reached[place])
    return replace(seen, reached=reached)


def test_a_good_shape_holds(good: shape.Shape) -> None:
    assert failed(good) == []


@pytest.mark.parametrize(
    ("endings", "said"),
    [
        ({"sole:bukharin": 0.5, "sole:stalin": 0.45}, "most often of all who lead alone: sole:bukharin"),
        ({"sole:stalin": 0.39}, "stalin leads alone: 0.390"),
        ({"sole:stalin": 0.96}, "stalin leads alone: 0.960"),
    ],
)
def test_another_leader_is_refused(good: shape.Shape, endings: dict[str, float], said: str) -> None:
    [line] = failed(replace(good, endings={**good.endings, **endings}))
    assert line.startswith(said)


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ({"office_lost:general_secretary": 0.01}, "general_secretary lost"),
        ({"office_lost:general_secretary": 0.31}, "general_secretary lost"),
        ({"left_first": 0.46}, "left before right, of histories in which both left: 0.575"),
        ({"left_and_right_out": 0.0, "left_first": 0.0}, "left before right"),
    ],
)
def test_other_outcomes_are_refused(good: shape.Shape, outcomes: dict[str, float], said: str) -> None:
    [line] = failed(replace(good, outcomes={**good.outcomes, **outcomes}))
    assert line.startswith(said)


@pytest.mark.parametrize("months", [-13, 13])
def test_a_median_far_from_the_record_is_refused(good: shape.Shape, months: int) -> None:
    other = with_rung(good, "zinoviev", shape.SEATED, lambda column: column + months)
    assert failed(other) == [f"zinoviev off_presidium: median {months:+d} months from the record, 12 at most"]


def test_a_median_that_falls_on_never_is_refused(good: shape.Shape) -> None:
    seldom = np.arange(HISTORIES) % 5 < 2
    other = with_rung(good, "bukharin", shape.SEATED, lambda column: np.where(seldom, column, -1))
    assert failed(other) == ["bukharin off_presidium: median never from the record, 12 at most"]


def test_everything_at_the_first_chance_is_refused(good: shape.Shape) -> None:
    at_once = np.arange(HISTORIES) % 5 < 2
    other = with_rung(good, "rykov", "censured", lambda column: np.where(at_once, 20, column))
    assert any(line.startswith("censure against rykov: 0.40 in 1923-12, 0.35 at most") for line in failed(other))
    narrow = with_rung(good, "rykov", "censured", lambda column: 50 + np.arange(HISTORIES) % 5)
    assert failed(narrow) == ["censure against rykov: middle 80 % within 4 months, 6 at least"]


def test_of_what_seldom_comes_no_pace_is_asked(good: shape.Shape) -> None:
    column = np.full(HISTORIES, -1, np.int16)
    column[:3] = 40
    seldom = with_rung(good, "stalin", "censured", lambda _: column)
    assert failed(seldom) == []
    column[:4] = 40
    assert len(failed(with_rung(good, "stalin", "censured", lambda _: column))) == 2


def test_a_pace_worked_by_hand() -> None:
    months = np.array([-1, 5, 5, 5, 7, 8, 9, 10, 11, 12, 30], np.int16)
    assert shape.pace(months) == shape.Pace(came=10, most=0.3, fullest=5, p10=5, p90=12)
    assert shape.pace(np.full(4, -1, np.int16)).told(SCENARIO) == {"came": 0, "most": 0.0}


def test_first_months_and_the_earliest_of_all() -> None:
    held = np.zeros((2, 4, 3), bool)
    held[0, 2:, 0] = held[0, 1, 1] = True
    months = shape.first_months(held)
    assert months.tolist() == [[2, 1, -1], [-1, -1, -1]]
    assert shape.earliest(months).tolist() == [1, -1]


def test_twins_that_differ_are_counted() -> None:
    factual, other = np.array([1, 1, 0, 0, 0], bool), np.array([1, 0, 1, 1, 1], bool)
    found = shape.compare(factual, other)
    assert found == shape.Twins(factual=2, other=4, only_factual=1, only_other=3)
    assert found.standard_errors == 1.0
    assert shape.compare(factual, factual).standard_errors == 0.0


def test_the_office_is_lost_more_often_with_looser_ties() -> None:
    more, less, same = (shape.Twins(9, 9, *pair) for pair in ((0, 16), (16, 0), (8, 8)))
    for twins, failures in (((more, less), 0), ((less, more), 2), ((same, less), 1), ((same, same), 2)):
        checks = Checks()
        shape.check_office(dict(zip(("halved", "doubled"), twins, strict=True)), checks, 3.0)
        assert len(checks.failed()) == failures


def test_the_sheet_shows_every_contender_and_the_record(good: shape.Shape) -> None:
    figure = shape_picture.draw(good, {"ties halved": 0.2, "as it was": 0.1, "ties doubled": 0.05}, "A caption.")
    titles = [panel.get_title(loc="left") for panel in figure.axes]
    assert len(titles) == len(good.contenders) * (len(good.rungs) + 2) + 2
    assert titles[0] == "Trotsky, censured: 100%"
    assert "Stalin, exiled: 0%" in titles
    dashed = sum(line.get_linestyle() == "--" for panel in figure.axes for line in panel.lines)
    assert dashed == len({(row.contender, row.rung) for row in SCENARIO.document.record.removals})
    assert [bar.get_text() for bar in figure.axes[-1].texts] == ["20.00%", "10.00%", "5.00%"]
