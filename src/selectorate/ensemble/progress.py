"""How far an ensemble is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Progress(NamedTuple):
    """Histories done of all, and seconds since the first began."""

    done: int
    total: int
    seconds: float

    @property
    def rate(self) -> float:
        """Histories a second so far; 0 before any is done."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float:
        """Seconds left at this rate; infinite before any history is done."""
        return (self.total - self.done) / self.rate if self.rate > 0 else float("inf")

    def __str__(self) -> str:
        left = "" if self.done == 0 else f", {self.rate:,.0f} a second, {self.left:.0f} s left"
        return f"{self.done:,} of {self.total:,} histories{left}"


def added(count: Callable[[int], None]) -> Callable[[Progress], None]:
    """Hears how far one run is, and says how many histories more were lived since it last heard."""
    known = 0

    def hear(progress: Progress) -> None:
        nonlocal known
        count(progress.done - known)
        known = progress.done

    return hear
