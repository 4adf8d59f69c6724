"""The report page of an explanation: the answer in words, its numbers as figures, what it rests on and leaves open."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from selectorate.analysis import Interval, Undefined
from selectorate.analysis.explaining import Placebo
from selectorate.ensemble.rivals import FILE as READINGS
from selectorate.report import sources
from selectorate.report.answered import beside
from selectorate.report.changes_text import sentences
from selectorate.report.moments import FILE as MOMENT
from selectorate.report.page import (
    Found,
    again,
    cell,
    cells,
    fragment,
    limits,
    listed,
    lived,
    opening,
    over,
    page,
    paragraphs,
)
from selectorate.report.page_evidence import evidence
from selectorate.report.page_figures import SHARES, Lane, Row, dots, drawn, share_lanes
from selectorate.report.page_loop import loop_section
from selectorate.report.page_matrix import matrix
from selectorate.report.page_readings import moment_section, readings_section
from selectorate.report.page_sections import divergence, endings, removals, statements
from selectorate.report.page_words import DEFINITIONS, FACTORS, OF_AN_EXPLANATION
from selectorate.report.words import counted, month, percent, span

if TYPE_CHECKING:
    from selectorate.report.explained import Explained

STRONGEST = 8
"""So many interactions are drawn: those farthest from nothing. All of them are in ``--csv`` and ``--json``."""

CAUSES = ("necessity", "sufficiency")


def explained_page(explained: Explained) -> str:
    """The whole page."""
    return page(explained.question(), explained_fragment(explained))


def explained_fragment(explained: Explained) -> str:
    """The page without what only a file needs, for a notebook."""
    return fragment(section(explained) for section in SECTIONS)


def _answer(explained: Explained) -> str:
    plan, found = explained.found.plan, explained.found
    histories = f"{found.histories:,} histories in each world, in pairs with the same luck. {explained.note()}"
    return opening(
        plan.base.scenario.document.scenario.title, explained.question(), explained.sentences(),
        [*sentences(plan.base, plan.happenings), histories],
    )  # fmt: skip


def _asked(explained: Explained) -> str:
    plan, said = explained.found.plan, explained.statement()
    factor = plan.factors[plan.factor]
    declared = "" if said.when is None else json.dumps(said.when.model_dump(exclude_none=True), ensure_ascii=False)
    code = f" As the scenario declares it: <code>{escape(declared)}</code>." if declared else ""
    return (
        "<h2>What is asked</h2><dl>"
        f"<dt>The outcome</dt><dd>{escape(said.title)} (<code>{escape(said.id)}</code>).{code}</dd>"
        f"<dt>The factor</dt><dd>{escape(factor.title)} (<code>{escape(plan.factor)}</code>). "
        f"As it was: {escape(factor.was)}</dd>"
        f"<dt>What stands in its place</dt><dd>{escape(explained.contrast())} "
        f"(<code>{escape(plan.contrast)}</code>).</dd></dl>"
    )


def _endings(explained: Explained) -> str:
    found = explained.found
    shares = {name: one for name, (one, *_) in found.outcomes.items() if isinstance(one, Interval)}
    return endings(found.plan.base.scenario.document, found.judge.endings, [shares], found.histories)


def _removals(explained: Explained) -> str:
    many = explained.found.as_was
    return "" if many is None else removals(many.scenario, [explained.found.removals], many.histories)


def _divergence(explained: Explained) -> str:
    found, factor = explained.found, explained.found.plan.factors[explained.found.plan.factor]
    twin = f"Each history beside its twin, in which '{factor.title}' is replaced."
    return "" if found.parted is None else divergence(found.parted, twin)


def _causes(explained: Explained) -> str:
    found = explained.found
    both = list(zip(CAUSES, (found.necessity, found.sufficiency), found.bounds, found.placebos, strict=True))
    rows = [Row(name.capitalize(), _lanes(one, bounds, luck)) for name, one, bounds, luck in both]
    why = [f"{name.capitalize()} is undefined: {one.why}." for name, one, *_ in both if isinstance(one, Undefined)]
    kinds = sources.kinds(found.spread)
    head = ("", "share", "95 % interval", *sources.columns(kinds), "bounds", "all luck", "one year", "one kind")
    numbers = [
        (
            name,
            *cells(one),
            *(over(one, kind) for kind in kinds),
            span(bounds),
            *(_known(x) for x in (luck.reseeded, luck.years, luck.streams)),
        )
        for name, one, bounds, luck in both
    ]
    return (
        "<h2>Necessity and sufficiency</h2>"
        + paragraphs([DEFINITIONS["Necessity"], DEFINITIONS["Sufficiency"]])
        + drawn("Necessity and sufficiency beside their bounds and beside luck alone", SHARES, rows)
        + paragraphs([*why, DEFINITIONS["Bounds"], DEFINITIONS["Luck alone"]], "note")
        + listed("The same numbers", numbers, head)
    )


def _lanes(one: Found, bounds: tuple[float, float], luck: Placebo) -> tuple[Lane, ...]:
    first = share_lanes(one) if isinstance(one, Interval) else (Lane("dot", None, None, "undefined"),)
    kinds = (("all luck", luck.reseeded), ("one year", luck.years), ("one kind", luck.streams))
    placebos = (Lane("luck", x, None, f"{name}: {_known(x)}") for name, x in kinds)
    return *first, Lane("band", None, bounds, f"bounds: {span(bounds)}"), *placebos


def _known(share: float | None) -> str:
    return "-" if share is None else percent(share)


def _shares(explained: Explained) -> str:
    found, plan = explained.found, explained.found.plan
    shares = [(plan.factors[name].title, one) for name, one in found.shapley.items() if isinstance(one, Interval)]
    if not shares:
        return ""
    ends = [one for one in (found.probability, found.probability_all) if isinstance(one, Interval)]
    told = [DEFINITIONS["Share of the difference (Shapley value)"]]
    if len(ends) == 2:
        whole, nothing = (100 * one.value for one in ends)
        told.append(
            f"With every factor replaced the outcome holds in {nothing:.1f} of 100 histories, with all as they were in "
            f"{whole:.1f}; the shares sum to the difference, {whole - nothing:+.1f} points."
        )
    return (
        "<h2>Shares of all factors</h2>"
        + paragraphs(told)
        + dots("Shapley values of all factors, in points of probability, 95 % intervals", shares)
        + _interactions(explained)
    )


def _interactions(explained: Explained) -> str:
    found, plan = explained.found, explained.found.plan
    pairs = [
        (" and ".join(plan.factors[name].title for name in both), one)
        for both, one in found.interactions
        if isinstance(one, Interval)
    ]
    if not pairs:
        return ""
    strongest = sorted(pairs, key=lambda pair: (-abs(pair[1].value), pair[0]))[:STRONGEST]
    told = f"Of {counted(len(pairs), 'pairs')} the {len(strongest)} farthest from nothing are drawn."
    return (
        "<h3>Strongest interactions</h3>"
        + paragraphs([f"{DEFINITIONS['Interaction']} {told}"])
        + dots("Interactions of two factors, in points of probability, 95 % intervals", strongest)
    )


def _powers(explained: Explained) -> str:
    found, plan = explained.found, explained.found.plan
    shares = [(name, one) for name, one in found.shares_of_powers.items() if isinstance(one, Interval)]
    if not shares:
        return ""
    office = plan.base.scenario.document.offices[plan.office].name
    return (
        "<h2>The powers of the office</h2>"
        + paragraphs([f"{office}. {DEFINITIONS['Powers of the office']}"])
        + dots("Shapley values of the powers of the office, in points of probability, 95 % intervals", shares)
    )


def _flip(explained: Explained) -> str:
    flip, plan = explained.found.flip, explained.found.plan
    if flip is None:
        told = "No change that was looked at made the outcome less likely than not, or it was so already."
    else:
        what = " and ".join(
            f"'{plan.factors[name].title}' replaced ({plan.factors[name].contrasts[contrast].title})"
            for name, contrast in zip(flip.factors, flip.contrasts, strict=True)
        )
        share = percent(flip.probability)
        told = f"{what}, from {month(flip.start)} on: the outcome then holds in {share} of the histories."
    return f"<h2>The cheapest flip</h2>{paragraphs([DEFINITIONS['Cheapest flip']])}<p>{escape(told)}</p>"


def _outcomes(explained: Explained) -> str:
    found, d = explained.found, explained.found.plan.base.scenario.document
    known = [(said, found.outcomes[said.id]) for said in (*found.judge.endings, *found.judge.outcomes)]
    held = [(said, [cell(one) for one in of]) for said, of in known if of[0].value]
    never = [said.id for said, of in known if not of[0].value]
    return (
        "<h2>Every declared outcome</h2>"
        + paragraphs(["Every ending and outcome of the scenario, with necessity and sufficiency of the same factor."])
        + statements("What held, with 95 % intervals", d, held, ("probability", "necessity", "sufficiency"))
        + paragraphs([f"In no history: {', '.join(never)}."] if never else [], "note")
    )


def _loops(explained: Explained) -> str:
    return loop_section(explained.found.flows)


def _moment(explained: Explained) -> str:
    """When the same outcome was decided, as it ships; nothing where no such answer fits."""
    told = _beside(explained, MOMENT)
    scenario = explained.found.plan.base.scenario
    return moment_section(scenario, told) if told and told["outcome"] == explained.found.plan.outcome else ""


def _readings(explained: Explained) -> str:
    """Readings as rivals, as they ship; nothing where no such answer fits."""
    told = _beside(explained, READINGS)
    return readings_section(explained.found.plan.base.scenario, told) if told else ""


def _beside(explained: Explained, name: str) -> Mapping[str, Any] | None:
    answer = beside(explained.found.plan.base.scenario, name)
    return None if answer is None or answer.misfit() is not None else answer.told


def _limits(explained: Explained) -> str:
    found = explained.found
    return limits(found.plan.base, FACTORS, OF_AN_EXPLANATION, sources.kinds(found.spread))


def _evidence(explained: Explained) -> str:
    plan = explained.found.plan
    return evidence(plan.base.scenario.document, plan.factors.values())


def _again(explained: Explained) -> str:
    d = explained.document()
    return again(d["command"], d, lived(d))


SECTIONS: tuple[Callable[[Explained], str], ...] = (
    _answer,
    _asked,
    _endings,
    _causes,
    _shares,
    _powers,
    matrix,
    _divergence,
    _loops,
    _flip,
    _outcomes,
    _removals,
    _moment,
    _readings,
    _limits,
    _evidence,
    _again,
)
"""The page from top to bottom."""
