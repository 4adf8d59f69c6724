"""What is asked of scenarios: who there is, what rests on what, what ships, and one history of many."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from anyio import from_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from selectorate.studio.asking import Which, Word
from selectorate.studio.refusing import refusals
from selectorate.studio.studio import Studio


def scenario_routes(studio: Studio) -> APIRouter:
    """The routes under ``/api/scenarios``."""
    routes = APIRouter(prefix="/scenarios")
    one = refusals(404, 409, 422)

    @routes.get("")
    def every() -> list[dict[str, str]]:
        return studio.titles()

    @routes.get("/{name}", responses=one)
    def view(name: Word) -> dict[str, Any]:
        return studio.view(name)

    @routes.get("/{name}/evidence", responses=one)
    def evidence(name: Word) -> dict[str, Any]:
        return studio.evidence(name)

    @routes.get("/{name}/shipped/{what}", responses=one)
    def shipped(name: Word, what: Literal["readings", "when", "essays"]) -> dict[str, Any]:
        return studio.shipped(name, what)

    @routes.get("/{name}/default/{verb}", responses=one)
    def default(name: Word, verb: Literal["explain", "compare"]) -> JSONResponse:
        return JSONResponse(studio.default(name, verb))

    @routes.get("/{name}/history", response_class=JSONResponse, responses=one | refusals(503))
    def history(name: Word, which: Annotated[Which, Query()], request: Request) -> Response:
        def gone() -> bool:
            return from_thread.run(request.is_disconnected)

        return Response(studio.history(name, which, gone), media_type=JSONResponse.media_type)

    return routes
