"""A posterior as data: what ``fit --json`` prints, and the plain sentences that come first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from selectorate._version import __version__
from selectorate.ensemble.posterior import Posterior
from selectorate.ensemble.priors import Priors
from selectorate.inference.worth import worth
from selectorate.report.terminal import plain
from selectorate.scenario import Scenario

SCHEMA = "selectorate/fit/1"
QUANTILES = (0.05, 0.5, 0.95)
PRIOR_DRAWS = 20_000


@dataclass(frozen=True, eq=False, repr=False)
class Fitted:
    """What was learnt, and how it was asked for.

    Attributes:
        scenario: whose parameters.
        posterior: of them.
        command: the command that makes it again.
        path: where it was written.
        threads: threads that lived the histories; nothing depends on it.
        seconds: time they took.
    """

    scenario: Scenario
    posterior: Posterior
    command: str
    path: str
    threads: int
    seconds: float

    def parameters(self) -> list[dict[str, Any]]:
        """Each parameter: what was believed and learnt, what is left of the prior's width, and what it is worth."""
        found, names = self.posterior, self.posterior.names
        prior = Priors.of(self.scenario, names).draw(np.random.Generator(np.random.Philox(0)), PRIOR_DRAWS)
        wide, narrow = (np.quantile(values, QUANTILES, axis=0) for values in (prior, found.draws))
        written = self.scenario.document.parameters
        return [
            {
                "id": name,
                "unit": written[name].unit,
                "hand_set": written[name].value,
                "prior": wide[:, i].tolist(),
                "posterior": narrow[:, i].tolist(),
                "width": float((narrow[2, i] - narrow[0, i]) / (wide[2, i] - wide[0, i])),
                "worth": worth(prior[:, i], found.draws[:, i], written[name].value),
            }
            for i, name in enumerate(names)
        ]

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this."""
        found, about = self.posterior, self.posterior.about
        learnt = [one["id"] for one in self.parameters() if one["width"] < 0.5]
        said = [
            f"{len(found):,} draws of {len(found.names)} parameters, from {about['lived']:,} histories. "
            f"Left are {about['distinct_parameters']:,} distinct sets of parameters, {min(about['distinct_lucks']):,} "
            f"distinct lucks in the year that has fewest, and an effective sample size of "
            f"{about['effective_sample_size']:,.0f} by descent."
        ]
        if learnt:
            said.append(f"The record says most of {', '.join(learnt)}: less than half of the prior's width is left.")
        return said

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it; repeated, only ``seconds`` and ``threads`` may differ."""
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": self.scenario.name,
            "scenario_hash": self.posterior.scenario,
            "kernel_hash": self.posterior.kernel,
            "version": __version__,
            "answer": " ".join(self.sentences()),
            "parameters": self.parameters(),
            **self.posterior.about,
            "out": self.path,
            "threads": self.threads,
            "seconds": self.seconds,
        }

    def __repr__(self) -> str:
        from selectorate.report.fitted_text import say_fitted  # noqa: PLC0415 - which knows this class

        return plain(say_fitted, self)
