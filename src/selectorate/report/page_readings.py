"""Sections of a report from answers that ship: accounts of historians as rivals, and when it was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from selectorate.report.page import entries, listed, paragraphs, wide
from selectorate.report.page_evidence import claim_list
from selectorate.report.page_figures import AXIS, Lane, Row, Scale, drawn, figure, line, tick
from selectorate.report.page_months import LEFT, RIGHT, TOP, level, months
from selectorate.report.words import month, percent
from selectorate.scenario import Scenario

Told = Mapping[str, Any]

ERRORS = 2.0
"""Standard errors to either side of a log evidence."""

HIGH = 120.0
"""Height of the curve, in pixels."""

CAVEAT = (
    "Each reading is our simplification, not its author's claim, and none is refuted by a model: the numbers say how "
    "probable the record is where our version of it holds. Controls stand beside the readings and have no weight."
)
HINDSIGHT = (
    "The line is the probability given the record up to each month and nothing after it, the band its error; the "
    "broken line is hindsight, with parameters that the whole record has weighed, which nobody could have known then."
)


def readings_section(scenario: Scenario, told: Told) -> str:
    """Evidence, widths and weights of all readings, what cannot be told apart, and how often the right one is named."""
    rows = sorted(told["readings"], key=lambda one: -one["log_evidence"])
    top = rows[0]["log_evidence"]
    ranked = any(one["weight"] is not None for one in rows)
    return (
        "<h2>Accounts of historians as rivals</h2>"
        + paragraphs([told["answer"], CAVEAT])
        + _evidence(rows, top)
        + listed("Evidence and weights", [_numbers(one, rows, ranked) for one in rows], HEAD)
        + "".join(_rests(scenario, one) for one in rows)
        + _undecided(scenario, told, ranked)
        + _confusion(told)
    )


HEAD = ("reading", "log evidence", "error", "kernels / 2", "kernels x 2", "priors / 2", "priors x 2", "weight")


def _evidence(rows: Sequence[Told], top: float) -> str:
    least = min(one["log_evidence"] - ERRORS * one["error"] for one in rows) - top
    step = 5.0 if least < -12.0 else 2.0
    ticks = tuple(-step * k for k in range(int(-least // step) + 1, -1, -1))
    scale = Scale(ticks[0], 1.0, ticks, lambda value: f"{value:.0f}" if value else "0")
    lanes = [
        Row(
            one["title"],
            (
                Lane(
                    "dot changed" if one["control"] else "dot",
                    one["log_evidence"] - top,
                    tuple(one["log_evidence"] - top + sign * ERRORS * one["error"] for sign in (-1, 1)),
                    f"{one['log_evidence'] - top:+.1f}" + (" (control)" if one["control"] else ""),
                ),
            ),
        )
        for one in rows
    ]
    return drawn("Log evidence less the highest, with two errors to either side", scale, lanes)


def _numbers(one: Told, rows: Sequence[Told], ranked: bool) -> tuple[str, ...]:
    weight = "control" if one["control"] else f"{one['weight']:.3f}" if ranked else "not ranked"
    widths = (_width(one, rows, kind, width) for kind in ("kernels", "priors") for width in ("0.5", "2"))
    top = rows[0]["log_evidence"]
    return one["title"], f"{one['log_evidence'] - top:+.2f}", f"{one['error']:.2f}", *widths, weight


def _width(one: Told, rows: Sequence[Told], kind: str, width: str) -> str:
    """Evidence at another width, less the highest of its kind; a reading without own priors has its one evidence."""
    known = [row[kind].get(width, row)["log_evidence"] for row in rows]
    found = one[kind].get(width)
    return "-" if found is None else f"{found['log_evidence'] - max(known):+.2f}"


def _rests(scenario: Scenario, one: Told) -> str:
    """What a reading rests on: its idea, and the claims for it and against it, opened by hand."""
    reading = scenario.document.readings[one["id"]]
    sides = (("For it", reading.claims_for), ("Against it", reading.claims_against))
    claims = "".join(
        f"<h4>{name}</h4>{claim_list(scenario.document, ids)}" for name, ids in sides if ids
    )  # fmt: skip
    return f"<details><summary>{escape(reading.title)}</summary><p>{escape(reading.mechanism)}</p>{claims}</details>"


def _undecided(scenario: Scenario, told: Told, ranked: bool) -> str:
    """What this record cannot decide, in plain words."""
    titles = {name: one.title for name, one in scenario.document.readings.items()}
    groups = "".join(f"<li>{escape('; '.join(titles[name] for name in group))}</li>" for group in told["groups"])
    said = "Readings of one line cannot be told apart by this record: error, widths or their own records say so."
    if not ranked:
        said = "Errors are too large to rank any reading."
    none = "Every reading is told apart from every other."
    shown = f"<p>{said}</p><ul>{groups}</ul>" if groups else f"<p>{none}</p>"
    return f"<h3>What this record cannot decide</h3>{shown}"


def _confusion(told: Told) -> str:
    """Of the records that each reading makes itself, the share that is given to each."""
    names, rows = told["confusion"]["names"], told["confusion"]["named"]
    title = "Of records made by each reading (rows), the share that is given to each (columns)"
    head = "".join(f'<th scope="col">{k + 1}</th>' for k in range(len(names)))
    body = "".join(
        f'<tr><th scope="row">{k + 1} {escape(name)}</th>{_shares(rows[k], k)}</tr>' for k, name in enumerate(names)
    )
    table = (
        f'<table class="matrix"><caption>{title}</caption><thead><tr><th scope="col">Made by</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    note = "The stronger the shade, the larger the share. Outlined: the reading that made the record."
    return f"<h3>How often the right one is named</h3>{wide(title, table)}{paragraphs([note], 'note')}"


def _shares(row: Sequence[float], own: int) -> str:
    return "".join(
        f'<td{" class=" + chr(34) + "own" + chr(34) if k == own else ""} style="--share:{share:.3f}">'
        f"{f'{100 * share:.0f}' if share else '·'}</td>"
        for k, share in enumerate(row)
    )


def moment_section(scenario: Scenario, told: Told) -> str:
    """The curve with hindsight beside it, and turning points with what would still have turned it."""
    return (
        "<h2>When it was decided</h2>"
        + paragraphs([told["answer"]])
        + _curve(scenario, told)
        + paragraphs([HINDSIGHT], "note")
        + ("<h3>Turning points</h3>" if told["turning_points"] else "")
        + entries(_turn(scenario, one) for one in told["turning_points"])
    )


def _turn(scenario: Scenario, one: Told) -> tuple[str, str]:
    """A turning point: its month, and what was judged, what happened, and what would still have turned it."""
    d, change, said = scenario.document, one["change"], []
    for what, of, names in (("Judged", d.targets, one["facts"]), ("On record", d.events, one["events"])):
        if names:
            said.append(f"{what}: {'; '.join(of[name].title for name in names)}.")
    if change is None:
        said.append("No one or two factors replaced then would have made it unlikely.")
    else:
        names = " and ".join(d.factors[name].title for name in change["factors"])
        said.append(f"Replaced then: {names}: from {percent(change['before'])} to {percent(change['after'])}.")
    return f"{month(one['month'])}: {100 * one['by']:+.0f} points", " ".join(said)


def _curve(scenario: Scenario, told: Told) -> str:
    """Probability by month, with its error as a band, and hindsight as a broken line."""
    scale = months(scenario, years=10, start=LEFT, end=RIGHT)
    bottom = TOP + HIGH
    parts = [line(scale, value, TOP, HIGH) for value in scale.ticks]
    parts += [level(share, bottom - HIGH * share) for share in (0.0, 0.5, 1.0)]
    for t, one in enumerate(told["curve"]):
        x, width = scale.across(t), scale.across(t + 1) - scale.across(t)
        high, low = (bottom - HIGH * one[end] for end in ("high", "low"))
        parts.append(
            f'<rect class="band" x="{x:.2f}%" y="{high:.1f}" width="{width:.2f}%" height="{max(low - high, 1.0):.1f}"/>'
        )
    parts += _steps(scale, [one["value"] for one in told["curve"]], bottom, "zero")
    parts += _steps(scale, [one["value"] for one in told["hindsight"]], bottom, "mark thin", every=2)
    parts += [tick(scale, value, bottom) for value in scale.ticks]
    title = f"Probability of {told['outcome']} given the record up to each month"
    ends = (f"{month(one['month'])}: {percent(one['value'])}" for one in told["curve"] if one["month"].endswith("-12"))
    return figure(title, "; ".join(ends), "".join(parts), bottom + AXIS)


def _steps(scale: Scale, values: Sequence[float], bottom: float, kind: str, every: int = 1) -> list[str]:
    """Values as level lines month by month; of a broken line only every so many of them."""
    drawn_lines = []
    for t, value in enumerate(values):
        if t % every == 0:
            y = bottom - HIGH * value
            drawn_lines.append(
                f'<line class="{kind}" x1="{scale.across(t):.2f}%" x2="{scale.across(t + 1):.2f}%" y1="{y:.1f}" '
                f'y2="{y:.1f}"/>'
            )
    return drawn_lines
