"""exp, log, logistic and normal of our own: how exact they are, where they end, that they never turn back."""

from __future__ import annotations

import itertools
import math
import random
from decimal import Decimal, localcontext
from statistics import NormalDist

import numpy as np
import pytest

from selectorate import draws
from selectorate.testing import plain

PLAIN = plain("draws")
DICE = random.Random(20)


def ulps(value: float, true: Decimal) -> float:
    """How far a number lies from the true one, in units of the true one's last place."""
    return abs(float((Decimal(value) - true) / Decimal(math.ulp(float(true)))))


def true_exp(x: float) -> Decimal:
    with localcontext() as context:
        context.prec = 50
        return Decimal(x).exp()


def true_log(x: float) -> Decimal:
    with localcontext() as context:
        context.prec = 50
        return Decimal(x).ln()


EXPONENTS = [
    *(DICE.uniform(-708, 709) for _ in range(3000)),
    *(DICE.uniform(-1, 1) for _ in range(1000)),
    *(k * math.log(2) / 2 * (1 + d) for k in range(-2040, 2040, 9) for d in (-2e-16, 0.0, 2e-16)),
    *(-708.0, 709.0, 0.0, -0.0, 1.0, -1.0, 1e-300, 1e-17, -1e-17, 5e-324, 0.34657359, -0.34657359),
]

POSITIVES = [
    *(DICE.uniform(0, 2) for _ in range(1500)),
    *(math.ldexp(DICE.uniform(0.5, 1), DICE.randrange(-1073, 1025)) for _ in range(3000)),
    *(1 + s * 10.0**-k for k in range(1, 16) for s in (-1, 1)),
    *(math.sqrt(0.5), math.sqrt(2), 1.0, 2.0, 0.5, 5e-324, 2.3e-308, 1.7976931348623157e308, 2.0**-53),
]


def test_exp_within_two_ulps() -> None:
    assert max(ulps(PLAIN.exp(x), true_exp(x)) for x in EXPONENTS) < 2.0


def test_log_within_two_ulps() -> None:
    assert PLAIN.log(1.0) == 0.0
    assert max(ulps(PLAIN.log(x), true_log(x)) for x in POSITIVES if x != 1.0) < 2.0


def test_exp_ends_where_it_says() -> None:
    assert PLAIN.exp(-708.1) == PLAIN.exp(-1e308) == PLAIN.exp(-math.inf) == 0.0
    assert PLAIN.exp(-708.0) > 0.0
    assert PLAIN.exp(709.1) == PLAIN.exp(1e308) == PLAIN.exp(math.inf) == PLAIN.exp(709.0) < math.inf
    assert PLAIN.exp(0.0) == PLAIN.exp(-0.0) == 1.0


def test_they_never_turn_back() -> None:
    """Strictly on a grid, and across every boundary of the reduction, where two formulas meet."""
    for k in range(-1020, 1022):
        near = (k + 0.5) * math.log(2)
        steps = [PLAIN.exp(near * (1 + d * 1e-14)) for d in (range(-4, 5) if near > 0 else range(4, -5, -1))]
        assert steps == sorted(steps)
    grid = np.linspace(-707, 708, 20001).tolist()
    risen = [PLAIN.exp(x) for x in grid]
    assert all(a < b for a, b in itertools.pairwise(risen))
    sorted_positives = sorted(set(POSITIVES))
    logs = [PLAIN.log(x) for x in sorted_positives]
    assert logs == sorted(logs)
    for scale in (0.25, 1.0, 2.0):
        edge = math.sqrt(0.5) * scale
        logs = [PLAIN.log(edge * (1 + d * 1e-14)) for d in range(-9, 10)]
        assert logs == sorted(logs)


def test_exp_and_log_undo_each_other() -> None:
    for x in np.linspace(-700, 700, 1401).tolist():
        assert PLAIN.log(PLAIN.exp(x)) == pytest.approx(x, rel=4e-16, abs=4e-16)


def test_logistic() -> None:
    assert PLAIN.logistic(0.0) == 0.5
    assert PLAIN.logistic(math.log(3)) == pytest.approx(0.75, rel=4e-16)
    assert PLAIN.logistic(-800.0) >= 0.0
    assert PLAIN.logistic(800.0) == 1.0
    values = [PLAIN.logistic(x) for x in np.linspace(-40, 30, 5001).tolist()]
    assert all(a < b for a, b in itertools.pairwise(values))
    for x in np.linspace(-30, 30, 997).tolist():
        assert PLAIN.logistic(x) + PLAIN.logistic(-x) == pytest.approx(1.0, abs=4e-16)
        assert PLAIN.logistic(x) == pytest.approx(1 / (1 + math.exp(-x)), rel=8e-16)


def key_of(share: float) -> np.uint64:
    """The key whose uniform draw is nearest to a share."""
    return np.uint64(min(max(int(share * 2**52), 0), 2**52 - 1) << 12)


SHARES = [
    *np.linspace(0.0, 1.0, 2001).tolist(),
    *(2.0**-k for k in range(1, 54)),
    *(1 - 2.0**-k for k in range(1, 54)),
    *(0.075, 0.925, 0.5, math.exp(-25), 1 - math.exp(-25)),
]


def test_normal_is_the_inverse_of_the_distribution() -> None:
    """Its value z gives the share back: Phi(z) = erfc(-z/sqrt 2)/2, to a few parts in 10^16 of z."""
    for share in SHARES:
        key = key_of(share)
        u, z = PLAIN.uniform(key), PLAIN.normal(key)
        tail, side = (u, -z) if u < 0.5 else (1.0 - u, z)
        density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        assert abs(math.erfc(side / math.sqrt(2)) / 2 - tail) / density < 2e-15 * max(1.0, abs(z))
        assert z == pytest.approx(NormalDist().inv_cdf(u), rel=1e-13, abs=1e-15)


def test_normal_is_odd_and_rises() -> None:
    for share in SHARES:
        key = key_of(share)
        assert PLAIN.normal(~key) == -PLAIN.normal(key)
    values = [PLAIN.normal(np.uint64(k << 12)) for k in range(0, 2**52, 2**52 // 5003)]
    assert all(a < b for a, b in itertools.pairwise(values))
    assert 8.2 < PLAIN.normal(np.uint64(2**64 - 1)) == -PLAIN.normal(np.uint64(0)) < 8.3


def test_normal_has_the_moments_of_a_normal() -> None:
    drawn = np.array([PLAIN.normal(PLAIN.mix(np.uint64(5), k)) for k in range(10000)])
    for power, moment, spread in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)):
        assert abs((drawn**power).mean() - moment) < 4 * (spread / 10000) ** 0.5


def test_compiled_and_plain_have_the_same_bits() -> None:
    keys = [int(PLAIN.mix(np.uint64(3), k)) for k in range(4000)] + [0, 2**64 - 1, 2**63] + [2**k for k in range(64)]
    for key in map(np.uint64, keys):
        assert draws.normal(key) == PLAIN.normal(key)
    for x in EXPONENTS:
        assert draws.exp(x) == PLAIN.exp(x)
        assert draws.logistic(x) == PLAIN.logistic(x)
    for x in POSITIVES:
        assert draws.log(x) == PLAIN.log(x)
