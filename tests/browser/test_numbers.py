"""Numbers on the page are those that the command line prints: the command that the page shows is run, and compared."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from typing import Any

from playwright.sync_api import expect


def printed(page, *more: str) -> dict[str, Any]:
    """What the command that a page shows prints."""
    words = shlex.split(page.locator("pre", has_text="selectorate ").last.inner_text())
    assert words[0] == "selectorate"
    return told(*words[1:], *more)


def told(*words: str) -> dict[str, Any]:
    """What a command prints as JSON, from histories that are lived anew."""
    call = [sys.executable, "-m", "selectorate", *words, "--json"]
    store = () if words[0] == "replay" else ("--no-store",)
    said = subprocess.run([*call, *store], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def percent(share: float) -> str:
    """A share as the page writes it."""
    return f"{100 * share:.0f} %" if share in (0, 1) else f"{100 * share:.1f} %"


def cells(row) -> list[str]:
    """What stands in a row beside its head."""
    return [re.split(r", where from|\n", text)[0].strip() for text in row.get_by_role("cell").all_inner_texts()]


def named(view: dict[str, Any], one: dict[str, Any]) -> str:
    """An ending or outcome as the page names it."""
    known = view["contenders"] | view["offices"]
    title = one["title"].split(":")[0]
    return f"{title}: {known[one['subject']]['name']}" if one["subject"] else title


def test_of_two_worlds(visit) -> None:
    page = visit.open("/what-if?scenario=association&without=chair_powers&histories=1000&seed=5&guess=none")
    page.get_by_role("button", name=re.compile("histories in both worlds")).click()
    expect(page.locator("pre", has_text="--histories 1000")).to_be_visible()
    answer = printed(page)
    assert (answer["histories"], answer["seed"]) == (1000, 5)
    view = page.request.get("/api/scenarios/association").json()
    figure = page.locator("figure").filter(has_text="How 1,000 histories stand")
    figure.get_by_text("As a table").click()
    rows = {row.get_by_role("rowheader").inner_text(): cells(row) for row in figure.locator("tbody tr").all()}
    for kind in ("endings", "outcomes"):
        for one in view[kind]:
            was, now = (answer[world][kind].get(one["id"], 0) for world in ("baseline", "changed"))
            if was or now:
                points = f"{100 * answer['difference'][one['id']]['value']:+.1f}".replace("+0.0", "0.0").replace(
                    "-0.0", "0.0"
                )
                assert rows[named(view, one)][:3] == [percent(was), percent(now), points], one["id"]
    assert percent(answer["flipped"]["value"]) in page.locator("main").inner_text()


def test_of_an_explanation(visit) -> None:
    page = visit.open("/how-far?scenario=association&histories=100&seed=7&guess=none")
    page.get_by_role("button", name=re.compile("^Answer it")).click()
    expect(page.locator("pre", has_text="--seed 7")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    answer = printed(page)
    shown = page.locator("figure").filter(has_text="With it and without it")
    shown.get_by_text("As a table").click()
    rows = [cells(row) for row in shown.locator("tbody tr").all()]
    parts = ("probability", "probability_without", "necessity", "sufficiency")
    expected = [answer[name]["value"] for name in parts]
    assert [row[0] for row in rows] == ["undefined" if one is None else percent(one) for one in expected]
    assert answer["answer"].split(". ")[0] in " ".join(page.locator("main").inner_text().split())


def test_of_a_history_and_its_twin(visit) -> None:
    words = ("replay", "association", "--history", "17", "--seed", "3", "--twin", "--without", "chair_powers")
    answer = told(*words)
    page = visit.open(
        "/replay?scenario=association&history=17&seed=3&without=chair_powers&twin=1&month=2004-12&table=1"
    )
    order = list(page.request.get("/api/scenarios/association").json()["contenders"])
    for world, title in (("baseline", "As it was"), ("changed", "Changed")):
        table = page.get_by_role("region", name=f"The ring as a table: {title}")
        [month] = [one for one in answer[world]["months"] if one["month"] == "2004-12"]
        total = sum(month["committee"].values())
        row = cells(table.get_by_role("row", name=re.compile("^Board")))
        assert row[: len(order)] == [percent(month["committee"].get(who, 0) / total) for who in order]
