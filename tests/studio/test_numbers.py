"""Numbers of the page are those of the command line, to the last bit; and so is the page of a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from selectorate.ensemble.posterior import folder
from selectorate.scenario import Scenario
from selectorate.studio.asking import Shown

Typed, Settled = Callable[..., Any], Callable[[Any], Any]
Ended = Callable[[TestClient, str], dict[str, Any]]
Alike = Callable[[TestClient, Shown, dict[str, Any], list[str]], None]

SUPPOSED = ["--set", "turnover=0.05", "--happenings", "drawn", "--claim", "grateful=false", "--from", "2002-01"]
SUPPOSES = {"set": {"turnover": 0.05}, "happenings": "drawn", "claims": ["grateful=false"], "start": "2002-01"}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"verb": "run", "histories": 600, "seed": 5}, ["--seed", "5"]),
        ({"verb": "compare", "histories": 600, "without": ["chair_powers"]}, ["--without", "chair_powers"]),
        ({"verb": "compare", "histories": 300, "do": ["chair.holder=ben"]}, ["--do", "chair.holder=ben"]),
        (
            {"verb": "explain", "histories": 100, "outcome": "holds_chair:ada", "start": "2003-01"},
            ["--outcome", "holds_chair:ada", "--from", "2003-01"],
        ),
    ],
)
def test_an_answer_and_its_page(
    lasting: TestClient, society: Shown, alike: Alike, question: dict[str, Any], words: list[str]
) -> None:
    alike(lasting, society, question, words)


def test_an_answer_with_all_that_can_be_supposed(client: TestClient, accounts: Scenario, alike: Alike) -> None:
    shown = Shown(accounts, str(folder(accounts)))
    alike(client, shown, {"verb": "run", "histories": 200, "seed": 5, **SUPPOSES}, ["--seed", "5", *SUPPOSED])
    alike(client, shown, {"verb": "run", "histories": 600, "readings": "machine"}, ["--readings", "machine"])


@pytest.fixture
def alike(typed: Typed, settled: Settled, ended: Ended, tmp_path: Path) -> Alike:
    """Asks the studio and the command line the same, and holds both answers and both pages against each other."""

    def hold(client: TestClient, shown: Shown, question: dict[str, Any], words: list[str]) -> None:
        begun = client.post("/api/jobs", json={"scenario": shown.scenario.name} | question)
        assert begun.status_code == 201, begun.text
        name = begun.json()["id"]
        job = ended(client, name)
        assert job["state"] == "done", job["error"]
        report = tmp_path / "report.html"
        command = [question["verb"], shown.asked, "--histories", str(question["histories"]), *words]
        answer = client.get(f"/api/jobs/{name}/answer").json()
        assert settled(answer) == settled(typed(*command, "--html", str(report), "--quiet"))
        page = client.get(f"/api/jobs/{name}/page")
        assert page.headers["content-type"].startswith("text/html")
        file = f"{question['verb']}-{shown.scenario.name}-{name[:8]}.html"
        assert page.headers["content-disposition"] == f'attachment; filename="{file}"'
        assert page.text == report.read_text(encoding="utf-8")

    return hold


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"number": 3, "seed": 5}, ["--history", "3", "--seed", "5"]),
        ({"number": 3, "without": "chair_powers", "start": "2003-01"},
         ["--history", "3", "--without", "chair_powers", "--from", "2003-01"]),
        ({"find": "typical"}, ["--find", "typical"]),
        ({"find": "holds_chair:ben", "seed": 2, "claims": "grateful=false"},
         ["--find", "holds_chair:ben", "--seed", "2", "--claim", "grateful=false"]),
        ({"find": "captured:chen", "do": "chair.holder=chen", "swap": True, "readings": "club"},
         ["--find", "captured:chen", "--do", "chair.holder=chen", "--swap", "--readings", "club"]),
    ],
)  # fmt: skip
def test_a_history(
    client: TestClient, accounts: Scenario, typed: Typed, settled: Settled, query: dict[str, Any], words: list[str]
) -> None:
    told = client.get("/api/scenarios/accounts/history", params=query)
    assert told.status_code == 200, told.text
    assert settled(told.json()) == settled(typed("replay", str(folder(accounts)), *words))
