"""Readings: evidence that ships can be made again with other luck, and what it is worth is said by its own records.

What is shown, for the readings of `ussr-1922` and the answer that ships with it (`selectorate readings`):

    again      log evidence of every reading, reckoned anew from other luck and other parameters: within the errors of
               both; of one whose histories hardly ever have the record, no higher than that, and below all others
    errors     every error is below 0.3, or the answer ranks nothing
    controls   of the records that each control makes, some are given to it: it could come out on top
    words      two readings that error, widths or their own records do not tell apart stand in one group

How: `selectorate.inference.readings` with another seed, and as many histories as it takes until some `WANTED` of them
can be expected to count, `MOST` at most. Where fewer than half of `WANTED` can, a mean is more often too low than too
high, and its error too small; so only a higher one would be a contradiction.

How to read the picture: left, each line is a reading, the dark dot its log evidence less the highest, with two errors
to either side; other marks are the same with kernels and own priors half and twice as wide. Where marks of one line are
as far from each other as the lines are, the order means little. Right, of the records made by the reading of a row, the
share that is given to that of a column: right, would the record tell all apart, is a dark diagonal.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from scipy import stats

from selectorate.ensemble.rivals import FILE
from selectorate.inference.compared import LARGEST, Question
from selectorate.inference.readings import Judge
from selectorate.inference.weighing import Estimate, log_evidence
from selectorate.report.answered import beside
from selectorate.scenario import Scenario, load
from verification import pictures
from verification.proof import Checks, Proof, Setting

CLAIM = (
    "the evidence of readings is what other luck gives too, and no more is said of them than their own records allow"
)
CAPTION = (
    "Left: log evidence less the highest, dark with two errors, light at other widths: right is an order that all marks share, and where "
    "they do not, none is claimed. Right: records made by the reading of a row, and to which they are given: a dark diagonal would be a "
    "record that tells all apart; a flat row is a reading whose records could be anybody's."
)
SEED, PARTS, LUCKS = 1001, 5, 20
"""Of the histories that evidence is reckoned from anew."""

WANTED, MOST = 25.0, 50_000
"""Histories that are to count, and that are lived for it at most."""

WIDTHS = (("kernels", "0.5", "s"), ("kernels", "2", "^"), ("priors", "0.5", "D"), ("priors", "2", "v"))


def prove(setting: Setting) -> Proof:
    scenario, checks = load("ussr-1922"), Checks()
    answer = beside(scenario, FILE)
    fits = answer is not None and answer.misfit() is None
    checks.holds("no readings ship that fit scenario and kernel: selectorate readings ussr-1922 --again", fits)
    if answer is None or not fits:
        return Proof("readings", CLAIM, CAPTION, checks, {"readings": 0})
    told = answer.told
    rows: Sequence[Mapping[str, Any]] = told["readings"]
    names = told["confusion"]["names"]
    asked = rows[: setting.size(len(rows), 2)]
    anew = {one["id"]: again(scenario, one["id"], lived(one)) for one in asked}
    for one in asked:
        found, name = anew[one["id"]], one["id"]
        away = (found.value - one["log_evidence"]) / math.hypot(found.error, one["error"])
        if lived(one) * one["effective"] / one["histories"] >= WANTED / 2.0:
            checks.z(f"{name}: other luck gives another evidence", away)
        else:
            checks.p(f"{name}: other luck gives more evidence", float(stats.norm.sf(away)))
            others = min(other["log_evidence"] for other in rows if other["id"] != name)
            checks.holds(f"{name}: other luck does not put it below all others", found.value < others)
    worst = max(one["error"] for one in rows)
    ranked = any(one["weight"] is not None for one in rows)
    checks.holds(f"readings are ranked with an error of {worst:.2f}", worst < LARGEST or not ranked)
    named = np.array(told["confusion"]["named"])
    for one in rows:
        if one["control"]:
            own = named[names.index(one["id"]), names.index(one["id"])]
            checks.holds(f"no record of {one['id']} is given to it", own > 0.0)
    checks.holds("readings that are not told apart stand in no group together", _grouped(rows, told["groups"]))
    return Proof(
        name="readings",
        claim=CLAIM,
        caption=CAPTION,
        checks=checks,
        figures={
            "readings": len(rows),
            "largest error": f"{worst:.2f}",
            "first": max(rows, key=lambda one: one["log_evidence"])["id"],
            "told apart": f"{_apart(rows)} of {math.comb(sum(not one['control'] for one in rows), 2)} pairs",
            "own records named": f"{np.diag(named).mean():.0%}",
            "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
        },
        picture=draw(told),
    )


def lived(one: Mapping[str, Any]) -> int:
    """How many histories are lived anew of a reading."""
    return min(MOST, max(5_000, math.ceil(WANTED * one["histories"] / one["effective"])))


def again(scenario: Scenario, name: str, histories: int) -> Estimate:
    """Log evidence of a reading from other luck."""
    question = Question(scenario, SEED, PARTS, sets=math.ceil(histories / PARTS / LUCKS), lucks=LUCKS)
    judge, prior = Judge(question), question.prior(scenario.document.readings[name])
    return log_evidence([judge.logs(prior.part(part, threads=2)) for part in range(PARTS)])


def _told(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [one["id"] for one in rows if not one["control"]]


def _apart(rows: Sequence[Mapping[str, Any]]) -> int:
    near = {one["id"]: set(one["not_apart"]) for one in rows}
    return sum(other not in near[one] for one, other in combinations(_told(rows), 2))


def _grouped(rows: Sequence[Mapping[str, Any]], groups: Sequence[Sequence[str]]) -> bool:
    near = {one["id"]: set(one["not_apart"]) for one in rows}
    together = {pair for group in groups for pair in combinations(sorted(group), 2)}
    return all(
        (other in near[one]) == ((one, other) in together) for one, other in combinations(sorted(_told(rows)), 2)
    )


def draw(told: Mapping[str, Any]) -> Figure:
    rows = sorted(told["readings"], key=lambda one: one["log_evidence"])
    figure, panels = pictures.sheet(
        "Readings: evidence at all widths, and how often the right one is named", CAPTION, columns=2, size=(14.0, 5.6)
    )
    left, right = panels[0]
    tops = {(kind, width): max(one[kind].get(width, one)["log_evidence"] for one in rows) for kind, width, _ in WIDTHS}
    top = rows[-1]["log_evidence"]
    for y, one in enumerate(rows):
        value = one["log_evidence"] - top
        left.errorbar(value, y, xerr=2.0 * one["error"], fmt="o", color=pictures.INK, markersize=5, capsize=3)
        for number, (kind, width, mark) in enumerate(WIDTHS):
            if width in one[kind]:
                other = one[kind][width]["log_evidence"] - tops[kind, width]
                left.plot(other, y, mark, color=pictures.COLOURS[number], markersize=4, markerfacecolor="none")
    left.set_yticks(range(len(rows)), [one["id"] + (" (control)" if one["control"] else "") for one in rows])
    for kind, width, mark in WIDTHS:
        number = WIDTHS.index((kind, width, mark))
        left.plot([], [], mark, color=pictures.COLOURS[number], markerfacecolor="none", label=f"{kind} x {width}")
    pictures.legend(left, loc="upper left")
    pictures.name(left, "Log evidence", x="less the highest of its kind")
    names, named = told["confusion"]["names"], np.array(told["confusion"]["named"])
    order = [names.index(one["id"]) for one in reversed(rows)]
    right.imshow(named[np.ix_(order, order)], cmap="Greys", vmin=0.0, vmax=1.0)
    right.grid(visible=False)
    labels = [names[k] for k in order]
    right.set_yticks(range(len(order)), labels)
    right.set_xticks(range(len(order)), labels, rotation=60, ha="right", fontsize=7)
    for i, row in enumerate(order):
        for j, column in enumerate(order):
            share = named[row, column]
            if share > 0.0:
                colour = "white" if share > 0.5 else pictures.INK
                right.text(j, i, f"{100 * share:.0f}", ha="center", va="center", fontsize=6.5, color=colour)
    pictures.name(right, "Records made by (row), given to (column), of 100")
    return figure
