"""Economy: measures of how things go follow their recorded course, with luck and with what the line in force does.

Equation
    x_s <- persistence x_s + shock * normal - feedback (L_a - L_a at the start)     a = the measure's axis of policy
    e_s = course_s(t) + x_s, kept between -1 and 1;  crisis = max over s of max(0, -e_s)
Source     the idea is old: a government is judged by prices and bread; the AR(1) form is ours
Reads      course, line, first_line
Writes     index, deviation, crisis
Draws      WEATHER by the measure's luck key
Claims     scissors_crisis_1923, bread_crisis_1927_left_turn
Holds      -1 <= e_s <= 1; with shock 0 and feedback 0 the index is the recorded course
"""

from __future__ import annotations

import numpy as np

from selectorate.compiling import compiled
from selectorate.draws import WEATHER, mix, normal, stream_key
from selectorate.state import State
from selectorate.world import World


@compiled
def economy(world: World, state: State, month: int, year: np.uint64) -> None:
    """Move every measure on by a month."""
    p = world.parameters
    stream = stream_key(year, month, world.streams[WEATHER])
    state.crisis = 0.0
    for s in range(world.count.economies):
        measure = world.economies[s]
        moved = state.line[measure.axis] - state.first_line[measure.axis]
        deviation = p.persistence * state.deviation[s] - p.feedback * moved
        if p.shock > 0.0:
            deviation += p.shock * normal(mix(stream, measure.luck_key))
        state.deviation[s] = deviation
        state.index[s] = max(-1.0, min(1.0, world.course[s, month] + deviation))
        state.crisis = max(state.crisis, -state.index[s])
