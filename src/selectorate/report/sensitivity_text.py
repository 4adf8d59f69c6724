"""Which guess matters most, in a terminal: sentences, then group by group."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from selectorate.inference.sensitivity import Number
from selectorate.inference.sensitivity_living import MET
from selectorate.report.sensitivity import Sensitive, called
from selectorate.report.terminal import grid, heading, indented, whole


def say_sensitive(answer: Sensitive, console: Console) -> None:
    """Print the whole answer."""
    found, question = answer.found, answer.found.question
    title = found.model.scenario.document.scenario.title
    console.print(Text(f"{title}: which guess matters most", style="bold"))
    console.print(
        Text(
            f"{found.points:,} points ({question.samples:,} samples of {len(found.groups)} groups), "
            f"{question.histories:,} histories each, seed {question.seed}."
        )
    )
    for sentence in answer.sentences():
        console.print(Text(sentence))
    for number in found.numbers:
        _say_number(answer, number, console)
    _say_groups(answer, console)
    heading(console, "The same answer again")
    whole(console, answer.command)


def _say_number(answer: Sensitive, number: Number, console: Console) -> None:
    name = "Facts of the record that a history meets" if number.id == MET else number.id
    heading(console, f"{name}: mean {number.mean:.2f}, deviation between points {number.deviation:.2f}")
    table = grid(("left", 18), ("right", 8), ("right", 6), ("right", 8), ("right", 6))
    table.add_row("", "alone", "±", "total", "±")
    for group in answer.ranked(number):
        one = number.indices[group.id]
        values = (one.first, one.first_error, one.total, one.total_error)
        table.add_row(group.id, *(f"{100.0 * value:.0f} %" for value in values))
    indented(console, table)


def _say_groups(answer: Sensitive, console: Console) -> None:
    heading(console, "What is varied, and how far")
    table = grid(("left", 18), ("right", 6), text=True)
    for group in answer.found.groups:
        table.add_row(group.id, f"{len(group.members)}", f"{called(group)}: {group.varied}")
    indented(console, table)
