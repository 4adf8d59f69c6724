"""The mean-field limit of patronage: with ever more branches, ownership follows a difference equation.

What is proved: with careerism on, so that a head who owes nobody goes over to the front-runner with a chance that grows
with the square of his share, the shares of the branches approach the solution of the limit equation as the number n of
branches grows, and miss it by sigma / sqrt(n) with the sigma that the linear-noise approximation gives.

The limit, by month, for shares x of the contenders and u of nobody, the chair held by h throughout:

    x_i <- (1 - turnover) x_i + turnover partisan [i = h],   u <- (1 - turnover) u + turnover (1 - partisan)
    q = careerism x_f^2 for the front-runner f,              x_f <- x_f + q u,   u <- (1 - q) u

and of the covariance S of sqrt(n) (share - limit): S <- M'SM + (scatter of independent heads), then
S <- JSJ' + u q (1 - q) dd', with M the matrix of the first line, J the derivative of the second and d = e_f - e_nobody.

How: societies of 40, 400 and 4,000 branches made from the association, without sessions. In one the holder of the chair
is ahead from the start; in the other he overtakes. The month of the overtaking varies from history to history, which linear noise
does not know; so mean and variance are tested in the first and the rate in both.

How to read the picture: right is a cloud that shrinks onto the line as n grows, and errors along a line that falls by a
factor of 10 in a hundred times the branches. Wrong is a cloud that settles beside its line, or errors that level off.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from selectorate.scenario import Scenario
from selectorate.simulation.build import Model
from verification import pictures
from verification.histories import document_of, live, made, model_of
from verification.proof import Checks, Proof, Setting

Floats = NDArray[np.float64]

CLAIM = "patronage with careerism approaches its mean-field limit at the rate of 1 / sqrt(branches)"
CAPTION = (
    "Shares of the branches owned by the holder of the chair (Ada) and by Ben, who leads at first in the right-hand society. "
    "Lines: the limit equation; bands: 5 to 95 % of {histories:,} histories, the narrower the more branches. Right: the bands "
    "close in on the line, and the error falls as 1/sqrt(n): on the dashed line, which the linear-noise approximation gives, "
    "where Ada is ahead from the start; along the dotted one, drawn through the last point, where she overtakes and the month "
    "of the overtaking varies. Wrong: bands that settle beside the line, or errors that level off."
)
SEED = 23
CAREERISM = 0.4
SOCIETIES = {"ahead from the start": (0.25, 0.15, 0.10), "overtaking": (0.0, 0.30, 0.10)}
"""Share of the branches that ada, ben and chen own at first; ada holds the chair."""
TESTED = "ahead from the start"
"""The society far from any tie, where fluctuations are Gaussian in the limit."""
AT_ONCE = 1_000
"""Branches written as one entry."""
SLOPE = 0.06
"""How far the fitted rate may lie from -1/2, over two decades (quick: one): noise of the fit and terms in 1/n."""


class Limit(NamedTuple):
    """By month: shares (t, patrons) and covariance of the scaled fluctuations (t, patrons, patrons)."""

    shares: Floats
    covariance: Floats


class Errors(NamedTuple):
    """What one society of n branches did at the months of reading."""

    branches: int
    months: list[int]
    shares: Floats  # (reading, history, contender)


def prove(setting: Setting) -> Proof:
    sizes = [40, 400] if setting.quick else [40, 400, 4_000]
    months = [11, 35, 71] if setting.quick else list(range(5, 72, 6))
    checks, runs, limits, slopes = Checks(), {}, {}, {}
    for name in SOCIETIES:
        limits[name] = limit(model_of(society(setting, name, sizes[0])))
        runs[name] = [watch(setting, name, n, months) for n in sizes]
        errors = [rms(run, limits[name]) for run in runs[name]]
        slopes[name] = float(np.polyfit(np.log(sizes), np.log(errors), 1)[0])
        checks.holds(f"{name}: rate {slopes[name]:.3f} within {SLOPE} of -1/2", abs(slopes[name] + 0.5) < SLOPE)
    compare(runs[TESTED][-1], limits[TESTED], checks)
    histories = histories_of(setting)
    caption = CAPTION.format(histories=histories)
    return Proof(
        name="mean_field",
        claim=CLAIM,
        caption=caption,
        checks=checks,
        figures={
            "branches": sizes,
            "histories": histories,
            **{f"rate, {name}": round(slope, 3) for name, slope in slopes.items()},
            "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
        },
        picture=draw(runs, limits, caption),
        tables={name: {str(run.branches): rms(run, limits[name]) for run in parts} for name, parts in runs.items()},
    )


def histories_of(setting: Setting) -> int:
    """How many histories of each society: fewer than branches, so that what is left of order 1/n stays unseen."""
    return setting.size(1_000, 400)


def society(setting: Setting, name: str, branches: int) -> Scenario:
    """The association without sessions, with so many branches and careerism on."""
    document = document_of("association")
    document["scenario"]["mechanisms"] = ["patronage"]
    for parameter in ("retention", "slate", "majority"):
        del document["parameters"][parameter]
    document["parameters"]["careerism"]["value"] = CAREERISM
    document["parameters"]["careerism"]["prior"] = {"uniform": [0.0, 1.0]}
    owners = zip(("ada", "ben", "chen"), SOCIETIES[name], strict=True)
    owned = {patron: round(share * branches) for patron, share in owners if share > 0.0}
    units: dict[str, Any] = {}
    for patron, count in [*owned.items(), (None, branches - sum(owned.values()))]:
        owner = {"patron": patron, "tie": 0.5} if patron else {}
        for part in range(0, count, AT_ONCE):
            key, repeat = 101 + sum(unit["repeat"] for unit in units.values()), min(AT_ONCE, count - part)
            entry = {"name": "Branch", "luck_key": key, "repeat": repeat, "weight": 1, **owner}
            units[f"{patron or 'free'}_{part}"] = entry
    document["units"] = units
    return made(setting.work, f"{name.replace(' ', '_')}_{branches}", document)


def watch(setting: Setting, name: str, branches: int, months: list[int]) -> Errors:
    """Live the histories of one society and keep the shares."""
    model = model_of(society(setting, name, branches))
    shares = [live(model, histories_of(setting), seed=SEED + branches, read=month).owned for month in months]
    return Errors(branches, months, np.array(shares))


def limit(model: Model) -> Limit:
    """The limit equation and its linear noise, from the numbers of the files."""
    p = model.parameters
    d = model.scenario.document
    ids = list(model.names.contenders)
    [office] = d.offices.values()
    holder, nobody = ids.index(str(office.holder)), len(ids)
    patrons = [ids.index(unit.patron) if unit.patron else nobody for unit in d.units.values()]
    x = np.bincount(patrons, minlength=nobody + 1) / len(patrons)
    s = np.zeros((nobody + 1, nobody + 1))
    newcomer = np.zeros(nobody + 1)
    newcomer[[holder, nobody]] = p["partisan"], 1.0 - p["partisan"]
    move = (1.0 - p["turnover"]) * np.eye(nobody + 1) + p["turnover"] * newcomer
    shares, covariance = [], []
    for _ in range(model.scenario.months):
        s = move.T @ s @ move + sum(x[i] * (np.diag(move[i]) - np.outer(move[i], move[i])) for i in range(nobody + 1))
        x = x @ move
        front = int(np.argmax(x[:nobody]))
        q = p["careerism"] * x[front] ** 2
        d_shift = np.zeros(nobody + 1)
        d_shift[[front, nobody]] = 1.0, -1.0
        slope = np.zeros(nobody + 1)
        slope[nobody], slope[front] = q, 2.0 * p["careerism"] * x[front] * x[nobody]
        jacobian = np.eye(nobody + 1) + np.outer(d_shift, slope)
        s = jacobian @ s @ jacobian.T + x[nobody] * q * (1.0 - q) * np.outer(d_shift, d_shift)
        x = x + q * x[nobody] * d_shift
        shares.append(x)
        covariance.append(s)
    return Limit(np.array(shares), np.array(covariance))


def rms(run: Errors, known: Limit) -> float:
    """Root mean square distance of the shares from the limit, over histories, months and contenders."""
    due = known.shares[run.months][:, None, : run.shares.shape[2]]
    return float(np.sqrt(((run.shares - due) ** 2).mean()))


def foreseen(run: Errors, known: Limit) -> float:
    """The same by the linear-noise approximation."""
    variances = np.diagonal(known.covariance, axis1=1, axis2=2)[run.months, : run.shares.shape[2]]
    return float(np.sqrt(variances.mean() / run.branches))


def compare(run: Errors, known: Limit, checks: Checks) -> None:
    """Mean and variance of the shares at each reading against limit and linear noise."""
    histories = run.shares.shape[1]
    for r, month in enumerate(run.months):
        for i in range(run.shares.shape[2]):
            variance = known.covariance[month, i, i] / run.branches
            off = run.shares[r, :, i] - known.shares[month, i]
            what = f"month {month}, contender {i}, {run.branches} branches"
            checks.z(f"mean share, {what}", off.mean() / np.sqrt(variance / histories))
            checks.z(f"variance of share, {what}", ((off**2).mean() / variance - 1.0) / np.sqrt(2.0 / histories))


def draw(runs: dict[str, list[Errors]], limits: dict[str, Limit], caption: str) -> Any:
    figure, panels = pictures.sheet(
        "Patronage: ever more branches approach the mean-field limit", caption, columns=3, size=(12.5, 4.4)
    )
    for panel, name in zip(panels[0, :2], runs, strict=True):
        draw_shares(panel, name, runs[name], limits[name])
    draw_rate(panels[0, 2], runs, limits)
    return figure


def draw_shares(panel: Any, name: str, runs: list[Errors], known: Limit) -> None:
    for contender, label in enumerate(("Ada", "Ben")):
        colour = pictures.COLOURS[contender]
        for run in runs:
            low, high = np.quantile(run.shares[:, :, contender], [0.05, 0.95], axis=1)
            panel.fill_between(run.months, low, high, color=colour, alpha=0.16, linewidth=0)
        panel.plot(known.shares[:, contender], color=colour, linewidth=1.6, label=f"{label}, limit")
        style = {"color": colour, "markersize": 4}
        middle = runs[-1].shares[:, :, contender].mean(axis=1)
        panel.plot(
            runs[-1].months, middle, pictures.MARKS[contender], label=f"{label}, n = {runs[-1].branches:,}", **style
        )
    panel.set_ylim(0.0, 1.0)
    sizes = ", ".join(f"{run.branches:,}" for run in runs)
    pictures.name(panel, f"Ada {name}; bands for n = {sizes}", x="month", y="share of branches")
    pictures.legend(panel)


def draw_rate(panel: Any, runs: dict[str, list[Errors]], limits: dict[str, Limit]) -> None:
    sizes = np.array([run.branches for run in runs[TESTED]])
    for k, (name, parts) in enumerate(runs.items()):
        colour = pictures.COLOURS[2 + k]
        errors = [rms(run, limits[name]) for run in parts]
        panel.loglog(sizes, errors, pictures.MARKS[2 + k], color=colour, label=f"Ada {name}")
        if name == TESTED:
            panel.loglog(sizes, [foreseen(run, limits[name]) for run in parts], "--", color=colour, linewidth=1.2)
        else:
            panel.loglog(sizes, errors[-1] * np.sqrt(sizes[-1] / sizes), ":", color=colour, linewidth=1.2)
    panel.set_xticks(sizes, [f"{n:,}" for n in sizes])
    panel.minorticks_off()
    pictures.name(panel, "Root mean square distance from the limit", x="branches n", y="share of branches")
    pictures.legend(panel)
