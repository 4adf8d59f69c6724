"""The interval in which a share would lie 95 times in 100, had other luck been drawn with the same numbers."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""The normal deviate that 2.5 % exceed."""


def interval(count: int, histories: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share seen ``count`` times in ``histories``.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927). Unlike the plain one it is right near 0 and 1, where most endings lie.

    Examples:
        >>> [round(bound, 4) for bound in interval(0, 100)]
        [0.0, 0.037]
        >>> [round(bound, 4) for bound in interval(50, 100)]
        [0.4038, 0.5962]
    """
    share = count / histories
    squared = Z * Z / histories
    middle = share + squared / 2.0
    half = sqrt(share * (1.0 - share) * squared + squared * squared / 4.0)
    low = 0.0 if count == 0 else max(0.0, (middle - half) / (1.0 + squared))
    high = 1.0 if count == histories else min(1.0, (middle + half) / (1.0 + squared))
    return low, high
