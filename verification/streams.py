"""The streams of luck in the orders in which they are used, as raw words for a battery of tests.

A draw has six fields: seed, history, month, stream, subject, object. An *order* says which field runs fastest, which
next, and how far each runs before the next one moves; the fields' values are those of a scenario of the size of
`ussr-1922`. The orders are those in which somebody could meet a pattern: the subjects of one loop, the months of one
head, the histories of one ensemble, two runs with adjacent seeds.

Four sources give a word for the six fields:

    keyed    the engine's own: `selectorate.draws`, one mix a field
    philox   Philox 4x64-10 with (seed, history) as its key and the other four fields as its counter
    weyl     the engine's chain with its finaliser left out: a bad one, so that a battery shows that it can fail
    summed   all fields added up and hashed once: a bad one, in which adjacent seeds, histories and months share luck
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from selectorate.draws import GOLDEN, mix, stream_key, year_key
from verification.philox import philox

SOURCES = ("keyed", "philox", "weyl", "summed")
KEYED, PHILOX, WEYL, SUMMED = range(len(SOURCES))
FIELDS = ("seed", "history", "month", "stream", "subject", "object")
SEED, HISTORY, MONTH, STREAM, SUBJECT, OBJECT = range(len(FIELDS))
FIRST_YEAR, FIRST_MONTH = 1922, 3
"""Month 0 is April 1922, so month t lies in year 1922 + (t + 3) // 12."""

Words = NDArray[np.uint64]


class Order(NamedTuple):
    """Digits of a draw's number, fastest first: the field each one moves, how far it runs and by what step."""

    digits: tuple[tuple[int, int, int], ...]
    start: tuple[int, int, int, int, int, int]
    pair: bool
    meaning: str


NO_END = 1 << 40
UNITS, MONTHS, STREAMS, ENSEMBLE, CONTENDERS, SEATS = 90, 105, 18, 100_000, 7, 40
START = (7, 0, 0, 1, 1001, 0)

ORDERS = {
    "subjects": Order(
        ((SUBJECT, UNITS, 1), (STREAM, STREAMS, 1), (MONTH, MONTHS, 1), (HISTORY, NO_END, 1)),
        START, False, "consecutive subjects of one stream, then streams, months, histories: as a history draws",
    ),
    "months": Order(
        ((MONTH, MONTHS, 1), (SUBJECT, UNITS, 1), (STREAM, STREAMS, 1), (HISTORY, NO_END, 1)),
        START, False, "consecutive months of one subject",
    ),
    "years": Order(
        ((MONTH, 9, 12), (MONTH, 12, 1), (SUBJECT, UNITS, 1), (STREAM, STREAMS, 1), (HISTORY, NO_END, 1)),
        START, False, "the same month of consecutive years",
    ),
    "histories": Order(
        ((HISTORY, ENSEMBLE, 1), (SUBJECT, UNITS, 1), (MONTH, MONTHS, 1), (STREAM, STREAMS, 1), (SEED, NO_END, 1)),
        START, False, "consecutive histories of one ensemble",
    ),
    "seeds": Order(
        ((SEED, ENSEMBLE, 1), (SUBJECT, UNITS, 1), (MONTH, MONTHS, 1), (STREAM, STREAMS, 1), (HISTORY, NO_END, 1)),
        START, False, "adjacent seeds",
    ),
    "pairs": Order(
        ((OBJECT, SEATS, 1), (SUBJECT, CONTENDERS, 1), (STREAM, STREAMS, 1), (MONTH, MONTHS, 1), (HISTORY, NO_END, 1)),
        (7, 0, 0, 1, 11, 3 * 65536), True, "consecutive objects of one subject, then subjects",
    ),
}  # fmt: skip


@numba.njit(cache=True, nogil=True)
def keyed(f: NDArray[np.int64], pair: bool) -> np.uint64:
    """The engine's word."""
    year = FIRST_YEAR + (f[MONTH] + FIRST_MONTH) // 12
    word = mix(stream_key(year_key(np.uint64(f[SEED]), f[HISTORY], year), f[MONTH], f[STREAM]), f[SUBJECT])
    return mix(word, f[OBJECT]) if pair else word


@numba.njit(cache=True, nogil=True)
def weyl(f: NDArray[np.int64], pair: bool) -> np.uint64:
    """The chain without its finaliser."""
    word = np.uint64(f[SEED])
    for field in range(HISTORY, OBJECT + 1 if pair else OBJECT):
        word += np.uint64(f[field] + 1) * GOLDEN
    return word


@numba.njit(cache=True, nogil=True)
def summed(f: NDArray[np.int64], pair: bool) -> np.uint64:
    """All fields hashed once."""
    return mix(np.uint64(f[SEED] + f[HISTORY] + f[MONTH] + f[STREAM] + (f[OBJECT] if pair else 0)), f[SUBJECT])


@numba.njit(cache=True, nogil=True)
def word_of(source: int, f: NDArray[np.int64], pair: bool) -> np.uint64:
    """The word of a source under six fields."""
    if source == KEYED:
        return keyed(f, pair)
    if source == PHILOX:
        counter = np.uint64(f[MONTH]), np.uint64(f[STREAM]), np.uint64(f[SUBJECT]), np.uint64(f[OBJECT])
        return philox(counter[0], counter[1], counter[2], counter[3], np.uint64(f[SEED]), np.uint64(f[HISTORY]))
    if source == WEYL:
        return weyl(f, pair)
    return summed(f, pair)


@numba.njit(cache=True, nogil=True)
def fill(
    source: int, digits: NDArray[np.int64], start: NDArray[np.int64], pair: bool, first: int, words: Words
) -> None:
    """Words ``first``, ``first + 1`` ... of an order."""
    fields = start.copy()
    for k in range(words.size):
        fields[:] = start
        number = first + k
        for d in range(digits.shape[0]):
            fields[digits[d, 0]] += number % digits[d, 1] * digits[d, 2]
            number //= digits[d, 1]
        words[k] = word_of(source, fields, pair)


@numba.njit(cache=True, nogil=True)
def pack(words: Words, packed: Words) -> None:
    """The upper 52 bits of each word, which are all that a draw uses, without gaps: 16 words make 13."""
    held, bits, at = np.uint64(0), np.uint64(0), 0
    for k in range(words.size):
        used = words[k] >> np.uint64(12)
        held |= used << bits
        room = np.uint64(64) - bits
        if room <= np.uint64(52):
            packed[at] = held
            at += 1
            held = used >> room if room < np.uint64(64) else np.uint64(0)
            bits = np.uint64(52) - room
        else:
            bits += np.uint64(52)


def draw_words(source: str, order: str, count: int, *, first: int = 0) -> Words:
    """So many words of a source in an order, from number ``first`` on."""
    rule = ORDERS[order]
    words = np.empty(count, np.uint64)
    fill(SOURCES.index(source), np.array(rule.digits), np.array(rule.start), rule.pair, first, words)
    return words


def used_bits(words: Words) -> Words:
    """The 52 bits that a uniform draw uses of each word, packed; ``words`` is a multiple of 16 long."""
    packed = np.empty(words.size // 16 * 13, np.uint64)
    pack(words, packed)
    return packed
