"""Attribution: intervals stated at 95 % hold all together in 95 % of cases, and values are those of their definitions.

What is proved:

    coverage   of 27 numbers of one answer (shares, differences, Shapley values, interactions, necessities,
               sufficiencies) every one lies within its interval in 93 to 97 % of made-up games of known values, whether
               outcomes are common, noisy, rare or nearly certain, or twins nearly alike
    stopping   the same where histories are added in blocks until all intervals are narrow enough
    values     Shapley values and interactions equal those of the library shapiq, or, where it is not installed, those
               of all orders and of dividends

How: games are drawn at random, their true values reckoned over the whole population by definitions that share no code
with the package, and samples of 200 to 1,200 histories drawn from it. Beside the package's intervals go two that are
known to be wrong: each number at 95 % for itself, and limits a number of standard errors on either side.

How to read the picture: left, the share of games in which all numbers lay within; right is every filled mark in the
grey band, within its bar, and the crosses far below it. Middle, which kind of number lay outside, on which side; right
is that no kind has nearly all misses. Last, our values against the others; right is dots on the diagonal.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from scipy import stats

from selectorate.analysis import (
    Estimate,
    Interval,
    Undefined,
    enough,
    interaction_values,
    shapley_values,
    simultaneous,
)
from selectorate.analysis.intervals import Z
from selectorate.analysis.likelihood import limits
from verification import pictures
from verification.games import ASKED, KINDS, Kind, Numbers, Truths, asked, by_dividends, by_orders, known, population
from verification.proof import LEVEL, Checks, Proof, Setting

CLAIM = (
    "all numbers of one answer lie within their intervals in 93 to 97 % of games, and values are those of definitions"
)
CAPTION = (
    "Left: share of {games:,} made-up games (of a quarter of them for the crosses) in which all 27 numbers of an answer lay "
    "within their intervals, with bars of two standard errors. Right: filled marks in the grey band (93 to 97 %) within their "
    "bars, and the crosses far below it. Wrong: a filled mark whose bar does not reach the band. Middle: how often a number of "
    "each kind lay below or above its interval; right is that no kind has nearly all misses. Last: Shapley values and "
    "interactions against {other}; right is dots on the diagonal."
)
SEED = 1953
SIZES = (200, 500, 1_000)
BLOCK, MOST = 200, 1_200
WRONG = 4
"""One game of so many is looked at with the wrong intervals too."""
BAND = (0.93, 0.97)
FIXED, STOPPED, SINGLE, PLAIN = "fixed size", "stopping rule", "each for itself", "standard errors"
ALIKE = 1e-12


@dataclass
class Count:
    """Games looked at and games in which all numbers lay within, by way and kind; which numbers did not."""

    games: Counter[tuple[str, str]] = field(default_factory=Counter)
    within: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    histories: list[int] = field(default_factory=list)

    def look(self, way: str, kind: str, ends: Numbers, truth: Numbers) -> None:
        """Count one game from the ends (27, 2) of its intervals and its true values; NaN is no number."""
        below, above = truth < ends[:, 0] - ALIKE, truth > ends[:, 1] + ALIKE
        self.games[way, kind] += 1
        self.within[way, kind] += not (below | above).any()
        if way in (FIXED, STOPPED):
            names = np.repeat(list(ASKED), list(ASKED.values()))
            self.missed.update((str(name), "above its interval") for name in names[above])
            self.missed.update((str(name), "below its interval") for name in names[below])

    def total(self, way: str) -> tuple[int, int]:
        """Games within and games of one way, over all kinds."""
        return sum(self.within[way, kind] for kind in KINDS), sum(self.games[way, kind] for kind in KINDS)


def prove(setting: Setting) -> Proof:
    checks, count = Checks(), Count()
    games = setting.size(400, 20)
    dice = np.random.default_rng(SEED)
    for name, kind in KINDS.items():
        for number in range(games):
            everything = population(dice, kind)
            truth = known(everything)
            numbers = asked(drawn(dice, everything, SIZES[number % len(SIZES)]))
            count.look(FIXED, name, ends_of(simultaneous(numbers)), truth)
            if number % WRONG == 0:
                count.look(SINGLE, name, alone(numbers), truth)
                count.look(PLAIN, name, plain(numbers), truth)
            count.look(STOPPED, name, ends_of(stopped(drawn(dice, everything, MOST), kind, count)), truth)
    judge(setting, count, checks)
    other, values = compare(setting, checks)
    caption = CAPTION.format(games=games, other=other)
    return Proof(
        name="attribution",
        claim=CLAIM,
        caption=caption,
        checks=checks,
        figures=figures(count, checks) | {"values beside": f"{other}, {values.shape[1]} of them"},
        picture=draw(count, values, other, caption),
        tables={"within": {f"{way}, {kind}": [count.within[way, kind], n] for (way, kind), n in count.games.items()}},
        notes=[] if has_shapiq() else ["shapiq is not installed; all orders and dividends were used instead"],
    )


def stopped(held: Truths, kind: Kind, count: Count) -> list[Interval | Undefined]:
    """The intervals of as many histories, in blocks, as make none too wide, or of all."""
    for size in range(BLOCK, MOST + 1, BLOCK):
        found = simultaneous(asked(held[:, :size]))
        if enough(found, kind.within, histories=size, block=BLOCK):
            break
    count.histories.append(size)
    return found


def drawn(dice: np.random.Generator, everything: Truths, size: int) -> Truths:
    """Histories drawn from a population with replacement."""
    return everything[:, dice.integers(0, everything.shape[1], size)]


def ends_of(found: list[Interval | Undefined]) -> Numbers:
    """Ends of intervals (m, 2); NaN where there is none."""
    return np.array([(one.low, one.high) if isinstance(one, Interval) else (np.nan, np.nan) for one in found])


def alone(numbers: list[Estimate | Undefined]) -> Numbers:
    """Ends of the intervals (m, 2) that each number would have by itself."""
    there = [one for one in numbers if isinstance(one, Estimate)]
    found = limits([one.sample for one in there], [one.possible for one in there], Z)
    out = np.full((len(numbers), 2), np.nan)
    out[[isinstance(one, Estimate) for one in numbers]] = found
    return out


def plain(numbers: list[Estimate | Undefined]) -> Numbers:
    """Ends 3 standard errors on either side (m, 2): about the critical value, and no width where nothing varied."""
    return np.array(
        [
            one.value + np.array([-3.0, 3.0]) * one.sample.std() / np.sqrt(one.sample.size)
            if isinstance(one, Estimate)
            else (np.nan, np.nan)
            for one in numbers
        ]
    )


def judge(setting: Setting, count: Count, checks: Checks) -> None:
    """Coverage by kind of game and over all; the wrong intervals must be seen to be wrong."""
    for way in (FIXED, STOPPED):
        for kind in KINDS:
            checks.p(f"{way}, {kind}: 93 to 97 %", p_in_band(count.within[way, kind], count.games[way, kind]))
        within, games = count.total(way)
        checks.p(f"{way}: 93 to 97 %", p_in_band(within, games))
        if not setting.quick:
            checks.holds(f"{way}: {within:,} of {games:,} within", BAND[0] <= within / games <= BAND[1])
    for way in (SINGLE, PLAIN):
        within, games = count.total(way)
        checks.holds(f"{way}: seen to be wrong ({within:,} of {games:,})", p_in_band(within, games) < LEVEL)
    early = np.mean(np.array(count.histories) < MOST)
    checks.holds(f"the stopping rule stops early in {early:.0%} of games", bool(0.5 < early < 1.0))


def p_in_band(within: int, games: int) -> float:
    """P-value that the chance to lie within is between 93 and 97 %."""
    return float(min(stats.binom.cdf(within, games, BAND[0]), stats.binom.sf(within - 1, games, BAND[1])))


def has_shapiq() -> bool:
    return find_spec("shapiq") is not None


def compare(setting: Setting, checks: Checks) -> tuple[str, Numbers]:
    """Values of games at random by us and by others, (2, values)."""
    dice = np.random.default_rng(SEED + 1)
    other, rows = "shapiq" if has_shapiq() else "all orders and dividends", []
    for n in setting.size(6, 4) * [3] + setting.size(6, 4) * [5] + [7]:
        worth = dice.random(1 << n)
        theirs = by_shapiq(worth) if has_shapiq() else np.append(by_orders(worth), by_dividends(worth))
        ours = np.append(shapley_values(worth[:, None]), interaction_values(worth[:, None]))
        checks.holds(f"values of a game of {n} factors", bool(np.abs(ours - theirs).max() < 1e-9))
        rows.append(np.array([theirs, ours]))
    return other, np.concatenate(rows, axis=1)


def by_shapiq(worth: Numbers) -> Numbers:
    """Shapley values and interactions (n + pairs,) by the library shapiq, whose computer knows a game as a function."""
    n = len(worth).bit_length() - 1
    bits = 1 << np.arange(n)
    computer: Any = import_module("shapiq").ExactComputer(n_players=n, game=lambda sets: worth[np.asarray(sets) @ bits])
    values, index = computer(index="SV", order=1), computer(index="SII", order=2)
    singles = [float(values[(f,)]) for f in range(n)]
    return np.array(singles + [float(index[(i, j)]) for i in range(n) for j in range(i + 1, n)])


def figures(count: Count, checks: Checks) -> dict[str, object]:
    ways = {way: count.total(way) for way in (FIXED, STOPPED, SINGLE, PLAIN)}
    return {
        "games": ways[FIXED][1] + ways[STOPPED][1],
        "all within": {way: f"{within / games:.1%}" for way, (within, games) in ways.items()},
        "histories where it stopped, median": int(np.median(count.histories)),
        "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
    }


def draw(count: Count, values: Numbers, other: str, caption: str) -> Any:
    figure, panels = pictures.sheet(
        "Attribution: intervals that hold together, and values", caption, columns=3, size=(13.5, 4.6)
    )
    draw_coverage(panels[0, 0], count)
    draw_misses(panels[0, 1], count)
    draw_values(panels[0, 2], values, other)
    return figure


def draw_coverage(panel: Any, count: Count) -> None:
    panel.axhspan(*BAND, color=pictures.FAINT, alpha=0.8, linewidth=0)
    for k, (way, mark) in enumerate(((FIXED, "o"), (STOPPED, "s"), (SINGLE, "x"), (PLAIN, "+"))):
        seen = np.array([count.within[way, kind] / count.games[way, kind] for kind in KINDS])
        bars = 2.0 * np.sqrt(seen * (1.0 - seen) / np.array([count.games[way, kind] for kind in KINDS]))
        places = np.arange(len(KINDS)) + 0.16 * (k - 1.5)
        panel.errorbar(places, seen, bars, fmt=mark, color=pictures.COLOURS[k], markersize=5, linewidth=1.2, label=way)
    panel.set_xticks(range(len(KINDS)), [kind.replace(" ", "\n") for kind in KINDS])
    pictures.name(panel, "All 27 numbers within", y="share of games")
    pictures.legend(panel, loc="lower left", ncols=2)
    panel.set_ylim(min(0.0, panel.get_ylim()[0]), 1.02)


def draw_misses(panel: Any, count: Count) -> None:
    games = count.total(FIXED)[1] + count.total(STOPPED)[1]
    for k, side in enumerate(("below its interval", "above its interval")):
        rates = [100.0 * count.missed[name, side] / (games * many) for name, many in ASKED.items()]
        panel.bar(np.arange(len(ASKED)) + 0.38 * (k - 0.5), rates, 0.36, color=pictures.COLOURS[k], label=side)
    panel.set_xticks(range(len(ASKED)), list(ASKED), rotation=30, ha="right")
    pictures.name(panel, "Where the truth lay outside, of one number", y="per cent of games")
    pictures.legend(panel, loc="upper right")
    panel.set_ylim(0.0, 1.35 * panel.get_ylim()[1])


def draw_values(panel: Any, values: Numbers, other: str) -> None:
    ends = [float(values.min()), float(values.max())]
    panel.plot(ends, ends, color=pictures.QUIET, linewidth=1.0)
    panel.plot(*values, pictures.MARKS[0], color=pictures.COLOURS[0], markersize=3.5)
    pictures.name(panel, f"{values.shape[1]} Shapley values and interactions", x=other, y="ours")
