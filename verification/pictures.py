"""One look for all pictures: few colours that everybody can tell apart, and below each what right looks like."""

from __future__ import annotations

import textwrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from numpy.typing import ArrayLike

INK, QUIET, FAINT = "#222222", "#6b6b6b", "#d9d9d9"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Okabe and Ito (2008): told apart with any kind of colour vision; marks differ too, so nothing rests on colour."""
MARKS = ("o", "s", "^", "D", "v", "P")
DOTS_PER_INCH = 130
LINE = 0.19
"""Height of a line of caption in inches."""


def sheet(
    title: str, caption: str, *, rows: int = 1, columns: int = 1, size: tuple[float, float]
) -> tuple[Figure, Any]:
    """A figure with a title above, a caption below and a grid of panels; ``size`` in inches without the caption."""
    width, height = size
    lines = textwrap.wrap(caption, int(width * 14.2))
    below = LINE * len(lines) + 0.2
    figure = Figure(figsize=(width, height + below), dpi=DOTS_PER_INCH)
    figure.patch.set_facecolor("white")
    share = below / (height + below)
    engine = ConstrainedLayoutEngine(rect=(0.0, share, 1.0, 1.0 - share), hspace=0.06, wspace=0.04)
    figure.set_layout_engine(engine)
    figure.suptitle(title, x=0.012, ha="left", fontsize=12.5, fontweight="bold", color=INK)
    figure.text(0.012, 0.09 / (height + below), "\n".join(lines), fontsize=8.8, color=INK, va="bottom", linespacing=1.3)
    panels = figure.subplots(rows, columns, squeeze=False)
    for panel in panels.flat:
        dress(panel)
    return figure, panels


def dress(panel: Axes) -> None:
    """Leave only the lines that carry something."""
    panel.spines[["top", "right"]].set_visible(False)
    panel.spines[["left", "bottom"]].set_color(QUIET)
    panel.tick_params(colors=QUIET, labelsize=8.5)
    panel.grid(color=FAINT, linewidth=0.6)
    panel.set_axisbelow(True)


def name(panel: Axes, title: str, *, x: str = "", y: str = "") -> None:
    """Name a panel and its axes."""
    panel.set_title(title, loc="left", fontsize=10, color=INK)
    panel.set_xlabel(x, fontsize=9, color=INK)
    panel.set_ylabel(y, fontsize=9, color=INK)


def legend(panel: Axes, **options: Any) -> None:
    """A legend without a frame."""
    panel.legend(frameon=False, fontsize=8.5, labelcolor=INK, **options)


def band(panel: Axes, x: ArrayLike, bound: float) -> None:
    """The band in which residuals in standard errors lie together, but for one proof in a thousand."""
    panel.axhspan(-bound, bound, color=FAINT, alpha=0.6, linewidth=0)
    panel.axhline(0.0, color=QUIET, linewidth=0.8)


def table(title: str, caption: str, head: list[str], rows: list[list[str]], *, same: list[bool]) -> Figure:
    """A table as a picture; rows that are not the ``same`` as the first are marked."""
    figure, panels = sheet(title, caption, size=(9.5, 0.8 + 0.3 * len(rows)))
    panel = panels[0, 0]
    panel.set_axis_off()
    panel.set_xlim(0.0, 1.0)
    panel.set_ylim(len(rows) + 0.5, -0.7)
    places = [0.0, *(0.42 + 0.58 * k / max(1, len(head) - 1) for k in range(len(head) - 1))]
    for x, text in zip(places, head, strict=True):
        panel.text(x, 0.0, text, fontsize=9, color=QUIET, va="center")
    for k, (row, alike) in enumerate(zip(rows, same, strict=True), start=1):
        colour, weight = (INK, "normal") if alike else (COLOURS[1], "bold")
        panel.axhline(k - 0.5, color=FAINT, linewidth=0.6)
        for x, text in zip(places, row, strict=True):
            family = "DejaVu Sans" if x == 0.0 else "DejaVu Sans Mono"
            panel.text(x, k, text, fontsize=9, color=colour, va="center", fontweight=weight, family=family)
    return figure
