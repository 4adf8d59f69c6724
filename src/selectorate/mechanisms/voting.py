"""How a seat votes, and why a vote fell as it did: the log odds of each seat, term by term.

Equation
    P(a seat votes against j) = logistic(L),  L = sum of its terms l_k as `mechanisms.motions` gives them
    expected margin of a seat = 2 logistic(L) - 1 = sum over k of l_k (2 logistic(L) - 1) / L
    term k of a vote          = sum over seats of votes * l_k (2 logistic(L) - 1) / L
    luck                      = margin counted - sum of the terms
Source     Aumann and Shapley 1974, Values of Non-Atomic Games: what each term adds along the straight way from no term
           at all to all of them; the shares add up to the whole whatever the order of terms
Reads      stance, minds, seats, heads, views, say
Writes     chance, last_tie; the terms of the chronicle's last event
Draws      none
Holds      the terms of a vote, luck among them, add up to votes for less votes against
"""

from __future__ import annotations

import math

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import logistic
from selectorate.world import State, World

FLAT = 1e-9
"""Log odds so near 0 that a half stands for their slope."""


@compiled
def lean(world: World, state: State, j: int, rung: int) -> None:
    """Log odds against j, by patron, of a seat-holder without any tie."""
    p = world.parameters
    n = world.count.contenders
    k = state.minds[j].leader
    mind = state.minds[j]
    odds = -world.rungs[rung].reluctance + p.vote_offence * mind.offence
    odds -= p.vote_standing * (mind.standing - 0.5 * state.minds[k].standing)
    for i in range(n):
        odds += p.vote_fear * state.say[i] * side(state, i, j)
    if mind.beaten == 1 and world.rules.branding == 1:
        odds += p.vote_discipline + state.discipline
    for i in range(n):
        state.chance[i] = odds + p.vote_view * (distance(world, state, i, j) - distance(world, state, i, k))
        state.last_tie[i] = -1.0
    state.last_tie[-1] = -1.0
    state.chance[-1] = odds + p.vote_view * (distance(world, state, -1, j) - distance(world, state, -1, k))


@compiled
def side(state: State, i: int, j: int) -> int:
    """Side of i's people in the campaign against j."""
    return -1 if i == j else state.pairs[i, j].stance


@compiled
def distance(world: World, state: State, i: int, j: int) -> float:
    """Distance in policy of i (-1: the middle) from j."""
    total = 0.0
    for x in range(world.count.axes):
        place = state.views[i, x] if i >= 0 else 0.0
        total += (place - state.views[j, x]) * (place - state.views[j, x])
    return math.sqrt(total)


@compiled
def vote(world: World, state: State, patron: int, tie: float, j: int) -> float:
    """Chance of a vote against j; many of a patron's people have one tie, so his last is kept."""
    if tie != state.last_tie[patron]:
        state.last_tie[patron] = tie
        state.last_vote[patron] = logistic(state.chance[patron] + pull(world, state, patron, tie, j))
    return state.last_vote[patron]


@compiled
def pull(world: World, state: State, patron: int, tie: float, j: int) -> float:
    """Log odds that a tie adds."""
    if patron < 0:
        return 0.0
    return world.parameters.vote_tie * tie * side(state, patron, j)


@compiled
def delegates_of(world: World, b: int, month: int) -> int:
    """Delegates of the body that sits this month."""
    for g in range(world.sitting[month], world.sitting[month + 1]):
        if (world.sittings[g].bodies >> b) & 1 == 1:
            return world.sittings[g].delegates
    return 0


@compiled
def explain(world: World, state: State, j: int, motion: int, month: int) -> None:
    """Say of the vote against j that the chronicle has just taken in what each term did to its margin."""
    row = state.chronicle[state.events - 1]
    row.terms[:] = 0.0
    for b in range(world.count.bodies):
        if (world.motions[motion].bodies >> b) & 1 == 1:
            if world.bodies[b].how == w.DELEGATED:
                explain_delegates(world, state, j, motion, float(delegates_of(world, b, month)))
            else:
                body = world.bodies[b]
                for seat in range(body.first, body.first + body.full):
                    place = state.seats[seat]
                    if place.taken == 1 and (place.person < 0 or state.lives[place.person].absent <= month):
                        explain_votes(world, state, j, motion, place.patron, place.tie, 1.0)
    known = 0.0
    for k in range(w.BY_LUCK):
        known += row.terms[k]
    row.terms[w.BY_LUCK] = row.votes_for - row.votes_against - known


@compiled
def explain_delegates(world: World, state: State, j: int, motion: int, number: float) -> None:
    """Add the terms of so many delegates: of each unit the part its head delivers, and the rest."""
    everything = 0.0
    for u in range(world.count.units):
        everything += state.heads[u].weight
    for u in range(world.count.units):
        head = state.heads[u]
        votes = number * head.weight / everything
        explain_votes(world, state, j, motion, head.patron, head.tie, votes * head.delivery)
        explain_votes(world, state, j, motion, -1, 0.0, votes * (1.0 - head.delivery))


@compiled
def explain_votes(world: World, state: State, j: int, motion: int, patron: int, tie: float, votes: float) -> None:
    """Add the terms of so many votes of one patron's people with one tie."""
    p = world.parameters
    k = state.minds[j].leader
    mind = state.minds[j]
    terms = state.terms
    terms[w.BY_TIE] = pull(world, state, patron, tie, j)
    terms[w.BY_VIEW] = p.vote_view * (distance(world, state, patron, j) - distance(world, state, patron, k))
    terms[w.BY_STANDING] = -p.vote_standing * (mind.standing - 0.5 * state.minds[k].standing)
    terms[w.BY_FEAR] = 0.0
    for i in range(world.count.contenders):
        terms[w.BY_FEAR] += p.vote_fear * state.say[i] * side(state, i, j)
    branded = mind.beaten == 1 and world.rules.branding == 1
    terms[w.BY_DISCIPLINE] = p.vote_discipline + state.discipline if branded else 0.0
    terms[w.BY_OFFENCE] = p.vote_offence * mind.offence
    terms[w.BY_RELUCTANCE] = -world.rungs[world.motions[motion].rung].reluctance
    total = 0.0
    for term in range(w.BY_LUCK):
        total += terms[term]
    slope = 0.5
    if abs(total) > FLAT:
        slope = (2.0 * logistic(total) - 1.0) / total
    row = state.chronicle[state.events - 1]
    for term in range(w.BY_LUCK):
        row.terms[term] += votes * terms[term] * slope
