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

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.compiling import shared
from selectorate.draws import GOLDEN, mix, stream_key, year_key
from verification.philox import philox

FIELDS = ("seed", "history", "month", "stream", "subject", "object")
SEED, HISTORY, MONTH, STREAM, SUBJECT, OBJECT = range(len(FIELDS))
FIRST_YEAR, FIRST_MONTH = 1922, 3
"""Month 0 is April 1922, so month t lies in year 1922 + (t + 3) // 12."""

Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]


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


@shared
def keyed(seed: int, history: int, month: int, stream: int, subject: int, object_: int, pair: bool) -> np.uint64:
    """The engine's word."""
    year = FIRST_YEAR + (month + FIRST_MONTH) // 12
    word = mix(stream_key(year_key(np.uint64(seed), history, year), month, stream), subject)
    return mix(word, object_) if pair else word


@shared
def weyl(seed: int, history: int, month: int, stream: int, subject: int, object_: int, pair: bool) -> np.uint64:
    """The chain without its finaliser."""
    steps = history + month + stream + subject + (object_ if pair else 0)
    return np.uint64(seed) + np.uint64(steps) * GOLDEN


@shared
def summed(seed: int, history: int, month: int, stream: int, subject: int, object_: int, pair: bool) -> np.uint64:
    """All fields hashed once."""
    return mix(np.uint64(seed + history + month + stream + (object_ if pair else 0)), subject)


@shared
def philox_word(seed: int, history: int, month: int, stream: int, subject: int, object_: int, pair: bool) -> np.uint64:
    """Philox's word."""
    first, second = np.uint64(month), np.uint64(stream)
    return philox(first, second, np.uint64(subject), np.uint64(object_), np.uint64(seed), np.uint64(history))


def _filler(word: Callable[..., np.uint64]) -> Callable[..., None]:
    """The compiled function that lays out a source's words in an order."""

    @shared
    def run(fields: Numbers, field: int, step: int, pair: bool, words: Words) -> None:
        """Words under fields of which one moves on by a step from word to word."""
        s, h, m, t, x, y = fields
        moves = np.zeros(6, np.int64)
        moves[field] = step
        ds, dh, dm, dt, dx, dy = moves
        for k in range(words.size):
            words[k] = word(s, h, m, t, x, y, pair)
            s, h, m, t, x, y = s + ds, h + dh, m + dm, t + dt, x + dx, y + dy

    @shared
    def fill(digits: Numbers, start: Numbers, pair: bool, first: int, words: Words) -> None:
        """Words ``first``, ``first + 1`` ... of an order, run by run of its fastest digit."""
        k = 0
        while k < words.size:
            fields = start.copy()
            number = first + k
            for d in range(digits.shape[0]):
                fields[digits[d, 0]] += number % digits[d, 1] * digits[d, 2]
                number //= digits[d, 1]
            length = min(words.size - k, digits[0, 1] - (first + k) % digits[0, 1])
            run(fields, digits[0, 0], digits[0, 2], pair, words[k : k + length])
            k += length

    return fill


SOURCES = {"keyed": _filler(keyed), "philox": _filler(philox_word), "weyl": _filler(weyl), "summed": _filler(summed)}


@shared
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
    SOURCES[source](np.array(rule.digits), np.array(rule.start), rule.pair, first, words)
    return words


def used_bits(words: Words) -> Words:
    """The 52 bits that a uniform draw uses of each word, packed; ``words`` is a multiple of 16 long."""
    packed = np.empty(words.size // 16 * 13, np.uint64)
    pack(words, packed)
    return packed


def draw_fields(source: str, start: Numbers, field: int, count: int, *, pair: bool = False) -> Words:
    """So many words of which one field runs from where it starts, and the others stay."""
    words = np.empty(count, np.uint64)
    SOURCES[source](np.array([[field, count, 1]]), start, pair, 0, words)
    return words
