"""When it was decided, in a terminal: the curve by quarters, turning points, and what would still have flipped it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from selectorate.report.answered import Answered
from selectorate.report.terminal import grid, heading, indented, whole

EVERY = 6
"""Months from one line of the curve to the next."""

BAR = 40
"""Letters of the longest bar."""


def say_when(answer: Answered, console: Console) -> None:
    """Print the whole answer."""
    told = answer.told
    console.print(Text(f"{answer.scenario.document.scenario.title}: when was it decided?", style="bold"))
    console.print(Text(str(told["answer"])))
    heading(console, f"Probability of {told['outcome']}, given the record up to each month; in brackets, hindsight")
    table = grid(("left", 7), ("right", 4), ("right", 13), ("right", 6), ("left", BAR))
    rows = list(zip(told["curve"], told["hindsight"], strict=True))
    for t, (one, hind) in enumerate(rows):
        if t % EVERY == EVERY - 1 or t == len(rows) - 1:
            span = f"{100 * one['low']:.0f} to {100 * one['high']:.0f}"
            bar = "#" * round(BAR * one["value"])
            table.add_row(one["month"], f"{100 * one['value']:.0f}", span, f"({100 * hind['value']:.0f})", bar)
    indented(console, table)
    if told["turning_points"]:
        heading(console, "Turning points: what is judged then, what happened, and what would still have flipped it")
    for turn in told["turning_points"]:
        console.print(Text(f"{turn['month']}  {100 * turn['by']:+.0f} points"))
        for what, names in (("judged", turn["facts"]), ("happened", turn["events"])):
            if names:
                indented(console, f"{what}: {', '.join(names)}")
        change = turn["change"]
        if change is None:
            indented(console, "no one or two factors replaced then would have turned it from likely to unlikely")
        else:
            indented(
                console,
                f"replaced then: {' and '.join(change['factors'])}: from {100 * change['before']:.0f} to "
                f"{100 * change['after']:.0f} of 100",
            )
    heading(console, "The same answer again")
    whole(console, str(told["command"]))
