"""What is asked of jobs: begin one, look at it, watch it, take its answer, stop it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from selectorate.studio.asking import Question, Word
from selectorate.studio.studio import Studio


def jobs_routes(studio: Studio) -> APIRouter:
    """The routes under ``/api/jobs``."""
    routes = APIRouter(prefix="/jobs")

    @routes.post("", status_code=201)
    def ask(question: Question) -> dict[str, Any]:
        studio.shown(question.scenario)
        return studio.jobs.start(question).told()

    @routes.get("/{name}")
    def show(name: Word) -> dict[str, Any]:
        return studio.job(name).told()

    @routes.get("/{name}/answer")
    def answer(name: Word) -> JSONResponse:
        job = studio.job(name)
        if job.answer is None:
            raise HTTPException(404, "there is no answer yet")
        return JSONResponse(job.answer)

    @routes.delete("/{name}")
    def stop(name: Word) -> dict[str, Any]:
        job = studio.job(name)
        studio.jobs.stop(job)
        return job.told()

    @routes.get("/{name}/events", response_class=EventSourceResponse)
    async def events(name: Word) -> AsyncIterator[ServerSentEvent]:
        answered = None
        async for job in studio.jobs.watch(studio.job(name)):
            if job.answer is not answered:
                answered = job.answer
                yield ServerSentEvent(event="answer", data=answered)
            yield ServerSentEvent(event="state", data=job.told())
        yield ServerSentEvent(event="end", data=None)

    return routes
