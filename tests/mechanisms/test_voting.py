"""How a seat votes, and why a vote fell so: terms that add up to what was expected, each of the sign of what it weighs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import BASE, COMMITTEE, CONGRESS, CONTROL, PRESIDIUM, bits

MOTIONS = plain("mechanisms.motions")
VOTING = plain("mechanisms.voting")
KEY = np.uint64(4)
MONTH = 12
WEIGHT = st.floats(0, 3)


def divided(**parameters: float) -> Society:
    """A motion of 0 against 1, whom 2 stands by, in a congress of three units and a committee with two names in it."""
    made = society(others=1, units=3, seats=(9, 5, 6), axes=1, offices=2, newcomer_tie=0.5, **parameters)
    made.sit((MONTH, [CONGRESS, COMMITTEE, CONTROL, PRESIDIUM], [], 100))
    made.tell()
    made.rung(w.NOTHING, reluctance=0.4)
    made.motion(0, [CONGRESS, COMMITTEE])
    for person, view in enumerate((0.2, -0.6, 0.1, 0.9)):
        made.place(person, view)
    made.seat(COMMITTEE, [0, 0, 1, 2, -1], tie=0.5)
    made.owe(3, 2, 0.3)
    made.take(COMMITTEE, 3, 2, 0.3)
    made.take(COMMITTEE, 1, 1)
    for unit, (patron, weight, delivery) in enumerate([(0, 5.0, 0.8), (1, 3.0, 0.5), (-1, 2.0, 1.0)]):
        made.head(unit, patron, 0.7, weight=weight, delivery=delivery)
    made.state.opinion[0] = 0.3
    made.state.say[0] = 1.0
    made.state.minds["standing"][:3] = 0.3, 0.5, 0.1
    made.campaign(1, 0, behind=[2])
    return made


# How a seat leans


def leans(made: Society, bar: float = 0.0) -> list[float]:
    """Log odds of the people of 0, 1, 2 and of nobody, without any tie."""
    VOTING.lean(made.world, made.state, 1, bar)
    return [float(odds) for odds in made.state.chance[[0, 1, 2, -1]]]


def test_log_odds_by_hand() -> None:
    """Views on one axis: 0 at -0.5, 1 at 0.7, 2 at 0.1, members at 0.2. Offence 0.5 of weight 0.6, reluctance 0.4: -0.1.

    Standings 0.9 and 0.4: -(0.9 - 0.2) 1.2 = -0.84. Says 0.5 of the leader, who owns 0.3 of the base and so reaches
    0.5 0.6, and 0.2 of 2 behind, who owns the rest and reaches no more than 0.2: fear 2 (0.3 - 0.2) = 0.2.
    Beaten: 0.8 and a scare of 0.3. Together 0.36. Nearness, weight 0.5: of 0's people (1.44 - 0)/2, of 1's
    (0 - 1.44)/2, of 2's (0.36 - 0.36)/2, of members (0.25 - 0.49)/2 = -0.12.
    """
    numbers = {"vote_view": 0.5, "vote_standing": 1.2, "vote_fear": 2.0, "vote_discipline": 0.8, "vote_offence": 0.6}
    made = society(units=2, axes=1, **numbers)
    for person, view in enumerate((-0.5, 0.7, 0.1)):
        made.place(person, view)
    made.state.opinion[0] = 0.2
    made.campaign(1, 0, behind=[2])
    put(made.state.minds[1], offence=0.5, standing=0.9, beaten=1)
    made.state.minds[0].standing = 0.4
    made.head(0, 0, weight=3.0)
    made.head(1, 2, weight=7.0)
    made.state.say[:3] = 0.5, 0.0, 0.2
    made.state.discipline = 0.3
    assert leans(made, 0.4) == pytest.approx([1.08, -0.36, 0.36, 0.24])
    made.world.rules.branding = 0
    assert leans(made, 0.4)[-1] == pytest.approx(0.24 - 1.1)
    put(made.state, letter_on=2, letter_weight=0.7)
    assert leans(made, 0.4)[-1] == pytest.approx(0.24 - 1.1)  # a letter about another
    made.state.letter_on = 1
    assert leans(made, 0.4)[-1] == pytest.approx(0.24 - 1.1 + 0.7)


@pytest.mark.parametrize(
    ("takes", "bar"), [(w.NOTHING, 0.4), (w.OFFICE_LOST, 0.9), (w.SEAT_LOST, 0.4)], ids=["nothing", "office", "seat"]
)
def test_the_reluctance_of_an_office_is_added_to_its_rung(takes: int, bar: float) -> None:
    """0.4 of the rung, and 0.5 of the more visible of the two offices of 1, where it is an office that is taken."""
    made = divided()
    made.world.rungs[0].takes = takes
    made.world.offices["reluctance"][:2] = 0.2, 0.5
    made.world.offices["visibility"][:2] = 0.1, 0.3
    made.state.posts["holder"][:2] = 1
    assert MOTIONS.reluctance(made.world, made.state, 1, 0) == pytest.approx(bar)
    made.state.posts["holder"][:2] = 1, 2
    assert MOTIONS.reluctance(made.world, made.state, 1, 0) == pytest.approx(0.6 if takes == w.OFFICE_LOST else 0.4)
    made.state.posts["holder"][:2] = 2
    assert MOTIONS.reluctance(made.world, made.state, 1, 0) == 0.4


def test_ties_pull_to_the_patrons_side() -> None:
    """vote_tie 3, tie 0.5: of 0's people 1.5, of 1's and of those who stand by him -1.5, of nobody's 0.

    Where 0's hold makes ties so much as three times as strong: 1 at most; at grip 0.4, 0.4 of that. He who is himself
    the patron needs no tie.
    """
    made = divided(vote_tie=3.0)

    def pulls(tie: float = 0.5) -> list[float]:
        return [VOTING.pull(made.world, made.state, -1, patron, tie, 1) for patron in (0, 1, 2, -1)]

    assert pulls() == [1.5, -1.5, -1.5, 0.0]
    made.stand(2, 1, 0)
    assert pulls() == [1.5, -1.5, 0.0, 0.0]
    made.world.contenders[0].hold = 3.0
    assert pulls()[0] == 3.0
    made.state.minds[0].grip = made.state.minds[1].grip = 0.4
    assert pulls() == pytest.approx([1.2, -0.6, 0.0, 0.0])
    assert VOTING.pull(made.world, made.state, 1, 1, 0.5, 1) == -3.0


def test_a_person_with_a_name_votes_by_his_own_view() -> None:
    """3, a man of 2's with tie 0.3, stands at 0.9: 2.25 from 1, 0.49 from 0. vote_view 0.5: 0.88; vote_tie 2: -0.6."""
    made = divided(vote_view=0.5, vote_tie=2.0)
    leans(made)
    assert VOTING.vote_of(made.world, made.state, 3, 2, 0.3, 1) == pytest.approx(1 / (1 + math.exp(-0.28)))
    assert VOTING.vote(made.world, made.state, 2, 0.3, 1) == pytest.approx(
        1 / (1 + math.exp(0.6 - 0.5 * (0.49 - 0.01)))
    )


def test_policy_moves_votes_as_far_as_it_is_at_issue() -> None:
    """0 at 0.2, 1 at -0.6, members at 0.3: 0.81 - 0.01 in squares; at issue by a quarter 0.2, and weighed by 2: 0.4."""
    made = divided(vote_view=2.0)
    assert leans(made)[-1] == pytest.approx(1.6)
    made.state.salience[0] = 0.25
    assert leans(made)[-1] == pytest.approx(0.4)


def test_the_vote_of_a_tie_is_kept_until_another_tie_or_motion() -> None:
    made = divided(vote_tie=2.0)

    def voted(tie: float) -> float:
        return float(VOTING.vote(made.world, made.state, 0, tie, 1))

    leans(made)
    odds = [voted(tie) for tie in (0.5, 0.5, 0.2, 0.5)]
    assert odds == pytest.approx([1 / (1 + math.exp(-2 * tie)) for tie in (0.5, 0.5, 0.2, 0.5)])
    leans(made, 1.0)
    assert voted(0.5) == pytest.approx(0.5)


def test_a_person_votes_as_reckoned_once_until_the_next_motion() -> None:
    """The plain form reckons every seat anew; 3 sits with a tie of 0.3 to 2, who stands by the one attacked."""
    made = divided(vote_tie=2.0, vote_view=0.5)

    def voted(person: int, patron: int, tie: float) -> tuple[float, float]:
        known = VOTING.vote_known(made.world, made.state, person, patron, tie, 1)
        return float(known), float(VOTING.vote_of(made.world, made.state, person, patron, tie, 1))

    for bar in (0.0, 1.0):
        leans(made, bar)
        for person, patron, tie in ((3, 2, 0.3), (1, 1, 1.0), (3, 2, 0.3), (3, 2, 0.6)):
            known, anew = voted(person, patron, tie)
            assert known == anew
    made.place(3, -0.9)
    known, anew = voted(3, 2, 0.6)
    assert known != anew
    leans(made)
    known, anew = voted(3, 2, 0.6)
    assert known == anew


def test_members_nobody_delivers_by_hand() -> None:
    """Even odds, and half of those who would stand by him expelled: 1 - 0.5 0.5."""
    made = divided()
    leans(made)
    made.state.minds[1].stood_by = 0.5
    assert VOTING.vote_free(made.state, 1) == 0.75


@pytest.mark.parametrize("tie", [0.0, 0.5, 1.0])
def test_without_any_weight_every_vote_is_a_coin(tie: float) -> None:
    made = divided()
    put(made.state.minds[1], offence=2.0, beaten=1)
    assert leans(made) == [0.0] * 4
    assert [VOTING.vote(made.world, made.state, patron, tie, 1) for patron in (0, 1, 2, -1)] == [0.5] * 4


# Why a vote fell so


def reasons(made: Society) -> Any:
    """The terms of the vote, brought whether or not the mover expects to carry."""
    made.set(forecast=0.0)
    made.world.motions[0].threshold = 1e-9
    VOTING.lean(made.world, made.state, 1, MOTIONS.reluctance(made.world, made.state, 1, 0))
    MOTIONS.divide(made.world, made.state, 1, 0, MONTH, KEY)
    return made.state.chronicle[0]


@settings(max_examples=40)
@given(
    tie=WEIGHT,
    view=WEIGHT,
    standing=WEIGHT,
    fear=WEIGHT,
    offence=WEIGHT,
    letter=WEIGHT,
    stood_by=st.floats(0, 1),
    away=st.booleans(),
)
def test_terms_add_up_to_the_margin_expected(
    tie: float, view: float, standing: float, fear: float, offence: float, letter: float, stood_by: float, away: bool
) -> None:
    made = divided(vote_tie=tie, vote_view=view, vote_standing=standing, vote_fear=fear, vote_offence=offence)
    put(made.state.minds[1], offence=0.8, stood_by=stood_by)
    put(made.state, letter_on=1, letter_weight=letter)
    made.state.lives[3].absent = MONTH + 1 if away else 0
    vote = reasons(made)
    VOTING.lean(made.world, made.state, 1, 0.4)
    votes, ayes = MOTIONS.count(made.world, made.state, 1, bits([CONGRESS, COMMITTEE]), MONTH, KEY, 0)
    assert votes == (106 if away else 107)
    assert sum(vote.terms[: w.BY_LUCK]) == pytest.approx(2 * ayes - votes, abs=1e-9)
    assert sum(vote.terms) == pytest.approx(vote.votes_for - vote.votes_against, abs=1e-9)


def test_one_term_alone_by_hand() -> None:
    """Nothing but the rung's reluctance of 0.4: 107 votes of 2 logistic(-0.4) - 1 each."""
    terms = reasons(divided()).terms
    expected = 107 * (2 / (1 + math.exp(0.4)) - 1)
    assert terms[w.BY_RELUCTANCE] == pytest.approx(expected)
    assert [float(terms[k]) for k in range(w.BY_LUCK) if k != w.BY_RELUCTANCE] == [0.0] * 7


def test_two_terms_share_the_margin_as_their_log_odds() -> None:
    """Reluctance 0.4 against an offence of 1.2: 107 (2 logistic(0.8) - 1) in all, of which -1/2 and 3/2."""
    made = divided(vote_offence=1.5)
    made.state.minds[1].offence = 0.8
    terms = reasons(made).terms
    margin = 107 * (2 / (1 + math.exp(-0.8)) - 1)
    assert terms[[w.BY_RELUCTANCE, w.BY_OFFENCE]].tolist() == pytest.approx([-margin / 2, 1.5 * margin])


def test_those_expelled_before_count_as_discipline() -> None:
    """A quarter of those who would stand by 1 is out. Free votes: 5 0.2 + 3 0.5 = 2.5 of 10, of 100 delegates 25.

    Each is 2 (1 - logistic(-0.4)) 0.25 more against him than he would be.
    """
    made = divided()
    made.state.minds[1].stood_by = 0.75
    assert reasons(made).terms[w.BY_DISCIPLINE] == pytest.approx(25 * 0.5 / (1 + math.exp(-0.4)))


def test_a_letter_is_told_apart() -> None:
    made = divided()
    put(made.state, letter_on=1, letter_weight=1.4)
    terms = reasons(made).terms
    margin = 107 * (2 / (1 + math.exp(-1.0)) - 1)
    assert terms[[w.BY_LETTER, w.BY_RELUCTANCE]].tolist() == pytest.approx([1.4 * margin, -0.4 * margin])


def test_a_division_in_the_units_is_explained_by_their_heads() -> None:
    made = divided(vote_tie=1.0)
    made.sit((MONTH, [BASE], [], 0))
    VOTING.lean(made.world, made.state, 1, 0.0)
    plain("mechanisms.chronicle").write_vote(made.state, MONTH, w.DIVIDED, 0, 1, BASE, (700, 300, 1))
    VOTING.explain(made.world, made.state, 1, bits([BASE]), MONTH)
    (event,) = made.told(w.DIVIDED)
    pulled = 1000 * (0.5 * 0.8 - 0.3 * 0.5) * (2 / (1 + math.exp(-0.7)) - 1)
    assert event.terms[w.BY_TIE] == pytest.approx(pulled)
    assert sum(event.terms) == pytest.approx(400)


def test_each_term_has_the_sign_of_what_it_weighs() -> None:
    """0, who appoints, is against him; he is the more famous, beaten and branded, and has fought."""
    made = divided(vote_standing=1.0, vote_fear=1.0, vote_offence=1.0, vote_discipline=0.5)
    put(made.state.minds[1], offence=0.8, beaten=1)
    assert made.state.minds[1].against == 1
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
