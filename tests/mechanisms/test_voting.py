"""Why a vote fell so: terms that add up to what was expected, each of the sign of what it weighs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, CONGRESS, CONTROL, PRESIDIUM

MOTIONS = plain("mechanisms.motions")
KEY = np.uint64(4)
MONTH = 12
WEIGHT = st.floats(0, 3)


def divided(**parameters: float) -> Society:
    """A motion of 0 against 1, whom 2 stands by, in a congress of three units and a committee."""
    made = society(units=3, seats=(9, 5, 6), axes=1, **parameters)
    made.sit((MONTH, [CONGRESS, COMMITTEE, CONTROL, PRESIDIUM], [], 100))
    made.campaign(1, 0, behind=[2])
    made.state.chronicle[:] = 0
    made.state.keep = 9
    made.rung(w.NOTHING, reluctance=0.4)
    made.motion(0, [CONGRESS, COMMITTEE])
    made.seat(COMMITTEE, [0, 0, 1, 2, -1], tie=0.5)
    for unit, (patron, weight, delivery) in enumerate([(0, 5.0, 0.8), (1, 3.0, 0.5), (-1, 2.0, 1.0)]):
        put(made.state.heads[unit], patron=patron, tie=0.7, weight=weight, delivery=delivery)
    made.state.views[:3, 0] = 0.2, -0.6, 0.1
    made.state.say[0] = 1.0
    made.state.minds["standing"][:3] = 0.3, 0.5, 0.1
    return made


def reasons(made: Society) -> Any:
    """The terms of the vote, brought whether or not the mover expects to carry."""
    made.set(forecast=0.0)
    made.world.motions[0].threshold = 1e-9
    MOTIONS.divide(made.world, made.state, 1, 0, MONTH, KEY)
    return made.state.chronicle[0]


@settings(max_examples=40)
@given(tie=WEIGHT, view=WEIGHT, standing=WEIGHT, fear=WEIGHT, offence=WEIGHT)
def test_terms_add_up_to_the_margin_expected(
    tie: float, view: float, standing: float, fear: float, offence: float
) -> None:
    made = divided(vote_tie=tie, vote_view=view, vote_standing=standing, vote_fear=fear, vote_offence=offence)
    made.state.minds[1].offence = 0.8
    vote = reasons(made)
    MOTIONS.lean(made.world, made.state, 1, 0)
    votes, ayes = MOTIONS.count(made.world, made.state, 1, 0, MONTH, KEY, False)
    assert votes == 105
    assert sum(vote.terms[: w.BY_LUCK]) == pytest.approx(2 * ayes - votes, abs=1e-9)
    assert sum(vote.terms) == pytest.approx(vote.votes_for - vote.votes_against, abs=1e-9)


def test_one_term_alone_by_hand() -> None:
    """Nothing but the rung's reluctance of 0.4: 105 votes of 2 logistic(-0.4) - 1 each."""
    terms = reasons(divided()).terms
    expected = 105 * (2 / (1 + math.exp(0.4)) - 1)
    assert terms[w.BY_RELUCTANCE] == pytest.approx(expected)
    assert [float(terms[k]) for k in range(w.BY_LUCK) if k != w.BY_RELUCTANCE] == [0.0] * 6


def test_each_term_has_the_sign_of_what_it_weighs() -> None:
    """0, who appoints, is against him; he is the more famous, beaten and branded, and has fought."""
    made = divided(vote_standing=1.0, vote_fear=1.0, vote_offence=1.0, vote_discipline=0.5)
    put(made.state.minds[1], offence=0.8, beaten=1)
    terms = reasons(made).terms
    assert min(terms[w.BY_FEAR], terms[w.BY_DISCIPLINE], terms[w.BY_OFFENCE]) > 0
    assert max(terms[w.BY_STANDING], terms[w.BY_RELUCTANCE]) < 0
    made.world.rules.branding = 0
    made.state.events = 0
    assert reasons(made).terms[w.BY_DISCIPLINE] == 0.0


def test_without_a_chronicle_nothing_is_explained() -> None:
    made = divided(vote_tie=1.0)
    made.state.keep = 0
    assert not reasons(made).terms.any()
