"""Sanctions: a motion carried climbs the ladder; a motion lost costs the mover; the beaten may recant.

Equation
    carried:  the rung takes what it takes; standing_j -= standing_lost
    lost:     standing_leader -= standing_lost
    standing <- standing + standing_decay (standing at the start - standing), each month
    a nameless follower in a body that j leaves by vote loses his seat with probability dismissal
    a rung with a hazard follows the rung before it with that chance a month
    one who is out recants with probability recant a month: he is a member again, without seat, office or campaign
Reads      minds.verdict, minds.failed, rungs
Writes     minds.standing, minds.beaten, minds.last_rung, reached, seats, posts, lives
Draws      DISMISSAL by seat, HAZARD and RECANT by contender
Claims     zk_expelled_party_1927, trotsky_allies_purged_from_posts
Holds      the month of a rung is the first in which it was reached; the expelled hold nothing
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import DISMISSAL, HAZARD, RECANT, draw, mix, stream_key, uniform
from selectorate.mechanisms.chronicle import write
from selectorate.mechanisms.patronage import LOOSE
from selectorate.mechanisms.seats import (
    anybody_beaten,
    change_patron,
    leave_seat,
    lose_everything,
    lose_office,
    lose_seat,
    office_of,
)
from selectorate.mechanisms.sessions import SEATS_A_BODY
from selectorate.world import State, World


@compiled
def sanctions(world: World, state: State, month: int, year: np.uint64) -> None:
    """Carry out this month's verdicts, and what follows without a vote."""
    p = world.parameters
    for j in range(world.count.contenders):
        mind = state.minds[j]
        mind.standing += p.standing_decay * (world.contenders[j].standing - mind.standing)
    for j in range(world.count.contenders):
        mind = state.minds[j]
        if mind.verdict >= 0:
            climb(world, state, j, mind.verdict, month, year)
            mind.verdict = -1
        elif mind.failed == 1 and mind.leader >= 0:
            leader = state.minds[mind.leader]
            leader.standing = max(0.0, leader.standing - p.standing_lost)
            mind.failed = 0
        follow(world, state, j, month, year)
    loosen(world, state)


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
    """Take seats from nameless followers of j in a body."""
    body = world.bodies[b]
    stream = stream_key(year, month, DISMISSAL)
    for k in range(body.full + body.spare):
        place = state.seats[body.first + k]
        if place.taken == 1 and place.person < 0 and place.patron == j:
            if uniform(mix(stream, body.luck_key * SEATS_A_BODY + k)) < world.parameters.dismissal:
                leave_seat(world, state, body.first + k)


@compiled
def follow(world: World, state: State, j: int, month: int, year: np.uint64) -> None:
    """Rungs that follow without a vote, and recantation."""
    if state.lives[j].alive == 0 or state.lives[j].member == 1:
        return
    key = world.contenders[j].luck_key
    for rung in range(1, world.count.rungs):
        step = world.rungs[rung]
        due = step.hazard > 0.0 and state.reached[j, rung] < 0 and 0 <= state.reached[j, rung - 1] < month
        if due and draw(stream_key(year, month, HAZARD), key) < step.hazard:
            climb(world, state, j, rung, month, year)
            return
    if state.minds[j].last_rung == month:
        return
    if state.lives[j].absent <= month and draw(stream_key(year, month, RECANT), key) < world.parameters.recant:
        state.lives[j].member = 1
        state.minds[j].offence = 0.0
        write(state, month, w.RECANTED, j, -1, -1)


@compiled
def loosen(world: World, state: State) -> None:
    """Loosen the ties of persons, and of nameless seat-holders of elected bodies, whose patron is beaten."""
    if not anybody_beaten(world, state):
        return
    keep = 1.0 - world.parameters.tie_erosion
    for q in range(world.count.contenders, world.count.persons):
        life = state.lives[q]
        if life.patron >= 0 and state.minds[life.patron].beaten == 1:
            life.tie *= keep
            if life.tie < LOOSE:
                life.patron = -1
    for seat in range(world.count.seats):
        place = state.seats[seat]
        if place.patron < 0 or state.minds[place.patron].beaten == 0 or place.person == place.patron:
            continue
        if place.person >= 0:
            place.tie = state.lives[place.person].tie
        else:
            place.tie *= keep
        if place.tie < LOOSE:
            change_patron(world, state, seat, -1)
