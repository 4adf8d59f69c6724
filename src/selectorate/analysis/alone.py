"""One history as an ensemble of one: what is asked of many can then be asked of it."""

from __future__ import annotations

from selectorate.analysis.endings import endings
from selectorate.analysis.outcomes import outcomes
from selectorate.analysis.statements import Statement
from selectorate.ensemble import Ensemble, History


def alone(history: History) -> Ensemble:
    """An ensemble that holds one history; its seed and its costs say nothing."""
    return Ensemble(history.model, history.columns, 0, 1, "recorded", 1, 0.0)


def ending(history: History) -> Statement:
    """How a history ends at the month of reading."""
    found = endings(alone(history))
    return found.statements[int(found.which[0])]


def held(history: History) -> list[Statement]:
    """The outcomes that hold of a history."""
    found = outcomes(alone(history))
    return [said for said, true in zip(found.statements, found.held[:, 0], strict=True) if true]
