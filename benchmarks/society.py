"""The society of the scenario `association` as plain numbers, for programs that know nothing of the engine.

The numbers are read from the engine's own world, so that all programs follow one file; the law is written out anew in
each of them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from selectorate.scenario import load, loading
from selectorate.simulation.build import Model, build

UNITS_AT_START = {"ben": 0.2, "chen": 0.15}
"""Share of the branches that follow each contender at the start; the others follow nobody."""


@dataclass(frozen=True)
class Society:
    """One chair, one board, so many branches; the last patron, ``contenders``, is nobody."""

    months: int
    years: int
    contenders: int
    seats: int
    board_key: int
    chair: int
    turnover: float
    partisan: float
    retention: float
    slate: float
    year: NDArray[np.int64]  # (months,) counted from the first
    sits: NDArray[np.int64]  # (months,) 1 where the assembly sits
    unit_key: NDArray[np.int64]  # (units,)
    unit_patron: NDArray[np.int64]  # (units,)
    seat_patron: NDArray[np.int64]  # (seats,)
    contender_key: NDArray[np.int64]  # (contenders,)

    @property
    def units(self) -> int:
        """Branches."""
        return len(self.unit_key)

    @property
    def sittings(self) -> int:
        """Sittings of the assembly."""
        return int(self.sits.sum())


@dataclass(frozen=True)
class Kept:
    """What every program keeps of each history k."""

    following: NDArray[np.int16]  # (k, sittings, contenders + 1) seats of the board by patron
    final: NDArray[np.int16]  # (k, contenders + 1) the same at the end
    holder: NDArray[np.int16]  # (k,) the chair at the end
    lost: NDArray[np.int16]  # (k,) month in which the first chair lost the office, or -1
    owned: NDArray[np.float64]  # (k, contenders) share of branches at the end

    @classmethod
    def room(cls, society: Society, histories: int) -> Kept:
        """Nothing kept yet."""
        n = society.contenders
        return cls(
            np.zeros((histories, society.sittings, n + 1), np.int16),
            np.zeros((histories, n + 1), np.int16),
            np.zeros(histories, np.int16),
            np.full(histories, -1, np.int16),
            np.zeros((histories, n)),
        )

    def part(self, start: int, end: int) -> Kept:
        """Histories ``start`` to ``end``, not copied."""
        return Kept(*(kept[start:end] for kept in vars(self).values()))

    def figures(self) -> dict[str, NDArray[np.float64]]:
        """By name a number of each history (k,): by their means two programs of the same law agree."""
        seats = self.final.sum(1)
        captured = self.final[np.arange(len(self.holder)), self.holder] * 2 > seats
        found = {"captured": captured.astype(float), "lost": (self.lost >= 0).astype(float)}
        for i in range(self.owned.shape[1]):
            found[f"owned:{i}"] = self.owned[:, i]
            found[f"board:{i}"] = self.following[:, :, i].mean(1) / seats
        return found

    def apart(self, other: Kept) -> dict[str, float]:
        """By how many standard errors the mean of each figure differs from that of independent histories."""
        mine, theirs = self.figures(), other.figures()
        return {name: _apart(mine[name], theirs[name]) for name in mine}


def _apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The spread is that of both together: of a rare turn the smaller sample may have seen none, and no spread."""
    difference = float(one.mean() - other.mean())
    spread = float(np.concatenate([one, other]).var())
    return difference / math.sqrt(spread / len(one) + spread / len(other)) if spread else 0.0


def of(model: Model) -> Society:
    """The numbers of a model built from the scenario `association`, or from one made by `grown`."""
    world, names = model.worlds[0], model.names
    count, p = world.count, world.parameters
    n = int(count.contenders)
    board = world.bodies[names.bodies.index("board")]
    calendar = world.calendar[: count.months]
    return Society(
        months=int(count.months),
        years=int(calendar[-1] - calendar[0] + 1),
        contenders=n,
        seats=int(board.full),
        board_key=int(board.luck_key),
        chair=int(world.offices[names.offices.index("chair")].holder),
        turnover=float(p.turnover),
        partisan=float(p.partisan),
        retention=float(p.retention),
        slate=float(p.slate),
        year=calendar - calendar[0],
        sits=np.diff(world.sitting[: count.months + 1]).astype(np.int64),
        unit_key=np.array([model.scenario.document.units[u].luck_key for u in names.units], np.int64),
        unit_patron=np.array([world.units[u].patron % (n + 1) for u in range(count.units)], np.int64),
        seat_patron=np.array([world.seats[board.first + k].patron % (n + 1) for k in range(board.full)], np.int64),
        contender_key=np.array([model.scenario.document.contenders[c].luck_key for c in names.contenders], np.int64),
    )


def association() -> Model:
    """The shipped society."""
    return build(load("association"))


def grown(units: int, folder: Path) -> Model:
    """The same society with another number of branches, written to ``folder`` as a scenario."""
    ben, chen = (round(units * share) for share in UNITS_AT_START.values())
    counts = {"ben_branch": (10_001, ben), "chen_branch": (20_001, chen), "free_branch": (30_001, units - ben - chen)}
    folder.mkdir(parents=True, exist_ok=True)
    for file in (loading.SHIPPED / "association").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for branch, (key, repeat) in counts.items():
            line = rf"({branch}: .*luck_key: )\d+, repeat: \d+"
            text = re.sub(line, rf"\g<1>{key}, repeat: {repeat}", text)
        (folder / file.name).write_text(text, encoding="utf-8")
    return build(load(folder))
