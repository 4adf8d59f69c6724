"""Calibration: parameters, outcomes and likelihood are inferred rightly from records of which all is known.

What is proved, from 200 histories lived with parameters drawn from the prior, each recorded with the errors that the
likelihood states and fitted by the same algorithm as the record (`verification.synthetic`, whose results are kept):

    ranks      how many draws lie below the truth is even over all records, for every parameter, for outcomes of the
               history itself and for its log likelihood: simultaneous bands of the empirical distribution hold
    coverage   of all 90 % intervals of parameters together between 87 and 93 % hold the truth
    recovery   means of draws rise with the truth for parameters that the record informs
    time       each fit takes at most a minute of two processors
    repeats    the first record, made and fitted anew, gives what is kept, to the last bit

How: ranks are thinned to 20 classes, since draws of one fit are not independent of each other, and a quantity's band is
that within which the whole empirical distribution of as many even ranks stays with probability .95 for all quantities
together (after Säilynoja, Bürkner and Vehtari 2022, recalled and not consulted; here by simulation).

How to read the picture: left, right is every line inside the grey band; a line above it on the left and below it on the
right (or the reverse) means intervals too narrow (too wide), one wholly above or below a bias. Right, each dot is one
record: right is a cloud about the diagonal, the tighter the more the record says.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from selectorate.ensemble.priors import Priors
from selectorate.record.batch import Floats, Ints
from selectorate.scenario import load
from verification import pictures, synthetic
from verification.proof import Checks, Proof, Setting

CLAIM = "truth is ranked evenly among the draws of fits to synthetic records, and intervals hold as often as they say"
CAPTION = (
    "Left: for each quantity the empirical distribution of the truth's rank among the draws, less the even one. Right: every line "
    "within the grey band. Wrong: an S that leaves it (intervals too narrow or too wide), or a bow (a bias). Others: the mean of the "
    "draws against the truth, record by record, for the four parameters that the record says most of. Right: clouds about the line."
)
LEVEL = 0.95
CLASSES = 20
BAND = (0.87, 0.93)
SECONDS = 60.0
SIMULATIONS = 20_000


def prove(setting: Setting) -> Proof:
    rows = synthetic.read()
    scenario = load(synthetic.SCENARIO)
    checks = Checks()
    names = quantities(rows)
    priors = Priors.of(scenario)
    made = {row["inputs"] for row in rows}
    checks.holds(f"{len(rows)} records of {synthetic.COUNT} are fitted", len(rows) >= synthetic.COUNT)
    checks.holds("results are of histories lived otherwise: python -m verification.synthetic makes others",
                 made <= {synthetic.inputs(scenario)})  # fmt: skip
    if not rows:
        return Proof("calibration", CLAIM, CAPTION, checks, {"records": 0})
    ranks, away = {name: ranked(rows, name) for name in names}, distances(rows)
    width = band(len(rows), len(names))
    for name, value in away.items():
        checks.holds(f"{name}: ranks lie {value:.3f} from even, more than {width:.3f}", value <= width)
    inside = np.array([[covers(row, name) for name in priors.names] for row in rows])
    checks.holds(f"90 % intervals hold in {inside.mean():.1%}", BAND[0] <= inside.mean() <= BAND[1])
    slopes = {name: float(np.corrcoef(column(rows, "truth", name), column(rows, "mean", name))[0, 1])
              for name in priors.names}  # fmt: skip
    best = sorted(slopes, key=lambda name: -slopes[name])
    checks.holds("no parameter is recovered", slopes[best[0]] > 0.3)
    seconds = column(rows, "seconds")
    checks.holds(f"a fit took {seconds.max():.0f} seconds", seconds.max() <= SECONDS)
    if not setting.quick:
        again = synthetic.trial(0, threads=2)
        kept = next(row for row in rows if row["number"] == "0")
        checks.holds("the first record does not give what is kept",
                     all(f"{again.mean[name]:.6g}" == kept[f"mean {name}"] for name in priors.names))  # fmt: skip
    return Proof(
        name="calibration",
        claim=CLAIM,
        caption=CAPTION,
        checks=checks,
        figures={
            "records": len(rows),
            "coverage of 90 % intervals": f"{inside.mean():.1%}",
            "farthest ranks": f"{max(away.values()):.3f} ({max(away, key=lambda name: away[name])}), band {width:.3f}",
            "best recovered": f"{best[0]} ({slopes[best[0]]:.2f})",
            "seconds a fit": f"{np.median(seconds):.0f}, at most {seconds.max():.0f}",
        },
        picture=draw(rows, ranks, width, best[:4]),
        tables={"recovery": slopes, "coverage": dict(zip(priors.names, inside.mean(axis=0).tolist(), strict=True))},
    )


def quantities(rows: list[dict[str, str]]) -> list[str]:
    """What is ranked."""
    return [name.removeprefix("rank ") for name in (rows[0] if rows else {}) if name.startswith("rank ")]


def distances(rows: list[dict[str, str]]) -> dict[str, float]:
    """How far the ranks of each quantity lie from even at most, in standard deviations."""
    return {name: distance(ranked(rows, name)) for name in quantities(rows)}


def ranked(rows: list[dict[str, str]], name: str) -> Floats:
    """The rank of the truth among the draws of each record, as a share in classes (records,)."""
    share = np.array([(int(row[f"rank {name}"]) + 0.5) / (synthetic.DRAWS + 1) for row in rows])
    return np.floor(share * CLASSES)


def column(rows: list[dict[str, str]], *name: str) -> Floats:
    """One column of the results."""
    return np.array([float(row[" ".join(name)]) for row in rows])


def covers(row: dict[str, str], name: str) -> bool:
    """Whether the 90 % interval of a parameter holds its truth."""
    return float(row[f"low {name}"]) <= float(row[f"truth {name}"]) <= float(row[f"high {name}"])


def curve(ranks: Floats) -> Floats:
    """The empirical distribution of ranks at the end of each class, less the even one."""
    return off(np.bincount(ranks.astype(np.int64), minlength=CLASSES))


def off(counts: Ints) -> Floats:
    """The empirical distribution at the end of each class, less the even one, of counts by class (..., classes)."""
    return np.asarray(
        np.cumsum(counts, axis=-1) / counts.sum(axis=-1, keepdims=True) - np.arange(1, CLASSES + 1) / CLASSES
    )


def farthest(counts: Ints) -> Floats:
    """How far counts by class (..., classes) lie from even at most, in standard deviations of an even one."""
    expected = np.arange(1, CLASSES) / CLASSES
    spread = np.sqrt(expected * (1 - expected) / counts.sum(axis=-1, keepdims=True))
    return np.asarray(np.abs(off(counts)[..., :-1] / spread).max(axis=-1))


def distance(ranks: Floats) -> float:
    """How far ranks lie from even at most, in standard deviations of an even one."""
    return float(farthest(np.bincount(ranks.astype(np.int64), minlength=CLASSES)))


def band(records: int, quantities: int) -> float:
    """The distance within which all quantities stay together with probability `LEVEL`, were they even."""
    luck = np.random.Generator(np.random.Philox(1))
    counts = luck.multinomial(records, [1.0 / CLASSES] * CLASSES, size=SIMULATIONS)
    return float(np.quantile(farthest(counts), LEVEL ** (1.0 / quantities)))


def draw(rows: list[dict[str, str]], ranks: dict[str, Floats], width: float, best: list[str]) -> Figure:
    figure, panels = pictures.sheet(
        "Synthetic records: ranks of the truth, and recovery", CAPTION, rows=1, columns=5, size=(15.0, 3.6)
    )
    first, *others = panels[0]
    ends = np.arange(0, CLASSES + 1) / CLASSES
    edge = width * np.sqrt(ends * (1 - ends) / len(rows))
    first.fill_between(ends, -edge, edge, color=pictures.FAINT, linewidth=0)
    for one in ranks.values():
        first.plot(ends, np.append(0.0, curve(one)), color=pictures.COLOURS[0], linewidth=0.8, alpha=0.7)
    pictures.name(first, "Ranks, less even", x="rank of the truth", y="difference of distributions")
    for panel, name in zip(others, best, strict=True):
        truth, mean = column(rows, "truth", name), column(rows, "mean", name)
        ends_of = [min(truth.min(), mean.min()), max(truth.max(), mean.max())]
        panel.plot(ends_of, ends_of, color=pictures.QUIET, linewidth=1)
        panel.plot(truth, mean, "o", color=pictures.COLOURS[0], markersize=3)
        pictures.name(panel, name, x="truth", y="mean of the draws")
    return figure
