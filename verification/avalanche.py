"""Avalanche: flip one bit of one field of a draw's key, and every bit of the word should flip with probability 1/2.

Of a good generator the share of flips of each output bit under each input bit is 1/2 but for the noise of the sample.
The seven fields of our own draws are those of the chain, the year apart from the month; Philox has the year with the
month, and no field of that name. All 64 bits of every field are flipped, also those that no scenario reaches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from selectorate.compiling import shared
from selectorate.draws import GOLDEN, mix, stream_key, year_key
from verification.philox import philox

FIELDS = ("seed", "history", "year", "month", "stream", "subject", "object")
Words = NDArray[np.uint64]
Counts = NDArray[np.int64]


class Avalanche(NamedTuple):
    """Share of flips (fields, input bit, output bit), and how far they lie from 1/2 together and at the worst."""

    shares: NDArray[np.float64]
    worst: float  # largest distance of a share from 1/2
    p_worst: float  # of the worst cell, all cells taken together
    p_all: float  # of the sum of squares

    @property
    def mean(self) -> float:
        """Mean share of flips."""
        return float(self.shares.mean())


@shared
def keyed(f: Words) -> np.uint64:
    """The engine's word under seven fields."""
    key = stream_key(year_key(f[0], f[1], f[2]), f[3], f[4])
    return mix(mix(key, f[5]), f[6])


@shared
def counter(f: Words) -> np.uint64:
    """Philox under the same fields, without the year."""
    return philox(f[3], f[4], f[5], f[6], f[0], f[1])


@shared
def weyl(f: Words) -> np.uint64:
    """The chain without its finaliser."""
    word = f[0] * np.uint64(1)
    for k in range(1, f.size):
        word = word + (f[k] + np.uint64(1)) * GOLDEN
    return np.uint64(word)


@shared
def summed(f: Words) -> np.uint64:
    """All fields but the subject added up and hashed once."""
    return mix(f[0] + f[1] + f[2] + f[3] + f[4] + f[6], f[5])


def _counter_of(word: Callable[..., Any]) -> Callable[..., None]:
    @shared
    def count(bases: Words, field: int, flips: Counts) -> None:
        """Add up the flips of each output bit under each flipped bit of a field, over all bases."""
        for base in bases:
            before = word(base)
            for bit in range(64):
                base[field] ^= np.uint64(1) << np.uint64(bit)
                changed = before ^ word(base)
                base[field] ^= np.uint64(1) << np.uint64(bit)
                for out in range(64):
                    flips[bit, out] += (changed >> np.uint64(out)) & np.uint64(1)

    return count


COUNTERS = {"keyed": _counter_of(keyed), "philox": _counter_of(counter), "weyl": _counter_of(weyl),
            "summed": _counter_of(summed)}  # fmt: skip


def bases_of(count: int, seed: int) -> Words:
    """Random keys as they occur: small numbers, but any seed."""
    dice = np.random.default_rng(seed)
    below = (2**63, 100_000, 2100, 120, 20, 4096, 4096)
    return np.array([dice.integers(0, limit, count) for limit in below], np.uint64).T.copy()


def avalanche(source: str, count: int, seed: int) -> Avalanche:
    """Flip every bit of every field under so many random keys."""
    fields = [k for k, name in enumerate(FIELDS) if not (source == "philox" and name == "year")]
    flips = np.zeros((len(fields), 64, 64), np.int64)
    for row, field in enumerate(fields):
        COUNTERS[source](bases_of(count, seed + field), field, flips[row])
    shares = flips / count
    z = (shares - 0.5) / (0.5 / np.sqrt(count))
    return Avalanche(
        shares=shares,
        worst=float(np.abs(shares - 0.5).max()),
        p_worst=float(-np.expm1(z.size * np.log1p(-2.0 * stats.norm.sf(np.abs(z).max())))),
        p_all=float(stats.chi2.sf((z**2).sum(), z.size)),
    )
