"""Partners: with whom each shares his coalition, who has no partner and who is none, and when they are looked for."""

from __future__ import annotations

import numpy as np
import pytest

from selectorate import world as w
from selectorate.testing import Society, plain, put, society

PARTNERS = plain("mechanisms.partners")
KEY = np.uint64(31)
MONTH = 6


def coalition() -> Society:
    """Strengths 0.1, 0.2, 0.3, 0.25; 0 is hostile to 1 by 0.1, to 2 by 0.9 and to 3 by 0.5."""
    made = society(contenders=4)
    made.tell()
    for i, share in enumerate((0.1, 0.2, 0.3, 0.25)):
        put(made.state.minds[i], committee=share, presidium=share)
    made.state.pairs["hostility"][0, 1:4] = 0.1, 0.9, 0.5
    return made


def partner(made: Society) -> int:
    PARTNERS.partners(made.world, made.state, MONTH)
    return int(made.state.minds[0].partner)


def test_a_partner_by_hand() -> None:
    """Of all he takes 1 (0.2 - 0.02) before 2 (0.3 - 0.18) and 3 (0.25 - 0.1), and 2 once he is less hostile to him
    (0.3 - 0.06). Fighting 1 beside 3 he takes 3; beside 2 as well 2 again.
    """
    made = coalition()
    assert partner(made) == 1
    made.state.pairs[0, 2].hostility = 0.3
    assert partner(made) == 2
    made.campaign(1, 3)
    made.stand(0, 1, 1)
    assert partner(made) == 3
    made.stand(2, 1, 1)
    assert partner(made) == 2
    assert partner(made) == 2
    assert [(event.kind, event.whom, event.where) for event in made.told() if event.who == 0] == [
        *((w.ALLIED, 1, -1), (w.PARTED, 1, -1), (w.ALLIED, 2, -1), (w.PARTED, 2, -1), (w.ALLIED, 3, -1)),
        *((w.PARTED, 3, -1), (w.ALLIED, 2, -1)),
    ]


def test_the_first_contender_is_a_partner_like_any_other() -> None:
    """1 pairs off with 0 until he is hostile to him: both changes are told, with their reasons."""
    made = coalition()
    made.set(threat=1.0)
    made.state.pairs["hostility"][1, [0, 2, 3]] = -5.0, 0.5, 0.5
    partner(made)
    assert made.state.minds[1].partner == 0
    made.state.pairs["hostility"][1, 0] = 5.0
    made.state.pairs[1, 0].believed = 0.4
    partner(made)
    parted = [event for event in made.told(w.PARTED) if event.who == 1]
    assert [(event.whom, event.terms[w.OF_THREAT]) for event in parted] == [(0, 0.4)]


def test_whom_he_fights_is_no_partner() -> None:
    made = coalition()
    made.state.minds["beaten"][2:4] = 1
    assert partner(made) == 1
    made.campaign(1, 0)
    assert partner(made) == -1


@pytest.mark.parametrize("why", ["majority", "beaten", "dead"])
def test_who_has_no_partner(why: str) -> None:
    made = coalition()
    if why == "majority":
        made.state.minds[0].presidium = 0.51
    elif why == "beaten":
        made.state.minds[0].beaten = 1
    else:
        made.state.lives[0].alive = 0
    assert partner(made) == -1


@pytest.mark.parametrize("why", ["fights him", "beaten", "dead", "out"])
def test_who_is_no_partner(why: str) -> None:
    made = coalition()
    if why == "fights him":
        made.campaign(0, 1)
    elif why == "beaten":
        made.state.minds[1].beaten = 1
    else:
        put(made.state.lives[1], **{"alive" if why == "dead" else "member": 0})
    assert partner(made) == 3


def test_partners_are_looked_for_only_where_a_history_is_told() -> None:
    """In a month of alignment alone, which begins with nobody paired off."""
    made = coalition()
    made.world.uses[:] = 0
    made.world.uses[w.ALIGNMENT] = 1
    for followed in (0, 1):
        made.state.followed = followed
        plain("simulation.month").month(made.world, made.state, MONTH, KEY)
        assert ((made.state.minds["partner"][:4] >= 0) == followed).all()
