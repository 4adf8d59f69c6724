"""The numbers of an explanation as tables of comma-separated values, one text a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from selectorate.report.explained import Explained

Cells = Sequence[Any]
ENDS = ("value", "low", "high")


def tables(explained: Explained) -> dict[str, str]:
    """Name of a file -> its text, from the numbers that ``--json`` prints; what does not exist is left empty."""
    d = explained.document()
    return {
        "outcomes.csv": _text(("outcome", "number", *ENDS), _outcomes(d["outcomes"])),
        "shapley.csv": _text(("factor", *ENDS), _by_name(d["shapley"])),
        "interactions.csv": _text(
            ("factor", "other", *ENDS), ((*one["factors"], *_ends(one)) for one in d["interactions"])
        ),
        "powers.csv": _text(("power", *ENDS), _by_name(d["powers"])),
        "matrix.csv": _text(("holder", "ending", "share"), _matrix(d["matrix"])),
        "matrix_swapped.csv": _text(("holder", "ending", "share"), _matrix(d["matrix_swapped"])),
        "placebos.csv": _text(("of", "luck", "which", "share"), _placebos(d)),
        **(loop_tables(d["loops"]) if d["loops"] else {}),
    }


def loop_tables(loops: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The same of measured loops; each is named by its links."""
    return {
        "loop_sessions.csv": _text(("loop", "session", "body", *ENDS), _sessions(loops)),
        "loop_links.csv": _text(("loop", "cut", *ENDS), _links(loops)),
        "loop_holders.csv": _text(("loop", "office", "month", "holder", "share"), _holders(loops)),
    }


def _text(head: Cells, rows: Iterable[Cells]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return page.getvalue()


def _ends(one: dict[str, Any]) -> Cells:
    return [one.get(end) for end in ENDS]


def _by_name(entries: dict[str, dict[str, Any]]) -> Iterable[Cells]:
    return ((name, *_ends(one)) for name, one in entries.items())


def _outcomes(outcomes: dict[str, dict[str, dict[str, Any]]]) -> Iterable[Cells]:
    return ((name, number, *_ends(one)) for name, of in outcomes.items() for number, one in of.items())


def _matrix(rows: dict[str, dict[str, float]]) -> Iterable[Cells]:
    return ((holder, ending, share) for holder, ends in rows.items() for ending, share in ends.items())


def _placebos(d: dict[str, Any]) -> Iterable[Cells]:
    for name in ("necessity", "sufficiency"):
        luck = d[name]["placebo"]
        yield name, "all", "", luck["reseeded"]
        yield from ((name, "year", year, share) for year, share in luck["by_year"].items())
        yield from ((name, "kind", kind, share) for kind, share in luck["by_stream"].items())


def _sessions(loops: Sequence[dict[str, Any]]) -> Iterable[Cells]:
    return (
        (_loop(one), session, part, *_ends(extra))
        for one in loops
        for session, parts in one["by_session"].items()
        for part, extra in parts.items()
    )


def _links(loops: Sequence[dict[str, Any]]) -> Iterable[Cells]:
    for one in loops:
        yield _loop(one), "", *_ends(one["gain"])
        yield from ((_loop(one), link, *_ends(extra)) for link, extra in one["without_link"].items())


def _holders(loops: Sequence[dict[str, Any]]) -> Iterable[Cells]:
    return (
        (_loop(one), one["office"], month, who, share)
        for one in loops
        for month, shares in one["held_by_month"].items()
        for who, share in shares.items()
    )


def _loop(one: dict[str, Any]) -> str:
    return " ".join(one["links"])
