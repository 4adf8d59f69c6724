"""The loops of a scenario on a page: the ring, the gain by session, what cuts leave of it, and who holds the office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from selectorate.analysis.flow import Flow
from selectorate.analysis.graph import Loop
from selectorate.analysis.holding import bodies
from selectorate.report import sources
from selectorate.report.changes_text import sentences as changes
from selectorate.report.check_text import body
from selectorate.report.flow_words import after_next, around, at_years_end, holder, linked, sentences, session
from selectorate.report.page import again, entries, fragment, limits, listed, lived, opening, page, paragraphs
from selectorate.report.page_evidence import evidence
from selectorate.report.page_figures import amounts
from selectorate.report.page_ring import Arrow, amount, ring
from selectorate.report.page_words import LEFT_OUT, LOOP, TWINS
from selectorate.report.words import percent

if TYPE_CHECKING:
    from selectorate.report.flowing import Flowing

ARROW = "\N{RIGHTWARDS ARROW}"


def loop_page(answer: Flowing) -> str:
    """The whole page of what ``flow`` measured."""
    return page(_title(answer), loop_fragment(answer))


def loop_fragment(answer: Flowing) -> str:
    """The page without what only a file needs, for a notebook."""
    return fragment(section(answer) for section in SECTIONS)


def _answer(answer: Flowing) -> str:
    asked = answer.found[0].asked
    title = asked.base.scenario.document.scenario.title
    histories = f"{_lived(answer.found)} {sources.note(asked.base)}"
    further = [*changes(asked.base, asked.happenings), histories]
    return opening(title, _title(answer), answer.sentences(), further)


def _loops(answer: Flowing) -> str:
    return loop_section(answer.found, told=True)


def _limits(answer: Flowing) -> str:
    return limits(answer.found[0].asked.base, (LEFT_OUT, TWINS), kinds=answer.found[0].kinds)


def _evidence(answer: Flowing) -> str:
    return evidence(answer.found[0].asked.base.scenario.document)


def _again(answer: Flowing) -> str:
    d = answer.document()
    return again(answer.command, d, lived(d))


SECTIONS: tuple[Callable[[Flowing], str], ...] = (_answer, _loops, _limits, _evidence, _again)
"""The page from top to bottom."""


def _lived(flows: Sequence[Flow]) -> str:
    return f"{flows[0].histories:,} histories, each with and without the seat and with the same luck."


def _title(answer: Flowing) -> str:
    names = [flow.asked.base.scenario.document.contenders[flow.asked.name].name for flow in answer.found]
    return f"What does one base seat more bring the following of {' and of '.join(names)}?"


def loop_section(flows: Sequence[Flow], *, told: bool = False) -> str:
    """Every loop that was measured, for a page that asks this or something else; nothing where none was.

    Args:
        flows: what was measured, a holder each.
        told: whether the answer in words stands on the page already.
    """
    if not flows:
        return ""
    return (
        f"<h2>The loop, measured</h2>{paragraphs([] if told else [_lived(flows)], 'note')}"
        f"{''.join(_holder(flow, told=told) for flow in flows)}{entries(LOOP.items())}"
    )


def _holder(flow: Flow, *, told: bool) -> str:
    loops = "".join(_loop(flow, one.loop) for one in flow.asked.rings)
    offices = "".join(_held(flow, office) for office in flow.asked.offices)
    return paragraphs([] if told else sentences(flow)) + loops + _sessions(flow) + offices


def _loop(flow: Flow, loop: Loop) -> str:
    scenario, gain = flow.asked.base.scenario, flow.gain(loop)
    left = [gain.without_link[str(link)] for link in loop.links]
    arrows = [Arrow(body(scenario, link.source), link.kind, one) for link, one in zip(loop.links, left, strict=True)]
    rows = [("No link is cut", gain.gain)]
    rows += [
        (f"{k} {link.kind}: {linked(scenario, link, ARROW)}", one)
        for k, (link, one) in enumerate(zip(loop.links, left, strict=True), 1)
    ]
    committee = scenario.document.bodies[bodies(flow.asked.base)["committee"]].name
    title = f"Extra seats at the congress after next, with one link cut: {committee}, 95 % intervals"
    return (
        f"<h3>{escape(around(scenario, loop, ARROW))}</h3>"
        f"{ring('Who chooses whom in this loop', arrows, gain.gain, 'no link cut')}{amounts(title, rows, amount)}"
    )


def _sessions(flow: Flow) -> str:
    base, found = flow.asked.base, flow.by_session
    last = after_next(flow)
    drawn = (
        amounts(
            f"Extra seats by session: {base.scenario.document.bodies[name].name}, 95 % intervals",
            [
                (f"{session(base, one)}{' (the congress after next)' if one == last else ''}", of[part])
                for one, of in found.items()
            ],
            amount,
        )
        for part, name in bodies(base).items()
    )
    return f"<h3>The gain at each session</h3>{''.join(drawn)}"


def _held(flow: Flow, office: str) -> str:
    scenario, years = flow.asked.base.scenario, at_years_end(flow, office)
    known = [who for who in (*flow.asked.base.names.contenders, "another") if any(who in of for of in years.values())]
    rows = [(when, *(percent(of[who]) if who in of else "-" for who in known)) for when, of in years.items()]
    head = ("", *(holder(scenario, who) for who in known))
    name = scenario.document.offices[office].name
    return f"<h3>Who holds the loop</h3>{listed(f'{name}, at the end of each month named', rows, head)}"
