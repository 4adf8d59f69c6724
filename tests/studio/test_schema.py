"""Schemathesis over the API's own schema: whatever is sent, the answer is one that the schema declares, and none is a fault."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy, booleans
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from selectorate.studio.app import application
from selectorate.studio.asking import Question, Shown
from selectorate.studio.jobs import Jobs
from selectorate.studio.shelf import Shelf
from selectorate.studio.studio import Studio

EXAMPLES = 30
"""Requests of each kind to each route."""


class Api(NamedTuple):
    """A studio's schema, and the names of a scenario and of a job that has ended."""

    schema: Any
    scenario: str
    job: str


@pytest.fixture
def api(society: Shown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    kept = tmp_path_factory.mktemp("schema")
    jobs = Jobs(kept / "answers", None)
    app = application(Studio(Shelf({"society": society}), jobs), frozenset({"testserver"}))
    found = schemathesis.openapi.from_asgi("/api/schema", app)
    found.config.checks.negative_data_rejection.expected_statuses += ["413", "414"]  # too large, and so refused
    job = jobs.start(Question(verb="run", scenario="society", histories=100), society)
    while not job.ended:
        time.sleep(0.02)
    yield Api(found, "society", job.id)
    jobs.close()


def test_every_route(api: Api) -> None:
    """A question may be well formed and yet none: that an unknown factor is refused is no fault."""
    for found in api.schema.get_all_operations():
        operation = found.ok()
        asking = operation.path_parameters or operation.query or operation.body
        for mode in GenerationMode if asking else [GenerationMode.POSITIVE]:
            ask(operation.as_strategy(generation_mode=mode), api if mode is GenerationMode.POSITIVE else None)


def ask(cases: SearchStrategy[Case], api: Api | None) -> None:
    """Send requests, some of them about what there is, and hold what comes back against the schema."""

    @settings(max_examples=EXAMPLES)
    @given(case=cases, known=booleans())
    def asked(case: Case, known: bool) -> None:
        if known and api is not None:
            of_what_there_is(case, api)
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    asked()


def of_what_there_is(case: Case, api: Api) -> None:
    """Ask of the scenario and the job that there are; of histories few."""
    if "name" in case.path_parameters:
        case.path_parameters["name"] = api.job if "/jobs/" in case.path else api.scenario
    if isinstance(case.body, dict):
        case.body |= {"scenario": api.scenario, "histories": 100}
