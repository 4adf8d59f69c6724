"""Targets as statistics of a told history: all can be read, inputs are met, and several are worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from selectorate import ensemble
from selectorate.analysis import targets
from selectorate.analysis.targets_ussr import GROUPS, STATISTICS
from selectorate.analysis.told import runs, smoothed
from selectorate.ensemble import Event, History
from selectorate.errors import QuestionError
from selectorate.scenario import load

USSR = load("ussr-1922")
NAMES = ensemble.prepare(USSR).names
N = len(NAMES.contenders)

Made = Callable[..., History]


@pytest.fixture(scope="module")
def histories() -> list[History]:
    model = ensemble.prepare(USSR, seed=7)
    return [ensemble.tell(model, seed=7, number=number) for number in range(8)]


@pytest.fixture
def made(histories: list[History]) -> Made:
    """A history of the party with events, and arrays, laid by hand; all else is empty."""
    like = histories[0]

    def made(*events: Event, **parts: Any) -> History:
        months = like.months._replace(**{name: np.zeros_like(a) for name, a in like.months._asdict().items()})
        months.sides[..., [0, 3]] = -1
        columns = like.columns._replace(
            reached=np.full_like(like.columns.reached, -1), lost=np.full_like(like.columns.lost, -1)
        )
        for (part, *place), value in parts.get("put", {}).items():
            {**columns._asdict(), **months._asdict()}[part][(0, *place)] = value
        return replace(like, events=events, months=months, columns=columns)

    return made


def event(month: str, kind: str, **parts: Any) -> Event:
    blank = {"who": None, "whom": None, "where": None, "votes_for": 0, "votes_against": 0, "carried": False, "text": ""}
    return Event(month=month, kind=kind, **(blank | parts))


def t(month: str) -> int:
    return USSR.month_index(month)


def who(name: str) -> int:
    return NAMES.contenders.index(name)


def rung(name: str) -> int:
    return NAMES.rungs.index(name)


def test_every_target_can_be_read_from_any_history(histories: list[History]) -> None:
    assert set(STATISTICS) == set(USSR.document.targets)
    assert len(STATISTICS) == 34
    for told in histories:
        found = targets.statistics(told)
        assert set(found) == set(STATISTICS)
        for target, value in found.items():
            assert targets.statistic(told, target) == value
            assert value is None or isinstance(value, bool | int | float | str | list)
            recorded = targets.recorded(USSR, target)
            if value is not None and target not in ("elimination_order", "alliance_sequence"):
                assert isinstance(value, list) == isinstance(recorded, list)
            if isinstance(value, list) and isinstance(recorded, list) and isinstance(recorded[0], float):
                assert len(value) == len(recorded) or target == "congress_intervals"


def test_inputs_are_met(histories: list[History]) -> None:
    found = targets.statistics(histories[0])
    recorded = {target: targets.recorded(USSR, target) for target in STATISTICS}
    # The X Congress met before the scenario begins; so did the XI, whose size is known and whose delegates are not.
    assert found["cc_size"] == [None, *recorded["cc_size"][1:]]
    assert found["delegates"] == [None, None, *recorded["delegates"][2:]]
    assert found["congress_intervals"] == [12, 13, 19, 24, 31]
    assert np.allclose(found["membership_path"], recorded["membership_path"], rtol=0.06)
    assert found["enrolment_jump"] == pytest.approx(recorded["enrolment_jump"], abs=0.12)
    assert found["grain_shortfall"] == pytest.approx(recorded["grain_shortfall"], abs=0.05)
    inputs = {name for name, target in USSR.document.targets.items() if target.kind == "input"}
    for told in histories[1:]:
        assert {name: targets.statistic(told, name) for name in inputs} == {name: found[name] for name in inputs}
    assert found["no_leader_killed"] == 0


def test_recorded_values_have_the_form_of_statistics() -> None:
    assert targets.recorded(USSR, "date_trotsky_war") == t("1925-01")
    assert targets.recorded(USSR, "alliance_sequence") == [GROUPS["kamenev"], GROUPS["rykov"], "own clients"]
    assert targets.recorded(USSR, "winner") == "Stalin"


def test_no_such_target(histories: list[History]) -> None:
    with pytest.raises(QuestionError, match="unknown target 'winer'; did you mean 'winner'"):
        targets.statistic(histories[0], "winer")
    with pytest.raises(QuestionError, match="unknown target 'winer'"):
        targets.recorded(USSR, "winer")


def test_where_nothing_happened_dates_are_none_and_counts_are_0(made: Made) -> None:
    found = targets.statistics(made())
    never = {name for name, value in found.items() if value is None}
    assert never == {
        "date_trotsky_war", "date_zinoviev_pb", "date_trotsky_pb", "date_bukharin_pb", "duumvirate_duration",
        "oct1923_plenum_share", "xiv_vote_share", "xv_discussion_share", "aug1927_lag", "scissors_opposition_lag",
        "right_collapse_duration", "winner",
    }  # fmt: skip
    assert found["elimination_order"] == found["alliance_sequence"] == []
    assert found["left_before_right"] is False
    assert found["xv_expelled"] == found["partner_switches"] == found["politburo_survivors"] == 0


def test_who_left_in_which_order(made: Made) -> None:
    left = {
        "kamenev": "1925-12",
        "zinoviev": "1926-07",
        "trotsky": "1926-10",
        "bukharin": "1929-11",
        "tomsky": "1930-07",
    }
    put = {("reached", who(name), rung("off_presidium")): t(month) for name, month in left.items()}
    told = made(put=put)
    assert targets.statistic(told, "elimination_order") == ["Kamenev", "Zinoviev", "Trotsky", "Bukharin", "Tomsky"]
    assert targets.statistic(told, "left_before_right") is True
    assert targets.statistic(told, "date_zinoviev_pb") == targets.recorded(USSR, "date_zinoviev_pb")
    assert targets.statistic(told, "right_collapse_duration") == 22
    together = {**put, ("reached", who("zinoviev"), rung("off_presidium")): t("1929-11")}
    assert targets.statistic(made(put=together), "elimination_order")[2] == "Bukharin+Zinoviev"
    assert targets.statistic(made(put=together), "left_before_right") is False


def test_votes_at_congresses_and_in_the_discussion(made: Made) -> None:
    told = made(
        event("1924-05", "divided", where="congress", whom="trotsky", votes_for=700, votes_against=48),
        event("1925-12", "divided", where="congress", whom="stalin", votes_for=65, votes_against=559),
        event("1927-11", "divided", where="provincial_committees", whom="trotsky", votes_for=995, votes_against=5),
        event("1927-12", "divided", where="conference", whom="trotsky", votes_for=10, votes_against=10),
    )
    assert targets.statistic(told, "xiii_congress_opposition") == 48
    assert targets.statistic(told, "xiv_vote_share") == pytest.approx(559 / 624)
    assert targets.statistic(told, "xv_discussion_share") == 0.005
    assert targets.statistic(told, "xv_opposition_delegates") == 0


def motion(told: History, name: str, bodies: set[str]) -> int:
    """The row of a motion of a rung that some bodies vote on."""
    world, names = told.model.worlds[0], told.model.names
    bits = sum(1 << names.bodies.index(body) for body in bodies)
    rows = (m for m in range(int(world.count.motions)) if world.motions[m].rung == rung(name))
    return next(m for m in rows if world.motions[m].bodies == bits)


JOINT = {"central_committee", "control_commission"}


def test_the_plenum_nearest_to_october_1923(made: Made) -> None:
    like = made()
    censure = {"kind": "voted", "where": "censured", "whom": "trotsky"}
    joint, alone = (motion(like, "censured", bodies) for bodies in (JOINT, {"politburo"}))
    told = made(
        event("1923-06", **censure, votes_for=50, votes_against=50, motion=joint),
        event("1923-10", **censure, votes_for=6, votes_against=1, motion=alone),
        event("1923-10", **(censure | {"whom": "zinoviev"}), votes_for=1, votes_against=99, motion=joint),
        event("1924-01", **censure, votes_for=102, votes_against=2, motion=joint),
        event("1926-10", **(censure | {"where": "off_presidium"}), votes_for=90, votes_against=10, motion=joint),
    )
    assert targets.statistic(told, "oct1923_plenum_share") == pytest.approx(102 / 104)


def test_a_failure_and_the_success_after_it(made: Made) -> None:
    def tried(month: str, whom: str, where: str, carried: bool) -> Event:
        return event(
            month, "voted", whom=whom, where=where, carried=carried, votes_for=1, motion=motion(made(), where, JOINT)
        )

    told = made(
        tried("1926-04", "kamenev", "off_presidium", False),
        tried("1926-06", "kamenev", "off_presidium", True),
        tried("1927-04", "zinoviev", "off_committee", True),
        tried("1927-08", "trotsky", "off_committee", False),
        tried("1927-09", "trotsky", "off_committee", False),
        tried("1927-10", "trotsky", "off_committee", True),
    )
    assert targets.statistic(told, "aug1927_lag") == 2
    assert targets.statistic(made(tried("1927-08", "trotsky", "expelled", False)), "aug1927_lag") is None


def test_with_whom_he_shared_his_coalition(made: Made) -> None:
    """Kamenev, then Bukharin; with a majority of his own from 1926-10, and against Bukharin from 1928-07."""
    he, put = who("stalin"), {}
    for month in range(t("1929-12") + 1):
        put["following", month, 1, he] = 5 if month >= t("1926-10") else 3
        put["following", month, 1, N] = 4
        for name in NAMES.contenders:
            put["sides", month, who(name), 1] = 0
        if month < t("1926-10"):
            put["sides", month, he, 3] = who("kamenev" if month < t("1925-09") else "bukharin")
        if month >= t("1928-07"):
            put["sides", month, who("bukharin"), 1] = 1 << he
    # A short episode is smoothed away.
    put["sides", t("1924-03"), he, 3] = who("tomsky")
    told = made(put=put)
    assert targets.statistic(told, "alliance_sequence") == targets.recorded(USSR, "alliance_sequence")
    assert targets.statistic(told, "partner_switches") == 2
    assert targets.statistic(told, "duumvirate_duration") == t("1928-07") - t("1925-09")


def test_seats_heads_and_workers(made: Made) -> None:
    he = who("stalin")
    put: dict[tuple[Any, ...], float] = {("following", t("1924-06"), 1, he): 1, ("following", t("1924-06"), 1, N): 6}
    put |= {("following", t("1923-04"), 0, who("trotsky")): 4, ("following", t("1923-04"), 0, N): 36}
    put |= {("following", t("1927-12"), 0, he): 30, ("following", t("1927-12"), 0, N): 30}
    put |= {("holders", t("1927-12"), NAMES.offices.index("general_secretary")): he}
    put |= {("base", t("1924-05"), N): 0.61, ("base", t("1923-12"), N + 1): 0.37, ("base", t("1923-12"), N + 2): 0.44}
    put |= {("base", t("1924-12"), N + 2): 0.567}
    for month in range(t("1924-06"), t("1930-07") + 1):
        put["seated", month, he] = put["seated", month, who("rykov")] = 1
        put["seated", month, who("tomsky")] = int(month != t("1927-01"))
    told = made(put=put)
    assert targets.statistic(told, "pb_client_share") == [pytest.approx(1 / 7), 0, 0, 0, 0, 0]
    assert targets.statistic(told, "cc_trotskyists_1923") == 0.1
    assert targets.statistic(told, "cc_gs_faction_by_congress")[5] == 0.5
    assert targets.statistic(told, "secretary_turnover_1923_24") == 0.61
    assert targets.statistic(told, "secretaries_appointed_1923") == 0.37
    assert targets.statistic(told, "worker_share_jump") == [0.44, 0.567]
    assert targets.statistic(told, "politburo_survivors") == 2


def test_expelled_and_first_fight(made: Made) -> None:
    told = made(
        event("1922-09", "fought", who="zinoviev"),
        event("1923-11", "fought", who="trotsky"),
        event("1927-11", "dismissed", who="trotsky", number=7),
        event("1927-12", "dismissed", who="trotsky", number=75),
        event("1927-12", "dismissed", who="trotsky", where="central_committee", number=4),
        event("1927-12", "dismissed", who="zinoviev", number=23),
        put={("economy", t("1923-10"), 0): -1.0},
    )
    assert targets.statistic(told, "xv_expelled") == 98
    assert targets.statistic(told, "scissors_opposition_lag") == 1


def test_near_the_median_to_1927_and_in_the_end(made: Made) -> None:
    """Axes stand in the order of their ids: the NEP is the second."""
    axis = sorted(USSR.document.policy).index("nep_industry")
    far = {("views", t("1926-01"), who("stalin"), axis): 0.31}
    later = {("views", t("1928-01"), who("stalin"), axis): 0.9}
    last = {("views", t("1930-12"), who("stalin"), axis): 0.9}
    said = [targets.statistic(made(put=put), "median_policy_position") for put in ({}, far, later, last)]
    assert said == [True, False, True, False]


def test_short_episodes_are_smoothed_away() -> None:
    assert smoothed(list("aaaabaaabbbbb"), 5) == list("aaaaaaaabbbbb")
    assert smoothed([]) == runs([]) == []
    assert runs(list("aabba")) == [("a", 2), ("b", 2), ("a", 1)]
