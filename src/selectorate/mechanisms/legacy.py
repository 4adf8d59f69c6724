"""Legacy: the dead founder lends standing to those at his coffin, and leaves a letter that names whom to remove.

Equation
    in the month of the death, for every contender who is present and under no sanction:
        footing_i += cult (1 for whoever has the agenda, 1/2 for the others), and standing_i with it
    the letter is opened when a body of delegates first sits without the founder. It is read to all where nobody has
    the agenda, or he who has it insists, or those who insist hold more than half of the presidium; else it is kept
    among few. i insists where the one named is he whom i is most hostile to, of all others who can act
    letter_weight = testament where it is read, hush * testament where it is kept: among the log odds of every motion
        against the one named; it shrinks by offence_decay a month
    read:  of those who can act and are under no sanction, the most hostile opens a campaign against him if none
        stands, and the motion that would take his office is brought at once
Reads      authority, letter, posts, following, pairs.hostility
Writes     minds.standing, minds.footing, letter, letter_weight, minds.leader, minds.opened
Draws      none
Claims     testament_stalin_rude_remove, testament_cc_decided_not_publish, zk_hid_testament_self_protection,
           stalin_funeral_role, funeral_absence_damaged_trotsky
Holds      who is away when the founder dies gains nothing by it; a letter is opened once
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.mechanisms.chronicle import write
from selectorate.mechanisms.powers import keeper
from selectorate.mechanisms.seats import can_act, delegates_sit
from selectorate.state import State
from selectorate.world import World


@compiled
def legacy(world: World, state: State, month: int) -> None:
    """Honour the founder in the month of his death, and open his letter in its time."""
    state.letter_weight *= 1.0 - world.parameters.offence_decay
    if state.authority == 0.0 and state.honoured == 0:
        state.honoured = 1
        if founded(world):
            honour(world, state, month)
    if state.letter == w.SEALED and state.authority == 0.0 and delegates_sit(world, month):
        open_letter(world, state, month)


@compiled
def founded(world: World) -> bool:
    """Whether there was a founder."""
    for q in range(world.count.contenders, world.count.persons):
        if world.persons[q].founder == 1:
            return True
    return False


@compiled
def honour(world: World, state: State, month: int) -> None:
    """Lend the founder's standing to those who bury him."""
    rules = world.rules
    host = keeper(world, state, rules.agenda, rules.agenda_office)
    state.asked |= w.CULT_LENT
    for i in range(world.count.contenders):
        mind = state.minds[i]
        if can_act(state, i, month) and mind.beaten == 0:
            lent = world.parameters.cult * (1.0 if i == host else 0.5)
            mind.footing += lent
            mind.standing += lent
            if lent > 0.0:
                write(state, month, w.HONOURED, i, -1, -1)


@compiled
def open_letter(world: World, state: State, month: int) -> None:
    """Read the letter to all, or keep it among few."""
    named = state.letter_on
    for_all = read_out(world, state, named, month)
    if not for_all:
        state.asked |= w.LETTER_READ
        for_all = world.rules.letter_read == 1
    state.letter = w.READ if for_all else w.KEPT
    state.letter_month = month
    state.letter_weight = world.parameters.testament * (1.0 if for_all else world.parameters.hush)
    write(state, month, w.LETTER, -1, named, state.letter)
    if for_all and named < world.count.contenders and state.minds[named].leader < 0 and can_act(state, named, month):
        mover = keenest(world, state, named, month)
        if mover >= 0:
            state.minds[named].leader = mover
            state.minds[named].opened = month
            state.fronts += 1
            write(state, month, w.OPENED, mover, named, -1)


@compiled
def read_out(world: World, state: State, named: int, month: int) -> bool:
    """Whether the letter is read to all: whoever has the agenda decides, unless a presidium majority insists."""
    rules = world.rules
    host = keeper(world, state, rules.agenda, rules.agenda_office)
    if host >= 0 and insists(world, state, host, named, month):
        return True
    votes = 0
    for i in range(world.count.contenders):
        if insists(world, state, i, named, month):
            votes += state.following[rules.presidium, i]
    if 2 * votes > state.seated[rules.presidium]:
        return True
    return host < 0 and rules.agenda == w.GONE


@compiled
def insists(world: World, state: State, i: int, named: int, month: int) -> bool:
    """Whether i is more hostile to the one named than to any other who can act."""
    if i == named or named >= world.count.contenders or not can_act(state, i, month):
        return False
    level = state.pairs[i, named].hostility
    for j in range(world.count.contenders):
        if j != i and j != named and can_act(state, j, month) and state.pairs[i, j].hostility >= level:
            return False
    return level > 0.0


@compiled
def keenest(world: World, state: State, named: int, month: int) -> int:
    """Of those who can act and are under no sanction, the most hostile to the one named; of equals, none."""
    best = -1
    level = 0.0
    for i in range(world.count.contenders):
        if i == named or state.minds[i].beaten == 1 or not can_act(state, i, month):
            continue
        hostility = state.pairs[i, named].hostility
        if hostility > level:
            best = i
            level = hostility
        elif hostility == level:
            best = -1
    return best
