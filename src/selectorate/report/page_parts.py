"""What every report page is made of: its frame, paragraphs, tables in boxes, and how the answer is made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from selectorate.ensemble.figures import table


def whole_page(title: str, content: str) -> str:
    """A page in a file of its own."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f"<title>{escape(title)}</title></head>"
        f'<body style="margin:0">{content}</body></html>\n'
    )


def styled(parts: Iterable[str]) -> str:
    """The parts of a page with their style, as they stand in a file or in a notebook."""
    return f'<style>{_style()}</style><main class="selectorate">{"".join(parts)}</main>'


@cache
def _style() -> str:
    return (files("selectorate.report") / "page.css").read_text(encoding="utf-8")


def wide(caption: str, content: str) -> str:
    """A table in a box of its own, which scrolls where the page is narrower."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption)}">{content}</div>'


def framed(caption: str, rows: Iterable[tuple[str, ...]], head: Sequence[str]) -> str:
    """Rows as a table in its box."""
    return wide(caption, table(caption, rows, head=head))


def paragraphs(lines: Iterable[str], kind: str = "") -> str:
    """Lines as paragraphs of a kind."""
    return "".join(f'<p class="{kind}">{escape(line)}</p>' if kind else f"<p>{escape(line)}</p>" for line in lines)


def again(d: Mapping[str, Any]) -> str:
    """How an answer is made again, from the document that ``--json`` prints of it."""
    made = d["provenance"]
    changed = ", ".join(f"{name} = {value:g}" for name, value in made["parameters_set"].items()) or "none"
    entries = (
        ("Scenario", f"{d['scenario']}, {d['scenario_hash']}"),
        ("Kernel", made["kernel_hash"]),
        ("Version", d["version"]),
        ("Seed", f"{d['seed']}"),
        ("Histories in each world", f"{d['histories']:,}"),
        ("Worlds", f"{d['worlds']:,}"),
        ("Happenings", made["happenings"]),
        ("Parameters set for this question", changed),
        ("Doubt that the intervals hold", ", ".join(d["doubt"])),
    )
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in entries)
    command = " ".join(f"<span>{escape(word)}</span>" for word in d["command"].split(" "))  # no word is broken
    return (
        f"<h2>The same answer again</h2><pre><code>{command}</code></pre>"
        f"<p>The same command gives the same numbers to the last bit.</p><dl>{listed}</dl>"
    )
