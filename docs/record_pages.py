"""What the pages on the record print: the grammar of targets, the targets of the shown scenario, and what is free."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from docs.model_pages import SHOWN, SUPPORT, believed, document, plain, text
from selectorate import scenario
from selectorate.ensemble.posterior import Posterior, fitting, shipped
from selectorate.ensemble.priors import Priors
from selectorate.parameters import CATALOGUE
from selectorate.record.statistics import FUNCTIONS
from selectorate.report.fitted import Fitted
from selectorate.scenario.checks_targets import PLACES, WORDS
from selectorate.targets import AGREED, NEEDS, NEVER, Target
from verification import calibration, synthetic

READ_AS = {
    "date": "its month; never where it does not come",
    "months": "itself; never where one of the two does not come",
    "count": "itself",
    "share": "itself; never where nobody voted",
    "order": "Kendall's tau with the recorded order, so the record is 1",
    "category": "1 where it is the recorded one, else 0",
    "sequence": "1 where it is the recorded one, else 0",
    "boolean": "1 where it is as recorded, else 0",
}
"""How a value becomes a number, by the form of its statistic."""


@text
def statistics() -> Iterator[str]:
    """Return every function that a target can name, what it takes, and what it gives back."""
    yield "| `fn` | takes | may take | form | what it is |\n| --- | --- | --- | --- | --- |"
    for name, needs in NEEDS.items():
        must = ", ".join(" or ".join(f"`{one}`" for one in group.split("|")) for group in needs.must.split())
        may = ", ".join(f"`{one}`" for one in needs.may.split())
        says = " ".join((inspect.getdoc(FUNCTIONS[name]) or "").split("\n\n")[0].split()).replace("NaN", "never")
        yield f"| `{name}` | {must} | {may} | {needs.form} | {plain(says)} |"
    yield ""


@text
def forms() -> Iterator[str]:
    """Return the forms that a value can have: how each is written, and what number it becomes."""
    yield "| form | `value` | what is read of a history |\n| --- | --- | --- |"
    for form, words in WORDS.items():
        yield f"| {form} | {words} | {READ_AS[form]} |"
    yield ""


@text
def places() -> Iterator[str]:
    """Return what each kind of event can name as where."""
    for place in dict.fromkeys(PLACES.values()):
        kinds = ", ".join(f"`{kind}`" for kind, named in PLACES.items() if named == place)
        yield f"* {kinds}: {'an' if place[0] in 'aeiou' else 'a'} {place}"
    yield ""


@text
def targets(kind: str) -> Iterator[str]:
    """Return the targets of a kind of the shown scenario: what is on record, and how near is near enough."""
    own = kind == "dynamic"
    yield f"| target | record | near enough | {'width or error | ' if own else ''}group | confidence |"
    yield f"| --- | --- | --- | {'--- | ' if own else ''}--- | --- |"
    for name, target in document().targets.items():
        if target.kind == kind:
            cells = [f"`{name}`: {plain(target.title)}", value(target), near(target)]
            cells += [blur(target)] if own else []
            yield f"| {' | '.join([*cells, f'`{target.group}`' if target.group else '', target.confidence])} |"
    yield ""


def value(target: Target) -> str:
    """Return what is on record, in words."""
    if isinstance(target.value, bool):
        return "so it was" if target.value else "so it was not"
    return ", ".join(told(one) for one in target.value) if isinstance(target.value, list) else told(target.value)


def near(target: Target) -> str:
    """Return the bounds within which a history is near enough, in words."""
    if target.statistic.form in AGREED:
        return "the same"
    if isinstance(target.low, list) and isinstance(target.high, list):
        each = zip(target.low, target.high, strict=True)
        return ", ".join(f"{told(low)} to {told(high)}" for low, high in each)
    return "" if target.low is None or target.high is None else f"{told(target.low)} to {told(target.high)}"


def blur(target: Target) -> str:
    """Return how wrong the record may be: a width, or an error rate."""
    return f"width {told(target.width)}" if target.kernel == "normal" else f"error {told(target.error)}"


def told(one: object) -> str:
    """Return a number without needless digits, and anything else as it is written."""
    if not isinstance(one, int | float):
        return plain(str(one))
    return f"{one:,.0f}" if abs(one) >= 1000 or float(one).is_integer() else f"{one:.3g}"


@text
def counted() -> Iterator[str]:
    """Return how many targets of each kind there are, and how many may never come about."""
    known = document().targets.values()
    meaning = {
        "dynamic": "what the model has to bring about, and all that is fitted or scored",
        "input": "what is given to it, and met by construction",
        "structural": "what cannot be otherwise in it",
    }
    yield "| kind | targets | what it is |\n| --- | ---: | --- |"
    for kind, words in meaning.items():
        yield f"| {kind} | {sum(one.kind == kind for one in known)} | {words} |"
    own = [one for one in known if one.kind == "dynamic"]
    dated = sum(one.statistic.form in NEVER for one in own)
    low = sum(one.confidence == "low" for one in own)
    yield (
        f"\nOf the {len(own)} dynamic ones {dated} are dates or lags, of what need not come about at all, "
        f"and {low} are of low confidence.\n"
    )


@text
def free() -> Iterator[str]:
    """Return the free parameters of the shown scenario: value by hand, prior, posterior, support and reason."""
    learnt = {one["id"]: one["posterior"] for one in fitted().parameters()}
    yield "| parameter | value by hand | prior | posterior | known as | because |"
    yield "| --- | ---: | --- | --- | --- | --- |"
    for name, one in document().parameters.items():
        if one.free:
            unit = "" if one.unit == "1" else f" ({plain(one.unit)})"
            meaning = f": {plain(CATALOGUE[name].meaning)}" if name in CATALOGUE else ""
            low, middle, high = learnt[name]
            cells = (
                f"`{name}`{unit}{meaning}",
                f"{one.value:g}",
                believed(one.prior),
                f"{middle:.3g} ({low:.3g} to {high:.3g})",
                SUPPORT[one.support],
            )
            yield f"| {' | '.join((*cells, plain(one.because)))} |"
    yield ""


@cache
def fitted() -> Fitted:
    """Return the posterior that ships with the shown scenario."""
    known = scenario.load(SHOWN)
    return Fitted(known, cast("Posterior", shipped(known)), fitting(known), "", 0, 0.0)


@text
def learnt() -> Iterator[str]:
    """Return what a fit left of each prior, and what each parameter is worth, the most informed first."""
    yield "| parameter | prior | posterior | left of the width | worth |\n| --- | --- | --- | ---: | ---: |"
    for one in sorted(fitted().parameters(), key=lambda one: float(one["width"])):
        low, middle, high = one["posterior"]
        before = f"{one['prior'][0]:.3g} to {one['prior'][2]:.3g}"
        after = f"{middle:.3g} ({low:.3g} to {high:.3g})"
        yield f"| `{one['id']}` | {before} | {after} | {one['width']:.0%} | {one['worth']:+.1f} |"
    yield ""


@text
def variety() -> Iterator[str]:
    """Return what the shipped fit took, and what it left of the variety of parameters and lucks."""
    about = fitted().posterior.about
    draws, lived, sets = (f"{about[name]:,}" for name in ("draws", "lived", "distinct_parameters"))
    years = ", ".join(f"{one:,}" for one in about["distinct_lucks"])
    yield f"* {draws} draws, seed {about['seed']}, from {lived} histories, of which {about['begun']:,} began"
    yield f"* {sets} distinct sets of parameters; by descent they count as {about['effective_sample_size']:,.0f}"
    yield f"* distinct lucks by year, first to last: {years}"
    yield f"* log evidence {about['evidence']:.2f}; {about['accepted']:.0%} of the last moves of parameters accepted"
    yield ""


@text
def predicted(said: dict[str, Any]) -> Iterator[str]:
    """Return how histories with fresh luck, and with the luck of the fit, stand to each dynamic target of an answer."""
    conditioned = {row["id"]: row for row in said["conditioned"]["targets"]}
    yield "| target | record | fresh luck: median, 5 to 95 % | near enough | happens | met | covered | conditioned |"
    yield "| --- | --- | --- | ---: | ---: | --- | --- | --- |"
    for row in said["targets"]:
        if row["kind"] == "dynamic":
            cells = [f"`{row['id']}`", numbers(row["recorded"]), ranged(row), f"{row['within']:.0%}"]
            cells += [f"{row['happens']:.0%}", yes(row["met"]), yes(row["covered"]), ranged(conditioned[row["id"]])]
            yield f"| {' | '.join(cells)} |"
    counts = f"{said['met']} of {said['dynamic']} are met and {said['covered']} covered"
    yield f"\n{counts}; the score is {said['score']:.2f}.\n"
    yield "| baseline | its score | ours | over |\n| --- | ---: | ---: | ---: |"
    for name, one in said["baselines"].items():
        yield f"| `{name}` | {one['score']:.2f} | {one['ours']:.2f} | {len(one['targets'])} |"
    yield ""


def yes(held: bool) -> str:
    """Return whether something holds, in a word."""
    return "yes" if held else "no"


def numbers(value: object) -> str:
    """Return a number or several; never where there is none."""
    if isinstance(value, list):
        return ", ".join(numbers(one) for one in value)
    return "never" if value is None else told(value)


def ranged(row: dict[str, Any]) -> str:
    """Return the median of a row and its range."""
    if row["p05"] == row["p95"] == row["median"]:
        return numbers(row["median"])
    return f"{numbers(row['median'])} ({numbers(row['p05'])} to {numbers(row['p95'])})"


@text
def calibrated() -> Iterator[str]:
    """How far the proof of calibration is."""
    rows, names = synthetic.read(), Priors.of(scenario.load(SHOWN)).names
    held = [calibration.covers(row, name) for row in rows for name in names]
    seconds = sorted(float(row["seconds"]) for row in rows)
    done = "finished" if len(rows) >= synthetic.COUNT else f"not finished: {len(rows)} are fitted"
    share = sum(held) / len(held)
    yield f"That proof is {done}. Of them 90 % intervals held the truth in {share:.1%} of cases, where 87 to 93 % are"
    middle = seconds[len(rows) // 2]
    yield f"asked for; a fit took {middle:.0f} seconds of two processors, and {seconds[-1]:.0f} at most."
    away = calibration.distances(rows)
    width = calibration.band(len(rows), len(away))
    out = [name for name, value in away.items() if value > width]
    if out:
        yield f"Ranks of the truth among the draws stay within the band of even ones but for {', '.join(out)}"
        yield f"({max(away.values()):.2f} standard deviations from even at most, where {width:.2f} are allowed)."
    else:
        yield "Ranks of the truth among the draws stay within the band of even ones for every quantity."
