"""What is asked of jobs: begin one, look at it, watch it, take its answer or its page, stop it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from selectorate.studio.asking import Question, Word
from selectorate.studio.refusing import refusals
from selectorate.studio.studio import Studio


def jobs_routes(studio: Studio) -> APIRouter:
    """The routes under ``/api/jobs``."""
    routes = APIRouter(prefix="/jobs", responses=refusals(422))

    @routes.post("", status_code=201, responses=refusals(404, 409, 503))
    def ask(question: Question) -> dict[str, Any]:
        return studio.ask(question).told()

    @routes.get("/{name}", responses=refusals(404))
    def show(name: Word) -> dict[str, Any]:
        return studio.job(name).told()

    @routes.get("/{name}/answer", responses=refusals(404))
    def answer(name: Word) -> JSONResponse:
        return JSONResponse(studio.answer(name))

    @routes.get("/{name}/page", response_class=HTMLResponse, responses=refusals(404, 409))
    def page(name: Word) -> HTMLResponse:
        text, file = studio.page(name)
        return HTMLResponse(text, headers={"content-disposition": f'attachment; filename="{file}"'})

    @routes.delete("/{name}", responses=refusals(404))
    def stop(name: Word) -> dict[str, Any]:
        studio.jobs.stop(studio.job(name).id)
        return studio.job(name).told()

    _watched(routes, studio)
    return routes


def _watched(routes: APIRouter, studio: Studio) -> None:
    def found(name: Word) -> None:
        studio.job(name)

    known = [Depends(found)]  # refused before the stream begins

    @routes.get("/{name}/events", response_class=EventSourceResponse, dependencies=known, responses=refusals(404))
    async def events(name: Word) -> AsyncIterator[ServerSentEvent]:
        answered = None
        async for job in studio.jobs.watch(name):
            if job.answer is not answered:
                answered = job.answer
                yield ServerSentEvent(event="answer", data=answered)
            yield ServerSentEvent(event="state", data=job.told())
            if job.ended:  # with data, for without any it would never reach a listener
                yield ServerSentEvent(event="end", data=job.state)
