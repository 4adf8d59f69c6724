"""Dates: by which a number can be judged, and what counts as known before it has come."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest

from selectorate import ensemble
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.stages import Stage, dynamic, stages
from selectorate.record.batch import Floats
from selectorate.record.reading import Reader
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model

NEVER = np.nan
ALL = 99
ENDS = {9: 1, 21: 2, 33: 3, 45: 4, 57: 5, 69: 6, 93: 8, 105: 9}
"""Months that have been lived when 1922, 1923 ... 1930 end, and years begun; by the end of 1928 nothing new is known."""


@pytest.fixture(scope="module")
def model(ussr: Scenario) -> Model:
    return ensemble.prepare(ussr)


def dates(
    model: Model, names: Iterable[str], record: Floats | None = None, at_most: int = ALL
) -> tuple[Reader, list[Stage]]:
    reader = Reader(model, {name: model.scenario.document.targets[name] for name in names})
    return reader, stages(reader, Likelihood.of(model.scenario, reader.targets), record, at_most)


def judged(reader: Reader, found: list[Stage], name: str) -> list[int]:
    """After how many months each number of a target is judged first."""
    firsts = [next(stage.months for stage in found if stage.active[c]) for c in range(reader.width)]
    return firsts[reader.columns[name]]


def test_histories_are_lived_to_ends_of_years(model: Model) -> None:
    _, found = dates(model, dynamic(model.scenario.document.targets))
    assert [stage.months for stage in found] == list(ENDS)
    assert [stage.years for stage in found] == list(ENDS.values())
    assert found[-1].active.all()
    for earlier, later in pairwise(found):
        assert (earlier.active <= later.active).all()
        assert earlier.active.sum() < later.active.sum()


@pytest.mark.parametrize(("at_most", "months"), [(1, [105]), (2, [45, 105]), (3, [33, 69, 105]), (8, list(ENDS))])
def test_of_many_dates_some_are_taken_evenly(model: Model, at_most: int, months: list[int]) -> None:
    _, found = dates(model, dynamic(model.scenario.document.targets), at_most=at_most)
    assert [stage.months for stage in found] == months
    assert found[-1].active.all()


def test_what_can_be_judged_when(model: Model) -> None:
    reader, found = dates(model, dynamic(model.scenario.document.targets))
    # The war office is lost in month 33, give or take 9: known after 42, so by the end of 1925.
    assert judged(reader, found, "date_trotsky_war") == [45]
    # Votes and shares of a month are known in it; the values of a vector each in its time.
    assert judged(reader, found, "oct1923_plenum_share") == [21]
    assert judged(reader, found, "secretary_turnover_1923_24") == [33]
    assert judged(reader, found, "cc_gs_faction_by_congress")[:4] == [9, 9, 21, 33]
    assert judged(reader, found, "pb_client_share") == [33, 57, 57, 69, 93, 105]
    # Who leads is read when 1929 ends; orders, lags and who was out first are known in the end alone.
    assert judged(reader, found, "winner") == [93]
    for name in ("elimination_order", "left_before_right", "aug1927_lag", "scissors_opposition_lag"):
        assert judged(reader, found, name) == [105]


def test_dates_at_which_nothing_new_is_known_are_left_out(model: Model) -> None:
    _, found = dates(model, ["secretary_turnover_1923_24", "secretaries_appointed_1923"])
    assert [stage.months for stage in found] == [21, 33, 105]


def test_with_another_record_dates_are_others(model: Model) -> None:
    reader, found = dates(model, ["date_trotsky_war"], np.array([20.0]))
    assert judged(reader, found, "date_trotsky_war") == [33]
    reader, found = dates(model, ["date_trotsky_war"], np.array([NEVER]))
    assert judged(reader, found, "date_trotsky_war") == [105]


def test_what_may_still_come_counts_as_coming_now(model: Model) -> None:
    """Not as never: a history in which the office has been kept so far is as good as one in which it falls today."""
    _, (first, last) = dates(model, ["date_trotsky_war"])
    assert (first.months, last.months) == (45, 105)
    by_then = first.parts(np.array([[33.0], [45.0], [60.0], [NEVER]]))[:, 0]
    assert by_then[1] == by_then[2] == by_then[3] < by_then[0]
    in_the_end = last.parts(np.array([[33.0], [45.0], [60.0], [NEVER]]))[:, 0]
    assert in_the_end[:2].tolist() == by_then[:2].tolist()
    assert in_the_end[1] > in_the_end[2] > in_the_end[3]


def test_what_is_not_known_yet_says_nothing(model: Model) -> None:
    reader, found = dates(model, ["winner", "secretary_turnover_1923_24"])
    numbers = np.array([[0.0, 0.61], [1.0, 0.61]])
    assert (found[0].parts(numbers)[:, reader.columns["winner"]] == 0.0).all()
    assert found[0].weigh(numbers).tolist() == [found[0].weigh(numbers)[0]] * 2
    assert found[-1].weigh(numbers)[0] < found[-1].weigh(numbers)[1]
    assert found[-1].weigh(numbers) == pytest.approx(found[-1].likelihood.logs(numbers).sum(axis=1), abs=1e-9)


def test_the_loudest_is_the_target_that_even_the_best_history_misses_most(model: Model) -> None:
    reader, found = dates(model, ["winner", "secretary_turnover_1923_24", "secretaries_appointed_1923"])
    assert reader.width == 3
    numbers = np.array([[0.0, 5.0, 0.37], [1.0, 5.0, 0.37]])
    assert found[-1].loudest(numbers) == "secretary_turnover_1923_24"
    assert found[-1].loudest(np.array([[0.0, 0.61, 0.37]])) == "winner"


def test_only_what_the_model_has_to_bring_about_is_fitted(ussr: Scenario) -> None:
    kinds = {target.kind for target in dynamic(ussr.document.targets).values()}
    assert kinds == {"dynamic"}
    assert len(dynamic(ussr.document.targets)) == 27
