"""The written form of a whole scenario: every section a file may hold."""

from __future__ import annotations

from selectorate.evidence import Claim, Event, Parameter, Record, Series, Source
from selectorate.happenings import Happening, Measure
from selectorate.institutions import Body, Header, Office, Rung, Session, Unit
from selectorate.people import Axis, Contender, SecondRank, Trait
from selectorate.questions import Ending, Factor, Outcome
from selectorate.readings import Assertion, Doubt, Reading
from selectorate.targets import Target
from selectorate.written import Id, Written


class Document(Written):
    """All sections; each file of a folder holds some of them, and an entry stands in one file only."""

    scenario: Header
    policy: dict[Id, Axis] = {}
    traits: dict[Id, Trait] = {}
    contenders: dict[Id, Contender]
    people: dict[Id, SecondRank] = {}
    bodies: dict[Id, Body]
    offices: dict[Id, Office]
    units: dict[Id, Unit]
    calendar: dict[Id, Session]
    happenings: dict[Id, Happening] = {}
    economy: dict[Id, Measure] = {}
    rungs: dict[Id, Rung]
    endings: dict[Id, Ending]
    outcomes: dict[Id, Outcome] = {}
    factors: dict[Id, Factor] = {}
    parameters: dict[Id, Parameter]
    series: dict[Id, Series] = {}
    events: dict[Id, Event] = {}
    record: Record = Record()
    targets: dict[Id, Target] = {}
    readings: dict[Id, Reading] = {}
    doubts: dict[Id, Doubt] = {}
    assertions: dict[Id, Assertion] = {}
    claims: dict[Id, Claim] = {}
    sources: dict[Id, Source] = {}
