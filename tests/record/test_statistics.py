"""Statistics of histories: all targets can be read, inputs are met, and each function is worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from selectorate import ensemble
from selectorate.ensemble.luck import luck
from selectorate.record import statistics
from selectorate.record.batch import Batch
from selectorate.record.coalitions import smoothed
from selectorate.record.reading import Reader, values
from selectorate.record.recorded import bounds, numbers, recorded
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model
from selectorate.targets import NEEDS, Args, Deed, Moment, Statistic, Target

USSR = load("ussr-1922")
TARGETS = USSR.document.targets
NAMES = ensemble.prepare(USSR).names
N = len(NAMES.contenders)

Made = Callable[..., Batch]
Event = Callable[..., tuple[int, ...]]


def t(month: str) -> int:
    return USSR.month_index(month)


def who(name: str) -> int:
    return NAMES.contenders.index(name)


def rung(name: str) -> int:
    return NAMES.rungs.index(name)


def body(name: str) -> int:
    return NAMES.bodies.index(name)


def read(batch: Batch, target: str) -> Any:
    """The statistic of a target in one history: a number, a list for a vector, None for never."""
    found = statistics.read(batch, TARGETS[target]).reshape(batch.histories, -1)[0].tolist()
    told = [None if np.isnan(one) else one for one in found]
    return told if isinstance(TARGETS[target].statistic.args.at, list) else told[0]


def test_every_function_is_known_and_every_target_of_the_party_can_be_read(model: Model) -> None:
    assert set(statistics.FUNCTIONS) == set(NEEDS)
    assert len(TARGETS) == 34
    reader = Reader(model, TARGETS)
    found = reader(luck(model.worlds[0], 7, 0, 40))
    assert found.shape == (40, reader.width)
    for name, target in TARGETS.items():
        assert reader.columns[name].stop - reader.columns[name].start == values(target) == len(recorded(USSR, target))


def test_inputs_are_met(model: Model) -> None:
    inputs = {name: target for name, target in TARGETS.items() if target.kind == "input"}
    reader = Reader(model, inputs)
    found = reader(luck(model.worlds[0], 7, 0, 5))
    assert (np.isnan(found) | (found == found[0])).all()
    for name, target in inputs.items():
        numbers, (low, high) = found[0, reader.columns[name]], bounds(USSR, target)
        lived = ~np.isnan(numbers)
        assert lived.any()
        assert ((numbers >= low) & (numbers <= high))[lived].all(), name
    assert found[0, reader.columns["congress_intervals"]].tolist() == [12, 13, 19, 24, 31]


def test_recorded_numbers_are_those_of_the_recorded_months() -> None:
    assert recorded(USSR, TARGETS["date_trotsky_war"]).tolist() == [t("1925-01")]
    assert bounds(USSR, TARGETS["date_trotsky_war"])[0].tolist() == [t("1924-04")]
    assert recorded(USSR, TARGETS["alliance_sequence"]).tolist() == [1.0]
    assert recorded(USSR, TARGETS["elimination_order"]).tolist() == [1.0]
    assert bounds(USSR, TARGETS["elimination_order"]) == ([0.6], [1.0])
    assert numbers(USSR, TARGETS["date_trotsky_war"], "1924-04").tolist() == [24]


def test_where_nothing_happened_dates_are_never_and_counts_are_0(made: Made) -> None:
    nothing = made()
    never = {name for name in TARGETS if read(nothing, name) is None}
    assert never == {
        "date_trotsky_war", "date_zinoviev_pb", "date_trotsky_pb", "date_bukharin_pb", "duumvirate_duration",
        "oct1923_plenum_share", "xiv_vote_share", "xv_discussion_share", "aug1927_lag", "scissors_opposition_lag",
        "right_collapse_duration",
    } - {"date_trotsky_war"} | ({"date_trotsky_war"} if read(nothing, "date_trotsky_war") is None else set())  # fmt: skip
    assert read(nothing, "elimination_order") == 0.0
    assert read(nothing, "alliance_sequence") == read(nothing, "left_before_right") == 0.0
    assert (
        read(nothing, "xv_expelled") == read(nothing, "partner_switches") == read(nothing, "politburo_survivors") == 0
    )


def test_who_left_in_which_order(made: Made) -> None:
    left = {
        "kamenev": "1925-12",
        "zinoviev": "1926-07",
        "trotsky": "1926-10",
        "bukharin": "1929-11",
        "tomsky": "1930-07",
    }
    put: dict[tuple[Any, ...], float] = {
        ("reached", who(name), rung("off_presidium")): t(month) for name, month in left.items()
    }
    for name in NAMES.contenders:
        put.setdefault(("reached", who(name), rung("off_presidium")), -1)
    told = made(put=put)
    assert read(told, "elimination_order") == 1.0
    assert read(told, "left_before_right") == 1.0
    assert read(told, "date_zinoviev_pb") == recorded(USSR, TARGETS["date_zinoviev_pb"])
    assert read(told, "right_collapse_duration") == 22
    together = {**put, ("reached", who("zinoviev"), rung("off_presidium")): t("1929-11")}
    # Of fifteen pairs one is turned round and one is even.
    assert read(made(put=together), "elimination_order") == pytest.approx((13 - 1) / 15)
    assert read(made(put=together), "left_before_right") == 0.0


def test_votes_at_congresses_and_in_the_discussion(made: Made, event: Event) -> None:
    told = made(
        event("1924-05", "divided", where=body("congress"), whom="trotsky", votes=(700, 48)),
        event("1925-12", "divided", where=body("congress"), whom="stalin", votes=(65, 559)),
        event("1925-12", "divided", where=body("congress"), whom="rykov", votes=(620, 4)),
        event("1927-11", "divided", where=body("provincial_committees"), whom="trotsky", votes=(995, 5)),
        event("1927-12", "divided", where=body("conference"), whom="trotsky", votes=(10, 10)),
    )
    assert read(told, "xiii_congress_opposition") == 48
    assert read(told, "xiv_vote_share") == pytest.approx(559 / 624)
    assert read(told, "xv_discussion_share") == 0.005
    assert read(told, "xv_opposition_delegates") == 0


def motion(model: Model, name: str, bodies: set[str]) -> int:
    """The row of a motion of a rung that some bodies vote on."""
    world, names = model.worlds[0], model.names
    bits = sum(1 << names.bodies.index(body) for body in bodies)
    rows = (m for m in range(int(world.count.motions)) if world.motions[m].rung == rung(name))
    return next(m for m in rows if world.motions[m].bodies == bits)


JOINT = {"central_committee", "control_commission"}


def test_the_plenum_nearest_to_october_1923(made: Made, event: Event, model: Model) -> None:
    joint, alone = (motion(model, "censured", bodies) for bodies in (JOINT, {"politburo"}))
    away = motion(model, "off_presidium", JOINT)
    told = made(
        event("1923-06", "voted", whom="trotsky", where=joint, votes=(50, 50)),
        event("1923-10", "voted", whom="trotsky", where=alone, votes=(6, 1)),
        event("1923-10", "voted", whom="zinoviev", where=joint, votes=(1, 99)),
        event("1924-01", "voted", whom="trotsky", where=joint, votes=(102, 2)),
        event("1926-10", "voted", whom="trotsky", where=away, votes=(90, 10)),
    )
    assert read(told, "oct1923_plenum_share") == pytest.approx(102 / 104)


def test_a_failure_and_the_success_after_it(made: Made, event: Event, model: Model) -> None:
    def tried(month: str, whom: str, where: str, *, carried: bool) -> tuple[int, ...]:
        place = motion(model, where, JOINT)
        return event(month, "voted", whom=whom, where=place, carried=carried, votes=(1, 0))

    told = made(
        tried("1926-04", "kamenev", "off_presidium", carried=False),
        tried("1926-06", "kamenev", "off_presidium", carried=True),
        tried("1927-04", "zinoviev", "off_committee", carried=True),
        tried("1927-08", "trotsky", "off_committee", carried=False),
        tried("1927-09", "trotsky", "off_committee", carried=False),
        tried("1927-10", "trotsky", "off_committee", carried=True),
    )
    assert read(told, "aug1927_lag") == 2
    assert read(made(tried("1927-08", "trotsky", "expelled", carried=False)), "aug1927_lag") is None


def test_with_whom_he_shared_his_coalition(made: Made) -> None:
    """Kamenev, then Bukharin; with a majority of his own from 1926-10, and against Bukharin from 1928-07."""
    he, put = who("stalin"), {}
    for month in range(t("1929-12") + 1):
        put["following", month, 1, he] = 5 if month >= t("1926-10") else 3
        put["following", month, 1, N] = 4
        if month < t("1926-10"):
            put["sides", month, he, 3] = who("kamenev" if month < t("1925-09") else "bukharin")
        if month >= t("1928-07"):
            put["sides", month, who("bukharin"), 1] = 1 << he
    # A short episode is smoothed away.
    put["sides", t("1924-03"), he, 3] = who("tomsky")
    months = made(put={})
    for (_, month, *place), value in [item for item in put.items() if item[0][0] == "following"]:
        months.facts.months.following[(0, month, *place)] = value
    for (_, month, *place), value in [item for item in put.items() if item[0][0] == "sides"]:
        months.facts.months.sides[(0, month, *place)] = value
    assert read(months, "alliance_sequence") == 1.0
    assert read(months, "partner_switches") == 2
    assert read(months, "duumvirate_duration") == t("1928-07") - t("1925-09")


def test_seats_heads_and_workers(made: Made) -> None:
    he = who("stalin")
    told = made()
    months = told.facts.months
    months.following[0, t("1924-06"), 1, [he, N]] = 1, 6
    months.following[0, t("1923-04"), 0, [who("trotsky"), N]] = 4, 36
    months.following[0, t("1927-12"), 0, [he, N]] = 30, 30
    months.holders[0, :, NAMES.offices.index("general_secretary")] = -1
    months.holders[0, t("1927-12"), NAMES.offices.index("general_secretary")] = he
    months.base[0, t("1924-05"), N] = 0.61
    months.base[0, t("1923-12"), N + 1 : N + 3] = 0.37, 0.44
    months.base[0, t("1924-12"), N + 2] = 0.567
    span = slice(t("1924-06"), t("1930-07") + 1)
    for name in ("stalin", "rykov", "tomsky"):
        months.seated[0, span, who(name)] = 1
    months.seated[0, t("1927-01"), who("tomsky")] = 0
    assert read(told, "pb_client_share") == [pytest.approx(1 / 7), 0, 0, 0, 0, 0]
    assert read(told, "cc_trotskyists_1923") == 0.1
    assert read(told, "cc_gs_faction_by_congress")[5] == 0.5
    assert read(told, "cc_gs_faction_by_congress")[0] is None
    assert read(told, "secretary_turnover_1923_24") == 0.61
    assert read(told, "secretaries_appointed_1923") == 0.37
    assert read(told, "worker_share_jump") == [0.44, 0.567]
    assert read(told, "politburo_survivors") == 2


def test_expelled_and_first_fight(made: Made, event: Event) -> None:
    committee = body("central_committee")
    told = made(
        event("1922-09", "fought", who="zinoviev"),
        event("1923-11", "fought", who="trotsky"),
        event("1927-11", "dismissed", who="trotsky", votes=(7, 0)),
        event("1927-12", "dismissed", who="trotsky", votes=(75, 0)),
        event("1927-12", "dismissed", who="trotsky", where=committee, votes=(4, 0)),
        event("1927-12", "dismissed", who="zinoviev", votes=(23, 0)),
        put={("economy", t("1923-10"), 0): -1.0},
    )
    assert read(told, "xv_expelled") == 98
    assert read(told, "scissors_opposition_lag") == 1


def test_near_the_median_to_1927_and_in_the_end(made: Made) -> None:
    """Axes stand in the order of their ids: the NEP is the second."""
    axis = sorted(USSR.document.policy).index("nep_industry")
    far = {("views", t("1926-01"), who("stalin"), axis): 0.31}
    later = {("views", t("1928-01"), who("stalin"), axis): 0.9}
    last = {("views", t("1930-12"), who("stalin"), axis): 0.9}
    said = [read(made(put=put), "median_policy_position") for put in ({}, far, later, last)]
    assert said == [1.0, 0.0, 1.0, 0.0]


def codes(text: str) -> Any:
    return np.array([[ord(letter) - ord("a") for letter in text]])


def test_short_episodes_are_smoothed_away() -> None:
    assert (smoothed(codes("aaabaaabbbb"), 2, 5) == codes("aaaaaaabbbb")).all()
    assert smoothed(np.zeros((1, 0), np.int64), 2).shape == (1, 0)
    # Of equals a month keeps its own, and otherwise takes the first of those around it.
    assert (smoothed(codes("ab"), 2, 5) == codes("ab")).all()
    assert (smoothed(codes("aabbcc")[:, [0, 1, 4, 2, 3]], 3, 5)[0, 2]) == 0


def test_a_history_that_was_lived_to_an_early_month_says_nothing_of_later_ones(model: Model) -> None:
    reader = Reader(model, TARGETS)
    keys = luck(model.worlds[0], 7, 0, 6)
    whole, early = reader(keys), reader(keys, months=t("1926-01"))
    assert int(model.worlds[0].count.months) == USSR.months
    same = {"xiii_congress_opposition", "xiv_vote_share", "secretary_turnover_1923_24", "worker_share_jump"}
    for name in same:
        assert np.array_equal(whole[:, reader.columns[name]], early[:, reader.columns[name]], equal_nan=True)
    for name in ("winner", "xv_expelled", "alliance_sequence"):
        assert np.isnan(early[:, reader.columns[name]]).all()
    # Of a vector what has been by then is known: the share of June 1924.
    assert (
        early[:, reader.columns["pb_client_share"]][:, 0] == whole[:, reader.columns["pb_client_share"]][:, 0]
    ).all()
    assert np.isnan(early[:, reader.columns["pb_client_share"]][:, 1:]).all()
    column = reader.columns["date_trotsky_war"]
    come = whole[:, column] < t("1926-01")
    assert np.array_equal(np.where(come, whole[:, column], np.nan), early[:, column], equal_nan=True)


def test_numbers_do_not_depend_on_how_many_threads_read_them(model: Model) -> None:
    reader, keys = Reader(model, TARGETS), luck(model.worlds[0], 3, 0, 230)
    assert np.array_equal(reader(keys), reader(keys, threads=3), equal_nan=True)


def test_each_history_can_have_parameters_of_its_own(model: Model, ussr: Scenario) -> None:
    names = ("gap", "reluctance_off_presidium", "threat")
    reader = Reader(model, TARGETS, names)
    keys = luck(model.worlds[0], 3, 0, 8)
    draws = np.array([[5.0, 0.5, 1.0], [12.0, 2.0, 3.0]])[np.arange(8) % 2]
    found = reader(keys, draws, threads=2)
    for which in range(2):
        alone = ensemble.prepare(ussr, set=dict(zip(names, draws[which].tolist(), strict=True)))
        same = Reader(alone, TARGETS)(keys[which::2])
        assert np.array_equal(found[which::2], same, equal_nan=True)
    # A parameter that the question sets is dealt to nobody.
    held = Reader(ensemble.prepare(ussr, set={"gap": 9.0}), TARGETS, names)(keys, draws)
    other = Reader(ensemble.prepare(ussr, set={"gap": 9.0}), TARGETS, names[1:])(keys, draws[:, 1:])
    assert np.array_equal(held, other, equal_nan=True)


def test_a_statistic_of_any_event(made: Made, event: Event) -> None:
    told = made(
        event("1923-05", "took_office", who="kamenev", where=NAMES.offices.index("comintern_chair")),
        event("1924-02", "happened", where=NAMES.happenings.index("lenin_death")),
        event("1925-03", "reached", who="trotsky", where=rung("censured")),
    )

    def month(deed: Deed) -> Any:
        target = TARGETS["date_trotsky_war"].model_copy(
            update={"statistic": Statistic(fn="month_of", args=Args(event=deed))}
        )
        return statistics.read(told, target)[0]

    assert month(Deed(kind="took_office", who="kamenev")) == t("1923-05")
    assert month(Deed(kind="happened", where="lenin_death")) == t("1924-02")
    assert month(Deed(kind="reached", who="trotsky", where="censured")) == t("1925-03")
    assert np.isnan(month(Deed(kind="reached", who="trotsky", where="expelled")))
    assert np.isnan(month(Deed(kind="killed")))
    since = Target.model_validate(
        {
            "title": "x", "kind": "dynamic", "value": 1.0, "low": 0.0, "high": 2.0, "kernel": "normal", "width": 1.0,
            "confidence": "low",
            "statistic": {"fn": "lag", "args": {"from": {"month": "1923-01"}, "to": {"event": {"kind": "took_office"}}}},
        }
    )  # fmt: skip
    assert statistics.read(told, since).tolist() == [4.0]
    assert since.statistic.args.start == Moment(month="1923-01")
