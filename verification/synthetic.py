"""Synthetic records: histories lived with parameters from the prior, recorded with error, and fitted as the record is.

``python -m verification.synthetic --count 200`` adds what is missing to `RESULTS`, one line a record, and can be stopped
and gone on with at any time.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from selectorate import ensemble
from selectorate.ensemble.posterior import HAND_SET
from selectorate.ensemble.priors import Priors
from selectorate.inference.fit import Question, prepared
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.stages import dynamic
from selectorate.record.batch import Floats
from selectorate.record.reading import Reader
from selectorate.scenario import Scenario, load
from selectorate.scenario.resolve import canonical

RESULTS = Path(__file__).parent / "synthetic.csv"
SCENARIO = "ussr-1922"
DRAWS, FIRST = 1000, 100
"""Draws, and how many times as many particles begin as go on: fewer than in a fit of the record, for time."""

COUNT = 200
SEED = 7_000
WITNESSES = 200
"""Histories that stand for how all are lived."""

OUTCOMES = ("winner", "date_trotsky_pb", "xiv_vote_share")
"""Targets whose numbers in the true history are ranked among those of the histories drawn, as outcomes."""

LIKELIHOOD = "log likelihood"


@dataclass(frozen=True)
class Trial:
    """One synthetic record and its fit.

    Attributes:
        number: which.
        seconds: of the fit, those of processors shared out over threads: what a machine takes that does nothing else.
        lived: histories of the fit.
        truth: true values by quantity.
        rank: how many of the draws lie below the truth, of equals by lot, by quantity.
        low: 5 % quantile of the draws by parameter.
        high: 95 % quantile.
        mean: of the draws by parameter.
    """

    number: int
    seconds: float
    lived: int
    truth: dict[str, float]
    rank: dict[str, int]
    low: dict[str, float]
    high: dict[str, float]
    mean: dict[str, float]


def trial(number: int, *, threads: int) -> Trial:
    """Make a synthetic record and fit it."""
    scenario = load(SCENARIO)
    targets, priors = dynamic(scenario.document.targets), Priors.of(scenario)
    luck = np.random.Generator(np.random.Philox(np.random.SeedSequence([SEED, number])))
    truth = priors.draw(luck, 1)
    reader = Reader(ensemble.prepare(scenario), targets, priors.names)
    keys = luck.integers(0, 2**64, size=(1, scenario.years), dtype=np.uint64)
    numbers = reader(keys, truth, threads=1)
    likelihood = Likelihood.of(scenario, targets)
    record = likelihood.blurred(numbers, luck)[0]
    began = time.process_time()
    question = Question(scenario, targets, DRAWS, SEED + number, FIRST)
    sampler = prepared(question, threads, record)
    *_, particles = sampler.steps(sampler.begin())
    particles = sampler.drawn(particles, DRAWS)
    seconds = (time.process_time() - began) / threads
    drawn = reader(particles.keys, particles.draws, threads=threads)
    true = dict(zip(priors.names, truth[0].tolist(), strict=True))
    found = {name: particles.draws[:, i] for i, name in enumerate(priors.names)}
    for name in OUTCOMES:
        column = reader.columns[name].start
        true[name], found[name] = _number(numbers[0, column]), np.array([_number(x) for x in drawn[:, column]])
    true[LIKELIHOOD], found[LIKELIHOOD] = float(sampler.dates[-1].weigh(numbers)[0]), particles.before
    ranks = {name: _rank(found[name], value, luck) for name, value in true.items()}
    names = priors.names
    return Trial(
        number, seconds, particles.lived, true, ranks,
        {name: _quantile(found[name], 0.05) for name in names},
        {name: _quantile(found[name], 0.95) for name in names},
        {name: float(found[name].mean()) for name in names},
    )  # fmt: skip


def inputs(scenario: Scenario) -> str:
    """What names all that decides a trial: what some histories have, the statistics, the likelihood and the priors.

    What is added to the kernel and changes no history leaves it as it is; so does what is written about the scenario.
    """
    targets, priors = dynamic(scenario.document.targets), Priors.of(scenario)
    likelihood = Likelihood.of(scenario, targets)
    luck = np.random.Generator(np.random.Philox(np.random.SeedSequence([SEED, COUNT])))
    draws = priors.draw(luck, WITNESSES)
    keys = luck.integers(0, 2**64, size=(WITNESSES, scenario.years), dtype=np.uint64)
    lived = Reader(ensemble.prepare(scenario, parameters=HAND_SET), targets, priors.names)(keys, draws)
    digest = hashlib.sha256(np.ascontiguousarray(lived).tobytes())
    for part in vars(likelihood).values():
        digest.update(np.ascontiguousarray(part).tobytes())
    asked = {name: target.statistic for name, target in targets.items()}
    digest.update(canonical([asked, dict(zip(priors.names, priors.priors, strict=True))]).encode())
    return digest.hexdigest()[:12]


def _number(value: float) -> float:
    """A number to rank: never comes last."""
    return 1e9 if np.isnan(value) else float(value)


def _quantile(drawn: Floats, share: float) -> float:
    """A quantile that as large a share of further draws lies below, however few there are."""
    return float(np.quantile(drawn, share, method="weibull"))


def _rank(drawn: Floats, truth: float, luck: np.random.Generator) -> int:
    below, equal = int((drawn < truth).sum()), int((drawn == truth).sum())
    return below + int(luck.integers(0, equal + 1))


def columns(names: list[str], parameters: list[str]) -> list[str]:
    """The columns of the results."""
    head = ["inputs", "number", "seconds", "lived"]
    head += [f"{what} {name}" for what in ("truth", "rank") for name in names]
    return head + [f"{what} {name}" for what in ("low", "high", "mean") for name in parameters]


def write(one: Trial, path: Path, scenario: Scenario) -> None:
    """Add a line."""
    names, parameters = list(one.truth), list(one.low)
    new = not path.exists()
    row: list[object] = [inputs(scenario), one.number, round(one.seconds, 1), one.lived]
    row += [f"{one.truth[name]:.6g}" for name in names] + [one.rank[name] for name in names]
    row += [f"{part[name]:.6g}" for part in (one.low, one.high, one.mean) for name in parameters]
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(columns(names, parameters))
        writer.writerow(row)


def read(path: Path = RESULTS) -> list[dict[str, str]]:
    """All lines."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def missing(count: int, path: Path = RESULTS) -> Iterator[int]:
    """Numbers of records that have not been fitted."""
    done = {int(row["number"]) for row in read(path)}
    yield from (number for number in range(count) if number not in done)


def main(arguments: list[str] | None = None) -> None:
    """Fit what is missing."""
    parser = argparse.ArgumentParser(prog="python -m verification.synthetic", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT, help="records in all")
    parser.add_argument("--threads", type=int, default=2, help="how many work at once")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where results are kept")
    asked = parser.parse_args(arguments)
    for number in missing(asked.count, asked.results):
        one = trial(number, threads=asked.threads)
        write(one, asked.results, load(SCENARIO))
        sys.stdout.write(f"{number}: {one.seconds:.0f} s, {one.lived:,} histories\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
