"""Exogenous events: strokes, illnesses, deaths, a war scare. What contenders do about them is never scripted.

Equation
    A recorded happening comes in its month. A drawn one comes in month t >= start, once the happening it follows has
    come in an earlier month, with probability ``hazard``.
Reads      happenings, effects, came
Writes     came, lives, seats, posts, state.authority, state.discipline, state.letter, state.enrolment
Draws      HAPPENING by the happening's luck key
Claims     lenin_strokes_late1921_1924, lenin_died_21jan1924, testament_dictated_dec1922
Holds      a happening comes at most once; the dead hold no seat and no office
"""

from __future__ import annotations

import numpy as np

from selectorate import world as w
from selectorate.compiling import compiled
from selectorate.draws import HAPPENING, draw, stream_key
from selectorate.mechanisms.chronicle import write
from selectorate.mechanisms.seats import lose_everything
from selectorate.state import State
from selectorate.world import Effect, World


@compiled
def happenings(world: World, state: State, month: int, year: np.uint64) -> None:
    """Let this month's happenings come."""
    if month >= state.discipline_until:
        state.discipline = 0.0
    stream = stream_key(year, month, world.streams[HAPPENING])
    for h in range(world.count.happenings):
        if state.came[h] < 0 and comes(world, state, h, month, stream):
            state.came[h] = month
            write(state, month, w.HAPPENED, -1, -1, h)
            for e in range(world.count.effects):
                if world.effects[e].happening == h:
                    befall(world, state, world.effects[e], month)


@compiled
def comes(world: World, state: State, h: int, month: int, stream: np.uint64) -> bool:
    """Whether happening h comes this month."""
    happening = world.happenings[h]
    if happening.drawn == 0:
        return happening.month == month
    if month < happening.start:
        return False
    if happening.after >= 0 and not 0 <= state.came[happening.after] < month:
        return False
    return draw(stream, happening.luck_key) < happening.hazard


@compiled
def befall(world: World, state: State, effect: Effect, month: int) -> None:
    """Let one effect of a happening work."""
    if effect.kind == w.DIES:
        state.lives[effect.person].alive = 0
        if world.persons[effect.person].founder == 1:
            state.authority = 0.0
        lose_everything(world, state, effect.person, month, True)
    elif effect.kind == w.CAPACITY:
        if state.lives[effect.person].alive == 1:
            state.authority = effect.value
    elif effect.kind == w.ABSENT:
        life = state.lives[effect.person]
        life.absent = max(life.absent, month + effect.months)
    elif effect.kind == w.DISCIPLINE:
        state.discipline = effect.value
        state.discipline_until = month + effect.months
    else:
        befall_many(state, effect, month)


@compiled
def befall_many(state: State, effect: Effect, month: int) -> None:
    """Let an effect work that concerns the whole institution: a letter written, an enrolment opened."""
    if effect.kind == w.TESTAMENT:
        state.letter = w.SEALED
        state.letter_on = effect.person
    elif effect.kind == w.ENROLMENT:
        state.enrolment = effect.value
        state.enrolment_until = month + effect.months
