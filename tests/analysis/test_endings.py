"""Endings are exclusive, the first that holds, and all there; outcomes may hold together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from selectorate import analysis, ensemble
from selectorate.analysis.statements import ending_statements, outcome_statements
from selectorate.ensemble import Columns, Ensemble
from selectorate.scenario import Scenario


@pytest.fixture(scope="module")
def many(association: Scenario) -> Ensemble:
    return ensemble.run(association, histories=40, seed=1)


@pytest.fixture
def by_hand(many: Ensemble, blank: Callable[[int], Columns]) -> Callable[[list[list[int]], list[int]], Ensemble]:
    """Histories with these seats of the board (of nine) and these holders of the chair."""

    def made(board: list[list[int]], chair: list[int]) -> Ensemble:
        columns = blank(len(board))
        final = np.zeros((len(board), 4, 4), np.int16)
        final[:, many.names.bodies.index("board")] = board
        holders = np.array(chair, np.int16)[:, None]
        lost = np.where(holders == 0, -1, 5).astype(np.int16)
        return replace(many, columns=columns._replace(final=final, holders=holders, lost=lost))

    return made


def test_the_order_is_by_rank_then_by_id(many: Ensemble, association: Scenario) -> None:
    assert [said.id for said in ending_statements(association, many.names)] == [
        "captured:ada", "captured:ben", "captured:chen", "open",
    ]  # fmt: skip
    assert [said.id for said in outcome_statements(association, many.names)] == [
        "board_majority:ada", "board_majority:ben", "board_majority:chen",
        "holds_chair:ada", "holds_chair:ben", "holds_chair:chen", "office_lost:chair",
    ]  # fmt: skip


def test_each_history_ends_once(by_hand: Callable[..., Ensemble]) -> None:
    ends = analysis.endings(by_hand([[5, 4, 0, 0], [5, 4, 0, 0], [0, 0, 9, 0], [1, 1, 1, 0]], [0, 1, 2, 0]))
    assert ends.which.tolist() == [0, 3, 2, 3]
    assert ends.counts == (1, 0, 1, 2)
    assert ends.shares() == {"captured:ada": 0.25, "captured:ben": 0.0, "captured:chen": 0.25, "open": 0.5}
    assert ends.intervals()["captured:ben"][0] == 0.0


def test_outcomes_beside_each_other(by_hand: Callable[..., Ensemble]) -> None:
    held = analysis.outcomes(by_hand([[5, 4, 0, 0], [5, 4, 0, 0], [0, 0, 9, 0]], [0, 1, 3])).shares()
    assert held == {
        "board_majority:ada": 2 / 3, "board_majority:ben": 0.0, "board_majority:chen": 1 / 3,
        "holds_chair:ada": 1 / 3, "holds_chair:ben": 1 / 3, "holds_chair:chen": 0.0, "office_lost:chair": 2 / 3,
    }  # fmt: skip


def test_the_first_by_rank_is_taken(many: Ensemble, by_hand: Callable[..., Ensemble]) -> None:
    """With the two endings exchanged in rank, what fits both goes to the other."""
    made = by_hand([[5, 4, 0, 0]], [0])
    d = many.scenario.document
    always = d.endings["captured"].model_copy(update={"rank": 0, "each": None, "when": None})
    document = d.model_copy(update={"endings": {**d.endings, "anything": always}})
    model = replace(many.model, scenario=replace(many.scenario, document=document))
    assert analysis.endings(replace(made, model=model)).shares()["anything"] == 1.0


def test_where_two_fit_the_luck_key_decides_and_not_the_id(many: Ensemble, by_hand: Callable[..., Ensemble]) -> None:
    made = by_hand([[5, 5, 0, 0]], [0])
    d = many.scenario.document
    shared = d.endings["captured"].model_copy(update={"when": d.outcomes["board_majority"].when})
    document = d.model_copy(update={"endings": {**d.endings, "captured": shared}})
    for names, first in ((("ada", "ben", "chen"), "captured:ada"), (("zoe", "ben", "chen"), "captured:zoe")):
        model = replace(
            many.model,
            scenario=replace(many.scenario, document=document),
            names=replace(many.names, contenders=names),
        )
        assert analysis.endings(replace(made, model=model)).shares()[first] == 1.0


def test_all_histories_are_counted(many: Ensemble) -> None:
    assert sum(analysis.endings(many).counts) == 40
