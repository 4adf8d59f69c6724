"""The picture of `verification.shape`: hills of months by contender and rung, endings, and the office with other ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from selectorate.analysis.removals import recorded
from verification import pictures

if TYPE_CHECKING:
    from verification.shape import Shape

CAPTION = (
    "{histories:,} histories under a seed that nothing else uses. Each small panel: the months in which a contender reached a "
    "rung, was first campaigned against (pink) or first fought in the open (green); heights are shares of the histories in "
    "which he did, in how many he did stands above, and the top is .35 (heights by their square root, so that low hills are "
    "seen). Dashed: the record. Right: hills that cover their dashed lines and are no lone spike that reaches the top; rows "
    "that move to the right from the left opposition to the right; next to nothing in Stalin's row at the rungs; a long bar "
    "for Stalin alone, far above anybody else alone; bars of the office that fall from left to right. Wrong: a hill beside "
    "its line, a spike that reaches the top, another leader, or bars of the office in another order."
)
FIRST_CAMPAIGN, FIRST_FIGHT = "first campaign", "first fight"
TOP = 0.35
"""Share of a month at which something counts as coming at the first chance."""

FEW = 0.005
"""Share of histories below which a panel stays empty."""


def draw(seen: Shape, office: Mapping[str, float], caption: str) -> Figure:
    """The whole sheet."""
    order = sorted(seen.contenders, key=lambda who: _first(seen, who))
    columns = [*seen.rungs, FIRST_CAMPAIGN, FIRST_FIGHT]
    figure, panels = pictures.sheet(
        "The shape of fresh histories of ussr-1922", caption, rows=len(order) + 2, columns=len(columns), size=(17, 14)
    )
    for row, who in enumerate(order):
        for column, what in enumerate(columns):
            draw_hill(panels[row, column], seen, who, what, last=row == len(order) - 1)
    grid = panels[0, 0].get_gridspec()
    for panel in panels[-2:].flat:
        panel.remove()
    draw_endings(added(figure, grid[-2:, : len(seen.rungs) - 1]), seen)
    draw_office(added(figure, grid[-2:, len(seen.rungs) - 1 :]), office)
    return figure


def added(figure: Figure, place: Any) -> Any:
    """One more panel in the common look."""
    panel = figure.add_subplot(place)
    pictures.dress(panel)
    return panel


def _first(seen: Shape, who: str) -> tuple[str, str]:
    """Contenders in the order in which the record has them fall."""
    return min((month for rung in seen.rungs if (month := recorded(seen.scenario, who, rung))), default="9999-12"), who


def months_of(seen: Shape, who: str, what: str) -> NDArray[np.int16]:
    """The months of a panel (k,)."""
    i = seen.contenders.index(who)
    if what == FIRST_CAMPAIGN:
        return seen.campaigns[:, i]
    if what == FIRST_FIGHT:
        return seen.fights[:, i]
    return seen.rung(who, what)


def draw_hill(panel: Any, seen: Shape, who: str, what: str, *, last: bool) -> None:
    """Months of one contender and rung."""
    months, scenario = months_of(seen, who, what), seen.scenario
    came = months[months >= 0]
    share = came.size / months.size
    colour = {FIRST_CAMPAIGN: pictures.COLOURS[3], FIRST_FIGHT: pictures.COLOURS[2]}.get(what, pictures.COLOURS[0])
    if share >= FEW:
        heights = np.sqrt(np.bincount(came, minlength=scenario.months) / came.size)
        panel.fill_between(np.arange(heights.size), heights, step="mid", color=colour, alpha=0.8, linewidth=0)
    month = recorded(scenario, who, what) if what in seen.rungs else None
    if month is not None:
        panel.axvline(scenario.month_index(month), color=pictures.INK, linestyle="--", linewidth=1.1)
    years = [year for year in range(1923, 1932, 2) if f"{year}-01" <= scenario.document.scenario.end]
    panel.set_xticks(
        [scenario.month_index(f"{year}-01") for year in years], [f"{year % 100}" for year in years] if last else []
    )
    panel.set_xlim(0, scenario.months)
    panel.set_ylim(0.0, np.sqrt(TOP))
    panel.set_yticks(np.sqrt([0.0, 0.1, TOP]), [])
    surname = scenario.document.contenders[who].name.split()[-1]
    panel.set_title(f"{surname}, {what.replace('_', ' ')}: {share:.0%}", loc="left", fontsize=8.2, color=pictures.INK)


def draw_endings(panel: Any, seen: Shape) -> None:
    """Share of histories by ending, the longest above."""
    there = sorted((share, end) for end, share in seen.endings.items() if share > 0.0)
    names = [_spoken(seen, end) for _, end in there]
    panel.barh(names, [share for share, _ in there], color=pictures.COLOURS[0], height=0.65)
    for place, (share, _) in enumerate(there):
        panel.text(share + 0.005, place, f"{share:.1%}", va="center", fontsize=8.5, color=pictures.INK)
    panel.tick_params(axis="y", labelcolor=pictures.INK)
    panel.set_xlim(0.0, 1.0)
    pictures.name(panel, "How histories end", x="share of histories")


def _spoken(seen: Shape, end: str) -> str:
    entry, _, who = end.partition(":")
    surname = seen.scenario.document.contenders[who].name.split()[-1] if who else ""
    return f"{surname} alone" if entry == "sole" else entry.replace("_", " ")


def draw_office(panel: Any, office: Mapping[str, float]) -> None:
    """Share of histories in which the first General Secretary lost the office, by the strength of ties to him."""
    panel.bar(list(office), list(office.values()), color=pictures.COLOURS[1], width=0.55)
    for place, share in enumerate(office.values()):
        panel.text(place, share, f"{share:.2%}", ha="center", va="bottom", fontsize=8.5, color=pictures.INK)
    panel.set_ylim(0.0, max(0.01, 1.2 * max(office.values())))
    panel.set_yticks([])
    panel.tick_params(axis="x", labelcolor=pictures.INK)
    pictures.name(panel, "Share of histories in which the General Secretary lost the office, same luck")
