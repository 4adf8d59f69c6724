"""Readings, doubts and assertions: that what they deny is not needed, and what they ask for is there."""

from __future__ import annotations

from collections.abc import Iterator

from selectorate.parameters import CATALOGUE, NEEDS
from selectorate.readings import Variant
from selectorate.scenario.checks_parameters import ends_of, named_by_rungs, prior_usable
from selectorate.scenario.messages import listed, unknown
from selectorate.scenario.parts import Parts
from selectorate.scenario.places import Found, Path


def variants(parts: Parts) -> Iterator[tuple[Path, Variant]]:
    """Every variant, and where it stands."""
    for section in ("readings", "doubts"):
        for name, one in getattr(parts, section).items():
            yield (section, name), one


def denied_is_used(parts: Parts) -> Iterator[Found]:
    """What is denied is a mechanism that the scenario switches on."""
    used = parts.header.mechanisms if parts.header else ()
    for path, one in variants(parts):
        for index, mechanism in enumerate(one.denies):
            if used and mechanism not in used:
                yield Found((*path, "denies", index), unknown("mechanism in use", mechanism, used))


def denied_is_not_needed(parts: Parts) -> Iterator[Found]:
    """No mechanism that stays reads what a denied one writes, and nothing else that is written needs it."""
    used = parts.header.mechanisms if parts.header else ()
    for path, one in variants(parts):
        for index, mechanism in enumerate(one.denies):
            readers = [name for name in used if mechanism in NEEDS.get(name, ()) and name not in one.denies]
            if readers:
                message = f"{mechanism!r} cannot be denied alone: {listed([repr(name) for name in readers])} reads it"
                yield Found((*path, "denies", index), message)
        for name in one.priors:
            if name in CATALOGUE and CATALOGUE[name].mechanism in one.denies:
                message = f"{name!r} belongs to the mechanism {CATALOGUE[name].mechanism!r}, which is denied here"
                yield Found((*path, "priors", name), message, key=True)
        for index, change in enumerate(one.changes):
            if change.set and change.set.parameter in CATALOGUE:
                mechanism = CATALOGUE[change.set.parameter].mechanism
                if mechanism in one.denies:
                    message = f"{change.set.parameter!r} belongs to the mechanism {mechanism!r}, which is denied here"
                    yield Found((*path, "changes", index, "set", "parameter"), message)


def asserted_is_not_denied(parts: Parts) -> Iterator[Found]:
    """A reading does not deny what it asserts, and what it asserts is on."""
    used = parts.header.mechanisms if parts.header else ()
    for name, reading in parts.readings.items():
        for index, mechanism in enumerate(reading.asserts):
            if mechanism in reading.denies:
                yield Found(("readings", name, "asserts", index), f"{mechanism!r} is denied as well")
            elif used and mechanism not in used:
                yield Found(("readings", name, "asserts", index), unknown("mechanism in use", mechanism, used))


def priors_usable(parts: Parts) -> Iterator[Found]:
    """Another prior has mass where its parameter can lie."""
    others = named_by_rungs(parts)
    for path, one in variants(parts):
        for name, shift in one.priors.items():
            if (ends := ends_of(name, others)) is not None:
                yield from prior_usable((*path, "priors", name), shift.prior, ends)


def signatures_have_ends(parts: Parts) -> Iterator[Found]:
    """A signature says where its statistic is to be found, lower end first."""
    for name, reading in parts.readings.items():
        for which, one in reading.signatures.items():
            path: Path = ("readings", name, "signatures", which)
            if one.low is None and one.high is None:
                yield Found(path, "say where the statistic is to be found: low, high or both", key=True)
            elif one.low is not None and one.high is not None and one.low > one.high:
                yield Found((*path, "low"), f"the lower end, {one.low:g}, is above the upper, {one.high:g}")


def doubts_are_of_disputed(parts: Parts) -> Iterator[Found]:
    """What may be false is disputed, and something changes if it is."""
    for name, doubt in parts.doubts.items():
        claim = parts.claims.get(name)
        if claim and claim.status == "supported":
            yield Found(("doubts", name), f"the claim {name!r} is not disputed", key=True)
        if not (doubt.denies or doubt.changes or doubt.priors):
            yield Found(("doubts", name), "nothing changes here: give denies, changes or priors", key=True)


def assertions_ask(parts: Parts) -> Iterator[Found]:
    """An assertion has an experiment, whose changes begin within the scenario."""
    header = parts.header
    for name, one in parts.assertions.items():
        if (one.factor is None) == (not one.changes):
            yield Found(("assertions", name), "give the experiment that tests it: factor or changes", key=True)
        if header and one.start and not header.start <= one.start <= header.end:
            message = f"{one.start} is outside the scenario, which runs from {header.start} to {header.end}"
            yield Found(("assertions", name, "from"), message)


RULES = (
    denied_is_used,
    denied_is_not_needed,
    asserted_is_not_denied,
    priors_usable,
    signatures_have_ends,
    doubts_are_of_disputed,
    assertions_ask,
)
