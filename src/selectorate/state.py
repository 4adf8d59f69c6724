"""State (moves) and Facts (what is kept): one class a noun, shape and meaning on each line.

Rows stand in the order of `selectorate.world`: an index means the same person, unit, body or office in both. ``-1`` is
nobody; the last column of a following, which is column -1, is the unaligned.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.parameters import (
    AXES,
    BODIES,
    CONTENDERS,
    ECONOMIES,
    EVENTS,
    HAPPENINGS_AT_MOST,
    OFFICES,
    PERSONS,
    RUNGS,
    SEATS,
    UNITS,
)
from selectorate.structs import Floats, Ints, Rows, Struct
from selectorate.world import PATRONS, TERMS, Seat


class Mind(Struct):
    """A contender as he stands now."""

    standing: float
    footing: float  # what his standing rests on: that of the start, and what the founder's cult lends him
    offence: float  # open opposition, forgotten by and by
    grip: float  # part of their strength that ties to him have kept
    loosest: float  # no tie to him is weaker than this, before `grip`
    stood_by: float  # share of the members who would stand by him that is still in
    cadres: float  # active followers below the bodies
    committee: float  # share of the committee in his following
    presidium: float  # share of the presidium in his following
    secure: float  # the same, each seat counted by how strongly its holder is tied to him
    veil: float  # part of his apparatus power that the others do not see
    reach: float  # how far those he appoints could touch a seat-holder, 0-1
    power: float  # standing, visible offices and apparatus as they are
    last_rung: int  # month of the last rung, -1 none
    beaten: int  # 1: under sanction and not restored
    turned: int  # 1: the presidium's majority is against him
    leader: int  # who leads the campaign against him, -1 none
    opened: int  # month in which it opened
    next_leader: int  # who opens one this month, -1 nobody
    lead: float  # of the campaign against him in shares of seats
    against: int  # bit i: i campaigns against him
    behind: int  # bit i: i stands by him
    fights: int  # bit j: he campaigns against j
    supports: int  # bit j: he stands by j
    partner: int  # whom he shares his coalition with, -1 nobody
    verdict: int  # rung voted this month, -1 none
    failed: int  # 1: a motion against him failed this month


class Pair(Struct):
    """What one contender (row) thinks of another (column)."""

    believed: float  # power of the other as he sees it
    error: float  # this year's misjudgement
    affinity: float  # of the row toward the column, in this history
    distance: float  # squared, in policy
    hostility: float
    stance: int  # 1 against, -1 for, 0 aside
    next: int  # stance decided this month


class Life(Struct):
    """A person as he stands now."""

    patron: int
    tie: float
    alive: int
    member: int
    absent: int  # until this month


class Head(Struct):
    """The head of a base unit as he stands now."""

    patron: int
    tie: float
    formal: int  # 1: formally appointed from above, whomever he owes
    moved: int  # month in which the seat last changed hands, -1 not yet
    weight: float  # members at the last sitting
    delivery: float  # share of the unit's delegates that its head controls


class Post(Struct):
    """An office as it is held now."""

    holder: int  # person, -1 vacant
    since: int  # month
    claim: int  # contender whose people take it next, because he led against its holder; -1 nobody


class Event(Struct):
    """One row of a chronicle."""

    month: int
    kind: int
    who: int
    whom: int
    where: int  # happening, motion, rung, office or body, by kind; -1 none
    votes_for: int
    votes_against: int
    carried: int
    terms: Annotated[Floats, len(TERMS)]  # of a vote: what each did to votes for less votes against


class State(Struct):
    """All that moves in one history."""

    authority: float  # of the founder: 1 acts, 0 gone
    discipline: float  # added to it by happenings
    discipline_until: int
    letter: int  # what has become of the founder's letter
    letter_on: int  # whom it names, -1 nobody
    letter_month: int  # in which it was opened, -1 not yet
    letter_weight: float  # log odds against the one named, forgotten by and by
    honoured: int  # 1: the founder has been buried
    enrolment: float  # share of workers among those admitted while an enrolment lasts
    enrolment_until: int
    workers: float  # share of workers among the members
    crisis: float  # how badly the worst of the economy goes, 0-1
    owned_all: float  # weight of all units
    recount: int  # 1: weights or heads have changed since `owned` was counted
    fronts: int  # campaigns that stand
    events: int  # of the chronicle so far, kept or not
    keep: int  # rows of the chronicle to keep at most
    heard: int  # bit of each kind of event that is told
    reasoned: int  # 1: the reasons of events are told as well
    followed: int  # 1: this history is told, so partners and turns are looked for
    vacated: int  # 1: somebody has lost an office since losses were kept
    asked: int  # bits of the late fields (`World.late`) that have been read this month
    member: int  # bits of the late fields that stand the other way in this history
    open: int  # bits of the late fields of which that is not settled yet
    month: int  # in which this history goes on, where it waits for another
    bar: float  # reluctance against the motion on the table
    bonus: float  # log odds for it that its occasion adds
    minds: Annotated[Rows[Mind], CONTENDERS]
    pairs: Annotated[Rows[Pair], (CONTENDERS, CONTENDERS)]
    lives: Annotated[Rows[Life], PERSONS]
    heads: Annotated[Rows[Head], UNITS]
    seats: Annotated[Rows[Seat], SEATS]
    posts: Annotated[Rows[Post], OFFICES]
    turns: Annotated[Ints, OFFICES]  # offices in the order of their lots, drawn once a history
    views: Annotated[Floats, (PERSONS, AXES)]
    told: Annotated[Floats, (CONTENDERS, AXES)]  # where a contender stood when the chronicle last said so
    conviction: Annotated[Floats, (CONTENDERS, AXES)]  # where he has stood for long: a slow mean of his view
    line: Annotated[Floats, AXES]  # in force: the median view of the presidium
    blamed: Annotated[Floats, AXES]  # the line that members have lived under: a slow mean of the line in force
    first_line: Annotated[Floats, AXES]  # at the start
    opinion: Annotated[Floats, AXES]  # of members
    salience: Annotated[Floats, AXES]  # how far an axis is at issue, 0-1
    index: Annotated[Floats, ECONOMIES]  # how things go, -1 to 1
    deviation: Annotated[Floats, ECONOMIES]  # from the recorded course
    ranked: Annotated[Floats, SEATS]  # room to put views in order
    convened: int  # 1: sessions that must be called are called this month
    congress: int  # month of the last election of the committee, -1 not yet
    congress_before: int  # month of the one before
    following: Annotated[Ints, (BODIES, PATRONS)]  # full seats by patron
    seated: Annotated[Ints, BODIES]  # full seats taken
    named: Annotated[Ints, BODIES]  # of them, by people with a name
    delegates: Annotated[Floats, (BODIES, PATRONS)]  # share of the delegates by patron, at the last sitting
    owned: Annotated[Floats, PATRONS]  # weight of units by patron
    say: Annotated[Floats, CONTENDERS]  # who appoints: sums to at most 1
    slate: Annotated[Floats, CONTENDERS]  # who slates
    weights: Annotated[Floats, PATRONS]  # by patron: chance of re-election, or weight of a following for a vacancy
    chance: Annotated[Floats, PATRONS]  # by patron: of a base seat's turnover, or log odds of a vote
    few: Annotated[Ints, PATRONS]  # the same as cells of a draw: see `draws.cells_below`
    last_tie: Annotated[Floats, PATRONS]  # by patron: tie whose vote was reckoned last, -1 none
    last_vote: Annotated[Floats, PATRONS]  # the chance of that vote
    own_tie: Annotated[Floats, PERSONS]  # by person: tie with which his vote was reckoned last, -1 none
    own_vote: Annotated[Floats, PERSONS]  # the chance of that vote
    held: Annotated[Ints, PERSONS]  # seat in the body that is being filled: 2 full, 1 a candidate's, 0 none
    rows: Annotated[Ints, SEATS]  # whose views are put in order or averaged: persons, or -1 for members
    terms: Annotated[Floats, len(TERMS)]  # of the log odds of one seat, while a vote is explained
    came: Annotated[Ints, HAPPENINGS_AT_MOST]  # month in which each happening came, -1 not yet
    reached: Annotated[Ints, (CONTENDERS, RUNGS)]  # month in which each rung was reached, -1 not yet
    chronicle: Annotated[Rows[Event], EVENTS]


class Months(NamedTuple):
    """What is kept month by month, where it is asked for; k is the number of histories, or 0 where it is not.

    ``minds`` is kept where all is told, and has no rows where statistics alone are read.
    """

    following: NDArray[np.int16]  # (k, months, 2, contenders + 1) full seats of committee and presidium by patron
    minds: Floats  # (k, months, contenders, 4) standing, offence, believed power (mean of the others), cadres
    sides: NDArray[np.int64]  # (k, months, contenders, 4) leader against, bits against, bits behind, partner
    seated: NDArray[np.int8]  # (k, months, contenders) 1: holds a full seat of the presidium
    views: Floats  # (k, months, contenders + 2, axes) contenders, line in force, members' opinion
    holders: NDArray[np.int16]  # (k, months, offices) person
    economy: Floats  # (k, months, economies) index
    base: Floats  # (k, months, contenders + 3) owned shares; heads moved since the election before, formal, workers


class Dealt(NamedTuple):
    """Parameters that differ from history to history, and where they stand among the words of the worlds."""

    words: Floats  # (words,) the worlds of a question as numbers of eight bytes: a view of them, not a copy
    places: Ints  # (places,) words at which a parameter stands
    columns: Ints  # (places,) which parameter it is
    draws: Floats  # (k, parameters) of each history; no rows where all are lived with those of the worlds


class Facts(NamedTuple):
    """What is kept of each history k; axes are as long as the scenario needs."""

    reached: NDArray[np.int16]  # (k, contenders, rungs) month or -1
    following: NDArray[np.int16]  # (k, kept sittings, contenders + 1) full committee seats by patron
    final: NDArray[np.int16]  # (k, bodies, contenders + 1) full seats by patron at the month of reading
    blocs: Floats  # (k, bodies, 2) shares of the two sides of the campaign that divides a body most, larger first
    holders: NDArray[np.int16]  # (k, offices) person at the month of reading
    lost: NDArray[np.int16]  # (k, offices) month in which the first holder lost the office, or -1
    status: NDArray[np.int8]  # (k, contenders) bits: 1 dead, 2 no full seat of the presidium, 4 under sanction
    campaign: NDArray[np.int8]  # (k,) 1 where a campaign was open at the month of reading
    owned: Floats  # (k, contenders) share of base weight owned at the month of reading
    events: NDArray[np.int32]  # (k, rows, 8) the chronicle without reasons, of the kinds heard; no rows where none is
    months: Months  # how things stood month by month, where it is asked for
