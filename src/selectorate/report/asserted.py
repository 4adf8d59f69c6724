"""What texts assert, tested by twins, as data: what ``evidence --essays`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from selectorate.analysis.assertions import HISTORIES, Examined, changes
from selectorate.analysis.doubt import Interval
from selectorate.report.answered import Answered, head
from selectorate.report.changes_text import said
from selectorate.report.terminal import heading, indented, whole
from selectorate.report.words import month, seen
from selectorate.scenario import Scenario

SCHEMA = "selectorate/essays/1"
FILE = "essays.json"
"""What ships beside a scenario."""

ANSWERS = {"yes": "Borne out", "no": "Not borne out", "open": "Left open"}


def told(
    scenario: Scenario, found: Mapping[str, Examined], *, command: str, seed: int, seconds: float
) -> dict[str, Any]:
    """An answer as data; made again, only ``seconds`` may differ."""
    return {
        **head(SCHEMA, command, scenario),
        "answer": " ".join(sentences(found)),
        "assertions": [_told(scenario, name, one) for name, one in found.items()],
        "histories": HISTORIES,
        "seed": seed,
        "seconds": seconds,
    }


def sentences(found: Mapping[str, Examined]) -> list[str]:
    """The answer, for somebody who reads no more than this."""
    by = {kind: [one for one in found.values() if one.answer() == kind] for kind in ANSWERS}
    throughout = {kind: sum(one.throughout() for one in many) for kind, many in by.items()}
    over = " and ".join(dict.fromkeys(kind for one in found.values() for kind in one.kinds()))
    also = {kind: f", of which {throughout[kind]} throughout {over}" if over else "" for kind in ANSWERS}
    return [
        f"{len(found)} assertions of the essays, in our words, are tested by twins.",
        f"Borne out in this model by more than luck: {len(by['yes'])}{also['yes']}.",
        f"Not borne out: {len(by['no'])}{also['no']}. Left open: {len(by['open'])}.",
        "A model's answer is no verdict on the past.",
    ]


def _told(scenario: Scenario, name: str, one: Examined) -> dict[str, Any]:
    written = one.assertion
    return {
        "id": name,
        "essay": written.essay,
        "text": written.text,
        "claims": list(written.claims),
        "experiment": _experiment(scenario, one),
        "outcome": written.outcome,
        "expects": written.expects,
        "margin": written.margin,
        "answer": _answer(one),
        "holds": one.answer(),
        "throughout": one.throughout(),
        "was": one.was.value,
        "changed": one.changed.value,
        **one.difference.document(),
        "note": written.note,
    }


def _experiment(scenario: Scenario, one: Examined) -> str:
    start = one.assertion.start
    since = f"From {month(start)} on: " if start else ""
    return since + " ".join(said(scenario, changes(scenario, one.assertion)))


def _answer(one: Examined) -> str:
    """The answer in words: whether it is borne out, and by how many points."""
    where = "" if one.throughout() else f", but not over all {' and '.join(one.kinds())}"
    was, changed = (f"{100 * share.value:.0f} of 100" for share in (one.was, one.changed))
    return (
        f"{ANSWERS[one.answer()]}{where}: it holds in {was} histories, and in {changed} of their twins: "
        f"{_points(one.difference)} points."
    )


def _points(one: Interval) -> str:
    ranges = [("", one.sampling), *((f"over {kind} ", ends) for kind, ends in seen(one))]
    said_so = "; ".join(f"{kind}{100 * low:+.0f} to {100 * high:+.0f}" for kind, (low, high) in ranges)
    return f"{100 * one.value:+.0f} ({said_so})"


def say_asserted(answer: Answered, console: Console) -> None:
    """Print the whole answer, essay by essay."""
    found, sources = answer.told, answer.scenario.document.sources
    console.print(Text(f"{answer.scenario.document.scenario.title}: what the essays assert", style="bold"))
    console.print(Text(str(found["answer"])))
    for essay in dict.fromkeys(one["essay"] for one in found["assertions"]):
        heading(console, f"{essay}: {sources[essay].title}")
        for one in found["assertions"]:
            if one["essay"] == essay:
                console.print(Text(f"{one['text']} ({one['id']})", style="bold"))
                expected = f"{one['outcome']}, expected to {one['expects'].removesuffix('s')}"
                indented(console, f"Twins: {one['experiment']} Asked: {expected}.")
                indented(console, one["answer"])
                indented(console, f"Claims: {', '.join(one['claims'])}.")
    heading(console, "The same answer again")
    whole(console, str(found["command"]))
