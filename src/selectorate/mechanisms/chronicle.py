"""The chronicle: every event of a history with who, whom, where and the numbers, in the order in which it fell.

An ensemble hands in a chronicle without rows, and nothing is written; a replay hands in rows. Whoever asks for some
kinds of events alone (``state.heard``) is told no others, and is told no reasons unless he asks for them
(``state.reasoned``). Past the last row events are counted (``state.events``) and not kept, so a reader knows that some
are missing.
"""

from __future__ import annotations

from selectorate.compiling import compiled
from selectorate.state import State


@compiled
def write(state: State, month: int, kind: int, who: int, whom: int, where: int) -> int:
    """Add one event; return the row in which it is kept, -1 where it is not."""
    if (state.heard >> kind) & 1 == 0:
        return -1
    state.events += 1
    if state.events > state.keep:
        return -1
    row = state.chronicle[state.events - 1]
    row.month = month
    row.kind = kind
    row.who = who
    row.whom = whom
    row.where = where
    row.votes_for = 0
    row.votes_against = 0
    row.carried = 0
    row.terms[:] = 0.0
    return state.events - 1


@compiled
def write_vote(
    state: State, month: int, kind: int, mover: int, target: int, where: int, votes: tuple[int, int, int]
) -> None:
    """Add one vote: votes for, votes against, and 1 where it carried."""
    kept = write(state, month, kind, mover, target, where)
    if kept >= 0:
        row = state.chronicle[kept]
        row.votes_for = votes[0]
        row.votes_against = votes[1]
        row.carried = votes[2]


@compiled
def write_number(state: State, month: int, kind: int, whose: int, where: int, number: int) -> None:
    """Add one event of so many people of one patron."""
    kept = write(state, month, kind, whose, -1, where)
    if kept >= 0:
        state.chronicle[kept].votes_for = number


@compiled
def tells_reasons(state: State) -> bool:
    """Whether the terms of the last event are wanted, and there is room for them."""
    return state.reasoned == 1 and state.events <= state.keep


@compiled
def write_reasons(state: State) -> None:
    """Add the terms that are laid out in ``state.terms`` to the last event."""
    if tells_reasons(state):
        row = state.chronicle[state.events - 1]
        for term in range(state.terms.shape[0]):
            row.terms[term] = state.terms[term]
