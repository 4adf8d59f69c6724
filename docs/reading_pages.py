"""What the page on readings prints: their boxes and signatures as the shown scenario writes them, and what it ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from docs.model_pages import SHOWN, cited, document, plain, source, text
from selectorate import scenario
from selectorate.ensemble.rivals import FILE
from selectorate.evidence import Prior
from selectorate.readings import Reading, Signature
from selectorate.report.answered import beside
from selectorate.report.asserted import FILE as ESSAYS

ENDS = "uniform", "normal", "lognormal", "beta"


@text
def boxes() -> Iterator[str]:
    """Every reading by its title, and how probable the record is where it holds."""
    told = shipped()
    yield "| reading | log evidence, less the highest | error | weight |\n| --- | --- | --- | --- |"
    rows = {one["id"]: one for one in told["readings"]} if told else {}
    top = max((one["log_evidence"] for one in rows.values()), default=0.0)
    for name, reading in document().readings.items():
        one = rows.get(name)
        numbers = ("", "", "") if one is None else _weighed(one, top)
        yield f"| [{reading.title}]({name}.md) | {' | '.join(numbers)} |"
    yield ""
    if not told:
        yield "None ships that fits this scenario and kernel."


def _weighed(one: Any, top: float) -> tuple[str, str, str]:
    weight = "control" if one["control"] else "" if one["weight"] is None else f"{one['weight']:.3f}"
    return f"{one['log_evidence'] - top:+.2f}", f"{one['error']:.2f}", weight


@cache
def shipped() -> Mapping[str, Any] | None:
    """The answer on readings that ships and fits, None where none does."""
    answer = beside(scenario.load(SHOWN), FILE)
    return None if answer is None or answer.misfit() is not None else answer.told


@text
def reading(name: str) -> Iterator[str]:
    """One reading: idea, what it asserts and denies, priors with reasons, what it implies, evidence, and its claims."""
    one = document().readings[name]
    yield f"# {one.title}\n"
    yield "*Our simplification, not the author's claim.*\n"
    yield f"{one.mechanism}\n"
    yield from (f"* {plain(implied)}" for implied in one.implications)
    yield f"\nAsserts {', '.join(one.asserts)}{_denied(one)}.\n"
    yield "## What it believes of parameters\n"
    yield "| parameter | the scenario's prior | here | because |"
    yield "| --- | --- | --- | --- |"
    for parameter, shift in one.priors.items():
        own = document().parameters[parameter]
        held = "" if own.free else f" (held at {own.value:g})"
        yield f"| `{parameter}` | {_prior(own.prior)}{held} | {_prior(shift.prior)} | {shift.because} |"
    yield "\n## What it implies and others do not\n"
    found = {row["id"]: row for row in shipped()["readings"]}[name] if shipped() else None
    for which, signature in one.signatures.items():
        yield f"* `{which}`: {signature.title} ({_expected(signature)}){_seen(found, f'{name}.{which}')}."
    yield "\n## What the record makes of it\n"
    yield from _record(found)
    for title, claims in (("Claims for it", one.claims_for), ("Claims against it", one.claims_against)):
        if claims:
            yield f"\n## {title}\n"
            yield from map(cited, claims)
    yield "\n## Sources\n"
    yield from (f"* {source(origin)}" for origin in one.sources)


def _seen(found: Any, name: str) -> str:
    """What its histories have of a signature, weighed by the record."""
    one = found["signatures"].get(name) if found else None
    if one is None or one["median"] is None:
        return ""
    return f"; among its histories, weighed by the record, the median is {one['median']:.3g}"


def _record(found: Any) -> Iterator[str]:
    if found is None:
        yield "No answer ships that fits: `selectorate readings ussr-1922 --again` makes one.\n"
        return
    top = max(row["log_evidence"] for row in shipped()["readings"])
    yield (
        f"Log evidence {found['log_evidence'] - top:+.2f} beside the highest, with an error of {found['error']:.2f} "
        "(`selectorate readings`). "
    )
    if found["not_apart"]:
        yield f"\nIt cannot be told apart by this record from: {', '.join(found['not_apart'])}.\n"
    else:
        yield "\nThe record tells it apart from every other.\n"


@text
def doubts() -> Iterator[str]:
    """What changes where a disputed claim is false."""
    for name, doubt in document().doubts.items():
        yield f"* `{name}`: {doubt.because}"


@text
def assertions() -> Iterator[str]:
    """What the essays say, the experiment for it, and its answer where one ships that fits."""
    found = beside(scenario.load(SHOWN), ESSAYS)
    told = {one["id"]: one for one in found.told["assertions"]} if found and found.misfit() is None else {}
    yield "| essay | what it says | outcome | expected to | answer |"
    yield "| --- | --- | --- | --- | --- |"
    verbs = {"rises": "rise", "falls": "fall", "stays": "stay"}
    for name, one in document().assertions.items():
        answer = told[name]["answer"] if name in told else ""
        yield f"| {one.essay} | {one.text} | `{one.outcome}` | {verbs[one.expects]} | {answer} |"


def _denied(reading: Reading) -> str:
    changes = [name for change in reading.changes for name in change.model_dump(exclude_none=True)]
    said = f"; denies {', '.join(reading.denies)}" if reading.denies else ""
    return said + (f"; changes: {', '.join(changes)}" if changes else "")


def _prior(prior: Prior) -> str:
    for form in ENDS:
        pair = getattr(prior, form)
        if pair:
            return f"{form} {pair[0]:g} to {pair[1]:g}" if form == "uniform" else f"{form} {pair[0]:g}, {pair[1]:g}"
    return ""


def _expected(one: Signature) -> str:
    ends = [f"{word} {end:g}" for word, end in (("at least", one.low), ("at most", one.high)) if end is not None]
    return f"`{one.statistic.fn}` {' and '.join(ends)}"
