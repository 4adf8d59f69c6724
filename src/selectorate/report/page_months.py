"""Figures over the months of a scenario: when contenders were removed, beside the record, and when twins part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from selectorate.analysis import Removal
from selectorate.analysis.parting import Parting
from selectorate.report.page_figures import (
    AXIS,
    DOTS,
    LANE,
    OPEN,
    Lane,
    Row,
    Scale,
    drawn,
    figure,
    in_both,
    line,
    marks,
    tick,
)
from selectorate.report.words import counted, percent
from selectorate.report.words import month as spelled
from selectorate.scenario import Scenario

LEFT, RIGHT = 11.5, 98.5  # per cent of the width: where the months of a histogram begin and end
TOP, HIGH, SAID = 18, 120, 4  # pixels: above the bars of a histogram, their height, and below them
HALF = 0.5  # a month is marked in its middle


def removals(title: str, scenario: Scenario, rungs: Mapping[str, Sequence[Removal]]) -> str:
    """Rungs of one contender: the median month with 5 to 95 % of the histories, by world, and the month on record."""
    return drawn(title, months(scenario, years=5), [_rung(scenario, rung, found) for rung, found in rungs.items()])


def _rung(scenario: Scenario, rung: str, found: Sequence[Removal]) -> Row:
    names, record = scenario.document.rungs, found[0].record
    lanes = tuple(_removal(scenario, kind, one) for kind, one in zip(DOTS, found, strict=False))
    name = names[rung].name + (f" (record: {record})" if record else "")
    return Row(name, in_both([lane] for lane in lanes) if len(lanes) > 1 else lanes, _place(scenario, record))


def _removal(scenario: Scenario, kind: str, one: Removal) -> Lane:
    low, high = _place(scenario, one.p05), _place(scenario, one.p95)
    ends = None if low is None else (low, OPEN if high is None else high)
    said = f"{one.median or 'no median'}, {percent(one.share)}"
    more = "" if one.p05 is None else f" (5 to 95 %: {one.p05} to {one.p95 or 'never'})"
    return Lane(kind, _place(scenario, one.median), ends, said, more)


def histogram(title: str, parting: Parting) -> str:
    """Shares of histories by the month in which they part from their twins; below them the median and 5 to 95 %."""
    scenario, count, counts = parting.scenario, len(parting.months), parting.by_month()
    scale, most = months(scenario, years=10, start=LEFT, end=RIGHT), max(counts.values(), default=1)
    bottom = float(TOP + HIGH)
    parts = [line(scale, value, TOP, HIGH + LANE + SAID) for value in scale.ticks]
    parts += [_bar(scale, scenario.month_index(name), bottom, HIGH * n / most) for name, n in counts.items()]
    parts += [level(0.0, bottom), level(most / count, float(TOP))]
    parts.append(marks(scale, _quantiles(parting), bottom + SAID + LANE / 2))
    parts += [tick(scale, value, bottom + SAID + LANE) for value in scale.ticks]
    return figure(title, f"{said_of(parting)}{_by_year(parting)}", "".join(parts), bottom + SAID + LANE + AXIS)


def said_of(parting: Parting) -> str:
    """When twins part, in words: median, 5 to 95 %, and the share that never does."""
    found = {name: "never" if when is None else spelled(when) for name, when in parting.quantiles().items()}
    return (
        f"Median: {found['median']}; 5 to 95 %: {found['p05']} to {found['p95']}; never: "
        f"{percent(parting.never / len(parting.months))} of {counted(len(parting.months), 'histories')}"
    )


def _by_year(parting: Parting) -> str:
    years: Counter[str] = Counter()
    for name, count in parting.by_month().items():
        years[name[:4]] += count
    said = ", ".join(f"{count:,} in {year}" for year, count in years.items())
    return f"; by year: {said}" if said else ""


def _quantiles(parting: Parting) -> Lane:
    median, low, high = (_place(parting.scenario, when) for when in parting.quantiles().values())
    return Lane("dot", median, None if low is None else (low, OPEN if high is None else high), "")


def _bar(scale: Scale, month: int, bottom: float, height: float) -> str:
    x, width = scale.across(month), scale.across(month + 1) - scale.across(month)
    return f'<rect class="bar" x="{x:.2f}%" y="{bottom - height:.1f}" width="{width:.2f}%" height="{height:.1f}"/>'


def level(share: float, y: float) -> str:
    """A level line with the share that it stands for."""
    return (
        f'<line class="tick" x1="{LEFT}%" x2="{RIGHT}%" y1="{y:.0f}" y2="{y:.0f}"/>'
        f'<text class="tick" x="{LEFT - 1}%" y="{y + 4:.0f}" text-anchor="end">{100 * share:.0f} %</text>'
    )


def _place(scenario: Scenario, month: str | None) -> float | None:
    return None if month is None else scenario.month_index(month) + HALF


def months(scenario: Scenario, *, years: int, **ends: float) -> Scale:
    """All months of a scenario, with lines at the beginnings of years, at most so many."""
    januaries = [month for month in range(scenario.months) if scenario.month_name(month).endswith("-01")]
    ticks = tuple(map(float, januaries[:: -(-len(januaries) // years) or 1]))
    return Scale(0.0, float(scenario.months), ticks, lambda value: scenario.month_name(int(value))[:4], **ends)
