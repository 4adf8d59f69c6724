"""The numbers of an answer as tables of comma-separated values: name of a file -> its text.

They are those of its document, which ``--json`` prints; what does not exist is left empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Document = Mapping[str, Any]
Tables = dict[str, str]
Cells = Sequence[Any]
ENDS = ("value", "low", "high")
APART = ("sampling", "parameters", "readings")
"""Kinds of doubt: their ends have columns where there are several; ``low`` and ``high`` are then of all of them."""

REMOVALS = ("contender", "rung", "share", "median", "p05", "p95", "record")
COMMITTEE = ("session", "month", "seats", "contender", "share")
DIVERGENCE = ("month", "histories")


def answer_tables(d: Document) -> Tables:
    """Of a run: shares of endings and outcomes, removals, and the committee by session."""
    return {
        "endings.csv": _text(("ending", *_ends_of(d)), _shares(d, "endings")),
        "outcomes.csv": _text(("outcome", *_ends_of(d)), _shares(d, "outcomes")),
        "removals.csv": _text(REMOVALS, _removals(d["removals"])),
        "committee.csv": _text(COMMITTEE, _committee(d)),
    }


def compared_tables(d: Document) -> Tables:
    """Of a comparison: paired differences, when twins part, and the tables of a run with a column for the world."""
    worlds = {world: d[world] for world in ("baseline", "changed")}
    differences = {**d["difference"], "ends otherwise": d["flipped"]}
    return {
        "differences.csv": _text(("of", *_ends_of(d)), _by_name(differences, _kinds(d))),
        "endings.csv": _text(("world", "ending", *_ends_of(d)), _in(worlds, lambda one: _shares(one, "endings"))),
        "outcomes.csv": _text(("world", "outcome", *_ends_of(d)), _in(worlds, lambda one: _shares(one, "outcomes"))),
        "removals.csv": _text(("world", *REMOVALS), _in(worlds, lambda one: _removals(one["removals"]))),
        "committee.csv": _text(("world", *COMMITTEE), _in(worlds, _committee)),
        "divergence.csv": _text(DIVERGENCE, _divergence(d["first_divergence"])),
    }


def explained_tables(d: Document) -> Tables:
    """Of an explanation: every family of numbers, removals and when twins part."""
    return {
        "outcomes.csv": _text(("outcome", "number", *_ends_of(d)), _outcomes(d["outcomes"], _kinds(d))),
        "shapley.csv": _text(("factor", *ENDS), _by_name(d["shapley"])),
        "interactions.csv": _text(
            ("factor", "other", *ENDS), ((*one["factors"], *_ends(one)) for one in d["interactions"])
        ),
        "powers.csv": _text(("power", *ENDS), _by_name(d["powers"])),
        "matrix.csv": _text(("holder", "ending", "share"), _matrix(d["matrix"])),
        "matrix_swapped.csv": _text(("holder", "ending", "share"), _matrix(d["matrix_swapped"])),
        "placebos.csv": _text(("of", "luck", "which", "share"), _placebos(d)),
        "removals.csv": _text(REMOVALS, _removals(d["removals"])),
        "divergence.csv": _text(DIVERGENCE, _divergence(d["first_divergence"])),
        **(loop_tables(d["loops"]) if d["loops"] else {}),
    }


def loop_tables(loops: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The same of measured loops; each is named by its links."""
    known = [kind for kind in APART if kind in loops[0]["gain"]]
    kinds = known if len(known) > 1 else []
    ends = _heads(kinds)
    return {
        "loop_sessions.csv": _text(("loop", "session", "body", *ends), _sessions(loops, kinds)),
        "loop_links.csv": _text(("loop", "cut", *ends), _links(loops, kinds)),
        "loop_holders.csv": _text(("loop", "office", "month", "holder", "share"), _holders(loops)),
    }


def _text(head: Cells, rows: Iterable[Cells]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return page.getvalue()


def _kinds(d: Document) -> Sequence[str]:
    """The kinds of doubt that have columns of their own: none where there is one kind."""
    return d["doubt"] if len(d["doubt"]) > 1 else ()


def _ends_of(d: Document) -> Cells:
    return _heads(_kinds(d))


def _heads(kinds: Sequence[str]) -> Cells:
    return (*ENDS, *(f"{kind}_{end}" for kind in kinds for end in ("low", "high")))


def _ends(one: dict[str, Any], kinds: Sequence[str] = ()) -> Cells:
    return [*(one.get(end) for end in ENDS), *(end for kind in kinds for end in one.get(kind) or (None, None))]


def _by_name(entries: dict[str, dict[str, Any]], kinds: Sequence[str] = ()) -> Iterable[Cells]:
    return ((name, *_ends(one, kinds)) for name, one in entries.items())


def _in(worlds: Mapping[str, Document], rows: Callable[[Document], Iterable[Cells]]) -> Iterable[Cells]:
    return ((world, *row) for world, d in worlds.items() for row in rows(d))


def _shares(d: Document, part: str) -> Iterable[Cells]:
    for name, share in d[part].items():
        ranges = [(d[f"{part}_{kind}"] or {}).get(name) for kind in ("interval", *d["doubt"][1:])]
        known = [found for found in ranges if found]
        ends = [min(low for low, _ in known), max(high for _, high in known)]
        yield name, share, *ends, *(end for found in ranges if _kinds(d) for end in found or (None, None))


def _removals(removals: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterable[Cells]:
    for contender, rungs in removals.items():
        yield from ((contender, rung, *(one[name] for name in REMOVALS[2:])) for rung, one in rungs.items())


def _committee(d: Document) -> Iterable[Cells]:
    for k, session in enumerate(d["sessions"]):
        known = (session["id"], session["month"], session["seats"])
        yield from ((*known, contender, shares[k]) for contender, shares in d["committee_share"].items())


def _divergence(found: Mapping[str, Any] | None) -> Iterable[Cells]:
    if found is not None:
        yield from found["by_month"].items()
        yield "never", found["never"]


def _outcomes(outcomes: dict[str, dict[str, dict[str, Any]]], kinds: Sequence[str]) -> Iterable[Cells]:
    return ((name, number, *_ends(one, kinds)) for name, of in outcomes.items() for number, one in of.items())


def _matrix(rows: dict[str, dict[str, float]]) -> Iterable[Cells]:
    return ((holder, ending, share) for holder, ends in rows.items() for ending, share in ends.items())


def _placebos(d: Document) -> Iterable[Cells]:
    for name in ("necessity", "sufficiency"):
        luck = d[name]["placebo"]
        yield name, "all", "", luck["reseeded"]
        yield from ((name, "year", year, share) for year, share in luck["by_year"].items())
        yield from ((name, "kind", kind, share) for kind, share in luck["by_stream"].items())


def _sessions(loops: Sequence[dict[str, Any]], kinds: Sequence[str]) -> Iterable[Cells]:
    return (
        (_loop(one), session, part, *_ends(extra, kinds))
        for one in loops
        for session, parts in one["by_session"].items()
        for part, extra in parts.items()
    )


def _links(loops: Sequence[dict[str, Any]], kinds: Sequence[str]) -> Iterable[Cells]:
    for one in loops:
        yield _loop(one), "", *_ends(one["gain"], kinds)
        yield from ((_loop(one), link, *_ends(extra, kinds)) for link, extra in one["without_link"].items())


def _holders(loops: Sequence[dict[str, Any]]) -> Iterable[Cells]:
    return (
        (_loop(one), one["office"], month, who, share)
        for one in loops
        for month, shares in one["held_by_month"].items()
        for who, share in shares.items()
    )


def _loop(one: dict[str, Any]) -> str:
    return " ".join(one["links"])
