"""An answer as text for a terminal of any width, with or without colour, in Unicode or plain ASCII."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selectorate.analysis import Removal, Statement
from selectorate.report.words import bar, month, percent, signed, span, stacked

if TYPE_CHECKING:
    from selectorate.report.answer import Answer

NOTE = (
    "Parameters are hand-set within their priors: the numbers show what the model does with them, and are no result "
    "about history."
)
WIDE = 76
"""From this width on there is room for every column."""


def plain(render: Callable[[Any, Console], RenderableType], thing: Any, *, width: int = 100) -> str:
    """What a terminal of so many columns would show, without colour."""
    console = Console(file=io.StringIO(), width=width, no_color=True, highlight=False, emoji=False, legacy_windows=False)
    with console.capture() as said:
        console.print(render(thing, console))
    return said.get().rstrip("\n")


def of_answer(answer: Answer, console: Console) -> RenderableType:
    """The whole answer, the endings first."""
    ascii_only, width = console.options.ascii_only, console.width
    return Group(
        head(answer),
        endings(answer, width, ascii_only),
        outcomes(answer),
        removals(answer, width),
        committee(answer, width),
        foot(answer),
    )


def title(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def head(answer: Answer) -> RenderableType:
    """What was asked."""
    header, many = answer.scenario.document.scenario, answer.ensemble
    said = f"{many.histories:,} histories from {month(header.start)}, read at the end of {month(header.read)}. {NOTE}"
    lines = [Text(header.title, style="bold"), Text(said)]
    if many.interrupted:
        lines.append(Text(f"Interrupted: {many.asked:,} histories were asked for.", style="bold"))
    if many.changes:
        values = answer.scenario.document.parameters
        changes = (f"{name} = {value:g} (not {values[name].value:g})" for name, value in sorted(many.changes.items()))
        lines.append(Text(f"With {', '.join(changes)}."))
    if many.happenings == "drawn":
        lines.append(Text("Happenings are drawn from their hazards and do not fall on their recorded months."))
    return Group(*lines)
