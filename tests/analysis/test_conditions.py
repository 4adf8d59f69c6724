"""Every condition a scenario can state, on histories made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from selectorate.analysis.conditions import READ, Seen, Whose, holds
from selectorate.ensemble import Columns
from selectorate.questions import Condition

Blank = Callable[[int], Columns]
See = Callable[[Columns], Seen]
ADA, BEN, CHEN = (Whose("contender", index) for index in range(3))
CHAIR, TREASURER = (Whose("office", index) for index in range(2))
NOBODY = Whose()
DEAD, OFF, BEATEN = 1, 2, 4


def told(seen: Seen, said: dict[str, Any], whose: Whose = NOBODY) -> list[bool]:
    return holds(Condition.model_validate(said), seen, whose).tolist()


def test_every_field_of_a_condition_can_be_read() -> None:
    assert set(READ) == set(Condition.model_fields)


def test_following_is_a_share_of_the_seats_in_force(blank: Blank, seen: See) -> None:
    """Of nine seats: 4, 5 and 4 of 8 taken, which is more than half of the taken and not of the seats."""
    columns = blank(3)
    columns.final[:, 1] = [[4, 2, 2, 1], [5, 1, 1, 2], [4, 1, 1, 1]]
    assert told(seen(columns), {"following": {"body": "board", "more_than": 0.5}}, ADA) == [False, True, False]
    assert told(seen(columns), {"following": {"body": "board", "more_than": 0.5}}, BEN) == [False] * 3


def test_at_least_a_third_is_met_by_exactly_a_third(blank: Blank, seen: See) -> None:
    columns = blank(2)
    columns.final[:, 1, 1] = [3, 2]
    third = 0.3333333333333333
    assert told(seen(columns), {"following": {"body": "board", "at_least": third}}, BEN) == [True, False]
    assert told(seen(columns), {"following": {"body": "board", "more_than": third}}, BEN) == [False, False]


def test_following_in_the_base_is_by_weight(blank: Blank, seen: See) -> None:
    columns = blank(2)
    columns.owned[:, 2] = [0.5, 0.51]
    assert told(seen(columns), {"following": {"body": "branches", "more_than": 0.5}}, CHEN) == [False, True]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"dead": True}, [False, False, False, False, True]),
        ({"dead": False, "off": "board"}, [False, True, False, False, False]),
        ({"dead": True, "off": "board"}, [False, True, False, False, True]),
        ({"dead": False, "under": "stripped"}, [False, False, True, False, False]),
        ({"dead": False, "under": "expelled"}, [False, False, False, False, False]),
        ({"dead": True, "off": "board", "under": "censured"}, [False, True, True, False, True]),
    ],
)
def test_every_other(blank: Blank, seen: See, asked: dict[str, Any], fits: list[bool]) -> None:
    """Rivals of Ada: free; both off; both beaten and stripped or higher; one restored; both dead."""
    columns = blank(5)
    columns.status[1, 1:] = OFF
    columns.status[2, 1:] = BEATEN
    columns.reached[2, 1, 1] = 60
    columns.reached[2, 2, 1] = 3
    columns.status[3, 1] = BEATEN
    columns.reached[3, 1:, 0] = 10
    columns.status[4, 1:] = DEAD
    assert told(seen(columns), {"every_other": asked}, ADA) == fits
    assert told(seen(columns), {"every_other": asked}, BEN) == [False] * 5


def test_a_rung_reached_after_the_reading_does_not_count(blank: Blank, seen: See) -> None:
    columns = blank(2)
    columns.status[:, 1:] = BEATEN
    columns.reached[:, 1:, 0] = [[60, 59], [61, 59]]
    assert told(seen(columns), {"every_other": {"dead": False, "under": "censured"}}, ADA) == [True, False]


def test_a_higher_rung_is_under_the_lower_one(blank: Blank, seen: See) -> None:
    columns = blank(1)
    columns.status[:, 1:] = BEATEN
    columns.reached[:, 1:, 2] = 5
    assert told(seen(columns), {"every_other": {"under": "censured"}}, ADA) == [True]


def test_opposed_blocs(blank: Blank, seen: See) -> None:
    columns = blank(3)
    columns.blocs[:, 1] = [3, 2, 9]
    columns.blocs[:, 2] = [0, 4, 0]
    third = 0.3333333333333333
    assert told(seen(columns), {"opposed_blocs": {"body": "board", "at_least": third}}) == [True, False, True]
    assert told(seen(columns), {"opposed_blocs": {"body": "cabinet", "at_least": third}}) == [False, True, False]


def test_campaign_open(blank: Blank, seen: See) -> None:
    columns = blank(2)
    columns.campaign[:] = [1, 0]
    assert told(seen(columns), {"campaign_open": True}) == [True, False]
    assert told(seen(columns), {"campaign_open": False}) == [False, True]


def test_holds(blank: Blank, seen: See) -> None:
    """Chen; one of the second rank; nobody."""
    columns = blank(3)
    columns.holders[:, 1] = [2, 3, -1]
    assert told(seen(columns), {"holds": "treasurer"}, CHEN) == [True, False, False]
    assert told(seen(columns), {"holds": "chair"}, CHEN) == [False] * 3


def test_lost(blank: Blank, seen: See) -> None:
    """Never; at once; in the month of reading; after it."""
    columns = blank(4)
    columns.lost[:, 1] = [-1, 0, 60, 61]
    lost = [False, True, True, False]
    assert told(seen(columns), {"lost": "treasurer"}) == lost
    assert told(seen(columns), {"lost": True}, TREASURER) == lost
    assert told(seen(columns), {"lost": True}, CHAIR) == [False] * 4


def test_reached(blank: Blank, seen: See) -> None:
    columns = blank(3)
    columns.reached[:, :2, 1] = [[60, 12], [61, 12], [-1, -1]]
    asked = {"rung": "stripped", "contenders": ["ada", "ben"], "at_least": 2}
    assert told(seen(columns), {"reached": asked}) == [True, False, False]
    assert told(seen(columns), {"reached": {**asked, "at_least": 1}}) == [True, True, False]
    assert told(seen(columns), {"reached": {**asked, "by": "2006-12"}}) == [True, True, False]
    assert told(seen(columns), {"reached": {**asked, "at_least": 1, "by": "2001-12"}}) == [False] * 3
    assert told(seen(columns), {"reached": {**asked, "at_least": 1, "by": "2002-01"}}) == [True, True, False]


def test_before(blank: Blank, seen: See) -> None:
    """Both before him; one after; in one month; he never; one of them never; nobody ever."""
    columns = blank(6)
    columns.reached[:, :, 2] = [[3, 9, 10], [3, 11, 10], [3, 10, 10], [3, 9, -1], [3, -1, -1], [-1, -1, -1]]
    asked = {"rung": "expelled", "first": ["ada", "ben"], "then": ["chen"]}
    assert told(seen(columns), {"before": asked}) == [True, False, False, True, False, False]


def test_all_and_any(blank: Blank, seen: See) -> None:
    columns = blank(4)
    columns.campaign[:] = [0, 0, 1, 1]
    columns.lost[:, 0] = [-1, 5, -1, 5]
    parts = [{"campaign_open": True}, {"any": [{"lost": "chair"}, {"lost": "treasurer"}]}]
    assert told(seen(columns), {"all": parts}) == [False, False, False, True]
    assert told(seen(columns), {"any": parts}) == [False, True, True, True]


def test_one_truth_a_history(blank: Blank, seen: See) -> None:
    truth = holds(Condition.model_validate({"campaign_open": True}), seen(blank(7)), Whose())
    assert (truth.shape, truth.dtype) == ((7,), np.bool_)
