"""Keyed luck: every draw is a hash of what it is for, so no draw can move another.

A history's luck is one 64-bit key a calendar year. A uniform draw is ::

    mix(mix(mix(mix(key of the year, month), stream), subject) [, object])

one mix per key field. ``mix(h, f)`` is the f-th output of the SplitMix64 sequence that starts at ``h`` (Steele, Lea
and Flood 2014, with the finaliser ``mix13`` of Stafford), so the draws of consecutive subjects are consecutive outputs
of a tested generator, and each level of the key re-seeds the next. `verification.luck` holds the evidence.

``exp`` and ``log`` differ in the last bit between processors, so those on the way to a decision are our own: plus,
minus, times, divide, square root and a table, each of which IEEE 754 defines to the bit.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from selectorate.compiling import shared

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
ONE, TWELVE, S27, S30, S31 = (np.uint64(n) for n in (1, 12, 27, 30, 31))

# Streams: one number for each kind of decision. A number is never given to another kind of decision, and never
# reused when its mechanism is dropped; otherwise two decisions would share their luck.
HAPPENING = 1
TURNOVER = 2
PARTISAN = 3
FORMAL = 4
CAREERISM = 5
MISJUDGEMENT = 6
INITIATIVE = 7
FIGHT = 8
CONTAGION = 9
MOTION = 10
FORECAST = 11
VOTE = 12
DELEGATE_VOTE = 13
RETENTION = 14
CHOICE = 15
PICK = 16
DISMISSAL = 17
RECANT = 18
HAZARD = 19
TIE = 20
WEATHER = 21
DEFECTION = 22
DOUBT = 23
AFFINITY = 24
FORCE = 25
DIVISION = 26
RENEWAL = 27
GUESS = 28
LAPSE = 29
LOT = 30
PROTECTION = 31
PARAMETERS = 62
"""The stream that says with which of many sets of parameters a history is lived."""
YEARS = 63
"""The stream of the yearly keys themselves."""


@shared
def mix(state: np.uint64, field: int) -> np.uint64:
    """The ``field``-th output of the SplitMix64 sequence that starts at ``state``."""
    return mix_step(state, (np.uint64(field) + ONE) * GOLDEN)


@shared
def mix_step(state: np.uint64, step: np.uint64) -> np.uint64:
    """`mix` of a field that was multiplied out before: its step is (field + 1) times `GOLDEN`."""
    z = state + step
    z = (z ^ (z >> S30)) * FIRST
    z = (z ^ (z >> S27)) * SECOND
    return z ^ (z >> S31)


@shared
def year_key(seed: np.uint64, history: int, year: int) -> np.uint64:
    """The key of one calendar year of one history."""
    return mix(mix(mix(seed, YEARS), history), year)


@shared
def parameters_of(seed: np.uint64, history: int, count: int) -> int:
    """With which of so many sets of parameters one history is lived."""
    return int(draw(mix(seed, PARAMETERS), history) * count)


@shared
def stream_key(year: np.uint64, month: int, stream: int) -> np.uint64:
    """The key under which all draws of one stream in one month lie; taken once, outside the loop."""
    return mix(mix(year, month), stream)


@shared
def uniform(key: np.uint64) -> float:
    """A key as a number strictly between 0 and 1: 52 bits, at the middle of its cell."""
    return (float(cell(key)) + 0.5) * 2.220446049250313e-16


@shared
def cell(key: np.uint64) -> int:
    """The cell of a key's uniform number among 2^52."""
    return int(np.int64(key >> TWELVE))


@shared
def cells_below(chance: float) -> int:
    """How many cells lie below ``chance``: the cell of a key is among them exactly where its `uniform` is below."""
    return math.ceil(chance * 4503599627370496.0 - 0.5)


@shared
def draw(stream: np.uint64, subject: int) -> float:
    """The uniform draw of one subject."""
    return uniform(mix(stream, subject))


@shared
def draw_pair(stream: np.uint64, subject: int, object_: int) -> float:
    """The uniform draw of one subject about one object."""
    return uniform(mix(mix(stream, subject), object_))


POWERS: NDArray[np.float64] = np.ldexp(1.0, np.arange(-1022, 1024))
"""Powers of two from 2^-1022 to 2^1023."""

LN2_HIGH = 0.693147180369123816490
LN2_LOW = 1.90821492927058770002e-10
"""ln 2 in two parts: n times the first is exact for every n that occurs."""


@shared
def exp(x: float) -> float:
    """e^x within two units in the last place, the same on every processor; 0 below -708, e^709 above 709."""
    if x < -708.0:
        return 0.0
    x = min(x, 709.0)
    n = math.floor(x * 1.4426950408889634 + 0.5)
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    # Taylor's series to r^13, in pairs that do not wait for each other (Estrin 1960); the largest terms come last.
    r2 = r * r
    r4 = r2 * r2
    low = (0.5 + r * (1.0 / 6.0)) + r2 * (1.0 / 24.0 + r * (1.0 / 120.0))
    middle = (1.0 / 720.0 + r * (1.0 / 5040.0)) + r2 * (1.0 / 40320.0 + r * (1.0 / 362880.0))
    high = (1.0 / 3628800.0 + r * (1.0 / 39916800.0)) + r2 * (1.0 / 479001600.0 + r * (1.0 / 6227020800.0))
    p = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)))
    return p * POWERS[int(n) + 1022]


@shared
def log(x: float) -> float:
    """ln x for x > 0 within two units in the last place, the same on every processor."""
    m, n = math.frexp(x)
    if m < 0.7071067811865476:
        m = m * 2.0
        n = n - 1
    s = (m - 1.0) / (m + 1.0)
    z = s * s
    p = 1.0 / 23.0
    p = p * z + 1.0 / 21.0
    p = p * z + 1.0 / 19.0
    p = p * z + 1.0 / 17.0
    p = p * z + 1.0 / 15.0
    p = p * z + 1.0 / 13.0
    p = p * z + 1.0 / 11.0
    p = p * z + 1.0 / 9.0
    p = p * z + 1.0 / 7.0
    p = p * z + 1.0 / 5.0
    p = p * z + 1.0 / 3.0
    return n * LN2_HIGH + (n * LN2_LOW + (2.0 * s + 2.0 * s * z * p))


@shared
def logistic(x: float) -> float:
    """1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


@shared
def normal(key: np.uint64) -> float:
    """A key as a standard normal number: the inverse distribution function at `uniform`.

    Rational approximations of Wichura (1988), algorithm AS 241 (PPND16), to about 1 part in 10^16.
    """
    q = uniform(key) - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _centre_above(r) / _centre_below(r)
    r = math.sqrt(-log(0.5 - abs(q)))
    if r <= 5.0:
        z = _tail_above(r - 1.6) / _tail_below(r - 1.6)
    else:
        z = _far_above(r - 5.0) / _far_below(r - 5.0)
    return z if q > 0.0 else -z


@shared
def _centre_above(r: float) -> float:
    p = 2.5090809287301226727e3
    p = p * r + 3.3430575583588128105e4
    p = p * r + 6.7265770927008700853e4
    p = p * r + 4.5921953931549871457e4
    p = p * r + 1.3731693765509461125e4
    p = p * r + 1.9715909503065514427e3
    p = p * r + 1.3314166789178437745e2
    return p * r + 3.3871328727963666080e0


@shared
def _centre_below(r: float) -> float:
    p = 5.2264952788528545610e3
    p = p * r + 2.8729085735721942674e4
    p = p * r + 3.9307895800092710610e4
    p = p * r + 2.1213794301586595867e4
    p = p * r + 5.3941960214247511077e3
    p = p * r + 6.8718700749205790830e2
    p = p * r + 4.2313330701600911252e1
    return p * r + 1.0


@shared
def _tail_above(r: float) -> float:
    p = 7.74545014278341407640e-4
    p = p * r + 2.27238449892691845833e-2
    p = p * r + 2.41780725177450611770e-1
    p = p * r + 1.27045825245236838258e0
    p = p * r + 3.64784832476320460504e0
    p = p * r + 5.76949722146069140550e0
    p = p * r + 4.63033784615654529590e0
    return p * r + 1.42343711074968357734e0


@shared
def _tail_below(r: float) -> float:
    p = 1.05075007164441684324e-9
    p = p * r + 5.47593808499534494600e-4
    p = p * r + 1.51986665636164571966e-2
    p = p * r + 1.48103976427480074590e-1
    p = p * r + 6.89767334985100004550e-1
    p = p * r + 1.67638483018380384940e0
    p = p * r + 2.05319162663775882187e0
    return p * r + 1.0


@shared
def _far_above(r: float) -> float:
    p = 2.01033439929228813265e-7
    p = p * r + 2.71155556874348757815e-5
    p = p * r + 1.24266094738807843860e-3
    p = p * r + 2.65321895265761230930e-2
    p = p * r + 2.96560571828504891230e-1
    p = p * r + 1.78482653991729133580e0
    p = p * r + 5.46378491116411436990e0
    return p * r + 6.65790464350110377720e0


@shared
def _far_below(r: float) -> float:
    p = 2.04426310338993978564e-15
    p = p * r + 1.42151175831644588870e-7
    p = p * r + 1.84631831751005468180e-5
    p = p * r + 7.86869131145613259100e-4
    p = p * r + 1.48753612908506148525e-2
    p = p * r + 1.36929880922735805310e-1
    p = p * r + 5.99832206555887937690e-1
    return p * r + 1.0
