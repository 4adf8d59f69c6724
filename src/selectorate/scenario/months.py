"""Months of the calendar as numbers."""

from __future__ import annotations


def number(month: str) -> int:
    """Return the months from January of the year 0 to ``month`` (``YYYY-MM``)."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def name(count: int) -> str:
    """Return the month (``YYYY-MM``) that ``count`` months from January of the year 0 lead to."""
    return f"{count // 12:04}-{count % 12 + 1:02}"
