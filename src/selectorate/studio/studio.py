"""A studio: the scenarios that it shows, and its jobs; what it is asked is refused or answered here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from selectorate.errors import QuestionError
from selectorate.studio import shipped
from selectorate.studio.asking import Question, Shown, Which
from selectorate.studio.histories import Gone, Histories
from selectorate.studio.jobs import Job, Jobs
from selectorate.studio.refusing import ConflictError, MissingError
from selectorate.studio.shelf import Shelf
from selectorate.studio.views import SHIPPED, evidence_view, scenario_view, shipped_view

VERBS = ("explain", "compare")
"""Verbs whose first question may have an answer that ships."""


class Studio:
    """What a page can ask about.

    Args:
        shelf: the scenarios that it shows.
        jobs: questions that are being answered.
    """

    def __init__(self, shelf: Shelf, jobs: Jobs) -> None:
        self.shelf, self.jobs = shelf, jobs
        self.histories = Histories(jobs.store)
        self.known: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}

    def titles(self) -> list[dict[str, str]]:
        """Every scenario by name and title, the first by default."""
        return [{"name": name, "title": self.shelf.title(name)} for name in self.shelf]

    def view(self, name: str) -> dict[str, Any]:
        """A scenario as the page draws it, and why each answer that may ship with it does not, None where it does."""
        known = self._once("view", name, lambda one: scenario_view(one.scenario, name, one.asked))
        return {**known, "ships": {what: self._missing(name, what) for what in (*SHIPPED, *VERBS)}}

    def evidence(self, name: str) -> dict[str, Any]:
        """Its claims, sources and parameters, and what rests on what."""
        return self._once("evidence", name, lambda one: evidence_view(one.scenario))

    def history(self, name: str, which: Which, gone: Gone) -> bytes:
        """One history as text; the first ones ship."""
        shown = self.shelf.shown(name)
        return self.histories.told(shown, which, gone, ready=shipped.history(shown, which))

    def shipped(self, name: str, what: str) -> dict[str, Any]:
        """An answer that ships with a scenario.

        Raises:
            MissingError: none ships that fits.
        """
        found = shipped_view(self.shelf.shown(name).scenario, what)
        if found is None:
            raise MissingError(f"no answer of that kind ships with {name}")
        return found

    def default(self, name: str, verb: str) -> Mapping[str, Any]:
        """The answer to the first question of a verb, as it ships.

        Raises:
            MissingError: none ships that fits.
        """
        shown = self.shelf.shown(name)
        try:
            answers: Mapping[str, Any] = shipped.shipped(shown.scenario)["answers"]
        except QuestionError as error:
            raise MissingError(str(error)) from None
        if verb not in answers:
            raise MissingError(f"{name} asks about no factor, so there is nothing to {verb} by default")
        document: Mapping[str, Any] = answers[verb]["document"]
        return document

    def ask(self, question: Question) -> Job:
        """The job of a question.

        Raises:
            QuestionError: it cannot be asked.
            BusyError: too many wait already.
        """
        shown = self.shelf.shown(question.scenario)
        question.check(shown)
        return self.jobs.start(question, shown, shipped.ready(question, shown))

    def job(self, name: str) -> Job:
        """A job by its name, as it stands.

        Raises:
            MissingError: there is none.
        """
        found = self.jobs.find(name)
        if found is None:
            raise MissingError("there is no such job any more: ask the question again")
        return found

    def answer(self, name: str) -> Mapping[str, Any]:
        """The last answer of a job, of a part or of the whole.

        Raises:
            MissingError: there is none yet.
        """
        found = self.job(name).answer
        if found is None:
            raise MissingError("there is no answer yet")
        return found

    def page(self, name: str) -> tuple[str, str]:
        """The whole answer of a job as a page, and a name for its file.

        Raises:
            ConflictError: it is not there, and why.
        """
        job = self.job(name)
        if not job.ended:
            raise ConflictError("the question is not answered yet: the page is there when it is")
        if job.page is None:
            raise ConflictError("the question was not answered to its end, so there is no page: ask it again")
        return job.page, f"{job.question.verb}-{job.shown.scenario.name}-{job.id[:8]}.html"

    def _missing(self, name: str, what: str) -> str | None:
        try:
            _ = self.shipped(name, what) if what in SHIPPED else self.default(name, what)
        except MissingError as error:
            return str(error)
        return None

    def _once(self, kind: str, name: str, make: Callable[[Shown], dict[str, Any]]) -> dict[str, Any]:
        """What changes only with the files of a scenario, made when it is first asked for."""
        shown = self.shelf.shown(name)
        if self.known.get((kind, name), ("",))[0] != shown.hash:
            self.known[kind, name] = (shown.hash, make(shown))
        return self.known[kind, name][1]
