"""Recruitment: what the admitted add to a unit's weight and to the hold of its head, and who is expelled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import BASE, COMMITTEE, CONGRESS, PRESIDIUM
from selectorate.testing.steps import image

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


def test_newcomers_depend_more_only_on_the_head_of_him_who_admits() -> None:
    """Of three units the heads are 0's, 1's and nobody's; half of all are new, and depend by 0.8 instead of 0.3.

    Whoever holds `admit` lets them in for his own heads: 0.55 for 0's, 0.3 for the others. A vacant office, or one
    that nobody's man holds, lets them in for nobody; and where no office bears the power they depend as they do.
    """
    made = society(others=1, units=3, offices=1, dependence=0.3, newcomer_dependence=0.8, delivery_dependence=1.0)
    made.sit((5, [CONGRESS], [], 10))
    made.world.newcomers[:] = 0.5
    for unit, patron in enumerate((0, 1, -1)):
        made.head(unit, patron)

    def delivered(holder: int) -> list[float]:
        made.state.posts[0].holder = holder
        RECRUITMENT.recruitment(made.world, made.state, 5)
        return [float(delivery) for delivery in made.state.heads["delivery"][:3]]

    assert delivered(0) == pytest.approx([0.55] * 3)
    made.bear("admit", 0)
    assert delivered(0) == pytest.approx([0.55, 0.3, 0.3])
    assert delivered(1) == pytest.approx([0.3, 0.55, 0.3])
    assert delivered(-1) == delivered(3) == pytest.approx([0.3] * 3)
    made.owe(3, 1)
    assert delivered(3) == pytest.approx([0.3, 0.55, 0.3])
    made.world.rules.admit = w.GONE
    assert delivered(0) == pytest.approx([0.55] * 3)


def test_only_when_members_are_counted() -> None:
    """Where members or delegates sit, or a body is elected; not where seats sit by themselves."""
    made = grown(admitted=0.2)
    made.sit((1, [BASE], [], 0), (2, [COMMITTEE], [], 0), (3, [COMMITTEE], [PRESIDIUM], 0), (5, [CONGRESS], [], 10))
    for month in range(7):
        made.begin()
        before = made.state.heads[0].copy()
        RECRUITMENT.recruitment(made.world, made.state, month)
        assert (made.state.heads[0] != before) == (month in (1, 3, 5))


def test_workers_by_hand() -> None:
    """0.4 are workers; a tenth of the members is admitted this month, of whom 0.2 are: 0.38, then 0.362.

    While an enrolment lasts, 0.9 of those who come are: 0.362 + 0.1 (0.9 - 0.362) = 0.4158.
    """
    made = society(recruits_workers=0.2)
    made.state.workers = 0.4
    made.world.admitted[:3] = 0.1
    told = []
    for month in range(4):
        if month == 2:
            put(made.state, enrolment=0.9, enrolment_until=3)
        RECRUITMENT.recruitment(made.world, made.state, month)
        told.append(float(made.state.workers))
    assert told == pytest.approx([0.38, 0.362, 0.4158, 0.4158])
    made.world.admitted[3:5] = 0.1
    RECRUITMENT.recruitment(made.world, made.state, 3)  # it is over
    assert made.state.workers == pytest.approx(0.4158 + 0.1 * (0.2 - 0.4158))


def branded(holder: int, **parameters: float) -> Society:
    """1 is beaten, fights in the open and is attacked by 0; the control commission is ``holder``'s."""
    made = society(offices=1, **({"expulsion": 0.2} | parameters))
    made.bear("expel", 0)
    made.state.posts[0].holder = holder
    made.campaign(1, 0)
    put(made.state.minds[1], beaten=1, offence=0.6)
    return made


def expelled(made: Society, months: int = 1) -> list[float]:
    for month in range(months):
        RECRUITMENT.recruitment(made.world, made.state, month)
    return [float(part) for part in made.state.minds["stood_by"][:3]]


def test_expulsion_by_hand() -> None:
    """A fifth of those who would stand by 1 is expelled each month: 0.8, then 0.64; the others' are left in peace."""
    assert expelled(branded(0)) == pytest.approx([1.0, 0.8, 1.0])
    assert expelled(branded(0), 2) == pytest.approx([1.0, 0.64, 1.0])
    assert expelled(branded(-1)) == pytest.approx([1.0, 0.8, 1.0])  # nobody's man, and nobody protects him


@pytest.mark.parametrize("why", ["his own", "supporter", "silent", "unbeaten", "no ban", "gone", "no office", "rate"])
def test_whose_supporters_are_not_expelled(why: str) -> None:
    made = branded(1 if why == "his own" else 2 if why == "supporter" else 0)
    if why == "supporter":
        made.stand(2, 1, -1)
    elif why == "silent":
        made.state.minds[1].offence = 0.5
    elif why == "unbeaten":
        made.state.minds[1].beaten = 0
    elif why == "no ban":
        made.world.rules.branding = 0
    elif why == "gone":
        made.bear("expel", 0, w.GONE)
    elif why == "no office":
        made.bear("expel", -1)
    elif why == "rate":
        made.set(expulsion=0.0)
    assert expelled(made, 5) == [1.0] * 3


# What holds


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
@given(workers=SHARE, admitted=st.lists(SHARE, min_size=4, max_size=4), recruits=SHARE, enrolment=SHARE)
def test_workers_are_a_share(workers: float, admitted: list[float], recruits: float, enrolment: float) -> None:
    made = society(recruits_workers=recruits)
    made.state.workers = workers
    put(made.state, enrolment=enrolment, enrolment_until=2)
    made.world.admitted[:4] = admitted
    for month in range(4):
        RECRUITMENT.recruitment(made.world, made.state, month)
        assert 0.0 <= made.state.workers <= 1.0


@settings(max_examples=40)
@given(f=st.floats(0, 3), d=SHARE)
def test_without_newcomers_weights_are_those_of_the_start(f: float, d: float) -> None:
    made = grown(admitted=0.0, industry=f, dependence=d, newcomer_dependence=1.0, delivery_dependence=1.0)
    assert made.state.heads[0].weight == 40.0
    assert made.state.heads[0].delivery == d


def test_more_newcomers_more_hold() -> None:
    numbers = {"dependence": 0.2, "newcomer_dependence": 0.9, "delivery_dependence": 0.6}
    held = [grown(admitted=n / 10, **numbers).state.heads[0].delivery for n in range(10)]
    assert held == sorted(set(held))


def test_where_nobody_sits_and_nobody_comes_or_goes_nothing_changes() -> None:
    made = branded(0, expulsion=0.0, recruits_workers=0.9)
    before = image(made.state)
    for month in range(9):
        RECRUITMENT.recruitment(made.world, made.state, month)
    assert image(made.state) == before
