"""Luck: the streams of draws as the engine uses them stand every test that Philox stands.

What is proved: that words drawn in the orders in which the engine uses them - consecutive subjects, months, years,
histories, seeds, pairs - are spread evenly and hang together in nothing; that one changed bit of any field of a key
changes half of the bits of the word; that streams, months, histories and seeds next to each other are not correlated;
that no two draws of a large grid share their word; and that normal draws follow the normal law.

How: counts, correlations and avalanche in numpy, and dieharder where it is installed, on our own words, on the 52 bits
that a draw uses, and on Philox 4x64-10 in the same orders. Two bad generators go through the same tests and must be
refused: the engine's chain without its finaliser, and all fields added up and hashed once. The whole battery of
dieharder was run by hand; its reports lie in `docs/verification/`.

How to read the picture: left, each dot is one p-value against its rank; right is dots along the diagonal, for our own
draws as for Philox, and none below the dashed line or in the opposite corner. Middle, the deviations of all avalanche
cells in standard errors; right is a histogram on the normal curve. Right, how many normal draws lie beyond a bound,
over how many should; right is 1 within the bars.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from verification import dieharder, pictures
from verification.avalanche import Avalanche, avalanche
from verification.evenness import NEIGHBOURS, TESTS, cross_correlation, shared
from verification.normals import BEYOND, Normals, normals
from verification.proof import Checks, Proof, Setting
from verification.streams import ORDERS, draw_words

CLAIM = "draws in the orders of their use pass every test that Philox passes"
CAPTION = (
    "Left: p-values of all tests, smallest first; right is dots along the diagonal, none below the dashed line, under which one "
    "true law in 1,000 would fall. Middle: share of output bits that flip with one key bit, less 1/2, in standard errors, over "
    "{cells:,} cells of our own draws; right is a histogram on the normal curve. Right: normal draws beyond a bound over their "
    "due number, with bars of two standard errors; right is 1 within the bars."
)
SEED = 37
OWN, BESIDE, BAD = "keyed", "philox", ("weyl", "summed")
ALIKE = 1e-9
"""A p-value below this refuses a bad generator."""

Table = dict[str, dict[str, float]]


def prove(setting: Setting) -> Proof:
    checks, other = Checks(), Checks()
    table: Table = {}
    spread = {source: avalanche(source, setting.size(1 << 16, 1 << 10), SEED) for source in (OWN, BESIDE, *BAD)}
    for source in (OWN, BESIDE, *BAD):
        kept = {OWN: checks, BESIDE: other}.get(source, Checks())
        for what, value in numbers_of(source, setting, spread[source]).items():
            table.setdefault(what, {})[source] = value
            kept.p(f"{source}: {what}", value)
    hard = dieharder_table(setting, table, checks, other)
    found = normals(draw_words(OWN, "subjects", setting.size(1 << 24, 1 << 17)), checks)
    judge(setting, table, checks, other)
    cells = spread[OWN].shares.size
    return Proof(
        name="luck",
        claim=CLAIM,
        caption=CAPTION.format(cells=cells),
        checks=checks,
        figures=figures(checks, other, spread, found),
        picture=draw(checks, other, spread[OWN], setting.size(1 << 16, 1 << 10), found, CAPTION.format(cells=cells)),
        tables={"p-values": table, "normal draws": found._asdict()},
        notes=hard,
    )


def numbers_of(source: str, setting: Setting, spread: Avalanche) -> dict[str, float]:
    """P-values of the tests in numpy of one source."""
    found: dict[str, float] = {}
    for order in ORDERS:
        words = draw_words(source, order, setting.size(1 << 23, 1 << 18))
        found |= {f"{order}: {what}": test(words) for what, test in TESTS.items()}
    pairs, draws = setting.size(1_000, 50), setting.size(1 << 14, 1 << 11)
    for what, field in NEIGHBOURS.items():
        found[f"correlation of {what}"] = cross_correlation(source, field, pairs, draws)[0]
    return found | {"avalanche: worst cell": spread.p_worst, "avalanche: all cells": spread.p_all}


def dieharder_table(setting: Setting, table: Table, checks: Checks, other: Checks) -> list[str]:
    """Add dieharder's p-values; what to say where it is missing."""
    if not dieharder.available():
        return ["dieharder is not installed; the other tests ran without it"]
    orders = ["subjects"] if setting.quick else list(ORDERS)
    tests = dieharder.FEW if setting.quick else dieharder.CHOSEN
    for source, used, chosen, kept in (
        (OWN, False, tests, checks),
        (OWN, True, dieharder.FEW, checks),
        (BESIDE, False, tests, other),
    ):
        for order in orders:
            for k, verdict in enumerate(dieharder.battery(source, order, used=used, tests=chosen)):
                what = f"{order}{', used bits' if used else ''}: dieharder {verdict.test} {k}"
                value = 2.0 * min(verdict.p, 1.0 - verdict.p)
                table.setdefault(what, {})[source] = value
                kept.p(f"{source}: {what}", value)
    return []


def judge(setting: Setting, table: Table, checks: Checks, other: Checks) -> None:
    """Philox must pass as well, both bad generators must be refused, and no two draws may share their word."""
    checks.holds(f"the battery accepts Philox (smallest p = {other.smallest():.2g})", not other.failed())
    for source in BAD:
        least = min(row[source] for row in table.values() if source in row)
        checks.holds(f"the battery refuses the generator {source!r} (smallest p = {least:.2g})", least < ALIKE)
    grid = (20, 50, 105, 18, 10) if not setting.quick else (4, 5, 20, 18, 10)
    for source in (OWN, BESIDE):
        count = shared(source, grid)
        checks.holds(f"{source}: {count} of {int(np.prod(grid)):,} draws share their word", count == 0)
    count = shared("summed", (4, 5, 20, 18, 10))
    checks.holds("adding fields up makes draws share their word, and the test sees it", count > 0)


def figures(checks: Checks, other: Checks, spread: dict[str, Avalanche], found: Normals) -> dict[str, object]:
    own = [value for what, value in checks.p_values.items() if what.startswith(OWN)]
    return {
        "tests": len(own),
        "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
        "smallest p, Philox": f"{other.smallest():.2g}",
        "avalanche mean and worst": {
            source: f"{one.mean:.6f}, {one.worst:.4f}" for source, one in spread.items() if source in (OWN, BESIDE)
        },
        "normal draws, largest relative error": f"{found.error:.2g}",
        "dieharder": "run" if dieharder.available() else "not installed",
    }


def draw(checks: Checks, other: Checks, spread: Avalanche, count: int, found: Normals, caption: str) -> Any:
    figure, panels = pictures.sheet("Luck: draws in the orders of their use", caption, columns=3, size=(13.0, 4.2))
    draw_ranks(panels[0, 0], checks, other)
    draw_avalanche(panels[0, 1], spread, count)
    draw_tails(panels[0, 2], found)
    return figure


def draw_ranks(panel: Any, checks: Checks, other: Checks) -> None:
    for k, (label, kept) in enumerate((("keyed luck", checks), ("Philox", other))):
        values = np.sort(np.maximum(list(kept.p_values.values()), 1e-12))
        due = (np.arange(values.size) + 0.5) / values.size
        style = {"color": pictures.COLOURS[k], "markersize": 3.5}
        panel.loglog(due, values, pictures.MARKS[k], label=f"{label}, {values.size} tests", **style)
    ends = np.array([1e-3, 1.0])
    panel.loglog(ends, ends, color=pictures.QUIET, linewidth=1.0)
    panel.axhline(checks.bound, color=pictures.INK, linestyle="--", linewidth=1.0, label="fails below")
    pictures.name(panel, "P-values by rank", x="rank among all, as a share", y="p-value")
    pictures.legend(panel, loc="upper left")


def draw_avalanche(panel: Any, spread: Avalanche, count: int) -> None:
    z = ((spread.shares - 0.5) / (0.5 / np.sqrt(count))).ravel()
    edges = np.linspace(-5.0, 5.0, 51)
    panel.hist(z, edges, color=pictures.COLOURS[0], alpha=0.45, label="cells of our own draws")
    middle = 0.5 * (edges[1:] + edges[:-1])
    due = z.size * (stats.norm.cdf(edges[1:]) - stats.norm.cdf(edges[:-1]))
    panel.plot(middle, due, color=pictures.INK, linewidth=1.2, label="normal curve")
    panel.set_yscale("log")
    panel.set_ylim(0.5, None)
    title = f"Avalanche: mean {spread.mean:.5f}, worst off by {spread.worst:.4f}"
    pictures.name(panel, title, x="standard errors", y="cells")
    pictures.legend(panel, loc="lower center")


def draw_tails(panel: Any, found: Normals) -> None:
    due = np.array([2.0 * stats.norm.sf(bound) * found.draws for bound in BEYOND])
    enough = due > 1.0
    panel.axhline(1.0, color=pictures.QUIET, linewidth=1.0)
    ratio, error = np.array(found.beyond)[enough] / due[enough], 2.0 / np.sqrt(due[enough])
    panel.errorbar(np.array(BEYOND)[enough], ratio, error, fmt=pictures.MARKS[0], color=pictures.COLOURS[0], capsize=3)
    panel.set_xticks(BEYOND)
    panel.set_ylim(0.0, 2.0)
    pictures.name(panel, f"{found.draws:,} normal draws", x="beyond", y="seen over due")
