"""What is asked of scenarios: who there is, what rests on what, what ships, and one history of many."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from selectorate import analysis, ensemble
from selectorate.report.replaying import Replay
from selectorate.studio.asking import Shown, Word, World
from selectorate.studio.studio import Studio

LOOKED_THROUGH = 2000
"""Histories among which one is found by what happened in it."""


class Which(World):
    """Which history of a world: by its number, or by what is to have happened in it."""

    set: Annotated[dict[Word, float], Field(max_length=0)] = {}  # a query has no mappings
    number: Annotated[int, Field(ge=0, lt=100_000_000)] = 0
    find: Word | None = None


def scenario_routes(studio: Studio) -> APIRouter:
    """The routes under ``/api/scenarios``."""
    routes = APIRouter(prefix="/scenarios")

    @routes.get("")
    def every() -> list[dict[str, str]]:
        return [{"name": name, "title": one.scenario.document.scenario.title} for name, one in studio.scenarios.items()]

    @routes.get("/{name}")
    def view(name: Word) -> dict[str, Any]:
        return studio.view(name)

    @routes.get("/{name}/evidence")
    def evidence(name: Word) -> dict[str, Any]:
        return studio.evidence(name)

    @routes.get("/{name}/shipped/{what}")
    def shipped(name: Word, what: Literal["readings", "when", "essays"]) -> dict[str, Any]:
        return studio.shipped(name, what)

    @routes.get("/{name}/history")
    def history(name: Word, which: Annotated[Which, Query()]) -> dict[str, Any]:
        return told(studio.shown(name), which)

    return routes


def told(shown: Shown, which: Which) -> dict[str, Any]:
    """One history as ``replay --json`` prints it."""
    changed = which.changed()
    supposed = changed.supposing(shown.scenario)
    made, number, searched = changed.made(supposed), which.number, 0
    model = ensemble.prepare(
        supposed, happenings=which.happenings, changes=made, start=which.start, seed=which.seed
    )  # fmt: skip
    if which.find is not None:
        analysis.findable(model, which.find)
        many = ensemble.run(
            supposed, histories=LOOKED_THROUGH, seed=which.seed, happenings=which.happenings, changes=made,
            start=which.start,
        )  # fmt: skip
        number, searched = analysis.find(many, which.find), many.histories
    one = ensemble.tell(model, seed=which.seed, number=number)
    return Replay(one, shown.asked, which.seed, which.happenings, which.find, searched).document()
