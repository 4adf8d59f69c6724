"""Motions: a campaign comes to a vote when there is an occasion, a venue sits, and the leader expects to carry.

Equation
    P(brought) = tempo (1 - authority) (1 - e^(-(months since the last rung or the opening) (1 + offence) / gap))
                 * (occasion + (1 - occasion) (1 - e^(-1.5 offence)))
    log odds that a seat votes against j, led by k:
        vote_tie tie side(patron) + vote_view (d_j - d_k) - vote_standing (standing_j - standing_k / 2)
        + vote_fear (say against - say for) + (vote_discipline + discipline) [j is beaten and branding works]
        + vote_offence offence_j - reluctance of the rung
        side 1 where the patron is against j, -1 where he is j or for him; d = distance in policy from the patron
        (from the middle for the unaligned)
    a delegation votes its delivered part as one man, the rest in proportion
    the mover's forecast is the expected share plus forecast * normal; he moves if it passes the threshold
Reads      sittings, stance, minds, seats, heads, views, say
Writes     minds.verdict, minds.failed, chance
Draws      MOTION, FORECAST by target; VOTE by seat and target; DELEGATE_VOTE by unit and target
Claims     xiv_congress_close_fight, trotsky_defeated_1924_congress, june1927_expulsion_failed, faction_ban_1921
Holds      votes for and against sum to the votes cast; while the founder acts fully no motion is brought
"""

from __future__ import annotations

import math

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import (
    DELEGATE_VOTE,
    FORECAST,
    MOTION,
    VOTE,
    draw,
    exp,
    logistic,
    mix,
    normal,
    stream_key,
    uniform,
)
from selectorate.mechanisms.chronicle import write_vote
from selectorate.mechanisms.powers import keeper
from selectorate.mechanisms.seats import office_of, seat_of
from selectorate.mechanisms.sessions import SEATS_A_BODY
from selectorate.mechanisms.voting import delegates_of, explain, lean, vote
from selectorate.world import State, World


@compiled
def motions(world: World, state: State, month: int, year: np.uint64) -> None:
    """Bring the motions that are due this month, and count the votes."""
    for j in range(world.count.contenders):
        mind = state.minds[j]
        mind.verdict = -1
        mind.failed = 0
        if mind.leader < 0 or not ripe(world, state, j, month, year):
            continue
        motion = next_motion(world, state, j, month)
        if motion >= 0 and on_the_table(world, state, j):
            divide(world, state, j, motion, month, year)


@compiled
def ripe(world: World, state: State, j: int, month: int, year: np.uint64) -> bool:
    """Whether the campaign against j is brought to a vote when a venue sits this month."""
    p = world.parameters
    mind = state.minds[j]
    waited = month - max(mind.last_rung, mind.opened)
    occasion = p.occasion + (1.0 - p.occasion) * (1.0 - exp(-1.5 * mind.offence))
    chance = p.tempo * (1.0 - state.authority) * occasion
    chance *= 1.0 - exp(-waited * (1.0 + mind.offence) / p.gap)
    return draw(stream_key(year, month, MOTION), world.contenders[j].luck_key) < chance


@compiled
def on_the_table(world: World, state: State, j: int) -> bool:
    """Whether a motion against j can be tabled: his side can keep it off unless the presidium's majority insists."""
    rules = world.rules
    if state.minds[j].turned == 1:
        return True
    if rules.agenda == w.JOINT:
        return False
    holder = keeper(world, state, rules.agenda, rules.agenda_office)
    return holder < 0 or (holder != j and state.pairs[holder, j].stance != -1)


@compiled
def next_motion(world: World, state: State, j: int, month: int) -> int:
    """The first motion of the lowest rung that applies to j and whose bodies sit this month, or -1."""
    sits = 0
    for g in range(world.sitting[month], world.sitting[month + 1]):
        sits |= world.sittings[g].bodies
    for rung in range(world.count.rungs):
        if not applies(world, state, rung, j):
            continue
        for q in range(world.count.motions):
            motion = world.motions[q]
            if motion.rung == rung and (motion.bodies & ~sits) == 0 and admissible(world, state, q, j):
                return q
        return -1
    return -1


@compiled
def applies(world: World, state: State, rung: int, j: int) -> bool:
    """Whether a rung can still be climbed by j."""
    step = world.rungs[rung]
    if step.takes == w.NOTHING:
        return state.minds[j].beaten == 0
    if step.takes == w.OFFICE_LOST:
        return office_of(world, state, j) >= 0
    if step.takes == w.SEAT_LOST:
        return seat_of(world, state, j, step.body) >= 0
    return step.takes == w.MEMBERSHIP and state.lives[j].member == 1


@compiled
def admissible(world: World, state: State, motion: int, j: int) -> bool:
    """Whether a motion is meant for j."""
    row = world.motions[motion]
    if row.only == w.ANYONE:
        return True
    return (seat_of(world, state, j, row.of) >= 0) == (row.only == w.MEMBERS_OF)


@compiled
def divide(world: World, state: State, j: int, motion: int, month: int, year: np.uint64) -> None:
    """Forecast, and if the mover expects to carry, vote."""
    row = world.motions[motion]
    key = world.contenders[j].luck_key
    lean(world, state, j, row.rung)
    votes, ayes = count(world, state, j, motion, month, year, False)
    noise = world.parameters.forecast * normal(mix(stream_key(year, month, FORECAST), key))
    if votes == 0 or ayes / votes + noise <= row.threshold:
        return
    votes, ayes = count(world, state, j, motion, month, year, True)
    yes = int(math.floor(ayes + 0.5))
    carried = yes > row.threshold * votes
    write_vote(state, month, state.minds[j].leader, j, motion, (yes, votes - yes, 1 if carried else 0))
    if state.events <= state.keep:
        explain(world, state, j, motion, month)
    if carried:
        state.minds[j].verdict = row.rung
    else:
        state.minds[j].failed = 1


@compiled
def count(
    world: World, state: State, j: int, motion: int, month: int, year: np.uint64, cast: bool
) -> tuple[int, float]:
    """Votes and ayes over all bodies that sit jointly: as expected, or as cast."""
    votes = 0
    ayes = 0.0
    for b in range(world.count.bodies):
        if (world.motions[motion].bodies >> b) & 1 == 0:
            continue
        if world.bodies[b].how == w.DELEGATED:
            number = delegates_of(world, b, month)
            votes += number
            ayes += number * delegations(world, state, j, b, month, year, cast)
        else:
            seats, yes = seats_vote(world, state, j, b, month, year, cast)
            votes += seats
            ayes += yes
    return votes, ayes


@compiled
def seats_vote(
    world: World, state: State, j: int, b: int, month: int, year: np.uint64, cast: bool
) -> tuple[int, float]:
    """Votes and ayes of the full seats of a body; those who are away do not vote."""
    body = world.bodies[b]
    stream = mix(stream_key(year, month, VOTE), world.contenders[j].luck_key)
    votes = 0
    ayes = 0.0
    for seat in range(body.first, body.first + body.full):
        place = state.seats[seat]
        if place.taken == 0 or (place.person >= 0 and state.lives[place.person].absent > month):
            continue
        chance = vote(world, state, place.patron, place.tie, j)
        votes += 1
        if not cast:
            ayes += chance
        elif uniform(mix(stream, body.luck_key * SEATS_A_BODY + seat - body.first)) < chance:
            ayes += 1.0
    return votes, ayes


@compiled
def delegations(world: World, state: State, j: int, b: int, month: int, year: np.uint64, cast: bool) -> float:
    """Share of a congress's delegates against j."""
    stream = mix(stream_key(year, month, DELEGATE_VOTE), world.contenders[j].luck_key)
    free = logistic(state.chance[-1])
    ayes = 0.0
    everything = 0.0
    for u in range(world.count.units):
        head = state.heads[u]
        chance = vote(world, state, head.patron, head.tie, j)
        if cast:
            chance = 1.0 if uniform(mix(stream, world.unit_keys[u])) < chance else 0.0
        ayes += head.weight * (head.delivery * chance + (1.0 - head.delivery) * free)
        everything += head.weight
    return ayes / everything
