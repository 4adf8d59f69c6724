"""A check in a notebook: tables as one piece of HTML, nothing loaded from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectorate.ensemble.figures import table
from selectorate.report.words import SUPPORT

if TYPE_CHECKING:
    from selectorate.report.checking import Check


def check_html(check: Check) -> str:
    """Links and loops as tables, and how the parameters are known."""
    links = [(str(link), link.kind, link.office or "") for link in check.links]
    loops = [
        (
            " ".join(loop.texts()),
            ", ".join(f"{office}: {holder or 'vacant'}" for office, holder in loop.holders.items()),
        )
        for loop in check.loops
    ]
    known = [(SUPPORT[support], f"{count}") for support, count in check.support().items()]
    title = check.scenario.document.scenario.title
    return (
        table(f"{title}: who chooses those who choose him", loops, head=("loop", "held by"))
        + table("Who chooses whom", links, head=("link", "how", "through the office"))
        + table("Parameters, hand-set within their priors, by how they are known", known)
    )
