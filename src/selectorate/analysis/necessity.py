"""How necessary and how sufficient a factor was, from histories lived with and without it under the same luck.

``base`` (k,) says in which histories the outcome held, ``without`` (k,) in which of their twins: the same luck, and the
factor's contrast in its place. The factor is taken away from outside, whatever else happens (it is *exogenous*), so a
twin is what the history would have been without it.

Sources: J. Pearl, Causality, 2nd edition (2009), chapter 9; J. Tian and J. Pearl, "Probabilities of causation: bounds
and identification", Annals of Mathematics and Artificial Intelligence 28 (2000).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.analysis.doubt import Estimate, Interval, Undefined, ratio, share, simultaneous
from selectorate.analysis.likelihood import Limits

Truth = NDArray[np.bool_]

NEVER = "the outcome held in no history, so nothing can have been necessary for it"
ALWAYS = "the outcome held in every history without the factor, so there is none in which it could have sufficed"


@dataclass(frozen=True)
class Cause:
    """What one factor was to an outcome.

    Attributes:
        necessity: of the histories with the outcome, the share whose twin without the factor lacks it.
        sufficiency: of the histories whose twin without the factor lacks the outcome, the share that has it with it.
        necessity_bounds: what necessity can be, were only the two shares of histories known and no twins.
        sufficiency_bounds: the same of sufficiency.
    """

    necessity: Interval | Undefined
    sufficiency: Interval | Undefined
    necessity_bounds: Limits
    sufficiency_bounds: Limits

    def document(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "necessity": self.necessity.document() | {"bounds": list(self.necessity_bounds)},
            "sufficiency": self.sufficiency.document() | {"bounds": list(self.sufficiency_bounds)},
        }


def necessity(base: Truth, without: Truth) -> Estimate | Undefined:
    """Probability of necessity: of the histories with the outcome, the share whose twin lacks it (Pearl 2009, 9.2.1).

    Undefined where the outcome held in no history.
    """
    return ratio(~without, base, NEVER)


def sufficiency(base: Truth, without: Truth) -> Estimate | Undefined:
    """Probability of sufficiency: of the histories whose twin lacks the outcome, the share that has it with the factor.

    Pearl 2009, definition 9.2.2. Undefined where the outcome held in every history without the factor.
    """
    return ratio(base, ~without, ALWAYS)


def placebo(base: Truth, other: Truth) -> Estimate | Undefined:
    """Graded placebo: of the histories with the outcome, the share that loses it when part of the luck is redrawn.

    ``other`` (k,) is the same world, every factor as it was, with that part of its luck drawn anew. A factor whose
    necessity does not exceed it explains no more than that much luck does.
    """
    return necessity(base, other)


def necessity_bounds(base: Limits, without: Limits) -> Limits:
    """Tian-Pearl bounds of necessity from the limits of two shares: with the factor (p) and without it (q).

    For known p and q they are max(0, (p - q) / p) and min(1, (1 - q) / p). The first grows with p and falls with q, the
    second falls with both, so over a box of p and q they are widest at corners.

    >>> necessity_bounds((0.75, 0.75), (0.5, 0.5))
    (0.3333333333333333, 0.6666666666666666)
    """
    p, (low, high) = base[0], without
    if p <= 0.0:
        return 0.0, 1.0
    return max(0.0, (p - high) / p), min(1.0, (1.0 - low) / p)


def sufficiency_bounds(base: Limits, without: Limits) -> Limits:
    """Tian-Pearl bounds of sufficiency: max(0, (p - q) / (1 - q)) and min(1, p / (1 - q)), over a box of p and q.

    >>> sufficiency_bounds((0.75, 0.75), (0.5, 0.5))
    (0.5, 1.0)
    """
    (low, high), q = base, without[1]
    if q >= 1.0:
        return 0.0, 1.0
    return max(0.0, (low - q) / (1.0 - q)), min(1.0, high / (1.0 - q))


def causes(base: Truth, without: NDArray[np.bool_]) -> list[Cause]:
    """What each factor was to an outcome, from ``base`` (k,) and ``without`` (factors, k).

    All intervals hold together, and the bounds are those of shares that lie anywhere within theirs.

    Raises:
        QuestionError: there are too few histories.
    """
    n = len(without)
    numbers: list[Estimate | Undefined] = [share(row) for row in (base, *without)]
    numbers += [necessity(base, row) for row in without]
    numbers += [sufficiency(base, row) for row in without]
    found = simultaneous(numbers)
    with_it, *left = [one.sampling for one in found[: n + 1] if isinstance(one, Interval)]
    return [
        Cause(
            found[n + 1 + f],
            found[2 * n + 1 + f],
            necessity_bounds(with_it, left[f]),
            sufficiency_bounds(with_it, left[f]),
        )
        for f in range(n)
    ]
