"""Taking and leaving seats and offices: the running counts and the first loss of each are kept here and nowhere else.

Always holds: ``following[b]`` counts the taken full seats of body b by patron and ``seated[b]`` all of them; a person
holds at most one full seat of a body; a loss by any way but death marks, once, the rung that takes such a place.
Offices are filled, and equally visible ones told apart, in an order drawn once a history, so no luck key is first.

Draws      LOT, at the start, by the office's luck key
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import LOT, draw, stream_key
from selectorate.mechanisms.chronicle import write
from selectorate.state import State
from selectorate.world import World


@compiled
def is_full(world: World, seat: int) -> bool:
    """Whether a seat is a full seat of its body (else a candidate's)."""
    body = world.bodies[world.seats[seat].body]
    return seat < body.first + body.full


@compiled
def take_seat(world: World, state: State, seat: int, person: int, patron: int, tie: float) -> None:
    """Give a vacant seat to a person, or (person -1) to somebody without a name."""
    place = state.seats[seat]
    place.person = person
    place.patron = patron
    place.tie = tie
    place.taken = 1
    if is_full(world, seat):
        state.following[place.body, patron] += 1
        state.seated[place.body] += 1
        if person >= 0:
            state.named[place.body] += 1


@compiled
def leave_seat(world: World, state: State, seat: int) -> None:
    """Vacate a seat."""
    place = state.seats[seat]
    if place.taken == 1 and is_full(world, seat):
        state.following[place.body, place.patron] -= 1
        state.seated[place.body] -= 1
        if place.person >= 0:
            state.named[place.body] -= 1
    place.taken = 0
    place.person = -1
    place.patron = -1
    place.tie = 0.0


@compiled
def change_patron(world: World, state: State, seat: int, patron: int) -> None:
    """Let the holder of a seat owe somebody else, or (-1) nobody."""
    place = state.seats[seat]
    if is_full(world, seat):
        state.following[place.body, place.patron] -= 1
        state.following[place.body, patron] += 1
    place.patron = patron


@compiled
def change_person(world: World, state: State, person: int, patron: int, tie: float) -> None:
    """Let a person owe somebody else, or (-1) nobody, in every seat he holds."""
    state.lives[person].patron = patron
    state.lives[person].tie = tie
    for seat in range(world.count.seats):
        place = state.seats[seat]
        if place.taken == 1 and place.person == person:
            change_patron(world, state, seat, patron)
            place.tie = tie


@compiled
def tie_to(world: World, state: State, patron: int) -> float:
    """Strength of the tie of one who comes to owe ``patron`` his place."""
    if patron < 0:
        return 0.0
    bind(state, patron, world.parameters.newcomer_tie)
    return world.parameters.newcomer_tie


@compiled
def bond(world: World, state: State, patron: int, tie: float) -> float:
    """What a tie to ``patron`` comes to: so strong as his hold on people makes it, so far as it has not loosened."""
    return min(1.0, tie * world.contenders[patron].hold) * state.minds[patron].grip


@compiled
def binds(world: World, state: State, patron: int) -> bool:
    """Whether one who comes to owe ``patron`` his place now is bound by it."""
    return patron < 0 or bond(world, state, patron, world.parameters.newcomer_tie) >= LOOSE


@compiled
def bind(state: State, patron: int, tie: float) -> None:
    """Remember that somebody owes ``patron`` (-1: nobody) with such a tie."""
    if patron >= 0 and tie < state.minds[patron].loosest:
        state.minds[patron].loosest = tie


@compiled
def seat_of(world: World, state: State, person: int, body: int) -> int:
    """The full seat of a person in a body, or -1."""
    first = world.bodies[body].first
    for seat in range(first, first + world.bodies[body].full):
        if state.seats[seat].person == person and state.seats[seat].taken == 1:
            return seat
    return -1


@compiled
def candidate_seat_of(world: World, state: State, person: int, body: int) -> int:
    """The candidate seat of a person in a body, or -1."""
    first = world.bodies[body].candidates
    for seat in range(first, first + world.bodies[body].spare):
        if state.seats[seat].person == person and state.seats[seat].taken == 1:
            return seat
    return -1


@compiled
def mark(world: World, state: State, person: int, takes: int, body: int, month: int) -> None:
    """Write the month of a contender's first loss of an office, or of a full seat of ``body``."""
    if person < 0 or person >= world.count.contenders:
        return
    for rung in range(world.count.rungs):
        step = world.rungs[rung]
        if step.takes == takes and (takes != w.SEAT_LOST or step.body == body) and state.reached[person, rung] < 0:
            state.reached[person, rung] = month


@compiled
def lose_seat(world: World, state: State, person: int, body: int, month: int) -> None:
    """Take a person's full and candidate seats in a body, and mark the loss of a full one."""
    seat = seat_of(world, state, person, body)
    if seat >= 0:
        leave_seat(world, state, seat)
        mark(world, state, person, w.SEAT_LOST, body, month)
    seat = candidate_seat_of(world, state, person, body)
    if seat >= 0:
        leave_seat(world, state, seat)


@compiled
def lose_everything(world: World, state: State, person: int, month: int, by_death: bool) -> None:
    """Take all seats and offices of a person; death marks no rung."""
    for seat in range(world.count.seats):
        if state.seats[seat].person == person and state.seats[seat].taken == 1:
            body = state.seats[seat].body
            full = is_full(world, seat)
            leave_seat(world, state, seat)
            if full and not by_death:
                mark(world, state, person, w.SEAT_LOST, body, month)
    for office in range(world.count.offices):
        if state.posts[office].holder == person:
            lose_office(world, state, office, month, by_death)


@compiled
def lose_office(world: World, state: State, office: int, month: int, by_death: bool) -> None:
    """Vacate an office, and the seat that came with it in the body it heads."""
    holder = state.posts[office].holder
    state.posts[office].holder = -1
    state.vacated = 1
    write(state, month, w.LEFT_OFFICE, holder, -1, office)
    if not by_death:
        mark(world, state, holder, w.OFFICE_LOST, -1, month)
    headed = world.offices[office].heads
    if headed >= 0:
        seat = seat_of(world, state, holder, headed)
        if seat >= 0:
            leave_seat(world, state, seat)
            if not by_death:
                mark(world, state, holder, w.SEAT_LOST, headed, month)


@compiled
def take_office(world: World, state: State, office: int, person: int, month: int) -> None:
    """Give a vacant office to a person, and with it a vacant seat in the body it heads, if he has none there."""
    state.posts[office].holder = person
    state.posts[office].since = month
    write(state, month, w.TOOK_OFFICE, person, -1, office)
    headed = world.offices[office].heads
    if headed < 0 or seat_of(world, state, person, headed) >= 0:
        return
    body = world.bodies[headed]
    for seat in range(body.first, body.first + body.full):
        if state.seats[seat].taken == 0 and seat - body.first < world.full[headed, month]:
            standby = candidate_seat_of(world, state, person, headed)
            if standby >= 0:
                leave_seat(world, state, standby)
            take_seat(world, state, seat, person, state.lives[person].patron, state.lives[person].tie)
            return


@compiled
def draw_lots(world: World, state: State, month: int, year: np.uint64) -> None:
    """At the start, put offices in an order by lot."""
    stream = stream_key(year, month, world.streams[LOT])
    for office in range(world.count.offices):
        lot = draw(stream, world.offices[office].luck_key)
        k = office
        while k > 0 and draw(stream, world.offices[state.turns[k - 1]].luck_key) > lot:
            state.turns[k] = state.turns[k - 1]
            k -= 1
        state.turns[k] = office


SEATS_A_BODY = 65536
"""Seat k of a body has luck key ``body's key * SEATS_A_BODY + k``."""

LOOSE = 0.1
"""A tie weaker than this binds nobody."""


@compiled
def patron_of(state: State, person: int) -> int:
    """The contender to whom a person belongs: himself for a contender, -1 for nobody's man or a vacant post."""
    if person < 0:
        return -1
    return state.lives[person].patron


@compiled
def can_act(state: State, i: int, month: int) -> bool:
    """Whether a contender is alive, in the institution and not away."""
    life = state.lives[i]
    return life.alive == 1 and life.member == 1 and life.absent <= month


@compiled
def delegates_sit(world: World, month: int) -> bool:
    """Whether a body of delegates that elects the committee sits this month."""
    for g in range(world.sitting[month], world.sitting[month + 1]):
        if (world.sittings[g].elects >> world.rules.committee) & 1 == 1:
            return True
    return False


@compiled
def anybody_beaten(world: World, state: State) -> bool:
    """Whether any contender is under sanction."""
    for i in range(world.count.contenders):
        if state.minds[i].beaten == 1:
            return True
    return False


@compiled
def office_of(world: World, state: State, person: int) -> int:
    """The most visible office of a person, or -1; of equals the one whose lot comes first."""
    best = -1
    for k in range(world.count.offices):
        office = state.turns[k]
        if state.posts[office].holder == person and (
            best < 0 or world.offices[office].visibility > world.offices[best].visibility
        ):
            best = office
    return best
