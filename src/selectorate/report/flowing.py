"""The circular flow of power as data: what ``flow --json`` prints, and the plain sentences that come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selectorate._version import __version__
from selectorate.analysis.flow import Flow
from selectorate.ensemble import provenance
from selectorate.report import flow_words, sources
from selectorate.report.page_loop import loop_fragment, loop_page
from selectorate.report.tables import loop_tables
from selectorate.report.terminal import plain

SCHEMA = "selectorate/flow/1"


@dataclass(frozen=True, eq=False, repr=False)
class Flowing:
    """What was measured, and how it was asked for.

    Attributes:
        found: what was lived, for each holder.
        command: the command that gives this answer again.
        seed: the seed.
        threads: threads that lived the histories; nothing depends on it.
        seconds: time they took.
        blocks: blocks of histories that were read, and that were lived.
    """

    found: Sequence[Flow]
    command: str
    seed: int
    threads: int
    seconds: float
    blocks: tuple[int, int] = (0, 0)

    def sentences(self) -> list[str]:
        """The answer, for somebody who reads no more than this."""
        return [sentence for flow in self.found for sentence in flow_words.sentences(flow)]

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it; repeated, only ``seconds``, ``threads`` and provenance may differ."""
        asked = self.found[0].asked
        return {
            "schema": SCHEMA,
            "command": self.command,
            "scenario": asked.base.scenario.name,
            "scenario_hash": asked.base.scenario.hash,
            "version": __version__,
            "answer": " ".join(self.sentences()),
            "loops": flow_words.documents(self.found),
            "histories": self.found[0].histories,
            "worlds": sum(one.asked.worlds_lived for one in self.found),
            **sources.data(asked.base, self.found[0].kinds),
            "seed": self.seed,
            "threads": self.threads,
            "seconds": self.seconds,
            "provenance": provenance.of(asked.base, seed=self.seed, happenings=asked.happenings)
            | {"blocks": {"read": self.blocks[0], "computed": self.blocks[1]}}
            | {"peak_memory_bytes": provenance.peak_memory()},
        }

    def page(self) -> str:
        """The answer as one HTML page that loads nothing."""
        return loop_page(self)

    def tables(self) -> dict[str, str]:
        """Its numbers as tables of comma-separated values: name of a file -> its text."""
        return loop_tables(self.document()["loops"])

    def __repr__(self) -> str:
        from selectorate.report.flow_text import say_flow  # noqa: PLC0415 - which knows this class

        return plain(say_flow, self)

    def _repr_html_(self) -> str:
        return loop_fragment(self)
