"""The record beside histories as data: what ``record --json`` prints, and the plain sentences that come first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from selectorate._version import __version__
from selectorate.ensemble import provenance
from selectorate.record.predictive import Baseline, Predicted
from selectorate.record.table import Row, Table
from selectorate.report.terminal import plain

SCHEMA = "selectorate/record/1"


@dataclass(frozen=True, eq=False, repr=False)
class Recorded:
    """What was found, and how it was asked for.

    Attributes:
        found: the record beside histories.
        command: the command that gives this answer again.
        parameters: what the parameters are called.
        threads: threads that lived the histories; nothing depends on it.
        seconds: time they took.
    """

    found: Predicted
    command: str
    parameters: str
    threads: int
    seconds: float

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this."""
        fresh, prior = self.found.fresh, self.found.baselines.get("prior_predictive")
        said = [
            f"Of {fresh.dynamic} facts that the model has to bring about, its histories with fresh luck have "
            f"{fresh.met} near enough in the middle, and {fresh.covered} within nine tenths of them."
        ]
        missed = [row.id for row in fresh.rows if row.kind == "dynamic" and not row.met]
        if missed:
            said.append(f"Not near enough: {', '.join(missed)}.")
        if prior is not None:
            said.append(
                f"The score is {fresh.score:.2f}, and {prior.score:.2f} where parameters are drawn from their priors "
                "(lower is better)."
            )
        return said

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it; repeated, only ``seconds``, ``threads`` and provenance may differ."""
        found = self.found
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": found.model.scenario.name,
            "scenario_hash": found.model.scenario.hash,
            "version": __version__,
            "answer": " ".join(self.sentences()),
            **_table(found.fresh),
            "baselines": {name: _baseline(one) for name, one in found.baselines.items()},
            "conditioned": None if found.conditioned is None else _table(found.conditioned),
            "parameters": self.parameters,
            "histories": found.histories,
            "seed": found.seed,
            "threads": self.threads,
            "seconds": self.seconds,
            "provenance": provenance.of(found.model, seed=found.seed, happenings="recorded"),
        }

    def __repr__(self) -> str:
        from selectorate.report.recorded_text import say_recorded  # noqa: PLC0415 - which knows this class

        return plain(say_recorded, self)


def _table(table: Table) -> dict[str, Any]:
    return {
        "targets": [_row(row) for row in table.rows],
        "met": table.met,
        "covered": table.covered,
        "dynamic": table.dynamic,
        "score": table.score,
    }


def _row(row: Row) -> dict[str, Any]:
    return dict(vars(row))


def _baseline(one: Baseline) -> dict[str, Any]:
    return {
        "score": one.score,
        "ours": one.ours,
        "targets": list(one.targets),
        "log_score": _finite(one.surprise),
        "our_log_score": _finite(one.ours_surprise),
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
