"""The report page of an explanation: one HTML file that loads nothing, runs nothing, and can be printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from selectorate.analysis import Interval, Undefined
from selectorate.analysis.explaining import Placebo
from selectorate.report.changes_text import sentences
from selectorate.report.page_evidence import evidence
from selectorate.report.page_figures import SHARES, Lane, Row, bars, dots, drawn, share_lane
from selectorate.report.page_loop import loop_section
from selectorate.report.page_matrix import matrix
from selectorate.report.page_parts import again, framed, paragraphs, styled, whole_page, wide
from selectorate.report.page_words import DEFINITIONS, LIMITS, REAL
from selectorate.report.terminal import NOTE
from selectorate.report.words import counted, month, percent, span

if TYPE_CHECKING:
    from selectorate.report.explained import Explained

Found = Interval | Undefined

STRONGEST = 8
"""So many interactions are drawn: those farthest from nothing. All of them are in ``--csv`` and ``--json``."""

CAUSES = ("necessity", "sufficiency")


def page(explained: Explained) -> str:
    """The whole page."""
    return whole_page(question(explained), fragment(explained))


def fragment(explained: Explained) -> str:
    """The page without what only a file needs, for a notebook."""
    parts = [
        _answer(explained),
        _endings(explained),
        _causes(explained),
        _shares(explained),
        _powers(explained),
        matrix(explained),
        loop_section(explained.found.flows),
        _flip(explained),
        _outcomes(explained),
        _limits(explained),
        evidence(explained),
        again(explained.document()),
    ]
    return styled(parts)


def question(explained: Explained) -> str:
    """The question in words."""
    plan = explained.found.plan
    return f"How far does '{plan.factors[plan.factor].title}' explain '{explained.outcome()}'?"


def _answer(explained: Explained) -> str:
    found, plan, said = explained.found, explained.found.plan, explained.statement()
    factor, title = plan.factors[plan.factor], plan.base.scenario.document.scenario.title
    declared = "" if said.when is None else json.dumps(said.when.model_dump(exclude_none=True), ensure_ascii=False)
    code = f" As the scenario declares it: <code>{escape(declared)}</code>." if declared else ""
    histories = f"{found.histories:,} histories in each world, in pairs with the same luck. {NOTE}"
    return (
        f'<p class="note">{escape(title)}</p><h1>{escape(question(explained))}</h1>'
        f'<div class="answer">{paragraphs(explained.sentences())}</div>'
        f"{paragraphs([*sentences(plan.base, plan.happenings), histories])}"
        "<h2>What is asked</h2><dl>"
        f"<dt>The outcome</dt><dd>{escape(said.title)} (<code>{escape(said.id)}</code>).{code}</dd>"
        f"<dt>The factor</dt><dd>{escape(factor.title)} (<code>{escape(plan.factor)}</code>). "
        f"As it was: {escape(factor.was)}</dd>"
        f"<dt>What stands in its place</dt><dd>{escape(explained.contrast())} "
        f"(<code>{escape(plan.contrast)}</code>).</dd></dl>"
    )


def _endings(explained: Explained) -> str:
    found, read = explained.found, explained.found.plan.base.scenario.document.scenario.read
    known = [(explained.named(said), found.outcomes[said.id][0]) for said in found.judge.endings]
    came = [(name, one) for name, one in known if isinstance(one, Interval) and one.value > 0]
    never = [(name, one) for name, one in known if isinstance(one, Interval) and not one.value]
    title = f"Endings at the end of {month(read)}: share of {found.histories:,} histories, 95 % interval"
    told = ""
    if never:
        most = max(one.high for _, one in never)
        names = "; ".join(name for name, _ in never)
        told = f"In none of these histories (95 % intervals reach up to {percent(most)}): {names}."
    return f"<h2>How the histories end</h2>{bars(title, came)}{paragraphs([told] if told else [], 'note')}"


def _causes(explained: Explained) -> str:
    found = explained.found
    both = list(zip(CAUSES, (found.necessity, found.sufficiency), found.bounds, found.placebos, strict=True))
    rows = [Row(name.capitalize(), _lanes(one, bounds, luck)) for name, one, bounds, luck in both]
    why = [f"{name.capitalize()} is undefined: {one.why}." for name, one, *_ in both if isinstance(one, Undefined)]
    head = ("", "share", "95 % interval", "bounds", "all luck", "one year", "one kind")
    numbers = [
        (name, *cells(one), span(bounds), *(_known(x) for x in (luck.reseeded, luck.years, luck.streams)))
        for name, one, bounds, luck in both
    ]
    return (
        "<h2>Necessity and sufficiency</h2>"
        + paragraphs([DEFINITIONS["Necessity"], DEFINITIONS["Sufficiency"]])
        + drawn("Necessity and sufficiency beside their bounds and beside luck alone", SHARES, rows)
        + paragraphs([*why, DEFINITIONS["Bounds"], DEFINITIONS["Luck alone"]], "note")
        + framed("The same numbers", numbers, head)
    )


def _lanes(one: Found, bounds: tuple[float, float], luck: Placebo) -> tuple[Lane, ...]:
    first = share_lane(one) if isinstance(one, Interval) else Lane("dot", None, None, "undefined")
    kinds = (("all luck", luck.reseeded), ("one year", luck.years), ("one kind", luck.streams))
    placebos = (Lane("luck", x, None, f"{name}: {_known(x)}") for name, x in kinds)
    return first, Lane("band", None, bounds, f"bounds: {span(bounds)}"), *placebos


def _known(share: float | None) -> str:
    return "-" if share is None else percent(share)


def cells(one: Found) -> tuple[str, str]:
    """A number and its interval as two cells."""
    if isinstance(one, Undefined):
        return "-", "undefined"
    return percent(one.value) if one.value >= 0 else f"{100 * one.value:.1f} %", span((one.low, one.high))


def _cell(one: Found) -> str:
    return "undefined" if isinstance(one, Undefined) else "{} ({})".format(*cells(one))


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
    found = explained.found
    said = {one.id: explained.named(one) for one in (*found.judge.endings, *found.judge.outcomes)}
    held = {name: one for name, one in found.outcomes.items() if one[0].value}
    never = [name for name in found.outcomes if name not in held]
    rows = "".join(_outcome(said[name], name, of) for name, of in held.items())
    head = "".join(f'<th scope="col">{word}</th>' for word in ("", "probability", "necessity", "sufficiency"))
    caption = "What held, with 95 % intervals"
    told = [f"In no history: {', '.join(never)}."] if never else []
    return (
        "<h2>Every declared outcome</h2>"
        + paragraphs(["Every ending and outcome of the scenario, with necessity and sufficiency of the same factor."])
        + wide(
            caption, f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )
        + paragraphs(told, "note")
    )


def _outcome(title: str, name: str, of: Iterable[Found]) -> str:
    numbers = "".join(f"<td>{escape(_cell(one))}</td>" for one in of)
    breakable = escape(name).replace(":", ":<wbr/>").replace("_", "_<wbr/>")
    return f'<tr><th scope="row">{escape(title)} <code>{breakable}</code></th>{numbers}</tr>'


def _limits(explained: Explained) -> str:
    d = explained.found.plan.base.scenario.document
    free = sum(one.free for one in d.parameters.values())
    counts = f"The scenario has {len(d.parameters)} parameters, {free} of them free; each was set by hand in its prior."
    work = f"At work, month by month: {', '.join(d.scenario.mechanisms)}. What is not among them has no effect here."
    listed = "".join(
        f"<li>{escape(line)}</li>" for line in (counts, work, *LIMITS, *([REAL] if d.record.removals else []))
    )
    words = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in DEFINITIONS.items())
    return (
        f"<h2>What the model assumes, and what this answer cannot say</h2><ul>{listed}</ul>"
        f"<h3>What each number is</h3><dl>{words}</dl>"
    )
