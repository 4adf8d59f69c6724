"""One compilation serves every scenario."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from selectorate.scenario import Scenario, load
from selectorate.scenario.variants import without
from selectorate.simulation.build import build
from selectorate.simulation.history import live_all, live_dealt
from selectorate.simulation.memory import new_facts, new_state
from selectorate.testing.changes import rewritten
from selectorate.testing.histories import live, luck

CLUB = load(Path(__file__).parents[1] / "societies" / "club")


def two() -> Scenario:
    """The club without Chen."""
    tree = CLUB.document.model_dump(exclude_unset=True)
    del tree["contenders"]["chen"]
    for contender in tree["contenders"].values():
        contender["affinities"].pop("chen")
    for name in ("council", "bureau"):
        tree["bodies"][name]["holders"].remove("chen")
        tree["bodies"][name].get("following", {}).pop("chen", None)
    del tree["people"]["rosa"]["patron"]
    del tree["offices"]["marshal"]["holder"]
    del tree["units"]["hill"]["patron"]
    del tree["happenings"]["illness"]
    tree["happenings"]["letter"]["effects"] = [{"testament": {"against": "ada"}}]
    return rewritten(CLUB, tree)


def run(scenario: Scenario, **how: Any) -> None:
    """Two histories, and one of them told: with a chronicle, and month by month."""
    model = build(scenario, **how)
    live(model, luck(model, 2))
    live_all(model.worlds, new_state(events=50), new_facts(model.worlds[0], 1, monthly=True), luck(model, 1))


def test_no_scenario_and_no_number_compiles_anew() -> None:
    """Two, three or seven contenders; other parameters, happenings, mechanisms, sizes of a block, rows of a chronicle, a
    question from a later month on, facts by month.
    """
    run(CLUB)
    compiled = list(live_dealt.signatures)
    assert len(compiled) == 1
    run(two())
    run(load("ussr-1922"))
    run(load("association"), set={"turnover": 0.1})
    run(CLUB, set={"threat": 1.0}, happenings="drawn")
    run(CLUB, set={"threat": 1.0}, start="2002-01")
    run(without(CLUB, ["motions"]))
    run(replace(CLUB, document=CLUB.document.model_copy(update={"happenings": {}, "policy": {}, "economy": {}})))
    model = build(CLUB)
    for histories in (1, 5):
        keys = luck(model, 9)[:histories]
        live_all(model.worlds, new_state(events=50), new_facts(model.worlds[0], histories), keys)
    keys = np.ascontiguousarray(luck(model, 9)[::2])
    live_all(model.worlds, new_state(), new_facts(model.worlds[0], 5), keys)
    assert list(live_dealt.signatures) == compiled
