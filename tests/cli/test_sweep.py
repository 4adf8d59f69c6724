"""The option ``--sweep``: each point is the run with that value, written as a row, and mistakes are said at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import Result

Call = Callable[..., Result]
RUN = ("run", "association", "--histories", "60", "--seed", "7", "--no-store", "--quiet")


def data(call: Call, *words: str) -> Any:
    said = call(*RUN, *words, "--json")
    assert said.exit_code == 0, said.stderr
    return json.loads(said.stdout)


def test_a_point_is_the_run_with_its_value(call: Call) -> None:
    swept = data(call, "--sweep", "partisan=0:1:3")
    assert [point["at"] for point in swept["points"]] == [{"partisan": 0.0}, {"partisan": 0.5}, {"partisan": 1.0}]
    for point in swept["points"]:
        alone = data(call, "--set", f"partisan={point['at']['partisan']}")
        assert point["shares"] == alone["endings"] | alone["outcomes"]
        assert point["intervals"] == alone["endings_interval"] | alone["outcomes_interval"]
    assert swept["command"].endswith("--sweep partisan=0:1:3")


def test_over_two_parameters_the_last_moves_fastest(call: Call) -> None:
    swept = data(call, "--sweep", "partisan=0:1:2", "--sweep", "turnover=0.01:0.05:2")
    assert [tuple(point["at"].values()) for point in swept["points"]] == [(0, 0.01), (0, 0.05), (1, 0.01), (1, 0.05)]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_rows_are_written(call: Call, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"rows.{ending}"
    said = call(*RUN, "--sweep", "partisan=0:1:2", "--out", str(file))
    assert said.exit_code == 0
    rows = pl.read_csv(file) if ending == "csv" else pl.read_parquet(file)
    assert rows["partisan"].to_list() == [0.0, 1.0]
    assert rows["low:open"][0] <= rows["share:open"][0] <= rows["high:open"][0]
    assert "Share and 95 % interval" in said.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--sweep", "partisan"), "parameter=from:to:points"),
        (("--sweep", "partisan=0:1"), "parameter=from:to:points"),
        (("--sweep", "partisan=0:1:1"), "2 to 10,000 points"),
        (("--sweep", "partisan=1:0:3"), "from must lie below to"),
        (("--sweep", "partisan=0:2:3"), "must lie between -1 and 1"),
        (("--sweep", "partizan=0:1:3"), "partisan"),
        (("--sweep", "partisan=0:1:3", "--set", "partisan=1"), "given twice"),
        (("--sweep", "partisan=0:1:3", "--sweep", "partisan=0:1:3"), "given twice"),
        (("--sweep", "partisan=0:1:200", "--sweep", "turnover=0:1:200"), "at most 10,000 points"),
    ],
)
def test_a_mistake_is_said_before_anything_is_lived(call: Call, words: tuple[str, ...], says: str) -> None:
    said = call(*RUN, *words)
    assert said.exit_code == 2
    assert says in " ".join(said.stderr.split())
