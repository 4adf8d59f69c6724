"""Acts: an office given to somebody from outside, with or without a swap, and a head won for a contender."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.always import (
    counts_are_right,
    no_tie_is_looser,
    one_seat_each,
    the_base_is_counted,
    the_gone_hold_nothing,
)
from selectorate.testing.society import COMMITTEE, PRESIDIUM
from selectorate.testing.steps import image

ACTS = plain("mechanisms.acts")
SEATS = plain("mechanisms.seats")
MONTH = 7


def given_to(person: int, *, office: int = 0, swap: int = 0, holder: int = 0) -> Society:
    """The first of four offices is ``holder``'s, the second and third, more visible, are 1's; an act gives one away.

    The first office heads the presidium and brought its holder a seat there; everybody has one in the committee.
    """
    made = society(others=2, seats=(5, 3, 0), offices=4)
    made.tell()
    made.world.offices["visibility"][:4] = 0.5, 0.3, 0.4, 0.1
    made.world.offices[0].heads = PRESIDIUM
    made.rung(w.OFFICE_LOST)
    made.rung(w.SEAT_LOST, PRESIDIUM)
    for q in range(5):
        made.take(COMMITTEE, q, q if q < 3 else -1)
    for o, who in enumerate((holder, 1, 1, 0)):
        if who >= 0:
            SEATS.take_office(made.world, made.state, o, who, 0)
    put(made.world.acts[0], office=office, person=person, swap=swap)
    made.world.count.acts = 1
    return made


def holders(made: Society) -> list[int]:
    ACTS.acts(made.world, made.state, MONTH)
    assert counts_are_right(made.world, made.state, MONTH)
    return [int(holder) for holder in made.state.posts["holder"][:4]]


def seated(made: Society, person: int) -> list[bool]:
    """Whether somebody sits in committee and presidium."""
    return [bool(SEATS.seat_of(made.world, made.state, person, body) >= 0) for body in (COMMITTEE, PRESIDIUM)]


def test_an_office_is_given_by_hand() -> None:
    """1 gets 0's first office and the seat that comes with it, and keeps his two; 0 keeps his last one and his seat.

    0 reaches no rung: nothing was taken from him by those who could.
    """
    made = given_to(1)
    assert holders(made) == [1, 1, 1, 0]
    assert made.state.posts["since"][:4].tolist() == [MONTH, 0, 0, 0]
    assert seated(made, 1) == [True, True]
    assert seated(made, 0) == [True, False]
    assert (made.state.reached[:3, :2] == -1).all()
    assert [(event.kind, event.who) for event in made.told()[-2:]] == [(w.LEFT_OFFICE, 0), (w.TOOK_OFFICE, 1)]


def test_with_a_swap_the_displaced_gets_the_main_office() -> None:
    """1's most visible office is the third; 0 gets it, and 1 keeps his other one."""
    made = given_to(1, swap=1)
    assert holders(made) == [1, 1, 0, 0]
    assert (made.state.reached[:3, :2] == -1).all()
    assert holders(given_to(0, office=2, swap=1)) == [1, 1, 0, 0]  # 0's own is the first; who gets it has his seat, too


def test_a_swap_with_one_who_has_no_office_gives_nothing_back() -> None:
    made = given_to(2, swap=1)
    made.tell()
    assert holders(made) == [2, 1, 1, 0]
    assert [(event.kind, event.who) for event in made.told()] == [(w.LEFT_OFFICE, 0), (w.TOOK_OFFICE, 2)]
    made = given_to(1, swap=1, holder=-1)
    made.tell()
    assert holders(made) == [1, 1, 1, 0]  # nor where nobody is displaced
    assert [(event.kind, event.who) for event in made.told()] == [(w.TOOK_OFFICE, 1)]


def test_followers_can_be_given_an_office() -> None:
    assert holders(given_to(3)) == [3, 1, 1, 0]


def test_his_own_office_is_left_alone() -> None:
    made = given_to(0, swap=1)
    before = image(made.state)
    holders(made)
    assert image(made.state) == before


@pytest.mark.parametrize("field", ["alive", "member"])
@pytest.mark.parametrize("swap", [0, 1])
def test_the_dead_and_those_who_are_out_are_given_nothing(field: str, swap: int) -> None:
    made = given_to(1, swap=swap)
    SEATS.lose_everything(made.world, made.state, 1, MONTH, True)
    put(made.state.lives[1], **{field: 0})
    before = image(made.state)
    holders(made)
    assert image(made.state) == before


def test_acts_are_done_one_after_the_other() -> None:
    """First 2 gets the first office, then 1 gets it from him in a swap and 2 has the third instead."""
    made = given_to(2)
    put(made.world.acts[1], office=0, person=1, swap=1)
    made.world.count.acts = 2
    assert holders(made) == [1, 1, 2, 0]


# Heads


def won(unit: int, patrons: list[int], *, contender: int = 0) -> Society:
    """Units of weights 1, 2, 4 ... whose heads follow ``patrons``; one is won for a contender, from a unit on."""
    made = society(units=len(patrons), newcomer_tie=0.6)
    for u, patron in enumerate(patrons):
        made.head(u, patron, 0.9, weight=2.0**u)
    put(made.world.acts[0], kind=w.WINS_HEAD, unit=unit, person=contender)
    made.world.count.acts = 1
    return made


def heads(made: Society) -> list[int]:
    ACTS.acts(made.world, made.state, MONTH)
    assert the_base_is_counted(made.world, made.state, MONTH)
    assert no_tie_is_looser(made.world, made.state, MONTH)
    return [int(head.patron) for head in made.state.heads[: made.world.count.units]]


@pytest.mark.parametrize(("unit", "taken"), [(0, 1), (1, 1), (2, 2), (3, 4), (4, 4), (5, 1)])
def test_the_first_head_that_does_not_follow_him_is_won(unit: int, taken: int) -> None:
    """Of six heads 0 has the first, the fourth and the last; from the last on the next is the second."""
    before = [0, 1, -1, 0, 2, 0]
    made = won(unit, before)
    after = heads(made)
    assert after == [0 if u == taken else patron for u, patron in enumerate(before)]
    assert made.state.heads[taken].tie == 0.6
    assert made.state.heads["moved"][:6].tolist() == [-1] * 6


def test_where_all_follow_him_no_head_is_won() -> None:
    made = won(1, [0, 0, 0])
    before = image(made.state)
    assert heads(made) == [0, 0, 0]
    assert image(made.state) == before


@pytest.mark.parametrize(("room", "field"), [("lives", "alive"), ("lives", "member"), ("minds", "grip")])
def test_who_is_gone_or_binds_nobody_wins_no_head(room: str, field: str) -> None:
    made = won(0, [1, -1])
    put(getattr(made.state, room)[0], **{field: 0})
    assert heads(made) == [1, -1]


@settings(max_examples=40)
@given(
    acts=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 1)), max_size=4),
    gone=st.sets(st.integers(0, 4), max_size=2),
    by=st.sampled_from(["alive", "member"]),
)
def test_no_act_breaks_what_always_holds(acts: list[tuple[int, int, int]], gone: set[int], by: str) -> None:
    made = given_to(1)
    for q in gone:
        SEATS.lose_everything(made.world, made.state, q, MONTH, True)
        put(made.state.lives[q], **{by: 0})
    for a, (office, person, swap) in enumerate(acts):
        put(made.world.acts[a], office=office, person=person, swap=swap)
    made.world.count.acts = len(acts)
    holders(made)
    assert one_seat_each(made.world, made.state, MONTH)
    assert the_gone_hold_nothing(made.world, made.state, MONTH)
    assert (made.state.reached[:3, :2] == -1).all()
