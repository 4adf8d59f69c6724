"""Motions: a campaign comes to a vote when there is an occasion, a venue sits, and the leader expects to carry.

Equation
    P(brought) = tempo (1 - authority) (1 - e^(-(months since the last rung or the opening) (1 + offence) / gap))
                 * (occasion + (1 - occasion) (1 - e^(-1.5 offence)))
    a seat whose holder is under sanction and attacked is put to the vote when it comes up for election, with
        probability tempo (1 - authority) (1 - e^(-1.5 offence)): whoever has just fought need not wait for the gap
    the founder's letter, read to all, puts the office of the one named to the vote in the same month
    how seats vote stands in `mechanisms.voting`; a delegation votes its delivered part as one man
    the mover's forecast is the expected share plus forecast * normal; he moves if it passes the threshold
    of several venues that sit, a mover who has the agenda (or whose ally has it) takes the one he expects most of;
        a session that must be called sits only where whoever has the agenda has a campaign to bring
    at every session of delegates, and in the discussion before it, the campaign that divides it most is divided upon:
        standing_leader += session_won, standing_j -= session_won where the leader's side is the larger, else reversed
Reads      sittings, stance, minds, seats, heads, views, say
Writes     convened, minds.verdict, minds.failed, minds.standing, chance
Draws      MOTION, FORECAST by target; VOTE and RENEWAL by seat and target; DELEGATE_VOTE, DIVISION by unit and target
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
    DIVISION,
    FORECAST,
    MOTION,
    RENEWAL,
    VOTE,
    draw,
    exp,
    mix,
    normal,
    stream_key,
    uniform,
)
from selectorate.mechanisms.alignment import ground
from selectorate.mechanisms.chronicle import tells_reasons, write_vote
from selectorate.mechanisms.powers import convenes, keeper, sits
from selectorate.mechanisms.seats import SEATS_A_BODY, office_of, seat_of
from selectorate.mechanisms.voting import delegates_of, explain, lean, vote, vote_free, vote_known, vote_nameless
from selectorate.state import State
from selectorate.world import World

EXPECTED = 0
"""Stream of votes that are reckoned and not cast."""


@compiled
def motions(world: World, state: State, month: int, year: np.uint64) -> None:
    """Bring the motions that are due this month, and count the votes."""
    state.convened = 0
    if state.fronts == 0 or world.sitting[month] == world.sitting[month + 1]:
        return
    state.convened = 1 if convenes(world, state) else 0
    present = sitting_bodies(world, state, month)
    if present == 0:
        return
    for j in range(world.count.contenders):
        mind = state.minds[j]
        mind.verdict = -1
        mind.failed = 0
        # Whether it is ripe hangs on luck above all, and so is asked first.
        if mind.leader < 0 or not ripe(world, state, j, month, year):
            continue
        rung = next_rung(world, state, j, month)
        if rung < 0 or not on_the_table(world, state, j):
            continue
        first = after(world, state, j, rung, present, -1)
        if first >= 0:
            lean(world, state, j, reluctance(world, state, j, rung))
            divide(world, state, j, venue(world, state, j, first, present, month, year), month, year)
    division(world, state, present, month, year)


@compiled
def sitting_bodies(world: World, state: State, month: int) -> int:
    """Bits of the bodies that sit this month: those due, and those that whoever has the agenda calls."""
    bodies = 0
    for g in range(world.sitting[month], world.sitting[month + 1]):
        if sits(world, state, g):
            bodies |= world.sittings[g].bodies
    return bodies


@compiled
def ripe(world: World, state: State, j: int, month: int, year: np.uint64) -> bool:
    """Whether the campaign against j is brought to a vote when a venue sits this month."""
    if letter_due(state, j, month):
        return True
    p = world.parameters
    mind = state.minds[j]
    waited = month - max(mind.last_rung, mind.opened)
    chance = p.tempo * (1.0 - state.authority)
    luck = draw(stream_key(year, month, world.streams[MOTION]), world.contenders[j].luck_key)
    if luck >= chance:
        return False
    chance *= ground(world, mind.offence)
    return luck < chance and luck < chance * (1.0 - exp(-waited * (1.0 + mind.offence) / p.gap))


@compiled
def letter_due(state: State, j: int, month: int) -> bool:
    """Whether the founder's letter, read to all this month, names j."""
    return state.letter == w.READ and state.letter_month == month and state.letter_on == j


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
def next_rung(world: World, state: State, j: int, month: int) -> int:
    """The lowest rung that still applies to j, or -1; the letter goes straight for his office."""
    letter = letter_due(state, j, month)
    for rung in range(world.count.rungs):
        if letter and world.rungs[rung].takes != w.OFFICE_LOST:
            continue
        if applies(world, state, rung, j):
            return rung
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
def after(world: World, state: State, j: int, rung: int, present: int, motion: int) -> int:
    """The next motion after ``motion`` by which a rung can be brought against j in bodies that sit, or -1."""
    for later in range(motion + 1, world.count.motions):
        row = world.motions[later]
        sits_all = (row.bodies & ~present) == 0
        if row.rung == rung and row.renewal == 0 and sits_all and admissible(world, state, later, j):
            return later
    return -1


@compiled
def venue(world: World, state: State, j: int, first: int, present: int, month: int, year: np.uint64) -> int:
    """The motion that is brought: the first that can be, or the one a mover who has the agenda expects most of."""
    rung = world.motions[first].rung
    best = first
    other = after(world, state, j, rung, present, first)
    if other < 0 or not hosts(world, state, j):
        return best
    most = margin(world, state, j, first, month, year)
    while other >= 0:
        expected = margin(world, state, j, other, month, year)
        if expected > most:
            best = other
            most = expected
        other = after(world, state, j, rung, present, other)
    return best


@compiled
def margin(world: World, state: State, j: int, motion: int, month: int, year: np.uint64) -> float:
    """Expected share of the ayes above what a motion needs."""
    row = world.motions[motion]
    votes, ayes = count(world, state, j, row.bodies, month, year, EXPECTED)
    return ayes / max(1, votes) - row.threshold


@compiled
def hosts(world: World, state: State, j: int) -> bool:
    """Whether whoever has the agenda campaigns against j."""
    host = keeper(world, state, world.rules.agenda, world.rules.agenda_office)
    if host >= 0:
        return (state.minds[j].against >> host) & 1 == 1
    return world.rules.agenda == w.JOINT and state.minds[j].turned == 1


@compiled
def reluctance(world: World, state: State, j: int, rung: int) -> float:
    """Log odds against a rung: its own, and that of the office it would take."""
    bar = world.rungs[rung].reluctance
    if world.rungs[rung].takes == w.OFFICE_LOST:
        office = office_of(world, state, j)
        if office >= 0:
            bar += world.offices[office].reluctance
    return bar


@compiled
def divide(world: World, state: State, j: int, motion: int, month: int, year: np.uint64) -> None:
    """Forecast, and if the mover expects to carry, vote; how each leans is reckoned before."""
    row = world.motions[motion]
    votes, ayes = count(world, state, j, row.bodies, month, year, EXPECTED)
    noise = 0.0
    if world.parameters.forecast > 0.0:
        key = world.contenders[j].luck_key
        noise = world.parameters.forecast * normal(mix(stream_key(year, month, world.streams[FORECAST]), key))
    if votes == 0 or ayes / votes + noise <= row.threshold:
        return
    votes, ayes = count(world, state, j, row.bodies, month, year, RENEWAL if row.renewal == 1 else VOTE)
    yes = int(math.floor(ayes + 0.5))
    carried = yes > row.threshold * votes
    write_vote(state, month, w.VOTED, state.minds[j].leader, j, motion, (yes, votes - yes, 1 if carried else 0))
    if tells_reasons(state):
        explain(world, state, j, row.bodies, month)
    if carried:
        state.minds[j].verdict = row.rung
    else:
        state.minds[j].failed = 1


@compiled
def renew(world: World, state: State, body: int, month: int, year: np.uint64) -> None:
    """Put the seats of those under sanction and attacked to the vote of those who elect ``body`` anew."""
    if state.fronts == 0:
        return
    for motion in range(world.count.motions):
        row = world.motions[motion]
        if row.renewal == 0 or world.rungs[row.rung].body != body:
            continue
        for j in range(world.count.contenders):
            mind = state.minds[j]
            if mind.leader < 0 or mind.beaten == 0 or mind.verdict >= 0 or not applies(world, state, row.rung, j):
                continue
            chance = world.parameters.tempo * (1.0 - state.authority) * (1.0 - exp(-1.5 * mind.offence))
            luck = draw(stream_key(year, month, world.streams[RENEWAL]), world.contenders[j].luck_key)
            if luck < chance and on_the_table(world, state, j):
                lean(world, state, j, reluctance(world, state, j, row.rung) - world.parameters.reelection)
                divide(world, state, j, motion, month, year)


@compiled
def count(
    world: World, state: State, j: int, bodies: int, month: int, year: np.uint64, stream: int
) -> tuple[int, float]:
    """Votes and ayes over all bodies that sit jointly: as `EXPECTED`, or as cast under a stream of luck."""
    votes = 0
    ayes = 0.0
    for b in range(world.count.bodies):
        if (bodies >> b) & 1 == 0:
            continue
        if world.bodies[b].how == w.DELEGATED:
            number = delegates_of(world, b, month)
            votes += number
            ayes += number * delegations(world, state, j, month, year, DELEGATE_VOTE if stream > EXPECTED else stream)
        else:
            seats, yes = seats_vote(world, state, j, b, month, year, stream)
            votes += seats
            ayes += yes
    return votes, ayes


@compiled
def seats_vote(
    world: World, state: State, j: int, b: int, month: int, year: np.uint64, stream: int
) -> tuple[int, float]:
    """Votes and ayes of the full seats of a body; those who are away do not vote."""
    if stream == EXPECTED and state.named[b] == 0:
        return nameless_vote(world, state, j, b)
    vote_nameless(world, state, j)
    body = world.bodies[b]
    luck = mix(stream_key(year, month, world.streams[stream]), world.contenders[j].luck_key)
    first_key = body.luck_key * SEATS_A_BODY - body.first
    votes = 0
    ayes = 0.0
    for seat in range(body.first, body.first + body.full):
        place = state.seats[seat]
        if place.taken == 0:
            continue
        if place.person < 0:
            chance = state.last_vote[place.patron]
        else:
            if state.lives[place.person].absent > month:
                continue
            chance = vote_known(world, state, place.person, place.patron, place.tie, j)
        votes += 1
        if stream == EXPECTED:
            ayes += chance
        elif uniform(mix(luck, first_key + seat)) < chance:
            ayes += 1.0
    return votes, ayes


@compiled
def nameless_vote(world: World, state: State, j: int, b: int) -> tuple[int, float]:
    """Votes and expected ayes of a body in which nobody has a name: a patron's people are all alike."""
    vote_nameless(world, state, j)
    ayes = state.following[b, -1] * state.last_vote[-1]
    for i in range(world.count.contenders):
        ayes += state.following[b, i] * state.last_vote[i]
    return state.seated[b], ayes


@compiled
def delegations(world: World, state: State, j: int, month: int, year: np.uint64, stream: int) -> float:
    """Share against j of delegates, or of members in their cells."""
    luck = mix(stream_key(year, month, world.streams[stream]), world.contenders[j].luck_key)
    free = vote_free(state, j)
    ayes = 0.0
    everything = 0.0
    for u in range(world.count.units):
        head = state.heads[u]
        chance = vote(world, state, head.patron, head.tie, j)
        if stream != EXPECTED:
            chance = 1.0 if uniform(mix(luck, world.unit_keys[u])) < chance else 0.0
        ayes += head.weight * (head.delivery * chance + (1.0 - head.delivery) * free)
        everything += head.weight
    return ayes / everything


@compiled
def division(world: World, state: State, present: int, month: int, year: np.uint64) -> None:
    """Divide delegates, and members before they sit, over the campaign that divides them most."""
    for b in range(world.count.bodies):
        if (present >> b) & 1 == 0 or world.bodies[b].how == w.ELECTED:
            continue
        target = -1
        most = -1.0
        for j in range(world.count.contenders):
            if state.minds[j].leader >= 0 and state.minds[j].beaten + state.minds[j].turned > 0:
                lean(world, state, j, 0.0)
                share = delegations(world, state, j, month, year, EXPECTED)
                if min(share, 1.0 - share) > most:
                    target = j
                    most = min(share, 1.0 - share)
        if target >= 0:
            part(world, state, target, b, month, year)


@compiled
def part(world: World, state: State, j: int, b: int, month: int, year: np.uint64) -> None:
    """Hold one division, and let it raise the standing of him whose side is the larger."""
    lean(world, state, j, 0.0)
    share = delegations(world, state, j, month, year, DIVISION)
    votes = delegates_of(world, b, month)
    if world.bodies[b].how == w.APPOINTED:
        votes = members(world, state)
    yes = int(math.floor(share * votes + 0.5))
    leader = state.minds[j].leader
    write_vote(state, month, w.DIVIDED, leader, j, b, (yes, votes - yes, 1 if 2 * yes > votes else 0))
    if tells_reasons(state):
        explain(world, state, j, 1 << b, month)
    won = world.parameters.session_won if 2 * yes > votes else -world.parameters.session_won
    state.minds[leader].standing = max(0.0, state.minds[leader].standing + won)
    state.minds[j].standing = max(0.0, state.minds[j].standing - won)


@compiled
def members(world: World, state: State) -> int:
    """Members of all units."""
    everything = 0.0
    for u in range(world.count.units):
        everything += state.heads[u].weight
    return int(math.floor(everything + 0.5))
