"""The chronicle: what it keeps, in which order, and where it ends."""

from __future__ import annotations

from selectorate.parameters import EVENTS
from selectorate.simulation.memory import new_state
from selectorate.testing import plain
from selectorate.world import DISMISSED, DIVIDED, TERMS, VOTED

CHRONICLE = plain("mechanisms.chronicle")


def test_events_are_kept_in_order_up_to_its_rows_and_counted_beyond() -> None:
    state = new_state(events=3)[0]
    for k in range(5):
        CHRONICLE.write(state, k, 1, k + 10, k + 20, k + 30)
    assert state.events == 5
    kept = [(e.month, e.kind, e.who, e.whom, e.where) for e in state.chronicle[:4]]
    assert kept == [(0, 1, 10, 20, 30), (1, 1, 11, 21, 31), (2, 1, 12, 22, 32), (0, 0, 0, 0, 0)]


def test_an_ensemble_keeps_none() -> None:
    state = new_state()[0]
    CHRONICLE.write(state, 1, 2, 3, 4, 5)
    assert state.events == 1
    assert not state.chronicle["kind"].any()


def test_a_vote_is_one_event_with_its_tally() -> None:
    state = new_state(events=2)[0]
    CHRONICLE.write_vote(state, 7, VOTED, 0, 1, 4, (9, 5, 1))
    CHRONICLE.write_vote(state, 8, DIVIDED, 2, 3, 5, (4, 6, 0))
    CHRONICLE.write_vote(state, 9, VOTED, 0, 1, 4, (1, 1, 0))  # for which there is no row
    events = state.chronicle[:2]
    assert [(e.month, e.kind, e.who, e.whom, e.where) for e in events] == [(7, VOTED, 0, 1, 4), (8, DIVIDED, 2, 3, 5)]
    assert [(e.votes_for, e.votes_against, e.carried) for e in events] == [(9, 5, 1), (4, 6, 0)]
    assert state.events == 3


def test_so_many_people_are_one_event_with_their_number() -> None:
    state = new_state(events=1)[0]
    for number in (17, 18):
        CHRONICLE.write_number(state, 7, DISMISSED, 2, 3, number)
    event = state.chronicle[0]
    assert (event.month, event.kind, event.who, event.whom, event.where) == (7, DISMISSED, 2, -1, 3)
    assert (event.votes_for, event.votes_against, event.carried) == (17, 0, 0)
    assert state.events == 2


def test_reasons_go_to_the_last_event() -> None:
    state = new_state(events=2)[0]
    for month in range(2):
        CHRONICLE.write(state, month, 1, 0, 1, 2)
    state.terms[:] = range(len(TERMS))
    CHRONICLE.write_reasons(state)
    assert not state.chronicle[0].terms.any()
    assert state.chronicle[1].terms.tolist() == list(range(len(TERMS)))
    CHRONICLE.write(state, 2, 1, 0, 1, 2)
    state.terms[:] = 9.0
    CHRONICLE.write_reasons(state)  # of an event that is not kept
    assert state.chronicle[1].terms.tolist() == list(range(len(TERMS)))
    assert not state.chronicle[2].terms.any()


def test_a_row_is_written_anew_in_the_next_history() -> None:
    """A state is used again: an event that is no vote must not show the tally of the vote that stood in its row."""
    state = new_state(events=2)[0]
    CHRONICLE.write_vote(state, 7, VOTED, 0, 1, 4, (9, 5, 1))
    state.chronicle[0].terms[:] = 1.0
    state.events = 0
    CHRONICLE.write(state, 8, 1, 0, 1, 2)
    event = state.chronicle[0]
    assert (event.votes_for, event.votes_against, event.carried) == (0, 0, 0)
    assert not event.terms.any()


def test_it_never_writes_past_its_room() -> None:
    """More rows than there is room for would be memory of others."""
    state = new_state(events=EVENTS + 5)[0]
    assert state.keep <= EVENTS
