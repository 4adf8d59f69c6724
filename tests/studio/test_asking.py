"""What the page is given is what the command line prints; what cannot be asked is refused in its words."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

import selectorate
from selectorate.scenario import Scenario

QUESTION = {"verb": "compare", "scenario": "accounts", "histories": 600, "without": ["chair_powers"]}


JSON = {"content-type": "application/json"}
Ended = Callable[[TestClient, str], dict[str, Any]]


def test_a_scenario_is_told_as_it_is(client: TestClient, accounts: Scenario) -> None:
    title = "An association of forty branches"
    assert client.get("/api/scenarios").json() == [
        {"name": "accounts", "title": title}, {"name": "association", "title": title},
    ]  # fmt: skip
    view = client.get("/api/scenarios/accounts").json()
    assert (view["name"], view["hash"]) == ("accounts", accounts.hash)
    assert list(view["readings"]) == list(accounts.document.readings)
    assert view["loops"][0]["kinds"] == ["appoints", "sends", "elects", "elects"]
    assert view["contenders"]["ada"] == {"name": "Ada Moreau", "short": "A", "fate": None}
    assert view["recorded_following"] == [], "nothing is on record of it"
    chair = next(one for one in view["outcomes"] if one["id"] == "holds_chair:ada")
    assert chair["definition"] == "At the end of December 2006 Ada Moreau holds the office 'Chair of the association'."
    evidence = client.get("/api/scenarios/accounts/evidence").json()
    assert evidence["claims"]["grateful"]["status"] == "disputed"
    assert ["doubt", "grateful", "claim", "grateful"] in evidence["rests"]


def test_a_history_is_that_of_the_command_line(client: TestClient, accounts: Scenario) -> None:
    told = client.get("/api/scenarios/accounts/history", params={"number": 3, "seed": 5}).json()
    one = selectorate.run(accounts, histories=10, seed=5)
    assert told["ending"] == one.endings.statements[one.endings.which[3]].id
    assert len(told["months"]) == accounts.months
    assert told["command"].endswith("--history 3 --seed 5")
    twin = client.get(
        "/api/scenarios/accounts/history", params={"number": 3, "seed": 5, "without": "chair_powers"}
    ).json()
    assert "--without chair_powers" in twin["command"]


def test_a_job_is_stopped_and_asked_again(client: TestClient, ended: Ended) -> None:
    long = {"verb": "explain", "scenario": "accounts", "histories": 20_000, "seed": 9}  # minutes, if it went on
    name = client.post("/api/jobs", json=long).json()["id"]
    while client.get(f"/api/jobs/{name}").json()["progress"].get("done", 0) == 0:
        time.sleep(0.05)
    assert client.post("/api/jobs", json=long).json()["state"] == "running", "it is found and not begun again"
    page = client.get(f"/api/jobs/{name}/page")
    assert (page.status_code, "not answered yet" in page.json()["detail"]) == (409, True)
    client.delete(f"/api/jobs/{name}")
    stopped = ended(client, name)
    assert stopped["state"] == "stopped"
    assert 0 < stopped["progress"]["done"] < stopped["progress"]["total"]
    page = client.get(f"/api/jobs/{name}/page")
    assert (page.status_code, "not answered to its end" in page.json()["detail"]) == (409, True)
    short = client.post("/api/jobs", json=QUESTION).json()["id"]
    assert ended(client, short)["state"] == "done", "the worker is there for the next"
    assert client.post("/api/jobs", json=long).json()["state"] in ("waiting", "running"), "and it can be asked again"
    client.delete(f"/api/jobs/{name}")


def test_a_worker_that_is_killed_is_replaced(client: TestClient, ended: Ended) -> None:
    jobs = client.app.state.jobs
    long = {"verb": "explain", "scenario": "accounts", "histories": 20_000, "seed": 11}
    name = client.post("/api/jobs", json=long).json()["id"]
    while client.get(f"/api/jobs/{name}").json()["progress"].get("done", 0) == 0:
        time.sleep(0.05)
    jobs.worker.process.kill()
    lost = ended(client, name)
    assert (lost["state"], "ask again" in lost["error"]) == ("failed", True)
    short = client.post("/api/jobs", json=QUESTION).json()["id"]
    assert ended(client, short)["state"] == "done"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"without": ["chair_power"]}, "did you mean 'chair_powers'?"),
        ({"scenario": "party"}, "this studio shows no scenario 'party'"),
        ({"histories": 10**9}, "less than or equal to 20000"),
        ({"histories": "many"}, "valid integer"),
        ({"claims": ["grateful=true"]}, "write it as ID=false"),
        ({"verb": "delete"}, "'run', 'compare' or 'explain'"),
        ({"other": 1}, "Extra inputs are not permitted"),
        ({"without": []}, "nothing is changed"),
        ({"set": {"partisan": 7}}, "partisan"),
        ({"set": {"partisan": float("nan")}}, "finite number"),
        ({"set": {"\ud800": 1.0}}, "set"),
        ({"scenario": "\ud800"}, "unicode"),
        ({"do": ["x"] * 30}, "at most 24 items"),
    ],
)
def test_what_cannot_be_asked(client: TestClient, change: dict[str, Any], words: str) -> None:
    refused = client.post("/api/jobs", content=json.dumps(QUESTION | change), headers=JSON)
    assert refused.status_code in (404, 422)
    assert words in json.dumps(refused.json(), ensure_ascii=False)


def test_what_is_not_there(client: TestClient) -> None:
    for path in (
        "/api/jobs/x",
        "/api/jobs/x/page",
        "/api/jobs/x/events",
        "/api/scenarios/x",
        "/api/nothing",
        "/api/scenarios/accounts/shipped/when",
        "/no.js",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/api/scenarios", headers={"host": "localhost.evil.com:8765"}).status_code == 421
    page = client.get("/what-if")
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]
