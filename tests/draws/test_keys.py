"""Luck keys: the outputs of SplitMix64, one mix for each field of a key, and numbers strictly between 0 and 1."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selectorate import draws
from selectorate.testing import plain
from selectorate.testing.ledger import streams

PLAIN = plain("draws")
WORD = st.integers(0, 2**64 - 1)
FIELD = st.integers(0, 2**31)

REFERENCE = {
    1234567: [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
    0: [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC],
}
"""The first outputs of SplitMix64 from two seeds, as published with the generator and its ports."""


def splitmix(state: int, field: int) -> int:
    """The generator of Steele, Lea and Flood in whole numbers of any size, written from their paper."""
    z = (state + (field + 1) * 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


@pytest.mark.parametrize("kernel", [draws, PLAIN], ids=["compiled", "plain"])
@pytest.mark.parametrize("seed", REFERENCE)
def test_mix_gives_the_published_outputs(kernel: object, seed: int) -> None:
    assert [int(kernel.mix(np.uint64(seed), field)) for field in range(len(REFERENCE[seed]))] == REFERENCE[seed]


@given(state=WORD, field=FIELD)
def test_mix_is_splitmix(state: int, field: int) -> None:
    assert int(PLAIN.mix(np.uint64(state), field)) == int(draws.mix(np.uint64(state), field)) == splitmix(state, field)


@given(seed=WORD, history=FIELD, year=st.integers(1, 4000), month=st.integers(0, 600), subject=FIELD, other=FIELD)
def test_one_mix_a_field(seed: int, history: int, year: int, month: int, subject: int, other: int) -> None:
    of_year = splitmix(splitmix(splitmix(seed, 63), history), year)
    assert int(PLAIN.year_key(np.uint64(seed), history, year)) == of_year
    of_stream = splitmix(splitmix(of_year, month), draws.TURNOVER)
    stream = PLAIN.stream_key(np.uint64(of_year), month, draws.TURNOVER)
    assert int(stream) == of_stream
    drawn = splitmix(of_stream, subject)
    assert PLAIN.draw(stream, subject) == cell(drawn)
    assert PLAIN.draw_pair(stream, subject, other) == cell(splitmix(drawn, other))


def cell(key: int) -> float:
    """The middle of the cell of [0, 1) that the upper 52 bits of a key name; exact in binary."""
    middle = Fraction(2 * (key >> 12) + 1, 2**53)
    assert Fraction(float(middle)) == middle
    return float(middle)


@given(key=WORD)
def test_uniform_is_the_middle_of_its_cell(key: int) -> None:
    assert PLAIN.uniform(np.uint64(key)) == draws.uniform(np.uint64(key)) == cell(key)


@pytest.mark.parametrize("key", [0, 4095, 2**63, 2**64 - 4096, 2**64 - 1])
def test_uniform_lies_strictly_between_0_and_1(key: int) -> None:
    assert 0.0 < draws.uniform(np.uint64(key)) < 1.0
    assert draws.uniform(np.uint64(0)) == 2.0**-53
    assert draws.uniform(np.uint64(2**64 - 1)) == 1.0 - 2.0**-53


@given(state=WORD, field=FIELD)
def test_a_step_made_before_is_the_same_step(state: int, field: int) -> None:
    step = np.uint64((field + 1) * int(draws.GOLDEN) % 2**64)
    assert PLAIN.mix_step(np.uint64(state), step) == PLAIN.mix(np.uint64(state), field)


CHANCES = (
    st.floats(0, 1) | st.integers(0, 2**52).map(lambda cells: cells / 2**52) | st.sampled_from([2.0**-54, 1 - 2.0**-53])
)


@given(key=WORD, chance=CHANCES)
def test_cells_below_a_chance_are_those_whose_draw_is(key: int, chance: float) -> None:
    edge = PLAIN.cells_below(chance)
    for one in (key, max(0, edge - 1) << 12, min(edge, 2**52 - 1) << 12):
        assert (PLAIN.cell(np.uint64(one)) < edge) == (PLAIN.uniform(np.uint64(one)) < chance)


def test_every_stream_has_a_number_of_its_own() -> None:
    numbers = streams()
    assert Counter(numbers.values()).most_common(1)[0][1] == 1
    assert set(numbers.values()) <= set(range(1, 64))
    assert {"TURNOVER", "VOTE", "YEARS"} <= set(numbers)


FOR_GOOD = {
    "HAPPENING": 1,
    "TURNOVER": 2,
    "PARTISAN": 3,
    "FORMAL": 4,
    "CAREERISM": 5,
    "MISJUDGEMENT": 6,
    "INITIATIVE": 7,
    "FIGHT": 8,
    "CONTAGION": 9,
    "MOTION": 10,
    "FORECAST": 11,
    "VOTE": 12,
    "DELEGATE_VOTE": 13,
    "RETENTION": 14,
    "CHOICE": 15,
    "PICK": 16,
    "DISMISSAL": 17,
    "RECANT": 18,
    "HAZARD": 19,
    "TIE": 20,
    "YEARS": 63,
}


def test_a_number_once_given_stays() -> None:
    """A history written down under today's numbers must be lived again under tomorrow's."""
    assert FOR_GOOD.items() <= streams().items()


def test_one_bit_of_a_key_moves_half_of_the_draws_bits() -> None:
    """Each of the 64 bits of a state, and each of 20 of a field, flips 32 of 64 bits on average (s.d. of a mean 0.28)."""
    states = [splitmix(99, k) for k in range(200)]
    for bit in range(64):
        flips = [(splitmix(s, 5) ^ int(PLAIN.mix(np.uint64(s ^ 1 << bit), 5))).bit_count() for s in states]
        assert abs(sum(flips) / 200 - 32) < 1.4
    for bit in range(20):
        flips = [(splitmix(s, 0) ^ int(PLAIN.mix(np.uint64(s), 1 << bit))).bit_count() for s in states]
        assert abs(sum(flips) / 200 - 32) < 1.4


def test_neighbours_draw_apart() -> None:
    """Draws of consecutive subjects, months, histories and seeds: mean 1/2, variance 1/12, no correlation."""
    key = np.uint64(splitmix(1, 1))
    subjects = [PLAIN.draw(PLAIN.stream_key(key, 3, draws.VOTE), s) for s in range(4000)]
    months = [PLAIN.draw(PLAIN.stream_key(key, t, draws.VOTE), 3) for t in range(4000)]
    histories = [PLAIN.draw(PLAIN.stream_key(PLAIN.year_key(np.uint64(7), k, 1922), 0, 2), 3) for k in range(4000)]
    seeds = [PLAIN.draw(PLAIN.stream_key(PLAIN.year_key(np.uint64(s), 0, 1922), 0, 2), 3) for s in range(4000)]
    for drawn in map(np.array, (subjects, months, histories, seeds)):
        assert abs(drawn.mean() - 0.5) < 4 * (1 / 12 / 4000) ** 0.5
        assert abs(drawn.var() - 1 / 12) < 4 * (1 / 180 / 4000) ** 0.5
        assert abs(np.corrcoef(drawn[1:], drawn[:-1])[0, 1]) < 4 / 4000**0.5
    together = np.corrcoef([subjects, months, histories, seeds])
    assert np.abs(together - np.eye(4)).max() < 4 / 4000**0.5
