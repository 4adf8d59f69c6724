"""An explanation as data: what ``explain --json`` prints, and the plain sentences that come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selectorate._version import __version__
from selectorate.analysis import Interval, Undefined
from selectorate.analysis.explaining import Explanation, Flip, Placebo
from selectorate.analysis.removals import document as removals_document
from selectorate.analysis.statements import Statement
from selectorate.ensemble import provenance
from selectorate.ensemble.prepared import of_parameters
from selectorate.report import sources
from selectorate.report.command import explain_command
from selectorate.report.flow_words import documents
from selectorate.report.naming import named
from selectorate.report.page_explained import explained_fragment, explained_page
from selectorate.report.tables import explained_tables
from selectorate.report.terminal import plain
from selectorate.report.words import month, of_100

SCHEMA = "selectorate/explain/1"


@dataclass(frozen=True, eq=False, repr=False)
class Explained:
    """One explanation, and how it was asked for.

    Attributes:
        found: what is known.
        asked: the scenario as it was asked for.
        seed: the seed.
        threads: threads that lived the histories; nothing depends on it.
        seconds: time they took.
        options: the other options of the question, as typed.
        blocks: blocks of histories that were read, and that were lived.
    """

    found: Explanation
    asked: str
    seed: int
    threads: int
    seconds: float
    options: tuple[str, ...] = ()
    blocks: tuple[int, int] = (0, 0)

    @property
    def command(self) -> str:
        """The command that gives this answer again."""
        plan = self.found.plan
        return explain_command(
            self.asked, outcome=plan.outcome, factor=f"{plan.factor}:{plan.contrast}", histories=self.found.histories,
            seed=self.seed, options=self.options,
        )  # fmt: skip

    @property
    def worlds(self) -> int:
        """Worlds that histories were lived in, beside those of the flip."""
        games = [game for game in (self.found.factors, self.found.powers) if game is not None]
        return len(self.found.direct) + sum(len(game) for game in games)

    def question(self) -> str:
        """The question in words."""
        plan = self.found.plan
        return f"How far does '{plan.factors[plan.factor].title}' explain '{self.outcome()}'?"

    def statement(self) -> Statement:
        """The ending or outcome that was asked about."""
        judge = self.found.judge
        return next(said for said in (*judge.endings, *judge.outcomes) if said.id == self.found.plan.outcome)

    def outcome(self) -> str:
        """The outcome in words, as far as its title's first colon, and of whom it is said."""
        return named(self.found.plan.base.scenario.document, self.statement())

    def made_with(self) -> str:
        """What the parameters of its histories are, in words."""
        plan = self.found.plan
        return f"{len(plan.rivals)} readings by their weights" if plan.rivals else of_parameters(plan.base)

    def note(self) -> str:
        """What has to be known of the parameters before a number is read."""
        plan = self.found.plan
        return sources.note_mixed(len(plan.rivals)) if plan.rivals else sources.note(plan.base)

    def contrast(self) -> str:
        """What stands in the place of the factor, in words."""
        plan = self.found.plan
        return plan.factors[plan.factor].contrasts[plan.contrast].title

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this."""
        found, plan = self.found, self.found.plan
        header = plan.base.scenario.document.scenario
        said = [
            f"In this model, with {self.made_with()}, '{self.outcome()}' holds at the end of "
            f"{month(header.read)} in {_of_100(found.probability)}.",
            f"With '{plan.factors[plan.factor].title}' replaced ({self.contrast()}; all other luck the same) it holds "
            f"in {_of_100(found.probability_without)}.",
        ]
        if isinstance(found.necessity, Interval):
            said.append(
                f"Of the histories in which it holds, {_of_100(found.necessity)} lose it where only that is replaced: "
                f"its necessity.{self._by_luck()}"
            )
        if isinstance(found.sufficiency, Interval):
            said.append(
                f"Of the histories in which it does not hold with that replaced, {_of_100(found.sufficiency)} have it "
                "as things were: its sufficiency."
            )
        said += [f"{name} is undefined: {one.why}." for name, one in self._undefined()]
        mine = found.shapley.get(plan.factor)
        if isinstance(mine, Interval) and len(found.shapley) > 1:
            said.append(
                f"Among all {len(found.shapley)} factors, its share of the difference that they make together is "
                f"{_points(mine)} points of probability (Shapley value; a share can be negative)."
            )
        return said

    def _by_luck(self) -> str:
        """What all luck drawn anew does to the histories that necessity is about."""
        share = self.found.placebos[0].reseeded
        return "" if share is None else f" Of the same, {100 * share:.0f} of 100 lose it where only luck is drawn anew."

    def _undefined(self) -> list[tuple[str, Undefined]]:
        both = (("Necessity", self.found.necessity), ("Sufficiency", self.found.sufficiency))
        return [(name, one) for name, one in both if isinstance(one, Undefined)]

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it; repeated, only ``seconds``, ``threads`` and provenance may differ."""
        found, plan = self.found, self.found.plan
        necessary, sufficient = self._causes()
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": plan.base.scenario.name,
            "scenario_hash": plan.base.scenario.hash,
            "version": __version__,
            "question": self.question(),
            "answer": " ".join(self.sentences()),
            "outcome": plan.outcome,
            "factor": plan.factor,
            "contrast": plan.contrast,
            "contrasts": {name: plan.factors[name].contrast for name in plan.factors} | {plan.factor: plan.contrast},
            "probability": found.probability.document(),
            "probability_without": found.probability_without.document(),
            "probability_all_contrasts": found.probability_all.document() if found.probability_all else None,
            "necessity": necessary,
            "sufficiency": sufficient,
            "outcomes": {
                name: {
                    "probability": probability.document(),
                    "necessity": need.document(),
                    "sufficiency": enough.document(),
                }
                for name, (probability, need, enough) in found.outcomes.items()
            },
            "shapley": {name: value.document() for name, value in found.shapley.items()},
            "interactions": [{"factors": list(both)} | value.document() for both, value in found.interactions],
            "powers": {name: value.document() for name, value in found.shares_of_powers.items()},
            "office": plan.office,
            "matrix": found.matrix("held"),
            "matrix_swapped": found.matrix("swapped"),
            "cheapest_flip": _flip(found.flip),
            "removals": removals_document(found.removals),
            "first_divergence": None if found.parted is None else found.parted.document(),
            "loops": documents(found.flows),
            "histories": found.histories,
            "worlds": self.worlds,
            **sources.data(plan.base, sources.kinds(found.spread)),
            **({"parameters": "readings", "posterior": None} if plan.rivals else {}),
            "readings": {one.id: one.weight for one, _ in plan.rivals} or None,
            "seed": self.seed,
            "threads": self.threads,
            "seconds": self.seconds,
            "provenance": provenance.of(plan.base, seed=self.seed, happenings=plan.happenings)
            | {"blocks": {"read": self.blocks[0], "computed": self.blocks[1]}}
            | {"peak_memory_bytes": provenance.peak_memory()},
        }

    def page(self) -> str:
        """The answer as one HTML page that loads nothing."""
        return explained_page(self)

    def tables(self) -> dict[str, str]:
        """Its numbers as tables of comma-separated values: name of a file -> its text."""
        return explained_tables(self.document())

    def __repr__(self) -> str:
        from selectorate.report.explained_text import say_explained  # noqa: PLC0415 - which knows this class

        return plain(say_explained, self)

    def _repr_html_(self) -> str:
        return explained_fragment(self)

    def _causes(self) -> Sequence[dict[str, Any]]:
        found = self.found
        both = zip((found.necessity, found.sufficiency), found.bounds, found.placebos, strict=True)
        return [
            one.document() | {"bound_low": low, "bound_high": high, "placebo": _placebo(placebo)}
            for one, (low, high), placebo in both
        ]


def _placebo(placebo: Placebo) -> dict[str, Any]:
    return {**placebo._asdict(), "by_year": dict(placebo.by_year), "by_stream": dict(placebo.by_stream)}


def _flip(flip: Flip | None) -> dict[str, Any] | None:
    if flip is None:
        return None
    return {
        "factors": list(flip.factors),
        "contrasts": list(flip.contrasts),
        "from": flip.start,
        "probability": flip.probability,
    }


def _of_100(one: Interval | Undefined) -> str:
    assert isinstance(one, Interval)  # noqa: S101 - for the type checker: shares are always defined
    return of_100(one)


def _points(one: Interval) -> str:
    low, high = one.sampling
    return f"{100 * one.value:+.0f} (between {100 * low:+.0f} and {100 * high:+.0f})"
