"""Shares, months and bars in words and characters."""

from __future__ import annotations

from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def percent(share: float) -> str:
    """A share in per cent, with a digit after the point.

    >>> percent(0.0), percent(0.0004), percent(0.68)
    ('0 %', '0.04 %', '68.0 %')
    """
    hundredths = 100 * share
    return f"{hundredths:.0f} %" if share in (0.0, 1.0) else f"{hundredths:.{2 if hundredths < 0.1 else 1}f} %"


def span(bounds: tuple[float, float]) -> str:
    """An interval in per cent: ``65.1 to 71.0``."""
    return f"{100 * bounds[0]:.1f} to {100 * bounds[1]:.1f}"


def month(name: str) -> str:
    """A month in words: ``December 1929``."""
    return f"{MONTHS[int(name[5:]) - 1]} {name[:4]}"


def bar(share: float, width: int, *, plain: bool) -> str:
    """A bar of at most ``width`` characters, in eighths of one, or of ``#`` where only ASCII can be shown.

    >>> bar(0.5, 4, plain=True), bar(0.5, 3, plain=False)
    ('##', '█▌')
    """
    if plain:
        return "#" * round(share * width)
    eighths = round(share * width * 8)
    return "█" * (eighths // 8) + ("", *"▏▎▍▌▋▊▉")[eighths % 8]


def stacked(parts: Sequence[tuple[str, float]], width: int) -> str:
    """Shares side by side as ``width`` characters, each filled with its own name; what is left is dots.

    >>> stacked([("St", 0.5), ("T", 0.25)], 8)
    'StStTT..'
    """
    text, end = "", 0.0
    for name, share in parts:
        end += share
        length = round(end * width) - len(text)
        text += (name * length)[:length]
    return text + "." * (width - len(text))


def signed(months: int) -> str:
    """A number of months with its sign."""
    return f"{months:+d}" if months else "0"
