"""Philox 4x64-10, the keyed generator of Salmon, Moraes, Dror and Shaw (2011), compiled, to stand beside our own.

numpy has it too, but makes an object for each key, which is too slow to compare thousands of millions of draws; the
tests hold this one against numpy's to the bit.
"""

from __future__ import annotations

import numpy as np

from selectorate.compiling import shared

LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
FIRST = np.uint64(0xD2E7470EE14C6C93)
SECOND = np.uint64(0xCA5A826395121157)
FIRST_STEP = np.uint64(0x9E3779B97F4A7C15)
SECOND_STEP = np.uint64(0xBB67AE8584CAA73B)
ROUNDS = 10


@shared
def high(a: np.uint64, b: np.uint64) -> np.uint64:
    """The upper 64 bits of a product of 128."""
    low_a, high_a, low_b, high_b = a & LOW, a >> HALF, b & LOW, b >> HALF
    low = low_a * low_b
    middle = high_a * low_b + (low >> HALF)
    other = low_a * high_b + (middle & LOW)
    return high_a * high_b + (middle >> HALF) + (other >> HALF)


@shared
def philox(c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64) -> np.uint64:
    """The first of the four words under counter ``c`` and key ``k``."""
    for _ in range(ROUNDS):
        high_0, low_0 = high(FIRST, c0), FIRST * c0
        high_2, low_2 = high(SECOND, c2), SECOND * c2
        c0, c1, c2, c3 = high_2 ^ c1 ^ k0, low_2, high_0 ^ c3 ^ k1, low_0
        k0 += FIRST_STEP
        k1 += SECOND_STEP
    return c0
