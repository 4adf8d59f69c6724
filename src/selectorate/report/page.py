"""The frame of report pages: one HTML file that loads nothing, runs nothing, and can be printed; a list of sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple

from selectorate.analysis import Interval, Undefined
from selectorate.ensemble.figures import table
from selectorate.ensemble.prepared import posterior_of
from selectorate.report import sources
from selectorate.report.page_evidence import TITLE
from selectorate.report.page_words import DEFINITIONS, LIMITS, OVER_DRAWS, OVER_PARAMETERS, RANGES, REAL
from selectorate.report.words import percent, ranged, span
from selectorate.simulation.build import Model

Found = Interval | Undefined


def page(title: str, shown: str) -> str:
    """The whole file around a fragment."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f'<title>{escape(title)}</title></head><body style="margin:0">{shown}</body></html>\n'
    )


def fragment(sections: Iterable[str]) -> str:
    """Sections without what only a file needs: what a notebook shows."""
    return f'<style>{_style()}</style><main class="selectorate">{_linked("".join(sections))}</main>'


def _linked(shown: str) -> str:
    """Sections, each with a link to where the page says what its numbers rest on."""
    there = f"<h2>{TITLE}</h2>"
    if there not in shown:
        return shown
    place = f"rests-{sha256(shown.encode()).hexdigest()[:8]}"  # a notebook may show several pages
    before, after = shown.split(there, 1)
    link = f'</h2><p class="from"><a href="#{place}">Where these numbers come from</a></p>'
    return before.replace("</h2>", link) + there.replace("<h2>", f'<h2 id="{place}">') + after


@cache
def _style() -> str:
    return (files("selectorate.report") / "page.css").read_text(encoding="utf-8")


def wide(caption: str, content: str) -> str:
    """A table in a box of its own, which scrolls where the page is narrower."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption)}">{content}</div>'


def listed(caption: str, rows: Iterable[tuple[str, ...]], head: Sequence[str]) -> str:
    """Rows as a table in such a box; the first cell of each names it."""
    return wide(caption, table(caption, rows, head=head))


class Line(NamedTuple):
    """A row of a grouped table: its name, an id that follows it, and its numbers."""

    name: str
    id: str
    numbers: Sequence[str]


def grouped(caption: str, groups: Iterable[tuple[str, Sequence[Line]]], head: Sequence[str]) -> str:
    """Rows under the names of their groups as a table in such a box; a group without a name has no row of its own."""
    top = "".join(f'<th scope="col">{escape(word)}</th>' for word in ("", *head))
    body = "".join(_group(name, lines, 1 + len(head)) for name, lines in groups)
    return wide(caption, f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>{body}</table>")


def _group(name: str, lines: Sequence[Line], columns: int) -> str:
    top = f'<tr class="group"><th scope="rowgroup" colspan="{columns}">{escape(name)}</th></tr>' if name else ""
    return f"<tbody>{top}{''.join(map(_line, lines))}</tbody>"


def _line(line: Line) -> str:
    breakable = escape(line.id).replace(":", ":<wbr/>").replace("_", "_<wbr/>")
    code = f" <code>{breakable}</code>" if line.id else ""
    numbers = "".join(f"<td>{escape(number)}</td>" for number in line.numbers)
    return f'<tr><th scope="row">{escape(line.name)}{code}</th>{numbers}</tr>'


def paragraphs(lines: Iterable[str], kind: str = "") -> str:
    """A paragraph a line."""
    return "".join(f'<p class="{kind}">{escape(line)}</p>' if kind else f"<p>{escape(line)}</p>" for line in lines)


def defined(*names: str) -> str:
    """What some numbers are, a paragraph each."""
    return paragraphs(DEFINITIONS[name] for name in names)


def entries(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of names and what is said of each."""
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(said)}</dd>' for name, said in pairs)}</dl>"


def cells(one: Found) -> tuple[str, str]:
    """A number and its interval as two cells."""
    if isinstance(one, Undefined):
        return "-", "undefined"
    return percent(one.value) if one.value >= 0 else f"{100 * one.value:.1f} %", span(one.sampling)


def over(one: Found, kind: str) -> str:
    """The range of a number over a kind of doubt as a cell."""
    return ranged(one.range(kind)) if isinstance(one, Interval) else "-"


def cell(one: Found) -> str:
    """A number and its interval as one cell."""
    return "undefined" if isinstance(one, Undefined) else "{} ({})".format(*cells(one))


def opening(title: str, question: str, answer: Iterable[str], further: Iterable[str]) -> str:
    """The title of the scenario, the question, the answer in words, and what has to be known of it."""
    return (
        f'<p class="note">{escape(title)}</p><h1>{escape(question)}</h1>'
        f'<div class="answer">{paragraphs(answer)}</div>{paragraphs(further)}'
    )


def limits(model: Model, lines: Iterable[str], numbers: Sequence[str] = (), kinds: Sequence[str] = ()) -> str:
    """What the model assumes, what an answer leaves open, and what each of its numbers is.

    Some of them are given over ``kinds`` of doubt beside sampling.
    """
    d, counts = model.scenario.document, sources.counts(model)
    doubt = LIMITS if posterior_of(model) is None else (LIMITS[0], OVER_PARAMETERS if kinds else OVER_DRAWS)
    numbers = (*numbers, *(RANGES[kind] for kind in kinds))
    work = f"At work, month by month: {', '.join(d.scenario.mechanisms)}. What is not among them has no effect here."
    said = (counts, work, *doubt, *lines, *([REAL] if d.record.removals else []))
    told = f"<h3>What each number is</h3>{entries((name, DEFINITIONS[name]) for name in numbers)}" if numbers else ""
    return (
        "<h2>What the model assumes, and what this answer cannot say</h2>"
        f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in said)}</ul>{told}"
    )


def command(words: str) -> str:
    """A command that can be copied; no word of it is broken."""
    return f"<pre><code>{' '.join(f'<span>{escape(word)}</span>' for word in words.split(' '))}</code></pre>"


def lived(d: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """What a document says of histories in many worlds, and of the doubt in its intervals."""
    yield "Histories in each world", f"{d['histories']:,}"
    yield "Worlds", f"{d['worlds']:,}"
    yield "Doubt that the intervals hold", ", ".join(d["doubt"])


def again(asked: str, d: Mapping[str, Any], further: Iterable[tuple[str, str]]) -> str:
    """The command that makes an answer again, and what its document says of how it was made."""
    made = d["provenance"]
    changed = ", ".join(f"{name} = {value:g}" for name, value in made["parameters_set"].items()) or "none"
    known = (
        ("Scenario", f"{d['scenario']}, {d['scenario_hash']}"),
        ("Kernel", made["kernel_hash"]),
        ("Version", d["version"]),
        ("Seed", f"{d['seed']}"),
        ("Parameters", d["parameters"] + (f", {d['posterior']}" if d["posterior"] else "")),
        *further,
        ("Happenings", made["happenings"]),
        ("Parameters set for this question", changed),
    )
    return (
        f"<h2>The same answer again</h2>{command(asked)}"
        f"<p>The same command gives the same numbers to the last bit.</p>{entries(known)}"
    )
