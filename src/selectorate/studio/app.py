"""The studio's application: the page as files, and what it asks under ``/api``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from selectorate.studio.guard import Guard
from selectorate.studio.refusing import ALWAYS, refusals, refusing
from selectorate.studio.routes_jobs import jobs_routes
from selectorate.studio.routes_scenarios import scenario_routes
from selectorate.studio.studio import Studio

STATIC = Path(__file__).parent / "static"
"""The built page."""

SMALL, LEVEL = 4096, 2
"""Answers of fewer bytes are sent as they are, others packed, quickly: the way is short."""


def application(studio: Studio, known: frozenset[str]) -> FastAPI:
    """The application of a studio, which answers under some host names."""

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        studio.jobs.open()
        yield
        studio.jobs.close()

    app = FastAPI(title="Selectorate studio", docs_url=None, redoc_url=None, openapi_url="/api/schema", lifespan=living)
    app.state.jobs = studio.jobs
    refusing(app)
    for routes in (scenario_routes(studio), jobs_routes(studio)):
        app.include_router(routes, prefix="/api", responses=refusals(*ALWAYS))
    if STATIC.is_dir():
        app.mount("/assets", StaticFiles(directory=STATIC / "assets"), name="assets")
    app.include_router(_pages())
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=LEVEL)
    app.add_middleware(Guard, known=known)
    return app


def _pages() -> APIRouter:
    """Every address of the page is the same file; a missing file is never answered by it, nor is the API."""
    routes = APIRouter()

    @routes.get("/{page:path}", include_in_schema=False)
    def page(page: str) -> Response:
        if page.startswith("api/") or "." in page.rpartition("/")[2]:
            raise HTTPException(404, f"there is nothing at /{page}")
        index = STATIC / "index.html"
        if not index.is_file():
            return HTMLResponse("<p>The page is not built: run <code>make page</code>.</p>", status_code=503)
        return FileResponse(index)

    return routes
