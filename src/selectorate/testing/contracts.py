"""Contracts that any scenario keeps, with any mechanism or strategy in it: each raises `ContractError` or is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from selectorate.scenario import Scenario
from selectorate.scenario.variants import dependents, without
from selectorate.simulation.build import build
from selectorate.testing.always import demand_always
from selectorate.testing.changes import exchanged, shuffled, without_record
from selectorate.testing.errors import demand
from selectorate.testing.histories import demand_same, live, live_plain, luck, rows, shortened
from selectorate.testing.ledger import demand_as_declared, ledger, streams
from selectorate.testing.steps import first_act
from selectorate.testing.strategy import demand_fair


def check_scenario(scenario: Scenario, *, histories: int = 1) -> None:
    """Check every contract; ``histories`` says how many are lived uncompiled (some 0.1 seconds a month of a large one).

    >>> from selectorate import scenario
    >>> from selectorate.testing import check_scenario
    >>> check_scenario(scenario.load("association"))
    """
    check_permutation(scenario)
    check_record(scenario)
    first, second = list(scenario.document.contenders)[:2]
    check_exchange(scenario, first, second)
    check_replay(scenario)
    check_history(scenario, histories=histories)
    for mechanism in scenario.document.scenario.mechanisms:
        check_mechanism_off(scenario, mechanism)


def check_permutation(scenario: Scenario, *, orders: int = 3) -> None:
    """The order of entries in the files changes no bit of the world, and so none of any history."""
    model = build(scenario)
    for seed in range(orders):
        other = build(shuffled(scenario, seed))
        demand(other.names == model.names, f"order {seed}: names stand in another order")
        demand(other.worlds.tobytes() == model.worlds.tobytes(), f"order {seed}: the world differs")


def check_exchange(scenario: Scenario, one: str, other: str) -> None:
    """Two ids exchanged everywhere exchange names only."""
    model, swapped = build(scenario), build(exchanged(scenario, one, other))
    swap = {one: other, other: one}
    for kind in ("contenders", "persons", "units", "bodies", "offices"):
        expected = tuple(swap.get(name, name) for name in getattr(model.names, kind))
        demand(getattr(swapped.names, kind) == expected, f"{kind} do not exchange {one} and {other}")
    demand(swapped.worlds.tobytes() == model.worlds.tobytes(), f"{one} and {other} exchanged: the world differs")


def check_record(scenario: Scenario) -> None:
    """What is told of the time after the start is compared with, and is no input."""
    told, untold = build(scenario), build(without_record(scenario))
    demand(told.worlds.tobytes() == untold.worlds.tobytes(), "the record is read by the world")


def check_replay(scenario: Scenario, *, histories: int = 7, seed: int = 1) -> None:
    """A history is the same alone and among many, in any block, in a used state, and from its explicit keys."""
    model = build(scenario)
    keys = luck(model, histories, seed=seed)
    whole = live(model, keys)
    demand(len(np.unique(keys)) == keys.size, "two years of two histories have the same luck")
    for k in range(histories):
        demand_same(rows(whole, slice(k, k + 1)), live(model, luck(model, 1, seed=seed, first=k)), f"history {k} alone")
    half = histories // 2
    demand_same(rows(whole, slice(half, None)), live(model, keys[half:].copy()), "the second half")
    demand_same(rows(whole, slice(None, None, -1)), live(model, keys[::-1].copy()), "backwards")


def check_history(
    scenario: Scenario, *, histories: int = 1, seed: int = 1, happenings: Sequence[str] = ("recorded", "drawn")
) -> None:
    """Compiled and uncompiled histories have the same bits, come to no impossible state, and draw as declared."""
    for how in happenings:
        model = build(scenario, happenings=how)
        keys = luck(model, histories, seed=seed)
        with ledger() as book:
            book.open_years(keys)
            lived = live_plain(model, keys, watch=demand_always)
        demand_same(lived, live(model, keys), f"{how} happenings, compiled and uncompiled")
        demand_as_declared(book)


def check_mechanism_off(scenario: Scenario, mechanism: str, *, seed: int = 1, months: int | None = None) -> None:
    """Switched off, a mechanism draws nothing and moves nobody else, and what it was told is read by nobody else.

    The state is that of the full history until the mechanism, or one that needs it, first changes something there.
    ``months`` shortens the histories.
    """
    off = dependents(scenario, [mechanism])
    demand(mechanism in off, f"the scenario does not use {mechanism}")
    full, bare = (shortened(build(made), months) for made in (scenario, without(scenario, [mechanism])))
    keys = luck(full, 1, seed=seed)
    first_act(full, bare, off, keys)
    with ledger() as book:
        book.open_years(keys)
        lived = live_plain(bare, keys, watch=demand_always)
    demand_same(lived, live(bare, keys), f"without {mechanism}, compiled and uncompiled")
    names = {number: name for name, number in streams().items()}
    drawn = {names[stream] for gone in off for stream in book.streams_of(f"mechanisms.{gone}")}
    demand(not drawn, f"without {mechanism}, {', '.join(sorted(drawn))} is drawn")


def check_strategy(scenario: Scenario, strategy: str, *, seed: int = 1, months: int | None = None) -> None:
    """Contenders who decide by a strategy take sides and targets there are, write nothing, and need no index.

    At the end of each month every contender is asked for his target and his sides; then all contenders change places,
    and each has to say the same of the same people.
    """
    contenders = {
        name: contender.model_copy(update={"strategy": strategy})
        for name, contender in scenario.document.contenders.items()
    }
    model = build(replace(scenario, document=scenario.document.model_copy(update={"contenders": contenders})))
    live_plain(shortened(model, months), luck(model, 1, seed=seed), watch=demand_fair)
