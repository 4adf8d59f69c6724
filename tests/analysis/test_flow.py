"""The circular flow measured: what one base seat more comes to, beside what can be reckoned by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import ensemble, scenario
from selectorate import world as w
from selectorate.analysis import flow as measuring
from selectorate.analysis.explain import explain
from selectorate.analysis.flow import BLOCK, Flow, Gain, flow
from selectorate.analysis.holding import AFTER_NEXT, LOOKED_AT, Holder, held
from selectorate.analysis.plan import Plan
from selectorate.analysis.spread import DRAWS
from selectorate.ensemble import Store
from selectorate.ensemble.dealing import ROWS, Deal, dealt
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.worlds import Twin, Worlds
from selectorate.errors import QuestionError
from selectorate.simulation.build import Model
from selectorate.state import Facts
from selectorate.testing.changes import rewritten

ASSOCIATION = scenario.load("association")
POWERLESS = {"slate": 0.0, "partisan": 0.0}
UNITS, SEATS, RETENTION, STAYS = 40, 9, 0.5, 0.97**12
"""Of the association: branches, seats of its board, the chance to be elected again, and of a head to stay a year."""


def measured(
    histories: int = 400, *, threads: int = 2, start: str | None = None, store: Store | None = None, **numbers: float
) -> Flow:
    base = ensemble.prepare(ASSOCIATION, set=numbers, start=start)
    (found,) = flow(base, "recorded", histories=histories, seed=5, threads=threads, store=store)
    return found


def same(one: Flow, other: Flow) -> bool:
    return one.found.tobytes() == other.found.tobytes() and one.cut.tobytes() == other.cut.tobytes()


@pytest.fixture(scope="module")
def found() -> Flow:
    return measured(4000)


@pytest.fixture(scope="module")
def powerless() -> Flow:
    """The chair can do nothing, so a seat comes to what the delegates of its branch do."""
    return measured(4000, **POWERLESS)


def by_hand(retention: float = RETENTION) -> list[float]:
    """Extra seats at each assembly where the chair can do nothing: those kept, and those newly won by the delegates."""
    gains, gain, stays = [], 0.0, 1.0
    for _ in range(6):
        stays *= STAYS
        gain = retention * gain + SEATS * (1.0 - retention) * stays / UNITS
        gains.append(gain)
    return gains


def circle(one: Flow) -> Gain:
    return one.gain(one.asked.rings[0].loop)


def held_at_the_start(base: Model) -> list[Holder]:
    return held(base, "recorded", seed=5, threads=1)


def test_without_powers_the_gain_is_what_can_be_reckoned(powerless: Flow) -> None:
    found = powerless.by_session.values()
    for one, known in zip(found, by_hand(), strict=True):
        assert one["committee"].low <= known <= one["committee"].high
    assert circle(powerless).gain.value == pytest.approx(by_hand()[AFTER_NEXT], abs=0.015)


def test_cut_links_of_a_powerless_chair_are_what_can_be_reckoned(powerless: Flow) -> None:
    """His own links do nothing. Delegates shared out evenly bring a third of what a branch of nobody's adds to all."""
    gain = circle(powerless)
    assert gain.without_link["executive->branches"].value == gain.gain.value
    assert gain.without_link["board->executive"].value == gain.gain.value
    assert gain.without_link["assembly->board"].value == 0.0
    units = powerless.asked.base.worlds[0].units
    nobodys = sum(int(units[u].patron) < 0 for u in range(UNITS)) / UNITS
    cut = gain.without_link["branches->assembly"]
    assert cut.low <= by_hand()[AFTER_NEXT] * nobodys / 3 <= cut.high


def test_the_slate_takes_its_part_of_the_first_assembly(found: Flow) -> None:
    """Nothing has come round yet: a quarter of the seats is the chair's own choice, and the rest is the delegates'."""
    first = found.by_session["assembly_2001"]["committee"]
    assert first.low <= 0.75 * by_hand()[0] <= first.high


def test_the_gain_is_positive_and_goes_through_assembly_and_board(found: Flow) -> None:
    gain = circle(found)
    assert gain.gain.low > 0.0
    assert gain.gain == gain.by_session["assembly_2002"]["committee"]
    assert gain.without_link["assembly->board"].value == 0.0
    assert gain.without_link["branches->assembly"].high < gain.gain.low


def test_each_loop_is_measured_by_its_own_links(found: Flow) -> None:
    both = found.asked.rings
    assert [(ring.office, ring.holder, ring.share) for ring in both] == [("chair", "ada", None)] * 2
    for ring in both:
        assert list(found.gain(ring.loop).without_link) == ring.loop.texts()
    assert found.gain(both[0].loop).by_session == found.gain(both[1].loop).by_session


def test_without_a_seat_more_it_is_the_run(found: Flow) -> None:
    alone = ensemble.run(ASSOCIATION, histories=4000, seed=5).columns
    assert (found.found[0, :, :6] == alone.following[:, :, 0]).all()
    last = found.held_by_month("chair")["2006-12"]
    assert last == {
        name: share for i, name in enumerate(("ada", "ben", "chen")) if (share := (alone.holders[:, 0] == i).mean())
    }


def test_who_holds_the_office_sums_to_one(found: Flow) -> None:
    months = found.held_by_month("chair")
    assert next(iter(months)) == "2001-01"
    assert len(months) == ASSOCIATION.months
    assert all(sum(shares.values()) == pytest.approx(1.0) for shares in months.values())


def test_over_parameters_the_gain_lies_where_it_can_be_reckoned(make_posterior: Callable[..., Posterior]) -> None:
    """Some draws keep nearly every member of the board, others hardly any: the gain follows."""
    drawn = make_posterior(ASSOCIATION, ("retention",), draws=200)
    learnt = replace(drawn, draws=np.linspace(0.05, 0.95, len(drawn))[:, None])
    base = ensemble.prepare(ASSOCIATION, set=POWERLESS, parameters=learnt)
    (found,) = flow(base, "recorded", histories=4000, seed=5, threads=2)
    retained = learnt.draws[learnt.chosen(5, 0, DRAWS), 0]
    known = np.quantile([by_hand(kept)[AFTER_NEXT] for kept in retained], (0.05, 0.95))
    over = circle(found).gain.parameters
    assert over is not None
    assert over == pytest.approx(known, abs=0.025)
    assert circle(found).without_link["executive->branches"].parameters is None
    (plain,) = flow(base, "recorded", histories=4000, seed=5, threads=2, spread=False)
    assert same(plain, found)
    assert circle(plain).gain.parameters is None
    assert circle(plain).gain.sampling == circle(found).gain.sampling


@pytest.mark.parametrize("threads", [1, 5])
def test_threads_decide_no_bit(threads: int) -> None:
    assert same(measured(threads=threads), measured())


def test_more_histories_go_on_from_the_same() -> None:
    few, more = measured(150), measured(400)
    assert (few.found == more.found[:, :150]).all()
    assert (few.cut == more.cut[:, :150]).all()


def test_histories_are_dealt_evenly_and_each_once_a_row(found: Flow) -> None:
    deals = list(found.asked.deals(33, 101, 3))
    for row in range(6):
        own = sorted(k for deal in deals if deal.row == row for k in deal.histories)
        assert own == list(range(101))
    given = {(33 + k) % UNITS: deal.world for deal in deals if deal.row == 1 for k in deal.histories}
    assert given == {u: 1 + u for u in range(UNITS)}
    sizes = [len(deal.histories) for deal in deals if deal.row % 2]
    assert max(sizes) - min(sizes) <= 1
    parts = list(Deal(0, 0, range(3, 400, 2)).parts())
    assert all(len(part.histories) <= ROWS for part in parts)
    assert [k for part in parts for k in part.histories] == list(range(3, 400, 2))


def owned(base: Model, *twins: Twin) -> Any:
    """Ben's share of the base at the end of each month, by world, of twenty histories that have the same luck."""
    worlds, deals = Worlds(base, list(twins)), [Deal(row, row, range(20)) for row in range(len(twins))]

    def keep(facts: Facts) -> Any:
        return np.round(facts.months.base[:, :, 1] * UNITS).astype(np.int16)

    return dealt(worlds, deals, keep, (len(twins), 20, base.scenario.months), seed=5, threads=2)


@pytest.mark.parametrize(("start", "month"), [(None, 0), ("2001-05", 4)])
def test_a_head_more_follows_him_from_the_month_of_the_question(start: str | None, month: int) -> None:
    """A unit that is his already stands for the next: named or not, he has one of forty branches more. No head moves."""
    base = ensemble.prepare(ASSOCIATION, set={"turnover": 0.0, "careerism": 0.0}, start=start)
    units = [int(unit.patron) for unit in base.worlds[0].units[:UNITS]]
    twins = [Twin(heads=((base.names.units[u], "ben"),)) for u in (units.index(1), units.index(-1))]
    without, *both = owned(base, Twin(), *twins)
    for found in both:
        assert (found[:, :month] == without[:, :month]).all()
        assert (found[:, month:] == without[:, month:] + 1).all()


@pytest.mark.parametrize("start", [None, "2002-03"])
def test_acts_and_loose_places_are_in_the_world_that_takes_over(start: str | None) -> None:
    base = ensemble.prepare(ASSOCIATION, start=start)
    worlds = Worlds(base, [Twin(heads=((base.names.units[7], "ben"),), loose=("executive",)), Twin()]).lay_out()
    room: Any = worlds.room()
    worlds.put(0, room)
    before, after = room
    assert before.rules.until == (14 if start else 0)
    assert (before.count.acts, after.count.acts) == (0, 1)
    act = after.acts[0]
    assert (act.kind, act.unit, act.person) == (w.WINS_HEAD, 7, base.names.contenders.index("ben"))
    assert after.bodies["loose"].tolist().index(1) == base.names.bodies.index("executive")
    assert (after.bodies["loose"].sum(), after.offices["loose"].sum()) == (1, 1)
    assert before.bodies["loose"].sum() == before.offices["loose"].sum() == 0
    worlds.put(1, room)
    assert room[0].tobytes() == base.worlds[0].tobytes()


def test_no_more_can_be_given_than_there_is_room_for() -> None:
    base = ensemble.prepare(ASSOCIATION)
    with pytest.raises(QuestionError, match="no more than 64"):
        Worlds(base, [Twin(heads=tuple((unit, "ada") for unit in base.names.units * 2))]).lay_out()


def test_where_there_is_a_presidium_its_seats_are_counted() -> None:
    ussr = ensemble.prepare(scenario.load("ussr-1922"))
    (one,) = flow(ussr, "recorded", histories=100, seed=5, threads=2)
    assert (one.asked.rings[0].office, one.asked.name) == ("general_secretary", "stalin")
    assert {tuple(parts) for parts in one.by_session.values()} == {("committee", "presidium")}
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
    (holder,) = held_at_the_start(ensemble.prepare(ASSOCIATION, changes=made))
    assert holder.name == "ben"
    assert len(holder.units) == UNITS - 8


def test_without_a_loop_that_anybody_holds_there_is_nothing_to_measure() -> None:
    vacant = bare()
    del vacant["offices"]["chair"]["holder"], vacant["bodies"]["executive"]["holders"]
    with pytest.raises(QuestionError, match="no loop"):
        held_at_the_start(prepared(vacant))


def test_without_a_second_congress_there_is_none_after_next() -> None:
    tree = bare()
    tree["calendar"] = dict(list(tree["calendar"].items())[:1])
    with pytest.raises(QuestionError, match="two dated sessions"):
        held_at_the_start(prepared(tree))


def test_where_every_unit_is_his_there_is_none_to_add() -> None:
    tree = bare()
    for unit in tree["units"].values():
        unit["patron"] = "ada"
    with pytest.raises(QuestionError, match="every base unit"):
        held_at_the_start(prepared(tree))


# From a later month


@pytest.fixture(scope="module")
def later() -> Flow:
    """A powerless chair once more: what is reckoned by hand holds from any January on."""
    return measured(2000, start="2003-01", **POWERLESS)


def test_the_gain_is_counted_from_the_month_of_the_seat(later: Flow) -> None:
    assert list(later.asked.sessions) == [f"assembly_{year}" for year in range(2003, 2007)]
    for one, known in zip(later.by_session.values(), by_hand(), strict=False):
        assert one["committee"].low <= known <= one["committee"].high
    assert circle(later).gain == later.by_session["assembly_2004"]["committee"]
    assert len(later.asked.units) == UNITS


def test_before_the_month_nothing_differs_and_cuts_hold_from_then_on() -> None:
    holder = measured(100, start="2003-01").asked
    worlds = Worlds(holder.base, [Twin(), Twin(heads=((holder.units[3], "ada"),), loose=("board", "executive"))])

    def keep(facts: Facts) -> Any:
        return facts.months.following[:, :, 0, 0]

    deals = [Deal(row, row, range(100)) for row in (0, 1)]
    one, other = dealt(worlds, deals, keep, (2, 100, 72), seed=5, threads=2)
    assert (one[:, :24] == other[:, :24]).all()
    assert (one[:, 35] != other[:, 35]).any()


def test_asked_is_who_holds_the_office_in_most_histories_of_the_month() -> None:
    found = measured(LOOKED_AT, start="2005-01", partisan=0.0)
    shares = found.held_by_month("chair")["2005-01"]
    assert found.asked.rings[0].share == max(shares.values()) == shares[found.asked.name] < 1.0
    given = ensemble.changes(ASSOCIATION, do=["chair.holder=ben"])
    (other,) = held(ensemble.prepare(ASSOCIATION, changes=given, start="2005-01"), "recorded", seed=5, threads=2)
    assert (other.name, other.rings[0].share) == ("ben", 1.0)


@pytest.mark.parametrize("start", ["2006-01", "2006-12"])
def test_after_the_last_but_one_congress_there_is_none_after_next(start: str) -> None:
    with pytest.raises(QuestionError, match=f"two dated sessions that elect the committee from {start} on"):
        measured(100, start=start)
    assert circle(measured(100, start="2005-12")).gain.low <= 0.5


def test_the_first_month_is_the_start() -> None:
    assert same(measured(100), measured(100, start="2001-01"))


# What is kept


def test_what_was_asked_before_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = measured(400)
    with Store(tmp_path / "store") as store:
        assert same(measured(400, store=store), plain)
        assert (store.counts["read"], store.computed) == (0, 2)
        assert {(block.kind, block.first, block.count) for block in store.blocks()} == {
            ("flow", 0, BLOCK), ("flow", BLOCK, 150),
        }  # fmt: skip
        more = measured(600, store=store)
        assert (store.counts["read"], store.computed) == (1, 4)
        assert (more.found[:, :400] == plain.found).all()
        monkeypatch.setattr(measuring, "dealt", None)
        assert same(measured(400, store=store), plain)
        assert (store.counts["read"], store.computed) == (3, 4)


def test_who_holds_an_office_later_is_read_too(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        for computed in (2, 2):
            measured(100, start="2003-01", store=store)
            assert store.computed == computed
        assert store.counts["read"] == 2


def test_nothing_is_read_that_answers_another_question() -> None:
    holder = measured(100).asked
    others = [
        measured(100, turnover=0.02).asked,
        measured(100, start="2002-01").asked,
        Holder(holder.base, "drawn", holder.name, holder.rings),
        Holder(holder.base, "recorded", "ben", holder.rings),
        Holder(holder.base, "recorded", holder.name, ()),
    ]
    known = [holder.identity(5, 0, 100), holder.identity(6, 0, 100), holder.identity(5, 0, 101)]
    known += [other.identity(5, 0, 100) for other in others]
    assert len({str(one) for one in known}) == len(known)


# In an explanation


def test_an_explanation_measures_the_loops_as_well() -> None:
    base = ensemble.prepare(ASSOCIATION)
    *_, found = explain(Plan.of(base, "recorded"), histories=100, seed=5, threads=2)
    assert [same(one, measured(100)) for one in found.flows] == [True]


def test_an_explanation_where_nobody_holds_a_loop_has_none() -> None:
    vacant = bare()
    del vacant["offices"]["chair"]["holder"], vacant["bodies"]["executive"]["holders"]
    *_, found = explain(Plan.of(prepared(vacant), "recorded"), histories=100, seed=5, threads=2)
    assert found.flows == ()


def test_too_few_histories_are_refused() -> None:
    with pytest.raises(QuestionError, match="at least 100"):
        measured(99)
