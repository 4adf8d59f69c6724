"""From a plan to an explanation: what is lived, what it says, and that nothing depends on blocks, hands or stores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from selectorate import analysis, ensemble, scenario
from selectorate.analysis import Interval, Undefined
from selectorate.analysis.explain import explain
from selectorate.analysis.explaining import Explanation
from selectorate.analysis.plan import Plan, streams
from selectorate.ensemble import Store
from selectorate.ensemble.diverging import together
from selectorate.ensemble.job import Job
from selectorate.errors import QuestionError
from selectorate.scenario import Scenario
from selectorate.testing.changes import rewritten

CLUB = scenario.load(Path(__file__).parents[1] / "societies" / "club")
ASSOCIATION = scenario.load("association")


def plan(outcome: str | None = None, factor: str | None = None, **numbers: float) -> Plan:
    return Plan.of(ensemble.prepare(ASSOCIATION, set=numbers), "recorded", outcome, factor)


def answered(asked: Plan, histories: int = 100, *, threads: int = 2, store: Store | None = None) -> Explanation:
    *_, last = explain(asked, histories=histories, seed=5, threads=threads, store=store)
    return last


@pytest.fixture(scope="module")
def found() -> Explanation:
    return answered(plan())


def test_probabilities_are_those_of_runs(found: Explanation) -> None:
    """As it was, and without the factor, of the same histories run alone."""
    for changes, one in (
        ((), found.probability),
        (ensemble.changes(ASSOCIATION, without=["chair_powers"]), found.probability_without),
    ):
        alone = analysis.outcomes(ensemble.run(ASSOCIATION, histories=100, seed=5, changes=changes))
        assert one.value == alone.shares()["board_majority:ada"]


def test_shapley_values_sum_to_what_all_factors_make(found: Explanation) -> None:
    assert found.probability_all is not None
    total = sum(one.value or 0.0 for one in found.shapley.values())
    assert abs(total - ((found.probability.value or 0.0) - (found.probability_all.value or 0.0))) < 1e-9


def test_of_a_single_factor_all_answers_agree(found: Explanation) -> None:
    """Its Shapley value is the difference of the two shares; necessity and sufficiency are shares of twins."""
    base, without = found.held(("as it was",)), found.held(found.without)
    assert found.shapley["chair_powers"].value == pytest.approx(base.mean() - without.mean(), abs=1e-12)
    assert found.necessity.value == pytest.approx((base & ~without).sum() / base.sum())
    assert found.sufficiency.value == pytest.approx((base & ~without).sum() / (~without).sum())
    (low, high), _ = found.bounds
    assert isinstance(found.necessity, Interval)
    assert low <= found.necessity.value <= high


def test_powers_share_out_what_the_office_makes(found: Explanation) -> None:
    assert found.powers is not None
    game = found.powers[..., 0].astype(float)
    total = sum(one.value or 0.0 for one in found.shares_of_powers.values())
    assert total == pytest.approx(game[-1].mean() - game[0].mean(), abs=1e-12)
    assert set(found.shares_of_powers) == {"appoint", "slate"}


def test_luck_drawn_anew_whole_is_another_sample(found: Explanation) -> None:
    """Of the histories with the outcome as many lose it as lack it anyway; each year alone does less."""
    placebo, _ = found.placebos
    assert placebo.reseeded == pytest.approx(1.0 - (found.probability.value or 0.0), abs=0.15)
    assert all(share is not None and share <= 0.35 for share in placebo.by_year.values())
    assert set(placebo.by_stream) == set(streams(found.plan.base))
    assert "turnover" in placebo.by_stream
    assert "vote" not in placebo.by_stream


def test_the_office_makes_the_holder(found: Explanation) -> None:
    matrix = found.matrix("held")
    assert set(matrix) == {"ada", "ben", "chen"}
    assert all(sum(ends.values()) == pytest.approx(1.0) for ends in matrix.values())
    assert all(max(ends, key=lambda end: ends[end]) == f"captured:{holder}" for holder, ends in matrix.items())


def test_the_flip_is_the_latest_january_or_july_that_flips(found: Explanation) -> None:
    """Six months later the same change leaves the outcome more likely than not."""
    flip = found.flip
    assert flip is not None
    assert (flip.factors, flip.contrasts, flip.start[5:]) == (("chair_powers",), ("elected",), flip.start[5:])
    assert flip.start[5:] in ("01", "07")
    year, month = int(flip.start[:4]), int(flip.start[5:])
    later = f"{year}-07" if month == 1 else f"{year + 1}-01"
    for start, flipped in ((flip.start, True), (later, False)):
        changes = ensemble.changes(ASSOCIATION, without=["chair_powers"])
        run = analysis.outcomes(ensemble.run(ASSOCIATION, histories=100, seed=5, changes=changes, start=start))
        assert (run.shares()["board_majority:ada"] < 0.5) is flipped


def test_no_flip_of_what_was_unlikely_anyway() -> None:
    assert answered(plan("board_majority:chen")).flip is None


def test_what_never_holds_has_no_necessity_and_what_always_holds_no_sufficiency() -> None:
    never = answered(plan("board_majority:chen", partisan=1.0, turnover=0.2))
    assert isinstance(never.necessity, Undefined)
    assert "no history" in never.necessity.why
    assert never.probability.value == 0.0


@pytest.mark.parametrize("threads", [1, 5])
def test_threads_decide_no_bit(found: Explanation, threads: int) -> None:
    other = answered(plan(), threads=threads)
    assert (other.direct == found.direct).all()
    assert (other.factors == found.factors).all()
    assert other.main == found.main


def test_from_a_store_it_is_the_same_and_nothing_is_lived(found: Explanation, tmp_path: Path) -> None:
    for times, counted in enumerate(("computed", "read")):
        with Store(tmp_path / "store") as store:
            again = answered(plan(), store=store)
            assert (again.direct == found.direct).all()
            assert again.main == found.main
            assert store.counts[counted] > 10
            assert store.counts["computed" if times else "read"] == 0


def test_removals_and_when_twins_part_are_those_of_runs(found: Explanation) -> None:
    """Of the same histories, run alone and laid beside their twins without the factor."""
    many = ensemble.run(ASSOCIATION, histories=100, seed=5)
    assert found.removals == analysis.removals(many)
    other = ensemble.prepare(ASSOCIATION, changes=ensemble.changes(ASSOCIATION, without=["chair_powers"]))
    assert found.parted is not None
    both = together((many.model, "recorded"), (other, "recorded"), seed=5, histories=100, threads=1)
    assert (found.parted.months == both.months).all()


def test_they_come_after_the_first_answer_and_grow_with_the_histories() -> None:
    first, *_, last = explain(plan(), histories=150, seed=5, threads=2, within=0.06)
    assert first.as_was is None
    assert first.removals == {}
    assert last.as_was is not None
    assert last.as_was.histories == last.histories > 150
    assert last.parted is not None
    assert len(last.parted.months) == last.histories


def test_a_changed_base_is_the_one_that_removals_are_of() -> None:
    """The question's own changes hold in both worlds; without the factor there are its changes besides."""
    given = ensemble.changes(ASSOCIATION, do=["chair.holder=ben"])
    base = ensemble.prepare(ASSOCIATION, set={"partisan": 0.3}, changes=given, start="2002-03")
    last = answered(Plan.of(base, "recorded"))
    many = ensemble.run(ASSOCIATION, histories=100, seed=5, set={"partisan": 0.3}, changes=given, start="2002-03")
    assert last.removals == analysis.removals(many)
    assert last.parted is not None
    months = last.parted.months
    assert months[months >= 0].min() >= ASSOCIATION.month_index("2002-03")


def test_interrupted_while_they_are_lived_it_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = explain(plan(), histories=100, seed=5, threads=2)
    next(steps)
    monkeypatch.setattr(Job, "run", lambda *_: 50)
    with pytest.raises(KeyboardInterrupt):
        next(steps)


def test_histories_are_added_until_intervals_are_narrow() -> None:
    *_, last = explain(plan(), histories=130, seed=5, threads=2, within=0.06)
    assert last.half_width <= 0.06
    assert last.histories > 100
    assert last.histories % 50 == 0


def factored() -> Scenario:
    """The club with three factors, each a parameter that is set to nothing."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    for name in ("partisan", "tempo", "vote_tie"):
        contrast = {"title": "None of it", "changes": [{"set": {"parameter": name, "value": 0}}]}
        tree.setdefault("factors", {})[name] = {
            "title": name, "was": "As it was.", "because": "A test.", "contrast": "none", "contrasts": {"none": contrast},
        }  # fmt: skip
    return rewritten(CLUB, tree)


def test_all_sets_of_factors_are_those_laid_out_and_run_alone() -> None:
    club = factored()
    asked = Plan.of(ensemble.prepare(club), "recorded", factor="tempo")
    last = answered(asked)
    assert last.game is not None
    names = list(asked.factors)
    for number in (0, 1, len(last.game) - 2):
        gone = [name for f, name in enumerate(names) if not number >> f & 1]
        alone = ensemble.run(club, histories=100, seed=5, changes=ensemble.changes(club, without=gone))
        judge = last.judge
        assert (last.game[number] == judge.held(judge(alone.columns), asked.outcome)).all()
    assert np.isclose(sum(one.value or 0 for one in last.shapley.values()), last.game[-1].mean() - last.game[0].mean())


@pytest.mark.parametrize(
    ("outcome", "factor", "says"),
    [
        ("board_majority:adda", None, "board_majority:ada"),
        (None, "chair_power", "chair_powers"),
        (None, "chair_powers:elect", "elected"),
    ],
)
def test_an_unknown_name_says_the_nearest(outcome: str | None, factor: str | None, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        plan(outcome, factor)


def test_without_factors_nothing_is_explained() -> None:
    bare = ASSOCIATION.document.model_dump(exclude_unset=True)
    del bare["factors"], bare["scenario"]["factor"]
    with pytest.raises(QuestionError, match="no factor"):
        Plan.of(ensemble.prepare(rewritten(ASSOCIATION, bare)), "recorded")


@pytest.mark.parametrize(("histories", "within", "says"), [(99, None, "at least 100"), (100, 1.5, "between 0 and 1")])
def test_what_cannot_be_stated_is_refused(histories: int, within: float | None, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        next(explain(plan(), histories=histories, seed=1, threads=1, within=within))
