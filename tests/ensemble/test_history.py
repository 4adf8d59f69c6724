"""One history told: the same as in the ensemble, with its events in words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from selectorate import ensemble, state, world
from selectorate.ensemble import Ensemble, Event, History, history, telling
from selectorate.ensemble.prepared import of_parameters
from selectorate.errors import QuestionError
from selectorate.scenario import load
from selectorate.structs import dtype_of

KINDS = {
    "HAPPENED", "OPENED", "CLOSED", "FOUGHT", "VOTED", "REACHED", "ELECTED_TO", "TOOK_OFFICE", "LEFT_OFFICE",
    "RECANTED", "DIVIDED", "DISMISSED", "ALLIED", "PARTED", "TURNED", "LETTER", "FORCED", "DEFECTED", "HONOURED",
    "FREED",
}  # fmt: skip


@pytest.fixture(scope="module")
def party() -> Ensemble:
    return ensemble.run(load("ussr-1922"), histories=4, seed=7)


@pytest.fixture(scope="module")
def told(party: Ensemble) -> History:
    return party.history(2)


def test_it_is_the_history_of_the_ensemble(party: Ensemble, told: History) -> None:
    kept = party.columns.rows(2, 3)
    assert all(a.tobytes() == b.tobytes() for a, b in zip(kept, told.columns, strict=True))


def test_its_keys_give_it_again(party: Ensemble, told: History) -> None:
    again = ensemble.replay(party.model, np.array([told.keys], np.uint64), draw=told.draw)
    assert again.events == told.events
    assert again.number is None
    assert len(told.keys) == 9


def test_events_fall_in_order(told: History) -> None:
    months = [event.month for event in told.events]
    assert months == sorted(months)
    assert months[0] >= "1922-04"
    assert told.missing == 0


def test_what_happened_is_in_it(told: History) -> None:
    assert ("1924-01", "happened", "lenin_death") in {(event.month, event.kind, event.where) for event in told.events}
    assert "1924-01  Lenin dies" in repr(told).splitlines()


def test_votes_are_told_with_their_numbers(told: History) -> None:
    votes = [event for event in told.events if event.kind == "voted"]
    assert votes
    for vote in votes:
        assert vote.votes_for + vote.votes_against > 0
        assert f"{vote.votes_for} to {vote.votes_against}, {'carried' if vote.carried else 'lost'}" in vote.text
        assert f"({telling.strongest(vote.terms)[0]} " in vote.text
        assert vote.where in told.model.names.rungs
        assert vote.who != vote.whom


def test_a_rung_is_reached_in_the_month_that_is_kept(told: History) -> None:
    names = told.model.names
    first: dict[tuple[str | None, str | None], str] = {}
    for event in told.events:
        if event.kind == "reached":
            first.setdefault((event.who, event.where), event.month)
    assert first
    for (who, rung), month in first.items():
        kept = told.columns.reached[0, names.contenders.index(str(who)), names.rungs.index(str(rung))]
        assert told.scenario.month_name(int(kept)) <= month


def test_every_kind_has_a_text() -> None:
    assert set(telling.TEXTS) == set(telling.KINDS.values())
    kinds = {value for name, value in vars(world).items() if name in KINDS}
    assert set(telling.KINDS) == kinds == set(range(1, len(KINDS) + 1))


def test_a_row_is_laid_out_as_in_the_kernel() -> None:
    assert telling.Row._fields == dtype_of(state.Event).names


def test_in_a_notebook_as_table_and_figure(told: History) -> None:
    page = ET.fromstring(f"<div>{told._repr_html_()}</div>")
    assert len(page.findall("table/tbody/tr")) == len(told.events)
    assert of_parameters(told.model) in page.find("table/caption").text
    assert "one history" in page.find("figure/figcaption").text


def test_events_past_the_room_are_counted(party: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = party.history(0)
    monkeypatch.setattr(history, "EVENTS", 5)
    cut = party.history(0)
    assert cut.events == whole.events[:5]
    assert cut.missing == len(whole.events) - 5
    assert repr(cut).endswith(f"... and {cut.missing:,} more events")


def test_no_such_history(party: Ensemble) -> None:
    for number in (-1, 4):
        with pytest.raises(QuestionError, match=f"0 to 3, not {number}"):
            party.history(number)


def test_an_event_is_ids(told: History) -> None:
    event = told.events[0]
    assert isinstance(event, Event)
    everyone = {*told.model.names.persons, None}
    assert all({event.who, event.whom} <= everyone for event in told.events)
