"""One history told: what happened month by month, and how the committee stood after each session."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

import numpy as np

from selectorate.ensemble.columns import Columns, reduced
from selectorate.ensemble.figures import followings, table
from selectorate.ensemble.luck import Keys, luck
from selectorate.ensemble.posterior import Posterior, fitting
from selectorate.ensemble.prepared import Dealer, of_parameters, posterior_of, which
from selectorate.ensemble.telling import Event, Teller
from selectorate.errors import QuestionError
from selectorate.parameters import EVENTS
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model
from selectorate.simulation.history import live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Months

HISTORIES_AT_MOST = 100_000_000
"""Histories that a seed has."""


@dataclass(frozen=True, repr=False, eq=False)
class History:
    """One history, lived again with its chronicle.

    Attributes:
        model: the world it was lived in.
        number: which history of a seed it is; None where its keys were given.
        keys: its luck: one key a calendar year.
        columns: the one row that an ensemble keeps of it.
        months: how things stood at the end of every month, as arrays with one row.
        events: what happened, in order.
        missing: events past the room of the chronicle, which are counted and not told.
        draw: which draw of the posterior it is lived with; None with hand-set parameters.
    """

    model: Model
    number: int | None
    keys: tuple[int, ...]
    columns: Columns
    months: Months
    events: tuple[Event, ...]
    missing: int
    draw: int | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario it is a history of."""
        return self.model.scenario

    def __repr__(self) -> str:
        end = [f"... and {self.missing:,} more events"] if self.missing else []
        return "\n".join([self._title(), *(f"{event.month}  {event.text}" for event in self.events), *end])

    def _repr_html_(self) -> str:
        rows = [(event.month, event.text) for event in self.events]
        whose = f"one history, {of_parameters(self.model)}"
        figure = followings(self.scenario, self.model.names, self.columns.following[0].astype(np.int64), whose)
        return table(self._title(), rows, head=("month", "event")) + figure

    def _title(self) -> str:
        name = "One history" if self.number is None else f"History {self.number}"
        return f"{name} of {self.scenario.name}, with {of_parameters(self.model)}: {len(self.events):,} events"


def replay(model: Model, keys: Keys, *, number: int | None = None, draw: int | None = None) -> History:
    """Live one history of a model under ``keys`` (1, years), and keep what happens in it.

    Where the model has a posterior, ``draw`` says which of its sets of parameters the history has.

    Raises:
        QuestionError: it does not say so, or there is no such draw.
    """
    if posterior_of(model) is None:
        draw = None
    elif draw is None:
        raise QuestionError("the parameters of this model come from a posterior: say with which draw of it")
    else:
        demand_draw(model, draw)
    states, facts = new_state(events=EVENTS), new_facts(model.worlds[0], 1, monthly=True)
    worlds = copy(model.worlds)
    with np.errstate(over="ignore"):
        live_dealt(worlds, states, facts, keys, Dealer(model).deal(worlds, np.array([draw or 0])))
    count = int(states[0].events)
    events = Teller(model).events(np.asarray(states[0].chronicle)[: min(count, EVENTS)])
    years = tuple(int(key) for key in keys[0])
    return History(model, number, years, reduced(facts).frozen(), facts.months, events, max(0, count - EVENTS), draw)


def tell(model: Model, *, seed: int, number: int) -> History:
    """Live history ``number`` of a seed alone, and tell it: the same as in any ensemble of that seed.

    Raises:
        QuestionError: the number is below 0 or beyond all histories.
    """
    if not 0 <= number < HISTORIES_AT_MOST:
        raise QuestionError(f"histories are 0 to {HISTORIES_AT_MOST - 1:,}, not {number:,}")
    draw = int(which(model, seed, number, 1)[0]) if posterior_of(model) else None
    return replay(model, luck(model.worlds[0], seed, number, 1), number=number, draw=draw)


def demand_draw(model: Model, draw: int) -> Posterior:
    """The posterior of a model, if it has a draw of this number.

    Raises:
        QuestionError: the model has no posterior, or that has no such draw.
    """
    posterior = posterior_of(model)
    if posterior is None:
        hint = getattr(model, "unfit", None)
        why = f"the posterior {hint}" if hint else f"`{fitting(model.scenario)}` makes a posterior"
        raise QuestionError(f"there is no draw of a posterior: parameters are the hand-set ones; {why}")
    posterior.parameters(draw)
    return posterior


def tell_draw(model: Model, draw: int) -> History:
    """Live one draw of a model's posterior with its own luck, under which it met the record, and tell it.

    Raises:
        QuestionError: the model has no posterior, or that has no such draw.
    """
    return replay(model, demand_draw(model, draw).keys[draw : draw + 1], draw=draw)


__all__ = ["HISTORIES_AT_MOST", "Event", "History", "demand_draw", "replay", "tell", "tell_draw"]
