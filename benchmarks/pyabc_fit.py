"""Fits by pyabc, run in an environment of its own: a line of JSON in, a line out.

The first line names the scenario; each later one asks for a fit. The model that pyabc is given lives one history in
the engine and reads its numbers. Reading one at a time is slow, so it is not counted: the seconds are those that pyabc
takes outside the model, and those of the same histories lived all at once.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Any

import numpy as np
import pyabc

from benchmarks.bare import Bare
from benchmarks.pyabc_child import SMALL
from selectorate.ensemble.priors import Priors
from selectorate.inference.likelihood import Likelihood
from selectorate.inference.stages import dynamic
from selectorate.record.reading import Reader
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import build
from verification.posterior import society

NUMBERS = "numbers"


class Drawn(pyabc.RVBase):  # type: ignore[misc]  # pyabc has no types here
    """The prior of one parameter, as pyabc asks for it."""

    def __init__(self, priors: Priors, luck: np.random.Generator) -> None:
        self.priors, self.luck = priors, luck

    def copy(self) -> Drawn:
        """Itself: it holds nothing that changes but its luck."""
        return self

    def rvs(self) -> float:
        """A draw."""
        return float(self.priors.draw(self.luck, 1)[0, 0])

    def pdf(self, x: float) -> float:
        """Density, but for a constant."""
        return float(np.exp(self.priors.logs(np.array([[x]]))[0]))

    def pmf(self, x: float) -> float:
        """No value has mass: the prior is continuous."""
        return 0.0

    def cdf(self, x: float) -> float:
        """Demanded by pyabc of any prior, and asked of none: it wants draws and densities."""
        raise NotImplementedError


class Fitted:
    """A scenario with its record, as pyabc takes both."""

    def __init__(self, scenario: Scenario) -> None:
        targets = dynamic(scenario.document.targets)
        self.priors = Priors.of(scenario)
        self.model = build(scenario)
        self.reader = Reader(self.model, targets, self.priors.names)
        self.likelihood = Likelihood.of(scenario, targets)
        self.bare = Bare(self.model, self.priors.names)

    def fit(
        self, *, seed: int, population: int, generations: float | None, simulations: float | None, exact: bool
    ) -> dict[str, Any]:
        """One fit, its processor seconds, and those of the bare simulation of as many histories.

        Args:
            seed: of parameters and lucks.
            population: particles that each generation accepts.
            generations: at most.
            simulations: at most.
            exact: accept by the likelihood, as tempered by pyabc; else those nearest to the record.
        """
        np.random.seed(seed)  # noqa: NPY002 - where pyabc draws from
        luck = np.random.default_rng(seed)
        names, lived, inside = self.priors.names, [], 0.0

        def model(parameters: dict[str, float]) -> dict[str, Any]:
            nonlocal inside
            start = time.process_time()
            draws = np.array([[parameters[name] for name in names]])
            keys = luck.integers(0, 2**64, size=(1, self.bare.years), dtype=np.uint64)
            lived.append((keys, draws))
            numbers = self.reader(keys, draws)[0]
            inside += time.process_time() - start
            return {NUMBERS: numbers}

        def logs(x: dict[str, Any], *_: object, **__: object) -> float:
            return float(self.likelihood.logs(x[NUMBERS][np.newaxis]).sum())

        record = self.likelihood.record
        prior = pyabc.Distribution(
            **{name: Drawn(Priors((name,), *self._one(i)), luck) for i, name in enumerate(names)}
        )
        if exact:
            top = float(self.likelihood.logs(record[np.newaxis]).sum())
            kernel = pyabc.distance.FunctionKernel(logs, ret_scale=pyabc.distance.SCALE_LOG, pdf_max=top)
            ways = {"distance_function": kernel, "eps": pyabc.Temperature(), "acceptor": pyabc.StochasticAcceptor()}
        else:
            ways = {"distance_function": lambda x, _: -logs(x), "eps": pyabc.MedianEpsilon()}
        start = time.process_time()
        abc = pyabc.ABCSMC(model, prior, population_size=population, sampler=pyabc.SingleCoreSampler(), **ways)
        abc.new("sqlite://", {NUMBERS: record})
        history = abc.run(max_nr_populations=generations or np.inf, max_total_nr_simulations=simulations or np.inf)
        outside = time.process_time() - start - inside
        draws, weights = history.get_distribution()
        start = time.process_time()
        self.bare.live(*(np.concatenate(part) for part in zip(*lived, strict=True)))
        bare = time.process_time() - start
        return {
            "draws": draws[list(names)].to_numpy().tolist(),
            "weights": np.asarray(weights).tolist(),
            "simulations": len(lived),
            "temperature": float(abc.eps(history.max_t)),
            "seconds": outside + bare,
            "bare": bare,
        }

    def _one(self, i: int) -> tuple[Any, Any, Any]:
        return self.priors.priors[i : i + 1], self.priors.low[i : i + 1], self.priors.high[i : i + 1]


def main() -> None:
    """Answer line by line until nothing more comes."""
    logging.disable(logging.WARNING)
    name = json.loads(sys.stdin.readline())
    fitted = Fitted(society() if name == SMALL else load(name))
    print(json.dumps({"pyabc": pyabc.__version__, "python": sys.version.split()[0]}), flush=True)
    for line in sys.stdin:
        print(json.dumps(fitted.fit(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
