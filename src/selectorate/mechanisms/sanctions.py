"""Sanctions: a motion carried climbs the ladder; a motion lost costs the mover; the beaten may recant.

Equation
    carried:  the rung takes what it takes; standing_j -= standing_lost
    lost:     standing_leader -= standing_lost
    a nameless follower in a body that j leaves by vote loses his seat with probability dismissal
    dismissal * cadres of j are expelled with him, at the next session of delegates where one is due within the year
    grip_j <- grip_j (1 - tie_erosion) while he is beaten; ties that come to less than 0.1 bind nobody
    a rung with a hazard follows the rung before it with that chance a month
    one who is out recants with probability recant (1 - boldness_j) a month: he is a member again, without seat, office
        or campaign
Reads      minds.verdict, minds.failed, rungs
Writes     minds.standing, minds.beaten, minds.last_rung, minds.grip, minds.cadres, reached, seats, posts, lives, heads,
           recount
Draws      DISMISSAL by seat, HAZARD and RECANT by contender
Claims     zk_expelled_party_1927, trotsky_allies_purged_from_posts
Holds      the month of a rung is the first in which it was reached; the expelled hold nothing; grip never grows
"""

from __future__ import annotations

import math

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import DISMISSAL, HAZARD, RECANT, draw, mix, stream_key, uniform
from selectorate.mechanisms.chronicle import write, write_number
from selectorate.mechanisms.seats import (
    LOOSE,
    SEATS_A_BODY,
    anybody_beaten,
    bind,
    bond,
    change_patron,
    change_person,
    delegates_sit,
    leave_seat,
    lose_everything,
    lose_office,
    lose_seat,
    office_of,
)
from selectorate.state import State
from selectorate.world import World


@compiled
def sanctions(world: World, state: State, month: int, year: np.uint64) -> None:
    """Carry out this month's verdicts, and what follows without a vote."""
    for j in range(world.count.contenders):
        carry_out(world, state, j, month, year)
        follow(world, state, j, month, year)
    if anybody_beaten(world, state):
        loosen(world, state, month)


@compiled
def carry_out(world: World, state: State, j: int, month: int, year: np.uint64) -> None:
    """Carry out the verdict on j, or let its failure cost the mover."""
    mind = state.minds[j]
    if mind.verdict >= 0:
        climb(world, state, j, mind.verdict, month, year)
        mind.verdict = -1
    elif mind.failed == 1 and mind.leader >= 0:
        leader = state.minds[mind.leader]
        leader.standing = max(0.0, leader.standing - world.parameters.standing_lost)
        mind.failed = 0


@compiled
def climb(world: World, state: State, j: int, rung: int, month: int, year: np.uint64) -> None:
    """Let contender j reach a rung."""
    step = world.rungs[rung]
    mind = state.minds[j]
    mind.standing = max(0.0, mind.standing - world.parameters.standing_lost)
    mind.beaten = 1
    mind.last_rung = month
    if step.takes == w.OFFICE_LOST:
        office = office_of(world, state, j)
        if office >= 0:
            lose_office(world, state, office, month, False)
            state.posts[office].claim = mind.leader
    elif step.takes == w.SEAT_LOST:
        dismiss(world, state, j, step.body, month, year)
        lose_seat(world, state, j, step.body, month)
    elif step.takes == w.MEMBERSHIP:
        for b in range(world.count.bodies):
            dismiss(world, state, j, b, month, year)
        lose_everything(world, state, j, month, False)
        state.lives[j].member = 0
    elif step.takes == w.PRESENCE:
        state.lives[j].absent = world.count.months + 1
    if state.reached[j, rung] < 0:
        state.reached[j, rung] = month
    write(state, month, w.REACHED, j, mind.leader, rung)


@compiled
def dismiss(world: World, state: State, j: int, b: int, month: int, year: np.uint64) -> None:
    """Take seats from nameless followers of j in a body, and count them."""
    body = world.bodies[b]
    stream = stream_key(year, month, world.streams[DISMISSAL])
    count = 0
    for k in range(body.full + body.spare):
        place = state.seats[body.first + k]
        if place.taken == 1 and place.person < 0 and place.patron == j:
            if uniform(mix(stream, body.luck_key * SEATS_A_BODY + k)) < world.parameters.dismissal:
                leave_seat(world, state, body.first + k)
                count += 1
    if count > 0:
        write_number(state, month, w.DISMISSED, j, b, count)


@compiled
def follow(world: World, state: State, j: int, month: int, year: np.uint64) -> None:
    """What follows on expulsion: followers expelled, rungs without a vote, and recantation."""
    life = state.lives[j]
    if life.alive == 0 or life.member == 1:
        return
    mind = state.minds[j]
    if mind.cadres >= 1.0 and delegates_sit(world, month):
        gone = math.floor(world.parameters.dismissal * mind.cadres + 0.5)
        mind.cadres -= gone
        write_number(state, month, w.DISMISSED, j, -1, int(gone))
    key = world.contenders[j].luck_key
    for rung in range(1, world.count.rungs):
        step = world.rungs[rung]
        due = step.hazard > 0.0 and state.reached[j, rung] < 0 and 0 <= state.reached[j, rung - 1] < month
        if due and draw(stream_key(year, month, world.streams[HAZARD]), key) < step.hazard:
            climb(world, state, j, rung, month, year)
            return
    if mind.last_rung == month or life.absent > month:
        return
    chance = world.parameters.recant * (1.0 - world.contenders[j].boldness)
    if draw(stream_key(year, month, world.streams[RECANT]), key) < chance:
        life.member = 1
        mind.offence = 0.0
        write(state, month, w.RECANTED, j, -1, -1)


@compiled
def loosen(world: World, state: State, month: int) -> None:
    """Loosen all ties to the beaten, and free those whom they bind no more."""
    keep = 1.0 - world.parameters.tie_erosion
    for i in range(world.count.contenders):
        mind = state.minds[i]
        if mind.beaten == 1:
            mind.grip *= keep
            # Most months the loosest tie still holds, and nobody need be looked at.
            if bond(world, state, i, mind.loosest) < LOOSE:
                free(world, state, i, month)


@compiled
def free(world: World, state: State, i: int, month: int) -> None:
    """Free everybody whose tie to i binds no more, and note the loosest tie that is left."""
    state.minds[i].loosest = 1.0
    count = free_heads(world, state, i)
    for q in range(world.count.contenders, world.count.persons):
        life = state.lives[q]
        if life.patron == i and loosened(world, state, i, life.tie):
            change_person(world, state, q, -1, 0.0)
            count += 1
    for seat in range(world.count.seats):
        place = state.seats[seat]
        if place.taken == 1 and place.patron == i and place.person < 0 and loosened(world, state, i, place.tie):
            change_patron(world, state, seat, -1)
            count += 1
    if count > 0:
        write_number(state, month, w.FREED, i, -1, count)


@compiled
def free_heads(world: World, state: State, i: int) -> int:
    """Free the heads whose tie to i binds no more; return how many they are."""
    count = 0
    for u in range(world.count.units):
        head = state.heads[u]
        if head.patron == i and loosened(world, state, i, head.tie):
            head.patron = -1
            count += 1
    if count > 0:
        state.recount = 1
    return count


@compiled
def loosened(world: World, state: State, i: int, tie: float) -> bool:
    """Whether a tie to i binds no more; one that does is remembered if it is the loosest."""
    if bond(world, state, i, tie) < LOOSE:
        return True
    bind(state, i, tie)
    return False
