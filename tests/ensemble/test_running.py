"""The same seed gives the same bits, however the work is cut and shared out; what is stopped has no gap."""

from __future__ import annotations

import signal

import numpy as np
import pytest

from selectorate import ensemble
from selectorate.ensemble import Ensemble, Progress, running
from selectorate.ensemble.columns import size
from selectorate.ensemble.job import Job
from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.scenario import Scenario


def _same(one: Ensemble, other: Ensemble, histories: int) -> bool:
    pairs = zip(one.columns, other.columns, strict=True)
    return all(a[:histories].tobytes() == b[:histories].tobytes() for a, b in pairs)


@pytest.mark.parametrize(("threads", "block"), [(1, 1), (1, 33), (2, None), (2, 7), (3, 250), (5, 40)])
def test_threads_and_blocks_change_no_bit(
    many: Ensemble, association: Scenario, threads: int, block: int | None
) -> None:
    other = ensemble.run(association, histories=100, seed=7, threads=threads, block=block)
    assert _same(many, other, 100)
    assert other.histories == many.histories == 100


def test_a_history_is_the_same_in_a_larger_crowd(many: Ensemble, association: Scenario) -> None:
    assert _same(many, ensemble.run(association, histories=333, seed=7), 100)


def test_seeds_and_parameters_matter(many: Ensemble, association: Scenario) -> None:
    assert not _same(many, ensemble.run(association, histories=100, seed=8), 100)
    assert not _same(many, ensemble.run(association, histories=100, seed=7, set={"partisan": 0.1}), 100)


def test_the_largest_seed_is_one(association: Scenario) -> None:
    assert ensemble.run(association, histories=2, seed=2**64 - 1).histories == 2


def test_progress_goes_from_nothing_to_all(association: Scenario) -> None:
    told: list[Progress] = []
    ensemble.run(association, histories=95, threads=2, block=10, progress=told.append)
    assert [told[0].done, told[-1].done] == [0, 95]
    assert [step.done for step in told] == sorted({step.done for step in told})
    assert {step.total for step in told} == {95}


def test_progress_in_words() -> None:
    assert str(Progress(0, 2000, 0.0)) == "0 of 2,000 histories"
    assert str(Progress(500, 2000, 2.0)) == "500 of 2,000 histories, 250 a second, 6 s left"


LONG = 1_000_000
"""Histories that no machine has done before the main thread has been told of the first."""


def test_stopped_it_keeps_what_came_without_a_gap(many: Ensemble, association: Scenario) -> None:
    told: list[Progress] = []
    stopped = ensemble.run(
        association, histories=LONG, seed=7, threads=2, block=7, progress=told.append, stop=lambda: told[-1].done >= 100
    )
    assert stopped.interrupted
    assert stopped.histories % 7 == 0
    assert 90 <= stopped.histories < LONG == stopped.asked
    assert _same(many, stopped, 90)


def test_interrupted_it_keeps_what_came_without_a_gap(many: Ensemble, association: Scenario) -> None:
    def press(progress: Progress) -> None:
        if progress.done == 100:
            signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is born deaf to it
    try:
        cut = ensemble.run(association, histories=LONG, seed=7, threads=1, block=10, progress=press)
    finally:
        signal.signal(signal.SIGINT, before)
    assert cut.interrupted
    assert 100 <= cut.histories < LONG
    assert _same(many, cut, 100)


def test_histories_after_a_gap_are_not_answered() -> None:
    job = Job(95, range(0, 95, 10), lambda: lambda _first, _end: None)
    assert job.leading({0, 1, 3, 4}) == 20
    assert job.leading({1, 2}) == 0
    assert job.leading(set(range(10))) == 95


def test_nothing_done_is_no_answer(association: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Job, "run", lambda *_: 0)
    with pytest.raises(KeyboardInterrupt):
        ensemble.run(association, histories=10)


def test_a_failure_in_a_thread_is_not_lost(association: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no luck today")

    monkeypatch.setattr(running, "luck", fail)
    with pytest.raises(RuntimeError, match="no luck today"):
        ensemble.run(association, histories=1000, threads=2)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"histories": 0}, "histories must be from 1 to 100,000,000, not 0"),
        ({"histories": -3}, "histories must be from 1 to"),
        ({"histories": 10**9}, "histories must be from 1 to"),
        ({"histories": 2.0}, "histories must be a whole number, not 2.0"),
        ({"histories": True}, "histories must be a whole number, not True"),
        ({"seed": -1}, "seed must be from 0 to 18,446,744,073,709,551,615, not -1"),
        ({"seed": 2**64}, "seed must be from 0"),
        ({"threads": 0}, "threads must be from 1 to 1,024, not 0"),
        ({"threads": 5000}, "threads must be from 1 to 1,024"),
        ({"block": 0}, "block must be from 1"),
        ({"happenings": "drwan"}, "happenings are recorded or drawn, not 'drwan'; did you mean 'drawn'?"),
        ({"set": {"partisn": 0.1}}, "unknown parameter 'partisn'; did you mean 'partisan'?"),
        ({"set": {"partisan": 1.5}}, "parameter 'partisan' must lie between -1 and 1, not 1.5"),
        ({"set": {"partisan": float("nan")}}, "parameter 'partisan' must lie between -1 and 1, not nan"),
    ],
)
def test_a_question_that_cannot_be_asked(association: Scenario, question: dict[str, object], said: str) -> None:
    with pytest.raises(QuestionError) as refused:
        ensemble.run(association, **question)
    assert said in str(refused.value)


def test_more_than_memory_holds_is_refused(association: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "memory", lambda: 10_000_000)
    with pytest.raises(
        QuestionError, match=r"1000000 histories of association need 0\.1 GB of memory, and this machine"
    ):
        ensemble.run(association, histories=1_000_000)


def test_a_history_takes_few_bytes(many: Ensemble) -> None:
    """What 100,000 histories keep is a small part of 200 MB."""
    assert size(many.columns) < 250
    assert sum(column.nbytes for column in many.columns) == 100 * size(many.columns)


def test_nothing_of_an_ensemble_can_be_written(many: Ensemble) -> None:
    assert not any(column.flags.writeable for column in many.columns)
    with pytest.raises(AttributeError):
        many.seed = 3


def test_blocs_are_counts_again(association: Scenario) -> None:
    """The share a kernel formed from two whole numbers gives back the first of them."""
    model = ensemble.prepare(association)
    facts = running.new_facts(model.worlds[0], 3)
    facts.final[:, 0] = [1, 2, 3, 4]
    facts.blocs[:, 0, 1] = np.array([3, 5, 0]) / 10
    assert running.reduced(facts).blocs[:, 0].tolist() == [3, 5, 0]


def test_changes_are_made_and_told(association: Scenario) -> None:
    gone = Change.model_validate({"abolish_power": {"office": "chair", "powers": ["appoint"]}})
    plain, changed = (ensemble.run(association, histories=50, changes=changes) for changes in ([], [gone]))
    assert changed.provenance()["changes"] == [{"abolish_power": {"office": "chair", "powers": ["appoint"]}}]
    assert plain.provenance()["changes"] == []
    assert changed.columns.owned.sum() < plain.columns.owned.sum()
