"""World (fixed), State (moves), Facts (what is kept): one class a noun, shape and meaning on each line.

Contenders, persons, units, bodies and offices stand in the order of their luck keys, so an index travels with the
person and the order of the files cannot matter. Persons 0 .. contenders - 1 are the contenders. ``-1`` is nobody;
the last column of a following, which is column -1, is the unaligned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.parameters import (
    AXES,
    BODIES,
    CATALOGUE,
    CONTENDERS,
    ECONOMIES,
    EFFECTS,
    EVENTS,
    HAPPENINGS_AT_MOST,
    MECHANISMS,
    MONTHS,
    MOTIONS_AT_MOST,
    OFFICES,
    PERSONS,
    RUNGS,
    SEATS,
    SITTINGS,
    UNITS,
)
from selectorate.structs import Floats, Ints, Keys, Rows, Struct

PATRONS = CONTENDERS + 1
"""Columns of a following: a contender each, and the unaligned last."""

# What a mechanism's switch is called in `World.uses`.
(
    HAPPENINGS,
    ECONOMY,
    OPINION,
    RECRUITMENT,
    PATRONAGE,
    PERCEPTION,
    POLICY,
    LEGACY,
    ALIGNMENT,
    FORCE,
    MOTIONS,
    SANCTIONS,
    SESSIONS,
) = range(len(MECHANISMS))

# How a body is chosen.
APPOINTED, DELEGATED, ELECTED = 0, 1, 2

# How a power stands: with the holder of its office, shared by the presidium's majority, or gone.
HELD, JOINT, GONE = 0, 1, 2

# What a rung takes.
NOTHING, OFFICE_LOST, SEAT_LOST, MEMBERSHIP, PRESENCE = 0, 1, 2, 3, 4

# To whom a motion applies: anyone, one with a full seat in the body named, one without.
ANYONE, MEMBERS_OF, OTHERS_THAN = 0, 1, 2

# What a happening does.
DIES, CAPACITY, ABSENT, DISCIPLINE, TESTAMENT, ENROLMENT = 1, 2, 3, 4, 5, 6

# What has become of the founder's letter: there is none, it is sealed, kept among few, or read to all.
UNWRITTEN, SEALED, KEPT, READ = 0, 1, 2, 3

# How a contender decides.
BALANCING, SELF_ENFORCING = 0, 1

# Kinds of events in the chronicle.
HAPPENED, OPENED, CLOSED, FOUGHT, VOTED, REACHED, ELECTED_TO, TOOK_OFFICE, LEFT_OFFICE, RECANTED = range(1, 11)
DIVIDED, DISMISSED, ALLIED, PARTED, TURNED, LETTER, FORCED, DEFECTED, HONOURED, FREED = range(11, 21)

# What decides a vote: the terms of the log odds of a seat, and last what they leave to luck.
TERMS = ("tie", "view", "standing", "fear", "discipline", "offence", "letter", "reluctance", "luck")
BY_TIE, BY_VIEW, BY_STANDING, BY_FEAR, BY_DISCIPLINE, BY_OFFENCE, BY_LETTER, BY_RELUCTANCE, BY_LUCK = range(len(TERMS))

# What makes one hostile to another: the terms of hostility, in the same room.
REASONS = ("threat", "collective", "policy", "affinity", "common_enemy", "bonaparte", "offence")
OF_THREAT, OF_COLLECTIVE, OF_POLICY, OF_AFFINITY, OF_COMMON_ENEMY, OF_BONAPARTE, OF_OFFENCE = range(len(REASONS))


class Counts(Struct):
    """How much of the room is used."""

    months: int
    contenders: int
    persons: int
    axes: int
    units: int
    bodies: int
    seats: int
    offices: int
    sittings: int
    rungs: int
    motions: int
    happenings: int
    effects: int
    economies: int
    acts: int


class Rules(Struct):
    """Which bodies play the parts that mechanisms speak of, and how powers stand."""

    read: int  # index of the month at whose end endings are read
    until: int  # month in which a second world takes over; no month of the history where there is none
    committee: int  # body
    presidium: int  # body; the committee where there is none
    appoint_office: int
    appoint: int  # HELD, JOINT, GONE
    slate_office: int
    slate: int
    agenda_office: int
    agenda: int
    information_office: int
    information: int
    press_office: int
    press: int  # HELD or GONE
    admit_office: int
    admit: int
    expel_office: int
    expel: int
    perceive_truth: int  # 1: rivals see shares as they are
    branding: int  # 1: the ban on factions works
    frozen_views: int  # 1: views stay as they were at the start
    letter_read: int  # 1: the founder's letter is read to all, whoever would keep it
    workers: float  # share of workers among the members at the start


class Parameters(Struct):
    """One number for each name of the catalogue, NaN where the scenario's mechanisms do not read it."""

    __annotations__ = dict.fromkeys(CATALOGUE, float)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> float: ...


class Contender(Struct):
    """One who fights for primacy, as he was at the start."""

    luck_key: int  # subject of his draws
    strategy: int  # BALANCING or SELF_ENFORCING
    standing: float  # prestige
    boldness: float  # readiness to open a campaign, 0-1
    skill: float  # share of others' hostility that he soothes, 0-1
    flexibility: float  # part of the way to where it pays that he goes with his view, 0-1
    hold: float  # ties to him are so many times as strong, 1 at most in the end


class Person(Struct):
    """Somebody with a name, as he was at the start."""

    luck_key: int
    patron: int  # contender, -1 nobody; a contender is his own
    tie: float
    founder: int  # 1: a person of authority who is no contender


class Unit(Struct):
    """One base unit and its head, as they were at the start."""

    patron: int
    tie: float
    protector: int  # office that protects the seat, -1 none
    weight: float  # members it speaks for
    industry: float  # share of newcomers relative to the mean


class Body(Struct):
    """A set of seats."""

    luck_key: int
    how: int  # APPOINTED, DELEGATED, ELECTED
    chooser: int  # body
    first: int  # its first full seat among all seats
    full: int  # full seats at most
    candidates: int  # its first candidate seat
    spare: int  # candidate seats at most


class Seat(Struct):
    """One place in an elected body."""

    body: int
    taken: int  # 1: held, 0: vacant
    person: int  # -1: somebody without a name
    patron: int
    tie: float


class Office(Struct):
    """A single post."""

    luck_key: int
    holder: int  # person at the start, -1 vacant
    deputy: int  # person who takes it when it falls vacant, -1 none
    chooser: int  # body that fills it
    heads: int  # body whose seat comes with it, -1 none
    coerce: int  # 1: bears `coerce`
    visibility: float
    reluctance: float  # log odds added to those against taking any office


class Sitting(Struct):
    """Bodies that sit together in one month."""

    month: int
    bodies: int  # bit b: body b sits
    elects: int  # bit b: body b is elected anew
    delegates: int
    kept: int  # row of `Facts.following`, -1 none
    called: int  # 1: held only if whoever has the agenda calls it


class Rung(Struct):
    """One step of the ladder."""

    takes: int
    body: int
    reluctance: float  # log odds against it
    hazard: float  # monthly chance after the rung before it, 0 none


class Motion(Struct):
    """One venue of a rung."""

    rung: int
    only: int  # ANYONE, MEMBERS_OF, OTHERS_THAN
    of: int  # body
    bodies: int  # bit b: body b votes
    renewal: int  # 1: only where the seat in question is up for election
    threshold: float


class Happening(Struct):
    """One exogenous event."""

    luck_key: int
    month: int  # recorded month
    drawn: int  # 1: drawn from its hazard instead
    start: int  # first month of the hazard
    after: int  # happening that must come first, -1 none
    hazard: float


class Effect(Struct):
    """One thing a happening does."""

    happening: int
    kind: int
    person: int
    months: int
    value: float


class Act(Struct):
    """An office given to somebody by the question."""

    office: int
    person: int
    swap: int  # 1: its holder gets the other's main office


class Economy(Struct):
    """One measure of how things go."""

    luck_key: int
    axis: int  # of the policy space, on which it speaks for or against the line in force


class World(Struct):
    """All that is the same in every history of a question."""

    count: Counts
    rules: Rules
    parameters: Parameters
    uses: Annotated[Ints, len(MECHANISMS)]  # 1 where switched on
    calendar: Annotated[Ints, MONTHS]  # calendar year of a month
    contenders: Annotated[Rows[Contender], CONTENDERS]
    affinity: Annotated[Floats, (CONTENDERS, CONTENDERS)]  # of the row toward the column, -1..1
    persons: Annotated[Rows[Person], PERSONS]
    views: Annotated[Floats, (PERSONS, AXES)]  # places in the policy space, -1..1
    units: Annotated[Rows[Unit], UNITS]
    unit_keys: Annotated[Ints, UNITS]  # luck keys of the units
    unit_steps: Annotated[Keys, UNITS]  # the same as steps of a sequence of draws: see `draws.mix_step`
    bodies: Annotated[Rows[Body], BODIES]
    order: Annotated[Ints, BODIES]  # bodies with those who choose before those who are chosen
    full: Annotated[Ints, (BODIES, MONTHS)]  # full seats in force in a month
    spare: Annotated[Ints, (BODIES, MONTHS)]  # candidate seats in force in a month
    seats: Annotated[Rows[Seat], SEATS]  # at the start
    offices: Annotated[Rows[Office], OFFICES]
    sittings: Annotated[Rows[Sitting], SITTINGS]  # in order of month
    sitting: Annotated[Ints, MONTHS + 1]  # month t's sittings are sitting[t] to sitting[t + 1]
    counted: Annotated[Ints, MONTHS]  # 1: members are counted anew in this month
    newcomers: Annotated[Floats, MONTHS]  # share of members admitted since the start
    admitted: Annotated[Floats, MONTHS]  # share of members admitted in the month
    economies: Annotated[Rows[Economy], ECONOMIES]
    course: Annotated[Floats, (ECONOMIES, MONTHS)]  # recorded index, -1 crisis to 1
    rungs: Annotated[Rows[Rung], RUNGS]  # by rank
    acts: Annotated[Rows[Act], OFFICES]  # done in the month in which this world takes over
    motions: Annotated[Rows[Motion], MOTIONS_AT_MOST]
    happenings: Annotated[Rows[Happening], HAPPENINGS_AT_MOST]  # in order of luck keys
    effects: Annotated[Rows[Effect], EFFECTS]


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
    fronts: int  # campaigns that stand
    events: int  # of the chronicle so far, kept or not
    keep: int  # rows of the chronicle to keep at most
    followed: int  # 1: this history is told, so partners are looked for
    bar: float  # reluctance against the motion on the table
    bonus: float  # log odds for it that its occasion adds
    minds: Annotated[Rows[Mind], CONTENDERS]
    pairs: Annotated[Rows[Pair], (CONTENDERS, CONTENDERS)]
    lives: Annotated[Rows[Life], PERSONS]
    heads: Annotated[Rows[Head], UNITS]
    seats: Annotated[Rows[Seat], SEATS]
    posts: Annotated[Rows[Post], OFFICES]
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
    weights: Annotated[Floats, PATRONS]  # of followings, while a vacancy is filled
    chance: Annotated[Floats, PATRONS]  # by patron: of a base seat's turnover, or log odds of a vote
    last_tie: Annotated[Floats, PATRONS]  # by patron: tie whose vote was reckoned last, -1 none
    last_vote: Annotated[Floats, PATRONS]  # the chance of that vote
    own_tie: Annotated[Floats, PERSONS]  # by person: tie with which his vote was reckoned last, -1 none
    own_vote: Annotated[Floats, PERSONS]  # the chance of that vote
    held: Annotated[Ints, PERSONS]  # seat in the body that is being filled: 2 full, 1 a candidate's, 0 none
    terms: Annotated[Floats, len(TERMS)]  # of the log odds of one seat, while a vote is explained
    came: Annotated[Ints, HAPPENINGS_AT_MOST]  # month in which each happening came, -1 not yet
    reached: Annotated[Ints, (CONTENDERS, RUNGS)]  # month in which each rung was reached, -1 not yet
    chronicle: Annotated[Rows[Event], EVENTS]


class Months(NamedTuple):
    """What is kept month by month, where it is asked for; k is the number of histories, or 0 where it is not."""

    following: NDArray[np.int16]  # (k, months, 2, contenders + 1) full seats of committee and presidium by patron
    minds: Floats  # (k, months, contenders, 4) standing, offence, believed power (mean of the others), cadres
    sides: NDArray[np.int64]  # (k, months, contenders, 4) leader against, bits against, bits behind, partner
    seated: NDArray[np.int8]  # (k, months, contenders) 1: holds a full seat of the presidium
    views: Floats  # (k, months, contenders + 2, axes) contenders, line in force, members' opinion
    holders: NDArray[np.int16]  # (k, months, offices) person
    economy: Floats  # (k, months, economies) index
    base: Floats  # (k, months, contenders + 3) owned shares; heads moved since the election before, formal, workers


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
    months: Months  # the same month by month, where it is asked for
