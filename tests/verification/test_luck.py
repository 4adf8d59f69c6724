"""The streams of the proof of luck are those of the engine, and its tests refuse what is bad."""

from __future__ import annotations

import numpy as np
import pytest

from selectorate import draws
from verification import dieharder
from verification.avalanche import avalanche
from verification.evenness import TESTS, cross_correlation, shared, two_sided, uniforms
from verification.normals import normals
from verification.philox import philox
from verification.proof import Checks
from verification.streams import ORDERS, START, draw_words, used_bits


@pytest.mark.parametrize("counter", [(0, 0, 0, 0), (5, 6, 7, 8), (2**64 - 2, 1, 2**63, 3)])
def test_philox_is_that_of_numpy(counter: tuple[int, ...]) -> None:
    key = np.array([2**64 - 1, 12345], np.uint64)
    start = np.array(counter, np.uint64)
    # numpy moves its counter on before it gives the first block.
    own = philox(np.uint64(counter[0] + 1), *start[1:], *key)
    assert int(own) == int(np.random.Philox(counter=start, key=key).random_raw())


def mix(state: np.uint64, field: int) -> np.uint64:
    return np.uint64(draws.mix(state, field))


def stream_key(year: int, month: int, stream: int) -> np.uint64:
    key = np.uint64(draws.year_key(np.uint64(START[0]), 0, year))
    return np.uint64(draws.stream_key(key, month, stream))


def test_words_are_those_of_the_engine() -> None:
    words = draw_words("keyed", "subjects", 200)
    first, second = (stream_key(1922, 0, stream) for stream in (1, 2))
    assert words[3] == mix(first, 1004)
    assert words[90] == mix(second, 1001)
    assert uniforms(words[:1])[0] == draws.draw(first, 1001)
    pairs = draw_words("keyed", "pairs", 41)
    assert pairs[1] == mix(mix(first, 11), 3 * 65536 + 1)
    assert pairs[40] == mix(mix(first, 12), 3 * 65536)


def test_month_nine_lies_in_the_next_calendar_year() -> None:
    words = draw_words("keyed", "months", 10)
    for month, year in ((8, 1922), (9, 1923)):
        assert words[month] == mix(stream_key(year, month, 1), 1001)


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_can_be_taken_up_anywhere_and_never_comes_back(order: str) -> None:
    words = draw_words("keyed", order, 30_000)
    assert (draw_words("keyed", order, 100, first=12_345) == words[12_345:12_445]).all()
    assert np.unique(words).size == words.size


def test_used_bits_are_the_upper_52_without_gaps() -> None:
    words = draw_words("keyed", "subjects", 32)
    due = sum((int(word) >> 12) << (52 * k) for k, word in enumerate(words))
    assert sum(int(word) << (64 * k) for k, word in enumerate(used_bits(words))) == due


@pytest.mark.parametrize("test", TESTS)
def test_the_tests_accept_our_own_words_and_refuse_a_bad_chain(test: str) -> None:
    assert TESTS[test](draw_words("keyed", "histories", 1 << 16)) > 1e-4
    assert TESTS[test](draw_words("weyl", "subjects", 1 << 16)) < 1e-3


def test_correlation_of_adjacent_seeds_is_seen_where_it_is() -> None:
    assert cross_correlation("keyed", "seed", 20, 1024)[0] > 1e-4
    assert cross_correlation("weyl", "seed", 20, 1024)[0] < 1e-9


def test_shared_words_are_seen() -> None:
    assert shared("keyed", (3, 3, 3, 3, 10)) == 0
    assert shared("summed", (3, 3, 3, 3, 10)) > 0


def test_avalanche_of_our_own_and_of_a_bad_chain() -> None:
    own, bad = avalanche("keyed", 256, 5), avalanche("weyl", 256, 5)
    assert own.p_all > 1e-4
    assert own.p_worst > 1e-4
    assert bad.p_all < 1e-9
    assert bad.worst == 0.5


def test_normal_draws_are_accurate_and_normal() -> None:
    checks = Checks()
    normals(draw_words("keyed", "subjects", 1 << 14), checks)
    assert checks.failed() == []


def test_a_chi_square_can_be_too_small() -> None:
    assert two_sided(0.0, 100) < 1e-9
    assert two_sided(100.0, 100) > 0.5
    assert two_sided(300.0, 100) < 1e-9


def test_reports_are_read() -> None:
    report = "#===#\n test_name |ntup|\n  sts_runs|   2|  100000|  100|0.00012345|   WEAK   \n"
    assert dieharder.read(report) == [dieharder.Verdict("sts_runs", 2, 100_000, 100, 0.00012345, "WEAK")]
