"""What always holds at the end of a month, whatever a scenario says."""

from __future__ import annotations

from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.testing.errors import demand

NEARLY = 1e-9


def demand_always(world: Any, state: Any, month: int) -> None:
    """Raise `ContractError` if a state is one that no history may come to."""
    for name, rule in RULES.items():
        demand(rule(world, state, month), f"month {month}: {name}")


def counts_are_right(world: Any, state: Any, month: int) -> bool:
    """``following`` and ``seated`` are what a recount of the seats gives."""
    del month
    following = np.zeros_like(state.following)
    for seat in _taken(world, state):
        body = world.seats[seat].body
        if seat < world.bodies[body].first + world.bodies[body].full:
            following[body, state.seats[seat].patron] += 1
    return bool((following == state.following).all() and (following.sum(1) == state.seated).all())


def one_seat_each(world: Any, state: Any, month: int) -> bool:
    """A person holds at most one seat of a body."""
    del month
    held = [(world.seats[s].body, state.seats[s].person) for s in _taken(world, state) if state.seats[s].person >= 0]
    return len(held) == len(set(held))


def sizes_are_kept(world: Any, state: Any, month: int) -> bool:
    """A body elected this month has no more seats taken than it has in force."""
    for g in range(world.sitting[month], world.sitting[month + 1]):
        for b in range(world.count.bodies):
            if (world.sittings[g].elects >> b) & 1 == 1 and state.seated[b] > world.full[b, month]:
                return False
    return True


def the_gone_hold_nothing(world: Any, state: Any, month: int) -> bool:
    """The dead and the expelled hold no seat and no office."""
    del month
    n = world.count.persons
    gone = {q for q in range(n) if state.lives[q].alive == 0 or state.lives[q].member == 0}
    holders = {state.seats[seat].person for seat in _taken(world, state)}
    holders |= {state.posts[office].holder for office in range(world.count.offices)}
    return not gone & holders


def shares_are_shares(world: Any, state: Any, month: int) -> bool:
    """Say and slate sum to at most 1, delegates to 1, delivery and authority lie between 0 and 1."""
    n = world.count.contenders
    says = all((say[:n] >= 0.0).all() and say[:n].sum() <= 1.0 + NEARLY for say in (state.say, state.slate))
    delivery = state.heads["delivery"][: world.count.units]
    told = all(
        abs(state.delegates[b].sum() - 1.0) < NEARLY
        for g in range(world.sitting[month], world.sitting[month + 1])
        for b in range(world.count.bodies)
        if world.bodies[b].how == w.DELEGATED and (world.sittings[g].bodies >> b) & 1 == 1 and world.uses[w.SESSIONS]
    )
    return bool(says and told and ((delivery >= 0.0) & (delivery <= 1.0)).all() and 0.0 <= state.authority <= 1.0)


def ties_are_ties(world: Any, state: Any, month: int) -> bool:
    """Patrons are contenders or nobody, and a tie that binds lies between 0 and 1."""
    del month
    people = [state.heads[u] for u in range(world.count.units)] + [state.seats[s] for s in _taken(world, state)]
    bound = [place for place in people if place.patron >= 0]
    known = all(-1 <= place.patron < world.count.contenders for place in people)
    return known and all(0.0 <= place.tie <= 1.0 for place in bound)


def campaigns_have_sides(world: Any, state: Any, month: int) -> bool:
    """Who leads a campaign is against its target; where none stands nobody takes a side; nobody has one to himself."""
    del month
    n = world.count.contenders
    stances = state.pairs["stance"][:n, :n]
    for j in range(n):
        leader = state.minds[j].leader
        against_himself = leader == j or stances[j, j] != 0
        if against_himself or (leader < 0 and stances[:, j].any()) or (leader >= 0 and stances[leader, j] != 1):
            return False
    return True


def numbers_are_numbers(world: Any, state: Any, month: int) -> bool:
    """Every number of a mind is finite, and standing and offence are not negative."""
    del month
    n = world.count.contenders
    minds, pairs = state.minds[:n], state.pairs[:n, :n]
    numbers = [minds[name] for name in ("standing", "offence", "committee", "presidium", "power")]
    numbers += [pairs[name] for name in ("believed", "error", "hostility")]
    finite = all(np.isfinite(values).all() for values in numbers)
    return bool(finite and (minds["standing"] >= 0.0).all() and (minds["offence"] >= 0.0).all())


def months_are_past(world: Any, state: Any, month: int) -> bool:
    """No rung was reached, and no happening came, in a month that has not been."""
    reached = state.reached[: world.count.contenders, : world.count.rungs]
    came = state.came[: world.count.happenings]
    return bool(((reached >= -1) & (reached <= month)).all() and ((came >= -1) & (came <= month)).all())


def _taken(world: Any, state: Any) -> list[int]:
    return [int(seat) for seat in np.flatnonzero(state.seats["taken"][: world.count.seats])]


RULES = {
    (rule.__doc__ or "").splitlines()[0]: rule
    for rule in (
        counts_are_right,
        one_seat_each,
        sizes_are_kept,
        the_gone_hold_nothing,
        shares_are_shares,
        ties_are_ties,
        campaigns_have_sides,
        numbers_are_numbers,
        months_are_past,
    )
}
"""Every rule by what it says."""
