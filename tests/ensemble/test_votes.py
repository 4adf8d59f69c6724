"""A thousand votes from the chronicle alone: what is printed of each adds up, and carries by its motion's threshold."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from selectorate import ensemble
from selectorate.ensemble import Event, History
from selectorate.ensemble.telling import REASONED, VOTES
from selectorate.scenario import load
from selectorate.world import REASONS, TERMS


@pytest.fixture(scope="module")
def histories() -> list[History]:
    """So many histories that their chronicles hold a thousand votes."""
    model = ensemble.prepare(load("ussr-1922"), seed=8)
    found: list[History] = []
    votes = 0
    while votes < 1000:
        found.append(ensemble.tell(model, seed=8, number=len(found)))
        votes += sum(event.kind in VOTES for event in found[-1].events)
        assert len(found) <= 300
    return found


@pytest.fixture(scope="module")
def votes(histories: list[History]) -> list[tuple[History, Event]]:
    return [(told, event) for told in histories for event in told.events if event.kind in VOTES]


def test_terms_add_up_to_the_margin(votes: list[tuple[History, Event]]) -> None:
    assert len(votes) >= 1000
    assert set(Counter(event.kind for _, event in votes)) == set(VOTES)
    for _, event in votes:
        assert tuple(event.terms) == TERMS
        assert sum(event.terms.values()) == pytest.approx(event.votes_for - event.votes_against, abs=1e-6)


def test_it_carries_by_its_threshold(votes: list[tuple[History, Event]]) -> None:
    carried = Counter[bool]()
    for told, event in votes:
        every = event.votes_for + event.votes_against
        assert every > 0
        threshold = 0.5 if event.kind == "divided" else float(told.model.worlds[0].motions[event.motion].threshold)
        assert event.carried == (event.votes_for > threshold * every)
        carried[event.carried] += event.kind == "voted"
        if event.kind == "voted":
            said = "carried" if event.carried else "lost"
            assert f": {event.votes_for:,} to {event.votes_against:,}, {said}" in event.text
    assert carried[True] > 0


def test_luck_is_what_the_terms_leave(votes: list[tuple[History, Event]]) -> None:
    """Seat by seat it is as likely up as down, and over bodies of hundreds little beside the margin."""
    luck = np.array([event.terms["luck"] for _, event in votes])
    every = np.array([event.votes_for + event.votes_against for _, event in votes])
    large = every >= 100
    assert np.abs(luck[large] / every[large]).mean() < 0.1
    assert abs((luck / every).mean()) < 4 * (luck / every).std() / len(luck) ** 0.5 + 0.02


def test_a_verdict_follows_every_vote_carried(votes: list[tuple[History, Event]]) -> None:
    """Whoever is voted down reaches the rung; it is told in the same month."""
    for told, event in votes:
        if event.kind == "voted" and event.carried:
            reached = {(e.who, e.where) for e in told.events if e.kind == "reached" and e.month == event.month}
            assert (event.whom, event.where) in reached


def test_only_votes_and_reasoned_events_have_terms(histories: list[History]) -> None:
    events = [event for told in histories for event in told.events]
    assert {event.kind for event in events if event.terms} <= {*VOTES, *REASONED}
    reasoned = [event for event in events if event.kind in REASONED]
    assert reasoned
    assert all(set(event.terms) <= set(REASONS) for event in reasoned)
