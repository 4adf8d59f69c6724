"""Posterior: what the sampler draws and the evidence it finds are those that can be reckoned without simulating.

What is proved, for an association of forty branches whose turnover and formality are unknown, and two facts recorded with
error: the share of heads moved in the first eleven months, and the share formally appointed by then:

    parameters  means, deviations and the correlation of the draws are those of the exact posterior, over seeds
    evidence    so is the log evidence
    beginning   with 2 and with 20 times as many particles at first alike: how wide a fit begins moves no posterior
    stopped     a fit that was stopped and gone on with has the bits of one that was not
    pyabc       where it is installed (`make bench` makes its environment): its draws have those moments as well

How: each month a head is moved with probability a, and is then formally appointed with probability b. So in n months of
forty heads Binomial(40, 1 - (1 - a)^n) are moved and Binomial(moved, b) of them formal; the likelihood of both facts is a
double sum, and the posterior over (a, b) a grid.

How to read the picture: bars are draws of all seeds together, lines the exact densities; right is that they coincide.
Last, log evidence by seed: right is a cloud about the line.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from scipy import stats

from benchmarks.pyabc_child import PYABC, SMALL, PyabcChild
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.store import Store
from selectorate.inference.fit import Question, fit, keep, prepared
from selectorate.inference.likelihood import Likelihood
from selectorate.record.batch import Floats
from selectorate.scenario import Scenario, load
from selectorate.testing.changes import rewritten
from verification import pictures
from verification.proof import Checks, Proof, Setting

CLAIM = "draws and evidence are those of the exact posterior, however widely a fit begins"
CAPTION = (
    "Left and middle: draws of turnover and of formality, all seeds together (bars), and the exact posterior densities (lines). "
    "Right: bars follow the lines. Last: log evidence of each fit and the exact one. Right: clouds about the line."
)
BRANCHES, MONTHS, MONTH = 40, 11, "2001-11"
RECORDED = {"turnover": 0.45, "appointed": 0.2}
WIDTH = 0.04
FIRST = (2, 20)


def society() -> Scenario:
    """The association with two unknown parameters and two facts."""
    tree = load("association").document.model_dump(exclude_none=True, by_alias=True)
    for name in ("turnover", "formal"):
        tree["parameters"][name]["free"] = True
    tree["targets"] = {
        name: {
            "title": name, "kind": "dynamic", "statistic": {"fn": name, "args": {"at": MONTH}}, "value": value,
            "low": 0.0, "high": 1.0, "kernel": "normal", "width": WIDTH, "error": 0.05, "confidence": "high",
        }
        for name, value in RECORDED.items()
    }  # fmt: skip
    return rewritten(load("association"), tree)


@dataclass(frozen=True)
class Exact:
    """The exact posterior on a grid.

    Attributes:
        turnover: places of the first parameter (a,).
        formal: places of the second (b,).
        density: of both, summing to 1 (a, b).
        evidence: log of the mean likelihood over the prior.
    """

    turnover: Floats
    formal: Floats
    density: Floats
    evidence: float

    def moments(self) -> dict[str, float]:
        """Means, deviations and the correlation."""
        a, b = self.density.sum(axis=1), self.density.sum(axis=0)
        means = float(a @ self.turnover), float(b @ self.formal)
        deviations = tuple(
            float(np.sqrt(weights @ (places - mean) ** 2))
            for weights, places, mean in ((a, self.turnover, means[0]), (b, self.formal, means[1]))
        )
        both = float((self.turnover - means[0]) @ self.density @ (self.formal - means[1]))
        return {
            "mean of turnover": means[0],
            "mean of formal": means[1],
            "deviation of turnover": deviations[0],
            "deviation of formal": deviations[1],
            "correlation": both / (deviations[0] * deviations[1]),
        }


def exact(scenario: Scenario, points: int = 201) -> Exact:
    """The exact posterior."""
    likelihood = Likelihood.of(scenario, scenario.document.targets)
    names = list(scenario.document.targets)
    counts = np.arange(BRANCHES + 1)
    logs = likelihood.logs(np.stack([counts / BRANCHES] * len(names), axis=1))
    of = {name: np.exp(logs[:, i]) for i, name in enumerate(names)}
    turnover = (np.arange(points) + 0.5) / points * 0.1
    formal = (np.arange(points) + 0.5) / points
    moved = stats.binom.pmf(counts[None, :], BRANCHES, (1.0 - (1.0 - turnover) ** MONTHS)[:, None])
    given = stats.binom.pmf(counts[None, :, None], counts[:, None, None], formal[None, None, :])
    # Of so many moved (rows), the likelihood of how many are formal, over what is formal.
    second = np.einsum("f,mfb->mb", of["appointed"], given)
    joint = (moved * of["turnover"][None, :]) @ second
    return Exact(turnover, formal, joint / joint.sum(), float(np.log(joint.mean())))


def moments(found: Posterior) -> dict[str, float]:
    """The same of draws."""
    a, b = (found.draws[:, found.names.index(name)] for name in ("turnover", "formal"))
    return {
        "mean of turnover": float(a.mean()),
        "mean of formal": float(b.mean()),
        "deviation of turnover": float(a.std()),
        "deviation of formal": float(b.std()),
        "correlation": float(np.corrcoef(a, b)[0, 1]),
    }


def prove(setting: Setting) -> Proof:
    scenario, checks = society(), Checks()
    right, seeds = exact(scenario), setting.size(30, 6)
    fits = {
        first: [fit(Question(scenario, scenario.document.targets, 300, 1_000 * first + seed, first), threads=2)
                for seed in range(seeds)]
        for first in FIRST
    }  # fmt: skip
    for first, found in fits.items():
        for name, value in right.moments().items():
            seen = np.array([moments(one)[name] for one in found])
            checks.p(f"from {first} times as many: {name}", float(stats.ttest_1samp(seen, value).pvalue))
        # The mean of evidences, not of their logs, is without bias.
        ratio = np.exp(np.array([one.about["evidence"] for one in found]) - right.evidence)
        checks.p(f"from {first} times as many: evidence", float(stats.ttest_1samp(ratio, 1.0).pvalue))
    checks.holds("a fit gone on with has other bits", gone_on_with(scenario))
    beside = None if setting.quick or PYABC.ready() is None else by_pyabc()
    if beside is not None:
        for name, (value, error) in beside.items():
            checks.z(f"pyabc: {name}", (value - right.moments()[name]) / error)
    return Proof(
        name="posterior",
        claim=CLAIM,
        caption=CAPTION,
        checks=checks,
        figures={
            "fits": seeds * len(FIRST),
            "exact log evidence": round(right.evidence, 3),
            "found": ", ".join(
                f"{np.mean([one.about['evidence'] for one in found]):.3f} from {first} times as many"
                for first, found in fits.items()
            ),
            "beside": "pyabc" if beside else "nothing",
            "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
        },
        picture=draw(right, fits),
        tables={"exact": right.moments(), "evidence": right.evidence, "pyabc": beside},
        notes=[] if beside or setting.quick else ["pyabc is not installed; nothing was held beside it"],
    )


def by_pyabc() -> dict[str, tuple[float, float]]:
    """Moments of a fit by pyabc that accepts by the likelihood, each with its standard error."""
    with PyabcChild(SMALL) as child:
        found = child.fit(seed=1, population=400, generations=None, simulations=None, exact=True)
    draws, weights = np.array(found["draws"]), np.array(found["weights"])
    weights /= weights.sum()
    count = 1.0 / float((weights**2).sum())
    means = weights @ draws
    spread = (draws - means).T @ ((draws - means) * weights[:, np.newaxis])
    deviations = np.sqrt(np.diag(spread))
    known: dict[str, tuple[float, float]] = {}
    for i, name in enumerate(("formal", "turnover")):
        known[f"mean of {name}"] = float(means[i]), float(deviations[i]) / count**0.5
        known[f"deviation of {name}"] = float(deviations[i]), float(deviations[i]) / (2 * count) ** 0.5
    both = float(spread[0, 1] / deviations.prod())
    return known | {"correlation": (both, (1.0 - both**2) / count**0.5)}


def gone_on_with(scenario: Scenario) -> bool:
    """Whether a fit that is stopped after its first step ends with the bits of one that is not."""
    question = Question(scenario, scenario.document.targets, 60, 5, 4)
    whole = fit(question)
    with tempfile.TemporaryDirectory() as folder, Store(folder) as store:
        sampler = prepared(question, 1)
        keep(store, question.identity(), sampler.step(sampler.begin()), scenario.name)
        later = fit(question, store=store, resume=True)
    return bool(np.array_equal(whole.draws, later.draws) and np.array_equal(whole.keys, later.keys))


def draw(right: Exact, fits: dict[int, list[Posterior]]) -> Figure:
    figure, panels = pictures.sheet(
        "Draws and evidence beside the exact posterior", CAPTION, columns=3, size=(12.5, 3.6)
    )
    places = {
        "turnover": (right.turnover, right.density.sum(axis=1)),
        "formal": (right.formal, right.density.sum(axis=0)),
    }
    for panel, (name, (where, mass)) in zip(panels[0], places.items(), strict=False):
        for first, colour in zip(fits, pictures.COLOURS, strict=False):
            draws = np.concatenate([one.draws[:, one.names.index(name)] for one in fits[first]])
            panel.hist(draws, bins=60, density=True, histtype="step", color=colour, label=f"from {first} times as many")
        panel.plot(where, mass / (where[1] - where[0]), color=pictures.INK, linewidth=1.5, label="exact")
        pictures.name(panel, name, x=name, y="density")
        pictures.legend(panel)
    for at, (first, found) in enumerate(fits.items()):
        values = [one.about["evidence"] for one in found]
        panels[0][2].plot(np.full(len(values), at) + np.linspace(-0.2, 0.2, len(values)), values, "o",
                          color=pictures.COLOURS[at], markersize=4, label=f"from {first} times as many")  # fmt: skip
    panels[0][2].axhline(right.evidence, color=pictures.INK, linewidth=1.5)
    panels[0][2].set_xticks([])
    pictures.name(panels[0][2], "Log evidence", y="log evidence")
    pictures.legend(panels[0][2])
    return figure
