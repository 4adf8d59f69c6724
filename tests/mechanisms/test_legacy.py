"""Legacy: who gains by the founder's death, who opens his letter to whom, and what it sets off."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate import world as w
from selectorate.testing import Society, plain, put, society
from selectorate.testing.society import COMMITTEE, CONGRESS, PRESIDIUM
from selectorate.testing.steps import image

LEGACY = plain("mechanisms.legacy")
MONTH = 6
FOUNDER = 3


def bereaved(**parameters: float) -> Society:
    """The founder, a person beside three contenders, has just died; a congress elects the committee in month 6.

    Of the presidium's seven seats 0 has three, 1 has two and 2 has one, and nobody's man holds the last.
    """
    made = society(others=1, seats=(0, 7, 0), offices=1, **parameters)
    made.world.persons[FOUNDER].founder = 1
    made.begin()
    made.tell()
    made.state.authority = 0.0
    made.state.lives[FOUNDER].alive = 0
    made.seat(PRESIDIUM, [0, 0, 0, 1, 1, 2, -1])
    made.sit((MONTH, [CONGRESS, COMMITTEE], [COMMITTEE], 50))
    made.state.pairs["hostility"][:3, :3] = 0.1
    return made


def pass_on(made: Society, month: int = MONTH) -> Any:
    LEGACY.legacy(made.world, made.state, month)
    return made.state.minds["standing"][:3].tolist()


# The coffin


def test_the_cult_by_hand() -> None:
    """cult 0.2: the whole of it for 1, who has the agenda, and half for the others; it stays, for footing rises too."""
    made = bereaved(cult=0.2)
    made.state.minds["standing"][:3] = made.state.minds["footing"][:3] = 0.5
    made.bear("agenda", 0)
    made.state.posts[0].holder = 1
    assert pass_on(made) == pytest.approx([0.6, 0.7, 0.6])
    assert made.state.minds["footing"][:3].tolist() == pytest.approx([0.6, 0.7, 0.6])
    assert [(event.who, event.whom, event.where) for event in made.told(w.HONOURED)] == [(i, -1, -1) for i in range(3)]
    assert pass_on(made, MONTH + 1) == pytest.approx([0.6, 0.7, 0.6])  # he is buried once


@pytest.mark.parametrize("why", ["away", "dead", "out", "beaten"])
def test_who_is_not_at_the_coffin_gains_nothing_by_it(why: str) -> None:
    made = bereaved(cult=0.2)
    if why == "beaten":
        made.state.minds[1].beaten = 1
    else:
        put(made.state.lives[1], **{"away": {"absent": MONTH + 1}, "dead": {"alive": 0}, "out": {"member": 0}}[why])
    assert pass_on(made) == pytest.approx([0.1, 0.0, 0.1])
    assert made.state.minds[1].footing == 0.0
    assert pass_on(made, MONTH + 2)[1] == 0.0  # nor later, when he is back


def test_nobody_is_honoured_while_the_founder_lives_or_where_there_was_none() -> None:
    made = bereaved(cult=0.2)
    made.state.authority = 0.01
    assert pass_on(made) == [0, 0, 0]
    made.state.authority = 0.0
    made.world.persons[FOUNDER].founder = 0
    assert pass_on(made) == [0, 0, 0]


# The letter


def letter(named: int = 1, **parameters: float) -> Society:
    """A letter, of weight 2 where it is read and a quarter of that where it is kept, names somebody."""
    made = bereaved(**({"testament": 2.0, "hush": 0.25} | parameters))
    put(made.state, letter=w.SEALED, letter_on=named)
    return made


def opened(made: Society, month: int = MONTH) -> tuple[int, float]:
    pass_on(made, month)
    return int(made.state.letter), float(made.state.letter_weight)


def host(made: Society, holder: int) -> None:
    made.bear("agenda", 0)
    made.state.posts[0].holder = holder


def hate(made: Society, *who: int, whom: int = 1) -> None:
    """Let some be most hostile to one man."""
    for i in who:
        made.state.pairs[i, whom].hostility = 0.7


def test_it_is_read_where_nobody_has_the_agenda() -> None:
    made = letter()
    assert opened(made) == (w.READ, 2.0)
    assert made.state.letter_month == MONTH
    (event,) = made.told(w.LETTER)
    assert (event.whom, event.where) == (1, w.READ)


@pytest.mark.parametrize(("who", "read"), [((0,), False), ((1, 2), False), ((0, 2), True)])
def test_a_presidium_majority_can_have_it_read(who: tuple[int, ...], read: bool) -> None:
    """1 is named and has the agenda himself; 0 has three of seven seats and 2 has one: together more than half.

    1 himself never insists; and where the agenda is shared only the majority counts.
    """
    for shared in (False, True):
        made = letter()
        host(made, 1)
        if shared:
            made.bear("agenda", 0, w.JOINT)
        hate(made, *who)
        assert opened(made) == ((w.READ, 2.0) if read else (w.KEPT, 0.5))


def test_half_of_the_presidium_is_no_majority() -> None:
    """Without nobody's man 0 has three of six seats."""
    made = letter()
    host(made, 1)
    hate(made, 0)
    plain("mechanisms.seats").leave_seat(made.world, made.state, made.world.bodies[PRESIDIUM].first + 6)
    assert made.state.seated[PRESIDIUM] == 6
    assert opened(made) == (w.KEPT, 0.5)


def test_whoever_has_the_agenda_decides() -> None:
    """2, with one seat of seven, has the agenda: he has it read if he is most hostile to the one named."""
    made = letter()
    host(made, 2)
    assert opened(made) == (w.KEPT, 0.5)
    made = letter()
    host(made, 2)
    hate(made, 2)
    assert opened(made) == (w.READ, 2.0)


@pytest.mark.parametrize(("others", "named", "away", "insists"), [
    (0.1, 0.2, False, True), (0.2, 0.2, False, False), (0.3, 0.2, False, False), (0.3, 0.2, True, True), (-0.5, -0.1, False, False)
])  # fmt: skip
def test_who_insists(others: float, named: float, away: bool, insists: bool) -> None:
    """0 insists where he is more hostile to 1 than to 2, who is not away, and hostile at all."""
    made = letter()
    made.state.pairs["hostility"][0, 1:3] = named, others
    made.state.lives[2].absent = MONTH + 1 if away else 0
    assert LEGACY.insists(made.world, made.state, 0, 1, MONTH) == insists
    assert not LEGACY.insists(made.world, made.state, 1, 1, MONTH)
    made.state.lives[0].alive = 0
    assert not LEGACY.insists(made.world, made.state, 0, 1, MONTH)


def test_it_can_be_ruled_that_it_is_read() -> None:
    made = letter()
    host(made, 1)
    made.world.rules.letter_read = 1
    assert opened(made) == (w.READ, 2.0)


def test_it_is_opened_when_delegates_first_sit_without_the_founder() -> None:
    made = letter()
    made.state.authority = 0.2
    assert opened(made) == (w.SEALED, 0.0)
    made.state.authority = 0.0
    assert opened(made, MONTH - 1) == (w.SEALED, 0.0)  # nobody sits
    assert opened(made) == (w.READ, 2.0)
    unwritten = bereaved(testament=2.0)
    assert opened(unwritten) == (w.UNWRITTEN, 0.0)


@settings(max_examples=30)
@given(hostility=st.lists(st.floats(-1, 1), min_size=6, max_size=6), holder=st.integers(-1, 2), how=st.integers(0, 2))
def test_it_is_opened_once(hostility: list[float], holder: int, how: int) -> None:
    made = letter()
    made.state.pairs["hostility"][:2, :3] = [hostility[:3], hostility[3:]]
    made.bear("agenda", 0, how)
    made.state.posts[0].holder = holder
    fate, weight = opened(made)
    assert weight == {w.READ: 2.0, w.KEPT: 0.5}[fate]
    host(made, 0)
    hate(made, 0, 2)
    made.sit((MONTH, [CONGRESS], [COMMITTEE], 50), (MONTH + 1, [CONGRESS], [COMMITTEE], 50))
    assert opened(made, MONTH + 1) == (fate, weight)
    assert len(made.told(w.LETTER)) == 1
    assert made.state.letter_month == MONTH


def test_its_weight_is_forgotten_like_an_offence() -> None:
    """offence_decay 0.1: 2, then 1.8, then 1.62."""
    made = letter(offence_decay=0.1)
    assert [opened(made, month)[1] for month in (MONTH, MONTH + 1, MONTH + 2)] == pytest.approx([2.0, 1.8, 1.62])


def test_a_letter_that_is_read_sets_off_a_campaign() -> None:
    """Of 0 and 2 the more hostile to 1 opens it; of equals nobody, nor of those who cannot act or are under sanction.

    None is set off where nobody is hostile to him, against one who is away, or where it is kept among few.
    """
    for change in ({}, {"equal": 1}, {"beaten": 1}, {"absent": MONTH + 1}, {"kept": 1}, {"away": 1}, {"friends": 1}):
        made = letter()
        hate(made, 0)
        made.state.pairs[2, 1].hostility = 0.7 if "equal" in change else 0.0 if "kept" in change else 0.5
        made.state.minds[0].beaten = change.get("beaten", 0)
        made.state.lives[0].absent = change.get("absent", 0)
        if "kept" in change:
            host(made, 1)
        if "away" in change:
            made.state.lives[1].absent = MONTH + 1
        if "friends" in change:
            made.state.pairs["hostility"][:3, 1] = -0.2, 0.0, -0.1
        opened(made)
        leader = 0 if not change else 2 if {"beaten", "absent"} & change.keys() else -1
        assert made.state.minds[1].leader == leader
        assert made.state.fronts == int(leader >= 0)
        assert [event.who for event in made.told(w.OPENED)] == [leader] * (leader >= 0)
        assert leader < 0 or made.state.minds[1].opened == MONTH


def test_it_leaves_a_campaign_that_stands_to_its_leader() -> None:
    made = letter()
    hate(made, 0)
    made.campaign(1, 2)
    opened(made)
    assert made.state.minds[1].leader == 2
    assert made.state.fronts == 1


def test_a_letter_about_one_who_is_no_contender_moves_nobody() -> None:
    made = letter(named=FOUNDER)
    hate(made, 0)
    assert opened(made)[0] == w.READ
    assert made.state.fronts == 0


def test_without_cult_and_testament_nothing_comes_of_it() -> None:
    """Buried without being honoured; a letter without weight, kept among few, is only known to have been opened."""
    made = letter(testament=0.0)
    host(made, 1)
    before = image(made.state)
    pass_on(made)
    after = image(made.state)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"honoured", "letter", "letter_month", "events", "chronicle"}
