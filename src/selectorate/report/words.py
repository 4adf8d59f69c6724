"""Shares, months and bars in words and characters."""

from __future__ import annotations

from selectorate.analysis import Interval
from selectorate.analysis.doubt import OVER
from selectorate.analysis.likelihood import Limits

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

EIGHTHS = " ▏▎▍▌▋▊▉"

SUPPORT = {
    "looked_up": "looked up in a source",
    "recalled": "recalled from a source",
    "essay": "taken from an essay",
    "guess": "guessed",
}
"""How a number is known."""


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


def ranged(bounds: tuple[float, float] | None) -> str:
    """A range over parameters or readings; where these differ no more than by luck, that none was seen.

    >>> ranged((0.164, 0.913)), ranged((0.2, 0.2)), ranged(None)
    ('16.4 to 91.3', 'none seen', '-')
    """
    if bounds is None:
        return "-"
    return span(bounds) if bounds[1] > bounds[0] else "none seen"


def of_100(one: Interval) -> str:
    """A share in whole histories of a hundred, with its interval, and with its ranges over parameters and readings.

    >>> of_100(Interval.of(0.536, (0.51, 0.56)))
    '54 of 100 (between 51 and 56)'
    >>> of_100(Interval.of(0.536, (0.51, 0.56), (0.4, 0.7)))
    '54 of 100 (between 51 and 56; over parameters between 40 and 70)'
    """
    ranges = [("", one.sampling), *((f"over {kind} ", found) for kind, found in seen(one))]
    ends = "; ".join(f"{kind}between {100 * low:.0f} and {100 * high:.0f}" for kind, (low, high) in ranges)
    return f"{100 * one.value:.0f} of 100 ({ends})"


def seen(one: Interval) -> list[tuple[str, Limits]]:
    """Ranges of a number by kinds of doubt beside sampling, as far as one was seen."""
    known = ((kind, one.range(kind)) for kind in OVER)
    return [(kind, found) for kind, found in known if found is not None and found[1] > found[0]]


def counted(count: int, things: str) -> str:
    """A number of things.

    >>> counted(1, "bodies"), counted(2, "offices"), counted(1, "offices")
    ('1 body', '2 offices', '1 office')
    """
    one = f"{things[:-3]}y" if things.endswith("ies") and things != "series" else things.removesuffix("s")
    return f"{count:,} {things if count != 1 else one}"


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
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8]).rstrip()


def signed(months: int) -> str:
    """A number of months with its sign."""
    return f"{months:+d}" if months else "0"
