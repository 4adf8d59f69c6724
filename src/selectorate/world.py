"""World (fixed), State (moves), Facts (what is kept): one class a noun, shape and meaning on each line.

Contenders, persons, units, bodies and offices stand in the order of their luck keys, so an index travels with the
person and the order of the files cannot matter. Persons 0 .. contenders - 1 are the contenders. ``-1`` is nobody;
the last column of a following, which is column -1, is the unaligned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from selectorate.parameters import (
    AXES,
    BODIES,
    CATALOGUE,
    CONTENDERS,
    ECONOMIES,
    EFFECTS,
    HAPPENINGS_AT_MOST,
    MECHANISMS,
    MONTHS,
    MOTIONS_AT_MOST,
    OFFICES,
    PERSONS,
    RUNGS,
    SEATS,
    SITTINGS,
    STREAMS,
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

# Fields that are read late, if at all, as bits: see `World.late`.
CULT_LENT, LETTER_READ, BAN_WEIGHED = 1, 2, 4

# What a rung takes.
NOTHING, OFFICE_LOST, SEAT_LOST, MEMBERSHIP, PRESENCE = 0, 1, 2, 3, 4

# To whom a motion applies: anyone, one with a full seat in the body named, one without.
ANYONE, MEMBERS_OF, OTHERS_THAN = 0, 1, 2

# What a happening does.
DIES, CAPACITY, ABSENT, DISCIPLINE, TESTAMENT, ENROLMENT = 1, 2, 3, 4, 5, 6

# What has become of the founder's letter: there is none, it is sealed, kept among few, or read to all.
UNWRITTEN, SEALED, KEPT, READ = 0, 1, 2, 3

# What an act does: an office is given, or a head is won.
GIVES_OFFICE, WINS_HEAD = 0, 1

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
    base_body: int  # body whose seats are the base units
    branding: int  # 1: the ban on factions works
    frozen_views: int  # 1: views stay as they were at the start
    letter_read: int  # 1: the founder's letter is read to all, whoever would keep it
    workers: float  # share of workers among the members at the start
    grain: float  # a power of two: weights of units are whole multiples of it, so that sums of them are exact


class Parameters(Struct):
    """One number for each name of the catalogue, NaN where the scenario's mechanisms do not read it."""

    __annotations__ = dict.fromkeys(CATALOGUE, float)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> float: ...
        def __setattr__(self, name: str, value: float) -> None: ...


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
    loose: int  # 1: its places fall to contenders at random, whoever fills them


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
    loose: int  # 1: it falls to contenders at random, whoever fills it
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
    """What a question does from outside: an office given to somebody, or a head won for a contender."""

    kind: int  # GIVES_OFFICE, WINS_HEAD
    office: int  # that is given
    unit: int  # the first whose head is looked at
    person: int  # who is given the office, or whom the head comes to follow
    swap: int  # 1: its holder gets the other's main office


class Late(Struct):
    """Fields of the world that are read late, if at all: until then a history is the same whatever stands there."""

    cult: float  # CULT_LENT: `Parameters.cult`
    letter_read: int  # LETTER_READ: `Rules.letter_read`
    branding: int  # BAN_WEIGHED: `Rules.branding`
    brand: float  # BAN_WEIGHED: `Parameters.brand`
    vote_discipline: float  # BAN_WEIGHED: `Parameters.vote_discipline`


class Economy(Struct):
    """One measure of how things go."""

    luck_key: int
    axis: int  # of the policy space, on which it speaks for or against the line in force


class World(Struct):
    """All that is the same in every history of a question."""

    count: Counts
    rules: Rules
    parameters: Parameters
    open: int  # bits of the late fields with which every history is lived both ways; 0 in a world that is lived alone
    late: Annotated[Rows[Late], 2]  # what stands there one way, and the other
    uses: Annotated[Ints, len(MECHANISMS)]  # 1 where switched on
    streams: Annotated[Ints, STREAMS]  # number under which each kind of decision is drawn: its own, unless drawn anew
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
