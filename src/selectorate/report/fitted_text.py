"""A posterior in a terminal: each parameter before and after the record."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from selectorate.report.fitted import Fitted
from selectorate.report.terminal import grid, heading, indented, whole


def say_fitted(answer: Fitted, console: Console) -> None:
    """Print the whole answer."""
    console.print(Text(f"{answer.scenario.document.scenario.title}: fitted to its record", style="bold"))
    for sentence in answer.sentences():
        console.print(Text(sentence))
    heading(console, "Parameters: median, and the range of nine tenths")
    table = grid(("left", 24), ("right", 8), ("right", 20), ("right", 20), ("right", 4))
    table.add_row("", "by hand", "prior", "posterior", "left")
    for one in answer.parameters():
        left = f"{100 * one['width']:.0f} %"
        table.add_row(one["id"], f"{one['hand_set']:.3g}", _span(one["prior"]), _span(one["posterior"]), left)
    indented(console, table)
    heading(console, "The same posterior again")
    whole(console, answer.command)
    console.print(Text(f"Written to {answer.path}; log evidence {answer.posterior.about['evidence']:.2f}."))


def _span(values: Sequence[float]) -> str:
    low, middle, high = values
    return f"{middle:.3g} ({low:.2g}, {high:.2g})"
