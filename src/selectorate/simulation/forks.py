"""Forks: histories of several worlds lived as one until they can part.

Some fields of a world are read late, or never: what the founder's cult lends, whether his letter is read, what the
ban on factions weighs. Until one of them has been read a history is the same whatever stands there. So worlds that
differ in such fields alone are lived as one (`World.open` has their bits); whoever reads one says so in `State.asked`.
In the month in which that first happens the history is kept as it was when the month began, goes on with the field as
it stands, and later again from there with the field the other way. Every history has the bits of one lived alone.

Histories that wait lie in ``states[1:]``; the last to come goes on first. Each of them leaves one field settled, so
there are never more than there are fields, and ``states`` needs two rows more than that.
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.state import Facts, State
from selectorate.structs import Rows
from selectorate.world import World


@compiled
def stand(world: World, member: int) -> None:
    """Let the late fields of a world stand one way or the other, by the bits of ``member``."""
    world.parameters.cult = world.late[1 if member & w.CULT_LENT else 0].cult
    world.rules.letter_read = world.late[1 if member & w.LETTER_READ else 0].letter_read
    ban = world.late[1 if member & w.BAN_WEIGHED else 0]
    world.rules.branding = ban.branding
    world.parameters.brand = ban.brand
    world.parameters.vote_discipline = ban.vote_discipline


@compiled
def fork(world: World, states: Rows[State], facts: Facts, k: int, apart: int, waiting: int, month: int) -> int:
    """Let a history wait once for each late field that was asked this month; return how many wait then.

    The state as it was when the month began lies in ``states[waiting + 1]``, where the first of them stays.
    """
    state = states[0]
    asked = state.asked & state.open
    bit = 1
    first = True
    while bit <= asked:
        if asked & bit:
            other = states[waiting + 1]
            if not first:
                carry(world, states[waiting], other)
            first = False
            state.open &= ~bit
            other.member = state.member | bit
            other.open = state.open
            other.month = month
            copy_facts(facts, row(world, state.member, k, apart), row(world, other.member, k, apart))
            waiting += 1
        bit <<= 1
    return waiting


@compiled
def spread(world: World, state: State, facts: Facts, k: int, apart: int) -> None:
    """Give what is kept of a history to all of its kin that it never parted from."""
    own = row(world, state.member, k, apart)
    some = state.open
    while some > 0:
        copy_facts(facts, own, row(world, state.member | some, k, apart))
        some = (some - 1) & state.open


@compiled
def row(world: World, member: int, k: int, apart: int) -> int:
    """The row of facts of a member: ``k``, and ``apart`` further for each one before it in the order of its bits."""
    place = 0
    weight = 1
    bit = 1
    while bit <= world.open:
        if world.open & bit:
            if member & bit:
                place += weight
            weight <<= 1
        bit <<= 1
    return k + apart * place


@compiled
def copy_facts(facts: Facts, k: int, to: int) -> None:
    """Copy what is kept of one history to another row; what is kept by month, and of the chronicle, is left out."""
    facts.reached[to] = facts.reached[k]
    facts.following[to] = facts.following[k]
    facts.final[to] = facts.final[k]
    facts.blocs[to] = facts.blocs[k]
    facts.holders[to] = facts.holders[k]
    facts.lost[to] = facts.lost[k]
    facts.status[to] = facts.status[k]
    facts.campaign[to] = facts.campaign[k]
    facts.owned[to] = facts.owned[k]


@compiled
def carry(world: World, state: State, to: State) -> None:
    """Copy a state, so far as a world has room for it, but for its chronicle and what is room for a moment."""
    carry_affairs(state, to)
    carry_people(world, state, to)
    carry_places(world, state, to)


@compiled
def carry_affairs(state: State, to: State) -> None:
    """Copy what concerns everybody."""
    to.authority = state.authority
    to.discipline = state.discipline
    to.discipline_until = state.discipline_until
    to.letter = state.letter
    to.letter_on = state.letter_on
    to.letter_month = state.letter_month
    to.letter_weight = state.letter_weight
    to.honoured = state.honoured
    to.enrolment = state.enrolment
    to.enrolment_until = state.enrolment_until
    to.workers = state.workers
    to.crisis = state.crisis
    to.owned_all = state.owned_all
    to.recount = state.recount
    to.fronts = state.fronts
    to.events = state.events
    to.keep = state.keep
    to.heard = state.heard
    to.reasoned = state.reasoned
    to.followed = state.followed
    to.vacated = state.vacated
    to.member = state.member
    to.open = state.open
    to.month = state.month
    to.convened = state.convened
    to.congress = state.congress
    to.congress_before = state.congress_before


@compiled
def carry_people(world: World, state: State, to: State) -> None:
    """Copy contenders, persons, views and the economy."""
    count = world.count
    for i in range(count.contenders):
        to.minds[i] = state.minds[i]
        for j in range(count.contenders):
            to.pairs[i, j] = state.pairs[i, j]
        to.told[i] = state.told[i]
        to.conviction[i] = state.conviction[i]
        to.reached[i] = state.reached[i]
    for q in range(count.persons):
        to.lives[q] = state.lives[q]
        to.views[q] = state.views[q]
    to.line[:] = state.line
    to.blamed[:] = state.blamed
    to.first_line[:] = state.first_line
    to.opinion[:] = state.opinion
    to.salience[:] = state.salience
    to.index[:] = state.index
    to.deviation[:] = state.deviation


@compiled
def carry_places(world: World, state: State, to: State) -> None:
    """Copy units, bodies, seats, offices and happenings."""
    count = world.count
    for u in range(count.units):
        to.heads[u] = state.heads[u]
    for s in range(count.seats):
        to.seats[s] = state.seats[s]
    for b in range(count.bodies):
        to.following[b] = state.following[b]
        to.delegates[b] = state.delegates[b]
        to.seated[b] = state.seated[b]
        to.named[b] = state.named[b]
    for o in range(count.offices):
        to.posts[o] = state.posts[o]
        to.turns[o] = state.turns[o]
    for h in range(count.happenings):
        to.came[h] = state.came[h]
    to.owned[:] = state.owned
    to.say[:] = state.say
    to.slate[:] = state.slate
