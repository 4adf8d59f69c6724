"""What is on record beside a history, month by month: who sat in the presidium, and how the economy went."""

from __future__ import annotations

import pytest

from selectorate import ensemble
from selectorate.report.beside import Sat, courses, sat
from selectorate.report.replaying import Replay
from selectorate.scenario import load

USSR, ASSOCIATION = load("ussr-1922"), load("association")


@pytest.mark.parametrize(
    ("month", "contenders", "others"),
    [
        ("1922-04", {"kamenev", "rykov", "stalin", "tomsky", "trotsky", "zinoviev"}, {"Lenin"}),
        # Elected by the plenum of 1 January 1926, which counts in the month of its congress.
        ("1925-12", {"bukharin", "rykov", "stalin", "tomsky", "trotsky", "zinoviev"}, {"Kalinin", "Molotov", "Voroshilov"}),
        ("1926-07", {"bukharin", "rykov", "stalin", "tomsky", "trotsky"}, {"Kalinin", "Molotov", "Rudzutak", "Voroshilov"}),
    ],
)  # fmt: skip
def test_who_sat_is_read_as_the_month_ends(month: str, contenders: set[str], others: set[str]) -> None:
    found = sat(USSR)
    assert len(found) == USSR.months
    one = found[USSR.month_index(month)]
    assert isinstance(one, Sat)
    assert (set(one.contenders), set(one.others)) == (contenders, others)


def test_who_sat_agrees_with_the_removals_on_record() -> None:
    found = sat(USSR)
    gone = [row for row in USSR.document.record.removals if row.rung == "off_presidium"]
    assert gone
    for row in gone:
        before, after = (found[USSR.month_index(row.month) + step] for step in (-1, 0))
        assert before is not None
        assert row.contender in before.contenders
        assert after is None or row.contender not in after.contenders
    assert sum(found[USSR.month_index(row.month)] is not None for row in gone) >= len(gone) - 1


def test_a_month_of_which_the_record_says_nothing_is_not_an_empty_one() -> None:
    last = max(one.end for one in USSR.document.record.compositions if one.body == "politburo")
    assert last < f"{USSR.month_name(USSR.months)}-01"
    assert sat(USSR)[-1] is None
    assert sat(ASSOCIATION) == []


def test_the_economy_on_record_is_what_a_history_without_luck_keeps_to() -> None:
    still = ensemble.prepare(USSR, set={"shock": 0.0, "feedback": 0.0}, parameters="hand-set", seed=7)
    months = Replay(ensemble.tell(still, seed=7, number=0), "ussr-1922", 7, "recorded").document()["months"]
    assert courses(USSR) == [pytest.approx(month["economy"]) for month in months]
    assert courses(ASSOCIATION) == []


@pytest.mark.parametrize(("name", "months"), [("ussr-1922", USSR.months), ("association", 0)])
def test_a_history_is_printed_with_all_of_it(name: str, months: int) -> None:
    model = ensemble.prepare(load(name), seed=7)
    document = Replay(ensemble.tell(model, seed=7, number=2), name, 7, "recorded").document()
    assert [len(document[key]) for key in ("record_seated", "record_others", "record_economy")] == [months] * 3
    assert set(document["record_seated"][0] if months else []) <= set(load(name).document.contenders)
