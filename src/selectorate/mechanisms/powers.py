"""Say in a power: 1 for the holder of the office that bears it, a_i for each contender where it is held jointly.

Equation
    held     say_i = 1 for the contender whom the holder follows, or is
    joint    say_i = full presidium seats held by i or his followers / all full presidium seats
    gone     say_i = 0
Reads      rules, posts, lives, following
Writes     say, slate
Draws      none
Claims     gs_controls_local_secretaries, secretariat_orgburo_fill_posts
Holds      0 <= say_i and their sum is at most 1
"""

from __future__ import annotations

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.mechanisms.seats import patron_of
from selectorate.state import State
from selectorate.structs import Floats
from selectorate.world import World


@compiled
def powers(world: World, state: State) -> None:
    """Say in appointment and slate at the start of a month."""
    rules = world.rules
    appointer = keeper(world, state, rules.appoint, rules.appoint_office)
    if appointer < 0 or state.say[appointer] != 1.0:
        share_out(world, state, rules.appoint, rules.appoint_office, state.say)
    slater = keeper(world, state, rules.slate, rules.slate_office)
    if slater < 0 or state.slate[slater] != 1.0:
        share_out(world, state, rules.slate, rules.slate_office, state.slate)


@compiled
def share_out(world: World, state: State, how: int, office: int, say: Floats) -> None:
    """Write each contender's say in one power."""
    contender = keeper(world, state, how, office)
    for i in range(world.count.contenders):
        say[i] = 0.0
    if contender >= 0:
        say[contender] = 1.0
    elif how == w.JOINT:
        presidium = world.rules.presidium
        if state.seated[presidium] > 0:
            for i in range(world.count.contenders):
                say[i] = state.following[presidium, i] / state.seated[presidium]


@compiled
def keeper(world: World, state: State, how: int, office: int) -> int:
    """The contender who alone holds a power, or -1 where it is shared, gone or vacant."""
    if how != w.HELD or office < 0:
        return -1
    return patron_of(state, state.posts[office].holder)


@compiled
def reach(world: World, state: State, i: int) -> float:
    """How far those whom i appoints could touch a seat-holder: his say, times twice his share of the base, at most 1.

    Who has placed nobody yet frightens nobody.
    """
    if state.say[i] == 0.0:
        return 0.0
    return state.say[i] * min(1.0, 2.0 * state.owned[i] / state.owned_all)


@compiled
def convenes(world: World, state: State) -> bool:
    """Whether a session that must be called is called: whoever has the agenda, or a presidium majority, campaigns."""
    rules = world.rules
    host = keeper(world, state, rules.agenda, rules.agenda_office)
    if host >= 0:
        return state.minds[host].fights > 0
    if rules.agenda == w.JOINT:
        for j in range(world.count.contenders):
            if state.minds[j].turned == 1:
                return True
    return False


@compiled
def sits(world: World, state: State, g: int) -> bool:
    """Whether sitting g of this month is held: it is due, or it was called."""
    return world.sittings[g].called == 0 or state.convened == 1
