"""The loops in C leave the bytes that the plain twin leaves; every cycle of a history is counted once."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks import c_program, layout, loops, month, table
from selectorate.scenario import load
from selectorate.simulation import month as months
from selectorate.simulation.build import build
from selectorate.state import State
from selectorate.structs import dtype_of
from selectorate.testing.plain import plain
from selectorate.testing.steps import image
from selectorate.world import World

needs_compiler = pytest.mark.skipif(c_program.compiler() is None, reason="no C compiler on this machine")


@pytest.fixture(scope="module")
def bench() -> loops.Bench:
    return loops.Bench(build(load("ussr-1922")), calls=3, states=2)


def by_twin(bench: loops.Bench, name: str) -> Callable[..., None]:
    """A loop as the plain kernel runs it."""

    def each(step: Callable[[Any, Any, int, np.uint64], None], laid: loops.Laid) -> None:
        for t, year in zip(laid.months.tolist(), laid.years, strict=True):
            step(bench.worlds[0], bench.room[0], t, year)

    def hostility(world: Any, state: Any, t: int, year: np.uint64) -> None:
        plain("mechanisms.perception").perception(world, state, t, year)
        plain("mechanisms.alignment").hostilities(world, state, t, year)

    def forecast(laid: loops.Laid) -> None:
        world, state = bench.worlds[0], bench.room[0]
        found = bench.found.reshape(bench.calls, -1, 2, 2)
        for k, t in enumerate(laid.months.tolist()):
            for j in range(int(world.count.contenders)):
                if state.minds[j].leader >= 0:
                    plain("mechanisms.voting").lean(world, state, j, world.rungs[0].reluctance)
                    for way in range(2):
                        expected = plain("mechanisms.motions").EXPECTED
                        asked = (world, state, j, int(bench.bodies[way]), t, laid.years[k], expected)
                        found[k, j, way] = plain("mechanisms.motions").count(*asked)

    steps: dict[str, Callable[[loops.Laid], None]] = {
        "patronage": lambda laid: each(plain("mechanisms.patronage").patronage, laid),
        "opinion": lambda laid: each(lambda w, s, *_: plain("mechanisms.opinion").opinion(w, s), laid),
        "hostility": lambda laid: each(hostility, laid),
        "forecast": forecast,
    }
    return steps[name]


@needs_compiler
@pytest.mark.parametrize("name", loops.NAMES)
def test_c_and_the_plain_twin_leave_the_same_bytes(bench: loops.Bench, name: str) -> None:
    in_c = loops.c_loops()[name]
    for laid in bench.states(name):
        bench.run(in_c, laid)
        left, found = image(bench.room[0]), bench.found.tobytes()
        assert name == "forecast" or left != image(laid.states[0])
        bench.lay(laid)
        with np.errstate(over="ignore"):
            by_twin(bench, name)(laid)
        changed = [field for field, kept in image(bench.room[0]).items() if kept != left[field]]
        assert changed == []
        assert bench.found.tobytes() == found
        assert (bench.found != 0.0).any() == (name == "forecast")


def test_other_bits_are_seen(bench: loops.Bench) -> None:
    def one(*_: int) -> None:
        bench.room[0].owned[0] = 1.0

    def other(*_: int) -> None:
        bench.room[0].owned[0] = np.nextafter(1.0, 2.0)

    assert bench.same_bits("patronage", (one, one))
    assert not bench.same_bits("patronage", (one, other))


def test_forecasts_are_made_where_a_campaign_stands(bench: loops.Bench) -> None:
    congress = int(bench.bodies[1])
    for laid in bench.states("forecast"):
        assert laid.states[0].fronts > 0
        sits = range(bench.worlds[0].sitting[laid.months[0]], bench.worlds[0].sitting[laid.months[0] + 1])
        assert any(int(bench.worlds[0].sittings[g].bodies) & congress for g in sits)


def test_the_header_has_every_field_in_order() -> None:
    text = layout.header()
    for noun in (World, State):
        written = re.search(rf"typedef struct {{([^}}]*)}} {noun.__name__};", text)
        assert written is not None
        fields = re.findall(r"(\w+)(?:\[\d+\])*;", written[1])
        assert tuple(fields) == dtype_of(noun).names
    assert "Pair pairs[31][31];" in text
    assert "#define D_TURNOVER 2\n" in text
    assert "#define W_ELECTED 2\n" in text


def test_every_call_has_its_place_and_is_looked_at() -> None:
    seen: list[int] = []
    places: dict[str, int] = {}
    called: list[str] = []

    def two(t: int) -> None:
        """Two calls, one of them under a condition."""
        first(t)  # noqa: F821 - given by `watched`
        if t > 0:
            second(t)  # noqa: F821

    parts = SimpleNamespace(first=lambda _: called.append("first"), second=lambda _: called.append("second"))
    source = SimpleNamespace(py_func=two)
    made = month.watched(source, parts, places, look=lambda _, place: seen.append(place))
    made(0, None)
    assert (called, places) == (["first"], {"rest": 0, "first": 1, "second": 2})
    assert seen == [0, 1]
    made(1, None)
    assert seen == [0, 1, 0, 1, 0, 2]


def test_every_force_of_the_month_is_watched() -> None:
    places: dict[str, int] = {}
    month.watched(months.month, months, places)
    assert {"happenings", "patronage", "perception", "motions", "sanctions", "sessions", "decide"} <= set(places)


def test_without_a_compiler_loops_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(c_program.shutil, "which", lambda _: None)
    found = loops.measure("ussr-1922", rounds=1, times=1)
    assert list(table.rows({"loops": found})) == [("loops", "not measured: no C compiler on this machine")]


def test_a_processor_without_a_counter_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month.platform, "machine", lambda: "abacus")
    with pytest.raises(month.CannotRun, match="the cycle counter of abacus"):
        month.clocked()


def test_the_table_says_share_goal_and_other_bits() -> None:
    ratio = {"median": 0.9, "least": 0.8, "most": 1.0, "of_best": 0.9}
    part = {"scenario": "s", "goal": 0.8, "share_of_c": {"one": ratio, "two": ratio}}
    rows = list(table.rows({"loops": part | {"same_bits": {"one": True, "two": False}}}))
    assert rows == [
        ("s: one, C over engine", "0.90 times (0.80 to 1.00); goal 0.8"),
        ("s: two, C over engine", "0.90 times (0.80 to 1.00); goal 0.8; OTHER BITS"),
    ]
    rate = {"median": 2600.4, "least": 2400.0, "most": 2700.0}
    [row] = table.rows({"month": {"scenario": "s", "goal": 2500, "histories_a_second": rate}})
    assert row == ("s: histories a second, one thread", "2,600 (2,400 to 2,700); goal 2,500")
    shares = {f"force {k}": 0.1 for k in range(7)} | {"little": 0.001}
    rows = list(table.rows({"profile": {"scenario": "s", "shares": shares}}))
    assert [what for what, _ in rows] == ["s: share of a history", ""]
    assert "little" not in rows[1][1]
