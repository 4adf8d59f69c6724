"""Pairing: twins say more than as many histories under other luck.

What is proved, for every factor of `ussr-1922` and the default outcome:

    worth      the variance that a difference of shares has over two independent samples, over the variance it has over
               twins: how many independent histories one pair of twins is worth. Never below 0.95. The median over the
               factors that change the ending of more than one history in ten is reported beside the 1.3 aimed at
    agreement  the difference of shares over twins is that over two samples of unrelated seeds, within their joint error
    untouched  what a factor has no way to touch is the same to the last bit: every session and removal before the month
               in which its first change can act

How: the same histories in the world as it was and without each factor. Worth is (p (1 - p) + q (1 - q)) / Var(d), with
d the difference of a history and its twin, and its standard error by the jackknife over 50 groups.

How to read the picture: right is every bar at or to the right of the left dashed line (0.95); the other (1.3) is what
the median of the dark ones (factors that change many endings) aims at. Wrong is a bar that ends before the first.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from selectorate import analysis, ensemble
from selectorate.ensemble import Ensemble
from selectorate.scenario import load
from verification import pictures
from verification.proof import Checks, Proof, Setting

CLAIM = "twins say more than as many histories under other luck, and what a change cannot touch stays to the bit"
CAPTION = (
    "How many independent histories one pair of twins is worth, by factor, with one standard error to either side. Right: no bar "
    "ends left of 0.95. Dark: more than one ending in ten is another; their median aims at 1.3. Wrong: a bar left of 0.95."
)
SEED = 61
LEAST, MEDIAN, MANY = 0.95, 1.3, 0.1
GROUPS = 50
LATE = {"cult": "1924-01", "testament": "1924-05"}
"""Factors whose first change can act only from a month on."""


def prove(setting: Setting) -> Proof:
    scenario, histories = load("ussr-1922"), setting.size(5_000, 500)
    base = ensemble.run(scenario, histories=histories, seed=SEED)
    elsewhere = held(ensemble.run(scenario, histories=histories, seed=SEED + 1))
    checks, found = Checks(), {}
    for factor in sorted(scenario.document.factors):
        changes = ensemble.changes(scenario, without=[factor])
        other = ensemble.run(scenario, histories=histories, seed=SEED, changes=changes)
        one, two = (held(many) for many in (base, other))
        flipped = float((analysis.endings(base).which != analysis.endings(other).which).mean())
        value, error = worth(one, two)
        found[factor] = {
            "worth": value,
            "error": error,
            "flipped": flipped,
            "difference": float(two.mean() - one.mean()),
        }
        checks.holds(f"{factor}: twins are worth {value:.2f} histories, less than {LEAST}", value + 2 * error >= LEAST)
        unrelated = ensemble.run(scenario, histories=histories, seed=SEED + 2, changes=changes)
        checks.z(f"{factor}: difference of twins and of unrelated seeds", apart(one, two, elsewhere, held(unrelated)))
        if factor in LATE:
            month = scenario.month_index(LATE[factor])
            checks.holds(f"{factor}: something before {LATE[factor]} is another", same_before(base, other, month))
    moved = [entry["worth"] for entry in found.values() if entry["flipped"] > MANY]
    middle = float(np.median(moved)) if moved else 0.0
    return Proof(
        name="pairing",
        claim=CLAIM,
        caption=CAPTION,
        checks=checks,
        figures={
            "histories": histories,
            "worth, least": round(min(entry["worth"] for entry in found.values()), 2),
            "worth, median of those that change endings": f"{middle:.2f} (aimed at: {MEDIAN})",
            "factors that change one ending in ten": len(moved),
            "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
        },
        picture=draw(found),
        tables={"factors": found},
    )


def held(many: Ensemble) -> NDArray[np.bool_]:
    """Whether the scenario's default outcome held in each history."""
    ended = analysis.endings(many)
    index = [said.id for said in ended.statements].index(many.scenario.document.scenario.outcome)
    return np.asarray(ended.which == index)


def worth(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> tuple[float, float]:
    """Independent histories to a pair of twins, and its standard error."""

    def ratio(keep: NDArray[np.bool_]) -> float:
        p, q = one[keep], other[keep]
        apart = (q.astype(float) - p).var()
        return float((p.var() + q.var()) / apart) if apart > 0 else np.inf

    groups = np.arange(len(one)) % GROUPS
    without = np.array([ratio(groups != group) for group in range(GROUPS)])
    error = np.sqrt((GROUPS - 1) / GROUPS * ((without - without.mean()) ** 2).sum())
    return ratio(groups >= 0), float(error)


def apart(*held: NDArray[np.bool_]) -> float:
    """How far a paired difference lies from that of two unrelated samples, in standard errors of both together.

    Args:
        held: whether the outcome held in a world and in its twin, and in each of both worlds by unrelated luck.
    """
    one, other, first, second = (truth.astype(float) for truth in held)
    gap = (other - one).mean() - (second.mean() - first.mean())
    error = np.sqrt(((other - one).var() + first.var() + second.var()) / len(one))
    return float(gap / error) if error > 0 else 0.0


def same_before(one: Ensemble, other: Ensemble, month: int) -> bool:
    """Whether sessions and removals before a month are the same to the bit."""
    sat = [row for row, at in enumerate(one.names.sitting_months) if at < month]
    first, second = (np.where((many.columns.reached < month), many.columns.reached, -1) for many in (one, other))
    following = (many.columns.following[:, sat] for many in (one, other))
    return bool((first == second).all() and np.array_equal(*following))


def draw(found: dict[str, dict[str, float]]) -> Figure:
    """A bar a factor."""
    names = sorted(found, key=lambda name: found[name]["worth"])
    figure, panels = pictures.sheet("What a pair of twins is worth", CAPTION, size=(9.0, 4.2))
    panel = panels[0, 0]
    for row, name in enumerate(names):
        entry = found[name]
        colour = pictures.COLOURS[0] if entry["flipped"] > MANY else pictures.FAINT
        panel.barh(row, entry["worth"], xerr=entry["error"], color=colour, ecolor=pictures.QUIET)
        panel.text(
            0.02, row, f"{100 * entry['flipped']:.0f} % end otherwise", va="center", fontsize=8, color=pictures.INK
        )
    panel.set_yticks(range(len(names)), names)
    for limit in (LEAST, MEDIAN):
        panel.axvline(limit, color=pictures.INK, linestyle="--", linewidth=0.8)
    pictures.name(panel, "", x="independent histories to one pair of twins")
    return figure
