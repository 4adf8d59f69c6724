"""Recruitment: new members depend on the local head more than old ones, so his hold on the delegation grows.

Equation
    nu_u       = f N / (1 - N + f N),  N = share of members admitted since the start, f = the unit's pull of newcomers
    weight_u   = weight_u(0) (1 + f N / (1 - N)), in whole grains
    d_u        = newcomer_dependence, but dependence where an office bears `admit` and u's head is not its holder's
    delivery_u = delivery + delivery_dependence ((1 - nu_u) dependence + nu_u d_u)
                          + delivery_formal [head formally appointed],  at most 1
    W         <- W + g (c - W),  g = share of members admitted this month, c = workers among them:
                 recruits_workers, or those of an enrolment while one lasts
    stood_by_j <- stood_by_j (1 - expulsion)   where j is branded, offence_j > 0.5 and `expel` is not for him
Reads      newcomers (t,), admitted (t,), units.industry, heads.formal, enrolment, offence, posts
Writes     heads.weight, heads.delivery, recount, in months in which delegates or members sit or bodies are elected;
           workers; minds.stood_by
Draws      none
Claims     growth_brought_centralisation, new_members_untrained_expeasants, trotsky_against_lenin_enrolment
Holds      0 <= delivery <= 1; where nobody was admitted, weights are those of the start; 0 <= W <= 1
"""

from __future__ import annotations

import math

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.mechanisms.alignment import FIGHTING
from selectorate.mechanisms.seats import patron_of
from selectorate.state import State
from selectorate.world import World


@compiled
def recruitment(world: World, state: State, month: int) -> None:
    """Admit and expel for a month, and bring weights and delivery of all units up to date when a body sits."""
    p = world.parameters
    workers = state.enrolment if month < state.enrolment_until else p.recruits_workers
    state.workers += world.admitted[month] * (workers - state.workers)
    if p.expulsion > 0.0:
        expel(world, state)
    if world.counted[month] == 0:
        return
    admitted = world.newcomers[month]
    gate = -2
    if world.rules.admit_office >= 0 and world.rules.admit == w.HELD:
        gate = patron_of(state, state.posts[world.rules.admit_office].holder)
    for u in range(world.count.units):
        head = state.heads[u]
        entered = world.units[u].industry * admitted
        new = entered / (1.0 - admitted + entered)
        theirs = p.newcomer_dependence if gate == -2 or (gate >= 0 and head.patron == gate) else p.dependence
        dependence = (1.0 - new) * p.dependence + new * theirs
        delivery = p.delivery + p.delivery_dependence * dependence + p.delivery_formal * head.formal
        head.delivery = min(1.0, delivery)
        weight = world.units[u].weight * (1.0 + entered / (1.0 - admitted))
        head.weight = math.floor(weight / world.rules.grain + 0.5) * world.rules.grain
    state.recount = 1


@compiled
def expel(world: World, state: State) -> None:
    """Expel some of those members who stand by a branded contender while he fights in the open."""
    if world.rules.expel_office < 0 or world.rules.expel != w.HELD:
        return
    judge = patron_of(state, state.posts[world.rules.expel_office].holder)
    for j in range(world.count.contenders):
        mind = state.minds[j]
        if mind.beaten == 1 and mind.offence > FIGHTING and (judge < 0 or state.pairs[judge, j].stance == 1):
            state.asked |= w.BAN_WEIGHED
            if world.rules.branding == 1:
                mind.stood_by *= 1.0 - world.parameters.expulsion
