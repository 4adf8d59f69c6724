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
    """``following``, ``seated`` and ``named`` are what a recount of the seats gives."""
    del month
    following, named = np.zeros_like(state.following), np.zeros_like(state.named)
    for seat in _taken(world, state):
        body = world.seats[seat].body
        if seat < world.bodies[body].first + world.bodies[body].full:
            following[body, state.seats[seat].patron] += 1
            named[body] += state.seats[seat].person >= 0
    right = (following == state.following).all() and (named == state.named).all()
    return bool(right and (following.sum(1) == state.seated).all())


def the_base_is_counted(world: Any, state: Any, month: int) -> bool:
    """What contenders own of the base is to the last bit what a recount gives, unless a recount is due."""
    del month
    owned = np.zeros_like(state.owned)
    for head in state.heads[: world.count.units]:
        owned[head.patron] += head.weight
    counted = bool((owned == state.owned).all() and owned.sum() == state.owned_all)
    return counted or state.recount == 1 or world.count.units == 0


def one_seat_each(world: Any, state: Any, month: int) -> bool:
    """A person holds at most one seat of a body."""
    del month
    held = [(world.seats[s].body, state.seats[s].person) for s in _taken(world, state) if state.seats[s].person >= 0]
    return len(held) == len(set(held))


def sizes_are_kept(world: Any, state: Any, month: int) -> bool:
    """A body elected this month has no more seats taken than it has in force."""
    for g in range(world.sitting[month], world.sitting[month + 1]):
        if world.sittings[g].called == 1 and state.convened == 0:
            continue
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


def no_tie_is_looser(world: Any, state: Any, month: int) -> bool:
    """No tie to a contender is weaker than the loosest that he is known to have."""
    del month
    people = [state.heads[u] for u in range(world.count.units)]
    people += [state.lives[q] for q in range(world.count.contenders, world.count.persons)]
    people += [state.seats[s] for s in _taken(world, state) if state.seats[s].person != state.seats[s].patron]
    return not any(one.patron >= 0 and one.tie < state.minds[one.patron].loosest for one in people)


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


def bits_say_sides(world: Any, state: Any, month: int) -> bool:
    """Who is against and who behind whom is in bits what the stances say; so many campaigns stand as have a leader."""
    del month
    n = world.count.contenders
    against, behind, fights, supports = (np.zeros(n, np.int64) for _ in range(4))
    led = [j for j in range(n) if state.minds[j].leader >= 0]
    for j in led:
        for i in range(n):
            stance = state.pairs[i, j].stance
            against[j] |= (stance == 1) << i
            behind[j] |= (stance == -1) << i
            fights[i] |= (stance == 1) << j
            supports[i] |= (stance == -1) << j
    said = {"against": against, "behind": behind, "fights": fights, "supports": supports}
    return state.fronts == len(led) and all((state.minds[name][:n] == bits).all() for name, bits in said.items())


def numbers_are_numbers(world: Any, state: Any, month: int) -> bool:
    """Every number of a mind is finite; standing, offence, cadres and the weight of a letter are not negative."""
    del month
    n = world.count.contenders
    minds, pairs = state.minds[:n], state.pairs[:n, :n]
    positive = [minds[name] for name in ("standing", "footing", "offence", "cadres")] + [state.letter_weight]
    numbers = [minds[name] for name in ("committee", "presidium", "secure", "power", "lead")]
    numbers += [pairs[name] for name in ("believed", "error", "affinity", "hostility")]
    finite = all(np.isfinite(values).all() for values in numbers + positive)
    return bool(finite and all((values >= 0.0).all() for values in np.atleast_1d(*positive)))


def parts_are_parts(world: Any, state: Any, month: int) -> bool:
    """Grip, veil, reach, shares of seats and members, workers, the crisis and what is at issue are parts of a whole."""
    del month
    minds = state.minds[: world.count.contenders]
    names = ("grip", "loosest", "stood_by", "committee", "presidium", "secure", "veil", "reach")
    parts = [*(minds[name] for name in names), state.workers, state.crisis, state.enrolment]
    parts.append(state.salience[: world.count.axes])
    return all(bool(np.all((part >= 0.0) & (part <= 1.0 + NEARLY))) for part in parts)


def places_are_in_the_space(world: Any, state: Any, month: int) -> bool:
    """Views, opinion, the line and how things go stay within -1 and 1, and distances are those of the views."""
    del month
    n, axes = world.count.contenders, world.count.axes
    views = state.views[: world.count.persons, :axes]
    places = [views, state.opinion[:axes], state.line[:axes], state.blamed[:axes], state.index[: world.count.economies]]
    steps = views[:n, None, :] - views[None, :n, :]
    issue = state.salience[:axes] if world.uses[w.POLICY] == 1 else np.ones(axes)
    apart = np.abs((issue * steps * steps).sum(2) - state.pairs["distance"][:n, :n]).max(initial=0.0)
    return bool(apart < NEARLY) and all(bool((np.abs(place) <= 1.0 + NEARLY).all()) for place in places)


def months_are_past(world: Any, state: Any, month: int) -> bool:
    """No rung was reached, no happening came and no letter was opened in a month that has not been."""
    reached = state.reached[: world.count.contenders, : world.count.rungs]
    came = state.came[: world.count.happenings]
    past = ((reached >= -1) & (reached <= month)).all() and ((came >= -1) & (came <= month)).all()
    congresses = -1 <= state.congress_before <= state.congress <= month
    opened = state.letter in (w.KEPT, w.READ)
    return bool(past and congresses and -1 <= state.letter_month <= month and opened == (state.letter_month >= 0))


def _taken(world: Any, state: Any) -> list[int]:
    return [int(seat) for seat in np.flatnonzero(state.seats["taken"][: world.count.seats])]


RULES = {
    (rule.__doc__ or "").splitlines()[0]: rule
    for rule in (
        counts_are_right,
        the_base_is_counted,
        one_seat_each,
        sizes_are_kept,
        the_gone_hold_nothing,
        shares_are_shares,
        ties_are_ties,
        no_tie_is_looser,
        campaigns_have_sides,
        bits_say_sides,
        numbers_are_numbers,
        parts_are_parts,
        places_are_in_the_space,
        months_are_past,
    )
}
"""Every rule by what it says."""
