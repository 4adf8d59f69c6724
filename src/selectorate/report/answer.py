"""One answer: how many histories ended, what held, who was removed when, and what is needed to make it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selectorate._version import __version__
from selectorate.analysis import Committee, Endings, Interval, Outcomes, Removal, committee, endings, outcomes, removals
from selectorate.analysis.removals import document as removals_document
from selectorate.analysis.spread import Spread
from selectorate.ensemble import Ensemble, provenance
from selectorate.ensemble.asking import words
from selectorate.ensemble.prepared import of_parameters
from selectorate.report import sources
from selectorate.report.answer_text import say_answer
from selectorate.report.command import run_command
from selectorate.report.naming import named
from selectorate.report.page_answer import answer_fragment, answer_page
from selectorate.report.tables import answer_tables
from selectorate.report.terminal import plain
from selectorate.report.words import month, of_100, percent
from selectorate.scenario import Scenario

if TYPE_CHECKING:
    import polars as pl

SCHEMA = "selectorate/run/1"
LEAST = 0.005
"""An ending that comes less often is not told by itself in a sentence."""


@dataclass(frozen=True, repr=False, eq=False)
class Answer:
    """What the histories of one question say. It shows itself in a terminal and in a notebook.

    Attributes:
        ensemble: the histories.
        asked: the scenario as it was asked for: a shipped name or a folder.
        endings: how each history ended.
        outcomes: what held of each.
        removals: contender -> rung -> when he reached it, beside the record.
        committee: the share of the committee in each following, by session.
        spread: histories among draws of the posterior, by which the doubt of parameters is told; None where it is not.
    """

    ensemble: Ensemble
    asked: str
    endings: Endings
    outcomes: Outcomes
    removals: dict[str, dict[str, Removal]]
    committee: Committee
    spread: Spread | None = None

    @classmethod
    def of(cls, ensemble: Ensemble, *, asked: str | None = None, spread: Spread | None = None) -> Answer:
        """What an ensemble says, and the histories among draws of its posterior say of its parameters."""
        name = asked or ensemble.scenario.name
        parts = endings(ensemble), outcomes(ensemble), removals(ensemble), committee(ensemble)
        return cls(ensemble, name, *parts, spread)

    @property
    def scenario(self) -> Scenario:
        """The scenario the question was asked of."""
        return self.ensemble.scenario

    @cached_property
    def intervals(self) -> dict[str, Interval]:
        """The share of every ending and outcome, each with its own 95 % interval, and its range over parameters."""
        parts = (self.endings, self.outcomes)
        ends = {name: bounds for part in parts for name, bounds in part.intervals().items()}
        known = {name: Interval.of(share, ends[name]) for part in parts for name, share in part.shares().items()}
        return self.spread.shares(known) if self.spread else known

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this: endings by their share, and the outcome asked about."""
        d, shares = self.scenario.document, self.endings.shares()
        order = sorted(self.endings.statements, key=lambda said: (-shares[said.id], said.id))
        ends = "; ".join(
            f"'{named(d, said)}' in {of_100(self.intervals[said.id])}" for said in order if shares[said.id] >= LEAST
        )
        with_what = of_parameters(self.ensemble.model)
        said = [f"In this model, with {with_what}, at the end of {month(d.scenario.read)}: {ends}."]
        rare = [shares[one.id] for one in order if 0 < shares[one.id] < LEAST]
        if rare:
            said.append(f"All other endings together: {percent(sum(rare))}.")
        asked = next((one for one in self.outcomes.statements if one.id == d.scenario.outcome), None)
        if asked is not None:
            said.append(f"'{named(d, asked)}' holds in {of_100(self.intervals[asked.id])}.")
        return said

    @property
    def command(self) -> str:
        """The command that gives this answer again."""
        e = self.ensemble
        return run_command(
            self.asked, histories=e.histories, seed=e.seed, set=e.changes, happenings=e.happenings,
            changes=words(self.scenario, e.model.changes), start=e.model.start, parameters=sources.asked(e.model),
        )  # fmt: skip

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it; repeated, only ``seconds``, ``threads`` and ``provenance`` may differ."""
        many = self.ensemble
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": self.scenario.name,
            "scenario_hash": self.scenario.hash,
            "version": __version__,
            "histories": many.histories,
            "seed": many.seed,
            "happenings": many.happenings,
            "threads": many.threads,
            "seconds": many.seconds,
            "interrupted": many.interrupted,
            **sources.data(many.model, sources.kinds(self.spread)),
            "parameters_set": dict(sorted(many.changes.items())),
            "changes": provenance.changes(many.model),
            "from": many.model.start,
            "endings": self.endings.shares(),
            "endings_interval": {name: list(bounds) for name, bounds in self.endings.intervals().items()},
            "endings_parameters": self._ranges(self.endings.shares(), "parameters"),
            "endings_readings": self._ranges(self.endings.shares(), "readings"),
            "outcomes": self.outcomes.shares(),
            "outcomes_interval": {name: list(bounds) for name, bounds in self.outcomes.intervals().items()},
            "outcomes_parameters": self._ranges(self.outcomes.shares(), "parameters"),
            "outcomes_readings": self._ranges(self.outcomes.shares(), "readings"),
            "removals": removals_document(self.removals),
            "sessions": [
                {"id": session, "month": month, "seats": seats}
                for session, month, seats in zip(
                    self.committee.sessions, self.committee.months, self.committee.seats, strict=True
                )
            ],
            "committee_share": self.committee.shares,
            "committee_range": self.committee.ranges,
            "provenance": many.provenance(),
        }

    def _ranges(self, names: Iterable[str], kind: str) -> dict[str, list[float]] | None:
        """Ranges by ending or outcome over a kind of doubt, None where they are not told."""
        if kind not in sources.kinds(self.spread):
            return None
        return {name: list(found) for name in names if (found := self.intervals[name].range(kind)) is not None}

    def rows(self) -> pl.DataFrame:
        """One row a history: its ending, its outcomes, months of removals, committee seats, holders of offices."""
        from selectorate.report import rows  # noqa: PLC0415 - polars is heavy, and few answers are taken apart

        return rows.frame(self)

    def write(self, path: str | Path) -> None:
        """Write `rows` to a ``.parquet`` or ``.csv`` file, wholly or not at all.

        Raises:
            QuestionError: the name has another ending, or its folder does not exist.
            OutputError: the file cannot be written, or the disk is full.
        """
        from selectorate.report import rows  # noqa: PLC0415 - as above

        rows.write(self, path)

    def page(self) -> str:
        """The answer as one HTML page that loads nothing."""
        return answer_page(self)

    def tables(self) -> dict[str, str]:
        """Its numbers as tables of comma-separated values: name of a file -> its text."""
        return answer_tables(self.document())

    def __repr__(self) -> str:
        return plain(say_answer, self)

    def _repr_html_(self) -> str:
        return answer_fragment(self)
