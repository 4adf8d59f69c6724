"""How a seat votes, and why a vote fell as it did: the log odds of each seat, term by term.

Equation
    P(a seat votes against j, led by k) = logistic(L), L the sum of
        vote_tie min(1, hold tie) grip side
                                    side 1 where the patron is against j, -1 where he is j or for him, else 0
        vote_view (d_j - d_k)       d = squared distance in policy from the seat-holder, each axis as far as it is at
                                    issue: a person's own view, else his patron's, members' opinion for the unowned
        - vote_standing (standing_j - standing_k / 2)
        vote_fear (reach of those against j less that of those for him), see `mechanisms.powers`
        vote_discipline + discipline    where j is beaten and branding works
        vote_offence offence_j
        letter_weight               where the founder's letter names j
        - reluctance of the rung, and of the office it would take; less `reelection` where a seat is renewed
    members whom no head delivers: share against j = 1 - (1 - logistic(L of those who owe nobody)) stood_by_j
    expected margin of a seat = 2 logistic(L) - 1 = sum over k of l_k (2 logistic(L) - 1) / L
    term k of a vote          = sum over seats of votes * l_k (2 logistic(L) - 1) / L
    luck                      = margin counted - sum of the terms
Source     Aumann and Shapley 1974, Values of Non-Atomic Games: what each term adds along the straight way from no term
           at all to all of them; the shares add up to the whole whatever the order of terms
Reads      stance, minds, seats, heads, views, opinion, say, letter_weight
Writes     chance, last_tie, own_tie; the terms of the chronicle's last event
Draws      none
Claims     stalinist_delegates_deliver_votes, faction_ban_1921, testament_called_zk_cowards
Holds      the terms of a vote, luck among them, add up to votes for less votes against
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import logistic
from selectorate.mechanisms.powers import reach
from selectorate.mechanisms.seats import bond
from selectorate.state import State
from selectorate.world import World

FLAT = 1e-9
"""Log odds so near 0 that a half stands for their slope."""


@compiled
def lean(world: World, state: State, j: int, bar: float) -> None:
    """Log odds against j, by patron, of a seat-holder without any tie and with his patron's view."""
    p = world.parameters
    n = world.count.contenders
    state.bar = bar
    odds = -bar + by_standing(world, state, j) + by_fear(world, state, j) + by_discipline(world, state, j)
    state.bonus = odds + p.vote_offence * state.minds[j].offence + by_letter(state, j)
    for i in range(n):
        state.chance[i] = state.bonus + p.vote_view * nearer(world, state, i, j)
        state.last_tie[i] = -1.0
    state.chance[-1] = state.bonus + p.vote_view * nearer(world, state, -1, j)
    state.last_tie[-1] = -1.0
    for q in range(world.count.persons):
        state.own_tie[q] = -1.0


@compiled
def by_standing(world: World, state: State, j: int) -> float:
    """Log odds that standing adds."""
    leader = state.minds[state.minds[j].leader]
    return -world.parameters.vote_standing * (state.minds[j].standing - 0.5 * leader.standing)


@compiled
def by_fear(world: World, state: State, j: int) -> float:
    """Log odds that fear of those who appoint adds."""
    fear = 0.0
    for i in range(world.count.contenders):
        if state.say[i] > 0.0:
            fear += world.parameters.vote_fear * reach(world, state, i) * side(state, i, j)
    return fear


@compiled
def by_discipline(world: World, state: State, j: int) -> float:
    """Log odds that the ban on factions adds."""
    if state.minds[j].beaten == 1:
        state.asked |= w.BAN_WEIGHED
        if world.rules.branding == 1:
            return world.parameters.vote_discipline + state.discipline
    return 0.0


@compiled
def by_letter(state: State, j: int) -> float:
    """Log odds that the founder's letter adds."""
    return state.letter_weight if state.letter_on == j else 0.0


@compiled
def side(state: State, i: int, j: int) -> int:
    """Side of i's people in the campaign against j."""
    return -1 if i == j else state.pairs[i, j].stance


@compiled
def nearer(world: World, state: State, person: int, j: int) -> float:
    """How much nearer in policy to the leader than to j a person (-1: members) is, in squared distances."""
    k = state.minds[j].leader
    total = 0.0
    for x in range(world.count.axes):
        place = state.views[person, x] if person >= 0 else state.opinion[x]
        from_j = place - state.views[j, x]
        from_k = place - state.views[k, x]
        total += state.salience[x] * (from_j * from_j - from_k * from_k)
    return total


@compiled
def vote(world: World, state: State, patron: int, tie: float, j: int) -> float:
    """Chance of a vote against j of one without a name; many of a patron's people have one tie: his last is kept."""
    if tie != state.last_tie[patron]:
        reckon(world, state, patron, tie, j)
    return state.last_vote[patron]


@compiled
def reckon(world: World, state: State, patron: int, tie: float, j: int) -> None:
    """Keep the chance of a vote against j of a patron's people with another tie than the last."""
    state.last_tie[patron] = tie
    state.last_vote[patron] = logistic(state.chance[patron] + pull(world, state, -1, patron, tie, j))


@compiled
def vote_nameless(world: World, state: State, j: int) -> None:
    """Chance of a vote against j of each patron's people without a name in elected bodies, in `state.last_vote`."""
    tie = world.parameters.newcomer_tie
    vote(world, state, -1, tie, j)
    for i in range(world.count.contenders):
        vote(world, state, i, tie, j)


@compiled
def vote_known(world: World, state: State, person: int, patron: int, tie: float, j: int) -> float:
    """`vote_of`, reckoned once for all the bodies in which a person sits: his patron and tie are one in all of them."""
    if tie != state.own_tie[person]:
        state.own_tie[person] = tie
        state.own_vote[person] = vote_of(world, state, person, patron, tie, j)
    return state.own_vote[person]


@compiled
def vote_of(world: World, state: State, person: int, patron: int, tie: float, j: int) -> float:
    """Chance of a vote against j of a person with a name: by his own view, and by his tie."""
    near = world.parameters.vote_view * nearer(world, state, person, j)
    return logistic(state.bonus + near + pull(world, state, person, patron, tie, j))


@compiled
def vote_free(state: State, j: int) -> float:
    """Share against j of members whom no head delivers."""
    return 1.0 - (1.0 - logistic(state.chance[-1])) * state.minds[j].stood_by


@compiled
def pull(world: World, state: State, person: int, patron: int, tie: float, j: int) -> float:
    """Log odds that a tie adds; nobody's hold on himself loosens."""
    if patron < 0:
        return 0.0
    strength = 1.0 if person == patron else bond(world, state, patron, tie)
    return world.parameters.vote_tie * strength * side(state, patron, j)


@compiled
def delegates_of(world: World, b: int, month: int) -> int:
    """Delegates of the body that sits this month."""
    for g in range(world.sitting[month], world.sitting[month + 1]):
        if (world.sittings[g].bodies >> b) & 1 == 1:
            return world.sittings[g].delegates
    return 0


@compiled
def explain(world: World, state: State, j: int, bodies: int, month: int) -> None:
    """Say of the vote against j that the chronicle has just taken in what each term did to its margin."""
    row = state.chronicle[state.events - 1]
    row.terms[:] = 0.0
    for b in range(world.count.bodies):
        if (bodies >> b) & 1 == 1:
            if world.bodies[b].how == w.DELEGATED:
                explain_delegates(world, state, j, float(delegates_of(world, b, month)))
            elif world.bodies[b].how == w.APPOINTED:
                explain_delegates(world, state, j, float(row.votes_for + row.votes_against))
            else:
                body = world.bodies[b]
                for seat in range(body.first, body.first + body.full):
                    place = state.seats[seat]
                    if place.taken == 1 and place.person < 0:
                        explain_votes(world, state, j, -1, place.patron, world.parameters.newcomer_tie, 1.0)
                    elif place.taken == 1 and state.lives[place.person].absent <= month:
                        explain_votes(world, state, j, place.person, place.patron, place.tie, 1.0)
    known = 0.0
    for k in range(w.BY_LUCK):
        known += row.terms[k]
    row.terms[w.BY_LUCK] = row.votes_for - row.votes_against - known


@compiled
def explain_delegates(world: World, state: State, j: int, number: float) -> None:
    """Add the terms of so many delegates: of each unit the part its head delivers, and the rest."""
    everything = 0.0
    for u in range(world.count.units):
        everything += state.heads[u].weight
    for u in range(world.count.units):
        head = state.heads[u]
        votes = number * head.weight / everything
        explain_votes(world, state, j, -1, head.patron, head.tie, votes * head.delivery)
        explain_free(world, state, j, votes * (1.0 - head.delivery))


@compiled
def explain_free(world: World, state: State, j: int, votes: float) -> None:
    """Add the terms of so many votes that no head delivers; those expelled before count as discipline."""
    explain_votes(world, state, j, -1, -1, 0.0, votes)
    gone = 2.0 * (1.0 - logistic(state.chance[-1])) * (1.0 - state.minds[j].stood_by)
    state.chronicle[state.events - 1].terms[w.BY_DISCIPLINE] += votes * gone


@compiled
def explain_votes(world: World, state: State, j: int, person: int, patron: int, tie: float, votes: float) -> None:
    """Add the terms of so many votes of one person, or (-1) of one patron's people with one tie."""
    p = world.parameters
    terms = state.terms
    terms[w.BY_TIE] = pull(world, state, person, patron, tie, j)
    terms[w.BY_VIEW] = p.vote_view * nearer(world, state, person if person >= 0 else patron, j)
    terms[w.BY_STANDING] = by_standing(world, state, j)
    terms[w.BY_FEAR] = by_fear(world, state, j)
    terms[w.BY_DISCIPLINE] = by_discipline(world, state, j)
    terms[w.BY_OFFENCE] = p.vote_offence * state.minds[j].offence
    terms[w.BY_LETTER] = by_letter(state, j)
    terms[w.BY_RELUCTANCE] = -state.bar
    total = 0.0
    for term in range(w.BY_LUCK):
        total += terms[term]
    slope = 0.5
    if abs(total) > FLAT:
        slope = (2.0 * logistic(total) - 1.0) / total
    row = state.chronicle[state.events - 1]
    for term in range(w.BY_LUCK):
        row.terms[term] += votes * terms[term] * slope
