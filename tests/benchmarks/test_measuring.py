"""Turns, ratios, and a file that says what could not be measured. No test here asks how fast anything is."""

from __future__ import annotations

import gc
import json
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as command
from benchmarks import c_program, children, inference, limit, society, table
from benchmarks.rounds import CannotRun, Measured, Times, in_turn


def test_programs_take_turns_and_the_first_is_not_counted() -> None:
    order: list[str] = []
    seconds = count()
    programs = {name: (lambda _, name=name: order.append(name), 4) for name in ("one", "two")}
    times = in_turn(programs, rounds=2, clock=lambda: float(next(seconds)))
    assert order == ["one", "two"] * 3
    assert times.seconds == {"one": [0.25, 0.25], "two": [0.25, 0.25]}
    assert gc.isenabled()


def test_a_program_may_measure_itself() -> None:
    times = in_turn({"own": (lambda histories: Measured(histories * 3.0), 5)}, rounds=1)
    assert times.seconds == {"own": [3.0]}


def test_a_ratio_is_taken_within_rounds() -> None:
    ratio = Times({"slow": [2.0, 9.0, 4.0], "fast": [1.0, 3.0, 1.0]}).ratio("slow", "fast")
    assert ratio == {"median": 3.0, "least": 2.0, "most": 4.0, "of_best": 2.0}


def test_a_part_that_cannot_run_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    def part() -> dict[str, object]:
        raise CannotRun("nothing here to run it")

    monkeypatch.setattr(command, "OUT", tmp_path / "out" / "bench.json")
    monkeypatch.setattr(command, "parts", lambda *, quick: {"memory": part})
    monkeypatch.setattr("sys.argv", ["benchmarks", "--quick"])
    command.main()
    document = json.loads((tmp_path / "out" / "bench.json").read_text(encoding="utf-8"))
    assert document["parts"] == {"memory": {"skipped": "nothing here to run it"}}
    assert {"schema", "command", "version", "kernel_hash", "commit", "environment", "load_average"} <= set(document)
    assert "memory  not measured: nothing here to run it" in capsys.readouterr().out


def test_every_part_has_its_line_in_the_table() -> None:
    assert set(command.parts(quick=False)) == set(table.READ)
    assert set(command.parts(quick=True)) < set(table.READ)


def test_without_a_compiler_the_rest_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(c_program.shutil, "which", lambda _: None)
    found = command.beside_c.measure(society.association(), rounds=1, histories=10)
    assert found == {"skipped": "no C compiler on this machine"}
    assert list(table.rows({"beside_c": found})) == [("beside_c", "not measured: no C compiler on this machine")]
    part = limit.measure("association", rounds=1, histories=10, counted=1)
    assert part["skipped"] == {"draws": "no C compiler on this machine"}
    assert part["histories_a_second"] > 0


def test_mesa_is_left_out_where_no_python_is_new_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(children.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    monkeypatch.setattr(children, "HERE", tmp_path)
    found = command.beside_peers.measure(society.association(), rounds=1, histories=20, by_mesa=2)
    assert found["skipped"] == {"Mesa": "the newest Mesa needs Python 3.12, and none was found"}
    assert set(found["over_engine"]) == {"NumPy", "numba loop"}


def test_a_fit_is_measured_where_pyabc_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_: object) -> Path:
        raise CannotRun("pyabc could not be installed (exit 1)")

    monkeypatch.setattr(children.Environment, "made", cannot)
    found = inference.measure("ussr-1922", rounds=1, particles=10, by_pyabc=10)
    assert found["histories"] == 2 * 5, "one move of each particle"
    assert found["fit_over_bare"]["median"] > 0.5, "a fit lives the same histories, and reads them"
    fit, beside = table.rows({"inference": found})
    assert "goal 1.2" in fit[1]
    assert beside == (
        "ussr-1922: pyabc over the bare simulation", "not measured: pyabc could not be installed (exit 1)"
    )  # fmt: skip


def test_draws_of_a_history_are_counted() -> None:
    model = society.association()
    needs = limit.draws(model, 1)
    numbers = society.of(model)
    turnover = numbers.months * numbers.units
    board = numbers.sittings * numbers.seats
    assert turnover + board <= needs["draws"] <= 2 * turnover + 3 * board
    assert needs["streams"] >= numbers.months
