"""Sweeps: one parameter, or two, over a grid of values; a row a point, with the shares of all endings and outcomes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Console
from rich.text import Text

from selectorate import ensemble
from selectorate.analysis import endings, outcomes
from selectorate.analysis.judging import Verdict
from selectorate.ensemble import Progress, Store
from selectorate.ensemble.prepared import Parameters, posterior_of, same
from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.report import sources
from selectorate.report.terminal import grid, heading, indented, whole
from selectorate.report.words import bar, month, percent, span
from selectorate.scenario import Scenario
from selectorate.simulation.build import Model

if TYPE_CHECKING:
    import polars as pl

SCHEMA = "selectorate/sweep/1"
POINTS_AT_MOST = 10_000
BAR = 30


class Axis(NamedTuple):
    """A parameter and the values it takes."""

    parameter: str
    values: tuple[float, ...]

    @classmethod
    def read(cls, text: str) -> Axis:
        """``parameter=a:b:n``: n values from a to b, at equal steps.

        Raises:
            QuestionError: it is written otherwise.

        >>> Axis.read("turnover=0:0.1:3").values
        (0.0, 0.05, 0.1)
        """
        name, _, span_of = (part.strip() for part in text.partition("="))
        parts = span_of.split(":")
        try:
            low, high, count = float(parts[0]), float(parts[1]), int(parts[2])
        except (ValueError, IndexError):
            raise QuestionError(f"--sweep {text!r}: write it as parameter=from:to:points") from None
        if not name or len(parts) != 3:
            raise QuestionError(f"--sweep {text!r}: write it as parameter=from:to:points")
        if not 2 <= count <= POINTS_AT_MOST or not -math.inf < low < high < math.inf:
            raise QuestionError(f"--sweep {text!r}: from must lie below to, with 2 to {POINTS_AT_MOST:,} points")
        return cls(name, tuple(low + (high - low) * k / (count - 1) for k in range(count)))


class Point(NamedTuple):
    """One point of a sweep: shares and their 95 % intervals by ending and outcome."""

    values: tuple[float, ...]
    shares: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class Sweep:
    """A sweep that was made.

    Attributes:
        scenario: of which.
        axes: one parameter or two.
        points: in the order of their values, the last axis fastest.
        histories: at every point, with the same luck.
        seed: from which.
        outcome: the ending or outcome that text shows.
        command: the command that makes it again.
        model: the world as it is but for what is swept, with its parameters' source.
    """

    scenario: Scenario
    axes: tuple[Axis, ...]
    points: tuple[Point, ...]
    histories: int
    seed: int
    outcome: str
    command: str
    model: Model

    def document(self) -> dict[str, Any]:
        """The sweep as ``--json`` prints it."""
        names, said = [axis.parameter for axis in self.axes], sources.data(self.model)
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": self.scenario.name,
            "scenario_hash": self.scenario.hash,
            "histories": self.histories,
            "seed": self.seed,
            "parameters": names,
            "outcome": self.outcome,
            "doubt": said["doubt"],
            "parameters_from": said["parameters"],
            "posterior": said["posterior"],
            "points": [
                {
                    "at": dict(zip(names, point.values, strict=True)),
                    "shares": dict(point.shares),
                    "intervals": {name: list(ends) for name, ends in point.intervals.items()},
                }
                for point in self.points
            ],
        }

    def rows(self) -> pl.DataFrame:
        """One row a point: parameters, then ``share:``, ``low:`` and ``high:`` of every ending and outcome."""
        import polars as pl  # noqa: PLC0415 - polars is heavy, and few sweeps are taken apart

        return pl.DataFrame([self._row(point) for point in self.points])

    def _row(self, point: Point) -> dict[str, float]:
        row = {axis.parameter: value for axis, value in zip(self.axes, point.values, strict=True)}
        for name, share in point.shares.items():
            row |= {f"share:{name}": share, f"low:{name}": point.intervals[name][0]}
            row[f"high:{name}"] = point.intervals[name][1]
        return row

    def write(self, path: str | Path) -> None:
        """Write `rows` to a ``.parquet`` or ``.csv`` file, wholly or not at all."""
        from selectorate.report import rows  # noqa: PLC0415 - as above

        rows.write_frames(lambda: iter([self.rows()]), path)


def sweep(  # noqa: PLR0913 - so many things make up a question
    scenario: Scenario,
    axes: Sequence[Axis],
    *,
    histories: int,
    seed: int,
    threads: int | None = None,
    set: Mapping[str, float] | None = None,
    happenings: str = "recorded",
    changes: Sequence[Change] = (),
    start: str | None = None,
    parameters: Parameters = None,
    store: Store | None = None,
    progress: Callable[[Progress], None] | None = None,
    command: str = "",
) -> Sweep:
    """Live the same histories at every point of a grid.

    Raises:
        QuestionError: an unknown parameter, one that is swept twice or set besides, a value out of its bounds, or more
            points than ``POINTS_AT_MOST``.
    """
    names = [axis.parameter for axis in axes]
    twice = [name for name in names if names.count(name) > 1 or name in (set or {})]
    if twice or not 1 <= len(axes) <= 2:
        raise QuestionError(f"{twice[0]!r} is given twice" if twice else "a sweep is over one parameter or two")
    values = list(product(*(axis.values for axis in axes)))
    if len(values) > POINTS_AT_MOST:
        raise QuestionError(f"a sweep has at most {POINTS_AT_MOST:,} points, not {len(values):,}")
    for point in (values[0], values[-1]):
        ensemble.prepare(
            scenario, set={**(set or {}), **dict(zip(names, point, strict=True))}, seed=seed, parameters=parameters
        )
    model = ensemble.prepare(scenario, seed=seed, parameters=parameters)
    outcome = scenario.document.scenario.outcome
    Verdict(model).find(outcome)

    def points() -> Iterator[Point]:
        for number, point in enumerate(values):
            many = ensemble.run(
                scenario, histories=histories, seed=seed, threads=threads, happenings=happenings, changes=changes,
                set={**(set or {}), **dict(zip(names, point, strict=True))}, start=start, store=store,
                parameters=same(model),
            )  # fmt: skip
            ended, held = endings(many), outcomes(many)
            yield Point(point, ended.shares() | held.shares(), ended.intervals() | held.intervals())
            if progress:
                progress(Progress((number + 1) * histories, len(values) * histories, many.seconds * (number + 1)))

    return Sweep(scenario, tuple(axes), tuple(points()), histories, seed, outcome, command, model)


def say_sweep(made: Sweep, console: Console) -> None:
    """Print a row a point: the parameters, the share of the default outcome, its interval and a bar."""
    header = made.scenario.document.scenario
    console.print(Text(f"{header.title}: {made.outcome} at the end of {month(header.read)}", style="bold"))
    lived = f"{made.histories:,} histories at each of {len(made.points):,} points, same luck."
    console.print(Text(f"{lived} {sources.note(made.model)}"))
    heading(console, "Share and 95 % interval")
    table = grid(*([("right", 10)] * len(made.axes)), ("right", 8), ("right", 13), ("left", 0))
    table.add_row(*(axis.parameter for axis in made.axes), "", "", "")
    for point in made.points:
        share = point.shares[made.outcome]
        drawn = bar(share, BAR, plain=console.options.ascii_only)
        numbers = (f"{value:g}" for value in point.values)
        table.add_row(*numbers, percent(share), span(point.intervals[made.outcome]), Text(drawn, style="cyan"))
    indented(console, table)
    heading(console, "The same answer again")
    whole(console, made.command)
    if posterior_of(made.model):
        console.print(Text(sources.said_of_doubt(made.model)))
