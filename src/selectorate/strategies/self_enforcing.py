"""Self-enforcing coalitions: join only those that would not turn on me next.

A coalition is self-enforcing if no winning part of it is; of the winning self-enforcing coalitions the one with the
least strength rules (Acemoglu, Egorov and Sonin 2008, Review of Economic Studies 75). At equal strengths and simple
majority the coalitions that rule have 1, 3, 7, 15 ... members.
"""

from __future__ import annotations

import numpy as np

from selectorate.compiling import compiled, shared
from selectorate.mechanisms.alignment import strength
from selectorate.state import State
from selectorate.structs import Floats
from selectorate.world import World

LEAST = 1e-3
"""Strength of one who has no seats: he counts last, but he counts."""


@shared
def ruling_coalition(strengths: Floats, alpha: float) -> int:
    """The coalition that rules, as bits over the n ``strengths``, where more than ``alpha`` of strength wins.

    Visits every coalition and all its parts: 3^n steps, meant for n up to about 14. Of two coalitions of equal
    strength the one with the lower bits is taken; generic strengths have none.
    """
    n = strengths.shape[0]
    total = np.zeros(1 << n)
    ruling = np.zeros(1 << n, np.int64)
    for coalition in range(1, 1 << n):
        low = coalition & -coalition
        member = 0
        while (low >> member) > 1:
            member += 1
        total[coalition] = total[coalition ^ low] + strengths[member]
        ruling[coalition] = coalition
        part = (coalition - 1) & coalition
        while part > 0:
            winning = ruling[part] == part and total[part] > alpha * total[coalition]
            if winning and (ruling[coalition] == coalition or total[part] <= total[ruling[coalition]]):
                ruling[coalition] = part
            part = (part - 1) & coalition
    return ruling[(1 << n) - 1]


@compiled
def rules_without(world: World, state: State, without: int) -> int:
    """The coalition of contenders that would rule if ``without`` (-1: nobody) were out."""
    n = world.count.contenders
    strengths = np.zeros(n)
    members = np.zeros(n, np.int64)
    count = 0
    for i in range(n):
        life = state.lives[i]
        if i != without and life.alive == 1 and life.member == 1 and state.minds[i].beaten == 0:
            strengths[count] = strength(state, i) + LEAST
            members[count] = i
            count += 1
    if count == 0:
        return 0
    within = ruling_coalition(strengths[:count], 0.5)
    coalition = 0
    for c in range(count):
        if (within >> c) & 1 == 1:
            coalition |= 1 << members[c]
    return coalition


@compiled
def self_enforcing_side(state: State, i: int, j: int, ruling: int) -> int:
    """Against j if i is of those who would rule without him (``ruling``); for him if i would be next."""
    if i == state.minds[j].leader:
        return 1
    return 1 if (ruling >> i) & 1 == 1 else -1


@compiled
def self_enforcing_target(world: World, state: State, i: int) -> int:
    """The one outside the ruling coalition to whom i is most hostile, if i would rule without him; else -1."""
    ruling = rules_without(world, state, -1)
    if (ruling >> i) & 1 == 0:
        return -1
    best = -1
    for j in range(world.count.contenders):
        life = state.lives[j]
        if j == i or (ruling >> j) & 1 == 1 or life.alive == 0 or life.member == 0 or state.minds[j].leader >= 0:
            continue
        if (rules_without(world, state, j) >> i) & 1 == 0:
            continue
        if best < 0 or state.pairs[i, j].hostility > state.pairs[i, best].hostility:
            best = j
    return best
