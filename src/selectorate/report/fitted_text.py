"""A posterior in a terminal: each parameter before and after the record."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from selectorate.report.fitted import Fitted
from selectorate.report.terminal import grid, heading, indented, whole


def say_fitted(answer: Fitted, console: Console) -> None:
    """Print the whole answer."""
    console.print(Text(f"{answer.scenario.document.scenario.title}: fitted to its record", style="bold"))
    for sentence in answer.sentences():
        console.print(Text(sentence))
    heading(console, "Parameters: nine tenths of the prior; median and nine tenths of the posterior")
    console.print(
        Text(
            "Left: per cent of the prior's width. Worth: by how much the log evidence would fall, were the parameter "
            "held where it was set by hand."
        )
    )
    table = grid(("left", 24), *([("right", 6)] * 5), ("right", 3), ("right", 5))
    table.add_row("", "from", "to", "median", "from", "to", "left", "worth")
    for one in answer.parameters():
        low, middle, high = one["posterior"]
        numbers = (one["prior"][0], one["prior"][2], middle, low, high)
        left, worth = f"{100 * one['width']:.0f}", f"{one['worth']:+.1f}"
        table.add_row(one["id"], *map(_short, numbers), left, worth)
    indented(console, table)
    heading(console, "The same posterior again")
    whole(console, answer.command)
    console.print(Text(f"Written to {answer.path}; log evidence {answer.posterior.about['evidence']:.2f}."))


def _short(value: float) -> str:
    """A number in two digits, without powers of ten."""
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"
