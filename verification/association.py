"""The association against its closed form: 100,000 histories beside the exact law of the same society.

What is proved: that the engine, run through its ordinary entry on the shipped scenario, follows the law that the files
state. Means and variances of the branches each contender owns, the whole distribution of that number, and after each
assembly the whole joint distribution of who holds the chair and how the board is made up, so also who captured it.

How: `verification.ring` carries the probability of every state of the society (8.1 million) from month to month without
simulating, and shares no code with the engine. The same histories are read at the end of every third month. Every
comparison is a p-value; all of them stand together at one chance in 1,000 (`verification.proof`).

How to read the picture: right is points on lines, and residuals about 0, two thirds within one standard error.
Neighbouring residuals hang together, for they are the same histories three months on. Wrong is a point off its line,
residuals that grow from month to month, or any point outside the grey band.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from selectorate.simulation.build import Model
from verification import pictures
from verification.histories import document_of, live, made, model_of
from verification.proof import Checks, Proof, Setting, chi_square
from verification.ring import Floats, Ints, Law, Society, law_of, place, society_of

CLAIM = "in the association the engine follows the exact law of its files"
CAPTION = (
    "Lines are the exact law, points {histories:,} histories of the engine. Right: every point lies on its line, and the "
    "residuals lie about 0, two thirds of them within 1, none outside the grey band (which holds all of them together in "
    "999 of 1,000 repetitions). Neighbouring residuals hang together, since the same histories are read every third month. "
    "Wrong: a point off its line, residuals that grow from month to month, a point outside the band."
)
SEED = 19
EVERY = 3
"""Months between two readings."""


class Seen(NamedTuple):
    """What the histories did."""

    months: list[int]
    owned: Ints  # (reading, patron, N + 1) histories in which so many branches have this patron
    boards: Ints  # (assembly, holder, board) histories
    products: Floats  # (assembly, contender, 2) mean of branches times seats, and its standard error


def prove(setting: Setting) -> Proof:
    model = society(setting)
    rule = society_of(model.scenario)
    law = law_of(rule)
    histories = setting.size(100_000, 4_000)
    seen = watch(model, rule, law, histories)
    checks = Checks()
    residuals = compare_branches(rule, law, seen, checks)
    compare_boards(law, seen, checks)
    return Proof(
        name="association",
        claim=CLAIM,
        caption=CAPTION.format(histories=histories),
        checks=checks,
        figures=figures(model, law, seen, checks, histories),
        picture=draw(model, law, seen, residuals, checks, histories),
        tables={"captured": {"theory": law.captured().tolist(), "seen": captured(law, seen).tolist()}},
    )


def society(setting: Setting) -> Model:
    """The shipped scenario; the quick version a smaller one of the same kind."""
    if not setting.quick:
        return model_of("association")
    document = document_of("association")
    document["units"] = {
        f"branch_{k}": {"name": f"Branch {k}", "luck_key": 100 + k, "weight": 1, **owner}
        for k, owner in enumerate([{"patron": "ben", "tie": 0.5}] * 3 + [{"patron": "chen", "tie": 0.5}] * 2 + [{}] * 7)
    }
    document["bodies"]["board"] |= {"seats": {"2001-01": 5}, "following": {"ada": 1, "ben": 1, "chen": 1}}
    return model_of(made(setting.work, "small_association", document))


def watch(model: Model, rule: Society, law: Law, histories: int) -> Seen:
    """Live the histories and count them by state, at every third month."""
    size = sum(rule.branches)
    committee = model.names.bodies.index(model.scenario.document.scenario.roles.committee)
    tables = place(law.states)
    months = list(range(EVERY - 1, rule.months, EVERY))
    owned, boards, products = [], [], []
    for month in months:
        facts = live(model, histories, seed=SEED, read=month)
        heads = np.rint(facts.owned * size).astype(np.int64)
        everyone = np.column_stack([heads, size - heads.sum(axis=1)])
        owned.append([np.bincount(column, minlength=size + 1) for column in everyone.T])
        if month in rule.assemblies:
            state = tables[tuple(facts.final[:, committee, : rule.contenders].T)]
            cells = np.zeros(law.boards.shape[1:], np.int64)
            np.add.at(cells, (facts.holders[:, 0], state), 1)
            boards.append(cells)
            both = heads * facts.final[:, committee, : rule.contenders]
            products.append(np.column_stack([both.mean(axis=0), both.std(axis=0) / np.sqrt(histories)]))
    return Seen(months, np.array(owned), np.array(boards), np.array(products))


def compare_branches(rule: Society, law: Law, seen: Seen, checks: Checks) -> Floats:
    """Mean, variance and distribution of the branches of each patron; residuals of the means in standard errors."""
    numbers = np.arange(sum(rule.branches) + 1)
    histories = seen.owned[0, 0].sum()
    residuals = np.zeros(seen.owned.shape[:2])
    for r, month in enumerate(seen.months):
        for patron in range(seen.owned.shape[1]):
            chance, count = law.branches[month, patron], seen.owned[r, patron]
            mean = chance @ numbers
            second, fourth = chance @ (numbers - mean) ** 2, chance @ (numbers - mean) ** 4
            spread = count @ (numbers - mean) ** 2 / histories
            residuals[r, patron] = (count @ numbers / histories - mean) / np.sqrt(second / histories)
            what = f"month {month}, patron {patron}"
            checks.z(f"mean of branches, {what}", residuals[r, patron])
            checks.z(f"variance of branches, {what}", (spread - second) / np.sqrt((fourth - second**2) / histories))
            checks.p(f"distribution of branches, {what}", chi_square(count, chance * histories))
    return residuals


def compare_boards(law: Law, seen: Seen, checks: Checks) -> None:
    """Holder and board jointly, and what follows from them, after each assembly."""
    for g, cells in enumerate(seen.boards):
        histories = int(cells.sum())
        checks.p(f"chair and board, assembly {g + 1}", chi_square(cells, law.boards[g] * histories))
        for what, due, got in (
            ("chair", law.holders()[g], cells.sum(axis=1)),
            ("majority", law.majorities()[g], majorities(law, cells)),
            ("captured", law.captured()[g], captured_in(law, cells)),
        ):
            for i, chance in enumerate(due):
                value = stats.binomtest(int(got[i]), histories, float(min(1.0, chance))).pvalue
                checks.p(f"{what} of contender {i}, assembly {g + 1}", value)
        for i, (mean, error) in enumerate(seen.products[g]):
            z = (mean - law.owned_and_seats[g, i]) / error
            checks.z(f"branches times seats of contender {i}, assembly {g + 1}", z)


def majorities(law: Law, cells: Ints) -> Ints:
    """Histories in which each contender has a majority of the board."""
    return np.asarray(cells.sum(axis=0) @ law.majority())


def captured_in(law: Law, cells: Ints) -> Ints:
    """Histories in which each contender holds chair and majority."""
    return np.asarray((cells * law.majority().T).sum(axis=1))


def captured(law: Law, seen: Seen) -> Floats:
    """Share of histories in which each contender holds chair and majority: (assembly, contender)."""
    return np.array([captured_in(law, cells) / cells.sum() for cells in seen.boards])


def figures(model: Model, law: Law, seen: Seen, checks: Checks, histories: int) -> dict[str, object]:
    first, contenders = model.names.contenders[0], len(model.names.contenders)
    due, got = law.captured()[-1, 0], captured(law, seen)[-1, 0]
    return {
        "histories": histories,
        "states of the law": law.boards[0].size
        * math.comb(sum(society_of(model.scenario).branches) + contenders, contenders),
        f"captured by {first}, theory": round(float(due), 5),
        f"captured by {first}, seen": round(float(got), 5),
        "comparisons": len(checks.p_values),
        "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
    }


def draw(model: Model, law: Law, seen: Seen, residuals: Floats, checks: Checks, histories: int) -> Any:
    caption = CAPTION.format(histories=histories)
    figure, panels = pictures.sheet(
        "The association: the engine beside the exact law", caption, rows=2, columns=2, size=(11.0, 7.0)
    )
    draw_branches(panels[0, 0], model, law, seen)
    draw_capture(panels[0, 1], model, law, seen)
    draw_board(panels[1, 0], model, law, seen)
    draw_residuals(panels[1, 1], model, law, seen, residuals, checks)
    return figure


def labels(model: Model) -> list[str]:
    """Short names of the patrons."""
    contenders = model.scenario.document.contenders
    return [contenders[name].name.split()[0] for name in model.names.contenders] + ["nobody"]


def shade(patron: int, label: str) -> str:
    """A patron's colour."""
    return pictures.QUIET if label == "nobody" else pictures.COLOURS[patron]


def draw_branches(panel: Any, model: Model, law: Law, seen: Seen) -> None:
    numbers = np.arange(law.branches.shape[2])
    for patron, label in enumerate(labels(model)):
        colour = shade(patron, label)
        mean = law.branches[:, patron] @ numbers
        spread = np.sqrt(law.branches[:, patron] @ numbers**2 - mean**2)
        panel.fill_between(range(len(mean)), mean - spread, mean + spread, color=colour, alpha=0.13, linewidth=0)
        panel.plot(mean, color=colour, linewidth=1.4)
        got = seen.owned[:, patron] @ numbers / seen.owned[:, patron].sum(axis=1)
        panel.plot(seen.months, got, pictures.MARKS[patron], color=colour, markersize=4, label=label)
    pictures.name(panel, "Branches by patron: mean, and one deviation either side", x="month", y="branches")
    pictures.legend(panel, ncols=2)


def draw_capture(panel: Any, model: Model, law: Law, seen: Seen) -> None:
    assemblies = np.arange(1, len(seen.boards) + 1)
    histories = seen.boards[0].sum()
    for i, label in enumerate(labels(model)[:-1]):
        colour = pictures.COLOURS[i]
        due, got = law.captured()[:, i], captured(law, seen)[:, i]
        panel.plot(assemblies, due, color=colour, linewidth=1.4)
        error = 3.0 * np.sqrt(due * (1.0 - due) / histories)
        panel.errorbar(assemblies, np.maximum(got, 1e-6), error, fmt=pictures.MARKS[i], color=colour, ms=5, label=label)
    panel.set_yscale("log")
    pictures.name(panel, "Captured: holds the chair and most of the board (bars: 3 se)", x="assembly", y="probability")
    pictures.legend(panel)


def draw_board(panel: Any, model: Model, law: Law, seen: Seen) -> None:
    seats = np.arange(int(law.states[0].sum()) + 1)
    for patron, label in enumerate(labels(model)):
        colour = shade(patron, label)
        due = np.bincount(law.states[:, patron], weights=law.boards[-1].sum(axis=0), minlength=seats.size)
        got = np.bincount(law.states[:, patron], weights=seen.boards[-1].sum(axis=0), minlength=seats.size)
        panel.plot(seats, due, color=colour, linewidth=1.4)
        panel.plot(seats, got / got.sum(), pictures.MARKS[patron], color=colour, markersize=5, label=label)
    pictures.name(panel, "Seats of the board by patron after the last assembly", x="seats", y="probability")
    pictures.legend(panel)


def draw_residuals(panel: Any, model: Model, law: Law, seen: Seen, residuals: Floats, checks: Checks) -> None:
    bound = float(stats.norm.isf(checks.bound / 2.0))
    pictures.band(panel, seen.months, bound)
    for patron, label in enumerate(labels(model)):
        style = {"color": shade(patron, label), "markersize": 4.5, "label": label}
        panel.plot(seen.months, residuals[:, patron], pictures.MARKS[patron], **style)
    panel.set_ylim(-bound - 0.6, bound + 0.6)
    pictures.name(panel, "Mean branches by patron: seen less theory", x="month", y="standard errors")
    pictures.legend(panel, ncols=4, loc="lower left")
