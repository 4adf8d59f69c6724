"""Text for a terminal of any width: wrapped and aligned, with colour only where it is wanted."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

HAND_SET = "hand-set parameters"
NOTE = (
    "Parameters are hand-set within their priors: the numbers show what the model does with them, and are no result "
    "about history."
)


class Page(io.StringIO):
    """Text in memory that says of itself what a stream would: whether it is a terminal, and what it can show."""

    def __init__(self, like: TextIO | None = None) -> None:
        super().__init__()
        self.like = like

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the stream."""
        return (self.like and self.like.encoding) or "utf-8"

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return bool(self.like and self.like.isatty())

    def text(self) -> str:
        """What was printed, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.getvalue().rstrip("\n").split("\n"))


def plain(say: Callable[[Any, Console], None], thing: Any, *, width: int = 100) -> str:
    """What ``say`` prints of a thing, in so many columns and without colour."""
    page = Page()
    say(thing, Console(file=page, width=width, no_color=True, color_system=None))
    return page.text()


def shown(say: Callable[[Any, Console], None], thing: Any, stream: TextIO) -> str:
    """What ``say`` prints of a thing on a stream: in colour where it is a terminal and NO_COLOR is not set."""
    page = Page(stream)
    say(thing, Console(file=page, highlight=False, markup=False, emoji=False))
    return page.text()


def heading(console: Console, words: str) -> None:
    """Print a heading with a line before it."""
    console.print()
    console.print(Text(words, style="bold"))


def indented(console: Console, thing: Any) -> None:
    """Print text or a table two blanks in."""
    console.print(Padding(Text(thing) if isinstance(thing, str) else thing, (0, 0, 0, 2)))


def grid(*columns: tuple[str, int], text: bool = False) -> Table:
    """A table without lines, with columns of an alignment (``left`` or ``right``) and a least width.

    With ``text`` one more column comes last, which is broken into lines where it is too long.
    """
    table = Table.grid(padding=(0, 2, 0, 0))
    for alignment, width in columns:
        table.add_column(justify="right" if alignment == "right" else "left", min_width=width, no_wrap=True)
    if text:
        table.add_column()
    return table


def whole(console: Console, line: str) -> None:
    """Print a line that is to be copied: never cut, and broken only by the terminal itself."""
    console.print(Text(line), soft_wrap=True)
