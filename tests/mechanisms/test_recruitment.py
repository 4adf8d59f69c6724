"""Recruitment: what the admitted add to a unit's weight and to the hold of its head."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate.testing import Society, plain, society
from selectorate.testing.society import CONGRESS

SHARE = st.floats(0, 1)
RECRUITMENT = plain("mechanisms.recruitment")


def grown(*, admitted: float, industry: float = 1.0, formal: int = 0, **parameters: float) -> Society:
    made = society(units=1, **parameters)
    made.sit((5, [CONGRESS], [], 10))
    made.world.newcomers[:] = admitted
    made.world.units[0].industry = industry
    made.world.units[0].weight = 40.0
    made.begin()
    made.state.heads[0].formal = formal
    RECRUITMENT.recruitment(made.world, made.state, 5)
    return made


def test_a_case_by_hand() -> None:
    """N = 0.2 admitted, f = 1.5: 0.3 to 0.8 of old ones, so nu = 3/11 and the weight is 40 (1 + 0.3/0.8) = 55.

    dependence 0.3 and 0.8: 8/11 0.3 + 3/11 0.8 = 4.8/11; delivery 0.4 + 0.5 4.8/11 + 0.1 = 0.718...
    """
    numbers = {"dependence": 0.3, "newcomer_dependence": 0.8, "delivery": 0.4}
    made = grown(admitted=0.2, industry=1.5, formal=1, delivery_dependence=0.5, delivery_formal=0.1, **numbers)
    assert made.state.heads[0].weight == pytest.approx(55.0, rel=1e-15)
    assert made.state.heads[0].delivery == pytest.approx(0.5 + 2.4 / 11, rel=1e-15)


def test_only_when_somebody_sits() -> None:
    made = grown(admitted=0.2)
    made.begin()
    before = made.state.heads[0].copy()
    for month in (4, 6):
        RECRUITMENT.recruitment(made.world, made.state, month)
        assert made.state.heads[0] == before
    RECRUITMENT.recruitment(made.world, made.state, 5)
    assert made.state.heads[0] != before


@settings(max_examples=40)
@given(SHARE, SHARE, SHARE, SHARE, SHARE, st.floats(0, 0.99), st.floats(0, 3), st.integers(0, 1))
def test_delivery_is_a_share(a: float, b: float, c: float, d: float, e: float, n: float, f: float, formal: int) -> None:
    numbers = dict(
        zip(("dependence", "newcomer_dependence", "delivery", "delivery_dependence"), (a, b, c, d), strict=True)
    )
    head = grown(admitted=n, industry=f, formal=formal, delivery_formal=e, **numbers).state.heads[0]
    assert min(c, 1.0) <= head.delivery <= 1.0
    assert head.weight >= 40.0


@settings(max_examples=40)
@given(f=st.floats(0, 3), d=SHARE)
def test_without_newcomers_weights_are_those_of_the_start(f: float, d: float) -> None:
    head = grown(admitted=0.0, industry=f, dependence=d, newcomer_dependence=1.0, delivery_dependence=1.0).state.heads[
        0
    ]
    assert head.weight == 40.0
    assert head.delivery == d


def test_more_newcomers_more_hold() -> None:
    numbers = {"dependence": 0.2, "newcomer_dependence": 0.9, "delivery_dependence": 0.6}
    held = [grown(admitted=n / 10, **numbers).state.heads[0].delivery for n in range(10)]
    assert held == sorted(set(held))
