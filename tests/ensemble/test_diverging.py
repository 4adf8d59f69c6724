"""When twins part: a history by history search in two chronicles finds the same month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import ensemble, scenario
from selectorate.ensemble import Progress, Store, diverging
from selectorate.ensemble.diverging import Dates, together
from selectorate.simulation.build import Model

USSR = scenario.load("ussr-1922")


def parted(one: Model, other: Model, **asked: Any) -> Dates:
    """The months in which twins part, with happenings as on record."""
    return together((one, "recorded"), (other, "recorded"), **asked).months


def test_the_first_month_is_that_of_the_first_other_event_following_or_office() -> None:
    base, other = ensemble.prepare(USSR), ensemble.prepare(USSR, changes=ensemble.changes(USSR, without=["cult"]))
    months = parted(base, other, seed=4, histories=6, threads=2)
    for number, month in enumerate(months):
        both = [ensemble.tell(model, seed=4, number=number) for model in (base, other)]
        told = [
            [(e.month, e.kind, e.who, e.whom, e.where, e.votes_for, e.votes_against) for e in one.events]
            for one in both
        ]  # fmt: skip
        differs = [one != other for one, other in zip(*told, strict=False)]
        first = next((k for k, other in enumerate(differs) if other), None)
        assert first is not None
        stood = [
            t for t in range(USSR.months)
            if any((both[0].months[k][0, t] != both[1].months[k][0, t]).any() for k in (0, 5))
        ]  # fmt: skip
        assert both[0].months._fields[5] == "holders"
        assert USSR.month_name(int(month)) == min(
            told[0][first][0], told[1][first][0], *(USSR.month_name(t) for t in stood[:1])
        )  # fmt: skip


def test_where_nobody_has_a_name_twins_part_by_their_seats() -> None:
    """In the association no election is an event: 40 twins whose chair has no powers part at the first assembly."""
    home = scenario.load("association")
    base, other = (
        ensemble.prepare(home, changes=ensemble.changes(home, without=some)) for some in ([], ["chair_powers"])
    )
    months = parted(base, other, seed=4, histories=40, threads=2)
    named = [home.month_name(int(month)) for month in months if month >= 0]
    assert len(named) > 30
    assert min(named) == "2001-12"


def test_the_same_world_never_parts() -> None:
    base = ensemble.prepare(USSR)
    assert (parted(base, base, seed=4, histories=3, threads=1) == -1).all()


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_decide_nothing(threads: int) -> None:
    base, other = ensemble.prepare(USSR), ensemble.prepare(USSR, changes=ensemble.changes(USSR, without=["testament"]))
    months = parted(base, other, seed=4, histories=5, threads=threads)
    assert np.array_equal(months, parted(base, other, seed=4, histories=5, threads=2))


def test_from_a_store_they_are_read_and_the_rest_is_lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = scenario.load("association")
    one, other = (
        ensemble.prepare(home, changes=ensemble.changes(home, without=some)) for some in ([], ["chair_powers"])
    )
    plain = parted(one, other, seed=4, histories=300, threads=2)
    told: list[Progress] = []
    for asked, counts in ((250, (0, 3)), (300, (3, 3)), (300, (6, 0))):
        with Store(tmp_path) as store:
            found = parted(one, other, seed=4, histories=asked, threads=2, store=store, progress=told.append)
            assert (store.counts["read"], store.counts["computed"]) == counts
        assert np.array_equal(found, plain[:asked])
    assert [(one.done, one.total) for one in told if one.done] == [
        (250, 500),
        (500, 500),
        (500, 600),
        (600, 600),
        (500, 600),
        (600, 600),
    ]
    monkeypatch.setattr(diverging, "live_dealt", None)
    with Store(tmp_path) as store:
        assert np.array_equal(parted(one, other, seed=4, histories=300, threads=1, store=store), plain)


def test_another_world_or_seed_is_another_block(tmp_path: Path) -> None:
    home = scenario.load("association")
    one = ensemble.prepare(home)
    others = [
        ensemble.prepare(home, changes=ensemble.changes(home, without=["chair_powers"]), start=start)
        for start in (None, "2003-01")
    ]
    with Store(tmp_path) as store:
        for other, seed in ((others[0], 4), (others[1], 4), (others[0], 5)):
            parted(one, other, seed=seed, histories=3, threads=1, store=store)
        assert store.counts == {"read": 0, "computed": 8, "damaged": 0}
        assert sorted(block.kind for block in store.blocks()) == ["histories"] * 5 + ["parted"] * 3
