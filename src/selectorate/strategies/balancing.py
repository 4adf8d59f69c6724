"""Balancing: fight the one you fear most when you expect to carry, spare the partner you need.

Equation
    support(k, j) = sum over l of s_l logistic(sharpness (h_lj - h_lk))
                    + s_0 logistic(vote_standing (standing_k / 2 - standing_j)
                                   + vote_fear (reach_k - (1 - veil_j) reach_j)),
        s = mean share of committee and presidium, s_0 that of the unaligned; k counts whole and j not at all
    carry = logistic(decisiveness (support - 1/2))
    gain  = max(0, h_kj) (2 carry - 1) believed_kj / (believed_kj + 0.25)
    cost  = opening (1 - boldness_k) + front * campaigns joined + partner_spared max(0, 0.55 - secure_k) [partner],
        secure = share of the presidium, each seat by how strongly it is tied to k
    k would open against the j with the greatest gain - cost, if that is positive
    side of i against j led by k: 1 if h_ij - h_ik + bandwagon lead > aside,
        -1 if < -aside - brand max(0, 1 - a_ij)^2 [j is beaten or fights, i is not beaten, branding works], else 0;
        lead = sum of s over those against j less sum of s over j and those who stand by him
Source     Walt 1987 on balancing; equations found in a feasibility build of this model
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import logistic
from selectorate.mechanisms.alignment import FIGHTING, strength
from selectorate.state import State
from selectorate.world import World

HARMLESS = 0.25
"""Believed power at which half of the gain of removing somebody is seen."""

OWN_MAJORITY = 0.55
"""Share of the presidium he can count on with which a contender needs no partner."""


@compiled
def balancing_side(world: World, state: State, i: int, j: int) -> int:
    """Side of i in the campaign against j."""
    difference = state.pairs[i, j].hostility - state.pairs[i, state.minds[j].leader].hostility
    difference += world.parameters.bandwagon * state.minds[j].lead
    if i == state.minds[j].leader or difference > world.parameters.aside:
        return 1
    deterred = world.parameters.aside
    factional = state.minds[j].beaten == 1 or state.minds[j].offence >= FIGHTING
    if factional and state.minds[i].beaten == 0 and difference < -deterred:
        state.asked |= w.BAN_WEIGHED
        if world.rules.branding == 1:
            stranger = max(0.0, 1.0 - state.pairs[i, j].affinity)
            deterred += world.parameters.brand * stranger * stranger
    return -1 if difference < -deterred else 0


@compiled
def balancing_target(world: World, state: State, k: int) -> int:
    """Whom k would open a campaign against now, or -1."""
    best = -1
    best_net = 0.0
    for j in range(world.count.contenders):
        life = state.lives[j]
        if j == k or state.minds[j].leader >= 0 or life.alive == 0 or life.member == 0:
            continue
        asked = cost(world, state, k, j)
        # What support would bring need not be reckoned where even a sure success were not worth it.
        if prize(state, k, j) - asked > best_net:
            net = gain(world, state, k, j) - asked
            if net > best_net:
                best = j
                best_net = net
    return best


@compiled
def prize(state: State, k: int, j: int) -> float:
    """What k would gain by bringing j down for sure; nothing where he is not hostile to him."""
    pair = state.pairs[k, j]
    power = max(0.0, pair.believed)
    return max(0.0, pair.hostility) * power / (power + HARMLESS)


@compiled
def gain(world: World, state: State, k: int, j: int) -> float:
    """What k expects of bringing j down."""
    carry = logistic(world.parameters.decisiveness * (support(world, state, k, j) - 0.5))
    return prize(state, k, j) * (2.0 * carry - 1.0)


@compiled
def support(world: World, state: State, k: int, j: int) -> float:
    """Share of committee and presidium that k expects on his side against j."""
    sharpness = world.parameters.sharpness
    aligned = 0.0
    expected = 0.0
    for i in range(world.count.contenders):
        own = strength(state, i)
        aligned += own
        if i == k:
            expected += own
        elif i != j:
            expected += own * logistic(sharpness * (state.pairs[i, j].hostility - state.pairs[i, k].hostility))
    p = world.parameters
    mine = state.minds[k]
    his = state.minds[j]
    odds = p.vote_standing * (0.5 * mine.standing - his.standing)
    odds += p.vote_fear * (mine.reach - (1.0 - his.veil) * his.reach)
    return expected + max(0.0, 1.0 - aligned) * logistic(odds)


@compiled
def cost(world: World, state: State, k: int, j: int) -> float:
    """What k must expect to gain before he opens a campaign against j."""
    p = world.parameters
    fights = state.minds[k].fights
    asked = p.opening * (1.0 - world.contenders[k].boldness)
    if fights > 0:
        for i in range(world.count.contenders):
            if (fights >> i) & 1 == 1:
                asked += p.front
        if fights & state.minds[j].fights != 0:
            asked += p.partner_spared * max(0.0, OWN_MAJORITY - state.minds[k].secure)
    return asked
