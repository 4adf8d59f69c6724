"""Whether a way to decide is fair: it reads people, not places in a list."""

from __future__ import annotations

from typing import Any

import numpy as np

from selectorate.state import State
from selectorate.structs import new
from selectorate.testing.errors import demand
from selectorate.testing.plain import plain
from selectorate.testing.steps import image
from selectorate.world import World


def demand_fair(world: Any, state: Any, month: int) -> None:
    """Raise `ContractError` unless all contenders decide lawfully here, and alike when they change places."""
    n = int(world.count.contenders)
    state = _uneven(state, n)
    before = image(state)
    decided = decisions(world, state, month)
    demand(image(state) == before, f"month {month}: a decision writes on the state")
    for i, (target, sides) in enumerate(decided):
        demand(target in _targets(state, n, i), f"month {month}: contender {i} cannot open a campaign against {target}")
        demand(set(sides) <= {-1, 0, 1}, f"month {month}: contender {i} takes a side that is none of -1, 0, 1")
    order = [n - 1 - i for i in range(n)]
    turned = decisions(*change_places(world, state, order), month)
    for i, (target, sides) in enumerate(decided):
        other, others = turned[order[i]]
        demand(other == (order[target] if target >= 0 else -1), f"month {month}: the target of {i} hangs on his place")
        demand([others[order[j]] for j in range(n)] == sides, f"month {month}: the sides of {i} hang on his place")


def decisions(world: Any, state: Any, month: int) -> list[tuple[int, list[int]]]:
    """Target and sides of every contender who can act; -1 and no side of one who cannot."""
    strategies, n = plain("strategies"), world.count.contenders
    free = [plain("mechanisms.seats").can_act(state, i, month) for i in range(n)]
    ruling = [strategies.rulers(world, state, j) for j in range(n)]
    sides = [[int(strategies.side(world, state, i, j, month, ruling[j])) for j in range(n)] for i in range(n)]
    return [(int(strategies.target(world, state, i)) if free[i] else -1, sides[i]) for i in range(n)]


def _uneven(state: Any, n: int) -> Any:
    """A copy in which no two contenders are equal: which of equals is taken may hang on their luck keys, and does."""
    states = new(State)
    states[0] = state
    changed: Any = states[0]
    nudge = 1e-6 * np.sqrt(np.arange(2.0, n + 2.0))
    changed.minds["committee"][:n] += nudge
    changed.minds["standing"][:n] += nudge
    changed.pairs["hostility"][:n, :n] += 1e-6 * np.sqrt(np.arange(2.0, n * n + 2.0).reshape(n, n))
    return changed


def _targets(state: Any, n: int, i: int) -> set[int]:
    lives, minds = state.lives, state.minds
    here = {j for j in range(n) if lives[j].alive == 1 and lives[j].member == 1 and minds[j].leader < 0}
    return {-1} | (here - {i})


def change_places(world: Any, state: Any, order: list[int]) -> tuple[Any, Any]:
    """The same society with contender i in place ``order[i]``: everything that is his goes with him."""
    worlds, states = new(World), new(State)
    worlds[0], states[0] = world, state
    changed: Any = worlds[0]
    moved: Any = states[0]
    _rows(changed, order, "contenders", "persons", "views")
    _rows(moved, order, "minds", "lives", "views", "told", "say", "slate", "owned", "reached")
    _pairs(changed, order, "affinity")
    _pairs(moved, order, "pairs")
    for name in ("following", "delegates"):
        moved[name][:, order] = state[name][:, : len(order)]
    for record, rooms in ((changed, ("persons", "units", "seats")), (moved, ("lives", "heads", "seats"))):
        for room in rooms:
            record[room]["patron"] = _renamed(record[room]["patron"], order)
    for record, named in ((changed, _PEOPLE_OF_WORLD), (moved, _PEOPLE_OF_STATE)):
        for room, name in named:
            record[room][name] = _renamed(record[room][name], order)
    for name in ("against", "behind", "fights", "supports"):
        moved.minds[name] = _regrouped(moved.minds[name], order)
    moved.letter_on = _renamed(np.array([moved.letter_on]), order)[0]
    return changed, moved


_PEOPLE_OF_WORLD = (
    ("seats", "person"),
    ("offices", "holder"),
    ("offices", "deputy"),
    ("acts", "person"),
    ("effects", "person"),
)
_PEOPLE_OF_STATE = (
    ("seats", "person"),
    ("posts", "holder"),
    ("posts", "claim"),
    ("minds", "leader"),
    ("minds", "next_leader"),
    ("minds", "partner"),
)


def _rows(record: Any, order: list[int], *rooms: str) -> None:
    for room in rooms:
        record[room][order] = record[room][: len(order)].copy()


def _pairs(record: Any, order: list[int], room: str) -> None:
    record[room][np.ix_(order, order)] = record[room][: len(order), : len(order)].copy()


def _regrouped(groups: Any, order: list[int]) -> Any:
    """Sets of contenders as bits, renamed."""
    return sum(((groups >> i) & 1) << new for i, new in enumerate(order))


def _renamed(people: Any, order: list[int]) -> Any:
    """Contenders renamed; nobody (-1) and other people stay who they are."""
    names = np.arange(max(len(order), int(people.max(initial=0)) + 1) + 1)
    names[: len(order)] = order
    names[-1] = -1
    return names[people]
