"""Finding: by what held, the typical, the closest to the record; worked with columns laid by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from selectorate import analysis, ensemble
from selectorate.analysis import finding
from selectorate.ensemble import Ensemble
from selectorate.errors import QuestionError
from selectorate.scenario import load

USSR = load("ussr-1922")


@pytest.fixture(scope="module")
def party() -> Ensemble:
    return ensemble.run(USSR, histories=6, seed=7)


def laid(like: Ensemble, months: dict[int, dict[tuple[str, str], str]], sole: tuple[int, ...] = ()) -> Ensemble:
    """Six histories with removals laid by hand, some of which end with one contender alone."""
    names, columns = like.names, like.columns
    reached = np.full_like(columns.reached, -1)
    for k, rows in months.items():
        for (who, rung), month in rows.items():
            reached[k, names.contenders.index(who), names.rungs.index(rung)] = USSR.month_index(month)
    final, status = np.zeros_like(columns.final), np.full_like(columns.status, 2)
    campaign = np.ones_like(columns.campaign)
    for k in sole:
        final[k, names.bodies.index("politburo"), names.contenders.index("stalin")] = 9
        status[k, names.contenders.index("stalin")] = 0
    return replace(like, columns=columns._replace(reached=reached, final=final, status=status, campaign=campaign))


def as_recorded() -> dict[tuple[str, str], str]:
    return {(row.contender, row.rung): row.month for row in USSR.document.record.removals}


def test_closest_has_the_recorded_ending_before_all(party: Ensemble) -> None:
    late = dict.fromkeys(as_recorded(), "1930-12")
    nearer = as_recorded() | {("trotsky", "censured"): "1923-12"}
    # The first two have the record's months, but nobody leads alone in them.
    many = laid(party, {0: as_recorded(), 1: as_recorded(), 2: late, 3: nearer, 4: as_recorded() | late}, sole=(2, 3))
    assert analysis.find(many, "closest-to-record") == 3
    assert analysis.find(laid(party, {1: as_recorded(), 2: late}), "closest-to-record") == 1


def test_how_far_one_history_is_from_the_record(party: Ensemble) -> None:
    """Two rungs of all that are recorded lie 2 and 6 months off."""
    off = as_recorded() | {("trotsky", "censured"): "1923-12", ("zinoviev", "expelled"): "1927-05"}
    many = laid(party, {0: as_recorded(), 1: off})
    told = [replace(party.history(k), columns=many.columns.rows(k, k + 1)) for k in (0, 1)]
    assert analysis.from_record(told[0]) == 0.0
    assert analysis.from_record(told[1]) == pytest.approx(8 / len(as_recorded()))
    society = ensemble.tell(ensemble.prepare(load("association")), seed=1, number=0)
    assert analysis.from_record(society) is None


def test_what_is_not_on_record_does_not_count(party: Ensemble) -> None:
    more = as_recorded() | {("stalin", "censured"): "1923-01"}
    assert analysis.find(laid(party, {2: more, 3: as_recorded()}), "closest-to-record") == 2


def test_typical_is_of_the_commonest_ending_and_nearest_to_the_medians(party: Ensemble) -> None:
    dates = ["1923-01", "1924-01", "1925-01", "1926-01", "1927-01", "1928-01"]
    months = {k: {("trotsky", "censured"): month} for k, month in enumerate(dates)}
    # The median is the third; it leads alone, as only one other does, so the nearest of the other four is taken.
    assert analysis.find(laid(party, months, sole=(2, 5)), "typical") == 1
    assert analysis.find(laid(party, months, sole=(2, 3, 4, 5)), "typical") == 2


def test_the_first_of_which_it_holds(party: Ensemble) -> None:
    many = laid(party, {}, sole=(3, 4))
    assert analysis.find(many, "sole:stalin") == 3
    assert analysis.find(many, "open_split") == 0
    with pytest.raises(QuestionError, match="'sole:trotsky' came in none of the 6 histories looked through"):
        analysis.find(many, "sole:trotsky")


@pytest.mark.parametrize(
    ("what", "meant"),
    [
        ("sole:trotski", "sole:trotsky"),
        ("typcal", "typical"),
        ("record", "closest-to-record"),
        ("closest", "closest-to-record"),
        ("open split", "open_split"),
    ],
)
def test_the_nearest_name_is_offered(party: Ensemble, what: str, meant: str) -> None:
    with pytest.raises(QuestionError) as refused:
        analysis.findable(party.model, what)
    assert str(refused.value).endswith(f"did you mean {meant!r}?")


@pytest.mark.parametrize("what", ["sole", "sole:"])
def test_of_whom_it_can_be_said_is_offered(party: Ensemble, what: str) -> None:
    with pytest.raises(QuestionError, match=r"; there is sole:bukharin, sole:kamenev, .* sole:zinoviev$"):
        analysis.findable(party.model, what)


def test_where_nothing_is_near_all_names_are_said(party: Ensemble) -> None:
    with pytest.raises(
        QuestionError, match=r"unknown ending or outcome 'xyzzy'; there is closest-to-record, collective, "
    ):
        analysis.findable(party.model, "xyzzy")


def test_one_history_can_be_asked_what_many_are(party: Ensemble) -> None:
    ends, held = analysis.endings(party), analysis.outcomes(party)
    for number in range(party.histories):
        told = party.history(number)
        assert analysis.ending(told) == ends.statements[ends.which[number]]
        assert [said.id for said in analysis.held(told)] == [
            said.id for row, said in enumerate(held.statements) if held.held[row, number]
        ]
    assert finding.LEADER in USSR.document.targets
