"""What the page on readings prints: their boxes and signatures as the shown scenario writes them, and what it ships."""

from __future__ import annotations

from collections.abc import Iterator

from docs.model_pages import document, text
from selectorate.evidence import Prior
from selectorate.readings import Reading, Signature

ENDS = "uniform", "normal", "lognormal", "beta"


@text
def boxes() -> Iterator[str]:
    """Every reading: its idea, what it asserts and denies, its priors with their reasons, its signatures."""
    for name, reading in document().readings.items():
        yield f"### {reading.title} {{ #{name} }}\n"
        yield "*Our simplification, not the author's claim.*\n"
        yield f"{reading.mechanism}\n"
        yield f"Asserts {', '.join(reading.asserts)}{_denied(reading)}.\n"
        yield "| parameter | the scenario's prior | here | because |"
        yield "| --- | --- | --- | --- |"
        for parameter, shift in reading.priors.items():
            own = document().parameters[parameter]
            held = "" if own.free else f" (held at {own.value:g})"
            yield f"| `{parameter}` | {_prior(own.prior)}{held} | {_prior(shift.prior)} | {shift.because} |"
        yield ""
        for which, one in reading.signatures.items():
            yield f"* Signature `{which}`: {one.title} ({_expected(one)})."
        yield ""


@text
def doubts() -> Iterator[str]:
    """What changes where a disputed claim is false."""
    for name, doubt in document().doubts.items():
        yield f"* `{name}`: {doubt.because}"


@text
def assertions() -> Iterator[str]:
    """What the essays say, and the experiment for it."""
    yield "| essay | what it says | outcome | expected to |"
    yield "| --- | --- | --- | --- |"
    verbs = {"rises": "rise", "falls": "fall", "stays": "stay"}
    for one in document().assertions.values():
        yield f"| {one.essay} | {one.text} | `{one.outcome}` | {verbs[one.expects]} |"


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
