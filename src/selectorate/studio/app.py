"""The studio's application: the page as files, and what it asks under ``/api``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from selectorate.errors import SelectorateError
from selectorate.studio.guard import Guard
from selectorate.studio.routes_jobs import jobs_routes
from selectorate.studio.routes_scenarios import scenario_routes
from selectorate.studio.studio import Studio

STATIC = Path(__file__).parent / "static"
"""The built page."""


def application(studio: Studio, known: frozenset[str]) -> FastAPI:
    """The application of a studio, which answers under some host names."""

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        studio.jobs.open()
        yield
        studio.jobs.close()

    app = FastAPI(title="Selectorate studio", docs_url=None, redoc_url=None, openapi_url="/api/schema", lifespan=living)
    app.state.jobs = studio.jobs
    app.add_exception_handler(SelectorateError, _wrong)
    app.include_router(scenario_routes(studio), prefix="/api")
    app.include_router(jobs_routes(studio), prefix="/api")
    if STATIC.is_dir():
        app.mount("/assets", StaticFiles(directory=STATIC / "assets"), name="assets")
    app.include_router(_pages())
    app.add_middleware(Guard, known=known)
    return app


async def _wrong(_: Request, error: Exception) -> JSONResponse:
    """A question that cannot be asked."""
    return JSONResponse({"detail": str(error)}, status_code=422)


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
        return FileResponse(index, headers={"cache-control": "no-cache"})

    return routes
