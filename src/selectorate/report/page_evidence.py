"""What the numbers of a page rest on: factors, parameters, claims and sources, and how each is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import Any

from selectorate.evidence import Claim, Parameter, Source
from selectorate.parameters import CATALOGUE
from selectorate.questions import Factor
from selectorate.scenario.document import Document

SUPPORT = {"looked_up": "looked up", "recalled": "recalled, not consulted", "essay": "essay", "guess": "guessed"}
STATUS = {"supported": "supported", "disputed": "disputed", "mistaken_in_essay": "mistaken in the essay"}


TITLE = "What the numbers rest on"


def evidence(d: Document, factors: Collection[Factor] = ()) -> str:
    """Factors and parameters with their claims, then the sources that they cite."""
    shown = "".join(_factor(factor, d.claims, d.sources) for factor in factors)
    numbers = "".join(_parameter(name, one, d) for name, one in d.parameters.items())
    founded = [claim for one in (*factors, *d.parameters.values()) for claim in one.claims]
    cited = {origin.source for claim in founded for origin in d.claims[claim].sources}
    told = f"<h3>Sources</h3><ul>{''.join(_source(d.sources[name]) for name in sorted(cited))}</ul>" if cited else ""
    return (
        f"<h2>{TITLE}</h2><p>Claims and sources as the scenario records them, and how each is known. "
        f"A claim is what a source says; that it stands here does not make it true.</p>{shown}"
        f'<h3>Parameters</h3><p class="note">Each opens: why its prior is as it is, and the claims behind it.</p>'
        f"{numbers}{told}"
    )


def _parameter(name: str, one: Parameter, d: Document) -> str:
    """A parameter, opened by hand: what it is, how its prior is known, and the claims behind it."""
    meaning = f": {escape(CATALOGUE[name].meaning)}" if name in CATALOGUE else ""
    because = f"<p>{escape(one.because)}</p>" if one.because else ""
    claims = claim_list(d, one.claims) if one.claims else '<p class="note">It rests on no claim of the scenario.</p>'
    return (
        f"<details><summary><code>{escape(name)}</code>{meaning} {mark(SUPPORT[one.support])}</summary>"
        f"{because}{claims}</details>"
    )


def _factor(factor: Factor, claims: dict[str, Claim], sources: dict[str, Source]) -> str:
    because = f" {escape(factor.because)}" if factor.because else ""
    listed = "".join(_claim(claims[name], sources) for name in factor.claims)
    return f"<h3>{escape(factor.title)}</h3><p>{escape(factor.was)}{because} {mark(SUPPORT[factor.support])}</p>" + (
        f"<ul>{listed}</ul>" if listed else '<p class="note">It rests on no claim of the scenario.</p>'
    )


def claim_list(d: Document, names: Iterable[str]) -> str:
    """Claims with their sources, as a list."""
    return f"<ul>{''.join(_claim(d.claims[name], d.sources) for name in names)}</ul>"


def _claim(claim: Claim, sources: dict[str, Source]) -> str:
    cited = "; ".join(_cited(sources[one.source], one.locator) for one in claim.sources)
    further = _labelled((("Correction", claim.correction), ("Note", claim.note)))
    kind = escape(f"({claim.kind}, {STATUS[claim.status]})")
    return f'<li>{escape(claim.statement)} {kind}<br/><span class="note">{cited}.{further}</span></li>'


def _cited(source: Source, locator: str | None) -> str:
    where = f", {locator}" if locator else ""
    author = "" if source.author.startswith("unknown") else f"{source.author}, "
    return f"{escape(f'{author}{source.title}{where}')} {mark(how(source))}"


def _source(source: Source) -> str:
    words = escape(f"{source.author}, {source.title}, {source.year}.")
    further = _labelled((("Used for", source.used_for), ("Reliability", source.reliability)))
    return f'<li>{words} {mark(how(source))}<span class="note">{further}</span></li>'


def _labelled(entries: Iterable[tuple[str, str | None]]) -> str:
    return "".join(f" {name}: {escape(text.rstrip('.'))}." for name, text in entries if text)


def how(source: Any) -> str:
    """How a source is known."""
    if not source.consulted:
        return SUPPORT["recalled"]
    return SUPPORT["essay" if source.kind == "essay" else "looked_up"]


def mark(words: str) -> str:
    """A mark that says how something is known."""
    return f'<span class="known">{escape(words)}</span>'
