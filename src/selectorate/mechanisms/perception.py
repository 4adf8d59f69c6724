"""Perception: what each believes of each one's power; apparatus power is hidden by a veil that belongs to the office.

Equation
    power_j      = standing_j + sum of visibility of his offices + apparatus * owned_j / owned by all
    veil_j       = veil e^(-t / veil_months) ((1 - v) [j holds `appoint`] + v [j holds `information`]),
                   t = months in the office, v = veil_information
    believed_ij  = power_j - veil_j apparatus owned_j / owned by all + misjudgement * error_ij
    error_ij is standard normal, drawn anew each calendar year
Reads      standing, posts, owned, rules
Writes     minds.power, minds.committee, minds.presidium, minds.secure, minds.veil, minds.reach,
           pairs.believed, pairs.error
Draws      MISJUDGEMENT by the believer's luck key about the other's, in the first month of a year
Claims     rivals_woke_too_late, stalin_grey_blur
Holds      nobody misjudges himself; with perceive_truth believed_ij = power_j
"""

from __future__ import annotations

import numpy as np

from selectorate.compiling import compiled
from selectorate.draws import MISJUDGEMENT, exp, mix, normal, stream_key
from selectorate.mechanisms.powers import keeper, reach
from selectorate.mechanisms.seats import bond
from selectorate.state import State
from selectorate.world import World


@compiled
def perception(world: World, state: State, month: int, year: np.uint64) -> None:
    """Bring powers and beliefs up to date."""
    p = world.parameters
    n = world.count.contenders
    if month == 0 or world.calendar[month] != world.calendar[month - 1]:
        misjudge(world, state, month, year)
    show(world, state)
    secure(world, state)
    for j in range(n):
        mind = state.minds[j]
        hidden = p.apparatus * state.owned[j] / state.owned_all
        mind.power += hidden
        mind.committee = share(state, world.rules.committee, j)
        mind.presidium = share(state, world.rules.presidium, j)
        seen = mind.power
        error = 0.0
        mind.veil = 0.0
        mind.reach = reach(world, state, j)
        if world.rules.perceive_truth == 0:
            error = p.misjudgement
            if hidden > 0.0:
                mind.veil = veil(world, state, j, month)
                seen -= mind.veil * hidden
        for i in range(n):
            state.pairs[i, j].believed = seen + error * state.pairs[i, j].error
        state.pairs[j, j].believed = mind.power


@compiled
def secure(world: World, state: State) -> None:
    """Share of the presidium on which each can count: seats of his following, by how strongly they are tied to him."""
    for j in range(world.count.contenders):
        state.minds[j].secure = 0.0
    body = world.bodies[world.rules.presidium]
    for seat in range(body.first, body.first + body.full):
        place = state.seats[seat]
        if place.taken == 1 and place.patron >= 0:
            tie = 1.0
            if place.person != place.patron:
                tie = bond(world, state, place.patron, place.tie)
            state.minds[place.patron].secure += tie / state.seated[world.rules.presidium]


@compiled
def misjudge(world: World, state: State, month: int, year: np.uint64) -> None:
    """Draw this year's errors."""
    stream = stream_key(year, month, world.streams[MISJUDGEMENT])
    n = world.count.contenders
    for i in range(n):
        believer = mix(stream, world.contenders[i].luck_key)
        for j in range(n):
            if i != j:
                state.pairs[i, j].error = normal(mix(believer, world.contenders[j].luck_key))


@compiled
def show(world: World, state: State) -> None:
    """Power that everybody sees: standing, and the offices a contender holds."""
    for j in range(world.count.contenders):
        state.minds[j].power = state.minds[j].standing
    for office in range(world.count.offices):
        holder = state.posts[office].holder
        if 0 <= holder < world.count.contenders:
            state.minds[holder].power += world.offices[office].visibility


@compiled
def veil(world: World, state: State, j: int, month: int) -> float:
    """Share of a contender's apparatus power that others do not see."""
    p = world.parameters
    rules = world.rules
    cover = 0.0
    if keeper(world, state, rules.appoint, rules.appoint_office) == j:
        cover += (1.0 - p.veil_information) * faded(world, state, rules.appoint_office, month)
    if keeper(world, state, rules.information, rules.information_office) == j:
        cover += p.veil_information * faded(world, state, rules.information_office, month)
    return p.veil * cover


@compiled
def faded(world: World, state: State, office: int, month: int) -> float:
    """What is left of a veil after the months its holder has been in office."""
    return exp(-(month - state.posts[office].since) / world.parameters.veil_months)


@compiled
def share(state: State, body: int, j: int) -> float:
    """Share of a body's taken full seats in a contender's following."""
    if state.seated[body] == 0:
        return 0.0
    return state.following[body, j] / state.seated[body]
