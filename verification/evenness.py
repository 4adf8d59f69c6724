"""Whether words are spread evenly and hang together in nothing: counts and correlations, each as a p-value.

Every test takes words of one stream in one order. Cells are counted by chi-square; correlations of N draws are normal
with variance 1/N if the draws are independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from verification.streams import FIELDS, ORDERS, START, Numbers, Words, draw_fields

Floats = NDArray[np.float64]


def cells(index: NDArray[np.uint64], size: int) -> float:
    """P-value that every cell is as likely."""
    seen = np.bincount(index.astype(np.int64), minlength=size)
    return two_sided(((seen - index.size / size) ** 2).sum() * size / index.size, size - 1)


def two_sided(statistic: float, freedom: int) -> float:
    """P-value of a chi-square that is too large, or too small to be luck."""
    upper, lower = stats.chi2.sf(statistic, freedom), stats.chi2.cdf(statistic, freedom)
    return float(min(1.0, 2.0 * min(upper, lower)))


def uniforms(words: Words) -> Floats:
    """The draws that the words give."""
    return ((words >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def equidistribution(words: Words) -> float:
    """The first 16 bits of a draw in 65,536 cells."""
    return cells(words >> np.uint64(48), 1 << 16)


def low_bits(words: Words) -> float:
    """The last 16 bits that a draw uses."""
    return cells(words >> np.uint64(12) & np.uint64(0xFFFF), 1 << 16)


def serial_pairs(words: Words) -> float:
    """Neighbours in 256 x 256 cells."""
    first = words >> np.uint64(56)
    return cells(first[0::2] << np.uint64(8) | first[1::2], 1 << 16)


def serial_triples(words: Words) -> float:
    """Three in a row in 32 x 32 x 32 cells."""
    first = words[: words.size // 3 * 3] >> np.uint64(59)
    return cells(first[0::3] << np.uint64(10) | first[1::3] << np.uint64(5) | first[2::3], 1 << 15)


def lags(words: Words) -> float:
    """Correlation of draws 1 to 100 apart."""
    u = (uniforms(words) - 0.5) * np.sqrt(12.0)
    squares = [np.dot(u[:-lag], u[lag:]) ** 2 / (u.size - lag) for lag in range(1, 101)]
    return two_sided(float(np.sum(squares)), 100)


def runs(words: Words) -> float:
    """How often a draw is above the one before and below the one after, and so on: orders of 5, each as likely."""
    u = uniforms(words)[: words.size // 5 * 5].reshape(-1, 5)
    ranks = np.argsort(u, axis=1).astype(np.uint64)
    code = np.zeros(len(u), np.uint64)
    for column in ranks.T:
        code = code * np.uint64(5) + column
    _, seen = np.unique(code, return_counts=True)
    padded = np.concatenate([seen, np.zeros(max(0, 120 - seen.size))])
    return two_sided(float(((padded - len(u) / 120) ** 2).sum() * 120 / len(u)), 119)


def uniform_law(words: Words) -> float:
    """Kolmogorov and Smirnov's distance of the draws from the uniform law."""
    return float(stats.kstest(uniforms(words), "uniform").pvalue)


TESTS: dict[str, Callable[[Words], float]] = {
    "first 16 bits": equidistribution,
    "last 16 bits used": low_bits,
    "pairs": serial_pairs,
    "triples": serial_triples,
    "lags 1 to 100": lags,
    "orders of 5": runs,
    "uniform law": uniform_law,
}

NEIGHBOURS = {
    "streams of one month": "stream",
    "consecutive months": "month",
    "consecutive histories": "history",
    "adjacent seeds": "seed",
    "adjacent subjects of pairs": "subject",
}
"""Pairs of streams whose draws must have nothing to do with each other, by the field in which they differ by one."""


def cross_correlation(source: str, field: str, pairs: int, draws: int) -> tuple[float, float]:
    """P-value, and the largest correlation, of so many pairs of streams that differ by one in ``field``.

    A twin in which luck is drawn anew differs from its original in the seed; two decisions of one month in the stream.
    """
    own = list(_correlations(source, FIELDS.index(field), pairs, draws))
    statistic = float(np.sum(np.square(own))) * draws
    return two_sided(statistic, pairs), float(np.max(np.abs(own)))


def _correlations(source: str, field: int, pairs: int, draws: int) -> Iterator[float]:
    last = FIELDS.index("object") if FIELDS[field] == "subject" else FIELDS.index("subject")
    before = None
    for k in range(pairs + 1):
        start: Numbers = np.array(START if last == FIELDS.index("subject") else ORDERS["pairs"].start)
        start[field] += k
        now = (uniforms(draw_fields(source, start, last, draws, pair=FIELDS[last] == "object")) - 0.5) * np.sqrt(12.0)
        if before is not None:
            yield float(np.dot(before, now) / draws)
        before = now


def shared(source: str, sizes: tuple[int, int, int, int, int]) -> int:
    """Draws that share their word with another one, in a grid of seeds, histories, months, streams and subjects.

    Words of 64 bits fall together by chance in a grid of N draws with probability N^2 / 2^65: never, in a proof.
    """
    seeds, histories, months, streams, subjects = sizes
    grid = np.empty((seeds, histories, months, streams, subjects), np.uint64)
    for place in np.ndindex(grid.shape[:-1]):
        start: Numbers = np.array(START)
        start[:4] += place
        grid[place] = draw_fields(source, start, FIELDS.index("subject"), subjects)
    words = np.sort(grid.ravel())
    return int((words[1:] == words[:-1]).sum())
