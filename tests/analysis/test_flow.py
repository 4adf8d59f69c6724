"""The circular flow measured: what one base seat more comes to, beside what can be reckoned by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from selectorate import ensemble, scenario
from selectorate.analysis.flow import AFTER_NEXT, Flow, Ring, flow, held, kept, rings, width
from selectorate.ensemble.dealing import ROWS, Deal, dealt
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.simulation.build import Model
from selectorate.testing.changes import rewritten

ASSOCIATION = scenario.load("association")
POWERLESS = {"slate": 0.0, "partisan": 0.0}
UNITS, SEATS, RETENTION, STAYS = 40, 9, 0.5, 0.97**12
"""Of the association: branches, seats of its board, the chance to be elected again, and of a head to stay a year."""


def measured(histories: int = 400, *, threads: int = 2, seed: int = 5, **numbers: float) -> Flow:
    (found,) = flow(
        ensemble.prepare(ASSOCIATION, set=numbers), "recorded", histories=histories, seed=seed, threads=threads
    )
    return found


@pytest.fixture(scope="module")
def found() -> Flow:
    return measured(4000)


@pytest.fixture(scope="module")
def powerless() -> Flow:
    """The chair can do nothing, so a seat comes to what the delegates of its branch do."""
    return measured(4000, **POWERLESS)


def by_hand() -> list[float]:
    """Extra seats at each assembly where the chair can do nothing: those kept, and those newly won by the delegates."""
    gains, gain, stays = [], 0.0, 1.0
    for _ in range(6):
        stays *= STAYS
        gain = RETENTION * gain + SEATS * (1.0 - RETENTION) * stays / UNITS
        gains.append(gain)
    return gains


def circle(one: Flow) -> Ring:
    return one.asked.rings[0]


def test_without_powers_the_gain_is_what_can_be_reckoned(powerless: Flow) -> None:
    found = powerless.gain(circle(powerless)).by_session.values()
    for one, known in zip(found, by_hand(), strict=True):
        assert one["committee"].low <= known <= one["committee"].high
    assert powerless.gain(circle(powerless)).gain.value == pytest.approx(by_hand()[AFTER_NEXT], abs=0.015)


def test_cut_links_of_a_powerless_chair_are_what_can_be_reckoned(powerless: Flow) -> None:
    """His own links do nothing. Delegates shared out evenly bring a third of what a branch of nobody's adds to all."""
    gain = powerless.gain(circle(powerless))
    assert gain.without_link["executive->branches"].value == gain.gain.value
    assert gain.without_link["board->executive"].value == gain.gain.value
    assert gain.without_link["assembly->board"].value == 0.0
    units = powerless.asked.base.worlds[0].units
    nobodys = sum(int(units[u].patron) < 0 for u in range(UNITS)) / UNITS
    cut = gain.without_link["branches->assembly"]
    assert cut.low <= by_hand()[AFTER_NEXT] * nobodys / 3 <= cut.high


def test_the_slate_takes_its_part_of_the_first_assembly(found: Flow) -> None:
    """Nothing has come round yet: a quarter of the seats is the chair's own choice, and the rest is the delegates'."""
    first = found.gain(circle(found)).by_session["assembly_2001"]["committee"]
    assert first.low <= 0.75 * by_hand()[0] <= first.high


def test_the_gain_is_positive_and_goes_through_assembly_and_board(found: Flow) -> None:
    gain = found.gain(circle(found))
    assert gain.gain.low > 0.0
    assert gain.gain == gain.by_session["assembly_2002"]["committee"]
    assert gain.without_link["assembly->board"].value == 0.0
    assert gain.without_link["branches->assembly"].high < gain.gain.low


def test_each_loop_is_measured_by_its_own_links(found: Flow) -> None:
    both = [ring for _, ring in rings([found])]
    assert [(ring.office, ring.holder) for ring in both] == [("chair", "ada")] * 2
    for ring in both:
        assert list(found.gain(ring).without_link) == ring.loop.texts()
    assert found.gain(both[0]).gain.value == found.gain(both[1]).gain.value


def test_without_a_seat_more_it_is_the_run(found: Flow) -> None:
    alone = ensemble.run(ASSOCIATION, histories=4000, seed=5).columns
    assert (found.found[0, :, :6] == alone.following[:, :, 0]).all()
    last = found.held_by_month(circle(found))["2006-12"]
    assert last == {
        name: share for i, name in enumerate(("ada", "ben", "chen")) if (share := (alone.holders[:, 0] == i).mean())
    }


def test_who_holds_the_office_sums_to_one(found: Flow) -> None:
    months = found.held_by_month(circle(found))
    assert next(iter(months)) == "2001-01"
    assert len(months) == ASSOCIATION.months
    assert all(sum(shares.values()) == pytest.approx(1.0) for shares in months.values())


@pytest.mark.parametrize("threads", [1, 5])
def test_threads_decide_no_bit(threads: int) -> None:
    assert (measured(threads=threads).found == measured().found).all()


def test_more_histories_go_on_from_the_same() -> None:
    assert (measured(150).found == measured(400).found[:, :150]).all()


def test_histories_are_dealt_evenly_and_each_once_a_row(found: Flow) -> None:
    deals = list(found.asked.deals(101))
    for row in range(2 * len(found.asked.cuts)):
        own = sorted(k for deal in deals if deal.row == row for k in deal.histories)
        assert own == list(range(101))
    sizes = [len(deal.histories) for deal in deals]
    assert max(sizes) - min(sizes) <= 1
    parts = list(Deal(0, 0, range(3, 400, 2)).parts())
    assert all(len(part.histories) <= ROWS for part in parts)
    assert [k for part in parts for k in part.histories] == list(range(3, 400, 2))


def test_a_unit_that_is_his_already_changes_nothing(found: Flow) -> None:
    """Ben has branches at the start: given to him once more, they change no history of his."""
    base, holder = found.asked.base, found.asked
    own = next(unit for u, unit in enumerate(base.names.units) if base.worlds[0].units[u].patron == 1)
    worlds = Worlds(base, [Twin(), Twin(heads=((own, "ben"),))])
    deals = [Deal(row, row, range(100)) for row in (0, 1)]
    both = dealt(worlds, deals, lambda facts: kept(holder, facts), (2, 100, width(base)), seed=5, threads=2)
    assert (both[0] == both[1]).all()
    assert own in holder.units


def test_a_twin_has_its_head_and_its_loose_places_in_both_worlds() -> None:
    base = ensemble.prepare(ASSOCIATION)
    unit = base.names.units[7]
    worlds = Worlds(base, [Twin(heads=((unit, "ada"),), loose=("executive",)), Twin()])
    room: Any = worlds.room()
    worlds.put(0, room)
    assert room["units"]["patron"][:, 7].tolist() == [0, 0]
    assert room["units"]["tie"][:, 7].tolist() == [base.parameters["newcomer_tie"]] * 2
    assert room["bodies"]["loose"][:, base.names.bodies.index("executive")].tolist() == [1, 1]
    assert room["offices"]["loose"][:, 0].tolist() == [1, 1]
    assert room["bodies"]["loose"].sum() == room["offices"]["loose"].sum() == 2
    worlds.put(1, room)
    assert room[0].tobytes() == base.worlds[0].tobytes()


def test_where_there_is_a_presidium_its_seats_are_counted() -> None:
    ussr = ensemble.prepare(scenario.load("ussr-1922"))
    (one,) = flow(ussr, "recorded", histories=100, seed=5, threads=2)
    gain = one.gain(circle(one))
    assert (circle(one).office, circle(one).holder) == ("general_secretary", "stalin")
    assert {tuple(parts) for parts in gain.by_session.values()} == {("committee", "presidium")}
    alone = ensemble.run(ussr.scenario, histories=100, seed=5).columns
    stalin = ussr.names.contenders.index("stalin")
    assert (one.found[0, :, 0:10:2] == alone.following[:, :, stalin]).all()
    assert np.ptp(one.found[0, :, 1:10:2]) > 0


def bare() -> dict[str, Any]:
    tree: dict[str, Any] = ASSOCIATION.document.model_dump(exclude_unset=True)
    return tree


def prepared(tree: dict[str, Any]) -> Model:
    return ensemble.prepare(rewritten(ASSOCIATION, tree))


def test_whoever_is_given_the_office_is_followed() -> None:
    made = ensemble.changes(ASSOCIATION, do=["chair.holder=ben"])
    (holder,) = held(ensemble.prepare(ASSOCIATION, changes=made), "recorded")
    assert holder.name == "ben"
    assert len(holder.units) == UNITS - 8


def test_without_a_loop_that_anybody_holds_there_is_nothing_to_measure() -> None:
    vacant = bare()
    del vacant["offices"]["chair"]["holder"], vacant["bodies"]["executive"]["holders"]
    with pytest.raises(QuestionError, match="no loop"):
        held(prepared(vacant), "recorded")


def test_without_a_second_congress_there_is_none_after_next() -> None:
    tree = bare()
    tree["calendar"] = dict(list(tree["calendar"].items())[:1])
    with pytest.raises(QuestionError, match="two dated sessions"):
        held(prepared(tree), "recorded")


def test_where_every_unit_is_his_there_is_none_to_add() -> None:
    tree = bare()
    for unit in tree["units"].values():
        unit["patron"] = "ada"
    with pytest.raises(QuestionError, match="every base unit"):
        held(prepared(tree), "recorded")


def test_a_question_from_a_later_month_is_refused() -> None:
    made = ensemble.changes(ASSOCIATION, without=["chair_powers"])
    later = ensemble.prepare(ASSOCIATION, changes=made, start="2002-01")
    with pytest.raises(QuestionError, match="from the start"):
        flow(later, "recorded", histories=100, seed=1, threads=1)
    with pytest.raises(QuestionError, match="later month"):
        Worlds(later, [Twin(heads=((later.names.units[0], "ada"),))])


def test_too_few_histories_are_refused() -> None:
    with pytest.raises(QuestionError, match="at least 100"):
        measured(99)
