"""A studio: the scenarios that it shows, and its jobs; what it is asked is refused or answered here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import HTTPException

from selectorate.studio.asking import Shown
from selectorate.studio.jobs import Job, Jobs
from selectorate.studio.views import evidence_view, scenario_view, shipped_view


@dataclass(eq=False)
class Studio:
    """What a page can ask about.

    Attributes:
        scenarios: by the names that the page knows them by, the first by default.
        jobs: questions that are being answered.
    """

    scenarios: Mapping[str, Shown]
    jobs: Jobs
    known: dict[tuple[str, str], Any] = field(default_factory=dict)

    def shown(self, name: str) -> Shown:
        """The scenario of a name.

        Raises:
            HTTPException: this studio shows none of that name.
        """
        if name not in self.scenarios:
            raise HTTPException(404, f"this studio shows no scenario {name!r}: it shows {', '.join(self.scenarios)}")
        return self.scenarios[name]

    def view(self, name: str) -> dict[str, Any]:
        """A scenario as the page draws it."""
        return self._once("view", name, lambda one: scenario_view(one.scenario, name, one.asked))

    def evidence(self, name: str) -> dict[str, Any]:
        """Its claims, sources and parameters, and what rests on what."""
        return self._once("evidence", name, lambda one: evidence_view(one.scenario))

    def shipped(self, name: str, what: str) -> dict[str, Any]:
        """An answer that ships with it.

        Raises:
            HTTPException: none ships that fits.
        """
        found = shipped_view(self.shown(name).scenario, what)
        if found is None:
            raise HTTPException(404, f"no answer of that kind ships with {name}")
        return found

    def job(self, name: str) -> Job:
        """A job by its name.

        Raises:
            HTTPException: there is none.
        """
        found = self.jobs.find(name)
        if found is None:
            raise HTTPException(404, "there is no such job any more: ask the question again")
        return found

    def _once(self, kind: str, name: str, make: Callable[[Shown], dict[str, Any]]) -> dict[str, Any]:
        """What never changes while the studio is open, made when it is first asked for."""
        shown = self.shown(name)
        if (kind, name) not in self.known:
            self.known[kind, name] = make(shown)
        found: dict[str, Any] = self.known[kind, name]
        return found
